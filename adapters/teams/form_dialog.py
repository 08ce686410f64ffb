"""A step of a form as a dialog: an input for each question that is asked now.

A dialog of Teams cannot show a question once another one is answered. So it says which questions it
asked and what would bring up the other ones (`answers.brings_up`), and the step is shown again.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from adapters.questions import SEARCHED, Question, is_day, questions_in
from adapters.sentences import (
    A_LINE_EACH,
    CHOOSE,
    CHOOSE_DAY,
    KEPT_LATER,
    NOT_FOUND,
    TYPE_A_NAME,
    YES,
    which_part,
)
from adapters.teams.adaptive_cards import (
    Json,
    action_rows,
    adaptive_card,
    bold,
    container,
    escaped,
    mark_blocks,
    plain,
    small,
    submit_action,
)
from adapters.teams.answers import ASKED, LATER
from adapters.teams.dialog import dialog
from adapters.teams.input_ids import (
    AS_IT_IS,
    CHECK,
    ELSEWHERE,
    PEOPLE,
    PERSON,
    SEVERAL,
    UNCHECKED,
    input_id,
    person_choice,
)
from flows.forms import CHECKED, Answer, FieldError, FieldKind, Form, Option
from flows.limits import OPTION_LABEL, RADIO_OPTIONS, SHORT_TEXT
from flows.text_pieces import width

FILL_IN = "Vul dit in."
CHOOSE_ONE = "Kies een antwoord."
CHOOSE_A_DAY = "Kies een dag."
CHOOSE_SOMEBODY = "Kies iemand uit de lijst."
TICK = "Zet hier een vinkje."
LOOK_AGAIN = "Er klopt nog iets niet. Lees wat er onder de vragen staat."
MORE_ASKED = "Door je antwoord is er een vraag bijgekomen. Kijk hieronder en verstuur opnieuw."

EXPLAINED = " – "
"""Between a choice and what explains it."""

FEW = 3
"""More questions than this need a high dialog."""


class Drawn(msgspec.Struct, frozen=True):
    """A question with what is known beside it."""

    question: Question
    people: tuple[Option, ...]
    """Everybody who was looked up before, with their names."""


def form_dialog(
    form: Form,
    nonce: str,
    answers: tuple[Answer, ...] | None = None,
    errors: tuple[FieldError, ...] = (),
    people: tuple[Option, ...] = (),
    asked_before: frozenset[str] | None = None,
) -> Json:
    """Shows a step of a form.

    The last four are for a step that is shown again: `answers` that stand in it, `errors` at their
    questions, `people` as `answers.people_in` gives them, and which questions were asked.
    """
    asked = questions_in(form, answers)
    shown = tuple(one.field.id for one in asked if one.field.kind != "note")
    is_new = asked_before is not None and not set(shown) <= asked_before
    hidden = (one for one in form.fields if one.id not in {each.field.id for each in asked})
    data: Json = {
        "form": form.id,
        "carried": form.carried,
        ASKED: list(shown),
        LATER: [[one.shown_if.field, *one.shown_if.values] for one in hidden if one.shown_if],
        "nonce": nonce,
    }
    body = (
        *mark_blocks(form.badge, which_part(form.step, form.steps)),
        *_on_top(shown, errors, more=is_new),
        *(
            block
            for one in asked
            for block in _told(BLOCKS[one.field.kind](Drawn(one, people)), _below(one, errors))
        ),
        *action_rows([submit_action(form.submit, data)]),
        *small(KEPT_LATER, "Small"),
    )
    return dialog(form.title, adaptive_card(body), "medium" if len(asked) <= FEW else "large")


def _told(blocks: tuple[Json, ...], below: tuple[Json, ...]) -> tuple[Json, ...]:
    """Puts what explains a question below its first input, and before what is asked apart."""
    inputs = [place for place, one in enumerate(blocks, 1) if one["type"].startswith("Input.")]
    first = inputs[0] if inputs else len(blocks)
    return (*blocks[:first], *below, *blocks[first:])


def _on_top(
    shown: tuple[str, ...], errors: tuple[FieldError, ...], *, more: bool
) -> tuple[Json, ...]:
    """Says that something is to be looked at, with the errors that no question shows."""
    nowhere = dict.fromkeys(one.message for one in errors if one.field not in shown)
    somewhere = any(one.field in shown for one in errors)
    if errors:
        said = (*((LOOK_AGAIN,) if somewhere else ()), *nowhere)
        return container(
            (block for one in said for block in bold(one)),
            style="attention",
        )
    return container(plain(MORE_ASKED), style="accent") if more else ()


def _below(question: Question, errors: tuple[FieldError, ...]) -> tuple[Json, ...]:
    """Gives what is wrong with an answer and what explains the question."""
    if question.field.kind == "note":
        return ()
    wrong = (one.message for one in errors if one.field == question.field.id)
    return (
        *(block for one in wrong for block in plain(one, "Small", color="Attention")),
        *small(question.field.hint, "Small"),
    )


def _input(drawn: Drawn, kind: str, part: str, said: str, **more: object) -> Json:
    """Gives an input; `said` is what the client itself says when it is left empty."""
    field = drawn.question.field
    block: Json = {
        "type": kind,
        "id": input_id(field.id, part),
        "label": field.label,
        "spacing": "Medium",
        **more,
    }
    is_needed = (
        field.required
        and field.shown_if is None  # else who chooses otherwise could not leave it empty
        and not (part in {PERSON, PEOPLE} and drawn.question.or_typed)
    )
    return block | ({"isRequired": True, "errorMessage": said} if is_needed else {})


def _text(drawn: Drawn) -> tuple[Json, ...]:
    question = drawn.question
    most = question.field.max_length
    more = _typed(question.values, most, multiline=question.field.kind == "long_text")
    return (_input(drawn, "Input.Text", AS_IT_IS, FILL_IN, **more),)


def _typed(values: tuple[str, ...], most: int, *, multiline: bool) -> Json:
    value = "\n".join(values)
    more: Json = {"isMultiline": multiline}
    if value:
        more["value"] = value
    if most and width(value) <= most:
        more["maxLength"] = most
    return more


def _choices(drawn: Drawn) -> tuple[Json, ...]:
    """Asks to choose; what explains a choice at length stands above the question."""
    question = drawn.question
    options = question.field.options
    is_open = len(options) <= RADIO_OPTIONS
    marked = is_open or question.several
    more: Json = {
        "style": "expanded" if is_open else "compact",
        "isMultiSelect": question.several,
        "wrap": True,
        "choices": [_choice(one, escape=marked) for one in options],
    }
    if not is_open:
        more["placeholder"] = CHOOSE
    chosen = [one.value for one in options if one.value in question.values]
    if chosen:
        more["value"] = ",".join(chosen if question.several else chosen[:1])
    part = SEVERAL if question.several else AS_IT_IS
    return (*_explained(options), _input(drawn, "Input.ChoiceSet", part, CHOOSE_ONE, **more))


def _choice(option: Option, *, escape: bool) -> Json:
    """Gives a choice; Markdown is read where it is ticked, not in a list that opens."""
    title = f"{option.label}{EXPLAINED}{option.hint}" if _has_room(option) else option.label
    return {"title": escaped(title) if escape else title, "value": option.value}


def _has_room(option: Option) -> bool:
    return 0 < len(option.hint) <= OPTION_LABEL


def _explained(options: tuple[Option, ...]) -> tuple[Json, ...]:
    explained = (one for one in options if one.hint and not _has_room(one))
    return tuple(
        block
        for one in explained
        for block in (*bold(one.label, "Medium"), *plain(one.hint, "None"))
    )


def _checkbox(drawn: Drawn) -> tuple[Json, ...]:
    more = {
        "title": YES,
        "valueOn": CHECKED,
        "valueOff": UNCHECKED,
        "value": CHECKED if drawn.question.values else UNCHECKED,
        "wrap": True,
    }
    return (_input(drawn, "Input.Toggle", CHECK, TICK, **more),)


def _day(drawn: Drawn) -> tuple[Json, ...]:
    day = next(iter(drawn.question.values), "")
    more = {"placeholder": CHOOSE_DAY} | ({"value": day} if is_day(day) else {})
    return (_input(drawn, "Input.Date", AS_IT_IS, CHOOSE_A_DAY, **more),)


def _people(drawn: Drawn) -> tuple[Json, ...]:
    question = drawn.question
    field = question.field
    names = {one.value: one for one in (*drawn.people, *field.options)}
    chosen = [person_choice(names.get(one, Option(one, one))) for one in question.listed]
    more: Json = {
        "style": "filtered",
        "isMultiSelect": question.several,
        "placeholder": TYPE_A_NAME,
        "choices": chosen,
        "choices.data": {"type": "Data.Query", "dataset": SEARCHED[field.kind]},
    }
    if chosen:
        more["value"] = ",".join(one["value"] for one in chosen)
    part = PEOPLE if question.several else PERSON
    found = _input(drawn, "Input.ChoiceSet", part, CHOOSE_SOMEBODY, **more)
    return (found, *_not_found(question)) if question.or_typed else (found,)


def _not_found(question: Question) -> tuple[Json, ...]:
    """Asks for people who are not in the list, below the field that searches it."""
    several = question.several
    block: Json = {
        "type": "Input.Text",
        "id": input_id(question.field.id, ELSEWHERE),
        "label": NOT_FOUND,
        "spacing": "Small",
        **_typed(question.typed, 0 if several else SHORT_TEXT, multiline=several),
    }
    return (block | ({"placeholder": A_LINE_EACH} if several else {}),)


def _note(drawn: Drawn) -> tuple[Json, ...]:
    field = drawn.question.field
    return (*bold(field.label, "Medium"), *plain(field.hint, "Small"))


BLOCKS: dict[FieldKind, Callable[[Drawn], tuple[Json, ...]]] = {
    "short_text": _text,
    "long_text": _text,
    "choice": _choices,
    "choices": _choices,
    "pupil": _people,
    "pupils": _people,
    "staff": _people,
    "staff_several": _people,
    "day": _day,
    "checkbox": _checkbox,
    "note": _note,
}
"""How each kind of field is drawn."""
