"""Tests of what is remembered, on real databases."""
