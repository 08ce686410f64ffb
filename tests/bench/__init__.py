"""Measurements, started with make bench."""
