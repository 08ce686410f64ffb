"""The lines of the logbook in words: what, when, by whom, the answers and what was corrected."""

from __future__ import annotations

from collections.abc import Callable

from flows import verbs
from flows.action_kinds import KINDS
from flows.cards import Button, Fact
from flows.case import Entry
from flows.field_specs import FieldSpec
from flows.forms import CHECKED, Answer
from flows.logbook import medium_of_key, title_of_key
from flows.pages import Entry as PageEntry
from flows.permissions import Stance, may
from flows.presses import Press
from flows.rules.reporting import intake_fields
from flows.school import slot_from
from flows.tasks import task_ref
from flows.views.case_looks import Seen, earlier_versions
from flows.views.form_fields import known_key, label_key, option_key
from flows.views.going_on_forms import situation_of
from flows.views.naming import (
    day_words,
    moment_words,
    pupil_names,
)
from flows.views.scene import Scene

LONG = ("short_text", "long_text")


def _specs(scene: Scene, kind: str) -> dict[str, FieldSpec]:
    specs = KINDS[kind].fields if kind else intake_fields(situation_of(scene))
    return {spec.id: spec for spec in specs}


_KINDS = {
    "AgreementMade": "afspraken",
    "ParentCalled": "bellen",
    "ConsentRecorded": "toestemming",
    "WishRecorded": "wens",
}
"""The kind whose form an entry was made with, for events that do not say it themselves."""


def _kind_of(entry: Entry) -> str:
    """Gives the kind whose form an entry was made with; empty for the report itself."""
    return entry.kind or _KINDS.get(entry.what, "")


def _label(scene: Scene, kind: str, field: str) -> str:
    if not kind:
        return scene.say(f"melden-{field}")
    return scene.say(label_key(scene.wording, kind, field))


def _one_value(scene: Scene, kind: str, field: str, value: str) -> str:
    if not kind:
        return scene.say(f"melden-{field}-{value}")
    return scene.say(option_key(scene.wording, kind, field, value))


def _value(scene: Scene, kind: str, spec: FieldSpec | None, answer: Answer) -> str:
    """Gives an answer as people read it."""
    if spec is not None and spec.kind in LONG:
        return answer.values[0]
    if spec is not None and spec.kind == "day":
        return day_words(scene, answer.values[0])
    if spec is not None and spec.pupils:
        return pupil_names(scene, answer.values)
    if answer.values == (CHECKED,) and spec is not None and spec.kind == "checkbox":
        return scene.say("pagina-ja")
    return ", ".join(_one_value(scene, kind, answer.field, one) for one in answer.values)


def answer_facts(scene: Scene, kind: str, answers: tuple[Answer, ...]) -> tuple[Fact, ...]:
    """Gives answers with the question in front, in the order they were asked."""
    specs = _specs(scene, kind)
    return tuple(
        Fact(_label(scene, kind, one.field), _value(scene, kind, specs.get(one.field), one))
        for one in answers
    )


def _first(scene: Scene, entry: Entry) -> Entry:
    """Gives the first version of a line, whose moment is when it was recorded."""
    while (older := scene.case.entry(entry.corrects)) is not None:
        entry = older
    return entry


def meta_of(scene: Scene, seen: Seen) -> str:
    """Says when a line was recorded first, and by whom as far as the reader may know."""
    first = _first(scene, seen.entry)
    when = moment_words(scene, first.at)
    if not seen.shows_author:
        return when
    who = scene.colleague(first.by) if first.by else scene.say("pagina-het-programma")
    return scene.say("pagina-wanneer-wie", wanneer=when, wie=who)


def _corrections(scene: Scene, stance: Stance, seen: Seen, kind: str) -> tuple[str, ...]:
    """Says what was corrected, why, and what stood there before."""
    entry = seen.entry
    if not entry.corrects:
        return ()
    who = scene.colleague(entry.by) if seen.shows_author else scene.say("pagina-een-collega")
    said = scene.say(
        "pagina-verbeterd", wanneer=moment_words(scene, entry.at), wie=who, reden=entry.reason
    )
    before = tuple(
        scene.say("pagina-eerder", vraag=fact.label, antwoord=fact.value)
        for old in earlier_versions(scene, stance, entry)
        for fact in answer_facts(scene, kind, old.answers)
        if fact not in answer_facts(scene, kind, seen.answers)
    )
    return (said, *before)


def _reason(scene: Scene, seen: Seen) -> tuple[str, ...]:
    if not seen.entry.reason or seen.entry.corrects:
        return ()
    return (scene.say("pagina-reden", reden=seen.entry.reason),)


def _transition(scene: Scene, entry: Entry) -> str:
    """Gives the words of the way that was chosen, wherever in the protocol it starts."""
    own = f"logboek-{entry.kind}"
    starts = (f"overgang-{stage.id}-{entry.kind}" for stage in scene.protocol.stages)
    return scene.say(known_key(scene.wording, own, *starts))


def _answer_given(scene: Scene, entry: Entry) -> str:
    return scene.say(f"keuze-{entry.extra}")


def _decision(scene: Scene, entry: Entry) -> str:
    return scene.say(f"keuze-besluit-{entry.extra}")


def _role(scene: Scene, entry: Entry) -> str:
    return scene.say(f"rol-{slot_from(entry.extra).role}")


def _person(scene: Scene, entry: Entry) -> str:
    return scene.colleague(entry.extra)


def _flow(scene: Scene, entry: Entry) -> str:
    return scene.say(f"stap-{entry.kind}")


def _text(scene: Scene, entry: Entry) -> str:
    return title_of_key(scene, entry.task)


def _nth_report(scene: Scene, entry: Entry) -> str:
    """Gives the words for a report beside the first one: "Tweede melding"."""
    ids = [one.case_id for one in scene.case.reports]
    nth = ids.index(entry.extra) + 1
    return scene.say(known_key(scene.wording, f"melding-nummer-{nth}", "melding-nummer-meer"))


EXTRA: dict[str, Callable[[Scene, Entry], str]] = {
    "ConsentRecorded": _answer_given,
    "WishRecorded": _answer_given,
    "CaseMoved": _transition,
    "WaitChosen": _transition,
    "ConsultationAsked": _transition,
    "InfeasibleSettled": _decision,
    "SlotTaken": _role,
    "PersonExcluded": _person,
    "SubflowStarted": _flow,
    "SubflowEnded": _flow,
    "RecordPasted": _text,
    "LineMerged": _nth_report,
}
"""The words for what a line holds beside its answers."""

BY_KIND = ("NoteAdded", "QuestionAnswered")
"""Events whose heading goes by their kind."""

ASKED = ("QuestionAnswered", "QuestionPostponed")
"""Events that name a question where others name a task."""


def heading_of(scene: Scene, entry: Entry) -> str:
    """Gives the first words of a line: what was recorded, and for whom."""
    ref = None if entry.what in ASKED else task_ref(entry.task)
    about = tuple(one for one in entry.pupils if one)
    pupils = about or ((ref.pupil,) if ref is not None and ref.pupil else ())
    name = entry.kind if entry.what in BY_KIND else entry.what
    if entry.what == "RecordPasted":
        name = f"{name}-{medium_of_key(scene, entry.task)}"
    if not pupils and scene.wording.has(f"logboek-{name}-zonder"):
        name = f"{name}-zonder"
    extra = EXTRA.get(entry.what)
    return scene.say(
        f"logboek-{name}",
        actie="" if ref is None else scene.say(f"actie-{ref.flow}-{ref.action}"),
        leerlingen=pupil_names(scene, pupils),
        van=pupil_names(scene, pupils[:1]),
        met=pupil_names(scene, pupils[1:]),
        wat=entry.extra if extra is None else extra(scene, entry),
    )


def page_entry(scene: Scene, stance: Stance, seen: Seen) -> PageEntry:
    """Shows one line of the logbook, with a button to correct it for whoever may."""
    entry = seen.entry
    kind = _kind_of(entry)
    facts = answer_facts(scene, kind, seen.answers) if seen.answers else ()
    correctable = bool(entry.answers) and may(scene.reader, "correct", str(entry.number))
    press = Press(verbs.CORRECT, scene.case.id, str(entry.number))
    return PageEntry(
        heading=heading_of(scene, entry),
        meta=meta_of(scene, seen),
        facts=facts,
        paragraphs=(*_reason(scene, seen), *_corrections(scene, stance, seen, kind)),
        buttons=(
            (Button(scene.say("pagina-knop-corrigeren"), press.encoded()),) if correctable else ()
        ),
    )
