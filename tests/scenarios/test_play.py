"""`pestmelding play`: a conversation from a file as a dialogue that can be read."""

from pathlib import Path

import pytest

from bot.conversation_file import BrokenConversation, read_conversation
from bot.play import play

SCENARIO = Path(__file__).parent / "25-thuis.toml"


def test_a_conversation_is_told() -> None:
    """Who does what, what the bot answers and which cards come are told in order."""
    said: list[str] = []

    assert play([SCENARIO], said.append)

    told = "\n".join(said)
    for line in (
        "== Zorgen over geweld thuis, naast het pesten",
        "-- ma 23 november 10:00",
        "Ilse Brouwer typt /pestmelding",
        "Hoe weet je dit? Zelf gezien of gehoord",
        "Karim Haddad krijgt: Melding ",
        "Karim Haddad drukt op [Pak dit op]",
    ):
        assert line in told


def test_a_change_of_staff_is_told(tmp_path: Path) -> None:
    """Who is away until when, who works on which days, who is back and who left."""
    path = tmp_path / "personeel.toml"
    path.write_text(STAFF_CHANGES, encoding="utf-8")
    said: list[str] = []

    assert play([path], said.append)

    assert [
        "-- Femke de Graaf is afwezig vanaf 23-11-2026 tot en met 27-11-2026",
        "-- Femke de Graaf is afwezig tot en met 27-11-2026",
        "-- Femke de Graaf is afwezig vanaf 23-11-2026",
        "-- Femke de Graaf is er weer",
        "-- Femke de Graaf werkt nu op maandag, donderdag",
        "-- Femke de Graaf werkt hier niet meer",
    ] == [line for line in said if line.startswith("-- Femke")]


def test_a_choice_is_told(tmp_path: Path) -> None:
    """What somebody chooses before submitting is told, and one that is not asked goes otherwise."""
    path = tmp_path / "kiezen.toml"
    path.write_text(CHOOSING, encoding="utf-8")
    said: list[str] = []

    assert not play([path], said.append)

    told = "\n".join(said)
    assert "Ilse Brouwer kiest: " in told
    assert "Stap 3 (ilse chosen): het formulier vraagt niet ['weg']" in told


CHOOSING = """
title = "Kiezen"
walk_through = 1
start = 2026-11-23T10:00:00
people = { ilse = "i.brouwer@vlierhof.example" }
steps = [
  { do = "typed", who = "ilse", command = "pestmelding" },
  { do = "choose", who = "ilse", answers = { soort = "geen" } },
  { do = "choose", who = "ilse", answers = { weg = "ja" } },
]
[ending]
"""


STAFF_CHANGES = """
title = "Personeel"
walk_through = 21
start = 2026-11-23T10:00:00
people = { femke = "f.degraaf@vlierhof.example" }
steps = [
  { do = "staff", who = "femke", absent_from = 2026-11-23, absent_until = 2026-11-27 },
  { do = "staff", who = "femke", absent_until = 2026-11-27 },
  { do = "staff", who = "femke", absent_from = 2026-11-23 },
  { do = "staff", who = "femke" },
  { do = "staff", who = "femke", working_days = [1, 4] },
  { do = "staff", who = "femke", leaves = true },
]
[ending]
"""


def test_a_conversation_that_goes_otherwise_is_told(tmp_path: Path) -> None:
    """The step where it goes otherwise is named, and the files after it are played too."""
    other = tmp_path / "anders.toml"
    content = SCENARIO.read_text(encoding="utf-8")
    other.write_text(content.replace('"Pak dit op"', '"Ik pak niets op"'), encoding="utf-8")
    said: list[str] = []

    assert not play([other, tmp_path / "anders.toml"], said.append)

    assert 2 == sum(line.startswith("Dit loopt anders dan in ") for line in said)
    assert "er is geen knop ‘Ik pak niets op’" in "\n".join(said)


MOVING = """
    title = "Een andere klas"
    walk_through = 19
    start = 2026-11-23T10:00:00
    people = {{ tessa = "t.kuiper@vlierhof.example" }}
    steps = [{{ do = "roster", pupil = "{pupil}", klas = "{klas}", coaches = ["tessa"] }}]
    [ending]
"""


@pytest.mark.parametrize(
    ("pupil", "klas", "told"),
    [
        ("Sanne de Wit", "2D", "-- Sanne de Wit staat nu in 2D, bij Tessa Kuiper"),
        ("Noor Jansen (3A)", "", "-- Noor Jansen (3A) staat nu in dezelfde klas, bij Tessa Kuiper"),
        ("Noor Jansen", "2D", "Stap 1 (roster 2D): ‘Noor Jansen’ is niet één leerling"),
    ],
)
def test_a_new_list_of_pupils_is_told(tmp_path: Path, pupil: str, klas: str, told: str) -> None:
    """Who goes to which class and coach; of two with the same name the class must be said."""
    file = tmp_path / "klas.toml"
    file.write_text(MOVING.format(pupil=pupil, klas=klas), encoding="utf-8")
    said: list[str] = []

    assert ("is niet" not in told) == play([file], said.append)

    assert told in "\n".join(said)


def test_a_broken_file_is_told(tmp_path: Path) -> None:
    """A file that is no conversation is named with what is wrong with it."""
    broken = tmp_path / "kapot.toml"
    broken.write_text("titel = ", encoding="utf-8")
    said: list[str] = []

    assert not play([broken], said.append)

    assert said[0].startswith(f"{broken}: Dit is geen gesprek: ")


@pytest.mark.parametrize(
    ("step", "fault"),
    [
        ('{ do = "typed", who = "piet", command = "help" }', "‘piet’ staat niet bij people"),
        ('{ do = "roster", pupil = "x", coaches = ["piet"] }', "‘piet’ staat niet bij people"),
        ('{ do = "clock" }', "geef bij clock één van on en to"),
        ('{ do = "fluiten" }', "Dit is geen gesprek"),
    ],
)
def test_a_step_that_cannot_be_is_refused(step: str, fault: str) -> None:
    """A person who is not introduced, a clock that stands still and an unknown act are refused."""
    content = f"""
        title = "Kort"
        walk_through = 1
        start = 2026-11-23T10:00:00
        people = {{ ilse = "i.brouwer@vlierhof.example" }}
        steps = [{step}]
        [ending]
    """

    with pytest.raises(BrokenConversation, match=fault):
        read_conversation(content.encode())
