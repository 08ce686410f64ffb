"""One melding that cannot be read holds up no other, and tells no stranger that it is there."""

import pytest

from flows import verbs
from flows.ports import Reply, Say, ShowTaskList
from storage import tables
from storage.units_of_work import UnitOfWork
from tests.practice.people import People
from tests.practice.running_bot import RunningBot
from tests.practice.twelve import MONDAY


@pytest.fixture
async def damaged(running: RunningBot, people: People) -> str:
    """The number of a melding with an event that somebody changed."""
    case_id = await people.reports()
    await people.reports()
    await running.due_work.run()

    def change(unit: UnitOfWork) -> None:
        events = tables.events
        unit.connection.execute(
            events.update()
            .where(events.c.case_id == case_id, events.c.sequence == 1)
            .values(ciphertext=b"\x01" + b"x" * 60)
        )

    running.store.run_now(change)
    return case_id


def said(reply: Reply) -> str:
    """Gives what was answered in one sentence."""
    assert isinstance(reply, Say), reply
    return reply.text


async def test_tasks_of_the_others_are_shown(people: People, damaged: str) -> None:
    """The task list leaves it out."""
    reply = await people.types("bram", "taken")

    assert isinstance(reply, ShowTaskList)
    titles = [item.title for section in reply.task_list.sections for item in section.items]
    assert titles
    assert not any(damaged in title for title in titles)


async def test_nobody_hears_that_it_is_there(people: People, damaged: str) -> None:
    """A stranger, a coach and a press on it hear what they hear of an unknown number."""
    unknown = said(await people.presses("ict", verbs.OPEN_CASE, "ZZZZ"))

    for person in ("ict", "bram"):
        for verb in (verbs.OPEN_CASE, verbs.TAKE_UP):
            assert unknown == said(await people.presses(person, verb, damaged))


async def test_the_day_begins_and_the_watchdog_names_it(
    running: RunningBot, people: People, damaged: str
) -> None:
    """Chain ends are recorded, the program starts, and the antipestcoördinator hears which one."""
    running.clock.move_to(MONDAY.replace(day=24))
    await running.wired.start()
    await running.wired.care.look_around()
    findings = running.wired.watchdog.findings

    assert damaged in {one.case_id for one in findings if one.code == "melding-onleesbaar"}
    assert running.store.read_now(lambda unit: unit.notes.get("day begun")) == "2026-11-24"


async def test_cards_of_the_others_go_out(
    running: RunningBot, people: People, damaged: str
) -> None:
    """Due work is done for the sound one; the damaged one keeps its follow-ups."""
    before = running.store.read_now(lambda unit: unit.follow_ups.of(damaged))
    running.clock.move_to(MONDAY.replace(day=25))
    await running.due_work.run()

    assert before == running.store.read_now(lambda unit: unit.follow_ups.of(damaged))
    assert any("herinnering" in key for key in people.keys("bram"))
