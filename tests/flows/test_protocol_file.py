"""A protocol is accepted as a whole, or refused with every fault in plain Dutch."""

import copy
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from flows.nearest_word import edits_between, meant, nearest
from flows.protocol import Protocol
from flows.protocol_file import ProtocolFault, ProtocolFiles, load, sha256_of
from flows.protocol_shape import OtherShape, shaped
from flows.source_list import SourceParagraph, read_source_list
from tests.definitions import ALL, STAPPENPLAN, files_of

FILES = files_of(STAPPENPLAN)
LINE = b"\n"
WRITTEN = tomllib.loads(FILES.protocol.decode())

Written = dict[str, Any]
"""A TOML file as it was read, before it has a shape."""


def refused(files: ProtocolFiles) -> tuple[str, ...]:
    """Gives what is said about files that are not accepted."""
    with pytest.raises(ProtocolFault) as fault:
        load(files)
    assert "\n".join(fault.value.faults) == str(fault.value)
    return fault.value.faults


@pytest.mark.parametrize("folder", ALL, ids=lambda folder: folder.name)
def test_protocols_load(folder: Path) -> None:
    """The shipped protocols and those of other schools are accepted, with their sources."""
    loaded = load(files_of(folder))

    assert isinstance(loaded.protocol, Protocol)
    assert {part.bron for part in loaded.protocol.roles} - {"eigen"} <= {
        paragraph.ref for paragraph in loaded.sources
    }
    assert loaded == load(files_of(folder))


def test_the_hash_is_of_the_stages_only() -> None:
    """Other stages are another protocol; corrected words and sources leave it the same."""
    first = sha256_of(ProtocolFiles(b"ab", b"c", b"d"))

    assert first == sha256_of(ProtocolFiles(b"ab", b"cc", b"dd"))
    assert first != sha256_of(ProtocolFiles(b"a", b"c", b"d"))
    assert load(FILES).sha256 == sha256_of(FILES)
    assert 64 == len(sha256_of(FILES))


def at(*path: str | int, **values: object) -> Callable[[Written], None]:
    """Makes a change of what stands at a path; None takes a value away."""

    def change(written: Written) -> None:
        here: Any = written
        for step in path:
            here = here[step]
        for name, value in values.items():
            if value is None:
                del here[name]
            else:
                here[name] = value

    return change


CALL = ("stages", 2, "actions", 3)
PUPILS = ("intake", "steps", 1, "questions", 0)

OTHER_SHAPES = (
    (at(*CALL, eech="x"), "stap 2, actie bellen: het veld ‘eech’ bestaat niet. Bedoel je ‘each’?"),
    (
        at(*CALL, onzin="x"),
        (
            "stap 2, actie bellen: het veld ‘onzin’ bestaat niet. Kies uit: id, kind, each, by, "
            "required, opens, due, ladder, gate, after, track, bron."
        ),
    ),
    (at(*CALL, bron=None), "stap 2, actie bellen: het veld ‘bron’ ontbreekt. Vul het in."),
    (
        at("roles", 1, scope="scool"),
        (
            "rol antipestcoordinator, veld scope: ‘scool’ kan hier niet. Bedoel je ‘school’? "
            "Kies uit: leerling, school, team."
        ),
    ),
    (
        at(*CALL, after="x"),
        "stap 2, actie bellen, veld after: maak er een lijst van, tussen [ en ].",
    ),
    (
        at(*CALL, after=[3]),
        "stap 2, actie bellen, veld after 1: zet de waarde tussen aanhalingstekens.",
    ),
    (
        at(*CALL, required="x"),
        (
            "stap 2, actie bellen, veld required: vul true (ja) of false (nee) in, zonder "
            "aanhalingstekens."
        ),
    ),
    (
        at(*PUPILS, max_length="x"),
        (
            "melding, scherm wie, vraag gepesten, veld max_length: vul een heel getal in, zonder "
            "aanhalingstekens."
        ),
    ),
    (
        at(*PUPILS, shown_if="x"),
        (
            "melding, scherm wie, vraag gepesten, veld shown_if: maak er een eigen blok van, met "
            "namen en waarden."
        ),
    ),
    (
        at(*PUPILS, shown_if={"field": "x"}),
        (
            "melding, scherm wie, vraag gepesten, veld shown_if: het veld ‘values’ ontbreekt. "
            "Vul het in."
        ),
    ),
    (
        at("ladders", 0, "rungs", 1, to="x"),
        "ladder gewoon, trede 2, veld to: maak er een lijst van, tussen [ en ].",
    ),
    (at(vresion="2"), "het veld ‘vresion’ bestaat niet. Bedoel je ‘version’?"),
    (at(roles=None), "het veld ‘roles’ ontbreekt. Vul het in."),
    (at(stages="x"), "stap: maak er een lijst van, tussen [ en ]."),
    (at(stages=["x"]), "stap 1: maak er een eigen blok van, met namen en waarden."),
    (
        at("stages", 2, actions=[3]),
        "stap 2, actie 1: maak er een eigen blok van, met namen en waarden.",
    ),
    (at("aftercare", to=5), "nazorg, veld to: zet de waarde tussen aanhalingstekens."),
    (at("aftercare", after=[{}]), "nazorg, veld after 1: zet de waarde tussen aanhalingstekens."),
)


@pytest.mark.parametrize(("change", "said"), OTHER_SHAPES, ids=[said for _, said in OTHER_SHAPES])
def test_another_shape_is_told_with_its_place(change: Callable[[Written], None], said: str) -> None:
    """What a protocol cannot say is told with the place as people at school would name it."""
    written = copy.deepcopy(WRITTEN)
    change(written)
    with pytest.raises(OtherShape) as other:
        shaped(written)

    assert said == other.value.fault


NOT_TOML = {
    b'id = "a"\nversion = \n': "protocol.toml, regel 2: na het isgelijkteken staat niets. Vul een "
    "waarde in.",
    b'id = "a': "protocol.toml, aan het einde: een aanhalingsteken is niet gesloten. Zet voor en "
    'achter de tekst een ".',
    b'id = "a" "b"\n': "protocol.toml, regel 1: dit is geen goede TOML. Kijk of aanhalingstekens "
    "en haken gesloten zijn en of geen naam twee keer voorkomt.",
    b"\nx = [\n": "protocol.toml, regel 2: de lijst die hier begint, is niet gesloten. Zet er een "
    "] achter.",
    b'id = "a"\n\xff': "protocol.toml, regel 2: dit teken is geen UTF-8. Bewaar het bestand als "
    "UTF-8.",
}


@pytest.mark.parametrize("content", NOT_TOML)
def test_broken_toml_is_told_with_its_line(content: bytes) -> None:
    """A file that is no TOML says at which line."""
    files = msgspec.structs.replace(FILES, protocol=content)

    assert (NOT_TOML[content],) == refused(files)


def test_faults_of_all_three_files_are_told_at_once() -> None:
    """Whoever mends a protocol sees what is wrong in every file."""
    broken = ProtocolFiles(b"id = ", b"rol-begeleider = { -coach }\nrommel", b"- zomaar iets")

    assert (
        "protocol.toml, aan het einde: na het isgelijkteken staat niets. Vul een waarde in.",
        "texts.nl.ftl, regel 2: hier ontbreekt ‘=’.",
        (
            "texts.nl.ftl, regel 1: ‘rol-begeleider’ gebruikt ‘-coach’, en dat bestaat niet. Haal "
            "het weg, of schrijf een regel ‘-coach = …’."
        ),
        "bron.md, regel 1: schrijf ‘- A:216 — in eigen woorden wat daar staat’.",
    ) == refused(broken)


def test_texts_and_sources_are_checked_against_the_protocol() -> None:
    """A missing text and a missing paragraph are told together."""
    texts = FILES.texts.replace(b"\nrol-begeleider =", b"\nrol-begelijder =")
    sources = FILES.source_list.replace(b"- A:226 ", b"- A:999 ")
    said = refused(ProtocolFiles(FILES.protocol, texts, sources))

    assert (
        "texts.nl.ftl, ‘rol-begeleider’ ontbreekt. Schrijf ‘rol-begeleider = …’.",
        (
            f"texts.nl.ftl, regel {texts[: texts.index(b'rol-begelijder')].count(LINE) + 1}: "
            "‘rol-begelijder’ wordt nergens gebruikt. Haal die weg. Bedoel je ‘rol-begeleider’?"
        ),
    ) == said[:2]
    (unlisted,) = said[2:]
    assert unlisted.endswith(
        ": stap 2, bericht klaar: de bron ‘A:226’ staat niet in bron.md. Zet die erin, of schrijf "
        '"eigen".'
    )
    number = int(unlisted.removeprefix("protocol.toml, regel ").partition(":")[0])
    assert "[[stages.notices]]" == FILES.protocol.decode().splitlines()[number - 1].strip()


def test_source_lists_are_read() -> None:
    """A paragraph has a reference and own words; headings and other lines are for readers."""
    content = "# Bron\n\nUitleg.\n\n- A:1 — iets.\n- B:20-31 — iets  anders. \n"

    assert (
        (SourceParagraph("A:1", "iets."), SourceParagraph("B:20-31", "iets  anders.")),
        (),
    ) == read_source_list(content.encode())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("- A:1 - iets.", "regel 1: schrijf ‘- A:216 — in eigen woorden wat daar staat’."),
        ("x\n- iets", "regel 2: schrijf ‘- A:216 — in eigen woorden wat daar staat’."),
        ("- A:1 — a\n- A:1 — b", "regel 2: ‘A:1’ staat er al. Haal er één weg."),
    ],
)
def test_lines_that_are_no_paragraph_are_told(content: str, said: str) -> None:
    """A line that looks like a paragraph and is none is not passed over."""
    assert (said,) == read_source_list(content.encode())[1]


def test_source_lists_are_utf8() -> None:
    """A list in another encoding is refused with its line."""
    assert ((), ("regel 2: dit teken is geen UTF-8. Bewaar het bestand als UTF-8.",)) == (
        read_source_list(b"# Bron\n- A:1 \xff")
    )


def test_nearest_words() -> None:
    """A suggestion is close to what was written, or not made."""
    assert 3 == edits_between("kitten", "sitting")
    assert 2 == edits_between("", "ja")
    assert "each" == nearest("eech", ("actie", "each", "owner"))
    assert "" == nearest("each", ("each", "eech"))
    assert "" == nearest("iets", ())
    assert "" == meant("iets", ("heel anders",))
