"""What people do by mistake, and what breaks while they are at it: said plainly, nothing lost."""

import asyncio
import hashlib
import pathlib
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing, suppress
from datetime import timedelta
from functools import partial

import msgspec
import pytest
from sqlalchemy import func, select

from flows import verbs
from flows.forms import NOT_IN_LIST
from flows.ports import Pressed, Reply, Say, ShowFieldErrors, ShowForm, ShowPage, Who
from storage import tables
from storage.errors import DatabaseFull, DatabaseLocked
from storage.units_of_work import Store, UnitOfWork
from tests.practice.people import SEEN, People, form_of
from tests.practice.running_bot import DATABASE, RunningBot

BRIEFLY = timedelta(milliseconds=30)
NOT_STORED = "niets bewaard"
CALLERS = ("bram", "anna")
TYPED = "Iets dat nergens mag lekken."


@pytest.fixture
async def impatient(folder: pathlib.Path) -> AsyncIterator[RunningBot]:
    """A bot that waits only briefly for a database that somebody else holds."""
    opened = await RunningBot.start(folder, patience=BRIEFLY)
    yield opened
    opened.stop()


def number_of(store: Store) -> int:
    """Counts the meldingen."""
    count = select(func.count()).select_from(tables.cases)
    return store.read_now(lambda unit: unit.connection.scalar(count) or 0)


def said(reply: Reply) -> str:
    """Gives what was refused in one sentence."""
    assert isinstance(reply, Say), reply
    assert "refused" == reply.tone
    return reply.text


def errors_in(reply: Reply) -> dict[str, str]:
    """Gives the sentences at the fields of a form that stays open."""
    assert isinstance(reply, ShowFieldErrors), reply
    return {error.field: error.message for error in reply.errors}


def set_limit(store: Store, pages: int) -> None:
    """Lets the database grow to so many pages: SQLite's own way to have a full disk."""

    def work(unit: UnitOfWork) -> None:
        unit.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}").close()

    store.run_now(work)


def fill_the_disk(store: Store) -> None:
    """Leaves no page free."""
    set_limit(store, 1)
    with suppress(DatabaseFull):
        for number in range(1000):
            store.run_now(partial(_take_a_page, number))


def _take_a_page(number: int, unit: UnitOfWork) -> None:
    unit.notes.put(f"vol {number}", "x" * 4000)


async def _locked(*_: object) -> None:
    raise DatabaseLocked


async def test_a_report_that_is_submitted_twice_is_one_melding(
    running: RunningBot, people: People
) -> None:
    """The second time says that it was in already."""
    last = await people.last_step()
    assert isinstance(await people.submits("vak", last, gezien=SEEN, hoe_vaak="vaker"), ShowPage)
    again = await people.submits("vak", last, gezien=SEEN, hoe_vaak="vaker")
    assert "Deze melding was al binnen. Je hoeft niets te doen." == said(again)
    assert 1 == number_of(running.store)


async def test_a_button_pressed_twice_counts_once(running: RunningBot, people: People) -> None:
    """Taking up again changes nothing."""
    case_id = await people.reports()
    await people.presses("bram", verbs.TAKE_UP, case_id)
    before = await running.cases.look(case_id)
    assert isinstance(await people.presses("bram", verbs.TAKE_UP, case_id), Say)
    after = await running.cases.look(case_id)
    assert before is not None
    assert after is not None
    assert before.case == after.case


@pytest.mark.parametrize(
    ("second", "stored"),
    [
        ("leerling-cato", {"leerling-aukje", "leerling-daan", "leerling-elif", "leerling-cato"}),
        ("leerling-elif", {"leerling-aukje", "leerling-daan", "leerling-elif"}),
    ],
)
async def test_two_people_name_a_pupil_at_once(
    running: RunningBot, people: People, second: str, stored: set[str]
) -> None:
    """Both pupils are in the melding; the same pupil is in it once, and the second hears so."""
    case_id = await people.reports()
    forms = [form_of(await people.presses(who, verbs.ADD_PUPIL, case_id)) for who in CALLERS]
    replies = await asyncio.gather(
        people.submits("bram", forms[0], leerling="leerling-elif", rol="pester"),
        people.submits("anna", forms[1], leerling=second, rol="pester"),
    )
    opened = await running.cases.look(case_id)

    assert opened is not None
    assert sorted(stored) == sorted(one.roster_id for one in opened.identities)
    assert [one.pupil for one in opened.case.involved] == [one.pupil for one in opened.identities]
    refused = [errors_in(one) for one in replies if isinstance(one, ShowFieldErrors)]
    assert (len(stored) == 4) == (refused == [])


async def test_more_pupils_than_a_form_can_carry(running: RunningBot, people: People) -> None:
    """Who describes a whole class hears so where it is typed; with fewer the report goes on."""
    first = form_of(await people.types("vak", "pestmelding"))
    second = form_of(await people.submits("vak", first, soort="geen"))
    whole_class = tuple(
        f"{NOT_IN_LIST}{hashlib.sha512(str(number).encode()).hexdigest()}" for number in range(30)
    )
    told = await people.submits("vak", second, gepesten=whole_class, bron="leerling")
    errors = errors_in(told)
    last = await people.submits("vak", second, gepesten=whole_class[:3], bron="leerling")

    assert ["gepesten"] == list(errors)
    assert errors["gepesten"].startswith("Dit is samen te veel.")
    assert isinstance(last, ShowForm)
    assert 0 == number_of(running.store)


async def test_a_button_of_an_earlier_stage(people: People) -> None:
    """A card that was left open for weeks says where things stand now, and does nothing."""
    case_id = await people.reports()
    stale = await people.presses("bram", verbs.CHOOSE, case_id, "1.4")
    assert "Dit is niet meer aan de orde" in said(stale)


@pytest.mark.parametrize("value", ["", "onzin", "oppakken|", "oppakken|<!channel>|", "x" * 3001])
async def test_a_button_that_was_never_made_here(running: RunningBot, value: str) -> None:
    """Whatever comes in as a button is refused without a fault."""
    reply = await running.bot.handle(Pressed(Who("playground", "bram"), value, "r"))
    assert "Dit is niet meer aan de orde" in said(reply)


async def test_a_person_without_a_part_in_it(people: People) -> None:
    """A colleague and a melding that does not exist get the same sentence."""
    case_id = await people.reports()
    refusals = {
        said(await people.presses("ict", verbs.OPEN_CASE, case_id)),
        said(await people.presses("emma", verbs.TAKE_UP, case_id)),
        said(await people.presses("emma", verbs.OPEN_CASE, "ZZZZ")),
    }
    assert 1 == len(refusals)


async def test_somebody_who_is_not_on_the_staff(people: People) -> None:
    """An outsider hears nothing about meldingen, whatever they try."""
    case_id = await people.reports()
    refusals = {
        said(await people.types("vreemde", "pestmelding")),
        said(await people.presses("vreemde", verbs.OPEN_CASE, case_id)),
    }
    (sentence,) = refusals
    assert "alleen voor medewerkers" in sentence


async def test_a_text_that_is_too_long(running: RunningBot, people: People) -> None:
    """3,001 characters are refused at the field, and the form stays open."""
    last = await people.last_step()
    reply = await people.submits("vak", last, gezien="a" * 3001, hoe_vaak="vaker")
    assert "te lang" in errors_in(reply)["gezien"]
    assert 0 == number_of(running.store)


@pytest.mark.parametrize(
    "text",
    [
        "👩‍👩‍👧‍👦 lachte 😢",
        "قال لي كلاما سيئا",
        "<!channel> <@U123> *vet*",
        "<script>alert(1)</script>",
        "regel\nregel\tmet tab",
    ],
)
async def test_what_was_typed_is_kept_as_it_is_and_not_posted(
    running: RunningBot, people: People, text: str
) -> None:
    """Emoji, right-to-left and markup come back unchanged, in the melding and nowhere else."""
    last = await people.last_step()
    reply = await people.submits("vak", last, gezien=text, hoe_vaak="vaker")
    assert isinstance(reply, ShowPage)
    await running.due_work.run()
    case_id = people.cards("bram")[0].buttons[0].value.split("|")[1]
    page = await people.presses("bram", verbs.OPEN_CASE, case_id)
    assert isinstance(page, ShowPage)
    told = [fact.value for entry in page.page.entries for fact in entry.facts]
    assert text in told
    assert all(text not in repr(people.cards(who)) for who in ("vak", "bram", "carla", "anna"))


async def test_a_locked_database_while_reporting(
    impatient: RunningBot, folder: pathlib.Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The form stays open with what was typed; the same submit later makes one melding."""
    people = People(impatient)
    last = await people.last_step()
    with closing(sqlite3.connect(folder / DATABASE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        refused = await people.submits("vak", last, gezien=TYPED, hoe_vaak="vaker")
        other.execute("ROLLBACK")
    sentence = errors_in(refused)["hoe_vaak"]
    assert NOT_STORED in sentence
    assert sentence.split("fout ")[1].rstrip(".") in caplog.text
    assert TYPED not in caplog.text
    assert 0 == number_of(impatient.store)
    reply = await people.submits("vak", last, gezien=TYPED, hoe_vaak="vaker")
    assert isinstance(reply, ShowPage)
    assert 1 == number_of(impatient.store)


async def test_a_full_disk_while_reporting(running: RunningBot, people: People) -> None:
    """Nothing is half stored, the form stays open, and with room again it goes on."""
    last = await people.last_step()
    fill_the_disk(running.store)
    long = {"gezien": TYPED * 70, "duiding": TYPED * 70, "hoe_vaak": "vaker"}
    refused = await people.submits("vak", last, **long)
    assert NOT_STORED in errors_in(refused)["hoe_vaak"]
    assert 0 == number_of(running.store)
    set_limit(running.store, 1_000_000)
    reply = await people.submits("vak", last, **long)
    assert isinstance(reply, ShowPage)
    assert running.store.read_now(lambda unit: unit.verification.verify()).is_sound


async def test_a_locked_database_while_pressing(
    impatient: RunningBot, folder: pathlib.Path
) -> None:
    """A button that could not be handled says so, and works when it is pressed again."""
    people = People(impatient)
    case_id = await people.reports()
    with closing(sqlite3.connect(folder / DATABASE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        refused = await people.presses("bram", verbs.TAKE_UP, case_id)
        other.execute("ROLLBACK")
    assert NOT_STORED in said(refused)
    taken = await people.presses("bram", verbs.TAKE_UP, case_id)
    assert isinstance(taken, Say)
    assert "done" == taken.tone


async def test_a_report_that_is_in_is_never_said_to_be_lost(
    running: RunningBot, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When only the last screen fails, the reporter still hears the number."""
    last = await people.last_step()
    monkeypatch.setattr(running.cases, "open_case", _locked)
    reply = await people.submits("vak", last, gezien=SEEN, hoe_vaak="vaker")
    assert isinstance(reply, Say)
    assert "done" == reply.tone
    assert "Je melding is binnen" in reply.text
    assert 1 == number_of(running.store)


async def test_a_form_without_its_mark_is_not_carried_out(
    running: RunningBot, people: People
) -> None:
    """What counts once must be known; what was typed stays in the form, to be copied."""
    case_id = await people.reports()
    await people.presses("bram", verbs.TAKE_UP, case_id)
    form = form_of(await people.presses("bram", verbs.INCIDENT, case_id))
    answers: dict[str, str] = {"dag": "2026-11-23", "wie": "p1", "gezien": TYPED}
    bare = msgspec.structs.replace(form, carried="")
    foreign = form_of(await people.presses("anna", verbs.INCIDENT, case_id))
    running.clock.move_to(running.clock.now() + timedelta(hours=13))

    for shown in (bare, foreign, form):
        reply = await people.submits("bram", shown, **answers)
        assert any("Kopieer wat je typte" in text for text in errors_in(reply).values())
    opened = await running.cases.look(case_id)
    assert opened is not None
    assert () == opened.case.matters


async def test_what_follows_a_form_is_written_down_before_it_is_shown(
    running: RunningBot, people: People
) -> None:
    """The form that opens by itself after another one is a look of its own (R-11)."""
    case_id = await people.reports()
    await people.presses("bram", verbs.TAKE_UP, case_id)
    talk = "melding.1.gesprek_gepeste.p1"
    form = form_of(await people.presses("bram", verbs.DO, case_id, talk))
    before = len(running.store.read_now(lambda unit: unit.access_log.of(case_id)))
    talked = {"dag": "2026-11-23", "besproken": TYPED, "leeftijd": "onder-16"}
    assert isinstance(await people.submits("bram", form, **talked), ShowForm)
    after = running.store.read_now(lambda unit: unit.access_log.of(case_id))

    assert [verbs.DO, verbs.DO] == [one.what for one in after[before:]]
