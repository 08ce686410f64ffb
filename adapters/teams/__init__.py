"""Microsoft Teams: one tenant, one bot, and the personal chat with each colleague."""
