"""A school with a staff channel: one recipient more, with its own thread for each melding."""

import pathlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.erasing import OnPlatforms, erase
from flows import verbs
from flows.cards import Card
from flows.ports import Say
from flows.presses import decoded
from flows.staff_channel import BEGINS_AFTER, CHANNEL
from tests.bot.running.test_merging import merges, reports
from tests.practice.people import People, form_of
from tests.practice.planned_surface import Ending, Plan, PlannedSurface
from tests.practice.running_bot import RunningBot
from tests.practice.sending import codes, pass_time, unfinished
from tests.practice.with_channel import WithChannel, turn, with_channel

TALK = "actie/melding.1.gesprek_gepeste"
MINUTE = timedelta(minutes=1)
EVENING = datetime(2026, 11, 23, 21, 0, tzinfo=UTC)
"""Monday, 22:00 at school."""
TUESDAY_MORNING = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)


@pytest.fixture
async def running(folder: pathlib.Path, plan: Plan) -> AsyncIterator[RunningBot]:
    """A bot that is up, with a staff channel."""
    opened = await RunningBot.start(
        folder, around=lambda surface: PlannedSurface(surface, plan), linked=with_channel
    )
    turn(opened, on=True)
    yield opened
    opened.stop()


def channel(running: RunningBot) -> dict[str, Card]:
    """The cards in the channel, by key; twice the same key fails the test."""
    cards = [message.card for message in running.chat.messages(CHANNEL)]
    by_key = {one.key: one for one in cards}
    assert len(by_key) == len(cards)
    return by_key


def called(running: RunningBot, key: str) -> list[tuple[str, str]]:
    """Who is called on in a card, with the account by which they are called."""
    return [(one.name, one.account) for one in channel(running)[key].mentions]


async def begun(running: RunningBot, people: People) -> str:
    """Somebody reported, and the thread in the channel began; gives the id."""
    case_id = await people.reports()
    await running.delivering.drain()
    await pass_time(running, BEGINS_AFTER)
    return case_id


async def test_without_a_channel_nothing_goes_there(
    running: RunningBot, people: People, plan: Plan
) -> None:
    """Off until a school names one."""
    turn(running, on=False)
    case_id = await begun(running, people)
    await people.presses("bram", verbs.TAKE_UP, case_id)
    await running.due_work.run()
    assert ([], []) == (plan.posted(CHANNEL), codes(running.store))


async def test_a_melding_has_a_thread(running: RunningBot, people: People) -> None:
    """A root post, with its steps as replies below it, in order."""
    case_id = await begun(running, people)
    await people.presses("bram", verbs.TAKE_UP, case_id)
    await running.due_work.run()
    messages = running.chat.messages(CHANNEL)
    assert ["root", "oppakken", TALK] == [one.card.key for one in messages]
    assert {messages[0].message_id} == {one.thread_id for one in messages}


async def test_a_step_calls_who_must_act(running: RunningBot, people: People) -> None:
    """Everybody who fills a slot, by the account that they have there; one post for all."""
    case_id = await begun(running, people)
    assert [("Bram", "bram"), ("Carla", "carla")] == called(running, "oppakken")
    await people.presses("carla", verbs.TAKE_UP, case_id)
    await running.due_work.run()
    assert [("Bram", "bram")] == called(running, "oppakken")
    await people.presses("bram", verbs.TAKE_UP, case_id)
    await running.due_work.run()
    assert ([], "done") == (called(running, "oppakken"), channel(running)["oppakken"].tone)


async def test_the_channel_changes_in_place(
    running: RunningBot, people: People, plan: Plan
) -> None:
    """Each card is posted once, whatever happens to it."""
    case_id = await begun(running, people)
    await people.presses("bram", verbs.TAKE_UP, case_id)
    await people.presses("carla", verbs.TAKE_UP, case_id)
    await running.due_work.run()
    form = form_of(await people.presses("bram", verbs.DO, case_id, "melding.1.gesprek_gepeste"))
    answers = {"dag": "2026-11-23", "besproken": "Wat er speelt.", "leeftijd": "onder-16"}
    await people.submits("bram", form, **answers)
    await running.due_work.run()
    assert ["root", "oppakken", TALK] == plan.posted(CHANNEL)[:3]
    assert "done" == channel(running)[TALK].tone
    assert len(set(plan.posted(CHANNEL))) == len(plan.posted(CHANNEL))


async def test_a_thread_begins_a_while_after_the_report(
    running: RunningBot, people: People
) -> None:
    """Whatever happens meanwhile does not hasten it: that would tell who reported."""
    case_id = await people.reports()
    await running.delivering.drain()
    await people.presses("bram", verbs.TAKE_UP, case_id)
    await pass_time(running, BEGINS_AFTER - MINUTE)
    assert {} == channel(running)
    assert ["root", TALK] == people.keys("bram")
    await pass_time(running, MINUTE)
    assert ["root", "oppakken", TALK] == list(channel(running))


async def test_a_coach_who_reports_is_not_told_from_one_who_is_quick(
    running: RunningBot, people: People
) -> None:
    """The same posts, at the same moment after the report."""
    own = await people.reports("bram")
    await running.delivering.drain()
    await pass_time(running, BEGINS_AFTER)
    first = [message.card for message in running.chat.messages(CHANNEL)]
    quick = await people.reports("vak")
    await people.presses("bram", verbs.TAKE_UP, quick)
    await pass_time(running, BEGINS_AFTER)
    second = [message.card for message in running.chat.messages(CHANNEL)][len(first) :]
    assert [repr(one).replace(own, quick) for one in first] == [repr(one) for one in second]


async def test_the_channel_is_quiet_in_the_evening(running: RunningBot, people: People) -> None:
    """It begins at the opening of the school, as the cards do; also for who acted."""
    running.clock.move_to(EVENING)
    case_id = await people.reports()
    await people.presses("bram", verbs.TAKE_UP, case_id)
    await pass_time(running, TUESDAY_MORNING - EVENING - MINUTE)
    assert {} == channel(running)
    assert "root" in people.keys("bram")
    await pass_time(running, MINUTE)
    assert ["root", "oppakken", TALK] == list(channel(running))


async def test_a_channel_that_was_named_later(running: RunningBot, people: People) -> None:
    """A melding that runs already gets its root post with the first step that follows."""
    turn(running, on=False)
    case_id = await begun(running, people)
    turn(running, on=True)
    await people.presses("bram", verbs.TAKE_UP, case_id)
    await running.due_work.run()
    assert ["root", TALK] == list(channel(running))


async def test_a_channel_that_was_taken_away(
    running: RunningBot, people: People, plan: Plan
) -> None:
    """What stands there is left as it is; nobody is told that it cannot be reached."""
    case_id = await begun(running, people)
    before = len(plan.replaced(CHANNEL))
    turn(running, on=False)
    await people.presses("bram", verbs.TAKE_UP, case_id)
    await running.due_work.run()
    assert before == len(plan.replaced(CHANNEL))
    assert [] == codes(running.store)


async def test_a_channel_that_cannot_be_reached_is_told_once(
    running: RunningBot, people: People, plan: Plan
) -> None:
    """The antipestcoördinator hears that it is the channel; everybody else gets their cards."""
    plan.then(CHANNEL, *[Ending.UNREACHABLE] * 9)
    case_id = await begun(running, people)
    await people.presses("bram", verbs.TAKE_UP, case_id)
    await running.due_work.run()
    told = [one for one in people.cards("anna") if one.key.startswith("onbereikbaar/")]
    assert [f"Melding {case_id}: Het kanaal is niet te bereiken"] == [one.title for one in told]
    assert ["root", TALK] == people.keys("bram")
    assert 0 == unfinished(running.store)


async def test_a_root_post_that_somebody_removed(
    running: RunningBot, people: People, plan: Plan
) -> None:
    """The next step stands on its own, rather than nowhere."""
    case_id = await begun(running, people)
    plan.then(CHANNEL, *[Ending.ARRIVES] * 2, Ending.GONE)
    await people.presses("bram", verbs.TAKE_UP, case_id)
    await running.due_work.run()
    assert ["root", "oppakken", TALK] == list(channel(running))
    assert [] == codes(running.store)


async def test_what_is_between_two_people_stays_there(running: RunningBot, people: People) -> None:
    """Advice, what the reporter gets, and who steps back are in no post and move none."""
    case_id = await begun(running, people)
    before = channel(running)
    form = form_of(await people.presses("bram", verbs.ASK_ADVICE, case_id))
    await people.submits("bram", form, aan="tom", vraag="Hoe begin ik zo'n gesprek?")
    await running.due_work.run()
    assert "raad/1" in people.keys("tom")
    assert before == channel(running)


async def test_the_button_opens_for_who_may_and_refuses_anybody_else(
    running: RunningBot, people: People
) -> None:
    """The same press, asked about at the one door: in the channel it gives no right."""
    await begun(running, people)
    (button,) = channel(running)["oppakken"].buttons
    press = decoded(button.value)
    assert press is not None
    opened = [await people.presses(one, press.verb, press.case_id) for one in ("bram", "anna")]
    refused = [
        await people.presses(one, press.verb, press.case_id)
        for one in ("tom", "emma", "onbekend", CHANNEL)
    ]
    assert [False, False] == [isinstance(one, Say) for one in opened]
    assert ["refused"] * 4 == [one.tone for one in refused if isinstance(one, Say)]


async def test_a_melding_that_goes_into_another_one(running: RunningBot, people: People) -> None:
    """Its posts say so, and not into which; the other thread goes on."""
    first = await reports(people, "vak")
    second = await reports(people, "tom", "leerling-bilal")
    await pass_time(running, BEGINS_AFTER)
    await merges(people, second, first)
    await running.due_work.run()
    shown = [message.card for message in running.chat.messages(CHANNEL)]
    old = [one for one in shown if second in one.title]
    assert {"withdrawn"} == {one.tone for one in old}
    assert [] == [one for one in old if first in repr(one)]
    assert [] == [one for one in shown if first in one.title and one.tone == "withdrawn"]
    assert 0 == unfinished(running.store)


async def test_an_erased_melding_leaves_nothing_in_the_channel(
    running: RunningBot, people: People
) -> None:
    """Its posts are replaced as everybody's cards are."""
    case_id = await begun(running, people)
    wording = running.wired.library.current.wording
    way = OnPlatforms(running.accounts, wording)
    done = await erase(running.store, case_id, "verzoek", running.clock, way)
    assert 0 == done.left
    assert {wording("gewist-titel")} == {one.title for one in channel(running).values()}


async def test_a_channel_nobody_knows_the_way_to(running: RunningBot, people: People) -> None:
    """Without its platform it is unreachable, and told as such."""
    accounts = running.accounts
    assert isinstance(accounts, WithChannel)
    accounts.is_there = False
    await begun(running, people)
    assert {"recipient_unknown"} == set(codes(running.store))
    assert f"onbereikbaar/{CHANNEL}" in people.keys("anna")
