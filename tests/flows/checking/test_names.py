"""Ids that are unfit or stand twice are told."""

import pytest

from tests.flows.checking.changes import Broken, asked, having, in_list, only_told, stage

NAMES = (
    Broken(
        in_list("ladders", 0, id="Gewoon"),
        "ladder Gewoon: gebruik alleen kleine letters, cijfers en lage streepjes.",
    ),
    Broken(
        in_list("ladders", 0, id="g" * 41),
        f"ladder {'g' * 41}: deze id is langer dan 40 tekens. Kort die in.",
    ),
    Broken(
        lambda written: stage(written, "2").update(id="nazorg"),
        "stap nazorg: dit woord heeft al een betekenis. Kies een andere id.",
    ),
    Broken(
        having("1", "actions", "gesprek_pester", id="stap"),
        "stap 1, actie stap: dit woord heeft al een betekenis. Kies een andere id.",
    ),
    Broken(
        in_list("roles", 4, id="melder"),
        "rol melder: dit woord heeft al een betekenis. Kies een andere id.",
    ),
    Broken(
        having("1", "transitions", "verder", id="heropenen"),
        "stap 1, overgang heropenen: dit woord heeft al een betekenis. Kies een andere id.",
    ),
    Broken(
        having("2", "actions", "bellen", id="afspraken"),
        "stap 2, actie afspraken: deze id staat er 2 keer. Geef elk een eigen id.",
    ),
    Broken(
        having("2", "records", "stap2", id="stap1"),
        "Magister-tekst stap1: deze id staat er 2 keer. Geef elk een eigen id.",
    ),
    Broken(
        asked("sinds", options=["langer", "langer"]),
        "melding, vraag sinds, keuze langer: deze id staat er 2 keer. Geef elk een eigen id.",
    ),
)


@pytest.mark.parametrize("broken", NAMES, ids=[broken.said for broken in NAMES])
def test_names(broken: Broken) -> None:
    """An id that is unfit, reserved or not unique is told with its place."""
    assert [broken.said] == [fault[: len(broken.said)] for fault in only_told(broken)]
