"""Which lines of the logbook a reader sees, and how much of each (architecture §5.3, as a table).

A line somebody typed is theirs to read back for as long as they may open the page at all; a line
that is all about a pupil who was chosen wrongly is only for those who lead.
"""

from __future__ import annotations

import msgspec

from flows.action_kinds import KINDS
from flows.case import Case, Entry
from flows.forms import Answer, values_of
from flows.handing_over import took_it_up
from flows.permissions import Look, Stance, may_see
from flows.tasks import task_ref
from flows.views.scene import Scene

REPORTERS_OWN = ("BullyingReported", "LineMerged", "waarneming")
"""What the reporter tells as the reporter: by whom is for those who may know it."""

OWN_VIEW = ("duiding", "noemt_zelf")
"""Answers that hold a view, or the bullied pupil's own words; not for every reader of the facts."""

LOOK_OF_EVENT: dict[str, Look] = {
    "BullyingReported": "facts",
    "LineMerged": "facts",
    "PupilAdded": "facts",
    "PupilCorrected": "facts",
    "ReportAcknowledged": "pupil_talks",
    "ConsentRecorded": "own_words",
    "WishRecorded": "own_words",
    "AgreementMade": "agreements",
    "ParentCalled": "contacts",
    "QuestionAnswered": "own_words",
    "QuestionPostponed": "own_words",
    "InfeasibleReported": "pupil_talks",
    "InfeasibleSettled": "pupil_talks",
    "WentOnWithout": "pupil_talks",
    "RecordPasted": "pupil_texts",
}
"""Which part of the melding a line belongs to; one that is not here belongs to "everything"."""

LOOK_OF_KIND: dict[str, Look] = {
    "gesprek": "pupil_talks",
    "gesprek_samen": "pupil_talks",
    "voornemen": "pupil_talks",
    "terugblik": "pupil_talks",
    "gesprek_ouders": "contacts",
    "overleg": "measures",
    "maatregel": "measures",
    "uitnodigen": "contacts",
    "inlichten": "contacts",
    "ouder": "contacts",
    "incident": "pupil_talks",
    "waarneming": "facts",
}
"""The same for lines that are told apart by their kind; any other one is "everything"."""

BY_KIND = ("TaskCompleted", "NoteAdded")
"""Events whose kind says what they are about."""

TOLD_ELSEWHERE = ("agreement", "call")
"""Meanings whose own lines tell all: the line that the action was done adds nothing."""


class Seen(msgspec.Struct, frozen=True):
    """A line of the logbook as far as the reader sees it."""

    entry: Entry
    answers: tuple[Answer, ...]
    shows_author: bool


def look_of(entry: Entry) -> Look:
    """Gives the part of the melding that a line belongs to."""
    if entry.what in BY_KIND:
        return LOOK_OF_KIND.get(entry.kind, "everything")
    return LOOK_OF_EVENT.get(entry.what, "everything")


def pupils_of(entry: Entry) -> tuple[str, ...]:
    """Gives the pupils a line is about."""
    ref = task_ref(entry.task)
    named = (*values_of(entry.answers, "aanwezig"), *values_of(entry.answers, "wie"))
    return (*entry.pupils, *named, *((ref.pupil,) if ref is not None and ref.pupil else ()))


def _tells_the_same(case: Case, entry: Entry) -> bool:
    """Says whether the line before it tells all: who took it up first, or who was kept out."""
    by_exclusion = entry.what == "StaffChanged" and bool(entry.by)
    return by_exclusion or (entry.what == "SlotTaken" and took_it_up(case, entry))


def _is_marker(entry: Entry) -> bool:
    kind = KINDS.get(entry.kind)
    return (
        entry.what == "TaskCompleted"
        and not entry.answers
        and kind is not None
        and kind.meaning in TOLD_ELSEWHERE
    )


def _is_visible(scene: Scene, stance: Stance, entry: Entry) -> bool:
    if entry.mistaken:
        return may_see(stance, "everything")
    look = look_of(entry)
    own = entry.by == scene.reader.person
    return own or may_see(stance, look) or any(may_see(stance, look, p) for p in pupils_of(entry))


def _answers(scene: Scene, stance: Stance, entry: Entry) -> tuple[Answer, ...]:
    """Gives what was answered, without a view for those who see only the facts."""
    if entry.by == scene.reader.person or may_see(stance, "own_words"):
        return entry.answers
    return tuple(one for one in entry.answers if one.field not in OWN_VIEW)


def _shows_author(scene: Scene, stance: Stance, entry: Entry) -> bool:
    as_reporter = entry.what in REPORTERS_OWN or entry.kind in REPORTERS_OWN
    own = entry.by == scene.reader.person
    return own or not as_reporter or may_see(stance, "reporter")


def seen_entries(scene: Scene, stance: Stance) -> tuple[Seen, ...]:
    """Gives the lines a reader sees in their newest version, the oldest first."""
    return tuple(
        Seen(entry, _answers(scene, stance, entry), _shows_author(scene, stance, entry))
        for entry in scene.case.log
        if not entry.corrected_by
        and not _is_marker(entry)
        and not _tells_the_same(scene.case, entry)
        and _is_visible(scene, stance, entry)
    )


def length_of(scene: Scene, stance: Stance, seen: Seen) -> int:
    """Gives how much was typed in a line, with what stood there before it was corrected."""
    versions = (seen, *earlier_versions(scene, stance, seen.entry))
    answers = (value for one in versions for answer in one.answers for value in answer.values)
    return sum(len(value) for value in answers) + len(seen.entry.reason)


def earlier_versions(scene: Scene, stance: Stance, entry: Entry) -> tuple[Seen, ...]:
    """Gives the versions that a line corrects, the newest first (R-19).

    A correction can widen whom a line is about; what they could not read before stays unread.
    """
    versions = []
    old = scene.case.entry(entry.corrects)
    while old is not None:
        if _is_visible(scene, stance, old):
            shows_author = _shows_author(scene, stance, old)
            versions.append(Seen(old, _answers(scene, stance, old), shows_author))
        old = scene.case.entry(old.corrects)
    return tuple(versions)
