"""Putting one melding into another in a bot that is up: what is stored, shown and forgotten."""

import asyncio
import datetime
import pathlib

import msgspec
import pytest
from sqlalchemy import select

from adapters.playground.surface import PlaygroundSurface
from bot.accounts import SamePlatform
from bot.erasing import OnPlatforms, erase
from bot.index_check import index_faults
from bot.merging import Merging
from flows import commands as do
from flows import verbs
from flows.event_log import read
from flows.events import BullyingReported, Event, LineMerged
from flows.ports import Reply, Say, ShowFieldErrors, ShowForm, ShowPage
from storage import tables
from storage.units_of_work import UnitOfWork
from tests.practice.people import SEEN, People, form_of
from tests.practice.running_bot import RunningBot
from tests.practice.sending import unfinished


async def reports(people: People, person: str, target: str = "leerling-aukje") -> str:
    """Somebody reports that Daan bullies a pupil; gives the number of the melding."""
    last = await people.last_step(person, target=target)
    shown = await people.submits(person, last, gezien=f"{SEEN} ({person})", hoe_vaak="vaker")
    assert isinstance(shown, ShowPage), shown
    return shown.page.id.split("|")[1]


async def merges(people: People, source: str, into: str, person: str = "bram") -> Reply:
    """Somebody puts one melding into another."""
    form = form_of(await people.presses(person, verbs.MERGE, source, into))
    return await people.submits(person, form, bij=into, zeker="ja")


def merging_of(running: RunningBot) -> Merging:
    """The service itself, for what no form offers."""
    return Merging(running.store, running.cases, running.wired.directory, running.clock)


def said(reply: Reply) -> str:
    """Gives what was answered in one sentence."""
    assert isinstance(reply, Say), reply
    return reply.text


def history(running: RunningBot, case_id: str) -> list[Event]:
    """Everything that is stored of a melding."""
    stored = running.store.read_now(lambda unit: unit.cases.load(case_id))
    return [read(one.payload) for one in stored]


def told(running: RunningBot, case_id: str) -> dict[str, str]:
    """Who told what in a melding, by reporter."""
    events = (one.told if isinstance(one, LineMerged) else one for one in history(running, case_id))
    return {
        one.by: value
        for one in events
        if isinstance(one, BullyingReported)
        for answer in one.answers
        if answer.field == "gezien"
        for value in answer.values
    }


def bytes_in(folder: pathlib.Path) -> bytes:
    """All bytes of the database."""
    return b"".join(path.read_bytes() for path in folder.glob("pestmelding.db*"))


def keys_of(unit: UnitOfWork, case_id: str) -> list[bytes]:
    """The wrapped keys of a melding and of its pupils."""
    found: list[bytes] = []
    for table in (tables.case_keys, tables.case_people):
        found += unit.connection.scalars(select(table.c.wrapped).where(table.c.case_id == case_id))
    return found


async def test_no_report_is_lost_and_no_key_is_left(
    running: RunningBot, people: People, folder: pathlib.Path
) -> None:
    """Both reports are in one melding, the other's keys in no file, and the chain holds."""
    first = await reports(people, "vak")
    second = await reports(people, "tom", "leerling-bilal")
    await running.due_work.run()
    keys = running.store.read_now(lambda unit: keys_of(unit, second))
    assert 3 == len(keys)
    assert all(key[:24] in bytes_in(folder) for key in keys)
    assert "Samengevoegd." in said(await merges(people, second, first))
    await running.due_work.run()
    after = bytes_in(folder)

    assert {"vak": f"{SEEN} (vak)", "tom": f"{SEEN} (tom)"} == told(running, first)
    assert [] == [key for key in keys if key[-12:] in after or key[8:20] in after]
    assert running.store.read_now(lambda unit: unit.verification.verify()).is_sound
    assert [] == running.store.read_now(lambda unit: list(index_faults(unit)))
    assert () == running.store.read_now(lambda unit: unit.follow_ups.of(second))
    assert 0 == unfinished(running.store)
    stone = running.store.read_now(lambda unit: unit.erasure.tombstone(second))
    assert (first, "samengevoegd") == (stone and stone.merged_into, stone and stone.reason)


async def test_pupils_are_known_in_the_other_melding(running: RunningBot, people: People) -> None:
    """Who the new pupil is stands there under its key, and is found by the roster."""
    first = await reports(people, "vak")
    second = await reports(people, "tom", "leerling-bilal")
    await merges(people, second, first)
    opened = await running.cases.look(first)

    assert opened is not None
    assert ["leerling-aukje", "leerling-daan", "leerling-bilal"] == [
        one.roster_id for one in opened.identities
    ]
    found = running.store.read_now(lambda unit: unit.people.cases_with("leerling-bilal"))
    assert (first,) == found


async def test_reporters_learn_nothing(running: RunningBot, people: People) -> None:
    """Each keeps the own card, which never names the other melding, and adds by the own id."""
    first, second = await reports(people, "vak"), await reports(people, "tom")
    await running.due_work.run()
    before = {person: people.cards(person) for person in ("vak", "tom")}
    await merges(people, second, first)
    await running.due_work.run()
    assert before == {person: people.cards(person) for person in ("vak", "tom")}
    await people.presses("bram", verbs.TAKE_UP, first)
    await running.due_work.run()

    assert ["root", "opgepakt"] == people.keys("tom")
    assert first not in repr(people.cards("tom"))
    assert second not in repr(people.cards("vak"))
    shown = form_of(await people.presses("tom", verbs.SAW_MORE, second))
    assert shown.id == f"{verbs.SAW_MORE}|{second}|"
    assert "Dank je wel" in said(
        await people.submits("tom", shown, dag="2026-11-23", gezien="Nog iets.")
    )
    note = history(running, first)
    assert "tom" in {one.by for one in note if type(one).__name__ == "NoteAdded"}
    assert first not in repr(await people.types("tom", "taken"))


async def test_an_old_id_leads_on_who_works_there(running: RunningBot, people: People) -> None:
    """A bookmark opens where it goes on; a button or a form of before says where to go."""
    first, second = await reports(people, "vak"), await reports(people, "tom")
    form = form_of(await people.presses("carla", verbs.INCIDENT, second))
    await merges(people, second, first)
    page = await people.presses("carla", verbs.OPEN_CASE, second)
    assert isinstance(page, ShowPage)
    assert f"open|{first}|1" == page.page.id
    pressed = said(await people.presses("carla", verbs.TAKE_UP, second))
    assert f"samengevoegd met {first}" in pressed
    filled = await people.submits("carla", form, dag="2026-11-23", wie="p1", gezien="Weer.")
    assert isinstance(filled, ShowFieldErrors)
    assert [("gezien", pressed)] == [(one.field, one.message) for one in filled.errors]
    empty = await people.submits("carla", form)
    assert pressed == said(empty)


@pytest.mark.parametrize("person", ["vak", "tom", "ict", "lies"])
async def test_an_old_id_tells_nobody_else(
    running: RunningBot, people: People, person: str
) -> None:
    """Who has no part in it hears what they hear of a number that never was."""
    first, second = await reports(people, "vak"), await reports(people, "tom")
    await merges(people, second, first)
    unknown = said(await people.presses(person, verbs.OPEN_CASE, "ZZZZ"))

    for verb in (verbs.OPEN_CASE, verbs.TAKE_UP, verbs.INCIDENT, verbs.MERGE):
        assert unknown == said(await people.presses(person, verb, second))
    decision = await running.cases.handle(second, do.Acknowledge(actor=person))
    assert "niet-van-jou" == getattr(decision, "reason", "")


async def test_once_more_is_harmless(running: RunningBot, people: People) -> None:
    """A form that is sent twice says that it is done; a stranger hears nothing of it."""
    first, second = await reports(people, "vak"), await reports(people, "tom")
    form = form_of(await people.presses("bram", verbs.MERGE, second, first))
    replies = [await people.submits("bram", form, bij=first, zeker="ja") for _ in range(2)]
    again = do.MergeInto(actor="bram", into=first)
    merging = merging_of(running)

    assert 1 == len({said(one) for one in replies})
    assert () == getattr(await merging.merge(second, again), "events", None)
    stranger = msgspec.structs.replace(again, actor="ict")
    assert "niet-van-jou" == getattr(await merging.merge(second, stranger), "reason", "")
    assert 2 == len(told(running, first))


async def test_a_form_counts_once(running: RunningBot, people: People) -> None:
    """The same form that comes in twice at the same moment is carried out once."""
    first, second = await reports(people, "vak"), await reports(people, "tom")
    merging = merging_of(running)
    running.store.run_now(lambda unit: unit.inbox.seen("eens", running.clock.now()))
    decision = await merging.merge(second, do.MergeInto(actor="bram", into=first), once="eens")

    assert () == getattr(decision, "events", None)
    assert {"vak"} == set(told(running, first))


async def test_two_people_at_once(running: RunningBot, people: People) -> None:
    """One into the other and the other into the one: the first counts, the second is refused."""
    first, second = await reports(people, "vak"), await reports(people, "tom")
    merging = merging_of(running)
    decisions = await asyncio.gather(
        merging.merge(first, do.MergeInto(actor="bram", into=second)),
        merging.merge(second, do.MergeInto(actor="anna", into=first)),
    )

    assert ["", "verlopen"] == sorted(getattr(one, "reason", "") for one in decisions)
    (left,) = running.store.read_now(lambda unit: unit.index.all())
    assert {"vak", "tom"} == set(told(running, left.case_id))


@pytest.mark.parametrize("into", ["ZZZZ", "itself"])
async def test_into_nothing_goes_nothing(running: RunningBot, people: People, into: str) -> None:
    """An unknown number and the melding itself are refused, to a stranger as always."""
    first = await reports(people, "vak")
    merging = merging_of(running)
    into = first if into == "itself" else into
    reasons = [
        getattr(await merging.merge(first, do.MergeInto(actor=one, into=into)), "reason", "")
        for one in ("bram", "ict")
    ]

    assert ["verlopen", "niet-van-jou"] == reasons


async def test_a_form_offers_only_what_may_be(running: RunningBot, people: People) -> None:
    """Who has no right in both gets no form, and a choice that was not offered is an error."""
    first, second = await reports(people, "vak"), await reports(people, "tom")
    assert isinstance(await people.presses("carla", verbs.MERGE, second, first), Say)
    form = form_of(await people.presses("bram", verbs.MERGE, second, first))
    wrong = await people.submits("bram", form, bij="ZZZZ", zeker="ja")
    third = await reports(people, "emma")
    open_form = await people.presses("bram", verbs.MERGE, third)

    assert isinstance(wrong, ShowFieldErrors)
    assert isinstance(open_form, ShowForm)
    assert {first, second} == {one.value for one in open_form.form.fields[1].options}


async def test_a_chain_leads_all_the_way(running: RunningBot, people: People) -> None:
    """The reporter of the first reaches the third; cards of all before it lead there."""
    first, second, third = [await reports(people, one) for one in ("vak", "tom", "emma")]
    await running.due_work.run()
    await merges(people, first, second)
    await running.due_work.run()
    await merges(people, second, third)
    await running.due_work.run()
    shown = form_of(await people.presses("vak", verbs.SAW_MORE, first))
    await people.submits("vak", shown, dag="2026-11-23", gezien="Later nog.", acuut="ja")
    await running.due_work.run()

    assert {"vak", "tom", "emma"} == set(told(running, third))
    assert "vak" in {one.by for one in history(running, third) if type(one).__name__ == "NoteAdded"}
    led = [one for one in people.cards("bram") if "Samengevoegd" in one.title]
    assert {f"open|{third}|"} == {button.value for one in led for button in one.buttons}
    assert 2 == len(led)
    assert third not in repr(people.cards("vak"))
    assert {first} == {one.title.split()[1].rstrip(":") for one in people.cards("vak")}
    assert ["urgent"] == [one.tone for one in people.cards("vak") if one.key == "root"]


async def test_what_is_held_stays_held(running: RunningBot, people: People) -> None:
    """What is kept with a reason is kept where it went."""
    first, second = await reports(people, "vak"), await reports(people, "tom")
    running.store.run_now(lambda unit: unit.index.hold(second, held=True))
    await merges(people, second, first)

    row = running.store.read_now(lambda unit: unit.index.get(first))
    assert row is not None
    assert row.held


async def test_erasing_it_takes_back_every_card(running: RunningBot, people: People) -> None:
    """Also those under the id of a melding that went into it; then nothing leads anywhere."""
    first, second = await reports(people, "vak"), await reports(people, "tom")
    await running.due_work.run()
    await merges(people, second, first)
    await running.due_work.run()
    surface = PlaygroundSurface(running.chat, lambda _: None, running.clock.now)
    accounts = SamePlatform(surface, lambda _: True)
    withdrawing = OnPlatforms(accounts, running.wired.library.current.wording)
    done = await erase(running.store, first, "verzoek", running.clock, withdrawing)

    assert 0 == done.left
    assert {"withdrawn"} == {one.tone for one in people.cards("tom")}
    assert running.store.read_now(lambda unit: unit.merges.into(second)) is None
    assert isinstance(await people.presses("tom", verbs.SAW_MORE, second), Say)


async def test_a_damaged_melding_goes_nowhere(running: RunningBot, people: People) -> None:
    """What cannot be read is put together with nothing."""
    first, second = await reports(people, "vak"), await reports(people, "tom")

    def change(unit: UnitOfWork) -> None:
        events = tables.events
        unit.connection.execute(
            events.update().where(events.c.case_id == second).values(ciphertext=b"\x01" + b"x" * 60)
        )

    running.store.run_now(change)
    merging = merging_of(running)
    decision = await merging.merge(second, do.MergeInto(actor="bram", into=first))

    assert "niet-van-jou" == getattr(decision, "reason", "")
    assert {"vak"} == set(told(running, first))


async def test_what_waits_for_the_morning_is_not_lost(running: RunningBot, people: People) -> None:
    """A card that was held for the night comes under the melding it went into, or stays away."""
    running.clock.move_to(datetime.datetime(2026, 11, 23, 21, 0, tzinfo=datetime.UTC))
    first, second = await reports(people, "vak"), await reports(people, "tom")
    await running.due_work.run()
    assert [] == people.keys("bram")
    await merges(people, second, first)
    await running.travel.to(datetime.datetime(2026, 11, 24, 6, 31, tzinfo=datetime.UTC))

    assert [f"Melding {first}"] == [one.title.split(":")[0] for one in people.cards("bram")]
    assert ["root"] == people.keys("tom")


async def test_a_button_that_is_over_says_so(people: People) -> None:
    """Who works in a melding hears why nothing happened, also when it went nowhere else."""
    case_id = await reports(people, "vak")
    over = said(await people.presses("bram", verbs.SEEN, case_id, "99"))

    assert "niet meer aan de orde" in over
    assert over != said(await people.presses("ict", verbs.SEEN, case_id, "99"))
