"""Magister texts without a place, or about work that is not there, are told."""

import pytest

from tests.flows.checking.changes import Broken, having, only_told, stage

MAGISTER = (
    Broken(
        having("1", "records", "stap1", title=""),
        "stap 1, Magister-tekst stap1: vul ‘title’, ‘path’ of ‘use’ in, voor een plek in Magister.",
    ),
    Broken(
        having("1", "records", "stap1", title="Pestprotocol  stap 1"),
        "stap 1, Magister-tekst stap1, veld title: typ de titel opnieuw, met één spatie tussen "
        "woorden.",
    ),
    Broken(
        lambda written: stage(written, "1").update(title="Stap e\u0301e\u0301n"),
        "stap 1, veld title: typ de titel opnieuw, met één spatie tussen woorden.",
    ),
    Broken(
        having("1", "records", "stap1", title="x" * 151),
        "stap 1, Magister-tekst stap1, veld title: gebruik hoogstens 150 tekens.",
    ),
    Broken(
        having("1", "records", "start", parent="start"),
        "stap 1, Magister-tekst start, veld parent: een item kan niet onder zichzelf hangen.",
    ),
    Broken(
        having("1", "records", "stap1", parent="stap2"),
        "stap 1, Magister-tekst stap1, veld parent: het eerdere item ‘stap2’ bestaat niet.",
    ),
    Broken(
        having("1", "records", "stap1", after=["gesprek_gepeste"]),
        "stap 1, Magister-tekst stap1, veld after: de actie ‘gesprek_gepeste’ bestaat niet.",
    ),
    Broken(
        having("1", "records", "stap1", tells=["bellen"]),
        "stap 1, Magister-tekst stap1, veld tells: de actie ‘bellen’ bestaat niet.",
    ),
    Broken(
        having("2", "records", "stap2", use="1"),
        "stap 2, Magister-tekst stap2, veld title: laat dit leeg, want ‘use’ zegt het al.",
    ),
    Broken(
        having("2", "records", "stap2", use="9"),
        "stap 2, Magister-tekst stap2, veld use: de stap ‘9’ bestaat niet.",
    ),
    Broken(
        having("2", "records", "stap2", use="2"),
        "stap 2, Magister-tekst stap2, veld use: noem een andere stap, die zelf zegt wat er in "
        "Magister komt.",
    ),
    Broken(
        having("2", "records", "stap2", use="melding"),
        "stap 2, Magister-tekst stap2, veld use: ‘melding’ heeft geen teksten voor Magister.",
    ),
)


@pytest.mark.parametrize("broken", MAGISTER, ids=[broken.said for broken in MAGISTER])
def test_texts_for_magister(broken: Broken) -> None:
    """A Magister text that cannot be made or placed is told with its place."""
    assert [broken.said] == [fault[: len(broken.said)] for fault in only_told(broken)]
