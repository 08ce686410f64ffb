"""What Slack is sent for each card, form, page and task list, kept as files."""

import re
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from adapters.slack.card_message import Message, card_message
from adapters.slack.form_view import BLOCKS, form_view
from adapters.slack.home_view import home_view, refused_home
from adapters.slack.page_view import page_view
from adapters.slack.said_view import said_view
from flows.cards import Tone
from tests.adapters import sample_models, samples
from tests.adapters.golden_json import kept
from tests.adapters.slack.block_rules import Kind, faults_in

GOLDEN = Path(__file__).parent / "golden"
FORMS = {**samples.FORMS, **sample_models.FORMS}
PAGES = {**samples.PAGES, **sample_models.PAGES}
TASK_LISTS = {"sample": samples.TASKS, **sample_models.TASK_LISTS}


def sent(message: Message) -> dict[str, Any]:
    """Gives a message as it is sent."""
    return {"text": message.text, "blocks": list(message.blocks)}


SHOWN: dict[str, tuple[Kind, dict[str, Any]]] = {
    **{f"card_{name}": ("message", sent(card_message(one))) for name, one in samples.CARDS.items()},
    **{f"form_{name}": ("modal", form_view(one)) for name, one in FORMS.items()},
    **{f"page_{name}": ("modal", page_view(one)) for name, one in PAGES.items()},
    **{f"home_{name}": ("home", home_view(one)) for name, one in TASK_LISTS.items()},
    "home_second_page": ("home", home_view(sample_models.CROWDED_TASKS, 2)),
    "home_refused": ("home", refused_home("Dit kan alleen wie op school werkt.")),
    **{f"said_{name}": ("modal", said_view(one)) for name, one in sample_models.SAID.items()},
}


@pytest.mark.parametrize("name", SHOWN)
def test_golden_blocks(name: str) -> None:
    """Each sample is sent as it was kept."""
    _, made = SHOWN[name]

    assert kept(GOLDEN, name, made) == made


@pytest.mark.parametrize("name", SHOWN)
def test_slack_takes_it(name: str) -> None:
    """Nothing in it breaks a rule; the hostile sample has a button that no view makes."""
    kind, made = SHOWN[name]

    assert [] == [one for one in faults_in(kind, made) if not one.endswith("not a press")]


@pytest.mark.parametrize("name", SHOWN)
def test_no_invisible_marks(name: str) -> None:
    """No mark that turns a line around can end up in a copied text."""
    assert None is re.search("[\u2066-\u2069]", msgspec.json.encode(SHOWN[name][1]).decode())


def test_badge_is_everywhere() -> None:
    """Every message, form, page and Home shows its badge, and the text of a message says it."""
    badged = {name: made for name, (_, made) in SHOWN.items() if name.startswith(("card", "form"))}
    without = [name for name, made in badged.items() if "OEFENING" not in str(made["blocks"])]
    texts = [made["text"] for made in badged.values() if "text" in made]

    assert ["card_hostile"] == without
    assert len(texts) - 1 == sum(text.startswith("OEFENING. ") for text in texts)


def test_every_kind_of_field_and_tone_has_a_sample() -> None:
    """The golden files show each of them."""
    kinds = {field.kind for form in FORMS.values() for field in form.fields}
    tones = {card.tone for card in samples.CARDS.values()}

    assert BLOCKS.keys() == kinds
    assert set(get_args(Tone)) == tones
