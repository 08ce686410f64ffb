"""The clock of a practice school on Slack or Teams, and the hand that moves it forward.

Rules this file keeps:

- It is only served in practice mode, and only on this machine.
- The clock goes on like a real one, so that what a platform asks to be tried again in a second is;
  it stands some time ahead of the real one, and that is remembered.
- A week is a week on the clock of the school, also when summer time begins in it.
"""

from __future__ import annotations

import asyncio
import datetime
import re
from collections.abc import Awaitable, Callable, Iterable

import msgspec
from aiohttp import web

from bot.clock import Clock
from bot.time_travel import TimeTravel
from flows.school_calendar import SchoolCalendar
from storage.units_of_work import Store

PATH = "/practice/clock"
AHEAD_NOTE = "practice clock ahead"
"""Under which name the database keeps how far ahead the clock is, in microseconds."""
MICROSECOND = datetime.timedelta(microseconds=1)

FURTHEST = datetime.timedelta(days=366)
"""How far the clock moves at once: a school year."""

DURATION = re.compile(
    r"P(?:(?P<weeks>\d{1,3})W)?(?:(?P<days>\d{1,3})D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d{1,4})H)?(?:(?P<minutes>\d{1,5})M)?(?:(?P<seconds>\d{1,6})S)?)?"
)
"""A duration as in ISO 8601, without years and months, which are not always as long."""

NOT_READABLE = 'Stuur JSON, zoals {"advance": "P7D"}.'
NO_DURATION = "Schrijf hoe ver vooruit, zoals P7D, P2W, PT3H of P1DT30M; hoogstens een jaar."


class Advance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is asked."""

    advance: str


class AheadClock:
    """A clock that goes on like another one, some time ahead of it, and can be moved forward."""

    def __init__(self, real: Clock, ahead: datetime.timedelta) -> None:
        self._real = real
        self.ahead = ahead

    def now(self) -> datetime.datetime:
        """Gives the moment it is at the practice school, in UTC."""
        return self._real.now() + self.ahead

    def move_to(self, moment: datetime.datetime) -> None:
        """Moves forward; a moment that has passed changes nothing."""
        self.ahead = max(self.ahead, moment - self._real.now())


async def ahead_clock_of(store: Store, real: Clock, start: datetime.datetime) -> AheadClock:
    """Gives the clock as far ahead as it was, or at `start` (UTC) the first time."""
    ahead = await store.read(lambda unit: unit.notes.get(AHEAD_NOTE))
    if ahead is not None:
        return AheadClock(real, int(ahead) * MICROSECOND)
    clock = AheadClock(real, start - real.now())
    await keep_ahead(store, clock)
    return clock


async def keep_ahead(store: Store, clock: AheadClock) -> None:
    """Writes down how far ahead the clock is."""
    ahead = str(clock.ahead // MICROSECOND)
    await store.run(lambda unit: unit.notes.put(AHEAD_NOTE, ahead), named="clock")


def moment_after(
    duration: str, now: datetime.datetime, calendar: SchoolCalendar
) -> datetime.datetime | None:
    """Gives when a duration from `now` is over; None for a text that is no such duration."""
    found = DURATION.fullmatch(duration)
    if found is None or not any(found.groups()):
        return None
    parts = {name: int(number or 0) for name, number in found.groupdict().items()}
    days = datetime.timedelta(weeks=parts["weeks"], days=parts["days"])
    hours = datetime.timedelta(
        hours=parts["hours"], minutes=parts["minutes"], seconds=parts["seconds"]
    )
    if days + hours > FURTHEST:
        return None
    local = calendar.local(now)
    return calendar.moment_of(local.date() + days, local.time()) + hours


class ClockHands:
    """Answers POST /practice/clock."""

    def __init__(
        self,
        travel: TimeTravel,
        clock: AheadClock,
        calendar: SchoolCalendar,
        arrived: Callable[[], Awaitable[None]],
    ) -> None:
        self._travel = travel
        self._clock = clock
        self._calendar = calendar
        self._arrived = arrived
        self._busy = asyncio.Lock()

    def routes(self) -> Iterable[web.RouteDef]:
        """Gives the address."""
        return (web.post(PATH, self.advance),)

    async def advance(self, request: web.Request) -> web.Response:
        """Moves the clock from due moment to due moment; tells how many fired and where it is.

        A page in a browser on this machine cannot ask it: it may not send this content type.
        """
        if request.content_type != "application/json":
            return _said(415, NOT_READABLE)
        try:
            asked = msgspec.json.decode(await request.read(), type=Advance)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return _said(400, NOT_READABLE)
        async with self._busy:
            target = moment_after(asked.advance, self._clock.now(), self._calendar)
            if target is None:
                return _said(400, NO_DURATION)
            fired = await self._travel.to(target)
            await self._arrived()
            now = self._calendar.local(self._clock.now())
        return _json(200, {"fired": fired, "now": now.isoformat(timespec="seconds")})


def _said(status: int, sentence: str) -> web.Response:
    return _json(status, {"error": sentence})


def _json(status: int, content: dict[str, object] | dict[str, str]) -> web.Response:
    return web.Response(
        status=status, body=msgspec.json.encode(content), content_type="application/json"
    )
