"""Spans that cannot be read and ladders that reach nobody are told."""

import pytest

from tests.flows.checking.changes import Broken, having, in_list, in_part, in_subflow, only_told

WAITS = (
    Broken(
        in_subflow("terug_lid", opens="een week"),
        "deeltraject steungroep, actie terug_lid, veld opens: ‘een week’ is geen termijn.",
    ),
    Broken(
        in_subflow("terug_lid", after=[]),
        "deeltraject steungroep, actie terug_lid: bij ‘opens’ horen ook ‘after’ en ‘due’:",
    ),
    Broken(
        in_part("intake", acute_ladder="acut"),
        "melding: de ladder ‘acut’ bestaat niet. Bedoel je ‘acuut’?",
    ),
    Broken(
        having("2", "questions", "week", ladder=""),
        "stap 2, vraag week: de ladder ‘’ bestaat niet.",
    ),
    Broken(
        having("2", "actions", "bellen", ladder="snel"),
        "stap 2, actie bellen: de ladder ‘snel’ bestaat niet.",
    ),
    Broken(in_part("aftercare", ladder="x"), "nazorg: de ladder ‘x’ bestaat niet."),
    Broken(
        lambda written: written["ladders"][0]["rungs"][1].update(to=["begeleider"]),
        "ladder gewoon: ‘begeleider’ hoort bij één leerling. Noem hier een rol van team of school.",
    ),
    Broken(
        lambda written: written["ladders"][0]["rungs"][1].update(to=[]),
        "ladder gewoon, trede 2: noem bij ‘to’ minstens één rol.",
    ),
    Broken(
        lambda written: written["ladders"][0]["rungs"].pop(),
        "ladder gewoon: laat de laatste trede ‘laatste_vangnet’ bereiken.",
    ),
    Broken(
        in_list("ladders", 1, rungs=[]),
        "ladder acuut: laat de laatste trede ‘laatste_vangnet’ bereiken.",
    ),
    Broken(
        having("2", "actions", "bellen", due="gauw"),
        "stap 2, actie bellen, veld due: ‘gauw’ is geen termijn. Schrijf een getal en een eenheid,",
    ),
    Broken(
        lambda written: written["ladders"][0]["rungs"][1].update(after="even"),
        "ladder gewoon, trede 2, veld after: ‘even’ is geen termijn.",
    ),
    Broken(
        in_list("ladders", 0, repeat="werkdag"),
        "ladder gewoon, veld repeat: ‘werkdag’ is geen termijn.",
    ),
    Broken(
        having("1", "questions", "week", after=""),
        "stap 1, vraag week, veld after: ‘’ is geen termijn.",
    ),
    Broken(
        having("1", "questions", "week", postpone="x"),
        "stap 1, vraag week, veld postpone: ‘x’ is geen termijn.",
    ),
    Broken(
        having("melding", "transitions", "volgen", after="1 maand"),
        "stap melding, overgang volgen, veld after: ‘1 maand’ is geen termijn.",
    ),
    Broken(in_part("aftercare", after=["1 jaar"]), "nazorg, veld after: ‘1 jaar’ is geen termijn."),
    Broken(
        having("2", "actions", "bellen", ladder=""),
        "stap 2, actie bellen: bij ‘due’ hoort ook ‘ladder’. Vul beide in, of geen van beide.",
    ),
    Broken(
        having("2", "records", "stap2", due=""),
        "stap 2, Magister-tekst stap2: bij ‘ladder’ hoort ook ‘due’. Vul beide in, of geen van "
        "beide.",
    ),
)


@pytest.mark.parametrize("broken", WAITS, ids=[broken.said for broken in WAITS])
def test_waits(broken: Broken) -> None:
    """A span or ladder that does not work is told with its place."""
    assert [broken.said] == [fault[: len(broken.said)] for fault in only_told(broken)]
