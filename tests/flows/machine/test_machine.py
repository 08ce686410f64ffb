"""Any order of commands, people and timers: what a melding promises holds all along the way."""

import datetime
from typing import Any

import msgspec
from hypothesis import HealthCheck, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from flows import commands as do
from flows.action_kinds import YES
from flows.case import OPEN_STATES, Case
from flows.effects import Decision, Refused, SendCard
from flows.event_log import replay
from flows.event_parts import Involved
from flows.events import Event, TaskCompleted
from flows.permissions import Act, Reader, may, stance_of
from flows.rules.situation import Situation
from flows.school import Place, School, Slot, people_for, slot_from
from flows.tasks import task_of, task_ref
from tests.flows.machine.merging import SecondMeldingen
from tests.flows.machine.mistakes import WrongPupils
from tests.flows.machine.offers import Choose, next_steps, offered, report
from tests.flows.machine.private_facts import read_by_others
from tests.flows.machine.timers import Timers
from tests.flows.small_school import SCHOOL, Play, member

NOT_YOURS = Refused("niet-van-jou")

CASTS = (
    (Involved("p1", ("gepeste",)), Involved("p2", ("pester",))),
    (Involved("p1", ("gepeste",)), Involved("p2", ("pester",)), Involved("p3", ("pester",))),
    (Involved("p1", ("gepeste",)), Involved("p4", ("gepeste",)), Involved("p2", ("pester",))),
    (Involved("p1", ("gepeste", "pester")), Involved("p2", ("gepeste", "pester"))),
    (Involved("p1", ("gepeste",)),),
    (Involved("p7", ("gepeste",)), Involved("p2", ("pester",)), Involved("p3", ("betrokken",))),
)
"""One and one; two who bully; two who are bullied; both in both parts; unknown; not in the list."""

PLACES = (
    *SCHOOL.places[:2],
    Place("p3", ("carla", "dirk"), "onderbouw", "2c"),
    Place("p4", ("bram", "dirk"), "onderbouw", "2b"),
    Place("p5", ("dirk",)),
)
STAFF = (*SCHOOL.staff, member("fg", "privacy"))
OUTSIDERS = ("ict", "fg", "onbekend")
"""Colleagues without a part in any melding, and somebody who does not work here."""

USUAL = ("bram", "carla", "anna", "dirk")
EVERYBODY = (*(one.id for one in STAFF), "onbekend")

SAID_TWICE = (do.AddNote, do.AskAdvice, do.AddPupil)
"""What somebody may mean to say twice; `bot/` knows a form that was sent twice and who is named."""
RECORDED_TWICE = ("afspraken", "bellen")
"""Actions that somebody may mean to record twice: one more agreement, one more call."""

ACTS: dict[type, tuple[Act, str]] = {
    do.Acknowledge: ("acknowledge", ""),
    do.AddPupil: ("add_pupil", ""),
    do.CorrectPupil: ("correct_pupil", ""),
    do.ClearTexts: ("clear_texts", ""),
    do.CompleteTask: ("complete", "task"),
    do.OverrideGate: ("override", "task"),
    do.AnswerQuestion: ("answer", "key"),
    do.MoveOn: ("move", "transition"),
    do.CloseCase: ("close", ""),
    do.ReopenCase: ("reopen", ""),
    do.SeeNote: ("see_note", ""),
    do.CorrectEntry: ("correct", "entry"),
    do.AskAdvice: ("ask_advice", ""),
    do.GiveAdvice: ("give_advice", "number"),
    do.ReportInfeasible: ("infeasible", "task"),
    do.SettleInfeasible: ("settle", ""),
    do.GoOnWithout: ("go_on_without", "task"),
    do.ComposeGroup: ("complete", "task"),
    do.StartSubflow: ("start_subflow", "flow"),
    do.EndSubflow: ("end_subflow", ""),
    do.TakeOver: ("take_over", "slot"),
}
"""Per command: the act that its actor must be allowed, and the field that says to what."""


def act_of(command: do.Command) -> tuple[Act, str]:
    """Gives the act behind a command, and its subject."""
    if isinstance(command, do.AddNote):
        return ("observe" if command.kind == "waarneming" else "note"), ""
    if isinstance(command, do.ExcludePerson):
        return ("exclude_self" if command.person == command.actor else "exclude"), ""
    if isinstance(command, do.ReviewRecord | do.PasteRecord):
        return "record", f"{command.record}.{command.pupil}"
    act, field = ACTS[type(command)]
    return act, str(getattr(command, field)) if field else ""


def may_be_meant_twice(command: do.Command, case: Case, play: Play) -> bool:
    """Says whether the same command once more tells something new."""
    if isinstance(command, do.CompleteTask):
        task = task_of(case, play.protocol, command.task)
        return task is not None and task.action.kind in RECORDED_TWICE
    return isinstance(command, SAID_TWICE)


def talks_without_consent(before: Case, play: Play, events: tuple[Event, ...]) -> list[str]:
    """Gives the talks with a pupil who bullies that some bullied pupil did not agree to."""
    wrong = []
    for event in events:
        task = (
            task_of(before, play.protocol, event.task) if isinstance(event, TaskCompleted) else None
        )
        if task is None or task.action.gate != "toestemming":
            continue
        pupil = task.ref.pupil
        agreed = {
            one.target for one in before.consents if (one.perpetrator, one.answer) == (pupil, YES)
        }
        opened = {one.pupil for one in before.overrides if one.gate == task.action.gate}
        if pupil not in opened and not set(before.targets) - {pupil} <= agreed:
            wrong.append(task.ref.encoded())
    return wrong


class MeldingMachine(WrongPupils, SecondMeldingen):
    """One melding in a school where people come and go and time only goes on."""

    def __init__(self) -> None:
        super().__init__()
        school = msgspec.structs.replace(SCHOOL, staff=STAFF, places=PLACES)
        self.play = Play(school=school)
        self.timers = Timers()
        self.given: list[do.Command] = []

    @property
    def case(self) -> Case:
        """The melding as it is now."""
        return self.play.case

    @initialize(
        data=st.data(),
        cast=st.sampled_from(CASTS),
        reporter=st.sampled_from(("vak", "bram", "carla", "rector")),
        hour=st.integers(0, 23),
        day=st.integers(0, 45),
    )
    def somebody_reports(
        self, data: st.DataObject, cast: tuple[Involved, ...], reporter: str, hour: int, day: int
    ) -> None:
        """A melding begins, at any hour, in term and in the holidays."""
        self.play.now += datetime.timedelta(days=day, hours=hour)
        situation = Situation(
            self.play.school, self.play.protocol, self.case, reporter, self.play.now
        )
        self.asks(report(situation, cast, chooser(data)))

    def asks(self, command: do.Command) -> Decision | Refused:
        """Asks it, checks what holds for every answer, and lets it happen."""
        before, play = self.case, self.play
        decision = play.tries(command)
        if isinstance(decision, Refused):
            return decision
        if not decision.events:
            assert () == decision.effects
            return decision
        if command.actor and before.sequence:
            reader = Reader(command.actor, before, play.protocol, play.school, play.now)
            assert may(reader, *act_of(command)), command
        assert [] == talks_without_consent(before, play, decision.events)
        play.does(command)
        self.timers.carry_out(decision.effects)
        self.keeps(decision)
        self.given.append(command)
        if not may_be_meant_twice(command, before, play):
            expected = NOT_YOURS if self.stands_outside(command.actor) else Decision()
            assert expected == play.tries(command), command
        return decision

    def stands_outside(self, person: str) -> bool:
        """Says whether somebody has no part in it, or by what they just did no longer.

        Whoever coaches a pupil on paper, while a colleague does so, stands outside too.
        """
        play = self.play
        reader = Reader(person, self.case, play.protocol, play.school, play.now)
        return bool(person) and not stance_of(reader).ways

    def drawn(self, data: st.DataObject, actors: tuple[str, ...]) -> do.Command:
        """Draws something that can be asked now, and who asks it."""
        choose = chooser(data)
        play = self.play
        offers = offered(self.case, play.protocol, play.school, play.now)
        offer = offers[choose(tuple(range(len(offers))))]
        command = msgspec.structs.replace(offer(choose), actor=choose(actors))
        note(repr(command))
        return command

    @rule(data=st.data())
    def somebody_involved_acts(self, data: st.DataObject) -> None:
        """A coach or the antipestcoördinator does something that can be asked."""
        self.asks(self.drawn(data, USUAL))

    @rule(data=st.data(), steps=st.integers(1, 12), detours=st.integers(0, 2))
    def work_goes_on(self, data: st.DataObject, steps: int, detours: int) -> None:
        """Colleagues do what comes next, some steps in a row, with the first answers."""

        def choose(options: tuple[Any, ...]) -> Any:  # noqa: ANN401 - whatever is offered
            return options[data.draw(st.integers(0, min(detours, len(options) - 1)))]

        for _ in range(steps):
            self.takes_next_step(choose)

    def takes_next_step(self, choose: Choose) -> None:
        """Lets the first of what comes next happen; if nothing can, the first timer fires."""
        play = self.play
        for offer in next_steps(self.case, play.protocol, play.school, play.now):
            command = offer(choose)
            for actor in USUAL:
                decision = self.asks(msgspec.structs.replace(command, actor=actor))
                if isinstance(decision, Decision) and decision.events:
                    return
        if self.case.follow_ups:
            first = min(self.case.follow_ups, key=lambda one: one.due)
            play.now = max(play.now, first.due)
            self.asks(do.FollowUpDue(actor="", key=first.key, due=first.due))

    @rule(data=st.data())
    def anybody_acts(self, data: st.DataObject) -> None:
        """Somebody, with or without that right, does something that can be asked."""
        self.asks(self.drawn(data, EVERYBODY))

    @rule(data=st.data())
    def stranger_tries(self, data: st.DataObject) -> None:
        """Whoever has no part in it hears the same whatever they try, and nothing happens."""
        play = self.play
        strangers = tuple(
            one for one in (*OUTSIDERS, *self.case.excluded) if self.stands_outside(one)
        )
        commands = (self.drawn(data, strangers), *self.given[-1:])
        for command in commands:
            if not isinstance(command, do.ReportBullying | do.FollowUpDue | do.SchoolChanged):
                actor = data.draw(st.sampled_from(strangers))
                assert NOT_YOURS == play.tries(msgspec.structs.replace(command, actor=actor))

    @precondition(lambda self: self.given)
    @rule(data=st.data())
    def old_button_is_pressed(self, data: st.DataObject) -> None:
        """A card that was used before, or a timer that fires once more, comes back late."""
        command = self.given[data.draw(st.integers(0, len(self.given) - 1))]
        note(repr(command))
        self.asks(command)

    @precondition(lambda self: self.case.follow_ups)
    @rule(data=st.data(), late=st.integers(0, 9), twice=st.booleans())
    def timer_fires(self, *, data: st.DataObject, late: int, twice: bool) -> None:
        """A timer is early and does nothing; on time or late it asks or reminds, and only once."""
        follow_up = data.draw(st.sampled_from(self.case.follow_ups))
        timer = do.FollowUpDue(actor="", key=follow_up.key, due=follow_up.due)
        if self.play.now < follow_up.due:
            assert Decision() == self.play.tries(timer)
        due = follow_up.due + datetime.timedelta(days=late)
        self.play.now = max(self.play.now, due)
        self.asks(timer)
        if twice:
            assert Decision() == self.play.tries(timer)

    @rule(hours=st.integers(1, 80))
    def time_passes(self, hours: int) -> None:
        """Nobody does anything for a while."""
        self.play.now += datetime.timedelta(hours=hours)

    @rule(person=st.sampled_from(("bram", "carla", "anna", "dirk", "tom")), ill=st.booleans())
    def staff_changes(self, *, person: str, ill: bool) -> None:
        """Somebody falls ill or comes back; the school tells which slots have other people now."""
        play = self.play
        since = play.school.today(play.now) if ill else None
        staff = tuple(
            msgspec.structs.replace(one, absent_from=since) if one.id == person else one
            for one in play.school.staff
        )
        self.school_becomes(msgspec.structs.replace(play.school, staff=staff))

    def school_becomes(self, school: School) -> None:
        """Lets the school change, and tells which slots have other people now."""
        play = self.play
        before = self.resolved(play.school)
        play.school = school
        after = self.resolved(play.school)
        slots = tuple(slot for slot in after if before[slot] != after[slot])
        decision = play.tries(do.SchoolChanged(actor="", slots=slots))
        assert isinstance(decision, Decision)
        assert bool(decision.events) == bool(slots and self.case.is_open)
        if decision.events:
            play.does(do.SchoolChanged(actor="", slots=slots))
            self.timers.carry_out(decision.effects)
            sent = {(one.slot, one.key) for one in decision.effects if isinstance(one, SendCard)}
            coaches = {slot for slot in slots if slot.startswith("begeleider:")}
            assert {(slot, "root") for slot in coaches} <= sent

    def resolved(self, school: School) -> dict[str, tuple[str, ...]]:
        """Gives who fills each slot that something waits for."""
        slots = dict.fromkeys(slot for one in self.case.follow_ups for slot in one.slots)
        play = self.play
        return {
            slot: people_for(slot_from(slot), self.case, play.protocol, school, play.now)
            for slot in slots
        }

    @rule(person=st.sampled_from(EVERYBODY), actor=st.sampled_from(("anna", "bram", "rector", "")))
    def somebody_stands_aside(self, person: str, actor: str) -> None:
        """Somebody is kept out, or says "Ik ben betrokken"."""
        self.asks(do.ExcludePerson(actor=actor or person, person=person, reason="Familie."))

    @invariant()
    def replay_gives_the_state(self) -> None:
        """The stored bytes tell all there is to know."""
        assert self.case == replay(tuple(self.play.log))

    @invariant()
    def open_means_that_something_waits(self) -> None:
        """An open melding waits for somebody; a closed one waits for nothing."""
        assert bool(self.case.follow_ups) == (
            self.case.state in OPEN_STATES and self.case.sequence > 0
        )

    @invariant()
    def what_waits_waits_for_a_person(self) -> None:
        """Each follow-up reaches at least one colleague."""
        assert [] == [
            one.key
            for one in self.case.follow_ups
            if not any(self.resolved(self.play.school)[slot] for slot in one.slots)
        ]

    @invariant()
    def somebody_answers_for_each_pupil(self) -> None:
        """Each pupil of an open melding has a colleague, who was not kept out of it."""
        play = self.play
        assert [] == [
            one.pupil
            for one in self.case.involved
            if self.case.is_open
            and not set(
                people_for(
                    Slot("begeleider", one.pupil), self.case, play.protocol, play.school, play.now
                )
            )
            - set(self.case.excluded)
        ]

    @invariant()
    def private_facts_stay_with_the_coach(self) -> None:
        """What is private to a pupil is read by no coach of another pupil, nor by a stranger."""
        play = self.play
        readers = (
            Reader(one, self.case, play.protocol, play.school, play.now) for one in EVERYBODY
        )
        assert [] == [fault for reader in readers for fault in read_by_others(reader)]

    @invariant()
    def timers_mirror_what_waits(self) -> None:
        """Whoever carries out the effects has a timer for all that waits, and no other."""
        assert {one.key: one.due for one in self.case.follow_ups} == self.timers.due

    @invariant()
    def coaches_of_members_stay_outside(self) -> None:
        """Who is only in a support group brings nobody into the melding (A:309-311)."""
        involved = {one.pupil for one in self.case.involved}
        members = {one.pupil for group in self.case.groups for one in group.members} - involved
        slots = {slot for one in self.case.follow_ups for slot in one.slots}
        assert not {f"begeleider:{pupil}" for pupil in members} & slots
        assert not members & set(self.case.targets)

    @invariant()
    def tasks_can_be_named(self) -> None:
        """Each task that is done reads back from its text."""
        refs = tuple(task_ref(one.task) for one in self.case.done)
        assert [one.task for one in self.case.done] == [ref.encoded() for ref in refs if ref]


def chooser(data: st.DataObject) -> Choose:
    """Lets hypothesis choose."""

    def choose(options: tuple[Any, ...]) -> Any:  # noqa: ANN401 - whatever is offered
        return data.draw(st.sampled_from(options))

    return choose


TestMeldingMachine = MeldingMachine.TestCase
TestMeldingMachine.settings = settings(
    max_examples=settings().max_examples // 5,
    stateful_step_count=20,
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.filter_too_much),
)
