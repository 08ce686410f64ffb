"""The playground: opened in a folder, closed, and opened again where it stopped."""

import datetime
import pathlib
import signal
from collections.abc import Iterator

import pytest

from bot.demo import Demo, run_demo
from flows.ports import Typed, Who

ANY_PORT = 0
WEEK = datetime.timedelta(days=7)


async def test_a_new_folder_is_filled_once(tmp_path: pathlib.Path) -> None:
    """The first time the school is stored; the next time it is found, with its clock."""
    folder = tmp_path / "oefenschool"
    demo = Demo(folder)
    await demo.open(ANY_PORT)
    staff = demo.school.staff_ids
    version = demo.school.store.read_now(lambda unit: unit.people_version)
    later = demo.school.clock.now() + WEEK
    await demo.school.travel.to(later)
    await demo.close()

    again = Demo(folder)
    await again.open(ANY_PORT)
    assert staff == again.school.staff_ids
    assert version == again.school.store.read_now(lambda unit: unit.people_version)
    assert later == again.school.clock.now()
    await again.close()


async def test_only_staff_is_answered(tmp_path: pathlib.Path) -> None:
    """Everybody in the staff file gets a form, and somebody else a neutral sentence."""
    demo = Demo(tmp_path)
    await demo.open(ANY_PORT)
    replies = [
        await demo.school.wired.bot.handle(Typed(Who("playground", who), "pestmelding", "r"))
        for who in (*list(demo.school.staff_ids.values())[:3], "vreemde")
    ]
    await demo.close()
    assert ["ShowForm"] * 3 + ["Say"] == [type(reply).__name__ for reply in replies]


@pytest.fixture(params=[signal.default_int_handler, signal.SIG_IGN], ids=["keyboard", "background"])
def started(request: pytest.FixtureRequest) -> Iterator[None]:
    """The program is started at a keyboard, or in the background, where Ctrl+C is not heard."""
    before = signal.signal(signal.SIGINT, request.param)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("started")
@pytest.mark.parametrize("which", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_quietly(tmp_path: pathlib.Path, which: signal.Signals) -> None:
    """It says where it is and how to stop it, and says goodbye."""
    said: list[str] = []

    def say(line: str) -> None:
        said.append(line)
        if line.startswith("Stoppen"):
            signal.raise_signal(which)

    run_demo(tmp_path, ANY_PORT, say)
    assert "Tot ziens." == said[-1]
    assert 3 == len(said)
