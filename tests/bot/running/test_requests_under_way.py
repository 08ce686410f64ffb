"""Who presses goes before cards that nobody waits for."""

import asyncio

from bot.requests_under_way import RequestsUnderWay
from flows.cards import Card
from flows.forms import Option
from flows.ports import Reply, Request, Say, Searched, Typed, Who

ASKED = Typed(Who("slack", "U1"), "help", "request-1")
PATIENCE = 5.0
"""Seconds after which something that does not happen fails a test."""


class Slow:
    """A conversation that answers when it is told to."""

    def __init__(self) -> None:
        self.may_answer = asyncio.Event()

    async def handle(self, _: Request) -> Reply:
        """Answers after a while."""
        await self.may_answer.wait()
        return Say("Klaar.")

    async def search(self, _: Searched) -> tuple[Option, ...]:
        """Finds one person."""
        return (Option("a", "Ada"),)

    async def card(self, _: Who, message_id: str) -> Card | None:
        """Gives no card."""
        return None


async def test_cards_wait_for_who_is_being_answered() -> None:
    """As soon as the last request is answered, the cards go."""
    slow = Slow()
    requests = RequestsUnderWay(slow)
    first, second = (asyncio.create_task(requests.handle(ASKED)) for _ in range(2))
    await asyncio.sleep(0)
    waiting = asyncio.create_task(requests.answered(PATIENCE))
    await asyncio.sleep(0)
    assert not waiting.done()
    slow.may_answer.set()
    assert {Say("Klaar.")} == {*await asyncio.gather(first, second)}
    await waiting


async def test_cards_do_not_wait_for_ever() -> None:
    """A request that takes long does not hold them up longer than a moment."""
    slow = Slow()
    requests = RequestsUnderWay(slow)
    hanging = asyncio.create_task(requests.handle(ASKED))
    await asyncio.sleep(0)
    await requests.answered(within=0)
    assert not hanging.done()
    slow.may_answer.set()
    await hanging


async def test_nothing_under_way() -> None:
    """The cards go at once, and a search does not count."""
    requests = RequestsUnderWay(Slow())
    found = await requests.search(Searched(Who("slack", "U1"), "staff", "ad"))
    assert (Option("a", "Ada"),) == found
    await requests.answered(PATIENCE)
