"""Tests of the rules, without clock, chat or database."""
