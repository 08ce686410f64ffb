"""The working days of a person move a reminder, never the limit of the work itself."""

import datetime

import msgspec

from flows import commands as do
from flows.case import FollowUp
from flows.school import School
from tests.flows.meldingen import TALK, done, fire, in_step_one, reported, taken_up
from tests.flows.small_school import SCHOOL, STAFF, Play
from tests.flows.views.dialogs import read
from tests.flows.views.story import said, seen, tasks_seen

THURSDAYS = (4,)
TALK_KEY = "taak/melding.1.gesprek_gepeste.p1"
CARD = "actie/melding.1.gesprek_gepeste"


def works_on(person: str, days: tuple[int, ...]) -> School:
    """The small school, where one colleague works on these days of the week."""
    staff = tuple(
        msgspec.structs.replace(one, working_days=days) if one.id == person else one
        for one in STAFF
    )
    return msgspec.structs.replace(SCHOOL, staff=staff)


def waiting(play: Play, key: str = TALK_KEY) -> FollowUp:
    """What waits under this key."""
    found = play.case.follow_up(key)
    assert found is not None
    return found


def days(play: Play, key: str = TALK_KEY) -> tuple[str, str]:
    """The limit and the next reminder, as days."""
    found = waiting(play, key)
    assert found.limit is not None
    return f"{found.limit:%a %d-%m}", f"{found.due:%a %d-%m}"


def on_thursdays() -> Play:
    """The coach of the bullied pupil works on Thursdays and took it up on Monday."""
    play = reported(school=works_on("bram", THURSDAYS))
    play.does(do.Acknowledge(actor="bram"))
    return play


def test_the_limit_is_that_of_the_protocol() -> None:
    """Two school days from Monday is Wednesday; the reminder comes on Thursday."""
    assert ("Wed 25-11", "Thu 26-11") == days(on_thursdays())
    assert ("Wed 25-11", "Wed 25-11") == days(taken_up())


def test_a_text_for_magister_has_its_own_limit_too() -> None:
    """It is said and counted from the same rule."""
    play = in_step_one()
    assert ("Wed 25-11", "Wed 25-11") == days(play, "magister/1.1.start.p1")


def test_what_is_shown_is_the_limit() -> None:
    """On the card, in the task list and on the page, before and after it passed."""
    play = on_thursdays()
    shown = [said(seen(play, "bram", CARD))]
    pages = [line for line in read(play, "anna").items if "Bram" in line]
    play.now += datetime.timedelta(days=3)
    shown.append(said(seen(play, "bram", CARD)))
    items = [one for section in tasks_seen(play, "bram").sections for one in section.items]

    assert ["Uiterlijk: wo 25 november", "Uiterlijk: wo 25 november (die dag is voorbij)"] == [
        next(line for line in text.split("\n") if line.startswith("Uiterlijk")) for text in shown
    ]
    assert "wo 25 november" in pages[0]
    assert items[0].late


def test_a_ladder_leaves_the_limit_alone() -> None:
    """Reminders go on, the limit stays where it was."""
    play = on_thursdays()
    fire(play, TALK_KEY)

    assert "Wed 25-11" == days(play)[0]


def test_whoever_takes_over_is_reminded_on_own_days() -> None:
    """The limit stays; the reminder moves to a day after this one that the new person works."""
    play = taken_up()
    play.school = works_on("anna", (2, 5))
    play.does(do.TakeOver(actor="anna", slot="begeleider:p1"))

    assert ("Wed 25-11", "Fri 27-11") == days(play)


def test_a_limit_that_passed_gives_who_takes_over_a_day() -> None:
    """Not a reminder in the same minute."""
    play = on_thursdays()
    play.now += datetime.timedelta(days=2, hours=1)
    play.does(do.TakeOver(actor="anna", slot="begeleider:p1"))

    assert ("Wed 25-11", "Thu 26-11") == days(play)


def test_work_that_was_waiting_before_limits_were_kept_shows_one_all_the_same() -> None:
    """An old melding has no limit in its events: it is worked out from when it began."""
    play = taken_up()
    for _ in range(2):
        fire(play, TALK_KEY)
    old = tuple(msgspec.structs.replace(one, limit=None) for one in play.case.follow_ups)
    play.case = msgspec.structs.replace(play.case, follow_ups=old)

    assert "Uiterlijk: wo 25 november" in said(seen(play, "bram", CARD))
    play.does(do.TakeOver(actor="anna", slot="begeleider:p1"))
    assert None is waiting(play).limit
    play.does(done("anna", "melding.1.gesprek_gepeste.p1", TALK))
    assert None is play.case.follow_up(TALK_KEY)
