"""Roles that do not exist, or cannot act where they are named, are told."""

import pytest

from tests.flows.checking.changes import Broken, having, in_list, in_part, only_told, stage

GUIDES = ["begeleider"]

ROLES = (
    Broken(
        lambda written: written["roles"].pop(),
        "rollen: de rol ‘laatste_vangnet’ ontbreekt. Voeg die toe.",
    ),
    Broken(
        lambda written: written["roles"].pop(1),
        "rollen: de rol ‘antipestcoordinator’ ontbreekt. Voeg die toe.",
    ),
    Broken(
        in_list("roles", 0, scope="team"),
        'rol begeleider: deze rol hoort bij een leerling. Schrijf scope = "leerling".',
    ),
    Broken(
        in_list("roles", 0, fallback="antipestcoordinatr"),
        "rol begeleider: de rol ‘antipestcoordinatr’ bestaat niet. Bedoel je "
        "‘antipestcoordinator’?",
    ),
    Broken(
        in_list("roles", 1, fallback="teamcoordinator"),
        "rol antipestcoordinator: de vervanging loopt in een kring (antipestcoordinator → "
        "teamcoordinator → antipestcoordinator).",
    ),
    Broken(
        in_list("roles", 3, fallback=""),
        "rol leidinggevende: laat de vervanging (fallback) eindigen bij ‘laatste_vangnet’.",
    ),
    Broken(
        in_list("roles", 3, fallback="begeleider"),
        "rol leidinggevende: ‘begeleider’ hoort bij één leerling en kan niemand vervangen.",
    ),
    Broken(
        lambda written: stage(written, "1").update(owner="mentor:gepeste"),
        "stap 1: de rol ‘mentor’ bestaat niet.",
    ),
    Broken(
        lambda written: stage(written, "2").update(opens_for=GUIDES),
        "stap 2: ‘begeleider’ hoort bij één leerling. Noem hier een rol van team of school.",
    ),
    Broken(
        having("1", "actions", "gesprek_pester", by="coach"),
        "stap 1, actie gesprek_pester: de rol ‘coach’ bestaat niet.",
    ),
    Broken(
        having("1", "actions", "gesprek_pester", by="begeleider:pester"),
        "stap 1, actie gesprek_pester: schrijf ‘begeleider’ in plaats van ‘begeleider:pester’.",
    ),
    Broken(
        having("1", "actions", "afspraken", by="schoolleiding:leerling"),
        "stap 1, actie afspraken: schrijf ‘schoolleiding’ in plaats van ‘schoolleiding:leerling’.",
    ),
    Broken(
        having("1", "actions", "afspraken", by="begeleider:klas"),
        "stap 1, actie afspraken: schrijf ‘begeleider’ in plaats van ‘begeleider:klas’.",
    ),
    Broken(
        having("1", "questions", "week", to="niemand"),
        "stap 1, vraag week: de rol ‘niemand’ bestaat niet.",
    ),
    Broken(
        having("2", "notices", "klaar", to=["begeleider:klas"]),
        "stap 2, bericht klaar: schrijf ‘begeleider’ in plaats van ‘begeleider:klas’.",
    ),
    Broken(
        having("2", "notices", "klaar", to=[]),
        "stap 2, bericht klaar: noem bij ‘to’ minstens één rol.",
    ),
    Broken(
        having("1", "transitions", "verder", by=["begeleider:gepeste"]),
        "stap 1, overgang verder: schrijf ‘begeleider’ in plaats van ‘begeleider:gepeste’.",
    ),
    Broken(
        having("1", "transitions", "verder", by=[]),
        "stap 1, overgang verder: noem bij ‘by’ minstens één rol.",
    ),
    Broken(
        in_list("gates", 0, override=["rector"]),
        "voorwaarde toestemming: de rol ‘rector’ bestaat niet.",
    ),
    Broken(in_part("intake", routes=["rector"]), "melding: de rol ‘rector’ bestaat niet."),
    Broken(in_part("intake", routes=[]), "melding: noem bij ‘routes’ minstens één rol."),
    Broken(
        in_part("intake", acute_to=GUIDES),
        "melding: ‘begeleider’ hoort bij één leerling. Noem hier een rol van team of school.",
    ),
    Broken(in_part("aftercare", to="juf"), "nazorg: de rol ‘juf’ bestaat niet."),
    Broken(in_part("aftercare", close_by=["rector"]), "nazorg: de rol ‘rector’ bestaat niet."),
    Broken(in_part("aftercare", reopen_by=[]), "nazorg: noem bij ‘reopen_by’ minstens één rol."),
)


@pytest.mark.parametrize("broken", ROLES, ids=[broken.said for broken in ROLES])
def test_roles(broken: Broken) -> None:
    """A role that is unknown, or named where it cannot work, is told with its place."""
    assert [broken.said] == [fault[: len(broken.said)] for fault in only_told(broken)]
