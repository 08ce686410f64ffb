"""What the side of a platform itself says; all else comes from the bot. No names, no story."""

from __future__ import annotations

import hashlib
from typing import Literal

from flows.cards import Tone

TOO_SLOW = "Dat duurde te lang. Probeer het nog een keer."
EXPIRED = "Dit is niet meer aan de orde. Open je taken om te zien wat er nu staat."
FAILED = (
    "Er ging iets mis. Probeer het nog een keer. Gaat het weer mis? Noem de beheerder {reference}."
)

TONE_WORDS: dict[Tone, str] = {
    "neutral": "",
    "action": "Te doen",
    "urgent": "Dringend",
    "done": "Gedaan",
    "withdrawn": "Vervallen",
}
"""What the tone of a card says, for who cannot see a colour or where there is none."""

SAID_TITLES: dict[Literal["done", "refused"], str] = {
    "done": "Gelukt",
    "refused": "Dit kan nu niet",
}
"""What stands above a sentence in a dialog, by how it went."""

KEPT_LATER = "Wat je invult wordt pas bewaard als je verstuurt."
YES = "Ja"
CHOOSE = "Kies…"
CHOOSE_DAY = "Kies een dag"
TYPE_A_NAME = "Typ een deel van de naam"
NOT_FOUND = "Niet in de lijst? Wie is het, voor zover je weet?"
A_LINE_EACH = "Meer dan één? Zet elk op een eigen regel."
COPY_TITLE = "Titel"
COPY_BODY = "Tekst"
LATE = "Te laat"

REFERENCE = 6
"""Characters by which the operator finds in the log what somebody was told went wrong."""


def reference_of(request_id: str) -> str:
    """Gives a short mark of a request, which tells nothing about it."""
    return hashlib.sha256(request_id.encode()).hexdigest()[:REFERENCE].upper()


def failed(reference: str) -> str:
    """Says that something went wrong, with the mark that stands in the log."""
    return FAILED.format(reference=reference)


def which_part(step: int, steps: int) -> str:
    """Says which step of a form this is; nothing when it is the only one."""
    return f"Deel {step} van {steps}" if steps > 1 else ""


def which_page(page: int, pages: int) -> str:
    """Says which page this is; nothing when it is the only one."""
    return f"Bladzijde {page} van {pages}" if pages > 1 else ""
