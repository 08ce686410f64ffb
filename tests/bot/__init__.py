"""Tests of the wiring, the delivery and the command line."""
