"""What an invoke of Teams is answered with, within the request itself."""

from __future__ import annotations

import msgspec

from adapters.teams.activities import Json


class InvokeAnswer(msgspec.Struct, frozen=True):
    """A status and, as a rule, what is to be shown."""

    status: int
    body: Json | None = None
