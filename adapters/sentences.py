"""What the side of a platform itself says; all else comes from the bot. No names, no story."""

from __future__ import annotations

import hashlib

TOO_SLOW = "Dat duurde te lang. Probeer het nog een keer."
EXPIRED = "Dit is niet meer aan de orde. Open je taken om te zien wat er nu staat."
FAILED = (
    "Er ging iets mis. Probeer het nog een keer. Gaat het weer mis? Noem de beheerder {reference}."
)

REFERENCE = 6
"""Characters by which the operator finds in the log what somebody was told went wrong."""


def reference_of(request_id: str) -> str:
    """Gives a short mark of a request, which tells nothing about it."""
    return hashlib.sha256(request_id.encode()).hexdigest()[:REFERENCE].upper()


def failed(reference: str) -> str:
    """Says that something went wrong, with the mark that stands in the log."""
    return FAILED.format(reference=reference)
