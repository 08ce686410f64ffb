"""Puts the parts together: settings, wiring, clock, case service, delivery and command line."""
