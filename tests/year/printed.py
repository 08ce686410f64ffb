"""The year on paper: a short table, and a chart of what was open, week by week."""

from __future__ import annotations

from collections.abc import Iterator

from tests.year.figures import Figures, Week

HEIGHT = 10
EIGHTHS = " ▁▂▃▄▅▆▇█"
MONTHS = "jan feb mrt apr mei jun jul aug sep okt nov dec".split()
LABEL = 42
A_MONTH = 3
"""Letters of a month; a month that has no room for them is left out."""


def table_of(figures: Figures, seed: int, seconds: float) -> Iterator[str]:
    """Gives the lines of the table."""
    yield _row("Zaad", f"{seed}")
    yield _row("Meldingen", f"{figures.reports}")
    for state, number in figures.states:
        yield _row(f"  waarvan {state.replace('_', ' ')}", f"{number}")
    yield _row("Open op de lijst voor de zomer", f"{figures.open_in_summer}")
    yield _row("Dagen tot iemand het oppakt (mediaan)", f"{figures.days_to_take_up:.1f}")
    yield _row("Herinneringen aan wie aan zet was", f"{figures.rungs['zelf']}")
    yield _row("Doorgegeven aan vervanger en antipest", f"{figures.rungs['doorgegeven']}")
    yield _row("Doorgegeven aan het laatste vangnet", f"{figures.rungs['vangnet']}")
    most, usual = figures.most_cards, figures.usual_cards
    yield _row("Berichten per persoon per week", f"{most} hoogstens, {usual:.0f} mediaan")
    yield _row("Berichten, gebeurtenissen", f"{figures.cards}, {figures.events}")
    yield _row("Keren dat iemand op een knop drukte", f"{figures.presses}")
    yield _row("Duur", f"{seconds:.0f} s")


def _row(label: str, value: str) -> str:
    return f"{label:<{LABEL}}{value}"


def chart_of(weeks: tuple[Week, ...]) -> Iterator[str]:
    """Gives the lines of the chart; a week without school is marked below."""
    top = max((week.open for week in weeks), default=0) or 1
    yield "Open meldingen per week"
    for line in range(HEIGHT, 0, -1):
        label = f"{top * line / HEIGHT:3.0f}" if line % 5 == 0 else "   "
        yield f"{label} │{''.join(_cell(week.open * HEIGHT / top - line + 1) for week in weeks)}"
    yield f"  0 └{'─' * len(weeks)}"
    marks = "".join(" " if week.has_school else "v" for week in weeks)
    yield f"     {marks}   v = vakantie"
    yield f"     {_months(weeks)}"


def _cell(part: float) -> str:
    return EIGHTHS[max(0, min(8, round(part * 8)))]


def _months(weeks: tuple[Week, ...]) -> str:
    """Writes each month under the week in which it begins."""
    line = ""
    before = 0
    for place, week in enumerate(weeks):
        month = week.first.month
        if month != before and len(line) <= place:
            line = f"{line:<{place}}{MONTHS[month - 1]} "
        before = month
    return line.rstrip()
