"""What Slack takes: a JSON schema of its own types, with the limits that its documentation adds.

The shapes come from npm `@slack/types` (`block_kit.ts`), the limits from the words beside those
types and from Slack's pages on modals, messages and methods. What no schema can say stands in
`RULES`.
"""

import json
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal

from jsonschema import Draft7Validator
from jsonschema.exceptions import best_match

Kind = Literal["message", "modal", "home"]
Json = dict[str, Any]

HERE = Path(__file__).parent
GENERATOR = HERE / "node_modules" / ".bin" / "ts-json-schema-generator"
TYPES = HERE / "block_kit.ts"
DEFINITIONS: dict[Kind, str] = {"message": "Message", "modal": "Modal", "home": "Home"}

VIEW_BYTES = 250_000
MESSAGE_TEXT = 13_200
"""Characters of all texts of a message together (bolt-js issue 2509; not in the documentation)."""


def _at_most(characters: int) -> Json:
    return {"minLength": 1, "maxLength": characters}


def _words(characters: int) -> Json:
    """Limits a text object."""
    return {"properties": {"text": _at_most(characters)}}


ID = _at_most(255)
PLACEHOLDER = _words(150)
OPTIONS = {"minItems": 1, "maxItems": 100}
FEW_OPTIONS = {"minItems": 1, "maxItems": 10}

LIMITS: dict[str, dict[str, Json]] = {
    "Message": {"blocks": {"minItems": 1, "maxItems": 50}, "text": _at_most(4000)},
    "Modal": {
        "blocks": {"minItems": 1, "maxItems": 100},
        "title": _words(24),
        "submit": _words(24),
        "close": _words(24),
        "private_metadata": {"maxLength": 3000},
        "callback_id": ID,
        "external_id": ID,
    },
    "Home": {
        "blocks": {"minItems": 1, "maxItems": 100},
        "private_metadata": {"maxLength": 3000},
        "callback_id": ID,
        "external_id": ID,
    },
    "PlainTextElement": {"text": _at_most(3000)},
    "MrkdwnElement": {"text": _at_most(3000)},
    "HeaderBlock": {"text": _words(150), "block_id": ID},
    "SectionBlock": {
        "text": _words(3000),
        "fields": {"minItems": 1, "maxItems": 10, "items": _words(2000)},
        "block_id": ID,
    },
    "ContextBlock": {"elements": {"minItems": 1, "maxItems": 10}, "block_id": ID},
    "ActionsBlock": {"elements": {"minItems": 1, "maxItems": 25}, "block_id": ID},
    "DividerBlock": {"block_id": ID},
    "InputBlock": {"label": _words(2000), "hint": _words(2000), "block_id": ID},
    "Button": {
        "text": _words(75),
        "value": {"maxLength": 2000},
        "url": {"maxLength": 3000},
        "accessibility_label": {"maxLength": 75},
        "action_id": ID,
    },
    "ConfirmationDialog": {
        "title": _words(100),
        "text": _words(300),
        "confirm": _words(30),
        "deny": _words(30),
    },
    "PlainTextOption": {"text": _words(75), "value": _at_most(75), "description": _words(75)},
    "MrkdwnOption": {"text": _words(75), "value": _at_most(75), "description": _words(75)},
    "StaticSelect": {"options": OPTIONS, "placeholder": PLACEHOLDER, "action_id": ID},
    "MultiStaticSelect": {
        "options": OPTIONS,
        "placeholder": PLACEHOLDER,
        "action_id": ID,
        "max_selected_items": {"minimum": 1},
    },
    "ExternalSelect": {"placeholder": PLACEHOLDER, "action_id": ID},
    "MultiExternalSelect": {
        "placeholder": PLACEHOLDER,
        "action_id": ID,
        "max_selected_items": {"minimum": 1},
    },
    "RadioButtons": {"options": FEW_OPTIONS, "action_id": ID},
    "Checkboxes": {"options": FEW_OPTIONS, "action_id": ID},
    "Overflow": {"options": {"minItems": 1, "maxItems": 5}, "action_id": ID},
    "Datepicker": {
        "initial_date": {"pattern": r"^\d{4}-\d{2}-\d{2}$"},
        "placeholder": PLACEHOLDER,
        "action_id": ID,
    },
    "PlainTextInput": {
        "initial_value": {"maxLength": 3000},
        "min_length": {"minimum": 0, "maximum": 3000},
        "max_length": {"minimum": 1, "maximum": 3000},
        "placeholder": PLACEHOLDER,
        "action_id": ID,
    },
}
"""By definition of `@slack/types` and property, what the documentation adds to its shape."""

ONE_OF: dict[str, tuple[str, ...]] = {
    "SectionBlock": ("text", "fields"),
    "StaticSelect": ("options", "option_groups"),
    "MultiStaticSelect": ("options", "option_groups"),
}
"""At least one of these must be there, which the types leave out."""


@cache
def definitions() -> Json:
    """Makes the schema of everything, limits and all."""
    command = (GENERATOR, "--path", TYPES, "--type", "*", "--no-type-check")
    made = subprocess.run(command, check=True, capture_output=True, cwd=HERE)
    found: Json = json.loads(made.stdout)["definitions"]
    for name, limits in LIMITS.items():
        properties = found[name]["properties"]
        for key, limit in limits.items():
            properties[key] = {"allOf": [properties[key], limit]}
    for name, keys in ONE_OF.items():
        found[name]["anyOf"] = [{"required": [key]} for key in keys]
    return found


@cache
def _validator(kind: Kind) -> Draft7Validator:
    schema = {"definitions": definitions(), "$ref": f"#/definitions/{DEFINITIONS[kind]}"}
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def faults_in(kind: Kind, payload: Json) -> list[str]:
    """Says what Slack would not take of a message or view; nothing when it takes it."""
    found = [_told(error) for error in _validator(kind).iter_errors(payload)]
    return found or [fault for rule in RULES for fault in rule(kind, payload)]


def _told(error: Any) -> str:  # noqa: ANN401 - jsonschema is read without types
    deepest = best_match([error]) or error
    return f"{deepest.json_path}: {deepest.message[:300]}"


def parts_of(value: object) -> Iterator[Json]:
    """Walks every object of a payload, the outermost first."""
    if isinstance(value, dict):
        yield value
        for one in value.values():
            yield from parts_of(one)
    elif isinstance(value, list):
        for one in value:
            yield from parts_of(one)


def _repeated(values: list[str]) -> list[str]:
    return sorted({one for one in values if values.count(one) > 1})


def _block_ids_are_unique(kind: Kind, payload: Json) -> Iterator[str]:
    ids = [block["block_id"] for block in payload["blocks"] if "block_id" in block]
    yield from (f"block_id twice: {one}" for one in _repeated(ids))


def _action_ids_are_unique(kind: Kind, payload: Json) -> Iterator[str]:
    for block in payload["blocks"]:
        ids = [one["action_id"] for one in parts_of(block) if "action_id" in one]
        yield from (f"action_id twice in a block: {one}" for one in _repeated(ids))


def _a_modal_with_questions_has_submit(kind: Kind, payload: Json) -> Iterator[str]:
    asks = any(block["type"] == "input" for block in payload["blocks"])
    if kind == "modal" and asks and "submit" not in payload:
        yield "input block without submit"


def _what_is_chosen_can_be_chosen(kind: Kind, payload: Json) -> Iterator[str]:
    """Holds that an initial option is exactly one of the options, and none is there twice."""
    for one in parts_of(payload):
        options = one.get("options", [])
        yield from (f"option twice: {value}" for value in _repeated([o["value"] for o in options]))
        first = [one["initial_option"]] if "initial_option" in one else []
        for chosen in (*first, *one.get("initial_options", [])):
            if "options" in one and chosen not in options:
                yield f"initial option is none of the options: {chosen['value']}"
        if one.get("initial_options") == []:
            yield "initial_options may be left out, not empty"


def _a_text_fits_its_own_bounds(kind: Kind, payload: Json) -> Iterator[str]:
    for one in parts_of(payload):
        if len(one.get("initial_value", "")) > one.get("max_length", 3000):
            yield "initial_value is longer than max_length"
        if one.get("min_length", 0) > one.get("max_length", 3000):
            yield "min_length is over max_length"


def _one_field_has_the_focus(kind: Kind, payload: Json) -> Iterator[str]:
    if sum(one.get("focus_on_load", False) for one in parts_of(payload)) > 1:
        yield "focus_on_load twice"


def _it_is_not_too_big(kind: Kind, payload: Json) -> Iterator[str]:
    if len(json.dumps(payload)) > VIEW_BYTES:
        yield "over 250 kB"
    texts = [one["text"] for one in parts_of(payload["blocks"]) if isinstance(one.get("text"), str)]
    if kind == "message" and len("".join(texts)) > MESSAGE_TEXT:
        yield "all texts together are too long (msg_blocks_too_long)"


RULES: tuple[Callable[[Kind, Json], Iterator[str]], ...] = (
    _block_ids_are_unique,
    _action_ids_are_unique,
    _a_modal_with_questions_has_submit,
    _what_is_chosen_can_be_chosen,
    _a_text_fits_its_own_bounds,
    _one_field_has_the_focus,
    _it_is_not_too_big,
)
