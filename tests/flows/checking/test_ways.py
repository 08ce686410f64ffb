"""Stages that lie on no way, and meldingen that could never be closed, are told."""

import pytest

from tests.flows.checking.changes import Broken, having, in_part, only_told, stage

WAYS = (
    Broken(
        lambda written: written.update(stages=[]),
        "stappen: er is geen enkele stap. Voeg er minstens één toe.",
    ),
    Broken(
        lambda written: stage(written, "melding").update(state="lopend"),
        'stap melding: schrijf state = "gemeld".',
    ),
    Broken(
        lambda written: stage(written, "1").update(state="gemeld"),
        'stap 1: schrijf state = "lopend".',
    ),
    Broken(
        lambda written: stage(written, "1").update(
            transitions=[
                stage(written, "1")["transitions"][0] | {"id": f"weg{n}"} for n in range(11)
            ]
        ),
        "stap 1: er zijn 11 overgangen. Gebruik er hoogstens 10.",
    ),
    Broken(
        having("1", "transitions", "verder", to="9"),
        "stap 1, overgang verder: het doel ‘9’ bestaat niet.",
    ),
    Broken(
        having("1", "transitions", "verder", to="9"),
        "stap 2: geen overgang leidt hierheen. Voeg er één toe, of haal de stap weg.",
    ),
    Broken(
        lambda written: written["stages"][2].update(transitions=[]),
        "stap 2: van hier kan een melding nooit worden afgesloten. Voeg een overgang toe naar "
        "‘nazorg’, ‘gesloten’, ‘geen_pesten’.",
    ),
    Broken(
        having("melding", "transitions", "volgen", after=""),
        "stap melding, overgang volgen: vul bij ‘after’ in na hoe lang het opnieuw wordt gevraagd.",
    ),
    Broken(
        having("1", "transitions", "verder", after="1 week"),
        'stap 1, overgang verder: ‘after’ hoort alleen bij to = "volgen". Haal het weg.',
    ),
    Broken(
        having("1", "transitions", "verder", requires=["bellen"]),
        "stap 1, overgang verder, veld requires: de actie ‘bellen’ bestaat niet.",
    ),
    Broken(
        having("1", "transitions", "verder", requires=["gesprek_pester"]),
        "stap 1, overgang verder, veld requires: ‘gesprek_pester’ kan niet zolang niemand weet "
        "wie pest. Haal die actie hier weg.",
    ),
    Broken(
        having("2", "transitions", "afronden", requires=["gesprek_samen"]),
        "stap 2, overgang afronden, veld requires: ‘gesprek_samen’ kan niet zolang niemand weet "
        "wie pest. Haal die actie hier weg.",
    ),
    Broken(in_part("aftercare", after=[]), "nazorg, veld after: noem minstens één termijn."),
    Broken(
        in_part("aftercare", reopen_to="0"), "nazorg, veld reopen_to: de stap ‘0’ bestaat niet."
    ),
)


@pytest.mark.parametrize("broken", WAYS, ids=[broken.said for broken in WAYS])
def test_ways(broken: Broken) -> None:
    """A way that leads nowhere, or cannot be gone, is told with its place."""
    assert [broken.said] == [fault[: len(broken.said)] for fault in only_told(broken)]
