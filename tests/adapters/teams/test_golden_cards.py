"""What Teams is sent for each card, form, page and task list, kept as files."""

import re
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from adapters.teams.card_content import card_content
from adapters.teams.form_dialog import BLOCKS, form_dialog
from adapters.teams.launch_card import LAUNCHES, launch_card
from adapters.teams.page_dialog import page_dialog
from adapters.teams.said_dialog import said_dialog
from adapters.teams.task_list_card import task_list_card
from flows.cards import Tone
from flows.forms import Answer, FieldError, Option
from tests.adapters import sample_models, samples
from tests.adapters.golden_json import kept
from tests.adapters.teams.card_rules import Kind, faults_in

Json = dict[str, Any]

GOLDEN = Path(__file__).parent / "golden"
NONCE = "n0nce"
FORMS = {**samples.FORMS, **sample_models.FORMS}
PAGES = {**samples.PAGES, **sample_models.PAGES}
TASK_LISTS = {"sample": samples.TASKS, **sample_models.TASK_LISTS}

WRONG = form_dialog(
    samples.REPORT_WHAT,
    NONCE,
    (Answer("gezien", ("Eerste regel.\nTweede regel.",)), Answer("bron", ("ouder",))),
    (FieldError("welke_ouder", "Vul dit in."), FieldError("weg", "Begin opnieuw.")),
)
MORE = form_dialog(
    sample_models.CHOICES,
    NONCE,
    (Answer("keuze", ("stop",)), Answer("leerlingen", ("l7",))),
    people=(Option("l7", "Sem Sjabloon (2c)"),),
    asked_before=frozenset({"keuze"}),
)

SHOWN: dict[str, tuple[Kind, Json]] = {
    **{
        f"card_{name}": ("message", card_content(one, NONCE)) for name, one in samples.CARDS.items()
    },
    "card_in_own_chat": ("message", card_content(samples.STEP_ONE, NONCE, "29:1bSnHZ7Js2STWrgk6")),
    **{f"form_{name}": ("dialog", form_dialog(one, NONCE)) for name, one in FORMS.items()},
    "form_wrong": ("dialog", WRONG),
    "form_more": ("dialog", MORE),
    **{f"page_{name}": ("dialog", page_dialog(one, NONCE)) for name, one in PAGES.items()},
    **{
        f"tasks_{name}": ("message", task_list_card(one, NONCE)) for name, one in TASK_LISTS.items()
    },
    "tasks_third_page": ("message", task_list_card(sample_models.CROWDED_TASKS, NONCE, 3)),
    **{f"launch_{name}": ("message", launch_card(name, NONCE)) for name in LAUNCHES},
    **{f"said_{name}": ("dialog", said_dialog(one)) for name, one in sample_models.SAID.items()},
}


@pytest.mark.parametrize("name", SHOWN)
def test_golden_cards(name: str) -> None:
    """Each sample is sent as it was kept."""
    _, made = SHOWN[name]

    assert kept(GOLDEN, name, made) == made


@pytest.mark.parametrize("name", SHOWN)
def test_teams_takes_it(name: str) -> None:
    """Nothing in it breaks a rule; the hostile sample has a button that no view makes."""
    kind, made = SHOWN[name]

    assert [] == [one for one in faults_in(kind, made) if not one.endswith("not a press")]


@pytest.mark.parametrize("name", SHOWN)
def test_no_invisible_marks(name: str) -> None:
    """No mark that turns a line around can end up in a copied text."""
    assert None is re.search("[\u2066-\u2069]", msgspec.json.encode(SHOWN[name][1]).decode())


def test_badge_is_everywhere() -> None:
    """Every message and form shows its badge."""
    badged = {name: made for name, (_, made) in SHOWN.items() if name.startswith(("card", "form"))}

    assert ["card_hostile"] == [name for name, one in badged.items() if "OEFENING" not in str(one)]


def test_every_kind_of_field_and_tone_has_a_sample() -> None:
    """The golden files show each of them."""
    kinds = {field.kind for form in FORMS.values() for field in form.fields}
    tones = {card.tone for card in samples.CARDS.values()}

    assert BLOCKS.keys() == kinds
    assert set(get_args(Tone)) == tones
