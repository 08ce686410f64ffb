"""The form to confirm the words that stand in for names in a text for Magister (R-4)."""

from __future__ import annotations

import msgspec

from flows import verbs
from flows.field_specs import Fault
from flows.forms import Answer, Field, Form, value_of
from flows.leak_check import LeakIndex
from flows.limits import FIELDS, LABEL, SHORT_TEXT
from flows.logbook import magister_text
from flows.logbook_names import CONTEXT, CheckedText, Hit, checked_text, is_clean
from flows.permissions import may
from flows.presses import Press
from flows.views.form_fields import let_op
from flows.views.naming import ELLIPSIS, shortened
from flows.views.scene import Scene

AT_ONCE = FIELDS - 1
"""Names asked about on one step; the rest follows when the form opens again."""


class Chosen(msgspec.Struct, frozen=True):
    """What a person chose: all words so far, for `flows.commands.ReviewRecord`."""

    record: str
    pupil: str
    phrases: tuple[str, ...]
    digest: str


def split_subject(subject: str) -> tuple[str, str]:
    """Reads "<record key>.<pupil>"."""
    key, _, pupil = subject.rpartition(".")
    return key, pupil


def _asked(checked: CheckedText) -> tuple[tuple[str, Hit], ...]:
    """Gives the names to ask about now: those without chosen words, or all over again."""
    first = 0 if checked.is_reviewed else len(checked.phrases)
    hits = checked.hits[first : first + AT_ONCE]
    return tuple((f"naam-{first + place}", hit) for place, hit in enumerate(hits, start=1))


def _sentence(hit: Hit) -> str:
    """Gives the name with the words around it, in one line and without halves of words."""
    before, after = hit.before, hit.after
    if len(before) == CONTEXT:
        before = f"{ELLIPSIS} {before.partition(' ')[2]}"
    if len(after) == CONTEXT:
        after = f"{after.rpartition(' ')[0]} {ELLIPSIS}"
    return " ".join(f"{before}{hit.found}{after}".split())


def _name_field(scene: Scene, field: str, hit: Hit) -> Field:
    return Field(
        id=field,
        kind="short_text",
        label=shortened(scene.say("veld-nakijken-naam", naam=hit.found), LABEL),
        hint=scene.say("veld-nakijken-naam-hint", zin=_sentence(hit)),
        required=True,
        max_length=SHORT_TEXT,
        values=(hit.phrase,),
    )


def _checked(scene: Scene, subject: str, names: LeakIndex) -> CheckedText | None:
    key, pupil = split_subject(subject)
    if not may(scene.reader, "record", subject):
        return None
    text = magister_text(scene, key, pupil)
    return None if text is None else checked_text(scene, text, names)


def check_names_form(scene: Scene, press: Press, names: LeakIndex) -> Form | None:
    """Asks what to write instead of each name, and shows the words around it."""
    checked = _checked(scene, press.subject, names)
    if checked is None or not checked.hits:
        return None
    fields = tuple(_name_field(scene, field, hit) for field, hit in _asked(checked))
    return Form(
        id=Press(verbs.CHECK_NAMES, scene.case.id, press.subject).encoded(),
        title=scene.say("formulier-nakijken"),
        fields=(let_op(scene, verbs.CHECK_NAMES), *fields),
        submit=scene.say("formulier-knop-vastleggen"),
        badge=scene.badge,
    )


def chosen_words(
    scene: Scene, subject: str, answers: tuple[Answer, ...], names: LeakIndex
) -> Chosen | tuple[Fault, ...]:
    """Gives the words that were chosen, or what is wrong: words that name somebody themselves.

    No faults at all means that the text is not there any longer, or not for this reader.
    """
    checked = _checked(scene, subject, names)
    if checked is None:
        return ()
    key, pupil = split_subject(subject)
    asked = tuple(field for field, _ in _asked(checked))
    words = tuple(value_of(answers, field).strip() for field in asked)
    faults = tuple(
        Fault(field, "noemt-een-naam" if word else "verplicht")
        for field, word in zip(asked, words, strict=True)
        if not is_clean(scene, word, pupil, names)
    )
    if faults:
        return faults
    if checked.is_reviewed:
        return Chosen(key, pupil, (*words, *checked.phrases[len(words) :]), checked.digest)
    return Chosen(key, pupil, (*checked.phrases, *words), checked.digest)
