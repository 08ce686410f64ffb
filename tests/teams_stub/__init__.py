"""A local Teams that is stricter than the real one, and people who use it."""
