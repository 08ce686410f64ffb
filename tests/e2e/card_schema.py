"""What Teams takes of a card: Microsoft's own types as a JSON schema, and its own card library.

The types (npm `@microsoft/teams.cards`, `adaptive_card.ts`) know no key and no value that is not
theirs, but they know newer elements too. The library (npm `adaptivecards`) says what is newer than
1.5, and which parts are missing. Both are asked in `card_reader.cjs`.
"""

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

Json = dict[str, Any]

HERE = Path(__file__).parent
GENERATOR = HERE / "node_modules" / ".bin" / "ts-json-schema-generator"
TYPES = HERE / "adaptive_card.ts"
READER = HERE / "card_reader.cjs"


@cache
def _schema() -> Json:
    command = (GENERATOR, "--path", TYPES, "--type", "Card", "--expose", "all", "--no-type-check")
    made = subprocess.run(command, check=True, capture_output=True, cwd=HERE)
    schema: Json = json.loads(made.stdout)
    return schema


def faults_in_all(cards: list[Json]) -> list[list[str]]:
    """Says of each card what Teams would not take; nothing when it takes it."""
    node = shutil.which("node")
    assert node is not None
    given = json.dumps({"schema": _schema(), "cards": cards}).encode()
    read = subprocess.run((node, READER), input=given, check=True, capture_output=True)
    faults: list[list[str]] = json.loads(read.stdout)
    return faults


def faults_in(card: Json) -> list[str]:
    """Says of one card what Teams would not take."""
    return faults_in_all([card])[0]
