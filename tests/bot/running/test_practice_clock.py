"""The clock of a practice school: it goes on, it is moved in order, and it is remembered."""

import datetime
from collections.abc import AsyncIterator, Awaitable, Callable

import aiohttp
import msgspec
import pytest

from bot.clock import PracticeClock
from bot.practice_clock import AheadClock, ClockHands, ahead_clock_of, keep_ahead, moment_after
from bot.readiness import ADDRESS, Readiness
from flows.school_calendar import SchoolCalendar
from tests.practice.people import People
from tests.practice.running_bot import RunningBot
from tests.practice.twelve import MONDAY

TODAY = datetime.datetime(2026, 11, 21, 12, 0, tzinfo=datetime.UTC)
CALENDAR = SchoolCalendar(holidays=(), free_days=(), known_until=datetime.date.max)


@pytest.mark.parametrize(
    ("duration", "days", "hours", "minutes", "seconds"),
    [
        ("P7D", 7, 0, 0, 0),
        ("P2W", 14, 0, 0, 0),
        ("P1W2D", 9, 0, 0, 0),
        ("PT3H", 0, 3, 0, 0),
        ("P1DT2H30M5S", 1, 2, 30, 5),
        ("PT90M", 0, 1, 30, 0),
        ("P0D", 0, 0, 0, 0),
        ("P366D", 366, 0, 0, 0),
    ],
)
def test_durations(duration: str, days: int, hours: int, minutes: int, seconds: int) -> None:
    """Weeks, days, hours, minutes and seconds, as ISO 8601 writes them."""
    over = datetime.timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    assert MONDAY + over == moment_after(duration, MONDAY, CALENDAR)


@pytest.mark.parametrize(
    "duration",
    ["", "P", "PT", "P1Y", "P1M", "7D", "P-7D", "P7DT", "p7d", "P7D ", "P367D", "PT9999H", "P1.5D"],
)
def test_what_is_no_duration(duration: str) -> None:
    """Years and months differ in length; back, and further than a year, is not to go."""
    assert moment_after(duration, MONDAY, CALENDAR) is None


def test_a_week_is_a_week_at_school() -> None:
    """When summer time begins in it, the clock on the wall says the same."""
    before = datetime.datetime(2027, 3, 24, 9, 0, tzinfo=datetime.UTC)
    assert before + datetime.timedelta(days=7, hours=-1) == moment_after("P7D", before, CALENDAR)


async def test_the_clock_goes_on(running: RunningBot) -> None:
    """It begins where it is told, goes on like the real one, and is as far ahead the next time."""
    real = PracticeClock(TODAY)
    clock = await ahead_clock_of(running.store, real, MONDAY)
    assert MONDAY == clock.now()
    real.move_to(TODAY + datetime.timedelta(minutes=5))
    assert MONDAY + datetime.timedelta(minutes=5) == clock.now()
    clock.move_to(MONDAY)
    assert MONDAY + datetime.timedelta(minutes=5) == clock.now()
    clock.move_to(MONDAY + datetime.timedelta(days=2))
    await keep_ahead(running.store, clock)
    again = await ahead_clock_of(running.store, real, TODAY)
    assert MONDAY + datetime.timedelta(days=2) == again.now()


Ask = Callable[..., Awaitable[tuple[int, dict[str, object]]]]


@pytest.fixture
async def ask(running: RunningBot) -> AsyncIterator[Ask]:
    """Moves the clock of a bot that is up, as an operator does."""
    arrivals: list[datetime.datetime] = []

    async def arrived() -> None:
        arrivals.append(running.clock.now())

    real = AheadClock(running.clock, datetime.timedelta())
    hands = ClockHands(running.travel, real, running.wired.directory.calendar, arrived)
    readiness = Readiness(
        running.store, running.wired.watchdog, running.clock, routes=hands.routes()
    )
    runner = await readiness.serve(0)
    url = f"http://{ADDRESS}:{runner.addresses[0][1]}/practice/clock"
    async with aiohttp.ClientSession() as session:

        async def asked(
            body: bytes, kind: str = "application/json"
        ) -> tuple[int, dict[str, object]]:
            headers = {"Content-Type": kind}
            async with session.post(url, data=body, headers=headers) as response:
                return response.status, msgspec.json.decode(await response.read())

        yield asked
    await runner.cleanup()


async def test_the_clock_is_moved(running: RunningBot, people: People, ask: Ask) -> None:
    """What comes due on the way happens in order; the answer tells how much, and the time."""
    await people.reports()
    status, said = await ask(b'{"advance": "P7D"}')
    assert (200, "2026-11-30T10:00:00+01:00") == (status, said["now"])
    assert isinstance(said["fired"], int)
    assert said["fired"] >= 2
    assert "herinnering/1/root" in people.keys("bram")
    assert MONDAY + datetime.timedelta(days=7) == running.clock.now()


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b'{"advance": "P7D"}', "text/plain", 415),
        (b'{"advance": "P7D"', "application/json", 400),
        (b'{"advance": "\xff"}', "application/json", 400),
        (b'{"advance": 7}', "application/json", 400),
        (b'{"advance": "P7D", "force": true}', "application/json", 400),
        (b'{"advance": "een week"}', "application/json", 400),
    ],
)
async def test_what_is_asked_wrongly(
    running: RunningBot, ask: Ask, body: bytes, kind: str, status: int
) -> None:
    """A sentence says how to ask; the clock stays where it is."""
    got, said = await ask(body, kind)
    assert status == got
    assert "P7D" in str(said["error"])
    assert MONDAY == running.clock.now()
