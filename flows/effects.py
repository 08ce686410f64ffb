"""What a decision asks of the world, beside its events. Only `flows.decide` makes these.

Replaying events makes no effects, so a replay can never send anything. Effects name role slots,
never people, and cards by key, never by content.
"""

from __future__ import annotations

import datetime

import msgspec

from flows.events import Event
from flows.field_specs import Fault


class SendCard(msgspec.Struct, frozen=True, kw_only=True):
    """Post the card with this key to whoever fills the slot."""

    slot: str
    key: str
    not_before: datetime.datetime | None = None
    """Held until then for everyone but the person who acted: the quiet hours."""


class UpdateCard(msgspec.Struct, frozen=True, kw_only=True):
    """Show this card anew, in place, wherever it stands."""

    key: str


class StartFollowUp(msgspec.Struct, frozen=True, kw_only=True):
    """Wake the melding at this moment (UTC) about what waits under the key."""

    key: str
    slots: tuple[str, ...]
    due: datetime.datetime
    intent: str
    """Why then, in words that a changed calendar can compute again: "1 schoolweek"."""


class CancelFollowUps(msgspec.Struct, frozen=True, kw_only=True):
    """Forget these wake-ups."""

    keys: tuple[str, ...]


class DestroyKey(msgspec.Struct, frozen=True, kw_only=True):
    """Destroy the key of who this pupil is."""

    pupil: str


Effect = SendCard | UpdateCard | StartFollowUp | CancelFollowUps | DestroyKey


class Decision(msgspec.Struct, frozen=True):
    """What happens. Both empty for a press that was already handled."""

    events: tuple[Event, ...] = ()
    effects: tuple[Effect, ...] = ()


class Refused(msgspec.Struct, frozen=True):
    """Why it does not happen, as the key of a text: `weigering-<reason>`."""

    reason: str
    faults: tuple[Fault, ...] = ()
    """What is wrong with the answers, when that is the reason."""
