"""What goes over all meldingen: the cards of the school, and the pages behind their buttons."""

import pathlib
from datetime import UTC, date, datetime, timedelta

import msgspec

from bot.directory import staff_rows
from bot.time_travel import TimeTravel
from flows.cards import Card
from flows.pages import Page
from flows.ports import Reply, Say, ShowPage, ShowTaskList
from flows.views.school_cards import BUILDERS
from storage.access_log import Access
from tests.practice.people import People, form_of
from tests.practice.running_bot import RunningBot
from tests.practice.twelve import MONDAY, STAFF

WEEK = timedelta(days=7)
NEXT_WEEK = datetime(2026, 11, 30, 7, 30, tzinfo=UTC)
"""Monday 30 November, 08:30 at school: when questions are asked."""
MINUTE = timedelta(minutes=1)

EASTER_MONDAY = datetime(2027, 3, 29, 6, 30, tzinfo=UTC)
TUESDAY_AFTER_EASTER = datetime(2027, 3, 30, 6, 30, tzinfo=UTC)


async def looks(running: RunningBot, at: datetime) -> None:
    """The program looks around at a moment, and sends what that asks."""
    running.clock.move_to(at)
    await running.wired.care.look_around()
    await running.due_work.run()


def of_the_week(people: People, person: str = "anna") -> list[Card]:
    """The weekly cards in somebody's chat."""
    return [one for one in people.cards(person) if one.key.startswith("week/")]


def of_the_summer(people: People, person: str = "anna") -> list[str]:
    """The cards before the summer in somebody's chat, by key."""
    return [one.key for one in people.cards(person) if one.key.startswith("zomer/")]


async def test_the_stand_comes_on_the_first_morning_of_a_week(
    running: RunningBot, people: People
) -> None:
    """From the hour at which questions are asked, and to nobody but the antipestcoördinator."""
    await people.reports()
    await looks(running, NEXT_WEEK - MINUTE)
    assert [] == of_the_week(people)
    await looks(running, NEXT_WEEK)
    (card,) = of_the_week(people)
    assert "week/2026-49" == card.key
    assert card.title.startswith("Deze week: 1 open melding")
    told = {person for person in (one.id for one in STAFF) if of_the_week(people, person)}
    assert {"anna"} == told


async def test_it_comes_once_whatever_starts_again(
    folder: pathlib.Path, running: RunningBot, people: People
) -> None:
    """Another look, another day and another start add none; the next week does."""
    await people.reports()
    await looks(running, NEXT_WEEK)
    await looks(running, NEXT_WEEK + MINUTE)
    running.stop()
    again = await RunningBot.start(folder)
    again.clock.move_to(NEXT_WEEK)
    for days in range(6):
        await looks(again, NEXT_WEEK + timedelta(days=days))
    assert 1 == len(of_the_week(People(again)))
    await looks(again, NEXT_WEEK + WEEK)
    assert ["week/2026-49", "week/2026-50"] == [one.key for one in of_the_week(People(again))]
    again.stop()


async def test_a_program_that_was_away_tells_it_later_that_week(
    running: RunningBot, people: People
) -> None:
    """Not in the evening: the next morning, with the numbers of then."""
    await people.reports()
    await looks(running, NEXT_WEEK + timedelta(hours=12))
    assert [] == of_the_week(people)
    await looks(running, NEXT_WEEK + timedelta(days=1))
    assert "Dit was de stand op di 1 december." in of_the_week(people)[0].paragraphs[0]


async def test_without_an_open_melding_there_is_none(running: RunningBot, people: People) -> None:
    """Nothing open on the first morning: nothing that week."""
    await looks(running, NEXT_WEEK)
    await people.reports()
    await looks(running, NEXT_WEEK + timedelta(hours=1))
    assert [] == of_the_week(people)


async def test_a_week_begins_on_its_first_school_day(running: RunningBot, people: People) -> None:
    """Easter Monday is free: the stand comes on Tuesday."""
    await people.reports()
    await looks(running, EASTER_MONDAY)
    assert [] == of_the_week(people)
    await looks(running, TUESDAY_AFTER_EASTER)
    assert ["week/2027-13"] == [one.key for one in of_the_week(people)]


async def test_the_deputy_gets_it_during_an_absence(running: RunningBot, people: People) -> None:
    """Whoever stands in reads the stand; who is away is left alone."""
    await people.reports()
    staff = tuple(
        msgspec.structs.replace(one, absent_from=date(2026, 11, 27), deputy="emma")
        if one.id == "anna"
        else one
        for one in STAFF
    )
    running.store.run_now(lambda unit: unit.staff.replace(staff_rows(staff)))
    await looks(running, NEXT_WEEK)
    assert ([], 1) == (of_the_week(people), len(of_the_week(people, "emma")))
    reply = await people.presses("emma", "overzicht")
    assert 1 == len(page_in(reply).entries)


async def test_before_the_summer_the_list_comes_twice(running: RunningBot, people: People) -> None:
    """Three school weeks ahead and on the last school day but four, once each."""
    await people.reports()
    day = datetime(2027, 6, 1, 6, 30, tzinfo=UTC)
    came: dict[str, str] = {}
    while day.date() < date(2027, 8, 10):
        await looks(running, day)
        for key in of_the_summer(people):
            came.setdefault(key, f"{day:%d-%m}")
        day += timedelta(days=1)
    assert {"zomer/2027-1": "28-06", "zomer/2027-2": "12-07"} == came


async def test_a_clock_that_is_moved_on_stops_for_them(running: RunningBot, people: People) -> None:
    """In the practice school a jump over weeks brings each card at its own moment."""
    await people.reports()
    care = running.wired.care
    travel = TimeTravel(
        running.clock, running.due_work, running.store, care.keep_time, care.next_moment
    )
    await travel.to(MONDAY + 3 * WEEK)
    posted = [
        message.posted_at
        for message in running.chat.messages("anna")
        if message.card.key.startswith("week/")
    ]
    assert [NEXT_WEEK, NEXT_WEEK + WEEK, NEXT_WEEK + 2 * WEEK] == posted


async def test_a_card_that_cannot_be_made_holds_up_no_other(
    running: RunningBot, people: People
) -> None:
    """It is given up, and all else arrives."""
    await people.reports()
    builder = BUILDERS.pop("week")
    try:
        await looks(running, NEXT_WEEK)
    finally:
        BUILDERS["week"] = builder
    assert [] == of_the_week(people)
    assert 1 == running.store.read_now(lambda unit: unit.outbox.count("given_up"))
    assert 0 == running.store.read_now(lambda unit: unit.outbox.count("sending"))


def page_in(reply: Reply) -> Page:
    """The page that was opened; anything else fails the test."""
    assert isinstance(reply, ShowPage), reply
    return reply.page


async def test_who_looks_at_the_overview_is_written_down(
    running: RunningBot, people: People
) -> None:
    """For each melding on the page, before it is shown; the list for the summer alike."""
    case_id = await people.reports()

    def looked() -> list[Access]:
        return [
            one
            for one in running.store.read_now(lambda unit: unit.access_log.of(case_id))
            if one.what in ("overzicht", "zomer")
        ]

    page = page_in(await people.presses("anna", "overzicht"))
    assert [f"open|{case_id}|"] == [one.buttons[0].value for one in page.entries]
    running.clock.move_to(datetime(2027, 7, 12, 9, 0, tzinfo=UTC))
    assert "Lopende meldingen" == page_in(await people.presses("anna", "zomer")).title
    assert [("anna", "overzicht"), ("anna", "zomer")] == [
        (one.staff_id, one.what) for one in looked()
    ]


async def test_others_are_refused_without_a_trace(running: RunningBot, people: People) -> None:
    """A coach hears as for a melding that is not theirs, and nothing is written down."""
    case_id = await people.reports()
    before = running.store.read_now(lambda unit: unit.access_log.of(case_id))
    for verb in ("overzicht", "zomer"):
        reply = await people.presses("bram", verb)
        assert isinstance(reply, Say)
        assert "refused" == reply.tone
    assert before == running.store.read_now(lambda unit: unit.access_log.of(case_id))


async def test_the_task_list_leads_to_overview_and_advice(
    running: RunningBot, people: People
) -> None:
    """Each only for who has something there; the question opens from the list."""
    case_id = await people.reports()
    await people.presses("bram", "oppakken", case_id)
    form = form_of(await people.presses("bram", "raad", case_id))
    await people.submits("bram", form, aan="emma", vraag="Hoe begin ik?")
    labels = {}
    for person in ("anna", "emma", "bram"):
        tasks = await people.types(person, "taken")
        assert isinstance(tasks, ShowTaskList)
        labels[person] = [
            item.button.label
            for section in tasks.task_list.sections
            if section.heading == "Over alle meldingen"
            for item in section.items
            if item.button
        ]
    assert {
        "anna": ["Open het overzicht"],
        "emma": ["Lees de vragen om raad"],
        "bram": [],
    } == labels
    (entry,) = page_in(await people.presses("emma", "raad-lijst")).entries
    assert "Bram vraagt je om raad" == entry.heading
    assert [] == list(page_in(await people.presses("anna", "raad-lijst")).entries)
