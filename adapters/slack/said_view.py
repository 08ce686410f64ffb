"""One sentence as a modal, where a form or page was."""

from __future__ import annotations

from adapters.sentences import SAID_TITLES
from adapters.slack.block_kit import View, plain, text_blocks
from flows.ports import Say

CALLBACK = "said"
CLOSE = "Sluiten"


def said_view(say: Say) -> View:
    """Shows what was said, with a title that tells how it went."""
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": plain(SAID_TITLES[say.tone]),
        "close": plain(CLOSE),
        "blocks": list(text_blocks(say.text)),
    }
