"""Sends what the outbox holds: card by card, in order per thread, threads side by side.

Rules this file keeps (reliability §4):

- A card is rendered when it is sent, from the melding as it is then; nothing rendered is stored
  but a digest, so that a card that would look the same is not sent again.
- "Not sent" is tried again; "maybe" is sent again with a mark, for all copies lead to one event.
- Answers that come in about together are written down in one commit; what is claimed next goes
  along.
- Whoever cannot be reached is reported to the antipestcoördinator: who and which melding, not what.
- A row that cannot be rendered is dead at once and holds up nobody else.
- A call that takes long holds up its own thread only: while it is under way, what becomes due for
  others is claimed as long as there is room, and no one person fills that room.
"""

from __future__ import annotations

import asyncio
import datetime
from collections import Counter
from collections.abc import Sequence

from bot.accounts import Accounts
from bot.card_maker import CardMaker
from bot.case_service import CaseService
from bot.clock import Clock
from bot.delivery_attempts import Attempts, Material
from bot.delivery_endings import Claim, Ending, Endings
from bot.logs import log
from storage.outbox import Delivery
from storage.units_of_work import Store, UnitOfWork

MOST_UNDER_WAY = 50
"""Cards that are being sent at the same time."""
MOST_FOR_ONE = 5
"""Of those, cards for one person: a chat takes about one a second from each."""
TOGETHER = 0.05
"""Seconds that an answer waits at most for the others, to be written down with them."""


class Delivering:
    """Takes rows from the outbox and puts their cards where they belong."""

    def __init__(
        self,
        store: Store,
        cases: CaseService,
        accounts: Accounts,
        clock: Clock,
        maker: CardMaker,
    ) -> None:
        self._store = store
        self._clock = clock
        self._endings = Endings(store, cases, clock)
        self._attempts = Attempts(maker, accounts, self._endings)
        self._pump: asyncio.Task[None] | None = None
        self._stirred = asyncio.Event()
        self._is_woken = False
        self._is_stopping = False
        self._under_way: dict[str, tuple[asyncio.Task[None], str]] = {}
        """By row: the call that is made for it, and for whom."""
        self._ended: list[Ending] = []

    async def recover(self) -> int:
        """On start: what was in flight when the program stopped may or may not have arrived."""
        now = self._clock.now()
        return await self._store.run(lambda unit: unit.outbox.recover(now), named="recover")

    async def drain(self) -> None:
        """Sends everything that is due now, until nothing is left that can go."""
        now = self._clock.now()
        if await self._store.read(lambda unit: something_is_due(unit, now)):
            self.wake()
        await self.finish()

    def wake(self) -> None:
        """Lets what is due be sent, and returns at once."""
        self._is_woken = True
        self._stirred.set()
        if self._pump is None or self._pump.done():
            self._pump = asyncio.get_running_loop().create_task(self._run())
            self._pump.add_done_callback(_tell)

    async def finish(self) -> None:
        """Returns when nothing is under way and nothing more is due.

        Raises what kept it from being written down.
        """
        if self._pump is not None and not self._pump.done():
            await asyncio.shield(self._pump)

    async def stop(self) -> None:
        """Returns when what is under way has ended; what is due after that is left."""
        self._is_stopping = True
        if self._pump is not None:
            await asyncio.wait({self._pump})
        self._is_stopping = False

    async def next_due(self) -> datetime.datetime | None:
        """Gives when the next row may go."""
        return await self._store.read(lambda unit: unit.outbox.next_due())

    async def _run(self) -> None:
        """Claims while there is room and writes down what ended, until nothing is left.

        When something cannot be written down, nothing more is claimed; the rest ends first.
        """
        failures: list[Exception] = []
        while self._under_way or self._ended or (self._is_woken and not failures):
            await self._stirred.wait()
            await self._let_the_others_answer()
            endings, self._ended = self._ended, []
            try:
                await self._go_on(endings, claims=self._claims(endings) and not failures)
            except Exception as failed:  # noqa: BLE001 - raised when all the others are settled
                failures.append(failed)
        if failures:
            raise failures[0]

    async def _let_the_others_answer(self) -> None:
        """Returns when all that is under way was answered, more is to be claimed, or it is time."""
        self._stirred.clear()
        if not self._under_way or self._is_woken:
            return
        try:
            async with asyncio.timeout(TOGETHER):
                while self._under_way and not self._is_woken:
                    await self._stirred.wait()
                    self._stirred.clear()
        except TimeoutError:
            return

    def _claims(self, endings: Sequence[Ending]) -> bool:
        """Says whether it is time to claim: when woken, and when an ending made room."""
        is_woken, self._is_woken = self._is_woken, False
        return is_woken or (bool(endings) and not self._is_stopping)

    async def _go_on(self, endings: Sequence[Ending], *, claims: bool) -> None:
        """Writes down what ended and begins what was claimed along with it.

        Answers that come meanwhile are written down together the next time, so that a slow call
        keeps no answer in memory for long and quick ones share a commit.
        """
        claimed = await self._endings.settle(endings, self._claim() if claims else None)
        if not claimed:
            return
        try:
            material = await self._store.read(lambda unit: self._attempts.gathered(unit, claimed))
        except Exception as failed:  # noqa: BLE001 - what was claimed may not stay claimed
            log.error("cards_not_looked_up", error=type(failed).__name__)
            self._ended.extend(self._endings.later(row, "not_looked_up", None) for row in claimed)
            self._stirred.set()
            return
        for row in claimed:
            task = asyncio.get_running_loop().create_task(self._attempt(row, material))
            self._under_way[row.id] = (task, row.staff_id)
            await asyncio.sleep(0)  # its call is on its way before the next card is made

    def _claim(self) -> Claim | None:
        """Gives how the next rows are taken: as many as there is room for, if there is any."""
        now = self._clock.now()
        room = MOST_UNDER_WAY - len(self._under_way)
        busy = Counter(person for _, person in self._under_way.values())
        if not room:
            return None
        return lambda unit: unit.outbox.claim(now, room, for_one=MOST_FOR_ONE, busy=busy)

    async def _attempt(self, row: Delivery, material: Material) -> None:
        try:
            ending = await self._attempts.ending(row, material)
            self._ended.append(ending)
        finally:
            del self._under_way[row.id]
            self._stirred.set()


def _tell(pump: asyncio.Task[None]) -> None:
    """Says in the log that sending stopped; the next time that it is woken it tries again."""
    failed = None if pump.cancelled() else pump.exception()
    if failed is not None:
        log.error("delivery_stopped", error=type(failed).__name__)


def something_is_due(unit: UnitOfWork, now: datetime.datetime) -> bool:
    """Whether a row may be claimed now; answered without waiting for a writer."""
    due = unit.outbox.next_due()
    return due is not None and due <= now
