"""Addresses of people, kept in memory (`flows.ports.Addresses`)."""

from __future__ import annotations


class KeptAddresses:
    """Keeps what it is given, as the database does."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.puts = 0

    async def get(self, user_id: str) -> str:
        """Gives what was last put."""
        return self.kept.get(user_id, "")

    async def put(self, user_id: str, address: str) -> None:
        """Keeps an address."""
        assert len(address.encode()) <= 2000
        self.puts += 1
        self.kept[user_id] = address

    async def drop(self, user_id: str) -> None:
        """Forgets an account."""
        self.kept.pop(user_id, None)
