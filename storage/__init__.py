"""Remembers: events, outbox, follow-ups, keys, roster and staff."""
