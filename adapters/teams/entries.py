"""Every way in that Teams knows of this app; manifest and help are held to it by tests."""

from __future__ import annotations

PLATFORM = "teams"
CHANNEL = "msteams"
"""What Teams calls itself in `channelId`."""

COMMANDS = ("pestmelding", "pestprotocol", "taken", "help")
"""The words in the personal chat, with or without a slash."""

EXTENSION = "pestmelding"
"""The id of the one command of the message extension, which opens the first dialog."""
