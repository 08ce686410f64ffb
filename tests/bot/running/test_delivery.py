"""What becomes of a card when its call ends well, badly, or nobody knows how."""

import pathlib
import shutil
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from bot import card_maker
from flows import verbs
from flows.cards import Card
from flows.forms import NOT_IN_LIST
from flows.views.scene import Scene
from storage.outbox import Delivery
from tests.practice.people import People
from tests.practice.planned_surface import RETRY_AFTER, Ending, Plan, PlannedSurface
from tests.practice.running_bot import DATABASE, RunningBot
from tests.practice.sending import codes, pass_time, unfinished
from tests.practice.twelve import MONDAY, STAFF

EVENING = datetime(2026, 11, 23, 21, 0, tzinfo=UTC)
"""Monday, 22:00 at school."""
TUESDAY_MORNING = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
IN_THE_HOLIDAYS = datetime(2026, 12, 22, 12, 0, tzinfo=UTC)
NEXT_MORNING = datetime(2026, 12, 23, 8, 0, tzinfo=UTC)
"""07:30 at school."""

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


async def test_a_root_card_with_its_thread_below_it(running: RunningBot, people: People) -> None:
    """Each person has one root card per melding; what follows stands in its thread, in order."""
    case_id = await people.reports()
    await people.presses("bram", verbs.TAKE_UP, case_id)
    await running.due_work.run()
    messages = running.chat.messages("bram")
    assert ["root", "actie/melding.1.gesprek_gepeste"] == [one.card.key for one in messages]
    assert {messages[0].message_id} == {one.thread_id for one in messages}


async def test_not_sent_waits_as_long_as_the_platform_asks(
    running: RunningBot, people: People, plan: Plan
) -> None:
    """A refused call is made again, not before its time, and shows one card."""
    plan.then("bram", Ending.NOT_SENT)
    await people.reports()
    await running.delivering.drain()
    assert [] == people.keys("bram")
    await pass_time(running, timedelta(seconds=RETRY_AFTER - 1))
    assert ["root"] == plan.posted("bram")
    await pass_time(running, timedelta(seconds=1))
    assert ["root"] == people.keys("bram")
    assert 0 == unfinished(running.store)


async def test_one_who_cannot_be_reached_holds_up_nobody(
    running: RunningBot, people: People, plan: Plan
) -> None:
    """Threads go side by side: while one waits, the others get theirs."""
    plan.then("bram", Ending.NOT_SENT)
    await people.reports()
    await running.delivering.drain()
    assert ["root"] == people.keys("carla")
    assert ["root"] == people.keys("anna")


async def test_a_thread_waits_for_its_first_card(
    running: RunningBot, people: People, plan: Plan
) -> None:
    """What follows never overtakes a card that has to be sent again."""
    plan.then("bram", Ending.NOT_SENT)
    case_id = await people.reports()
    await running.delivering.drain()
    await people.presses("bram", verbs.TAKE_UP, case_id)
    await running.delivering.drain()
    assert ["root"] == plan.posted("bram")
    await pass_time(running, timedelta(seconds=RETRY_AFTER))
    assert ["root", "actie/melding.1.gesprek_gepeste"] == people.keys("bram")


async def test_who_will_never_be_reached_is_told_at_once(
    running: RunningBot, people: People, plan: Plan
) -> None:
    """Somebody whose account is closed is a safety matter: no second try, and it is told."""
    plan.then("bram", Ending.UNREACHABLE)
    await people.reports()
    await running.delivering.drain()
    assert ["user_disabled"] == codes(running.store)
    assert ["root"] == plan.posted("bram")
    assert "onbereikbaar/bram" in people.keys("anna")


async def test_when_the_antipestcoordinator_is_unreachable_too(
    running: RunningBot, people: People, plan: Plan
) -> None:
    """Somebody always hears of it: the last resort, when nobody else can."""
    plan.then("bram", Ending.UNREACHABLE)
    plan.then("anna", *[Ending.UNREACHABLE] * 3)
    await people.reports()
    await running.delivering.drain()
    assert [] == people.keys("anna")
    assert [key for key in people.keys("vera") if key.startswith("onbereikbaar/")]


@pytest.mark.parametrize(
    ("silent", "heard"), [("anna vera", []), ("anna", ["vera"]), ("vera", ["anna"])]
)
async def test_nobody_is_told_in_turns(
    running: RunningBot, people: People, plan: Plan, silent: str, heard: list[str]
) -> None:
    """Whoever can be reached hears it once, and when nobody can, it ends."""
    for person in ("bram", *silent.split()):
        plan.then(person, *[Ending.UNREACHABLE] * 30)
    await people.reports()
    await running.due_work.run()
    assert 0 == unfinished(running.store)
    told = {one: [key for key in plan.posted(one) if "/" in key] for one in ("anna", "vera")}
    assert all(len(keys) == len(set(keys)) for keys in told.values())
    assert not any(f"onbereikbaar/{one}" in keys for one, keys in told.items())
    assert heard == [one for one in told if "onbereikbaar/bram" in people.keys(one)]


async def test_a_card_that_somebody_removed_is_posted_again(
    running: RunningBot, people: People, plan: Plan
) -> None:
    """An update that finds nothing to replace becomes a new card."""
    case_id = await people.reports()
    await running.delivering.drain()
    plan.then("anna", Ending.GONE)
    await people.presses("bram", verbs.TAKE_UP, case_id)
    await running.delivering.drain()
    assert ["root", "root"] == plan.posted("anna")
    assert [] == codes(running.store)


async def test_a_thread_that_somebody_removed(
    running: RunningBot, people: People, plan: Plan
) -> None:
    """A card whose thread is gone stands on its own, rather than nowhere."""
    case_id = await people.reports()
    await running.delivering.drain()
    await people.presses("bram", verbs.TAKE_UP, case_id)
    plan.then("bram", Ending.ARRIVES, Ending.GONE)
    await running.delivering.drain()
    key = "actie/melding.1.gesprek_gepeste"
    assert [key, key] == [one for one in plan.posted("bram") if one == key]
    assert key in people.keys("bram")
    assert [] == codes(running.store)


async def test_no_answer_for_a_day(running: RunningBot, people: People, plan: Plan) -> None:
    """What cannot be sent for a whole day is given up, and told."""
    plan.then("bram", *[Ending.NOT_SENT] * 200)
    await people.reports()
    end = MONDAY + DAY + timedelta(hours=1)
    while running.clock.now() < end:
        await pass_time(running, timedelta(minutes=20))
    assert ["too_late"] == codes(running.store)
    assert "onbereikbaar/bram" in people.keys("anna")


async def test_a_card_that_looks_the_same_is_not_sent_again(
    running: RunningBot, people: People, plan: Plan
) -> None:
    """An update that would change nothing costs no call."""
    case_id = await people.reports()
    await running.delivering.drain()
    before = len(plan.calls)
    row = Delivery(
        id=f"{case_id}:99:0",
        case_id=case_id,
        staff_id="bram",
        card_key="root",
        kind="update",
        created_at=MONDAY,
        not_before=MONDAY,
    )
    running.store.run_now(lambda unit: unit.outbox.add([row]))
    await running.delivering.drain()
    assert before == len(plan.calls)
    assert 0 == unfinished(running.store)


async def test_one_bad_row_among_a_hundred(
    running: RunningBot, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A card that cannot be rendered is dead at once; the other ninety-nine arrive."""
    case_id = await people.reports()
    await running.delivering.drain()

    def card(_: Scene, key: str) -> Card:
        if key == "bericht/50":
            raise ZeroDivisionError
        return Card(key=key, title="Bericht")

    monkeypatch.setattr(card_maker, "card_for", card)
    rows = [
        Delivery(
            id=f"{case_id}:99:{number}",
            case_id=case_id,
            staff_id=STAFF[number % 10].id,
            card_key=f"bericht/{number}",
            kind="send",
            created_at=MONDAY,
            not_before=MONDAY,
        )
        for number in range(100)
    ]
    running.store.run_now(lambda unit: unit.outbox.add(rows))
    await running.delivering.drain()
    keys = {key for member in STAFF for key in people.keys(member.id)}
    assert 99 == len([key for key in keys if key.startswith("bericht/")])
    assert ["rendering_failed"] == codes(running.store)
    assert 0 == unfinished(running.store)


async def test_a_melding_that_cannot_be_read_any_more(running: RunningBot, people: People) -> None:
    """Its own cards are given up; those of another melding arrive."""
    damaged = await people.reports()
    await running.delivering.drain()
    await people.presses("bram", verbs.TAKE_UP, damaged)
    other = await people.reports()
    spoil = text("UPDATE events SET ciphertext = x'00' WHERE case_id = :case AND sequence = 1")
    running.store.run_now(lambda unit: unit.connection.execute(spoil, {"case": damaged}).close())
    await running.delivering.drain()
    assert 0 == unfinished(running.store)
    assert {"rendering_failed"} == set(codes(running.store))
    assert other in {message.case_id for message in running.chat.messages("bram")}


async def test_a_card_of_a_melding_that_is_gone(running: RunningBot, plan: Plan) -> None:
    """Nothing is sent about it any more."""
    row = Delivery(
        id="ZZZZ:1:0",
        case_id="ZZZZ",
        staff_id="bram",
        card_key="root",
        kind="send",
        created_at=MONDAY,
        not_before=MONDAY,
    )
    running.store.run_now(lambda unit: unit.outbox.add([row]))
    await running.delivering.drain()
    assert [] == plan.calls
    assert ["gone"] == codes(running.store)


async def test_what_was_in_flight_when_the_program_stopped(
    folder: pathlib.Path, running: RunningBot, people: People
) -> None:
    """The next program sends it once more, whether it had arrived or not."""
    await people.reports()
    claimed = running.store.run_now(lambda unit: unit.outbox.claim(MONDAY))
    running.stop()
    again = await RunningBot.start(folder)
    await again.due_work.run()
    assert len(claimed) == sum(again.chat.deliveries().values())
    assert 0 == unfinished(again.store)
    again.stop()


async def test_a_report_in_the_evening_waits_for_the_morning(
    running: RunningBot, people: People
) -> None:
    """Colleagues get it at half past seven; whoever reported it sees it at once."""
    running.clock.move_to(EVENING)
    await people.reports()
    await running.due_work.run()
    assert ["root"] == people.keys("vak")
    assert [] == people.keys("bram")
    assert TUESDAY_MORNING == await running.delivering.next_due()
    running.clock.move_to(TUESDAY_MORNING)
    await running.due_work.run()
    assert "root" in people.keys("bram")


async def test_an_acute_report_in_the_evening_goes_at_once(
    running: RunningBot, people: People
) -> None:
    """Acute does not wait for the morning."""
    running.clock.move_to(EVENING)
    await people.reports(acute=True)
    await running.due_work.run()
    assert ["root"] == people.keys("bram")


async def test_what_waits_for_the_morning_is_hastened(running: RunningBot, people: People) -> None:
    """When something in the thread must go now, what was held before it goes first."""
    running.clock.move_to(EVENING)
    case_id = await people.reports()
    await running.due_work.run()
    assert [] == people.keys("bram")
    await people.presses("bram", verbs.TAKE_UP, case_id)
    await running.due_work.run()
    assert ["root", "actie/melding.1.gesprek_gepeste"] == people.keys("bram")
    assert [] == people.keys("anna")


async def test_in_the_holidays_the_earlier_of_two_parts_counts(
    running: RunningBot, people: People
) -> None:
    """An antipestcoördinator who is a pupil's coach too does not wait until school begins."""
    running.clock.move_to(IN_THE_HOLIDAYS)
    await people.reports(target=f"{NOT_IN_LIST}jongen met rode fiets")
    running.clock.move_to(NEXT_MORNING)
    await running.due_work.run()

    assert ["root"] == people.keys("anna")
    assert [] == people.keys("carla")


LASTING = frozenset({Ending.UNREACHABLE, Ending.GONE})
"""Endings of a call that trying again does not mend."""

PLANNED = st.lists(st.sampled_from([one for one in Ending if one is not Ending.BROKEN]), max_size=4)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(bram=PLANNED, anna=PLANNED)
async def test_any_run_of_bad_luck(
    school: pathlib.Path,
    tmp_path_factory: pytest.TempPathFactory,
    bram: list[Ending],
    anna: list[Ending],
) -> None:
    """However calls end: nothing stays unfinished, and each copy of a card had its own doubt."""
    folder = tmp_path_factory.mktemp("luck")
    shutil.copy(school, folder / DATABASE)
    plan = Plan()
    plan.then("bram", *bram)
    plan.then("anna", *anna)
    running = await RunningBot.start(folder, around=lambda surface: PlannedSurface(surface, plan))
    people = People(running)
    await people.reports()
    for _ in range(12):
        await running.delivering.drain()
        running.clock.move_to(running.clock.now() + timedelta(seconds=RETRY_AFTER))
    assert 0 == unfinished(running.store)
    for person, endings in (("bram", bram), ("anna", anna), ("carla", [])):
        unsaid = endings.count(Ending.ARRIVES_UNSAID)
        assert unsaid + 1 >= max(Counter(people.keys(person)).values(), default=0)
    for person, endings in (("bram", bram), ("anna", anna)):
        assert "root" in people.keys(person) or not LASTING.isdisjoint(endings)
    assert ["root"] == people.keys("carla")
    reached = "root" in people.keys("bram") or "onbereikbaar/bram" in people.keys("anna")
    assert reached or people.keys("vera")
    running.stop()
