"""A protocol is checked as a whole: every fault at once, in lines that say what to do."""

import tomllib
from pathlib import Path

import pytest

from flows.protocol_checks import CHECKS, CHECKS_OF_WORDS, faults_in, faults_in_words
from flows.protocol_shape import shaped
from flows.text_keys import text_keys
from flows.wording import Wording
from tests.definitions import ALL, PHASES, PRIMARY_SCHOOL, STAPPENPLAN, files_of
from tests.flows.checking.changes import stage, suggesting, written_as
from tests.flows.checking.test_names import NAMES
from tests.flows.checking.test_report import REPORT
from tests.flows.checking.test_roles import ROLES
from tests.flows.checking.test_texts_for_magister import MAGISTER
from tests.flows.checking.test_tracks import TRACKS
from tests.flows.checking.test_waits import WAITS
from tests.flows.checking.test_ways import WAYS
from tests.flows.checking.test_work import WORK

BROKEN = (*NAMES, *ROLES, *WAITS, *REPORT, *WAYS, *WORK, *TRACKS, *MAGISTER)
SOME = (ROLES[0], WAITS[0], REPORT[3], WORK[1], MAGISTER[1])


@pytest.mark.parametrize("folder", ALL, ids=lambda folder: folder.name)
def test_sound_protocols_have_no_fault(folder: Path) -> None:
    """Nothing is said about a protocol that works."""
    assert () == faults_in(shaped(written_as(folder)))


def test_all_faults_come_in_one_pass() -> None:
    """Whoever mends a protocol need not start again for each fault."""
    written = written_as(STAPPENPLAN)
    for broken in SOME:
        broken.change(written)
    said = "\n".join(faults_in(shaped(written)))

    for broken in SOME:
        assert broken.said in said


def test_each_check_is_shown_to_find_something() -> None:
    """No check is in the table for show: each one has a broken protocol that only it tells of."""
    silent = set(CHECKS)
    for broken in BROKEN:
        written = written_as(STAPPENPLAN)
        broken.change(written)
        protocol = shaped(written)
        silent -= {
            check
            for check in CHECKS
            if any(fault.startswith(broken.said) for fault in check(protocol))
        }

    assert set() == silent
    assert 2 == len(CHECKS_OF_WORDS)


def test_gates_of_subflows_may_be_asked_in_any_stage() -> None:
    """Work beside the stages may count on what was asked in a stage."""
    written = written_as(PHASES)
    written["subflows"][0]["actions"][1]["gate"] = "samen"
    sound = faults_in(shaped(written))
    written["subflows"][0].update(start_by=["mentor"], owner="mentor")
    choices = f" Kies uit: {', '.join(role['id'] for role in written['roles'])}."

    assert () == sound
    assert (
        f"deeltraject steungroep: de rol ‘mentor’ bestaat niet.{choices}",
        f"deeltraject steungroep: de rol ‘mentor’ bestaat niet.{choices}",
    ) == faults_in(shaped(written))


def test_subflows_cannot_suggest_a_way_on() -> None:
    """A subflow has no ways on, so its question suggests none; and somebody must start it."""
    written = written_as(PHASES)
    written["subflows"][0]["questions"][0]["suggests"] = suggesting("goed", "verder")
    written["subflows"][0]["start_by"] = []

    assert (
        "deeltraject steungroep: noem bij ‘start_by’ minstens één rol.",
        "deeltraject steungroep, vraag week, voorstel: de overgang ‘verder’ bestaat niet.",
    ) == faults_in(shaped(written))


def test_records_are_used_again_from_where_they_are_written() -> None:
    """A stage cannot use the texts of one that uses those of another."""
    written = written_as(PHASES)
    fourth = {"id": "weer", "use": "3", "bron": "eigen"}
    stage(written, "4")["records"] = [fourth]

    assert (
        (
            "fase 4, Magister-tekst weer, veld use: noem een andere stap, die zelf zegt wat er in "
            "Magister komt."
        ),
    ) == faults_in(shaped(written))


def test_places_are_named_in_the_words_of_the_school() -> None:
    """A school with phases reads "fase"."""
    written = written_as(PHASES)
    stage(written, "3")["owner"] = "rector"

    (said,) = faults_in(shaped(written))

    assert said.startswith("fase 3: de rol ‘rector’ bestaat niet. Kies uit: ")


def words_of(folder: Path, old: str = "", new: str = "") -> tuple[str, ...]:
    """Gives what is said about the texts of a protocol after a change."""
    files = files_of(folder)
    texts = files.texts.decode()
    assert old in texts
    wording = Wording.load([texts.replace(old, new) if old else texts + new])
    return faults_in_words(shaped(tomllib.loads(files.protocol.decode())), wording)


LABEL = "stap-groep = groep"

BROKEN_WORDS = (
    ("", "", ()),
    (f"{LABEL}\n", "", ("‘stap-groep’ ontbreekt. Schrijf ‘stap-groep = …’.",)),
    (
        "-coaches = leerkrachten\n",
        "",
        ("het woord ‘-coaches’ ontbreekt. Schrijf ‘-coaches = …’.",),
    ),
    (
        LABEL,
        f"stap-groep = {'x' * 25}",
        ("regel 33: ‘stap-groep’ is 25 tekens lang. Gebruik er hoogstens 24.",),
    ),
    (
        LABEL,
        "stap-groep = { $naam }",
        (
            (
                "regel 33: ‘stap-groep’ gebruikt ‘$naam’, maar krijgt geen variabelen. Haal "
                "‘{ $naam }’ weg."
            ),
        ),
    ),
    (
        LABEL,
        "stap-groep = { ZOMAAR() }",
        (
            (
                "regel 33: ‘stap-groep’ kan niet worden ingevuld. Gebruik alleen gewone tekst en "
                "woorden zoals { -coach }."
            ),
        ),
    ),
    (
        "",
        "actie-samen-plan-worden = Zeg dit.\n",
        (
            (
                "regel 91: ‘actie-samen-plan-worden’ wordt nergens gebruikt. Haal die weg. "
                "Bedoel je ‘actie-samen-plan-woorden’?"
            ),
        ),
    ),
    ("", "actie-samen-plan-woorden = Zeg dit.\n", ()),
    (LABEL, "stap-groep = { deel }\ndeel = groep", ()),
)


@pytest.mark.parametrize(("old", "new", "said"), BROKEN_WORDS)
def test_broken_texts_are_told(old: str, new: str, said: tuple[str, ...]) -> None:
    """A text that is missing, too long, misspelt or not to be filled in is told."""
    assert said == words_of(PRIMARY_SCHOOL, old, new)


def test_records_without_title_or_stage_have_a_text() -> None:
    """Every Magister text has a title: the school's exact one, or one of the texts."""
    keys = [text.key for text in text_keys(shaped(written_as(PHASES)))]

    assert "magister-2-incident" in keys
    assert not [key for key in keys if key.startswith("magister-3")]
    assert len(keys) == len(set(keys))
