"""What a command in the chat is answered with: a card with the buttons that open a dialog.

Teams opens a dialog for who presses a button, never for who types a word.
"""

from __future__ import annotations

import msgspec

from adapters.teams.adaptive_cards import (
    Json,
    action_rows,
    adaptive_card,
    heading,
    plain,
    press_action,
)
from adapters.ways_in import HELP, PROTOCOL, REPORT, TASKS
from flows.cards import Button


class Launch(msgspec.Struct, frozen=True):
    """What is said, and which ways go on from there."""

    title: str
    text: str
    buttons: tuple[Button, ...]


def _first(button: Button) -> Button:
    return Button(button.label, button.value, "primary")


def _plain(button: Button) -> Button:
    return Button(button.label, button.value)


LAUNCHES = {
    "pestmelding": Launch(
        "Een melding doen",
        "De knop opent een venster. Wat je daar invult, komt niet in deze chat.",
        (REPORT, TASKS),
    ),
    "pestprotocol": Launch(
        "De afspraken van school",
        "De knop opent het protocol in een venster.",
        (_first(PROTOCOL), HELP),
    ),
    "taken": Launch(
        "Je taken",
        "De knop laat zien wat er op je wacht.",
        (_first(TASKS), _plain(REPORT)),
    ),
    "help": Launch(
        "Wat wil je doen?",
        "Kies een knop, of typ pestmelding, pestprotocol, taken of help.",
        (REPORT, TASKS, PROTOCOL, HELP),
    ),
}
"""A card per command; anything else that is typed gets the one of help."""


def launch_card(command: str, nonce: str) -> Json:
    """Shows the ways to go on after a command, or after words that are none."""
    launch = LAUNCHES.get(command, LAUNCHES["help"])
    buttons = action_rows(press_action(one, nonce) for one in launch.buttons)
    return adaptive_card((heading(launch.title), *plain(launch.text), *buttons))


def launch_summary(command: str) -> str:
    """Gives the line that a notification shows of such a card."""
    return LAUNCHES.get(command, LAUNCHES["help"]).title
