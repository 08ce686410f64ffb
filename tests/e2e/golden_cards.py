"""The cards that are kept as examples of what is sent to Teams, messages and dialogs alike."""

import json
from pathlib import Path

from tests.e2e.card_schema import Json

FOLDER = Path(__file__).parents[1] / "adapters" / "teams" / "golden"


def golden_cards() -> dict[str, Json]:
    """Gives each by its name; of a dialog the card that is in it."""
    read = {path.stem: json.loads(path.read_text()) for path in sorted(FOLDER.glob("*.json"))}
    return {name: _card_in(payload) for name, payload in read.items()}


def _card_in(payload: Json) -> Json:
    card: Json = payload["card"]["content"] if "card" in payload else payload
    return card
