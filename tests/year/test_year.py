"""A few weeks of the simulated year, and that its checks see what is wrong."""

from __future__ import annotations

import asyncio
import datetime
import pathlib
from collections.abc import Iterator

import msgspec
import pytest

from tests.privacy.canaries import Secret
from tests.year.canaries import SECRETS
from tests.year.checks import faults_of, leaks_of
from tests.year.figures import Week, figures_of
from tests.year.ladders import Rung, rungs_climbed
from tests.year.printed import chart_of, table_of
from tests.year.running import Span, Year

WEEKS = Span(datetime.date(2026, 12, 7), datetime.date(2026, 12, 18), datetime.date(2027, 1, 8))
"""Two weeks of school with reports, and the Christmas holidays behind them."""

REPORTS = 7
WIDEST = 80


class Lived(msgspec.Struct, frozen=True):
    """A year that was run, with what is needed to look at it."""

    year: Year
    folder: pathlib.Path
    rungs: tuple[Rung, ...]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    """Lets a few weeks go by."""
    folder = tmp_path_factory.mktemp("year")
    year = Year(folder, 1, REPORTS, WEEKS)
    asyncio.run(year.play())
    protocol = year.wired.library.current.protocol
    yield Lived(year, folder, year.store.read_now(lambda unit: rungs_climbed(unit, protocol)))
    year.close()


def test_a_few_weeks_go_well(lived: Lived) -> None:
    """Nothing is lost, nobody is missed, nothing leaks, and the chain is whole."""
    assert () == faults_of(lived.year, lived.rungs, lived.folder)


def test_people_did_something(lived: Lived) -> None:
    """The weeks are no empty ones: people report, answer and are reminded."""
    figures = figures_of(lived.year, lived.rungs)

    assert len(lived.year.made) == figures.reports
    assert figures.presses > REPORTS
    assert figures.rungs["zelf"] > 0


def test_what_is_printed_fits(lived: Lived) -> None:
    """The table and the chart fit in eighty columns."""
    figures = figures_of(lived.year, lived.rungs)
    lines = (*table_of(figures, 1, 1.0), *chart_of(figures.weeks))

    assert [] == [line for line in lines if len(line) > WIDEST]


@pytest.mark.parametrize("secret", SECRETS, ids=lambda one: one.text)
def test_a_leak_is_seen(lived: Lived, secret: Secret) -> None:
    """A name, class, text or reporter in a card is a fault."""
    text = secret.text
    before = len(lived.year.chats.bytes)
    lived.year.chats.bytes += text.encode()

    faults = tuple(leaks_of(lived.year, lived.folder))
    del lived.year.chats.bytes[before:]

    assert f"gelekt in kaarten: {text} (voluit)" in faults


def test_a_ladder_that_reaches_nobody_is_seen(lived: Lived) -> None:
    """A rung that was climbed without a card for anybody is a fault."""
    now = lived.year.clock.now()
    silent = Rung("7K3Q", "melding/p1", "vangnet", now, reached=False)

    faults = faults_of(lived.year, (*lived.rungs, silent), lived.folder)

    said = "niemand bereikt door een herinnering: 1, zoals 7K3Q melding/p1 (vangnet)"
    assert (said,) == faults


def test_holidays_are_marked() -> None:
    """The chart marks a week without school, and names a month where it begins."""
    weeks = (
        Week(datetime.date(2026, 12, 14), 2, has_school=True),
        Week(datetime.date(2026, 12, 21), 1, has_school=False),
    )

    lines = tuple(chart_of(weeks))

    assert ("  2 │█ ", "  0 └──") == (lines[1], lines[-3])
    assert ("      v   v = vakantie", "     dec") == lines[-2:]
