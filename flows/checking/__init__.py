"""Checks of a protocol as a whole, one file a subject; `flows.protocol_checks` holds the table."""
