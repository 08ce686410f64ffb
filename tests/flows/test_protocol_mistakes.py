"""Mistakes of somebody who changes the protocol for the first time, each told where and what to do.

Every entry is a change of one of the files, the part of the line that it is about, and what is
said. The number of that line is told too.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec
import pytest

from flows.protocol_file import ProtocolFault, ProtocolFiles, load
from flows.protocol_lines import with_lines
from flows.protocol_shape import PART_NAMES
from tests.definitions import STAPPENPLAN, files_of

FILES = files_of(STAPPENPLAN)
NAMES = {"protocol": "protocol.toml", "texts": "texts.nl.ftl", "source_list": "bron.md"}


class Mistake(NamedTuple):
    """A change, the line it is told of, and what is said."""

    file: str
    old: str
    new: str
    line: str
    """How the line begins that is named; empty when no line is."""
    said: str


P, T, B = "protocol", "texts", "source_list"
TALK = '  kind = "gesprek"\n  each = "pester"\n  due = "3 schooldagen"'

MISTAKES = (
    Mistake(
        P,
        'id = "antipestcoordinator"\nscope = "school"\nfallback = "laatste_vangnet"',
        'id = "antipestcoordinator"\nscope = "school"\nfallback = "directeur"',
        "[[roles]]",
        "rol antipestcoordinator: de rol ‘directeur’ bestaat niet. Kies uit: begeleider, ",
    ),
    Mistake(
        P,
        TALK,
        TALK.replace("due", "deu"),
        "  deu =",
        "stap 1, actie gesprek_pester: het veld ‘deu’ bestaat niet. Bedoel je ‘due’?",
    ),
    Mistake(
        P,
        TALK,
        TALK[:-1],
        "  due =",
        'een aanhalingsteken is niet gesloten. Zet voor en achter de tekst een ".',
    ),
    Mistake(
        P,
        TALK,
        TALK.replace("3 s", "drie s"),
        "  due =",
        "stap 1, actie gesprek_pester, veld due: ‘drie schooldagen’ is geen termijn. Schrijf een ",
    ),
    Mistake(
        P,
        TALK,
        TALK.replace('kind = "gesprek"', 'kind = "praten"'),
        "  [[stages.actions]]",
        "stap 1, actie gesprek_pester: de soort ‘praten’ bestaat niet. Kies uit: gesprek, ",
    ),
    Mistake(
        P,
        TALK,
        TALK.replace('"pester"', '"dader"'),
        "  each =",
        "stap 1, actie gesprek_pester, veld each: ‘dader’ kan hier niet. Kies uit: ",
    ),
    Mistake(
        P,
        f"{TALK}\n",
        f'{TALK}\n  due = "4 schooldagen"\n',
        '  due = "4',
        "‘due’ staat al in dit onderdeel. Haal er één weg of, als hier een nieuw onderdeel begint",
    ),
    Mistake(
        P,
        TALK,
        TALK.replace("due =", "due date ="),
        "  due date",
        "schrijf ‘naam = waarde’. Een naam is één woord, met een isgelijkteken erachter.",
    ),
    Mistake(
        P,
        f'{TALK}\n  ladder = "gewoon"',
        TALK,
        "  [[stages.actions]]",
        "stap 1, actie gesprek_pester: bij ‘due’ hoort ook ‘ladder’. Vul beide in, of geen van ",
    ),
    Mistake(
        P,
        'title = "Pestprotocol stap 1"',
        "title = “Pestprotocol stap 1”",
        "  title = “",
        'hier staan kromme aanhalingstekens (“ ” of ‘ ’). Typ rechte: ".',
    ),
    Mistake(
        P,
        'title = "Pestprotocol stap 1"',
        'title = "‘Pestprotocol stap 1’"',
        '  title = "‘',
        "stap 1, Magister-tekst stap1, veld title: haal de aanhalingstekens binnen de titel weg.",
    ),
    Mistake(
        P,
        '  [[stages.actions]]\n  id = "toestemming"',
        '  id = "toestemming"',
        '  id = "toestemming"',
        "‘id’ staat al in dit onderdeel. Haal er één weg of, als hier een nieuw onderdeel begint",
    ),
    Mistake(
        P,
        '  [[stages.actions]]\n  id = "toestemming"',
        '  [stages.actions]\n  id = "toestemming"',
        "  [stages.actions]",
        "schrijf de kop van een nieuw onderdeel met twee haken aan beide kanten, zoals [[stages.",
    ),
    Mistake(
        P,
        '  [[stages.actions]]\n  id = "toestemming"',
        '  [[stages.actions]\n  id = "toestemming"',
        "  [[stages.actions]",
        "schrijf de kop van een nieuw onderdeel met twee haken aan beide kanten, zoals [[stages.",
    ),
    Mistake(
        P,
        '  [[stages.actions]]\n  id = "toestemming"',
        '  [[stages.action]]\n  id = "toestemming"',
        "[[stages]]",
        "stap melding: het veld ‘action’ bestaat niet. Bedoel je ‘actions’?",
    ),
    Mistake(
        P,
        'after = ["gesprek_pester"]',
        'after = ["gesprek_pester"',
        "  after =",
        "de lijst die hier begint, is niet gesloten. Zet er een ] achter.",
    ),
    Mistake(
        P,
        'requires = ["gesprek_gepeste"]',
        'requires = ["gesprek_gepeste" "toestemming"]',
        "  requires =",
        "in de lijst ontbreekt een komma tussen twee waarden.",
    ),
    Mistake(
        P,
        "required = false",
        "required = nee",
        "  required =",
        'zet een tekst tussen aanhalingstekens ("). Ja is true en nee is false, zonder ',
    ),
    Mistake(
        P,
        "required = false",
        'required = "nee"',
        "  required =",
        "stap melding, actie uitzoeken, veld required: vul true (ja) of false (nee) in, zonder ",
    ),
    Mistake(
        P,
        'id = "uitzoeken"',
        'id = "gesprek_gepeste"',
        "  [[stages.actions]]",
        "stap melding, actie gesprek_gepeste: deze id staat er 2 keer. Geef elk een eigen id.",
    ),
    Mistake(
        P,
        'id = "uitzoeken"',
        'id = "zelf uitzoeken"',
        "  [[stages.actions]]",
        "stap melding, actie zelf uitzoeken: gebruik alleen kleine letters, cijfers en lage ",
    ),
    Mistake(
        P,
        '  id = "starten"\n  to = "1"',
        '  id = "starten"\n  to = "stap 1"',
        "  [[stages.transitions]]",
        "stap melding, overgang starten: het doel ‘stap 1’ bestaat niet. Kies uit: melding, 1, ",
    ),
    Mistake(
        P,
        '  id = "starten"\n  to = "1"',
        '  id = "starten"\n  to = "2"',
        "[[stages]]",
        "stap 1: geen overgang leidt hierheen. Voeg er één toe, of haal de stap weg.",
    ),
    Mistake(
        P,
        'kind = "checkbox", hint = true }',
        'kind = "chekbox", hint = true }',
        '  { id = "acuut"',
        "melding, scherm wie, vraag acuut, veld kind: ‘chekbox’ kan hier niet. Bedoel je ‘check",
    ),
    Mistake(
        P,
        '"deze_maand", "langer"',
        '"deze_maand", "deze_maand"',
        '  { id = "sinds"',
        "melding, vraag sinds, keuze deze_maand: deze id staat er 2 keer. Geef elk een eigen id.",
    ),
    Mistake(
        P,
        'id = "stappenplan-a"',
        'id = "stappenplan-a"\nvresion = "4"',
        "vresion",
        "het veld ‘vresion’ bestaat niet. Bedoel je ‘version’?",
    ),
    Mistake(
        P,
        'stage_word = "stap"',
        "stage_word = 4",
        "stage_word",
        "veld stage_word: zet de waarde tussen aanhalingstekens.",
    ),
    Mistake(P, "# ---- wie", "// ---- wie", "//", "begin een regel met uitleg met een hekje (#)."),
    Mistake(
        P,
        'bron = "A:217"',
        'bron = "A:2l7"',
        "  [[stages.actions]]",
        "stap 1, actie afspraken: de bron ‘A:2l7’ staat niet in bron.md. Zet die erin, of schrijf",
    ),
    Mistake(
        T,
        "actie-1-gesprek_pester-knop = Leg het gesprek vast\n",
        "",
        "",
        "‘actie-1-gesprek_pester-knop’ ontbreekt. Schrijf ‘actie-1-gesprek_pester-knop = …’.",
    ),
    Mistake(
        T,
        "actie-1-gesprek_pester-knop = Leg het gesprek vast",
        "actie-1-gesprek_pester-knop = Leg het gesprek met deze leerling nu vast",
        "actie-1-gesprek_pester-knop",
        "‘actie-1-gesprek_pester-knop’ is 41 tekens lang. Gebruik er hoogstens 24.",
    ),
    Mistake(
        T,
        "rol-begeleider = { -coach }",
        "rol-begeleider = { -coach",
        "rol-begeleider",
        "hier ontbreekt ‘}’.",
    ),
    Mistake(T, "stap-1 = stap 1\n", "stap-1: stap 1\n", "stap-1:", "hier ontbreekt ‘=’."),
    Mistake(
        T,
        "    Zo kun je beginnen:",
        "Zo kun je beginnen:",
        "actie-melding-gesprek_gepeste-woorden",
        "‘actie-melding-gesprek_gepeste-woorden’ heeft geen tekst achter het isgelijkteken. Laat ",
    ),
    Mistake(
        B,
        "- A:216 — ",
        "- A:216 - ",
        "- A:216",
        "schrijf ‘- A:216 — in eigen woorden wat daar staat’.",
    ),
    Mistake(
        B,
        "- A:216 — ",
        "* A:216 — ",
        "* A:216",
        "schrijf ‘- A:216 — in eigen woorden wat daar staat’.",
    ),
)


def _told(files: ProtocolFiles) -> str:
    with pytest.raises(ProtocolFault) as fault:
        load(files)
    return fault.value.faults[0]


@pytest.mark.parametrize("mistake", MISTAKES, ids=range(len(MISTAKES)))
def test_mistakes(mistake: Mistake) -> None:
    """The first line names the file, the line and the part, and says what to do."""
    content = getattr(FILES, mistake.file).decode()
    assert mistake.old in content
    changed = content.replace(mistake.old, mistake.new, 1)
    told = _told(msgspec.structs.replace(FILES, **{mistake.file: changed.encode()}))
    start = f"{NAMES[mistake.file]}, "
    if mistake.line:
        start += "regel "
        number = int(told.removeprefix(start).partition(":")[0])
        assert changed.splitlines()[number - 1].startswith(mistake.line)
        start += f"{number}: "

    assert told.startswith(start + mistake.said)


def test_texts_are_looked_at_once_the_ids_are_fit() -> None:
    """Keys of texts are made of ids; a wrong id gives no list of texts that would be wrong too."""
    content = FILES.protocol.replace(b'id = "uitzoeken"', b'id = "Uitzoeken"')
    with pytest.raises(ProtocolFault) as fault:
        load(msgspec.structs.replace(FILES, protocol=content))

    assert 1 == len(fault.value.faults)


def test_a_fault_without_a_place_has_no_line() -> None:
    """What is about the whole file says so without a number; a part without an id has one."""
    text = 'stage_word = "fase"\n[[stages]]\nowner = "x"\n\n[[stages]]\nid = "2"\n[[a.b]]\n'
    faults = ("rollen: de rol ‘x’ ontbreekt.", "fase 2: iets.", "fase 2, veld weg: iets.")

    assert (faults[0], f"regel 5: {faults[1]}", f"regel 5: {faults[2]}") == with_lines(
        faults, text, PART_NAMES
    )
    assert ("fase 2: iets.",) == with_lines(("fase 2: iets.",), "", PART_NAMES)
