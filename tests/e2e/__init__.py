"""Tests with a real browser (marker e2e)."""
