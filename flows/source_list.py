"""The paragraphs of a school's document that a protocol refers to: `bron.md`.

One line a paragraph, in own short words:

    - A:216 — de coach spreekt elke betrokken leerling apart.

Headings and plain paragraphs between them are for the reader of the file.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from flows.text_bytes import NotUtf8, text_of

OWN_CHOICE = "eigen"
"""The `bron` of what no document says: a choice of this app."""

REFERENCE = re.compile(r"[A-Z]:[0-9]+(-[0-9]+)?")
_LINE = re.compile(rf"- (?P<ref>{REFERENCE.pattern}) — (?P<words>\S.*)")

_ALMOST = re.compile(rf"\s*[*+–—]?\s*{REFERENCE.pattern}\b")
"""A line that is meant as a paragraph, with another mark before it."""


class SourceParagraph(NamedTuple):
    """A paragraph of the document: where it stands ("A:216") and what it says, in short."""

    ref: str
    words: str


def read_source_list(content: bytes) -> tuple[tuple[SourceParagraph, ...], tuple[str, ...]]:
    """Gives the paragraphs of a bron.md, and a Dutch line for each fault in it."""
    try:
        lines = text_of(content).splitlines()
    except NotUtf8 as error:
        return (), (str(error),)
    found: dict[str, SourceParagraph] = {}
    faults = []
    for number, line in enumerate(lines, start=1):
        if not line.startswith("-") and _ALMOST.match(line) is None:
            continue
        read = _LINE.fullmatch(line.rstrip())
        if read is None:
            faults.append(f"regel {number}: schrijf ‘- A:216 — in eigen woorden wat daar staat’.")
        elif read["ref"] in found:
            faults.append(f"regel {number}: ‘{read['ref']}’ staat er al. Haal er één weg.")
        else:
            found[read["ref"]] = SourceParagraph(read["ref"], read["words"])
    return tuple(found.values()), tuple(faults)
