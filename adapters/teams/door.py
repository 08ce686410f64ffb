"""What Teams posts to us: who may, how much, and with what it is answered."""

from __future__ import annotations

from typing import Any

import msgspec

Json = dict[str, Any]


class InvokeAnswer(msgspec.Struct, frozen=True):
    """What an invoke is answered with, within the request itself."""

    status: int
    body: Json | None = None
