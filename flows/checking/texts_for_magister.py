"""Checks of the texts for Magister: where each is put, and what it tells about."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from flows.checking.places import Flow, flows_of, flows_until, parts_in, unknown
from flows.limits import SHORT_TEXT
from flows.protocol import Protocol, Record, Stage

QUOTES = ("“", "”", "„", "‘", "’", '"', "'")
"""Marks around a title that are not part of it: Magister would show them (A:218)."""

ELSEWHERE = ("title", "path", "parent", "authorise", "after", "tells", "due", "ladder")
"""Fields that stay empty in a record that uses those of another stage."""


def _records(protocol: Protocol) -> Iterator[tuple[str, Flow, Record]]:
    for flow in flows_of(protocol):
        for place, part in parts_in(protocol, flow):
            if isinstance(part, Record):
                yield place, flow, part


def records_have_a_place(protocol: Protocol) -> Iterator[str]:
    """A text has a title, a path, or the stage whose texts are made here again."""
    known = tuple(flow.id for flow in flows_of(protocol))
    for place, flow, record in _records(protocol):
        if not record.use:
            if record.medium == "magister" and not (record.title or record.path):
                yield f"{place}: vul ‘title’, ‘path’ of ‘use’ in, voor een plek in Magister."
            continue
        used = protocol.flow(record.use)
        if used is None:
            yield f"{place}, veld use: {unknown('de stap', record.use, known)}"
        elif used is flow or any(one.use for one in used.records):
            yield f"{place}, veld use: noem een andere stap, die zelf zegt wat er in Magister komt."
        elif not used.records:
            yield f"{place}, veld use: ‘{record.use}’ heeft geen teksten voor Magister."
        for field in ELSEWHERE:
            if getattr(record, field):
                yield f"{place}, veld {field}: laat dit leeg, want ‘use’ zegt het al."


def titles_are_exact(protocol: Protocol) -> Iterator[str]:
    """A title is pasted as it stands: no double spaces, no letters in two pieces (X-18)."""
    titles = [(place, record.title) for place, _, record in _records(protocol)]
    stages = (flow for flow in flows_of(protocol) if isinstance(flow, Stage))
    titles += [(f"{protocol.stage_word} {stage.id}", stage.title) for stage in stages]
    for place, title in titles:
        if title != unicodedata.normalize("NFC", " ".join(title.split())):
            yield f"{place}, veld title: typ de titel opnieuw, met één spatie tussen woorden."
        if title[:1] in QUOTES or title[-1:] in QUOTES:
            yield f"{place}, veld title: haal de aanhalingstekens binnen de titel weg."
        if len(title) > SHORT_TEXT:
            yield f"{place}, veld title: gebruik hoogstens {SHORT_TEXT} tekens."


def records_hang_under_one_before(protocol: Protocol) -> Iterator[str]:
    """The item a text hangs under is made in the same stage or an earlier one (A:282-285)."""
    for place, flow, record in _records(protocol):
        before = tuple(one.id for each in flows_until(protocol, flow) for one in each.records)
        if record.parent == record.id:
            yield f"{place}, veld parent: een item kan niet onder zichzelf hangen."
        elif record.parent and record.parent not in before:
            yield f"{place}, veld parent: {unknown('het eerdere item', record.parent, before)}"


def records_tell_of_work(protocol: Protocol) -> Iterator[str]:
    """A text waits for actions of its stage, and tells of actions there or earlier."""
    for place, flow, record in _records(protocol):
        here = tuple(action.id for action in flow.actions)
        before = tuple(one.id for each in flows_until(protocol, flow) for one in each.actions)
        for first in record.after:
            if first not in here:
                yield f"{place}, veld after: {unknown('de actie', first, here)}"
        for told in record.tells:
            if told not in before:
                yield f"{place}, veld tells: {unknown('de actie', told, before)}"
