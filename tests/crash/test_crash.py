"""A real process is killed at every commit and every send, and again while it recovers.

Everything that the program knows stands in its files, so a step is killed on a copy of the files as
they were before it. What must hold afterwards is in `_check`.
"""

import pathlib
import shutil
import sys
from collections import Counter
from dataclasses import dataclass

import msgspec
import pytest

from adapters.playground.chat_store import ChatStore
from tests.crash.journal import JOURNAL, Journal
from tests.crash.nurseries import END, KILLED, Nursery, side_by_side
from tests.crash.nursery import NAMES, OUTCOME
from tests.crash.outcome import Outcome, Remains, remains_in
from tests.practice.running_bot import CHAT, DATABASE
from tests.practice.twelve import make_template

FEWEST = 40
"""Points there must be at least (issue 2)."""

START_UP = 6
"""Points of starting up: open, protocol and recover, before and after each commit."""

ONE_IN = 10
"""After each death the step is compared with an undisturbed one; so often the whole walk is too.

As nothing lives outside the files, equal files after the step lead to an equal end.
"""

KILLED_AGAIN_AFTER = (
    "after commit of report",
    "after commit of claim",
    "after post",
    "before commit of sent",
    "before replace",
    "after commit of FollowUpDue",
    "before commit of CloseCase",
)
"""After a death at such a point, the recovery is killed at each of its own points."""

pytestmark = pytest.mark.e2e


@dataclass(frozen=True, slots=True)
class Before:
    """The files before a step, and what an undisturbed program makes of that step."""

    step: int
    folder: pathlib.Path
    names: tuple[str, ...]
    """The points of the step, the start of the program included."""
    outcome: Outcome
    """What is there when the step is done."""


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """What happens when nothing happens."""

    points: int
    outcome: Outcome
    steps: tuple[Before, ...]

    def events_after(self, steps: int) -> int:
        """Gives how many events there are when so many steps are done."""
        return len(self.steps[steps - 1].outcome.events) if steps else 0


@dataclass(frozen=True, slots=True)
class Death:
    """A point at which the program is killed: in which step, and the how manieth of it."""

    before: Before
    point: int

    @property
    def name(self) -> str:
        """What the point is called."""
        return self.before.names[self.point - 1]


@pytest.fixture(scope="module")
def undisturbed(
    nurseries: tuple[Nursery, ...], tmp_path_factory: pytest.TempPathFactory
) -> Undisturbed:
    """One walk in one life, and the same walk with a new program for each step."""
    folder = tmp_path_factory.mktemp("undisturbed")
    make_template(folder / DATABASE)
    ChatStore(str(folder / CHAT)).close()
    steps = []
    for number in range(END):
        before = tmp_path_factory.mktemp("before") / "files"
        shutil.copytree(folder, before)
        assert 0 == nurseries[0].life(folder, until=number + 1)
        steps.append(Before(number, before, _names(folder), _outcome(folder)))
    whole = tmp_path_factory.mktemp("whole") / "files"
    shutil.copytree(steps[0].folder, whole)
    assert 0 == nurseries[0].life(whole)
    return Undisturbed(len(_names(whole)), _outcome(whole), tuple(steps))


@pytest.fixture(scope="module")
def deaths(undisturbed: Undisturbed) -> tuple[Death, ...]:
    """Every point of the walk; starting up counts once."""
    return tuple(
        Death(before, point)
        for before in undisturbed.steps
        for point in range(START_UP + 1 if before.step else 1, len(before.names) + 1)
    )


def test_a_program_that_starts_anew_each_step_ends_the_same(
    undisturbed: Undisturbed, deaths: tuple[Death, ...]
) -> None:
    """Nothing lives in memory only, and no point of the whole walk is missing from the steps.

    The steps have a few more: a program that starts on a new day does the work of that day first.
    """
    assert undisturbed.outcome == undisturbed.steps[-1].outcome
    assert "gesloten" == undisturbed.outcome.state
    assert () == undisturbed.outcome.faults
    assert {} == undisturbed.outcome.copies
    assert len(deaths) >= undisturbed.points >= FEWEST


def test_killed_at_every_point(
    nurseries: tuple[Nursery, ...],
    undisturbed: Undisturbed,
    deaths: tuple[Death, ...],
    tmp_path: pathlib.Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Whoever was told that something was done finds it done, once, whenever the program died."""

    def die(death: Death, nursery: Nursery) -> int:
        folder = tmp_path / f"{death.before.step}-{death.point}"
        remains = _killed(nursery, death, folder, undisturbed)
        assert 0 == nursery.life(folder, until=death.before.step + 1), death
        doubles = _check(death.before.outcome, _outcome(folder), (remains,), death.name)
        if deaths.index(death) % ONE_IN == 0:
            assert 0 == nursery.life(folder), death
            _check(undisturbed.outcome, _outcome(folder), (remains,), death.name)
        shutil.rmtree(folder)
        return doubles

    doubles = side_by_side(nurseries, deaths, die)
    _tell(capsys, f"killed at each of {len(deaths)} points; {sum(doubles)} cards were seen twice")


def test_killed_again_while_recovering(
    nurseries: tuple[Nursery, ...],
    undisturbed: Undisturbed,
    deaths: tuple[Death, ...],
    tmp_path: pathlib.Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A recovery that is killed is recovered from like anything else."""

    def die_twice(death: Death, nursery: Nursery) -> int:
        dead = tmp_path / f"{death.before.step}-{death.point}"
        first = _killed(nursery, death, dead, undisturbed)
        until = death.before.step + 1
        whole = tmp_path / f"{dead.name}-whole"
        shutil.copytree(dead, whole)
        assert 0 == nursery.life(whole, until=until), death
        points = len(_names(whole))
        for point in range(1, points + 1):
            again = tmp_path / f"{dead.name}-{point}"
            shutil.copytree(dead, again)
            assert KILLED == nursery.life(again, kill_at=point, until=until)
            second = _remains(again, undisturbed)
            assert 0 == nursery.life(again, until=until)
            name = f"{death.name}, then at point {point}"
            _check(death.before.outcome, _outcome(again), (first, second), name)
            shutil.rmtree(again)
        return points

    chosen = tuple(_middle(deaths, name) for name in KILLED_AGAIN_AFTER)
    points = side_by_side(nurseries, chosen, die_twice)
    _tell(capsys, f"killed again at {sum(points)} points of {len(chosen)} recoveries")


def _killed(
    nursery: Nursery, death: Death, folder: pathlib.Path, undisturbed: Undisturbed
) -> Remains:
    shutil.copytree(death.before.folder, folder)
    until = death.before.step + 1
    assert KILLED == nursery.life(folder, kill_at=death.point, until=until), death
    return _remains(folder, undisturbed)


def _remains(folder: pathlib.Path, undisturbed: Undisturbed) -> Remains:
    """Reads what is left; all that somebody was told of is among it."""
    remains = remains_in(folder)
    told = Journal(folder / JOURNAL).done
    assert remains.events >= undisturbed.events_after(told)
    return remains


def _check(expected: Outcome, actual: Outcome, deaths: tuple[Remains, ...], point: str) -> int:
    """Nothing is lost, doubled or left over; gives how many cards are seen once too often.

    That may only be a card that was visible when the program died and not yet noted as sent. A card
    that was being sent by then says that it may be there twice, and no other does.
    """
    allowed = Counter(card for death in deaths for card in death.shown)
    assert all(times <= allowed[card] for card, times in actual.copies.items()), (
        point,
        actual.copies,
        deaths,
    )
    assert {card for death in deaths for card in death.in_doubt}.issuperset(actual.marked), point
    assert expected == _seen_once(actual), point
    return sum(actual.copies.values())


def _seen_once(outcome: Outcome) -> Outcome:
    """Gives the outcome as if every card was seen once."""
    return msgspec.structs.replace(outcome, copies={}, marked=())


def _middle(deaths: tuple[Death, ...], name: str) -> Death:
    found = [death for death in deaths if death.name == name]
    return found[len(found) // 2]


def _names(folder: pathlib.Path) -> tuple[str, ...]:
    return tuple((folder / NAMES).read_text("utf-8").splitlines())


def _outcome(folder: pathlib.Path) -> Outcome:
    return msgspec.json.decode((folder / OUTCOME).read_bytes(), type=Outcome)


def _tell(capsys: pytest.CaptureFixture[str], line: str) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\ncrash test: {line}\n")
