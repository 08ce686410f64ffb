"""Whole conversations, written down as data and played."""
