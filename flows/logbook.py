"""The texts for Magister and for families: one per pupil and step (A-41, A-49, A-53, A-56, A-60).

Rules this file keeps:

- A text names one pupil, and no colleague but by role. What people typed is searched for the names
  of others; each is replaced by words that a person confirms (R-4). The reporter is never named.
- A text tells the newest version of what was recorded; letters of the chat never stand in it.
- A mail holds only the agreements that bind that family's own child (X-21).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import msgspec

from flows.action_kinds import SPOKEN
from flows.case import Entry
from flows.forms import value_of, values_of
from flows.logbook_lines import About, Line, lines_of, own_name, written_day
from flows.protocol import Medium, Protocol, Record, Stage, Subflow
from flows.records import RecordTask, records_of
from flows.tasks import TaskRef, task_ref
from flows.views.form_fields import option_key
from flows.views.naming import day_of
from flows.views.scene import Scene

FACTS = ("gezien", "hoe_vaak", "waar")
"""Questions of the report that the first item tells about: what was seen, not what was thought."""

REPORTS = ("BullyingReported", "LineMerged")
"""The first report, and those of meldingen that were put into this one."""

_KINDS = {"AgreementMade": "afspraken", "ParentCalled": "bellen"}
"""The kind of what was recorded, for events that do not say it themselves."""

_BOUND_BY = {"afspraken": "wie", "gesprek_samen": "aanwezig", "gesprek_ouders": "aanwezig"}
"""In which field stands whom something is about, when it is about several pupils."""


class MagisterText(msgspec.Struct, frozen=True, kw_only=True):
    """A text for one pupil, before the names of others were looked for."""

    key: str
    pupil: str
    title: str
    medium: Medium
    path: tuple[str, ...]
    lines: tuple[Line, ...]
    parent_line: str
    """Under which item it hangs; the last line of the body once that item is there."""
    comes_later: bool = False
    """Whether the item it hangs under still waits to be put in Magister (A:282-285)."""


def tidy(title: str) -> str:
    """Gives a title as Magister must show it: composed letters and single spaces (X-18)."""
    return " ".join(unicodedata.normalize("NFC", title).split())


def record_task(scene: Scene, key: str, pupil: str) -> RecordTask | None:
    """Finds the text with this key for this pupil, when it can be made now."""
    return next(
        (
            one
            for one in records_of(scene.case, scene.protocol)
            if pupil and (one.key, one.pupil) == (key, pupil) and one.status != "waiting"
        ),
        None,
    )


def _kind(entry: Entry) -> str:
    return entry.kind or _KINDS[entry.what]


def _is_about(entry: Entry, ref: TaskRef, pupil: str) -> bool:
    field = _BOUND_BY.get(_kind(entry))
    if field is not None:
        return pupil in values_of(entry.answers, field)
    return ref.pupil in ("", pupil)


def _in_scope(record: RecordTask, ref: TaskRef, protocol: Protocol) -> bool:
    """Says whether something belongs to this round; an earlier stage is told of once."""
    flow = protocol.flow(record.flow)
    own = {action.id for action in flow.actions} if flow is not None else set()
    if ref.action in own:
        return (ref.flow, ref.round) == (record.flow, record.round)
    return record.round == 1


def told(scene: Scene, record: RecordTask) -> tuple[Entry, ...]:
    """Gives what the text tells about, in the order the protocol names it, newest version only."""
    found = []
    for entry in scene.case.log:
        ref = task_ref(entry.task)
        if ref is None or not entry.answers or entry.corrected_by:
            continue
        if ref.action not in record.record.tells or not _in_scope(record, ref, scene.protocol):
            continue
        if _is_about(entry, ref, record.pupil):
            found.append((record.record.tells.index(ref.action), entry.number, entry))
    return tuple(entry for _, _, entry in sorted(found, key=lambda one: one[:2]))


def _parts_key(scene: Scene, pupil: str) -> str:
    parts = next(one.parts for one in scene.case.involved if one.pupil == pupil)
    return "beide" if {"gepeste", "pester"} <= set(parts) else parts[0]


def _fact_line(scene: Scene, entry: Entry, field: str) -> Line | None:
    values = values_of(entry.answers, field)
    if not values:
        return None
    words = scene.say(f"tekst-melding-{field}")
    if field == "gezien":
        return Line(words, values[0])
    return Line(words + ", ".join(scene.say(f"melden-{field}-{one}").lower() for one in values))


def _fact_lines(scene: Scene, entry: Entry) -> tuple[Line, ...]:
    lines = (_fact_line(scene, entry, field) for field in FACTS)
    return tuple(line for line in lines if line is not None)


def _first_version(scene: Scene, entry: Entry) -> Entry:
    while (older := scene.case.entry(entry.corrects)) is not None:
        entry = older
    return entry


def _reports_about(scene: Scene, pupil: str) -> list[Entry]:
    """Gives the newest version of each report about a pupil, as it was at its first moment.

    The first report stands in for a pupil who was named later.
    """
    newest = [one for one in scene.case.log if one.what in REPORTS and not one.corrected_by]
    told = [msgspec.structs.replace(one, at=_first_version(scene, one).at) for one in newest]
    told.sort(key=lambda one: one.at)
    about = [one for one in told if pupil in one.pupils]
    return about or [one for one in told if one.what == REPORTS[0]]


def _report_lines(scene: Scene, pupil: str) -> tuple[Line, ...]:
    """Tells that there is a melding, of what, and who knows; never by whom.

    Of several reports of one situation a text tells those that are about its pupil.
    """
    first, *others = _reports_about(scene, pupil)
    day = written_day(day_of(scene, first.at))
    name = own_name(scene, pupil)
    roles = ", ".join(scene.say(f"rol-{role}") for role in scene.protocol.intake.routes)
    return (
        Line(scene.say("tekst-datum", dag=day)),
        Line(scene.say(f"tekst-melding-{_parts_key(scene, pupil)}", naam=name)),
        *_fact_lines(scene, first),
        *(
            line
            for one in others
            for line in (
                Line(scene.say("tekst-nog-gemeld", dag=written_day(day_of(scene, one.at)))),
                *_fact_lines(scene, one),
            )
        ),
        Line(scene.say("tekst-geinformeerd", wie=roles)),
    )


def _told_lines(scene: Scene, record: RecordTask) -> tuple[Line, ...]:
    lines: list[Line] = []
    agreements = 0
    for entry in told(scene, record):
        kind = _kind(entry)
        lines.extend(lines_of(About(scene, record.pupil, agreements), kind, entry))
        agreements += kind == "afspraken"
    return tuple(lines)


def _agreement_lines(scene: Scene, record: RecordTask) -> tuple[Line, ...]:
    bound = (one for one in told(scene, record) if one.what == "AgreementMade")
    return tuple(
        line
        for count, entry in enumerate(bound)
        for line in lines_of(About(scene, record.pupil, count), "afspraken", entry)
    )


def _informed_lines(scene: Scene, record: RecordTask) -> tuple[Line, ...]:
    """Says which parents were told; a voicemail informs nobody (A:224)."""
    spoken = dict.fromkeys(
        value_of(entry.answers, "ouder")
        for entry in told(scene, record)
        if entry.what == "ParentCalled" and value_of(entry.answers, "uitkomst") == SPOKEN
    )
    if not spoken:
        return ()
    who = ", ".join(
        scene.say(option_key(scene.wording, "bellen", "ouder", one)).lower() for one in spoken
    )
    return (Line(scene.say("tekst-geinformeerd", wie=who)),)


def _next_lines(scene: Scene, record: RecordTask, words: str) -> tuple[Line, ...]:
    """Says when it is looked at again, once that is known."""
    mine = f"vraag/{record.flow}.{record.round}."
    days = [day_of(scene, one.due) for one in scene.case.follow_ups if one.key.startswith(mine)]
    if not days:
        return ()
    return (Line(scene.say(words, dag=written_day(min(days)))),)


def _item(scene: Scene, record: RecordTask) -> tuple[Line, ...]:
    """Writes an item for Magister: the report itself, or what was done in a step."""
    tells = bool(record.record.tells)
    return (
        *(_told_lines(scene, record) if tells else _report_lines(scene, record.pupil)),
        *_informed_lines(scene, record),
        *_next_lines(scene, record, "tekst-volgend-moment"),
    )


def _letter(scene: Scene, record: RecordTask) -> tuple[Line, ...]:
    """Writes a mail to one family: the agreements about their own child, in the u-form."""
    name = own_name(scene, record.pupil)
    return (
        Line(scene.say("mail-aanhef", naam=name)),
        Line(scene.say("mail-inleiding", naam=name)),
        *_agreement_lines(scene, record),
        *_next_lines(scene, record, "mail-volgend-moment"),
        Line(scene.say("mail-vragen")),
        Line(scene.say("mail-groet")),
    )


_BODIES: dict[Medium, Callable[[Scene, RecordTask], tuple[Line, ...]]] = {
    "magister": _item,
    "mail": _letter,
}


def _parent(scene: Scene, record: RecordTask) -> tuple[str, Record] | None:
    """Finds the item that a text hangs under, and the stage that defines it."""
    return next(
        (
            (stage.id, one)
            for stage in scene.protocol.stages
            for one in stage.records
            if one.id == record.record.parent
        ),
        None,
    )


def _is_by_the_same(record: RecordTask, parent: Record) -> bool:
    """Says whether who places a text also places the item above it."""
    return record.record.by == parent.by


def _parent_line(scene: Scene, record: RecordTask) -> tuple[str, bool]:
    """Gives under which item it hangs (A:282-285), and whether that item is in Magister already."""
    found = _parent(scene, record)
    if found is None:
        return "", False
    flow, parent = found
    days = [
        day_of(scene, one.at)
        for one in scene.case.pasted
        if one.pupil == record.pupil and one.record.rpartition(".")[2] == parent.id
    ]
    if not days:
        key = "eerst" if _is_by_the_same(record, parent) else "eerst-coach"
        title = record_title(scene, flow, parent.id, parent.title)
        return scene.say(f"pagina-magister-{key}", titel=title), False
    return scene.say("tekst-hangt-onder", dag=written_day(days[0])), True


def _comes_later(scene: Scene, record: RecordTask) -> bool:
    """Says whether who places this must first place the item above it, which is ready."""
    return any(
        (one.record.id, one.pupil, one.status) == (record.record.parent, record.pupil, "ready")
        and _is_by_the_same(record, one.record)
        for one in records_of(scene.case, scene.protocol)
    )


def record_title(scene: Scene, flow: str, record: str, title: str) -> str:
    """Gives the title of a text: as the protocol writes it, else from the protocol's texts."""
    return tidy(title or scene.say(f"magister-{flow}-{record}"))


def _record_of_key(scene: Scene, key: str) -> tuple[str, Record]:
    """Finds the flow and the record of "<flow>.<round>.<record>", also one that is used again."""
    name = key.split(".")[2]
    flows: tuple[Stage | Subflow, ...] = (*scene.protocol.stages, *scene.protocol.subflows)
    return next(
        (flow.id, one) for flow in flows for one in flow.records if one.id == name and not one.use
    )


def title_of_key(scene: Scene, key: str) -> str:
    """Gives the title of the text with this key."""
    flow, record = _record_of_key(scene, key)
    return record_title(scene, flow, record.id, record.title)


def medium_of_key(scene: Scene, key: str) -> Medium:
    """Says whether the text with this key is for Magister or a mail."""
    return _record_of_key(scene, key)[1].medium


def magister_text(scene: Scene, key: str, pupil: str) -> MagisterText | None:
    """Makes the text with this key for one pupil; None when there is none (yet).

    Who may read it is asked by `flows.views.magister_page`.
    """
    record = record_task(scene, key, pupil)
    if record is None:
        return None
    parent_line, is_there = _parent_line(scene, record)
    return MagisterText(
        key=key,
        pupil=pupil,
        title=record_title(scene, record.flow, record.record.id, record.record.title),
        medium=record.record.medium,
        path=record.record.path,
        lines=(
            *_BODIES[record.record.medium](scene, record),
            *((Line(parent_line),) if is_there else ()),
        ),
        parent_line=parent_line,
        comes_later=_comes_later(scene, record),
    )
