"""A step of a form as a modal: a block for each question that is asked now."""

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
from adapters.slack.block_kit import Block, View, bold, mark_blocks, plain, section, text_blocks
from adapters.slack.option import choice_of, has_room, option_of
from adapters.slack.sheets import ANSWERS, DECIDES, ELSEWHERE, Sheet
from flows.forms import CHECKED, Answer, FieldKind, Form, Option
from flows.limits import COPY_BLOCK, RADIO_OPTIONS, SHORT_TEXT
from flows.text_pieces import width

CALLBACK = "form"
STOP = "Stop"
SEARCHED_FROM = 2
"""Letters before Slack asks who fits."""


class Asked(msgspec.Struct, frozen=True):
    """A question in the modal that it is drawn in."""

    question: Question
    sheet: Sheet

    @property
    def action_id(self) -> str:
        """What its element is called."""
        return DECIDES if self.question.decides else ANSWERS


def form_view(form: Form, answers: tuple[Answer, ...] | None = None) -> View:
    """Shows a step of a form; `answers` are those that stand in it, when it is drawn again."""
    sheet = Sheet(form.id, form.carried)
    asked = [Asked(one, sheet) for one in questions_in(form, answers)]
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": sheet.encoded(),
        "title": plain(form.title),
        "submit": plain(form.submit),
        "close": plain(STOP),
        "blocks": [
            *mark_blocks(form.badge, which_part(form.step, form.steps)),
            *(block for one in asked for block in BLOCKS[one.question.field.kind](one)),
            *mark_blocks("", KEPT_LATER),
        ],
    }


def _input(asked: Asked, element: Block, *, optional: bool | None = None) -> Block:
    field = asked.question.field
    block: Block = {
        "type": "input",
        "block_id": asked.sheet.block(field.id),
        "label": plain(field.label),
        "element": element,
        "optional": not field.required if optional is None else optional,
    }
    if field.hint:
        block["hint"] = plain(field.hint)
    if asked.question.decides:
        block["dispatch_action"] = True
    return block


def _text(asked: Asked) -> tuple[Block, ...]:
    field = asked.question.field
    is_long = field.kind == "long_text"
    return (
        _input(asked, _text_element(asked.question.values, field.max_length, multiline=is_long)),
    )


def _text_element(values: tuple[str, ...], max_length: int, *, multiline: bool) -> Block:
    value = "\n".join(values)
    element: Block = {"type": "plain_text_input", "action_id": ANSWERS, "multiline": multiline}
    if value:
        element["initial_value"] = value
    if max_length and width(value) <= max_length <= COPY_BLOCK:
        element["max_length"] = max_length
    return element


def _choices(asked: Asked) -> tuple[Block, ...]:
    """Asks to choose; what explains a choice at length stands above the question."""
    options = asked.question.field.options
    several = asked.question.several
    if len(options) <= RADIO_OPTIONS:
        element: Block = {"type": "checkboxes" if several else "radio_buttons"}
    else:
        element = {
            "type": "multi_static_select" if several else "static_select",
            "placeholder": plain(CHOOSE),
        }
    element |= {"action_id": asked.action_id, "options": [choice_of(one) for one in options]}
    chosen = [choice_of(one) for one in options if one.value in asked.question.values]
    return (*_explained(options), _input(asked, _begun(element, chosen, several=several)))


def _explained(options: tuple[Option, ...]) -> tuple[Block, ...]:
    explained = (one for one in options if one.hint and not has_room(one))
    return tuple(
        block for one in explained for block in (section(bold(one.label)), *text_blocks(one.hint))
    )


def _begun(element: Block, chosen: list[Block], *, several: bool) -> Block:
    """Gives an element in which this was chosen already."""
    if not chosen:
        return element
    return element | ({"initial_options": chosen} if several else {"initial_option": chosen[0]})


def _checkbox(asked: Asked) -> tuple[Block, ...]:
    yes = {"text": plain(YES), "value": CHECKED}
    element: Block = {"type": "checkboxes", "action_id": asked.action_id, "options": [yes]}
    return (_input(asked, _begun(element, [yes] if asked.question.values else [], several=True)),)


def _day(asked: Asked) -> tuple[Block, ...]:
    element: Block = {
        "type": "datepicker",
        "action_id": asked.action_id,
        "placeholder": plain(CHOOSE_DAY),
    }
    day = next(iter(asked.question.values), "")
    return (_input(asked, element | ({"initial_date": day} if is_day(day) else {})),)


def _people(asked: Asked) -> tuple[Block, ...]:
    question = asked.question
    field = question.field
    labels = {one.value: one for one in field.options}
    element: Block = {
        "type": "multi_external_select" if question.several else "external_select",
        "action_id": SEARCHED[field.kind],
        "placeholder": plain(TYPE_A_NAME),
        "min_query_length": SEARCHED_FROM,
    }
    chosen = [option_of(labels.get(one, Option(one, one))) for one in question.listed]
    begun = _begun(element, chosen, several=question.several)
    if not question.or_typed:
        return (_input(asked, begun),)
    return (_input(asked, begun, optional=True), _not_found(asked))


def _not_found(asked: Asked) -> Block:
    """Asks for people who are not in the list, beside the field that searches it."""
    question = asked.question
    several = question.several
    block: Block = {
        "type": "input",
        "block_id": asked.sheet.block(question.field.id, ELSEWHERE),
        "label": plain(NOT_FOUND),
        "element": _text_element(question.typed, 0 if several else SHORT_TEXT, multiline=several),
        "optional": True,
    }
    return block | ({"hint": plain(A_LINE_EACH)} if several else {})


def _note(asked: Asked) -> tuple[Block, ...]:
    return (section(bold(asked.question.field.label)), *text_blocks(asked.question.field.hint))


BLOCKS: dict[FieldKind, Callable[[Asked], tuple[Block, ...]]] = {
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
