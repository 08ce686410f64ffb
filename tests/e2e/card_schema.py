"""What Teams takes of a card: Microsoft's own types as a JSON schema, and its own card library.

The types (npm `@microsoft/teams.cards`, `adaptive_card.ts`) know no key and no value that is not
theirs, but they know newer elements too. The library (npm `adaptivecards`, `card_reader.cjs`) says
what is newer than 1.5, and which parts are missing.
"""

import json
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import best_match

Json = dict[str, Any]

HERE = Path(__file__).parent
GENERATOR = HERE / "node_modules" / ".bin" / "ts-json-schema-generator"
TYPES = HERE / "adaptive_card.ts"
READER = HERE / "card_reader.cjs"


@cache
def _validator() -> Draft7Validator:
    command = (GENERATOR, "--path", TYPES, "--type", "Card", "--expose", "all", "--no-type-check")
    made = subprocess.run(command, check=True, capture_output=True, cwd=HERE)
    schema: Json = json.loads(made.stdout)
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def faults_in_all(cards: list[Json]) -> list[list[str]]:
    """Says of each card what Teams would not take; nothing when it takes it."""
    read = subprocess.run(
        ("node", READER), input=json.dumps(cards).encode(), check=True, capture_output=True
    )
    found: list[list[str]] = json.loads(read.stdout)
    return [[*_against_types(card), *faults] for card, faults in zip(cards, found, strict=True)]


def faults_in(card: Json) -> list[str]:
    """Says of one card what Teams would not take."""
    return faults_in_all([card])[0]


def _against_types(card: Json) -> list[str]:
    return [_told(error) for error in _validator().iter_errors(card)]


def _told(error: Any) -> str:  # noqa: ANN401 - jsonschema is read without types
    deepest = best_match([error]) or error
    return f"{deepest.json_path}: {deepest.message[:300]}"
