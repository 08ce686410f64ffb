"""Practice on real platforms: the fictional school, in a folder of its own, with its own clock."""

from __future__ import annotations

import pathlib
from collections.abc import Callable, Iterable, Sequence

import msgspec

from bot.clock import Clock, random_bytes
from bot.demo import FICTIONAL_SCHOOL, START, fictional_school, school_key_in
from bot.linked_accounts import LinkedAccounts
from bot.platforms import ChatPlatform
from bot.played_book import PlayedBook, cast_from
from bot.practice_clock import ClockHands, ahead_clock_of, keep_ahead
from bot.practice_school import BADGE, fill, url_of
from bot.protocol_library import DEFINITIONS, read_files
from bot.school_settings import FILE_NAME, read_settings
from bot.serving import Serving, serve
from bot.settings import Ports
from bot.time_travel import TimeTravel
from bot.wiring import Wired
from flows.ports import Who
from storage.units_of_work import Store

Say = Callable[[str], None]

NOBODY_YET = (
    "Niemand heeft een rol. Wie geen adres van de oefenschool heeft, wordt dus geweigerd. Zet er"
    " voor elke collega bij wie die speelt: --speelt jij@school.nl=k.haddad@vlierhof.example."
)


async def practise(  # noqa: PLR0913 - all that the command line has read
    folder: pathlib.Path,
    platforms_on: Callable[[Store], Sequence[ChatPlatform]],
    ports: Ports,
    plays: Iterable[str],
    real: Clock,
    say: Say,
    *,
    channel: str = "",
) -> None:
    """Serves the fictional school until the program is stopped; raises as `serve` does.

    `platforms_on` makes the platforms that remember what they must in this store.
    `plays` are the pairs ECHT=VERZONNEN of who plays whom; raises NobodyPlays for a wrong one.
    `channel` is what Teams calls the private channel of the staff; empty without one.
    """
    key = school_key_in(folder)
    school = fictional_school(key)
    cast = cast_from(plays, [member.email for member in school.staff])
    fill(folder, key, lambda: school)
    told = read_settings((FICTIONAL_SCHOOL / FILE_NAME).read_bytes())
    settings = msgspec.structs.replace(told, staff_channel=channel)
    with Store.open(url_of(folder), key, random_bytes) as store:
        clock = await ahead_clock_of(store, real, START)
        platforms = platforms_on(store)
        played = [(PlayedBook(one.book, cast), one.surface) for one in platforms]
        place = Who("teams", channel) if channel else None
        accounts = LinkedAccounts(store, played, real, channel=place)
        files = read_files(DEFINITIONS / settings.protocol)
        wired = Wired(store, key, settings, files, clock, accounts, badge=BADGE)

        async def keep_time() -> None:
            await keep_ahead(store, clock)
            await wired.care.keep_time()

        travel = TimeTravel(clock, wired.due_work, store, keep_time, wired.care.next_moment)
        hands = ClockHands(travel, clock, wired.directory.calendar, wired.care.look_around)
        say("Dit is een oefening met een verzonnen school; op elke kaart staat OEFENING.")
        if not cast:
            say(NOBODY_YET)
        await serve(Serving(wired, accounts, platforms, ports, hands.routes()), say)
