"""A step of a form as a modal: a block for each question that is asked now."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import msgspec

from adapters.slack.block_kit import Block, View, bold, mark_blocks, plain, section, text_blocks
from adapters.slack.option import choice_of, has_room, option_of
from adapters.slack.sheets import ANSWERS, DECIDES, ELSEWHERE, PUPILS, STAFF, Sheet
from flows.forms import CHECKED, NOT_IN_LIST, Answer, Field, FieldKind, Form, Option, is_shown
from flows.limits import COPY_BLOCK, RADIO_OPTIONS, SHORT_TEXT
from flows.text_pieces import width

CALLBACK = "form"
STOP = "Stop"
KEPT_LATER = "Wat je invult wordt pas bewaard als je verstuurt."
YES = "Ja"
CHOOSE = "Kies…"
CHOOSE_DAY = "Kies een dag"
TYPE_A_NAME = "Typ een deel van de naam"
SEARCHED_FROM = 2
"""Letters before Slack asks who fits."""
NOT_FOUND = "Niet in de lijst? Wie is het, voor zover je weet?"
A_LINE_EACH = "Meer dan één? Zet elk op een eigen regel."

SEARCHED: dict[FieldKind, str] = {
    "pupil": PUPILS,
    "pupils": PUPILS,
    "staff": STAFF,
    "staff_several": STAFF,
}
"""The fields that name people, with the action id by which is searched."""
SEVERAL: frozenset[FieldKind] = frozenset({"choices", "pupils", "staff_several"})


class Asked(msgspec.Struct, frozen=True):
    """A question as it is drawn: what stands in it now, and whether others hang on it."""

    field: Field
    sheet: Sheet
    values: tuple[str, ...]
    decides: bool

    @property
    def action_id(self) -> str:
        """What its element is called."""
        return DECIDES if self.decides else ANSWERS


def form_view(form: Form, answers: tuple[Answer, ...] | None = None) -> View:
    """Shows a step of a form; `answers` are those that stand in it, when it is drawn again."""
    sheet = Sheet(form.id, form.carried)
    deciding = {field.shown_if.field for field in form.fields if field.shown_if is not None}
    asked: list[Asked] = []
    for field in form.fields:
        if is_shown(field, tuple(Answer(one.field.id, one.values) for one in asked)):
            asked.append(Asked(field, sheet, _values(field, answers), field.id in deciding))
    step = f"Deel {form.step} van {form.steps}" if form.steps > 1 else ""
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": sheet.encoded(),
        "title": plain(form.title),
        "submit": plain(form.submit),
        "close": plain(STOP),
        "blocks": [
            *mark_blocks(form.badge, step),
            *(block for one in asked for block in BLOCKS[one.field.kind](one)),
            *mark_blocks("", KEPT_LATER),
        ],
    }


def _values(field: Field, answers: tuple[Answer, ...] | None) -> tuple[str, ...]:
    """Gives what stands in a field; one that appears only now is as the form has it."""
    given = {one.field: one.values for one in answers or ()}
    if answers is None or (field.shown_if is not None and field.id not in given):
        return field.values
    return given.get(field.id, ())


def _input(asked: Asked, element: Block, *, optional: bool | None = None) -> Block:
    field = asked.field
    block: Block = {
        "type": "input",
        "block_id": asked.sheet.block(field.id),
        "label": plain(field.label),
        "element": element,
        "optional": not field.required if optional is None else optional,
    }
    if field.hint:
        block["hint"] = plain(field.hint)
    if asked.decides:
        block["dispatch_action"] = True
    return block


def _text(asked: Asked) -> tuple[Block, ...]:
    field = asked.field
    is_long = field.kind == "long_text"
    return (_input(asked, _text_element(asked.values, field.max_length, multiline=is_long)),)


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
    options = asked.field.options
    several = asked.field.kind in SEVERAL
    if len(options) <= RADIO_OPTIONS:
        element: Block = {"type": "checkboxes" if several else "radio_buttons"}
    else:
        element = {
            "type": "multi_static_select" if several else "static_select",
            "placeholder": plain(CHOOSE),
        }
    element |= {"action_id": asked.action_id, "options": [choice_of(one) for one in options]}
    chosen = [choice_of(one) for one in options if one.value in asked.values]
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
    return (_input(asked, _begun(element, [yes] if asked.values else [], several=True)),)


def _day(asked: Asked) -> tuple[Block, ...]:
    element: Block = {
        "type": "datepicker",
        "action_id": asked.action_id,
        "placeholder": plain(CHOOSE_DAY),
    }
    day = next(iter(asked.values), "")
    return (_input(asked, element | ({"initial_date": day} if _is_day(day) else {})),)


def _is_day(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _people(asked: Asked) -> tuple[Block, ...]:
    field = asked.field
    several = field.kind in SEVERAL
    listed = [one for one in asked.values if not one.startswith(NOT_IN_LIST)]
    typed = [one.removeprefix(NOT_IN_LIST) for one in asked.values if one.startswith(NOT_IN_LIST)]
    labels = {one.value: one for one in field.options}
    element: Block = {
        "type": "multi_external_select" if several else "external_select",
        "action_id": SEARCHED[field.kind],
        "placeholder": plain(TYPE_A_NAME),
        "min_query_length": SEARCHED_FROM,
    }
    chosen = [option_of(labels.get(one, Option(one, one))) for one in listed]
    or_typed = field.not_in_list or bool(typed)
    found = _input(
        asked,
        _begun(element, chosen, several=several),
        optional=True if or_typed else None,
    )
    return (found, _not_found(asked, tuple(typed), several=several)) if or_typed else (found,)


def _not_found(asked: Asked, typed: tuple[str, ...], *, several: bool) -> Block:
    """Asks for people who are not in the list, beside the field that searches it."""
    most = 0 if several else SHORT_TEXT
    block: Block = {
        "type": "input",
        "block_id": asked.sheet.block(asked.field.id, ELSEWHERE),
        "label": plain(NOT_FOUND),
        "element": _text_element(typed, most, multiline=several),
        "optional": True,
    }
    return block | ({"hint": plain(A_LINE_EACH)} if several else {})


def _note(asked: Asked) -> tuple[Block, ...]:
    return (section(bold(asked.field.label)), *text_blocks(asked.field.hint))


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
