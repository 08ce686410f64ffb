"""`erase`: one melding is gone for good, and nothing else."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from storage.case_index import IndexRow
from storage.sent_cards import SentCard
from tests.bot.conftest import CASE, MONDAY, Operator

Capture = pytest.CaptureFixture[str]
OTHER = "9F2M"
ERASE = ("erase", CASE, "--reason", "verzoek")


def index_row(operator: Operator) -> IndexRow | None:
    """Gives where the melding stands, or None when it is gone."""
    with operator.store() as store:
        return store.read_now(lambda unit: unit.index.get(CASE))


def test_the_id_is_typed_again(operator: Operator, capsys: Capture) -> None:
    """Whoever types the id, in whatever case, erases; the operator hears what is at stake."""
    operator.reports()
    operator.answer = lambda _: " 7k3q "
    assert 0 == operator.gives(*ERASE)
    said = capsys.readouterr().out
    assert f"Melding {CASE}, nu: gemeld. Wissen is voor altijd." in said
    assert "deze melding is nog open" in said
    assert f"Melding {CASE} is gewist (2 gebeurtenissen)." in said
    assert "Ook in de bestanden van de database staat er niets meer van." in said
    assert index_row(operator) is None


def test_what_has_ended_needs_no_warning(operator: Operator, capsys: Capture) -> None:
    """A melding that is closed is erased without the warning about who works on it."""
    operator.reports()
    row = index_row(operator)
    assert row is not None
    with operator.store() as store:
        ended = msgspec.structs.replace(row, state="gesloten", ended_at=MONDAY)
        store.run_now(lambda unit: unit.index.save(ended))
    operator.answer = lambda _: CASE
    assert 0 == operator.gives(*ERASE)
    said = capsys.readouterr().out
    assert f"Melding {CASE}, nu: gesloten." in said
    assert "nog open" not in said


@pytest.mark.parametrize("typed", ["9F2M", "", "ja"])
def test_anything_else_erases_nothing(operator: Operator, capsys: Capture, typed: str) -> None:
    """Another answer leaves the melding as it was."""
    operator.reports()
    operator.answer = lambda _: typed
    assert 1 == operator.gives(*ERASE)
    assert "Er is niets gewist" in capsys.readouterr().err
    assert index_row(operator)


def test_without_a_keyboard_nothing_is_erased(operator: Operator, capsys: Capture) -> None:
    """A script that did not say --yes erases nothing."""
    operator.reports()
    assert 1 == operator.gives(*ERASE)
    assert "Er is niets gewist" in capsys.readouterr().err


def test_a_script_says_yes(operator: Operator, capsys: Capture) -> None:
    """With --yes nothing is asked; a second time says that it was done; the chain still holds."""
    operator.reports()
    operator.reports(OTHER, "Noor Jansen")
    assert 0 == operator.gives(*ERASE, "--yes")
    assert 0 == operator.gives(*ERASE, "--yes")
    assert f"Melding {CASE} was al gewist, op 23-11-2026." in capsys.readouterr().out
    assert 0 == operator.gives("verify")
    with operator.store() as store:
        assert [OTHER] == [row.case_id for row in store.read_now(lambda unit: unit.index.all())]


def test_cards_that_stay_are_told(operator: Operator, capsys: Capture) -> None:
    """Cards that cannot be reached from here are counted, for they stay in the chat."""
    operator.reports()
    with operator.store() as store:
        store.run_now(lambda unit: unit.cards.put(SentCard(CASE, "s1", "root", "m", "t", "d")))
    assert 0 == operator.gives(*ERASE, "--yes")
    assert "In de chat staan nog 1 kaart(en) van deze melding." in capsys.readouterr().out


def test_an_unknown_id(operator: Operator, capsys: Capture) -> None:
    """An id that was never given out is told, and nothing is asked."""
    assert 1 == operator.gives(*ERASE)
    assert "Een melding met dit kenmerk is er niet.\n" == capsys.readouterr().err


def test_a_melding_on_hold_stays(operator: Operator, capsys: Capture) -> None:
    """What is kept with a reason is not erased."""
    operator.reports()
    row = index_row(operator)
    assert row is not None
    with operator.store() as store:
        store.run_now(lambda unit: unit.index.hold(row.case_id, held=True))
    assert 1 == operator.gives(*ERASE, "--yes")
    assert "Deze melding wordt met een reden bewaard." in capsys.readouterr().err
    assert index_row(operator)


def test_a_locked_database(operator: Operator, capsys: Capture) -> None:
    """Another program that writes is told, and nothing is half erased."""
    operator.reports()
    with closing(sqlite3.connect(operator.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert 1 == operator.gives(*ERASE, "--yes")
        other.execute("ROLLBACK")
    assert "Een ander programma houdt de database bezet." in capsys.readouterr().err
    assert index_row(operator)
    assert 0 == operator.gives(*ERASE, "--yes")


def test_bytes_that_stay_a_while_are_told(operator: Operator, capsys: Capture) -> None:
    """Another program that reads the old state keeps bytes alive; the next start clears them."""
    operator.reports()
    with closing(sqlite3.connect(operator.database, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM events").fetchall()
        assert 0 == operator.gives(*ERASE, "--yes")
        assert "oude bytes staan nog in het bestand" in capsys.readouterr().out
        assert 0 == operator.gives(*ERASE, "--yes")
        assert "oude bytes staan nog in het bestand" in capsys.readouterr().out
        assert 0 == operator.gives("verify")
        assert "Er is nog iets te wissen" in capsys.readouterr().out
    assert 0 == operator.gives("verify")
    assert "Er is nog iets te wissen" not in capsys.readouterr().out


def test_no_byte_is_left(operator: Operator) -> None:
    """The wrapped key of the melding is in the file before, and no piece of it after."""
    operator.reports()
    with closing(sqlite3.connect(operator.database)) as connection:
        query = "SELECT wrapped FROM case_keys WHERE case_id = ?"
        ((wrapped,),) = connection.execute(query, (CASE,)).fetchall()
    assert wrapped in operator.database.read_bytes()
    assert 0 == operator.gives(*ERASE, "--yes")
    kept = b"".join(path.read_bytes() for path in Path(operator.folder).glob("pestmelding.db*"))
    assert wrapped[-12:] not in kept


def test_what_went_into_another_melding_is_told(operator: Operator, capsys: Capture) -> None:
    """A melding that was merged is gone already; it is said where its contents are."""
    operator.reports()
    operator.reports(OTHER, "Noor Jansen")
    at = operator.clock.now()
    with operator.store() as store:
        store.run_now(lambda unit: unit.erasure.merge(CASE, OTHER, at))
    assert 0 == operator.gives(*ERASE, "--yes")
    told = f"Melding {CASE} is op 23-11-2026 samengevoegd met {OTHER}."
    assert told in capsys.readouterr().out
