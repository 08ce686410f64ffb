"""A step of a form as HTML: one block a field, with its hint, counter and place for an error."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from adapters.playground.html_cards import marks_html
from adapters.playground.markup import Html, joined, tag
from adapters.questions import SEARCHED
from adapters.sentences import CHOOSE, KEPT_LATER, TYPE_A_NAME, which_part
from flows.forms import CHECKED, NOT_IN_LIST, Answer, Field, FieldKind, Form, Option, is_shown

TITLE = "dialog-title"
"""The id of the title, which is the accessible name of the dialog."""

RADIOS_AT_MOST = 8
"""A choice with more options than this is a drop-down list."""

FOLDED_FROM = 280
"""A note with more characters than this is folded, so that the questions come first."""

ONE_PERSON: frozenset[FieldKind] = frozenset({"pupil", "staff"})


def form_html(form: Form) -> Html:
    """Shows a step of a form; the answers of earlier steps travel along unread."""
    prefilled = tuple(Answer(field.id, field.values) for field in form.fields)
    return tag(
        "form",
        tag(
            "div",
            marks_html(form.badge),
            tag("h2", form.title, id=TITLE, tabindex=-1, dir="auto"),
            tag("p", which_part(form.step, form.steps), class_="steps") if form.steps > 1 else "",
            class_="dialog-head",
        ),
        tag("div", class_="error-summary", tabindex=-1, role="alert", hidden=True),
        *(_field_html(field, shown=is_shown(field, prefilled)) for field in form.fields),
        tag(
            "div",
            tag("button", form.submit, type="submit", class_="button primary", dir="auto"),
            tag("button", "Stop", type="button", class_="button plain", data_close=True),
            class_="buttons",
        ),
        tag("p", KEPT_LATER, class_="footnote"),
        class_="form",
        novalidate=True,
        autocomplete="off",
        data_form=form.id,
        data_carried=form.carried,
    )


def _field_html(field: Field, *, shown: bool) -> Html:
    hangs_on = field.shown_if
    return tag(
        "div",
        BLOCKS[field.kind](field),
        class_=f"field field-{field.kind.replace('_', '-')}",
        data_field=field.id,
        data_kind=field.kind,
        data_shown_if=hangs_on.field if hangs_on else None,
        data_shown_values=msgspec.json.encode(hangs_on.values).decode() if hangs_on else None,
        hidden=not shown,
    )


def _id(field: Field, part: str = "") -> str:
    return f"field-{field.id}{part}"


def _described_by(field: Field, *, counted: bool = False) -> str:
    parts = ("-hint" if field.hint else "", "-count" if counted else "", "-error")
    return " ".join(_id(field, part) for part in parts if part)


def _label(field: Field) -> Html:
    optional = "" if field.required else tag("span", " (niet verplicht)", class_="optional")
    return joined(tag("span", field.label, dir="auto"), optional)


def _hint(field: Field) -> str:
    if not field.hint:
        return ""
    return tag("p", field.hint, id=_id(field, "-hint"), class_="hint", dir="auto")


def _error(field: Field) -> Html:
    return tag("p", id=_id(field, "-error"), class_="error", hidden=True)


def _counter(field: Field) -> str:
    if not field.max_length:
        return ""
    return tag(
        "p",
        f"Hoogstens {field.max_length} tekens",
        id=_id(field, "-count"),
        class_="count",
        data_max=field.max_length,
    )


def _text_block(field: Field) -> Html:
    described_by = _described_by(field, counted=bool(field.max_length))
    value = next(iter(field.values), "")
    if field.kind == "long_text":
        control = tag(
            "textarea",
            # A line break right after the opening tag is swallowed by every browser.
            f"\n{value}",
            id=_id(field),
            rows=5,
            dir="auto",
            aria_describedby=described_by,
            aria_required="true" if field.required else None,
        )
    else:
        control = _input(field, "text", value, described_by)
    return joined(
        tag("label", _label(field), for_=_id(field)),
        _hint(field),
        control,
        _counter(field),
        _error(field),
    )


def _day_block(field: Field) -> Html:
    return joined(
        tag("label", _label(field), for_=_id(field)),
        _hint(field),
        _input(
            field,
            "date",
            next(iter(field.values), ""),
            f"{_id(field, '-words')} {_described_by(field)}",
        ),
        # The page fills it: a browser in English shows 11/12 where a school reads 12 november.
        tag("p", id=_id(field, "-words"), class_="hint", data_day_words=True),
        _error(field),
    )


def _input(field: Field, kind: str, value: str, described_by: str) -> Html:
    return tag(
        "input",
        id=_id(field),
        type=kind,
        value=value,
        dir="auto",
        aria_describedby=described_by,
        aria_required="true" if field.required else None,
    )


def _choice_block(field: Field) -> Html:
    if field.kind == "choice" and len(field.options) > RADIOS_AT_MOST:
        return _drop_down(field)
    kind = "radio" if field.kind == "choice" else "checkbox"
    options = (
        _option(field, option, kind, number) for number, option in enumerate(field.options, 1)
    )
    return tag(
        "fieldset",
        tag("legend", _label(field)),
        _hint(field),
        tag("div", *options, class_="options"),
        _error(field),
        id=_id(field),
        tabindex=-1,
        role="radiogroup" if kind == "radio" else None,
        aria_required="true" if field.required and kind == "radio" else None,
        aria_describedby=_described_by(field),
    )


def _option(field: Field, option: Option, kind: str, number: int) -> Html:
    own_id = _id(field, f"-{number}")
    hint_id = f"{own_id}-hint"
    return tag(
        "div",
        tag(
            "input",
            id=own_id,
            type=kind,
            name=_id(field),
            value=option.value,
            checked=option.value in field.values,
            aria_describedby=hint_id if option.hint else None,
        ),
        tag("label", option.label, for_=own_id, dir="auto"),
        tag("p", option.hint, id=hint_id, class_="hint", dir="auto") if option.hint else "",
        class_="option",
    )


def _drop_down(field: Field) -> Html:
    options = (
        tag("option", option.label, value=option.value, selected=option.value in field.values)
        for option in field.options
    )
    return joined(
        tag("label", _label(field), for_=_id(field)),
        _hint(field),
        tag(
            "select",
            tag("option", CHOOSE, value=""),
            *options,
            id=_id(field),
            aria_describedby=_described_by(field),
            aria_required="true" if field.required else None,
        ),
        _error(field),
    )


def _checkbox_block(field: Field) -> Html:
    return joined(
        tag(
            "div",
            tag(
                "input",
                id=_id(field),
                type="checkbox",
                value=CHECKED,
                checked=CHECKED in field.values,
                aria_describedby=_described_by(field),
                aria_required="true" if field.required else None,
            ),
            tag("label", field.label, for_=_id(field), dir="auto"),
            class_="option",
        ),
        _hint(field),
        _error(field),
    )


def _note_block(field: Field) -> Html:
    folds = len(field.hint) > FOLDED_FROM
    return tag(
        "details" if folds else "div",
        tag("summary" if folds else "p", field.label, class_="note-label", dir="auto"),
        tag("p", field.hint, dir="auto") if field.hint else "",
        class_="note",
    )


def _people_block(field: Field) -> Html:
    chips = (chip_html(value, _name_of(field, value)) for value in field.values)
    return joined(
        tag("label", _label(field), for_=_id(field), id=_id(field, "-label")),
        _hint(field),
        tag("ul", *chips, class_="chips", aria_label=f"Gekozen bij: {field.label}"),
        tag(
            "div",
            tag(
                "input",
                id=_id(field),
                type="text",
                role="combobox",
                autocomplete="off",
                spellcheck="false",
                dir="auto",
                placeholder=TYPE_A_NAME,
                aria_expanded="false",
                aria_controls=_id(field, "-list"),
                aria_autocomplete="list",
                aria_describedby=_described_by(field),
                aria_required="true" if field.required else None,
                data_search=SEARCHED[field.kind],
                data_one=field.kind in ONE_PERSON,
            ),
            tag(
                "ul",
                id=_id(field, "-list"),
                class_="suggestions",
                role="listbox",
                aria_labelledby=_id(field, "-label"),
                hidden=True,
            ),
            class_="combobox",
        ),
        _not_in_list(field),
        _error(field),
    )


def _not_in_list(field: Field) -> str:
    if not field.not_in_list:
        return ""
    other_id = _id(field, "-other")
    return tag(
        "div",
        tag(
            "button",
            "Noem iemand buiten de lijst",
            type="button",
            class_="button link",
            aria_expanded="false",
            aria_controls=_id(field, "-other-line"),
            data_not_in_list=True,
        ),
        tag(
            "div",
            tag("label", "Wie is het, voor zover je weet?", for_=other_id),
            tag(
                "div",
                tag("input", id=other_id, type="text", dir="auto", data_other=True),
                tag(
                    "button", "Voeg toe", type="button", class_="button plain", data_add_other=True
                ),
                class_="with-button",
            ),
            id=_id(field, "-other-line"),
            class_="other-line",
            hidden=True,
        ),
        class_="not-in-list",
    )


def _name_of(field: Field, value: str) -> str:
    if value.startswith(NOT_IN_LIST):
        return f"{value.removeprefix(NOT_IN_LIST)} (niet in de lijst)"
    return next((option.label for option in field.options if option.value == value), value)


def chip_html(value: str, name: str) -> Html:
    """Shows a person who was chosen, with a button that takes the choice back."""
    return tag(
        "li",
        tag("span", name, dir="auto"),
        tag("button", "×", type="button", class_="chip-remove", aria_label=f"Haal {name} weg"),
        class_="chip",
        data_value=value,
    )


BLOCKS: dict[FieldKind, Callable[[Field], Html]] = {
    "short_text": _text_block,
    "long_text": _text_block,
    "choice": _choice_block,
    "choices": _choice_block,
    "pupil": _people_block,
    "pupils": _people_block,
    "staff": _people_block,
    "staff_several": _people_block,
    "day": _day_block,
    "checkbox": _checkbox_block,
    "note": _note_block,
}
"""How each kind of field is shown."""
