"""A practice school of a dozen with a bot on it, for tests that need the whole program."""
