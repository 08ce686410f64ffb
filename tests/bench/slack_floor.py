"""What a step costs at the least: the promise of the outbox, without rules, words or secrets.

A step of the bot is a commit before the answer, one before the calls and one after them (rules of
architecture §4 and reliability §4), on the store and the web client that were prescribed. This does
those and nothing else, so no program that keeps the promise on them can do a step for less.
"""

import asyncio
import pathlib
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count

from adapters.slack.web import SlackWeb
from flows.cards import Card
from flows.forms import Option
from flows.ports import Pressed, Reply, Request, Say, Searched, Who
from flows.presses import decoded
from storage.migrations import migrate
from storage.outbox import Arrival, Delivery
from storage.units_of_work import Store, UnitOfWork
from tests.practice.twelve import KEY
from tests.slack_stub.workspace import BOT_TOKEN
from tests.storage.conftest import PredictableBytes

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CHANNEL, TS = "D1", "1795000000.1"
BLOCKS = [
    {"type": "header", "text": {"type": "plain_text", "text": "Melding 7K3Q: Nieuw"}},
    {"type": "section", "text": {"type": "plain_text", "text": "Waar zijn we: melding"}},
    {"type": "section", "text": {"type": "plain_text", "text": "Nu aan jou: pak dit op"}},
]


class OutboxAlone:
    """A conversation that replaces as many cards as a button says (`flows.ports.Conversation`)."""

    def __init__(self, folder: pathlib.Path, api: str, said: str) -> None:
        """Takes where its database may be, where Slack is, and what it answers."""
        url = f"sqlite:///{folder / 'outbox-alone.db'}"
        migrate(url)
        self._store = Store.open(url, KEY, PredictableBytes())
        self._web = SlackWeb(BOT_TOKEN, api)
        self._said = said
        self._steps = count(1)
        self._sending: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        """Opens the way out."""
        await self._web.start()

    async def close(self) -> None:
        """Closes it, and the database."""
        await self._web.stop()
        self._store.close()

    async def handle(self, request: Request) -> Reply:
        """Answers when it is certain that the cards will be sent, and lets them go."""
        press = decoded(request.value) if isinstance(request, Pressed) else None
        assert press is not None
        step = next(self._steps)
        rows = [_row(step, number) for number in range(int(press.subject))]
        await self._store.run(lambda unit: unit.outbox.add(rows))
        task = asyncio.create_task(self._send())
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)
        return Say(self._said)

    async def finish(self) -> None:
        """Returns when all is sent and written down."""
        await asyncio.gather(*self._sending)

    async def search(self, _: Searched) -> tuple[Option, ...]:
        """Finds nobody."""
        return ()

    async def card(self, _: Who, message_id: str) -> Card | None:
        """Gives no card."""
        return None

    async def _send(self) -> None:
        claimed = await self._store.run(lambda unit: unit.outbox.claim(NOW))
        await asyncio.gather(*(self._replace() for _ in claimed))
        await self._store.run(lambda unit: _written_down(unit, claimed))

    async def _replace(self) -> None:
        await self._web.call("chat.update", channel=CHANNEL, ts=TS, text="Melding", blocks=BLOCKS)


def _row(step: int, number: int) -> Delivery:
    return Delivery(
        id=f"{step}:{number}",
        case_id=f"{step}",
        staff_id=f"{number}",
        card_key="root",
        kind="update",
        created_at=NOW,
        not_before=NOW,
    )


def _written_down(unit: UnitOfWork, claimed: Sequence[Delivery]) -> None:
    unit.outbox.all_sent([Arrival(row.id) for row in claimed], NOW)
