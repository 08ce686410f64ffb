"""The school itself on its platforms, with its own database and the clock of the machine."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.clock import Clock
from bot.linked_accounts import LinkedAccounts
from bot.platforms import ChatPlatform
from bot.school_settings import SchoolSettings
from bot.serving import Serving, serve
from bot.settings import Ports
from bot.wiring import Wired
from flows.ports import Who
from flows.protocol_file import ProtocolFiles
from storage.encryption import SchoolKey
from storage.units_of_work import Store

Say = Callable[[str], None]


async def serve_school(  # noqa: PLR0913, PLR0917 - all that the command line has read
    store: Store,
    key: SchoolKey,
    school: SchoolSettings,
    protocol: ProtocolFiles,
    platforms: Sequence[ChatPlatform],
    ports: Ports,
    clock: Clock,
    say: Say,
) -> None:
    """Serves the school until the program is stopped; raises as `serve` does."""
    channel = Who("teams", school.staff_channel) if school.staff_channel else None
    linked = [(one.book, one.surface) for one in platforms]
    accounts = LinkedAccounts(store, linked, clock, channel=channel)
    wired = Wired(store, key, school, protocol, clock, accounts)
    await serve(Serving(wired, accounts, platforms, ports), say)
