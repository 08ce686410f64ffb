"""Every method of Slack that is called, and the scope of the bot token that it needs.

A method that is not here is not called: `SlackWeb` refuses it, and a test holds the manifest to it.
"""

from __future__ import annotations

PLATFORM = "slack"

METHODS: dict[str, str] = {
    "auth.test": "",
    "apps.connections.open": "",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "conversations.open": "im:write",
    "users.info": "users:read",
    "users.lookupByEmail": "users:read.email",
    "views.open": "",
    "views.publish": "",
    "views.update": "",
}
"""Scope by method; empty when the token alone is enough. The app token opens a connection."""

SCOPES = ("commands", *dict.fromkeys(sorted(filter(None, METHODS.values()))))
"""Every scope of the bot token, the slash commands first."""

COMMANDS = ("pestmelding", "pestprotocol")
"""The slash commands. `taken` is the Home tab; `help` a button there, as /help is of Slack."""

SHORTCUT = "pestmelding"
"""The callback id of the one global shortcut."""
