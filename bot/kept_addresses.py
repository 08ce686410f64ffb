"""Where accounts are reached on one platform (`flows.ports.Addresses`), kept in the database."""

from __future__ import annotations

import datetime

from bot.clock import Clock
from storage.addresses import KeptAddress
from storage.units_of_work import Store, UnitOfWork

LONGEST = 2_000
"""Of an address, in bytes of UTF-8."""

COMPARED_EVERY = datetime.timedelta(hours=1)
"""How long an address that was just seen in the database is not looked for there again."""


class KeptAddresses:
    """Keeps addresses; one that stays the same costs no write, and mostly not even a look."""

    def __init__(self, store: Store, platform: str, clock: Clock) -> None:
        self._store = store
        self._platform = platform
        self._clock = clock
        self._seen: dict[str, tuple[str, datetime.datetime]] = {}

    async def get(self, user_id: str) -> str:
        """Gives what `put` was last given for an account; empty when there is nothing."""
        return await self._store.read(lambda unit: self._stored(unit, user_id))

    async def put(self, user_id: str, address: str) -> None:
        """Keeps where an account is reached; raises ValueError for more than 2,000 bytes."""
        if len(address.encode()) > LONGEST:
            raise ValueError("address too long")
        now = self._clock.now()
        seen, at = self._seen.get(user_id, ("", now))
        if seen == address and now - at < COMPARED_EVERY:
            return
        if await self.get(user_id) != address:
            row = KeptAddress(self._platform, user_id, address, now)
            await self._store.run(lambda unit: unit.addresses.put(row), named="address")
        self._seen[user_id] = (address, now)

    async def drop(self, user_id: str) -> None:
        """Forgets an account; again is harmless."""
        self._seen.pop(user_id, None)
        if await self.get(user_id):
            await self._store.run(
                lambda unit: unit.addresses.drop(self._platform, user_id), named="address"
            )

    def _stored(self, unit: UnitOfWork, user_id: str) -> str:
        row = unit.addresses.get(self._platform, user_id)
        return row.address if row is not None else ""
