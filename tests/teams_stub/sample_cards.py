"""Cards and activities that are shown in the tests of the local Teams itself."""

from __future__ import annotations

from typing import Any

from tests.teams_stub.outgoing_checks import CARD

Json = dict[str, Any]

VALUE = "open|7K3Q|"
ACT = "oppakken|7K3Q|"


def fetches(value: str = VALUE) -> Json:
    """Gives a button that opens a dialog."""
    data = {"press": value, "nonce": "n1", "msteams": {"type": "task/fetch"}}
    return {"type": "Action.Submit", "title": "Open", "data": data}


def executes(value: str = ACT) -> Json:
    """Gives a button that acts at once, with what an old client does instead."""
    data = {"press": value, "nonce": "n1"}
    instead = {"type": "Action.Submit", "title": "Pak op", "data": data}
    return {
        "type": "Action.Execute",
        "title": "Pak op",
        "verb": "press",
        "data": data,
        "fallback": instead,
    }


def submits(**more: Any) -> Json:  # noqa: ANN401 - whatever an action takes
    """Gives the button of a form in a dialog."""
    data = {"form": "melden||", "nonce": "n2"}
    return {"type": "Action.Submit", "title": "Verstuur", "data": data, **more}


def text(name: str = "tekst", **more: Any) -> Json:  # noqa: ANN401 - whatever an input takes
    """Gives a text field."""
    return {"type": "Input.Text", "id": name, "label": "Vraag", **more}


def choice(name: str, *values: str, **more: Any) -> Json:  # noqa: ANN401 - as above
    """Gives a field to choose in."""
    choices = [{"title": one.capitalize(), "value": one} for one in values]
    return {"type": "Input.ChoiceSet", "id": name, "label": "Kies", "choices": choices, **more}


def searched(name: str, **more: Any) -> Json:  # noqa: ANN401 - as above
    """Gives a field in which people are found by typing."""
    asks = {"type": "Data.Query", "dataset": "pupil"}
    return choice(name, style="filtered", **{"choices.data": asks}, **more)


def card(*body: Json, actions: tuple[Json, ...] = (), title: str = "Er staat een taak") -> Json:
    """Gives a card."""
    heading = {"type": "TextBlock", "text": title, "wrap": True}
    return {
        "type": "AdaptiveCard",
        "version": "1.5",
        "body": [heading, *body],
        "actions": list(actions),
    }


def posted(content: Json | None = None, **more: Any) -> Json:  # noqa: ANN401 - as above
    """Gives an activity with a card."""
    attached = {"contentType": CARD, "content": content or card(actions=(fetches(), executes()))}
    return {"type": "message", "summary": "Er staat een taak", "attachments": [attached], **more}


def line(words: str, root: str = "") -> Json:
    """Gives an activity with words, in answer to a message when `root` is given."""
    if not root:
        return {"type": "message", "text": words}
    quoted = {"type": "quotedReply", "quotedReply": {"messageId": root}}
    text = f'<quoted messageId="{root}"/> {words}'
    return {"type": "message", "text": text, "entities": [quoted]}


def continues(content: Json, title: str = "Melden") -> Json:
    """Gives an answer that opens a dialog, or shows another card in it."""
    shown = {"contentType": CARD, "content": content}
    value = {"title": title, "card": shown, "height": "medium", "width": "medium"}
    return {"task": {"type": "continue", "value": value}}


def says(words: str) -> Json:
    """Gives an answer that says something in the place of a dialog."""
    return {"task": {"type": "message", "value": words}}
