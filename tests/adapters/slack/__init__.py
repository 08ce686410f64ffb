"""Tests of the Slack side: what is sent, what comes in, and what is made of it."""
