"""A report that is too long, or does not ask what the app needs, is told."""

import pytest

from tests.flows.checking.changes import Broken, asked, only_told, unasked

SHORT = {"id": "kort", "kind": "short_text", "max_length": 50}
EXTRA_STEP = {"id": "nog_een", "questions": [SHORT]}

REPORT = (
    Broken(
        lambda written: written["intake"]["steps"].append(EXTRA_STEP),
        "melding: er zijn 4 schermen. Gebruik er hoogstens 3.",
    ),
    Broken(
        lambda written: written["intake"]["steps"][2].update(questions=[]),
        "melding, scherm wat: dit scherm is leeg. Haal het weg.",
    ),
    Broken(
        lambda written: written["intake"]["steps"][2]["questions"].extend(
            {**SHORT, "id": f"kort{number}"} for number in range(4)
        ),
        "melding, scherm wat: stel hoogstens 10 vragen op één scherm.",
    ),
    Broken(
        asked("bron", kind="long_text", options=[], max_length=301),
        "melding: vóór het laatste scherm passen samen hoogstens 300 tekens tekst, en nu zijn het "
        "er 301.",
    ),
    Broken(
        lambda written: written["intake"]["steps"][2].update(
            questions=[
                {**SHORT, "id": f"lang{number}", "kind": "long_text", "max_length": 2000}
                for number in range(9)
            ]
        ),
        "melding: er passen samen hoogstens 12000 tekens in een melding, en nu zijn het er 18000.",
    ),
    Broken(
        unasked("pesters"),
        'melding: de vraag ‘pesters’ ontbreekt. Voeg die toe met kind = "pupils".',
    ),
    Broken(
        unasked("soort"), 'melding: de vraag ‘soort’ ontbreekt. Voeg die toe met kind = "choice".'
    ),
    Broken(asked("acuut", kind="note"), 'melding, vraag acuut: schrijf kind = "checkbox".'),
    Broken(asked("gezien", required=False), "melding, vraag gezien: schrijf required = true."),
    Broken(
        asked("soort", options=["geen", "seksueel", "thuis"]),
        "melding, vraag soort, veld options: voeg ‘personeel’ toe.",
    ),
    Broken(
        lambda written: written["intake"]["steps"].insert(0, EXTRA_STEP),
        "melding, vraag soort: stel deze vraag op het eerste scherm.",
    ),
    Broken(
        lambda written: written["intake"]["steps"][0]["questions"].append(SHORT),
        "melding, vraag kort: laat op het eerste scherm nog niets opschrijven. Vraag dit later.",
    ),
    Broken(
        asked("bron", options=[f"keuze{number}" for number in range(11)]),
        "melding, vraag bron, veld options: noem er 2 tot en met 10.",
    ),
    Broken(
        asked("gezien", options=["ja"]),
        'melding, vraag gezien, veld options: hoort niet bij kind = "long_text". Haal het weg.',
    ),
    Broken(
        asked("gezien", max_length=2001),
        "melding, vraag gezien, veld max_length: vul 1 tot en met 2000 in.",
    ),
    Broken(
        asked("acuut", max_length=5),
        "melding, vraag acuut, veld max_length: hoort alleen bij tekst. Haal het weg.",
    ),
    Broken(
        asked("gepesten", pupils="gepeste"),
        "melding, vraag gepesten, veld pupils: de leerlingen zijn nog niet bekend. Haal het weg.",
    ),
    Broken(
        asked("gezien", shown_if={"field": "sinds", "values": ["langer"]}),
        "melding, vraag gezien, veld shown_if: de eerdere keuze ‘sinds’ bestaat niet.",
    ),
    Broken(
        asked("waar", shown_if={"field": "sinds", "values": ["vandaag", "lnger"]}),
        "melding, vraag waar, veld shown_if: het antwoord ‘lnger’ bestaat niet. Bedoel je "
        "‘langer’?",
    ),
    Broken(
        asked("sinds", options=["hint", "langer"], hint=True),
        "twee onderdelen gebruiken de tekst ‘melden-sinds-hint’. Geef er één een andere id.",
    ),
)


@pytest.mark.parametrize("broken", REPORT, ids=[broken.said for broken in REPORT])
def test_report(broken: Broken) -> None:
    """A report that cannot be filled in or used is told with the question."""
    assert [broken.said] == [fault[: len(broken.said)] for fault in only_told(broken)]
