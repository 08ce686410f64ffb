"""Erasing a melding: the one path for the command line and for retention.

Rules this file keeps:

- Cards on the platforms are replaced first, for after erasing nobody knows where they stand.
- A card that cannot be replaced stops nothing: it is empty of content, and its buttons do nothing.
- Erased is erased when it is committed. When the bytes are not out of the file yet, that is said.
"""

from __future__ import annotations

import datetime
from typing import Protocol

import msgspec

from bot.accounts import Accounts
from bot.clock import Clock
from bot.logs import log
from flows.cards import Card
from flows.ports import Gone, MaybeSent, NotSent, Placed, Unreachable
from flows.wording import Wording
from storage.erasure import Tombstone
from storage.errors import StorageError
from storage.sent_cards import SentCard
from storage.units_of_work import Store, UnitOfWork


class OnHold(StorageError):
    """Deze melding wordt met een reden bewaard. Wissen kan pas als die reden er niet meer is."""


class Erased(msgspec.Struct, frozen=True):
    """What was done: what is left of the melding, how its cards fared, and whether bytes remain."""

    stone: Tombstone
    withdrawn: int
    left: int
    """Cards that still stand on a platform as they were."""
    is_scrubbed: bool


class Withdrawing(Protocol):
    """Replaces the card of an erased melding where it stands."""

    async def withdraw(self, shown: SentCard) -> bool:
        """Gives False when the card could not be replaced."""


class OutOfReach:
    """For where no platform is at hand: every card stays as it is."""

    async def withdraw(self, shown: SentCard) -> bool:
        """Leaves the card."""
        del shown
        return False


class OnPlatforms:
    """Replaces cards through the platforms on which they stand."""

    def __init__(self, accounts: Accounts, wording: Wording, badge: str = "") -> None:
        self._accounts = accounts
        self._wording = wording
        self._badge = badge

    async def withdraw(self, shown: SentCard) -> bool:
        """Puts a card without anything of the melding in the place of the old one."""
        placed = Placed(shown.message_id, shown.thread_id)
        try:
            place = await self._accounts.standing(shown.staff_id, shown.platform)
            if place is None:
                return False
            surface, who = place
            await surface.replace(who, placed, erased_card(self._wording, shown, self._badge))
        except Gone:
            return True
        except (NotSent, MaybeSent, Unreachable) as failed:
            log.warning("card_not_withdrawn", case_id=shown.case_id, error=type(failed).__name__)
            return False
        return True


def erased_card(wording: Wording, shown: SentCard, badge: str = "") -> Card:
    """Makes the card that says that a melding no longer exists."""
    return Card(
        key=shown.card_key,
        title=wording("gewist-titel"),
        tone="withdrawn",
        paragraphs=(wording("gewist"),),
        badge=badge,
    )


async def erase(
    store: Store, case_id: str, reason: str, clock: Clock, withdrawing: Withdrawing
) -> Erased:
    """Erases a melding; again gives the tombstone that is there.

    Raises UnknownCase, UnknownCode for a reason that is not in `storage.erasure.REASONS`, OnHold,
    or a Database… error.
    """
    shown = await store.read(lambda unit: _shown(unit, case_id))
    replaced = [await withdrawing.withdraw(card) for card in shown]
    now = clock.now()
    stone = await store.run(lambda unit: _erase(unit, case_id, reason, now), named="erase")
    is_due = await store.read(lambda unit: unit.scrubbing.is_due())
    return Erased(stone, replaced.count(True), replaced.count(False), not is_due)


def _shown(unit: UnitOfWork, case_id: str) -> tuple[SentCard, ...]:
    """Gives the cards of a melding and of those that were put into it."""
    threads = (case_id, *unit.merges.sources(case_id))
    return tuple(card for thread in threads for card in unit.cards.of_case(thread))


def _erase(unit: UnitOfWork, case_id: str, reason: str, now: datetime.datetime) -> Tombstone:
    row = unit.index.get(case_id)
    if row is not None and row.held:
        raise OnHold
    return unit.erasure.erase(case_id, now, reason)
