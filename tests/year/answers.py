"""Fills in any form: by the kind of each field, with what is known and else by chance."""

from __future__ import annotations

import datetime
from collections.abc import Awaitable, Callable, Mapping
from random import Random
from typing import Literal

from flows.forms import CHECKED, Answer, Field, Form, Option, is_shown
from tests.privacy.conversation_secrets import REPLACES_A_NAME, WORD

Search = Callable[[Literal["pupil", "staff"], str], Awaitable[tuple[Option, ...]]]
Known = Mapping[str, tuple[str, ...]]

WEIGHTS = {
    "ja": 12,
    "nee": 2,
    "nog_vragen": 2,
    "nog_niet": 3,
    "gestopt": 20,
    "minder": 2,
    "nog_bezig": 3,
    "goed": 14,
    "wil_niet_zeggen": 1,
    "gesproken": 10,
    "niet_bellen": 1,
    "voicemail": 2,
    "geen_gehoor": 2,
    "eerste": 8,
    "afronden": 16,
    "herhalen": 2,
    "overleg": 1,
    "geen_pesten": 3,
    "starten": 12,
    "volgen": 3,
    "onder-16": 8,
}
"""How likely an answer is beside the other ones of its question; 4 for what is not named."""

FOLLOWS_ADVICE = 0.85
"""How often somebody keeps what was filled in beforehand."""
FILLS_IN = 0.4
"""How often somebody fills in what may stay empty."""
TICKS = 0.15
NAMES_SOMEBODY = 0.3
"""How often a text names a pupil."""
MOST_PUPILS = 8
DAYS_AHEAD = 6


async def filled_in(
    form: Form,
    known: Known,
    names: tuple[str, ...],
    today: datetime.date,
    search: Search,
    chance: Random,
) -> tuple[Answer, ...]:
    """Fills in a form; `names` are pupils whom a text may mention."""
    answers: tuple[Answer, ...] = ()
    for field in form.fields:
        if field.kind == "note" or not is_shown(field, answers):
            continue
        if field.id in known:
            values = known[field.id]
        elif field.values and chance.random() < FOLLOWS_ADVICE:
            values = field.values
        elif field.required or chance.random() < FILLS_IN:
            values = await _values(field, names, today, search, chance)
        else:
            values = ()
        if values:
            answers = (*answers, Answer(field.id, values))
    return answers


async def _values(
    field: Field,
    names: tuple[str, ...],
    today: datetime.date,
    search: Search,
    chance: Random,
) -> tuple[str, ...]:
    if field.kind in ("choice", "choices") and not field.options:
        return ()
    match field.kind:
        case "choice":
            return (_chosen(field.options, chance),)
        case "choices":
            number = chance.randint(1, len(field.options))
            return tuple(one.value for one in chance.sample(field.options, number))
        case "checkbox":
            return (CHECKED,) if field.required or chance.random() < TICKS else ()
        case "day":
            return ((today + datetime.timedelta(days=chance.randrange(DAYS_AHEAD))).isoformat(),)
        case "pupil" | "staff":
            return await _found(field, 1, names, search, chance)
        case "pupils" | "staff_several":
            return await _found(field, chance.randint(1, MOST_PUPILS), names, search, chance)
        case _:
            return (_text(field, names, chance),)


def _chosen(options: tuple[Option, ...], chance: Random) -> str:
    weights = [WEIGHTS.get(one.value, 4) for one in options]
    return chance.choices(options, weights)[0].value


async def _found(
    field: Field, number: int, names: tuple[str, ...], search: Search, chance: Random
) -> tuple[str, ...]:
    kind: Literal["pupil", "staff"] = "pupil" if field.kind.startswith("pupil") else "staff"
    typed = chance.choice(names) if kind == "pupil" and names else chance.choice("abdeghijklmnoprs")
    found = await search(kind, typed)
    return tuple(one.value for one in chance.sample(found, min(number, len(found))))


def _text(field: Field, names: tuple[str, ...], chance: Random) -> str:
    """Writes a few words, marked so that a leak is recognised; what replaces a name is not."""
    if field.id.startswith(REPLACES_A_NAME):
        return "een medeleerling"
    about = f" {chance.choice(names)}" if names and chance.random() < NAMES_SOMEBODY else ""
    text = f"{WORD} besproken met{about} op school."
    return text[: field.max_length] if field.max_length else text
