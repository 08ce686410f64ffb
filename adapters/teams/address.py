"""Where somebody is reached: Teams tells it when they come in, and at no other time."""

from __future__ import annotations

import msgspec


class Address(msgspec.Struct, frozen=True):
    """Where the app talks to one person."""

    service_url: str
    """Where Teams is called for this person. It may change, and comes with all they do."""
    conversation: str
    """The chat of this person with the app; empty as long as nobody made it."""
    member: str
    """What Teams calls the person, to this app only: "29:…"."""
    bot: str
    """What Teams calls the app: "28:…"."""

    def encoded(self) -> str:
        """Gives the address as text, to be kept."""
        return msgspec.json.encode(self).decode()


_decoder = msgspec.json.Decoder(Address)


def address_in(text: str) -> Address | None:
    """Reads what `encoded` gave; None for anything else, and for nothing."""
    try:
        return _decoder.decode(text)
    except msgspec.DecodeError:
        return None
