"""Erasing where a platform is at hand: the cards go first."""

from __future__ import annotations

import pytest

from bot.accounts import SamePlatform
from bot.erasing import OnHold, OnPlatforms, erase
from flows.cards import Card
from flows.ports import Gone, MaybeSent, NotSent, Placed, Unreachable, Who
from storage.errors import UnknownCase
from storage.sent_cards import SentCard
from storage.units_of_work import Store, UnitOfWork
from tests.bot.conftest import CASE, Operator


class Wall:
    """A platform that keeps what was put on it, and fails when told to."""

    platform = "muur"

    def __init__(self, fails: Exception | None = None) -> None:
        self.replaced: list[tuple[str, Card]] = []
        self._fails = fails

    async def post(self, who: Who, card: Card, thread_id: str, delivery_id: str) -> Placed:
        """Refuses: nothing new is posted when a melding is erased."""
        raise AssertionError

    async def replace(self, who: Who, placed: Placed, card: Card) -> None:
        """Keeps the card."""
        if self._fails is not None:
            raise self._fails
        self.replaced.append((placed.message_id, card))


def put_cards(store: Store) -> None:
    """Puts two cards of the melding with somebody who is there, one with somebody who left."""
    cards = (("s1", "root", "m1"), ("s1", "keuze/1", "m2"), ("weg", "root", "m"))

    def put(unit: UnitOfWork) -> None:
        for staff_id, key, message in cards:
            unit.cards.put(SentCard(CASE, staff_id, key, message, "t", "d"))

    store.run_now(put)


def withdrawing(operator: Operator, store: Store, wall: Wall) -> OnPlatforms:
    """Gives a way to the wall, for everybody but who left."""
    wording = operator.installation(store).library.current.wording
    return OnPlatforms(SamePlatform(wall, lambda _: True), wording, "OEFENING")


async def test_cards_are_replaced_before_they_are_forgotten(operator: Operator) -> None:
    """Where a card stood there is one without anything of the melding, not even its id."""
    with operator.store() as store:
        await operator.report(store)
        put_cards(store)
        wall = Wall()
        done = await erase(
            store, CASE, "oefening", operator.clock, withdrawing(operator, store, wall)
        )
    assert (3, 0, True) == (done.withdrawn, done.left, done.is_scrubbed)
    assert {"m", "m1", "m2"} == {message for message, _ in wall.replaced}
    for _, card in wall.replaced:
        assert ("withdrawn", "OEFENING", ()) == (card.tone, card.badge, card.buttons)
        assert CASE not in repr(card)


@pytest.mark.parametrize(
    ("fails", "withdrawn"),
    [
        (Gone(), 3),
        (NotSent("rate_limited"), 0),
        (MaybeSent("timed_out"), 0),
        (Unreachable("user_disabled"), 0),
    ],
)
async def test_a_card_that_cannot_be_replaced_stops_nothing(
    operator: Operator, fails: Exception, withdrawn: int
) -> None:
    """The melding is erased whatever the platform says; a card that is gone counts as withdrawn."""
    with operator.store() as store:
        await operator.report(store)
        put_cards(store)
        way = withdrawing(operator, store, Wall(fails))
        done = await erase(store, CASE, "verzoek", operator.clock, way)
        assert (withdrawn, 3 - withdrawn) == (done.withdrawn, done.left)
        assert store.read_now(lambda unit: unit.erasure.tombstone(CASE)) == done.stone
        assert () == store.read_now(lambda unit: unit.cards.of_case(CASE))


async def test_whoever_left_keeps_the_card(operator: Operator) -> None:
    """Somebody who is on no platform any more cannot be reached."""
    with operator.store() as store:
        await operator.report(store)
        put_cards(store)
        wall = Wall()
        wording = operator.installation(store).library.current.wording

        class WithoutLeavers(SamePlatform):
            async def standing(self, staff_id: str, platform: str) -> tuple[Wall, Who] | None:
                return None if staff_id == "weg" else (wall, Who(wall.platform, staff_id))

        accounts = WithoutLeavers(wall, lambda _: True)
        done = await erase(store, CASE, "verzoek", operator.clock, OnPlatforms(accounts, wording))
    assert (2, 1) == (done.withdrawn, done.left)


async def test_what_is_not_there_is_not_erased(operator: Operator) -> None:
    """An unknown id is refused, whoever asks."""
    with operator.store() as store:
        way = withdrawing(operator, store, Wall())
        with pytest.raises(UnknownCase):
            await erase(store, CASE, "verzoek", operator.clock, way)


async def test_a_hold_that_comes_in_between(operator: Operator) -> None:
    """A hold is looked at in the transaction that erases."""
    with operator.store() as store:
        await operator.report(store)
        row = store.read_now(lambda unit: unit.index.get(CASE))
        assert row is not None
        store.run_now(lambda unit: unit.index.hold(row.case_id, held=True))
        with pytest.raises(OnHold):
            await erase(
                store, CASE, "verzoek", operator.clock, withdrawing(operator, store, Wall())
            )
