"""Somebody who loses a role or leaves: what they had is replaced, and nothing more is sent."""

from datetime import timedelta

import msgspec

from bot.directory import People as Everybody
from bot.school_change import replace_people, tell_change
from flows import verbs
from flows.cards import Card
from flows.ports import Pressed, Say, Typed
from flows.presses import Press
from flows.roster import RosterPupil, StaffMember
from storage.units_of_work import UnitOfWork
from tests.practice.linked import Linked, rows, who
from tests.practice.people import People
from tests.practice.running_bot import RunningBot
from tests.practice.twelve import PUPILS, STAFF

WEEK = timedelta(weeks=1)


async def takes_in(running: RunningBot, after: Everybody) -> None:
    """Takes in new files, as an import does, and sends what follows from it."""

    def work(unit: UnitOfWork) -> None:
        replace_people(unit, running.cases, running.wired.directory, after, running.clock.now())

    await running.store.run(work, named="import")
    await tell_change(running.store, running.cases)
    await running.due_work.run()


def another_coach(pupil: RosterPupil) -> RosterPupil:
    """Lets Dirk coach whom Bram did."""
    coaches = tuple("dirk" if one == "bram" else one for one in pupil.coaches)
    return msgspec.structs.replace(pupil, coaches=coaches)


def without(staff_id: str) -> tuple[StaffMember, ...]:
    """The staff when somebody left."""
    return tuple(one for one in STAFF if one.id != staff_id)


def cards(running: RunningBot, user_id: str) -> tuple[Card, ...]:
    """Gives the cards in somebody's chat."""
    return tuple(one.card for one in running.chat.messages(user_id))


async def test_another_coach_gets_the_cards(up: RunningBot) -> None:
    """The root card of the former coach is withdrawn where it stands, and no card follows it."""
    colleagues = People(up)
    case_id = await colleagues.reports("Uvak")
    await colleagues.presses("Ubram", verbs.TAKE_UP, case_id)
    await up.due_work.run()
    before = [one.key for one in cards(up, "Ubram")]

    await takes_in(up, Everybody(tuple(map(another_coach, PUPILS)), STAFF))
    await up.travel.to(up.clock.now() + WEEK)

    left = cards(up, "Ubram")
    assert before == [one.key for one in left]
    assert {"withdrawn"} == {one.tone for one in left}
    assert [] == [button for one in left for button in one.buttons]
    assert "root" in [one.key for one in cards(up, "Udirk")]
    pressed = Pressed(who("Ubram"), Press(verbs.OPEN_CASE, case_id).encoded(), "later")
    refused = await up.bot.handle(pressed)
    assert isinstance(refused, Say)
    assert "refused" == refused.tone


async def test_who_left_gets_nothing_and_keeps_nothing(up: RunningBot, linked: Linked) -> None:
    """The cards are withdrawn, for which the account is kept, and every door is closed."""
    colleagues = People(up)
    await colleagues.reports("Uvak")
    await up.due_work.run()
    assert ["root"] == [one.key for one in cards(up, "Ubram")]

    await takes_in(up, Everybody(tuple(map(another_coach, PUPILS)), without("bram")))
    linked.passes(timedelta(days=1))
    await linked.keep_up()
    await up.travel.to(up.clock.now() + WEEK)

    assert ["withdrawn"] == [one.tone for one in cards(up, "Ubram")]
    assert "Ubram" == rows(up.store)["bram"]
    refused = await up.bot.handle(Typed(who("Ubram"), "taken", "later"))
    assert refused == await up.bot.handle(Typed(who("Uvreemd"), "taken", "later"))


async def test_who_has_no_account_is_told_of(up: RunningBot, linked: Linked) -> None:
    """Of a coach without an account the antipestcoördinator reads who it is, and which melding."""
    linked.book.refuses("Ubram")
    colleagues = People(up)
    case_id = await colleagues.reports("Uvak")
    await up.due_work.run()
    assert () == cards(up, "Ubram")
    told = next(one for one in cards(up, "Uanna") if one.key.startswith("onbereikbaar/"))
    assert "onbereikbaar/bram" == told.key
    words = msgspec.json.encode(told).decode()
    assert case_id in words
    assert "Bram" in words
