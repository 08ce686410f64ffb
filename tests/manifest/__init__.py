"""Tests of what Slack needs to install the app."""
