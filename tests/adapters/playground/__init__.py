"""Tests of the playground's server and page."""
