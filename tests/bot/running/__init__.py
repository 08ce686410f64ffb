"""The bot while it runs, on the practice school of a dozen."""
