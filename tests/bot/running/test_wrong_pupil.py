"""Putting the right pupil in the place of a wrong one, through the bot and down to the files."""

import asyncio
import pathlib

import pytest
from sqlalchemy import Column, select

from bot.index_check import index_faults
from flows import verbs
from flows.commands import CorrectPupil
from flows.effects import Decision
from flows.forms import NOT_IN_LIST, Form
from flows.identity import Identity
from flows.ports import Say, ShowFieldErrors
from storage import tables
from storage.units_of_work import UnitOfWork
from tests.bot.running.test_submissions import case_of
from tests.practice.people import People, form_of
from tests.practice.running_bot import DATABASE, RunningBot


@pytest.fixture
async def case_id(people: People) -> str:
    """A melding about Aukje (p1) and Daan (p2) that both coaches took up."""
    case_id = await people.reports()
    for coach in ("bram", "carla"):
        await people.presses(coach, verbs.TAKE_UP, case_id)
    return case_id


async def asked(people: People, case_id: str, person: str = "bram") -> Form:
    """Gives the form in which somebody corrects a pupil."""
    return form_of(await people.presses(person, verbs.WRONG_PUPIL, case_id))


async def known(running: RunningBot, case_id: str) -> dict[str, str]:
    """Gives by which id of the roster each pupil of a melding is known."""
    opened = await running.cases.look(case_id)
    assert opened is not None
    return {one.pupil: one.roster_id or one.description for one in opened.identities}


def secrets_of(unit: UnitOfWork, case_id: str, pupil: str) -> list[bytes]:
    """Gives the wrapped key, the ciphertext and the look-up of one pupil as they are stored."""
    people, lookups = tables.case_people.c, tables.case_lookups.c
    columns: tuple[Column[bytes], ...] = (people.wrapped, people.payload, lookups.lookup)
    return [
        stored
        for column in columns
        for stored in unit.connection.scalars(
            select(column).where(column.table.c.case_id == case_id, column.table.c.pupil == pupil)
        )
    ]


def on_disk(folder: pathlib.Path) -> bytes:
    """Gives all bytes of the database, its write-ahead log and its index."""
    return b"".join(path.read_bytes() for path in sorted(folder.glob(f"{DATABASE}*")))


async def test_no_byte_of_who_was_wrong_is_left(
    running: RunningBot, people: People, folder: pathlib.Path, case_id: str
) -> None:
    """Key, name and look-up are gone from the files; the chain holds and the index agrees."""
    gone = await running.store.read(lambda unit: secrets_of(unit, case_id, "p1"))
    before = on_disk(folder)
    assert [True] * 3 == [secret[:32] in before for secret in gone]

    form = await asked(people, case_id)
    said = await people.submits("bram", form, verkeerd="p1", leerling="leerling-elif")

    assert isinstance(said, Say)
    assert said.tone == "done"
    assert {"p2": "leerling-daan", "p3": "leerling-elif"} == await known(running, case_id)
    after = on_disk(folder)
    pieces = (secret[at : at + 12] for secret in gone for at in (0, 20, len(secret) - 12))
    assert [] == [piece for piece in pieces if piece in after]
    found = await running.store.read(
        lambda unit: (
            unit.people.cases_with("leerling-aukje"),
            unit.people.cases_with("leerling-elif"),
            unit.verification.verify_case(case_id),
            tuple(index_faults(unit)),
        )
    )
    assert ((), (case_id,), (), ()) == found


async def test_the_wrong_coach_is_out_and_the_right_one_is_told(
    running: RunningBot, people: People, case_id: str
) -> None:
    """Bram's cards lapse and he opens it no longer; Carla coaches the right pupil as well."""
    await running.delivering.drain()
    await people.submits(
        "bram", await asked(people, case_id), verkeerd="p1", leerling="leerling-fenna"
    )
    await running.delivering.drain()

    assert {"Vervallen"} == {card.title.rpartition(": ")[2] for card in people.cards("bram")}
    refused = await people.presses("bram", verbs.OPEN_CASE, case_id)
    assert isinstance(refused, Say)
    assert refused.tone == "refused"
    case = await case_of(running, case_id)
    assert ["p2"] == [one.pupil for one in case.acknowledged]
    assert "melding/p3" in {one.key for one in case.follow_ups}


async def test_a_form_that_was_sent_twice_counts_once(
    running: RunningBot, people: People, case_id: str
) -> None:
    """The second time nothing happens, also when others have the same form open."""
    form, other = await asked(people, case_id, "anna"), await asked(people, case_id, "anna")
    for sent in (form, form, other):
        said = await people.submits("anna", sent, verkeerd="p1", leerling="leerling-elif")
        assert isinstance(said, Say)
        assert said.tone == "done"

    case = await case_of(running, case_id)
    assert ["p1"] == [one.pupil for one in case.mistaken]
    assert ["p3", "p2"] == [one.pupil for one in case.involved]


async def test_two_people_at_the_same_moment_correct_once(
    running: RunningBot, case_id: str
) -> None:
    """The first counts; of the pupil that the second chose nothing is stored."""
    right = (Identity("p3", "leerling-elif"), Identity("p3", "leerling-cato"))
    command = CorrectPupil(actor="anna", pupil="p1")
    decisions = await asyncio.gather(
        *(running.cases.handle(case_id, command, pupils=(one,)) for one in right)
    )

    assert 1 == [one == Decision() for one in decisions].count(True)
    assert {"p2", "p3"} == set(await known(running, case_id))


@pytest.mark.parametrize(
    ("filled", "field"),
    [
        ({"leerling": "leerling-elif"}, "verkeerd"),
        ({"verkeerd": "p9", "leerling": "leerling-elif"}, "verkeerd"),
        ({"verkeerd": "p1"}, "leerling"),
        ({"verkeerd": "p1", "leerling": "leerling-aukje"}, "leerling"),
        ({"verkeerd": "p1", "leerling": "leerling-daan"}, "leerling"),
        ({"verkeerd": "p1", "leerling": "leerling-niemand"}, "leerling"),
    ],
)
async def test_what_is_filled_in_wrongly_is_said_at_the_field(
    running: RunningBot, people: People, case_id: str, filled: dict[str, str], field: str
) -> None:
    """Nobody, somebody unknown or somebody who is in the melding already."""
    reply = await people.submits("bram", await asked(people, case_id), **filled)

    assert isinstance(reply, ShowFieldErrors)
    assert [field] == [one.field for one in reply.errors]
    assert {"p1": "leerling-aukje", "p2": "leerling-daan"} == await known(running, case_id)


async def test_the_right_pupil_may_not_be_in_the_list(
    running: RunningBot, people: People, case_id: str
) -> None:
    """Then the pupil is described, and the antipestcoördinator answers for them."""
    described = f"{NOT_IN_LIST}meisje met rode jas"
    await people.submits("bram", await asked(people, case_id), verkeerd="p1", leerling=described)

    assert {"p2": "leerling-daan", "p3": "meisje met rode jas"} == await known(running, case_id)


async def test_what_stood_in_magister_is_cleared_by_a_press(
    running: RunningBot, people: People, case_id: str
) -> None:
    """A press on a number that is no number is refused; on the right one it is noted."""
    await people.submits(
        "anna", await asked(people, case_id, "anna"), verkeerd="p1", leerling="leerling-elif"
    )
    for subject in ("x", "1"):
        reply = await people.presses("anna", verbs.CLEARED, case_id, subject)
        assert isinstance(reply, Say)
        assert reply.tone == "refused"
