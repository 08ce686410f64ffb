"""Which member of staff is whom on a platform, and where a card for somebody goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from flows.ports import Surface, Who
from flows.staff_channel import CHANNEL

NOWHERE: frozenset[str] = frozenset()
"""No platforms."""


class Accounts(Protocol):
    """Links staff ids to people on platforms."""

    async def staff_id(self, who: Who, *, goes_on: bool = True) -> str | None:
        """Gives the member of staff behind a platform's person; None for anybody else.

        `goes_on` says that they did something themselves, so that what is new for them comes there
        from now on. Raises `flows.ports.NoAnswer` when the platform must be asked and does not
        answer.
        """

    async def whereabouts(
        self, staff_id: str, passing: frozenset[str] = NOWHERE
    ) -> tuple[Surface, Who] | None:
        """Gives where new cards for a member of staff go; None when there is no way.

        `passing` are platforms that are passed over, for nobody is reached there. For `CHANNEL` it
        is the staff channel, when the school has one. Raises `flows.ports.NotSent` when it cannot
        be found out now.
        """

    async def standing(self, staff_id: str, platform: str) -> tuple[Surface, Who] | None:
        """Gives where what stands on a platform for a member of staff is replaced, or None."""

    def known_as(self, platform: str, staff_id: str) -> str:
        """Gives the account of a member of staff on a platform, as far as it is known by now."""


class SamePlatform:
    """Everybody is on one platform that knows people by their staff id: the playground."""

    def __init__(self, surface: Surface, is_staff: Callable[[str], bool]) -> None:
        self._surface = surface
        self._is_staff = is_staff

    async def staff_id(self, who: Who, *, goes_on: bool = True) -> str | None:
        """Gives the id itself, when it is somebody on staff."""
        del goes_on
        return who.id if who.platform == self._surface.platform and self._is_staff(who.id) else None

    async def whereabouts(
        self, staff_id: str, passing: frozenset[str] = NOWHERE
    ) -> tuple[Surface, Who] | None:
        """Gives the one platform, on which there is no channel."""
        platform = self._surface.platform
        if staff_id == CHANNEL or platform in passing:
            return None
        return self._surface, Who(platform, staff_id)

    async def standing(self, staff_id: str, platform: str) -> tuple[Surface, Who] | None:
        """Gives the one platform."""
        del platform
        return await self.whereabouts(staff_id)

    def known_as(self, platform: str, staff_id: str) -> str:
        """Gives the staff id itself."""
        return staff_id if platform == self._surface.platform else ""
