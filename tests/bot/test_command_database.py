"""`new-key`, `migrate`, `verify` and `run`: an installation that is set up, checked and refused."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from bot.clock import random_bytes
from bot.command_run import staff_faults
from bot.directory import staff_rows
from storage.encryption import SchoolKey
from storage.units_of_work import UnitOfWork
from tests.bot.conftest import CASE, Operator

Capture = pytest.CaptureFixture[str]


def change(operator: Operator, statement: str) -> None:
    """Does something to the database that pestmelding never would."""
    with closing(sqlite3.connect(operator.database)) as connection, connection:
        connection.execute(statement)


def test_a_new_key_is_for_one_reader(newcomer: Operator, capsys: Capture) -> None:
    """The key file opens, only its owner reads it, and its words stand nowhere else."""
    assert 0 == newcomer.gives("new-key", str(newcomer.key_file))
    assert 0o600 == stat.S_IMODE(newcomer.key_file.stat().st_mode)
    line = newcomer.key_file.read_bytes()
    shown = capsys.readouterr().out
    assert 16 == len(SchoolKey.load(line).id)
    assert line.decode().strip() not in shown
    assert "Raak je de sleutel kwijt, dan is geen enkele melding ooit nog te lezen." in shown


def test_a_key_is_never_overwritten(newcomer: Operator, capsys: Capture) -> None:
    """A file that is there stays as it is."""
    newcomer.key_file.write_text("de sleutel van nu")
    assert 1 == newcomer.gives("new-key", str(newcomer.key_file))
    assert "de sleutel van nu" == newcomer.key_file.read_text()
    assert "bestaat al" in capsys.readouterr().err


def test_a_key_needs_a_folder(newcomer: Operator, capsys: Capture) -> None:
    """A path that leads nowhere is told."""
    assert 1 == newcomer.gives("new-key", str(newcomer.folder / "weg" / "sleutel"))
    assert "is niet te schrijven" in capsys.readouterr().err


def test_migrate_makes_and_keeps(newcomer: Operator, capsys: Capture) -> None:
    """The first time makes the database, the second changes nothing."""
    assert 0 == newcomer.gives("migrate")
    assert "De database is gemaakt (nu versie 0004)." in capsys.readouterr().out
    assert 0 == newcomer.gives("migrate")
    assert "De database was al klaar (versie 0004)." in capsys.readouterr().out


def test_migrate_begins_at_the_beginning(newcomer: Operator, capsys: Capture) -> None:
    """A file in which a first migration once broke off is made from the start."""
    with closing(sqlite3.connect(newcomer.database)) as connection, connection:
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY)")
    assert 0 == newcomer.gives("migrate")
    assert "De database is gemaakt" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("url", "line"),
    [
        ("mysql://db/pest", "Dit soort database kent pestmelding niet."),
        ("sqlite:////nergens/te/vinden.db", "Lezen of schrijven van de database lukt niet."),
    ],
)
def test_migrate_needs_a_place(newcomer: Operator, capsys: Capture, url: str, line: str) -> None:
    """An address that is no use is told, without a traceback."""
    newcomer.extra["PESTMELDING_DATABASE_URL"] = url
    assert 1 == newcomer.gives("migrate")
    assert capsys.readouterr().err.startswith(line)


NEEDS_THE_DATABASE = [
    ("verify",),
    ("run",),
    ("erase", CASE, "--reason", "verzoek"),
]


@pytest.mark.parametrize("argv", NEEDS_THE_DATABASE)
def test_another_schools_key(operator: Operator, capsys: Capture, argv: tuple[str, ...]) -> None:
    """A key that belongs to another database opens nothing."""
    operator.key_file.write_text(SchoolKey.fresh(random_bytes))
    assert 1 == operator.gives(*argv)
    assert "Deze schoolsleutel hoort niet bij deze database." in capsys.readouterr().err


@pytest.mark.parametrize("argv", NEEDS_THE_DATABASE)
def test_a_key_that_is_gone(operator: Operator, capsys: Capture, argv: tuple[str, ...]) -> None:
    """A key file that is not there is named, with what to do."""
    operator.key_file.unlink()
    assert 1 == operator.gives(*argv)
    said = capsys.readouterr().err
    assert said.startswith(f"Er is geen sleutelbestand op {operator.key_file}.")
    assert "pestmelding new-key" in said


@pytest.mark.parametrize(
    ("content", "line"),
    [("", "Er is geen schoolsleutel."), ("pestmelding-sl", "Het sleutelbestand is beschadigd")],
)
def test_a_key_that_is_not_whole(
    operator: Operator, capsys: Capture, content: str, line: str
) -> None:
    """An empty or cut key file is told apart from a wrong one."""
    operator.key_file.write_text(content)
    assert 1 == operator.gives("verify")
    assert capsys.readouterr().err.startswith(line)


def test_a_key_that_is_no_file(operator: Operator, capsys: Capture) -> None:
    """A folder in the place of the key is told."""
    operator.extra["PESTMELDING_SECRET_KEY_FILE"] = str(operator.folder)
    assert 1 == operator.gives("verify")
    assert "is niet te lezen" in capsys.readouterr().err


@pytest.mark.parametrize("argv", [*NEEDS_THE_DATABASE, ("migrate",)])
def test_a_newer_database(operator: Operator, capsys: Capture, argv: tuple[str, ...]) -> None:
    """A database of a later version is left alone."""
    change(operator, "UPDATE alembic_version SET version_num = '9999'")
    assert 1 == operator.gives(*argv)
    assert "gemaakt door een nieuwere pestmelding" in capsys.readouterr().err


@pytest.mark.parametrize("argv", NEEDS_THE_DATABASE)
def test_a_database_that_was_never_made(
    operator: Operator, capsys: Capture, argv: tuple[str, ...]
) -> None:
    """Without tables the operator hears which command comes first."""
    operator.database.unlink()
    assert 1 == operator.gives(*argv)
    assert "Geef eerst `pestmelding migrate`." in capsys.readouterr().err


def test_verify_counts_and_records(operator: Operator, capsys: Capture) -> None:
    """A sound database is told so; --record notes where each melding ends."""
    operator.reports()
    assert 0 == operator.gives("verify", "--record")
    said = capsys.readouterr().out.splitlines()
    assert "Meldingen: 1. Gebeurtenissen: 2. Dagelijkse vastleggingen: 0." == said[1]
    assert ["Alles klopt.", "Vastgelegd als nummer 1."] == said[2:]
    assert 0 == operator.gives("verify")
    assert "Dagelijkse vastleggingen: 1." in capsys.readouterr().out


def test_verify_names_what_was_changed(operator: Operator, capsys: Capture) -> None:
    """Every fault is a Dutch line with the melding, and nothing is recorded over it."""
    operator.reports()
    change(operator, "DELETE FROM events WHERE sequence = 1")
    change(operator, "INSERT INTO chain_heads SELECT 1, case_id, 2, hash FROM events")
    assert 1 == operator.gives("verify", "--record")
    said = capsys.readouterr().out
    assert f"Melding {CASE}: Gebeurtenis 2 sluit niet aan op de vorige." in said
    assert "\nEr is een dagelijkse vastlegging verdwenen.\n" in said
    assert "Er is iets mis op" in said
    assert "Vastgelegd" not in said


def test_run_names_each_missing_setting(newcomer: Operator, capsys: Capture) -> None:
    """Half an installation is refused with the names of what is missing."""
    newcomer.extra = {"PESTMELDING_SCHOOL": "", "PESTMELDING_SECRET_KEY_FILE": ""}
    assert 2 == newcomer.gives("run")
    said = capsys.readouterr().err.splitlines()
    assert ["PESTMELDING_SCHOOL", "PESTMELDING_SECRET_KEY_FILE"] == [
        line.partition(" ")[0] for line in said
    ]


def test_run_refuses_half_a_platform(operator: Operator, capsys: Capture) -> None:
    """Half a configuration of Teams is refused before anything is opened."""
    operator.extra["PESTMELDING_TEAMS_APP_ID"] = "x"
    assert 2 == operator.gives("run")
    assert "PESTMELDING_TEAMS_TENANT_ID ontbreekt" in capsys.readouterr().err


def test_run_refuses_a_school_without_staff(newcomer: Operator, capsys: Capture) -> None:
    """Nobody was imported, so nobody would get a melding."""
    newcomer.gives("new-key", str(newcomer.key_file))
    newcomer.gives("migrate")
    assert 1 == newcomer.gives("run")
    assert "Er staat geen personeel in de database." in capsys.readouterr().err


@pytest.mark.parametrize("role", ["antipestcoordinator", "laatste_vangnet"])
def test_run_refuses_a_school_without_a_role(
    operator: Operator, capsys: Capture, role: str
) -> None:
    """A role that the school cannot do without is named."""

    def without_role(unit: UnitOfWork) -> None:
        staff = operator.installation(store).directory.people(unit).staff
        unit.staff.replace(staff_rows(tuple(one for one in staff if role not in one.roles)))

    with operator.store() as store:
        store.run_now(without_role)
    assert 1 == operator.gives("run")
    said = capsys.readouterr().err
    assert said.startswith(f"Niemand heeft de rol {role}.")
    assert "personeel.csv" in said


def test_a_complete_staff_has_no_faults(operator: Operator) -> None:
    """The fictional school lacks nobody."""
    with operator.store() as store:
        people = store.read_now(operator.installation(store).directory.people)
    assert () == tuple(staff_faults(people.staff))


def school_toml(operator: Operator, was: str, becomes: str) -> None:
    """Gives the operator a school.toml of its own, with one thing changed."""
    original = Path(operator.environment["PESTMELDING_SCHOOL"]).read_text("utf-8")
    path = operator.folder / "school.toml"
    path.write_text(original.replace(was, becomes), encoding="utf-8")
    operator.extra["PESTMELDING_SCHOOL"] = str(path)


@pytest.mark.parametrize(
    ("was", "becomes", "line"),
    [
        ('regio = "midden"', 'regio = "west"', "school.toml, regio"),
        ('"stappenplan-a"', '"eigen-plan"', "school.toml noemt het protocol ‘eigen-plan’"),
    ],
)
def test_run_refuses_a_broken_school(
    operator: Operator, capsys: Capture, was: str, becomes: str, line: str
) -> None:
    """What is wrong in school.toml is told with its place."""
    school_toml(operator, was, becomes)
    assert 1 == operator.gives("run")
    assert line in capsys.readouterr().err


def test_run_needs_school_toml(operator: Operator, capsys: Capture) -> None:
    """A path to a file that is not there is told with the name of the setting."""
    operator.extra["PESTMELDING_SCHOOL"] = str(operator.folder / "weg.toml")
    assert 1 == operator.gives("run")
    assert "PESTMELDING_SCHOOL" in capsys.readouterr().err


def test_a_schools_own_protocol_is_beside_its_settings(operator: Operator, capsys: Capture) -> None:
    """A folder with the name of the protocol, next to school.toml, goes before the app's own."""
    school_toml(operator, '"stappenplan-a"', '"eigen-plan"')
    (operator.folder / "eigen-plan").mkdir()
    assert 1 == operator.gives("run")
    missing = [line.partition(":")[0] for line in capsys.readouterr().err.splitlines()]
    assert ["protocol.toml", "texts.nl.ftl", "bron.md"] == missing
