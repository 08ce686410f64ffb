"""One sentence as a dialog, where a form or page was."""

from __future__ import annotations

from adapters.sentences import SAID_TITLES
from adapters.teams.adaptive_cards import Json, adaptive_card, plain
from adapters.teams.dialog import dialog
from flows.ports import Say


def said_dialog(say: Say) -> Json:
    """Shows what was said, with a title that tells how it went."""
    return dialog(SAID_TITLES[say.tone], adaptive_card(plain(say.text)), "small")
