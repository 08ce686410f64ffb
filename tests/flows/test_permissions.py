"""Who may do and see what: the table of architecture §5.3, cell by cell."""

import datetime

import msgspec
import pytest

from flows import commands as do
from flows.effects import Decision, Refused
from flows.permissions import (
    ACTS,
    LOOKS,
    NO_STANCE,
    Act,
    Look,
    Reader,
    Way,
    may,
    may_see,
    stance_of,
)
from flows.protocol import Notice, Protocol
from tests.flows.meldingen import (
    ADVICE,
    TALK,
    closed,
    consent,
    done,
    fire,
    in_aftercare,
    in_step_one,
    move,
    reported,
    taken_up,
    talked,
    with_agreements,
)
from tests.flows.small_school import TARGET, Play, stappenplan


def read_along() -> Protocol:
    """The protocol whose step 1 opens the page for one role, and tells another."""
    protocol = stappenplan()
    told = Notice(id="begin", on="begin", to=("schoolleiding",), bron="eigen")
    step = msgspec.structs.replace(
        protocol.stages[1], opens_for=("teamcoordinator",), notices=(told,)
    )
    stages = (protocol.stages[0], step, *protocol.stages[2:])
    return msgspec.structs.replace(protocol, stages=stages)


def everybody() -> Play:
    """A melding in step 1 in which each way to stand to it is held by somebody."""
    play = in_step_one(protocol=read_along())
    play.does(do.AskAdvice(actor="bram", to="lies", answers=ADVICE))
    key = "taak/1.1.gesprek_pester.p2"
    for _ in range(3):
        fire(play, key)
    return play


def reader(play: Play, person: str, days: int = 0) -> Reader:
    """A person who looks at a melding, some days later."""
    now = play.now + datetime.timedelta(days=days)
    return Reader(person, play.case, play.protocol, play.school, now)


WAYS: dict[str, set[Way]] = {
    "vak": {"reporter"},
    "bram": {"coach_of_target"},
    "carla": {"coach_of_other"},
    "dirk": set(),
    "anna": {"antipest", "passed_on"},
    "tom": {"page_reader"},
    "lies": {"adviser"},
    "rector": {"schoolleiding"},
    "vera": {"passed_on"},
    "ict": set(),
    "onbekend": set(),
}


@pytest.mark.parametrize("person", WAYS)
def test_a_person_stands_to_a_melding_in_ways(person: str) -> None:
    """Role slots, ladders and questions give a way; nothing else does."""
    assert WAYS[person] == stance_of(reader(everybody(), person)).ways


def test_school_management_is_a_stranger_until_it_comes_to_them() -> None:
    """No role at school gives a way to a melding before a card or a decision reached it."""
    play = in_step_one(answer="nee")
    seen = [stance_of(reader(play, "rector")).ways]
    for task in ("1.1.afspraken.", "1.1.gesprek_pester.p2"):
        play.does(do.ReportInfeasible(actor="carla", task=task, reason="Het lukt niet."))
        seen.append(stance_of(reader(play, "rector")).ways)
    play.does(do.SettleInfeasible(actor="anna", number=2, decision="overslaan", explanation="Ja."))
    seen.append(stance_of(reader(play, "rector")).ways)

    assert [frozenset(), frozenset(), {"schoolleiding"}, frozenset()] == seen


@pytest.mark.parametrize(("answer", "ways"), [("nee", {"schoolleiding"}), ("nog_vragen", set())])
def test_school_management_decides_on_a_refusal_only(answer: str, ways: set[Way]) -> None:
    """A talk for which the pupil is still asked, or agreed after all, is no decision for them."""
    play = in_step_one(answer=answer)
    task = "1.1.gesprek_pester.p2"
    play.does(do.ReportInfeasible(actor="carla", task=task, reason="Zonder ja kan het niet."))
    asked = stance_of(reader(play, "rector")).ways
    play.does(done("bram", "melding.1.toestemming.p1", consent("ja", "p2")))

    assert "" == play.case.matters[-1].settled
    assert ways == asked
    assert frozenset() == stance_of(reader(play, "rector")).ways


@pytest.mark.parametrize("order", [("bram", "dirk", "anna"), ("anna", "vera"), ("anna", "dirk")])
def test_nobody_comes_to_a_melding_by_keeping_others_out(order: tuple[str, ...]) -> None:
    """Whoever keeps out all who answer for it has no more ways than before."""
    play = everybody()
    staff = tuple(
        msgspec.structs.replace(one, roles=(*one.roles, "laatste_vangnet"))
        if one.id == "rector"
        else one
        for one in play.school.staff
        if one.id != "vera" or "vera" in order
    )
    play.school = msgspec.structs.replace(play.school, staff=staff)
    before = stance_of(reader(play, "rector")).ways
    for person in order:
        command = do.ExcludePerson(actor="rector", person=person, reason="Familie.")
        tried = play.tries(command)
        assert isinstance(tried, Decision) or tried == Refused("niet-naar-jezelf")
        if isinstance(tried, Decision):
            play.does(command)

        assert stance_of(reader(play, "rector")).ways <= before


def test_whoever_is_kept_out_stands_in_no_way() -> None:
    """An excluded coach is a stranger, also as reporter."""
    play = talked()
    for person in ("bram", "vak"):
        play.does(do.ExcludePerson(actor="anna", person=person, reason="Familie."))

        assert NO_STANCE == stance_of(reader(play, person))


def test_a_coach_stands_for_own_pupils() -> None:
    """Pupils whose coach somebody is, and the requests for advice they were asked."""
    assert ("p1",) == stance_of(reader(everybody(), "bram")).pupils
    assert ("p2",) == stance_of(reader(everybody(), "carla")).pupils
    assert ("1",) == stance_of(reader(everybody(), "lies")).advice


def test_a_deputy_stands_in_only_during_the_absence() -> None:
    """While the coach is ill the deputy stands as the coach, before and after as nobody."""
    play = in_step_one()
    since, until = play.now.date() + datetime.timedelta(1), play.now.date() + datetime.timedelta(3)
    staff = tuple(
        msgspec.structs.replace(one, absent_from=since, absent_until=until)
        if one.id == "bram"
        else one
        for one in play.school.staff
    )
    play.school = msgspec.structs.replace(play.school, staff=staff)
    ways = [stance_of(reader(play, "dirk", days)).ways for days in (0, 1, 3, 4)]

    assert [frozenset(), {"coach_of_target"}, {"coach_of_target"}, frozenset()] == ways
    assert frozenset() == stance_of(reader(play, "bram", 2)).ways


LEAD = {"bram", "anna"}
WORK = LEAD | {"carla"}

SEES: dict[Look, set[str]] = {
    "confirmation": {"vak"},
    "facts": WORK | {"tom"},
    "own_words": LEAD,
    "reporter": LEAD,
    "pupil_talks": LEAD,
    "pupil_texts": LEAD,
    "agreements": LEAD | {"tom"},
    "contacts": LEAD | {"tom"},
    "measures": LEAD | {"tom"},
    "everything": LEAD,
    "advice": {"lies"},
}
"""Who sees a part that is not about one pupil."""

OF_OWN_PUPIL = {"pupil_talks", "pupil_texts", "agreements", "contacts"}
"""What a coach of another pupil sees of that pupil."""


@pytest.mark.parametrize("look", LOOKS)
def test_who_sees_what(look: Look) -> None:
    """Each part, for each person: as in the table, and nothing more."""
    play = everybody()
    stances = {person: stance_of(reader(play, person)) for person in WAYS}

    assert SEES[look] == {person for person, stance in stances.items() if may_see(stance, look)}
    carla = stances["carla"]
    assert (look in OF_OWN_PUPIL or look == "facts") == may_see(carla, look, "p2")
    assert (look == "facts") == may_see(carla, look, "p1")
    assert not may_see(stances["ict"], look, "p2")


MAY: dict[Act, tuple[str, set[str]]] = {
    "acknowledge": ("", WORK),
    "add_pupil": ("", LEAD),
    "correct_pupil": ("", LEAD),
    "clear_texts": ("", LEAD),
    "complete": ("1.1.gesprek_pester.p2", {"carla", "anna"}),
    "override": ("1.1.gesprek_pester.p2", {"anna", "rector"}),
    "answer": ("taak/1.1.gesprek_pester.p2", {"carla", "anna"}),
    "move": ("verder", LEAD),
    "close": ("", LEAD),
    "reopen": ("", LEAD),
    "note": ("", WORK),
    "observe": ("", {"vak"}),
    "correct": ("1", {"anna"}),
    "ask_advice": ("", WORK | {"tom"}),
    "give_advice": ("1", {"lies"}),
    "infeasible": ("1.1.gesprek_pester.p2", WORK | {"tom"}),
    "settle": ("", {"anna"}),
    "go_on_without": ("1.1.gesprek_pester.p2", LEAD),
    "see_note": ("", LEAD),
    "record": ("1.1.start.p2", {"carla", "anna"}),
    "start_subflow": ("onzin", set()),
    "end_subflow": ("", LEAD),
    "take_over": ("begeleider:p2", {"carla", "anna", "vera"}),
    "merge": ("", LEAD),
    "exclude": ("", {"anna", "rector"}),
    "exclude_self": ("", WORK | {"tom"}),
}
"""Each act on this subject, and who may do it."""


@pytest.mark.parametrize("act", ACTS)
def test_who_may_do_what(act: Act) -> None:
    """Each act, for each person: as in the table, and nothing more."""
    play = everybody()
    subject, people = MAY[act]

    assert people == {person for person in WAYS if may(reader(play, person), act, subject)}


@pytest.mark.parametrize(
    ("act", "subject"),
    [
        ("complete", "1.1.onzin."),
        ("override", "1.1.onzin."),
        ("override", "1.1.afspraken."),
        ("go_on_without", "1.1.onzin."),
        ("go_on_without", "1.1.afspraken."),
        ("answer", "vraag/9.9.week"),
        ("move", "onzin"),
        ("correct", "99"),
        ("correct", "een"),
        ("give_advice", "2"),
        ("record", "1.1.onzin.p2"),
        ("start_subflow", "onzin"),
    ],
)
def test_nobody_may_do_what_is_not_there(act: Act, subject: str) -> None:
    """A subject that this melding does not have gives no right."""
    play = everybody()

    assert [] == [person for person in WAYS if may(reader(play, person), act, subject)]


def test_a_consultation_is_asked_by_the_coach() -> None:
    """A way on is for its roles: the antipestcoördinator does not consult themselves."""
    play = with_agreements()

    assert may(reader(play, "bram"), "move", "overleg")
    assert not may(reader(play, "anna"), "move", "overleg")


def test_who_recorded_something_may_correct_it() -> None:
    """A coach corrects own entries, not those of a colleague."""
    play = in_step_one()
    play.does(done("carla", "1.1.gesprek_pester.p2", TALK))
    number = str([one.number for one in play.case.log if one.what == "TaskCompleted"][-1])

    assert may(reader(play, "carla"), "correct", number)
    assert not may(reader(play, "bram"), "correct", number)


def test_a_ladder_gives_a_way_only_once_it_came_there() -> None:
    """The deputy and the last resort may step in after their rung was climbed (architecture §2)."""
    play = taken_up()
    key = "taak/melding.1.gesprek_gepeste.p1"
    came_to = []
    for _ in range(4):
        came_to.append(
            {
                one
                for one in ("dirk", "vera")
                if may(reader(play, one), "take_over", "begeleider:p1")
            }
        )
        fire(play, key)

    assert [set(), set(), {"dirk"}, {"dirk", "vera"}] == came_to
    assert not may(reader(play, "dirk"), "take_over", "begeleider:p2")


def test_a_question_that_was_only_asked_was_not_passed_on() -> None:
    """Asking is no rung: the deputy has no part yet."""
    play = with_agreements()
    for _ in range(2):
        fire(play, "vraag/1.1.week")
        assert frozenset() == stance_of(reader(play, "dirk")).ways
    fire(play, "vraag/1.1.week")

    assert {"passed_on"} == stance_of(reader(play, "dirk")).ways


@pytest.mark.parametrize("make", [in_aftercare, closed])
def test_work_of_a_step_is_over_with_the_step(make: object) -> None:
    """In aftercare and after closing nobody completes a task or moves on."""
    assert callable(make)
    play: Play = make()

    assert not may(reader(play, "bram"), "complete", "1.1.gesprek_pester.p2")
    assert may(reader(play, "bram"), "close")


def test_a_reporter_who_is_a_coach_stands_in_both_ways() -> None:
    """Whoever reports about an own pupil may do what a coach may."""
    play = reported(by="bram")

    assert {"reporter", "coach_of_target"} == stance_of(reader(play, "bram")).ways


def test_whoever_stands_in_for_a_pupil_without_coach_leads() -> None:
    """Nobody knows who bullies and the pupil has no coach: the antipestcoördinator does it all."""
    unknown = msgspec.structs.replace(TARGET, pupil="p9")
    play = reported(unknown)

    assert {"antipest", "coach_of_target"} == stance_of(reader(play, "anna")).ways


def test_way_on_needs_its_stage() -> None:
    """Before a report there is no stage, and nobody goes anywhere."""
    assert not may(reader(Play(), "anna"), "move", "starten")
    play = talked()
    play.does(move("starten", "melding.1", "Haast."))
    assert not may(reader(play, "anna"), "move", "starten")
