"""Actions, gates and questions that cannot work are told."""

import pytest

from tests.flows.checking.changes import (
    Broken,
    having,
    in_list,
    in_part,
    in_subflow,
    only_told,
    stage,
    suggesting,
)

WORK = (
    Broken(
        having("2", "actions", "gesprek_samen", kind="vervolg"),
        "stap 2, actie gesprek_samen: zet deze actie in een deeltraject, want daar hoort een "
        "steungroep.",
    ),
    Broken(
        having("2", "actions", "bellen", each="lid"),
        'stap 2, actie bellen: each = "lid" kan alleen waar ook een groep wordt samengesteld.',
    ),
    Broken(
        in_subflow("samenstellen", each="leerling"),
        'deeltraject steungroep, actie samenstellen: bij kind = "groep" hoort each = "melding".',
    ),
    Broken(
        lambda written: stage(written, "2").update(actions=[], records=[], questions=[]),
        "stap 2: hier is niets te doen. Voeg een actie toe.",
    ),
    Broken(
        having("1", "actions", "gesprek_pester", kind="gespreck"),
        "stap 1, actie gesprek_pester: de soort ‘gespreck’ bestaat niet. Bedoel je ‘gesprek’?",
    ),
    Broken(
        having("1", "actions", "gesprek_pester", kind="incident"),
        "stap 1, actie gesprek_pester: de soort ‘incident’ bestaat niet.",
    ),
    Broken(
        having("2", "actions", "bellen", each="melding"),
        'stap 2, actie bellen: bij kind = "bellen" hoort each = "gepeste" of "pester" of '
        '"eerste_pester" of "andere_pesters" of "leerling".',
    ),
    Broken(
        having("2", "actions", "samen_vragen", each="leerling"),
        'stap 2, actie samen_vragen: bij kind = "wens" hoort each = "gepeste".',
    ),
    Broken(
        having("1", "questions", "week", kind="bellen"),
        "stap 1, vraag week: de soort vraag ‘bellen’ bestaat niet.",
    ),
    Broken(in_part("aftercare", kind="zorg"), "nazorg: de soort vraag ‘zorg’ bestaat niet."),
    Broken(
        having("1", "actions", "afspraken", after=["bellen"]),
        "stap 1, actie afspraken, veld after: de actie ‘bellen’ bestaat niet.",
    ),
    Broken(
        having("2", "actions", "samen_vragen", after=["afspraken"]),
        "stap 2, actie gesprek_samen, veld after: deze actie wacht op zichzelf. Haal één ‘after’ "
        "weg.",
    ),
    Broken(
        having("2", "notices", "klaar", on="klar"),
        "stap 2, bericht klaar, veld on: het moment ‘klar’ bestaat niet. Bedoel je ‘klaar’?",
    ),
    Broken(
        in_list("gates", 0, asked_in="toestemmen"),
        "voorwaarde toestemming: de actie ‘toestemmen’ bestaat niet. Bedoel je ‘toestemming’?",
    ),
    Broken(
        in_list("gates", 0, asked_in="toestemmen"),
        "stap melding, actie toestemming: geen voorwaarde noemt deze actie bij ‘asked_in’. Voeg "
        "die toe.",
    ),
    Broken(
        having("1", "actions", "afspraken", id="toestemming"),
        "voorwaarde toestemming: ‘toestemming’ staat in meer dan één stap. Geef de acties eigen "
        "ids.",
    ),
    Broken(
        in_list("gates", 0, kind="wish"),
        "voorwaarde toestemming: maak van de actie ‘toestemming’ de soort ‘wens’.",
    ),
    Broken(
        having("1", "actions", "gesprek_pester", gate="toestemmin"),
        "stap 1, actie gesprek_pester: de voorwaarde ‘toestemmin’ bestaat niet. Bedoel je "
        "‘toestemming’?",
    ),
    Broken(
        having("1", "actions", "gesprek_pester", each="leerling"),
        'stap 1, actie gesprek_pester: toestemming gaat over één pester. Schrijf each = "pester".',
    ),
    Broken(
        having("1", "actions", "afspraken", gate="samen"),
        "stap 1, actie afspraken: de voorwaarde ‘samen’ wordt pas later gevraagd. Vraag haar in "
        "deze stap of eerder.",
    ),
    Broken(
        having("1", "questions", "week", start="bellen"),
        "stap 1, vraag week, veld start: de actie ‘bellen’ bestaat niet.",
    ),
    Broken(
        having("1", "questions", "week", suggests=suggesting("gestpt", "afronden")),
        "stap 1, vraag week, voorstel: het antwoord ‘gestpt’ bestaat niet. Bedoel je ‘gestopt’?",
    ),
    Broken(
        having("1", "questions", "week", suggests=suggesting("gestopt", "afrondn")),
        "stap 1, vraag week, voorstel: de overgang ‘afrondn’ bestaat niet. Bedoel je ‘afronden’?",
    ),
    Broken(
        in_part("aftercare", suggests=suggesting("nog_bezig", "open")),
        "nazorg, voorstel: de overgang ‘open’ bestaat niet.",
    ),
)


@pytest.mark.parametrize("broken", WORK, ids=[broken.said for broken in WORK])
def test_work(broken: Broken) -> None:
    """Work that nobody could do is told with its place."""
    assert [broken.said] == [fault[: len(broken.said)] for fault in only_told(broken)]
