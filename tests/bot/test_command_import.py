"""`import`: shows what new files change, and applies it to people and open meldingen."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest

from bot import command_import
from bot.school_change import moved_slots, note_change, noted, slots_in_use, tell_change
from storage import sqlite_database
from tests.bot.conftest import CASE, FICTIONAL, Operator

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """The files of the school, to be changed."""
    folder = tmp_path / "bestanden"
    shutil.copytree(FICTIONAL, folder)
    return folder


def rewrite(path: Path, was: str, becomes: str) -> None:
    """Changes a file that must hold what is changed."""
    text = path.read_text("utf-8")
    assert was in text
    path.write_text(text.replace(was, becomes), encoding="utf-8")


def names(operator: Operator) -> frozenset[str]:
    """Gives the names of all staff."""
    with operator.store() as store:
        people = store.read_now(operator.installation(store).directory.people)
    return frozenset(one.name for one in people.staff)


def planned(operator: Operator) -> set[tuple[str, str]]:
    """Gives who gets or got which card of the melding: name and key."""
    with operator.store() as store:
        people = store.read_now(operator.installation(store).directory.people)
        name_of = {one.id: one.name for one in people.staff}
        claimed = store.run_now(lambda unit: unit.outbox.claim(operator.clock.now()))
        return {(name_of[row.staff_id], row.card_key) for row in claimed}


def test_nothing_changes_when_the_files_are_the_same(operator: Operator, capsys: Capture) -> None:
    """The files that are in use change nothing."""
    assert 0 == operator.gives("import", str(FICTIONAL))
    said = capsys.readouterr().out
    assert "Er verandert niets." in said
    assert said.endswith("Er is nog niets gewijzigd. Voer het uit met --apply.\n")


def test_the_difference_is_shown_first(operator: Operator, files: Path, capsys: Capture) -> None:
    """Without --apply a change is only shown."""
    rewrite(files / "personeel.csv", "Tessa Kuiper", "Tessa Kuiper-Bos")
    assert 0 == operator.gives("import", str(files))
    assert "Gewijzigd personeel: Tessa Kuiper-Bos (naam)." in capsys.readouterr().out
    assert "Tessa Kuiper" in names(operator)


def test_apply_changes_it(operator: Operator, files: Path, capsys: Capture) -> None:
    """With --apply the new people are stored."""
    rewrite(files / "personeel.csv", "Tessa Kuiper", "Tessa Kuiper-Bos")
    assert 0 == operator.gives("import", str(files), "--apply")
    assert "Klaar: 1200 leerlingen en 110 collega's staan in de database." in (
        capsys.readouterr().out
    )
    assert "Tessa Kuiper-Bos" in names(operator)


def test_broken_files_change_nothing(operator: Operator, files: Path, capsys: Capture) -> None:
    """Every fault of the files is told, and the people of now stay."""
    rewrite(files / "personeel.csv", "laatste_vangnet", "redder")
    (files / "leerlingen.csv").write_text("naam\nSanne\n")
    assert 1 == operator.gives("import", str(files), "--apply")
    said = capsys.readouterr().err
    assert "niemand heeft de rol laatste_vangnet" in said
    assert "leerlingen.csv, rij 1: deze kolommen ontbreken" in said
    assert "Sanne" not in said
    assert 0 == operator.gives("import", str(FICTIONAL))
    assert "Er verandert niets." in capsys.readouterr().out


def test_a_folder_without_files(operator: Operator, tmp_path: Path, capsys: Capture) -> None:
    """Each file that is not there is named."""
    assert 1 == operator.gives("import", str(tmp_path / "leeg"))
    assert 4 == capsys.readouterr().err.count("dit bestand ontbreekt")


def test_what_is_odd_is_told(operator: Operator, files: Path, capsys: Capture) -> None:
    """A warning stops nothing."""
    rewrite(files / "coaches.csv", "\n1C,", "\n1B,")
    assert 0 == operator.gives("import", str(files))
    assert "Let op: leerlingen.csv, rij" in capsys.readouterr().out


def test_a_pupil_of_an_open_melding_stays(operator: Operator, files: Path, capsys: Capture) -> None:
    """A pupil who left is kept for as long as a melding is open."""
    operator.reports()
    lines = (files / "leerlingen.csv").read_text("utf-8").splitlines(keepends=True)
    left = [line for line in lines if ",Sanne,van den,Berg," not in line]
    assert len(lines) - 1 == len(left)
    (files / "leerlingen.csv").write_text("".join(left), encoding="utf-8")
    assert 0 == operator.gives("import", str(files), "--apply")
    assert "1 leerling(en) met een open melding" in capsys.readouterr().out
    with operator.store() as store:
        people = store.read_now(operator.installation(store).directory.people)
    assert 1 == sum(one.full_name == "Sanne van den Berg" for one in people.pupils.values())


def test_a_new_coach_takes_over_open_meldingen(
    operator: Operator, files: Path, capsys: Capture
) -> None:
    """Who coaches the class from now on gets the cards; nobody else gets any again."""
    operator.reports()
    before = planned(operator)
    assert ("Karim Haddad", "root") in before
    rewrite(files / "coaches.csv", "2B,,k.haddad@", "2B,,t.kuiper@")
    assert 0 == operator.gives("import", str(files), "--apply")
    assert "Bij 1 open melding(en) is nu iemand anders aan zet." in capsys.readouterr().out
    with operator.store() as store:
        assert () == store.read_now(noted)
        stored = store.read_now(lambda unit: unit.cases.load(CASE))
    assert b"StaffChanged" in stored[-1].payload
    assert ("Tessa Kuiper", "root") in planned(operator)


def test_a_melding_that_does_not_move_is_left_alone(
    operator: Operator, files: Path, capsys: Capture
) -> None:
    """A change elsewhere in the school adds no event to a melding."""
    operator.reports()
    rewrite(files / "coaches.csv", "6D,,", "6D,,t.kuiper@vlierhof.example\n6D,,")
    assert 0 == operator.gives("import", str(files), "--apply")
    assert "open melding" not in capsys.readouterr().out
    with operator.store() as store:
        assert 2 == len(store.read_now(lambda unit: unit.cases.load(CASE)))


def test_a_change_is_told_after_a_crash(
    operator: Operator, files: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """When the program stops right after storing the people, the next import tells it."""
    operator.reports()
    rewrite(files / "coaches.csv", "2B,,k.haddad@", "2B,,t.kuiper@")

    async def stops(*_: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as crash:
        crash.setattr(command_import, "tell_change", stops)
        assert 1 == operator.gives("import", str(files), "--apply")
    with operator.store() as store:
        assert [CASE] == [one.case_id for one in store.read_now(noted)]
        assert 2 == len(store.read_now(lambda unit: unit.cases.load(CASE)))
    capsys.readouterr()
    assert 0 == operator.gives("import", str(files), "--apply")
    assert "Bij 1 open melding(en)" in capsys.readouterr().out
    with operator.store() as store:
        assert () == store.read_now(noted)
        assert 3 == len(store.read_now(lambda unit: unit.cases.load(CASE)))


def test_a_full_disk_leaves_the_people_of_now(
    operator: Operator, files: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """When the disk is full in the middle of an import, nothing of it is stored."""
    lines = (files / "leerlingen.csv").read_text("utf-8").splitlines(keepends=True)
    many = [f"3{number:05},Kim,,Vermeer,1A,1,team-1\n" for number in range(900)]
    (files / "leerlingen.csv").write_text("".join([*lines, *many]), encoding="utf-8")
    with monkeypatch.context() as full:
        pragmas = (*sqlite_database.WRITER_PRAGMAS, "PRAGMA max_page_count = 1")
        full.setattr(sqlite_database, "WRITER_PRAGMAS", pragmas)
        assert 1 == operator.gives("import", str(files), "--apply")
    assert "De schijf is vol." in capsys.readouterr().err
    assert 0 == operator.gives("import", str(FICTIONAL))
    assert "Er verandert niets." in capsys.readouterr().out


def test_slots_move_only_for_other_people(operator: Operator) -> None:
    """Slots of cards and follow-ups are looked at; one with the same people does not move."""
    operator.reports()
    with operator.store() as store:
        installation = operator.installation(store)
        opened = asyncio.run(installation.cases.look(CASE))
        assert opened is not None
        slots = slots_in_use(opened)
        assert {"begeleider:p1", "antipestcoordinator", "melder"} <= set(slots)
        assert len(slots) == len(set(slots))
        today = (opened.school, operator.clock.now())
        assert () == moved_slots(opened, today, today)


def test_a_note_grows_until_it_is_told(operator: Operator) -> None:
    """Two changes in a row are told together, and told again is harmless."""
    operator.reports()
    with operator.store() as store:
        installation = operator.installation(store)
        people = store.read_now(installation.directory.people)
        without = type(people)(
            tuple(people.pupils.values()),
            tuple(one for one in people.staff if one.name != "Marit van Dongen"),
        )
        for _ in range(2):
            moved = store.run_now(
                lambda unit: note_change(
                    unit, installation.cases, installation.directory, without, operator.clock.now()
                )
            )
            assert 1 == moved
        (note,) = store.read_now(noted)
        assert "antipestcoordinator" in note.slots
        assert 1 == asyncio.run(tell_change(store, installation.cases))
        assert 0 == asyncio.run(tell_change(store, installation.cases))
