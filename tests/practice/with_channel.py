"""The practice school with a staff channel: a chat of the playground in which nobody is alone."""

from __future__ import annotations

import msgspec

from bot.accounts import NOWHERE, SamePlatform
from flows.ports import Surface, Who
from flows.staff_channel import CHANNEL
from storage.units_of_work import Store
from tests.practice.running_bot import RunningBot
from tests.practice.twelve import STAFF

CHANNEL_ID = "19:personeel@thread.tacv2"


class WithChannel(SamePlatform):
    """Everybody is on one platform, and so is the channel."""

    is_there = True

    async def whereabouts(
        self, staff_id: str, passing: frozenset[str] = NOWHERE
    ) -> tuple[Surface, Who] | None:
        """Gives the one platform for everybody, and for the channel while it is there."""
        if staff_id != CHANNEL:
            return await super().whereabouts(staff_id, passing)
        if not self.is_there or passing:
            return None
        return self._surface, Who(self._surface.platform, CHANNEL)


def with_channel(store: Store, surface: Surface) -> WithChannel:
    """Says who is whom in a school with a channel."""
    del store
    return WithChannel(surface, frozenset(member.id for member in STAFF).__contains__)


def turn(running: RunningBot, *, on: bool) -> None:
    """Names the channel in the settings of the school, or takes it away."""
    directory = running.wired.directory
    named = CHANNEL_ID if on else ""
    directory.settings = msgspec.structs.replace(directory.settings, staff_channel=named)
