"""Checks of the report: short enough to fill in within a minute, and it asks what the app needs."""

from __future__ import annotations

from collections.abc import Iterator

from flows import limits
from flows.checking.places import INTAKE, unknown
from flows.field_specs import FieldSpec
from flows.forms import FieldKind
from flows.protocol import IntakeStep, Protocol

NEEDED: dict[str, FieldKind] = {
    "soort": "choice",
    "gepesten": "pupils",
    "pesters": "pupils",
    "gezien": "long_text",
    "acuut": "checkbox",
}
"""Questions that the app reads the answers of, and their kind."""

WHAT_IT_IS_ABOUT = "soort"
NEEDED_SORTS = ("geen", "seksueel", "thuis", "personeel")
"""What the first question must tell apart, before anybody writes anything (R-12 to R-14)."""

LONGEST: dict[FieldKind, int] = {
    "short_text": limits.SHORT_TEXT,
    "long_text": limits.LONG_TEXT,
}
"""Kinds that hold text, and how many characters at most."""
FEWEST_OPTIONS = 2
WITH_OPTIONS: tuple[FieldKind, ...] = ("choice", "choices")


def _questions(protocol: Protocol) -> Iterator[tuple[str, IntakeStep, FieldSpec]]:
    for step in protocol.intake.steps:
        for question in step.questions:
            yield f"{INTAKE}, vraag {question.id}", step, question


def report_is_short(protocol: Protocol) -> Iterator[str]:
    """A report has at most three screens of at most ten questions (architecture §4)."""
    steps = protocol.intake.steps
    if len(steps) > limits.STEPS:
        yield f"{INTAKE}: er zijn {len(steps)} schermen. Gebruik er hoogstens {limits.STEPS}."
    for step in steps:
        said = f"{INTAKE}, scherm {step.id}"
        if not step.questions:
            yield f"{said}: dit scherm is leeg. Haal het weg."
        if len(step.questions) > limits.FIELDS:
            yield f"{said}: stel hoogstens {limits.FIELDS} vragen op één scherm."


def earlier_screens_ask_little(protocol: Protocol) -> Iterator[str]:
    """What an earlier screen asks travels along sealed, and there is little room for that."""
    earlier = protocol.intake.steps[:-1]
    asked = sum(question.max_length for step in earlier for question in step.questions)
    if asked > limits.CARRIED_TEXT:
        yield (
            f"{INTAKE}: vóór het laatste scherm passen samen hoogstens {limits.CARRIED_TEXT} "
            f"tekens tekst, en nu zijn het er {asked}. Vraag lange teksten op het laatste scherm."
        )


def report_fits_a_page(protocol: Protocol) -> Iterator[str]:
    """All that a report holds is shown at once to whoever reads the melding."""
    asked = sum(question.max_length for _, _, question in _questions(protocol))
    if asked > limits.PAGE_TEXT:
        yield (
            f"{INTAKE}: er passen samen hoogstens {limits.PAGE_TEXT} tekens in een melding, en nu "
            f"zijn het er {asked}. Maak vragen korter of haal er weg."
        )


def needed_questions_are_asked(protocol: Protocol) -> Iterator[str]:
    """The questions whose answers the app reads are there, in the kind it reads."""
    asked = {question.id: question for _, _, question in _questions(protocol)}
    for name, kind in NEEDED.items():
        if name not in asked:
            yield f'{INTAKE}: de vraag ‘{name}’ ontbreekt. Voeg die toe met kind = "{kind}".'
        elif asked[name].kind != kind:
            yield f'{INTAKE}, vraag {name}: schrijf kind = "{kind}".'
    for name in ("soort", "gepesten", "gezien"):
        if name in asked and not asked[name].required:
            yield f"{INTAKE}, vraag {name}: schrijf required = true."


def first_screen_asks_what_it_is_about(protocol: Protocol) -> Iterator[str]:
    """Before anybody writes, the report asks for what must go another way (R-12 to R-14)."""
    for place, step, question in _questions(protocol):
        if question.id == WHAT_IT_IS_ABOUT:
            missing = [one for one in NEEDED_SORTS if one not in question.options]
            if missing:
                yield f"{place}, veld options: voeg ‘{missing[0]}’ toe."
            if step is not protocol.intake.steps[0]:
                yield f"{place}: stel deze vraag op het eerste scherm."
        elif question.kind in LONGEST and step is protocol.intake.steps[0]:
            yield f"{place}: laat op het eerste scherm nog niets opschrijven. Vraag dit later."


def questions_fit_their_kind(protocol: Protocol) -> Iterator[str]:
    """A choice has choices, a text has a length that fits every platform."""
    for place, _, question in _questions(protocol):
        longest = LONGEST.get(question.kind, 0)
        most = limits.RADIO_OPTIONS
        if question.kind in WITH_OPTIONS and not FEWEST_OPTIONS <= len(question.options) <= most:
            yield f"{place}, veld options: noem er {FEWEST_OPTIONS} tot en met {most}."
        if question.kind not in WITH_OPTIONS and question.options:
            yield f'{place}, veld options: hoort niet bij kind = "{question.kind}". Haal het weg.'
        if longest and not 1 <= question.max_length <= longest:
            yield f"{place}, veld max_length: vul 1 tot en met {longest} in."
        if not longest and question.max_length:
            yield f"{place}, veld max_length: hoort alleen bij tekst. Haal het weg."
        if question.pupils:
            yield f"{place}, veld pupils: de leerlingen zijn nog niet bekend. Haal het weg."


def hidden_questions_hang_on_a_choice(protocol: Protocol) -> Iterator[str]:
    """A question that is shown later hangs on an earlier choice on the same screen."""
    for place, step, question in _questions(protocol):
        if question.shown_if is None:
            continue
        before = step.questions[: step.questions.index(question)]
        choices = {one.id: one.options for one in before if one.kind in WITH_OPTIONS}
        on = question.shown_if.field
        if on not in choices:
            yield f"{place}, veld shown_if: {unknown('de eerdere keuze', on, choices)}"
            continue
        for value in question.shown_if.values:
            if value not in choices[on]:
                yield f"{place}, veld shown_if: {unknown('het antwoord', value, choices[on])}"
