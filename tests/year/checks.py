"""What must hold after a year, each as a sentence that says what is wrong."""

from __future__ import annotations

import datetime
import pathlib
from collections.abc import Iterable, Iterator

from bot.index_check import index_faults
from flows.case import CLOSED_STATES
from storage.units_of_work import UnitOfWork
from tests.privacy.canaries import found_in
from tests.year.canaries import SECRETS
from tests.year.ladders import Rung, histories, merged_away
from tests.year.running import Year

EXPECTED = frozenset({"collega-niet-bereikt", "kalender-eindigt"})
"""What the watchdog may find: one colleague has no account, and the calendar ends some day."""

EVER = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)

SHOWN = 5
"""How many examples of one fault are shown."""


def faults_of(year: Year, rungs: tuple[Rung, ...], folder: pathlib.Path) -> tuple[str, ...]:
    """Gives all that is wrong, in Dutch; nothing when the year went as it should."""
    stored = year.store.read_now(lambda unit: tuple(_stored_faults(year, unit)))
    return (
        *stored,
        *_about("niemand bereikt door een herinnering", _unreached(rungs)),
        *_about("open melding zonder iemand die aan zet is", year.nobody),
        *_about("vraag te laat", (one for day in year.days for one in day.late)),
        *_about("bericht blijft hangen", (one for day in year.days for one in day.stuck)),
        *_about(
            "waakhond", (f"{one.code} {one.case_id}" for one in year.findings if is_fault(one.code))
        ),
        *leaks_of(year, folder),
    )


def is_fault(code: str) -> bool:
    """Says whether the watchdog should not have found this."""
    return code not in EXPECTED


def _about(what: str, cases: Iterable[str]) -> Iterator[str]:
    found = tuple(dict.fromkeys(cases))
    if found:
        yield f"{what}: {len(found)}, zoals {', '.join(found[:SHOWN])}"


def _unreached(rungs: tuple[Rung, ...]) -> Iterator[str]:
    return (f"{one.case_id} {one.key} ({one.whom})" for one in rungs if not one.reached)


def _stored_faults(year: Year, unit: UnitOfWork) -> Iterator[str]:
    report = unit.verification.verify()
    yield from _about("keten", (f"{one.case_id} {one.text}" for one in report.faults))
    yield from _about("lijst", (f"{one.case_id} {one.text}" for one in index_faults(unit)))
    differing = year.remembered.differing(year.wired.cases, unit)
    yield from _about("anders onthouden dan bewaard", differing)
    still = {row.case_id for row in unit.index.all() if row.state not in CLOSED_STATES}
    summer = year.calendar.summer_from(year.span.last_report)
    if summer is not None and summer.first <= year.span.last:
        yield from _about("open en niet op de lijst voor de zomer", sorted(still - year.listed))
    kept = {case_id for case_id, _ in histories(unit)}
    missing = set(year.made) - kept - set(merged_away(unit))
    yield from _about("gemeld en weg", sorted(missing))
    yield from _about("onbereikbaar en aan niemand gezegd", _untold(year, unit))


def _untold(year: Year, unit: UnitOfWork) -> Iterator[str]:
    """Gives the meldingen in which nobody was told that a colleague could not be reached.

    Of somebody who only reported nothing is told, for that would say who reported.
    """
    told = {one.case_id for one in year.chats.posts if one.key.startswith("onbereikbaar")}
    for one in unit.outbox.given_up(EVER):
        opened = year.wired.cases.load(unit, one.case_id) if one.kind == "send" else None
        if opened is None or one.case_id in told:
            continue
        if one.staff_id != opened.case.reporter:
            yield one.case_id


def leaks_of(year: Year, folder: pathlib.Path) -> Iterator[str]:
    """Searches every byte that left a dialog, and the files of the database."""
    channels = {
        "kaarten": bytes(year.chats.bytes),
        "zinnen en taken": bytes(year.colleagues.said),
        "logboek": bytes(year.log),
        **{path.name: path.read_bytes() for path in sorted(folder.iterdir())},
    }
    for channel, content in channels.items():
        for text, form in sorted(found_in(content, SECRETS)):
            yield f"gelekt in {channel}: {text} ({form})"
