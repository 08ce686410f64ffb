"""What a message of ours is known by: "CONVERSATION/ACTIVITY"."""

from __future__ import annotations

from flows.ports import Gone


def message_id(conversation: str, activity: str) -> str:
    """Gives what the message of an activity in a conversation is known by."""
    return f"{conversation}/{activity}"


def place_in(placed: str) -> tuple[str, str]:
    """Reads "CONVERSATION/ACTIVITY"; what is not that was never in Teams."""
    conversation, _, activity = placed.rpartition("/")
    if not conversation or not activity:
        raise Gone
    return conversation, activity
