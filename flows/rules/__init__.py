"""The rules behind each command; `flows.decide` picks one by the command's type."""
