"""Payloads that Slack takes, and faults planted in them that it refuses or that lose something."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from tests.e2e.block_kit_schema import Json, Kind
from tests.e2e.planting import Change, planted, put, without


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text, "emoji": False}


def _option(value: str) -> Json:
    return {"text": _plain(f"Optie {value}"), "value": value}


def _input(name: str, element: Json) -> Json:
    return {
        "type": "input",
        "block_id": f"{name}~~1",
        "label": _plain("Wat zag je?"),
        "element": {"action_id": "answers", **element},
        "optional": False,
    }


MESSAGE: Json = {
    "text": "Nieuw: melding 7K3Q. Pak dit op.",
    "blocks": [
        {"type": "header", "text": _plain("Nieuw: melding 7K3Q")},
        {"type": "section", "fields": [_plain("Uiterlijk"), _plain("maandag 30 november")]},
        {"type": "section", "text": {"type": "mrkdwn", "text": "*Let op*", "verbatim": True}},
        {"type": "divider"},
        {
            "type": "actions",
            "block_id": "buttons",
            "elements": [
                {
                    "type": "button",
                    "action_id": f"press:{n}",
                    "text": _plain(label),
                    "value": f"{verb}|7K3Q|",
                }
                for n, (label, verb) in enumerate((("Pak dit op", "take-up"), ("Open", "open")))
            ],
        },
        {"type": "context", "elements": [_plain("OEFENING")]},
    ],
}
MODAL: Json = {
    "type": "modal",
    "callback_id": "form",
    "private_metadata": '{"form":"report||"}',
    "title": _plain("Pestmelding"),
    "submit": _plain("Ga verder"),
    "close": _plain("Sluit"),
    "blocks": [
        {"type": "context", "elements": [_plain("Stap 1 van 3")]},
        _input("soort", {"type": "radio_buttons", "options": [_option("a"), _option("b")]}),
        _input("waar", {"type": "checkboxes", "options": [_option("gang"), _option("plein")]}),
        _input(
            "sinds",
            {
                "type": "static_select",
                "options": [_option(str(n)) for n in range(12)],
                "initial_option": _option("3"),
                "placeholder": _plain("Kies…"),
            },
        ),
        _input(
            "wie",
            {
                "type": "multi_external_select",
                "min_query_length": 2,
                "placeholder": _plain("Typ een deel van de naam"),
            },
        ),
        _input(
            "dag",
            {
                "type": "datepicker",
                "initial_date": "2026-11-23",
                "placeholder": _plain("Kies een dag"),
            },
        ),
        _input("gezien", {"type": "plain_text_input", "multiline": True, "max_length": 2000}),
    ],
}
HOME: Json = {
    "type": "home",
    "blocks": [
        {
            "type": "section",
            "text": _plain("Gesprek met leerling A"),
            "accessory": {
                "type": "button",
                "action_id": "press:1",
                "text": _plain("Open de melding"),
                "value": "open|7K3Q|",
            },
        }
    ],
}
SOUND: dict[Kind, Json] = {"message": MESSAGE, "modal": MODAL, "home": HOME}


class Planted(NamedTuple):
    """A fault, and where it is planted."""

    what: str
    kind: Kind
    change: Change

    def payload(self) -> Json:
        """Gives a sound payload with this one fault in it."""
        return planted(SOUND[self.kind], self.change)


def _of_modal() -> Iterator[tuple[str, Change]]:
    blocks, radio, select = "blocks", ("blocks", 1, "element"), ("blocks", 3, "element")
    yield "a key with a typing error", put("titel", to=_plain("Pestmelding"))
    yield "a title of 25 characters", put("title", to=_plain("x" * 25))
    yield "a title in mrkdwn", put("title", to={"type": "mrkdwn", "text": "Pestmelding"})
    yield "a title without words", put("title", to=_plain(""))
    yield "no submit", without("submit")
    yield "101 blocks", put(blocks, to=[{"type": "divider"}] * 101)
    yield "no blocks", put(blocks, to=[])
    yield "private_metadata of 3,001", put("private_metadata", to="x" * 3001)
    yield "a label in mrkdwn", put(blocks, 1, "label", to={"type": "mrkdwn", "text": "Wat?"})
    yield "a question without a label", without(blocks, 1, "label")
    yield "a block that does not exist", put(blocks, 0, to={"type": "text", "text": _plain("Hoi")})
    yield "an element that is none of a question", put(*radio, "type", to="button")
    yield "11 radio buttons", put(*radio, "options", to=[_option(str(n)) for n in range(11)])
    yield "an option of 76", put(*radio, "options", 0, "text", to=_plain("x" * 76))
    yield "a value of 76", put(*radio, "options", 0, "value", to="x" * 76)
    yield "a description of 76", put(*radio, "options", 0, "description", to=_plain("x" * 76))
    yield "an option twice", put(*radio, "options", 1, to=_option("a"))
    yield "no options", put(*select, "options", to=[])
    yield "101 options", put(*select, "options", to=[_option(str(n)) for n in range(101)])
    yield "chosen, not on the list", put(*select, "initial_option", to=_option("99"))
    yield "a day in Dutch order", put(blocks, 5, "element", "initial_date", to="23-11-2026")
    yield "a text of 3,001", put(blocks, 6, "element", "max_length", to=3001)
    yield "more than fits", put(blocks, 6, "element", "initial_value", to="x" * 2001)
    yield "placeholder of 151", put(blocks, 6, "element", "placeholder", to=_plain("x" * 151))
    yield "two blocks of one name", put(blocks, 2, "block_id", to="soort~~1")
    yield "a block id of 256", put(blocks, 2, "block_id", to="x" * 256)
    yield "nothing chosen, as a list", put(blocks, 2, "element", "initial_options", to=[])
    yield "dispatch_action on the element", put(*radio, "dispatch_action", to=True)


def _of_message() -> Iterator[tuple[str, Change]]:
    blocks, button = "blocks", ("blocks", 4, "elements", 0)
    yield "51 blocks", put(blocks, to=[{"type": "divider"}] * 51)
    yield "no text beside the blocks", without("text")
    yield "an empty text", put("text", to="")
    yield "a header of 151", put(blocks, 0, "text", to=_plain("x" * 151))
    yield "a header in mrkdwn", put(blocks, 0, "text", to={"type": "mrkdwn", "text": "Nieuw"})
    yield "a section without words", without(blocks, 1, "fields")
    yield "11 fields", put(blocks, 1, "fields", to=[_plain("x")] * 11)
    yield "a section of 3,001", put(blocks, 2, "text", to=_plain("x" * 3001))
    yield "emoji in mrkdwn", put(blocks, 2, "text", "emoji", to=False)
    yield "a button of 76", put(*button, "text", to=_plain("x" * 76))
    yield "a style that does not exist", put(*button, "style", to="plain")
    yield "a value of 2,001", put(*button, "value", to="x" * 2001)
    yield "two buttons of one name", put(*button, "action_id", to="press:1")
    yield "26 buttons", put(blocks, 4, "elements", to=[HOME["blocks"][0]["accessory"]] * 26)
    yield "11 in a context", put(blocks, 5, "elements", to=[_plain("x")] * 11)
    yield (
        "13,500 characters together",
        put(blocks, to=[{"type": "section", "text": _plain("x" * 2700)}] * 5),
    )


def _of_home() -> Iterator[tuple[str, Change]]:
    yield "a title on Home", put("title", to=_plain("Taken"))
    picture = {"type": "image", "image_url": "https://vlierhof.example/x.png"}
    yield "a picture without words", put("blocks", 0, "accessory", to=picture)


OF: dict[Kind, Callable[[], Iterator[tuple[str, Change]]]] = {
    "modal": _of_modal,
    "message": _of_message,
    "home": _of_home,
}
PLANTED = tuple(Planted(what, kind, change) for kind, of in OF.items() for what, change in of())
