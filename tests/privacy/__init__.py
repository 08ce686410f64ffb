"""Tests that names and stories stay where they belong."""
