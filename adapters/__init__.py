"""Talks to chat platforms: turns wire data into requests, and cards and forms into wire data."""
