"""The accounts of the practice school, on a platform where people have ids of their own."""

import asyncio
from datetime import UTC, datetime, timedelta

import msgspec

from bot.clock import PracticeClock
from bot.linked_accounts import LinkedAccounts
from flows.ports import Surface, Who
from flows.roster import StaffMember
from storage.units_of_work import Store
from tests.practice.fake_book import FakeBook
from tests.practice.twelve import STAFF

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def who(user_id: str) -> Who:
    """Somebody on the platform."""
    return Who("playground", user_id)


def rows(store: Store) -> dict[str, str]:
    """Gives the account of each member of staff, as it is stored."""
    return {one.staff_id: one.user_id for one in store.read_now(lambda unit: unit.accounts.all())}


class Linked(LinkedAccounts):
    """Linked accounts with their book, their clock, and the pauses they made."""

    def __init__(self, store: Store, surface: Surface) -> None:
        emails = {f"U{one.id}": one.email for one in STAFF}
        self.book = FakeBook(surface.platform, **emails)
        self.time = PracticeClock(NOW)
        self.pauses: list[float] = []
        self.kept_up: asyncio.Queue[None] = asyncio.Queue()
        """Gets something after each round."""
        self.breaks = False
        self.store = store
        self.surface = surface
        super().__init__(store, [(self.book, surface)], self.time, self._pause)

    async def _pause(self, seconds: float) -> None:
        self.pauses.append(seconds)

    async def keep_up(self) -> None:
        """Makes a round, or breaks."""
        try:
            if self.breaks:
                raise ZeroDivisionError
            await super().keep_up()
        finally:
            self.kept_up.put_nowait(None)

    def passes(self, time: timedelta) -> None:
        """Lets time pass."""
        self.time.move_to(self.time.now() + time)

    async def becomes(self, staff: tuple[StaffMember, ...]) -> None:
        """Takes in another staff file."""
        rows_of = [(one.id, msgspec.json.encode(one)) for one in staff]
        await self.store.run(lambda unit: unit.staff.replace(rows_of))
