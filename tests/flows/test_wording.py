"""Texts come out whole or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.wording import (
    ISOLATION_MARKS,
    LONGEST_PIECE,
    BrokenTexts,
    NoText,
    UnknownText,
    UnusableText,
    Wording,
)

TERMS = """
-coach = coach
-Coach = Coach
-coaches = coaches
"""
TEXTS = """
groet = Dag { $naam }!
wie = De { -coach } of een van de { -coaches }
begin = { -Coach }: { groet }
keuze = { $soort ->
    [les] In de les
   *[anders] Ergens anders
 }
getal = { NUMBER($hoeveel) }
aanhaling = { "{" }
"""


@pytest.fixture
def wording() -> Wording:
    """Two small files of texts."""
    return Wording.load([TERMS, TEXTS.encode()])


def test_variables_are_filled_in(wording: Wording) -> None:
    """A text takes its variables, those of texts within it and the choice they make."""
    assert "Dag Noor!" == wording("groet", naam="Noor")
    assert "Coach: Dag Noor!" == wording("begin", naam="Noor", over="wat niet nodig is")
    assert "In de les" == wording("keuze", soort="les")
    assert "Ergens anders" == wording("keuze", soort="nergens")
    assert "{" == wording("aanhaling")


def test_a_text_without_variables_stays_the_same(wording: Wording) -> None:
    """Asked for again it is the same, and a variable it has no place for changes nothing."""
    assert wording("wie") == wording("wie")
    assert wording("wie") == wording("wie", naam="Bram")


def test_a_school_has_its_own_words() -> None:
    """A school turns coach into mentor with a few lines; the capital follows by itself."""
    words = [("coach", "mentor"), ("coaches", "mentoren")]
    wording = Wording.load([TERMS, TEXTS], words)

    assert "De mentor of een van de mentoren" == wording("wie")
    assert "Mentor: Dag Noor!" == wording("begin", naam="Noor")


def test_a_word_may_hold_braces() -> None:
    """What a school fills in is a word, whatever marks are in it."""
    assert "De { $x } of een van de coaches" == Wording.load([TERMS, TEXTS], {"coach": "{ $x }"})(
        "wie"
    )


def test_what_is_there_can_be_asked(wording: Wording) -> None:
    """Tests and checks can ask for keys, terms, variables and what texts use."""
    assert wording.has("groet")
    assert wording.has("-coach")
    assert not wording.has("afscheid")
    assert ("groet", "wie", "begin") == wording.keys()[:3]
    assert ("-coach", "-Coach", "-coaches") == wording.terms()
    assert frozenset({"naam"}) == wording.variables("begin")
    assert {"-coach", "-Coach", "-coaches", "groet"} == wording.used_in_others()


@pytest.mark.parametrize("key", ["afscheid", "-coach", ""])
def test_unknown_texts_raise(wording: Wording, key: str) -> None:
    """A key that nobody wrote a text for raises, and so does a term."""
    with pytest.raises(UnknownText, match=f"De tekst ‘{key}’ bestaat niet"):
        wording(key)
    with pytest.raises(UnknownText):
        wording.variables(key)


def test_missing_variables_raise(wording: Wording) -> None:
    """A text is never shown with a hole in it."""
    with pytest.raises(UnusableText, match="‘groet’ kan niet worden ingevuld: ‘naam’ ontbreekt"):
        wording("groet")


def test_what_fluent_cannot_fill_in_raises(wording: Wording) -> None:
    """An error that Fluent would return raises instead."""
    with pytest.raises(UnusableText, match="De tekst ‘getal’ kan niet worden ingevuld"):
        wording("getal", hoeveel="drie")


def test_numbers_must_be_written_out(wording: Wording) -> None:
    """A number as variable raises a TypeError that does not repeat its value."""
    values: dict[str, object] = {"naam": 4217}
    with pytest.raises(TypeError, match="‘naam’ van de tekst ‘groet’ is geen tekst maar int") as no:
        wording("groet", **values)  # type: ignore[arg-type]  # the wrong type is what is tested

    assert isinstance(no.value, NoText)
    assert "4217" not in str(no.value)


def test_long_variables_are_kept_whole(wording: Wording) -> None:
    """What somebody wrote is never cut off, however long."""
    story = "woord " * LONGEST_PIECE

    assert f"Dag {story}!" == wording("groet", naam=story)


@given(st.text(st.sampled_from("a {}$-\n" + ISOLATION_MARKS)))
def test_variables_come_out_as_they_went_in(text: str) -> None:
    """A variable is text and nothing else; only invisible marks are left out."""
    seen = "".join(sign for sign in text if sign not in ISOLATION_MARKS)

    assert f"Dag {seen}!" == Wording.load(["groet = Dag { $naam }!"])("groet", naam=text)


BROKEN = {
    "goed = ja\nrommel\n": "regel 2: hier ontbreekt ‘=’.",
    "  .los = x\n": "regel 1: dit is geen tekst. Schrijf ‘sleutel = tekst’ en laat een "
    "vervolgregel inspringen.",
    "leeg =\n": "regel 1: ‘leeg’ heeft geen tekst achter het isgelijkteken. Laat een "
    "vervolgregel inspringen.",
    "-leeg =\n": "regel 1: ‘-leeg’ heeft geen woord achter het isgelijkteken.",
    "a = x } y\n": "regel 1: hier staat een sluithaak zonder openingshaak.",
    'a = { "x }\n': "regel 1: een aanhalingsteken is niet gesloten.",
    "a = { foo(1) }\n": "regel 1: dit is geen goede Fluent-tekst. Kijk of alle accolades "
    "gesloten zijn.",
    "a = { $x ->\n [een] 1\n }\n": "regel 3: één van de keuzes moet een sterretje hebben, voor als "
    "geen andere past.",
    "a = x\n  .b = y\n": "regel 1: ‘a’ heeft een eigenschap (een regel met een punt). Maak er een "
    "eigen tekst van.",
    "a =\n  .b = y\n": "regel 1: ‘a’ heeft een eigenschap (een regel met een punt). Maak er een "
    "eigen tekst van.",
    "-a = { $x }\n": "regel 1: ‘-a’ is een woord en kan geen variabele hebben. Haal het streepje "
    "weg.",
    "a = { $x ->\n [1] dag\n *[2] dagen\n }\n": "regel 1: ‘a’ kiest op een getal, maar krijgt "
    "altijd tekst. Kies op een woord.",
    "# uitleg\na = { b }\n": "regel 2: ‘a’ gebruikt ‘b’, en dat bestaat niet. Haal het weg, of "
    "schrijf een regel ‘b = …’.",
    "a = { -b }\n": "regel 1: ‘a’ gebruikt ‘-b’, en dat bestaat niet. Haal het weg, of schrijf een "
    "regel ‘-b = …’.",
    "a = { a }\n": "regel 1: ‘a’ gebruikt zichzelf, misschien via een andere tekst. Haal dat weg.",
    "a = x\u2068y\n": "regel 1: ‘a’ bevat een onzichtbaar teken (U+2066 tot en met U+2069). Haal "
    "dat weg.",
    'a = { "\\u2069" }\n': "regel 1: ‘a’ bevat een onzichtbaar teken (U+2066 tot en met U+2069). "
    "Haal dat weg.",
    "a = 1\nb = 2\na = 3\n": "regel 3: ‘a’ bestaat al (regel 1). Haal er één weg.",
}


@pytest.mark.parametrize("source", BROKEN)
def test_broken_texts_are_refused(source: str) -> None:
    """Each mistake in a file is told in Dutch with its line."""
    with pytest.raises(BrokenTexts) as broken:
        Wording.load([source])

    assert (BROKEN[source],) == broken.value.faults


def test_faults_of_all_files_are_told_at_once() -> None:
    """Whoever mends texts sees every fault, with the file it is in."""
    with pytest.raises(BrokenTexts) as broken:
        Wording.load(["a = 1\nb", b"c = \xff", "a = 2"], {"juf": "meester"})

    assert (
        "bestand 1, regel 2: hier ontbreekt ‘=’.",
        "bestand 2, regel 1: dit teken is geen UTF-8. Bewaar het bestand als UTF-8.",
        "bestand 3, regel 1: ‘a’ bestaat al (bestand 1, regel 1). Haal er één weg.",
        "woorden: ‘juf’ is geen woord dat hier anders kan heten.",
    ) == broken.value.faults
    assert "\n".join(broken.value.faults) == str(broken.value)
