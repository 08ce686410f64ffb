"""Pupils who turn out to be chosen wrongly or change class, at any moment, to any coach."""

import msgspec
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from flows import commands as do
from flows.case import Case
from flows.desk import standing
from flows.effects import Decision, DestroyKey, Refused
from flows.permissions import Reader, may_see, stance_of
from flows.school import Place, School, Slot, people_for, slot_from
from flows.views.case_looks import seen_entries
from tests.flows.small_school import Play
from tests.flows.views.story import scene_of

COACHES = ("bram", "carla", "dirk", "vak")
"""Who can turn out to be the coach of the right pupil."""


class Keys:
    """Which pupils have a key, as whoever carries out the effects keeps them."""

    def __init__(self) -> None:
        """Begin without any."""
        self.kept: set[str] = set()

    def carry_out(self, decision: Decision, after: Case) -> None:
        """Makes a key for who is new, and destroys each at most once."""
        for effect in decision.effects:
            if isinstance(effect, DestroyKey):
                self.kept.remove(effect.pupil)
        self.kept |= set(after.named)


class WrongPupils(RuleBasedStateMachine):
    """The part of the machine in which pupils are corrected, and go to other classes."""

    def __init__(self) -> None:
        super().__init__()
        self.play = Play()
        self.keys = Keys()

    def asks(self, command: do.Command) -> Decision | Refused:
        """Asks it and lets it happen."""
        raise NotImplementedError

    def school_becomes(self, school: School) -> None:
        """Lets the school change, and tells which slots have other people now."""
        raise NotImplementedError

    def keeps(self, decision: Decision) -> None:
        """Carries out what a decision says about keys: who has none is nowhere in the school."""
        self.keys.carry_out(decision, self.play.case)
        school = self.play.school
        known = tuple(one for one in school.places if not self.play.case.was_mistaken(one.pupil))
        self.play.school = msgspec.structs.replace(school, places=known)

    @precondition(lambda self: self.play.case.involved)
    @rule(data=st.data(), coach=st.sampled_from(COACHES), actor=st.sampled_from((*COACHES, "anna")))
    def wrong_pupil_was_chosen(self, data: st.DataObject, coach: str, actor: str) -> None:
        """Somebody puts the right pupil in the place of one, who may be in it for long."""
        case, school = self.play.case, self.play.school
        pupil = data.draw(st.sampled_from(case.involved)).pupil
        others = tuple(one for one in school.places if one.pupil != case.next_pupil)
        places = (*others, Place(case.next_pupil, (coach,), "onderbouw"))
        self.play.school = msgspec.structs.replace(school, places=places)
        self.asks(do.CorrectPupil(actor=actor, pupil=pupil))

    @precondition(lambda self: self.play.case.involved)
    @rule(data=st.data(), coach=st.sampled_from(COACHES))
    def pupil_changes_class(self, data: st.DataObject, coach: str) -> None:
        """A pupil goes to another class: what belongs to that pupil goes to the coach there."""
        school = self.play.school
        pupil = data.draw(st.sampled_from(self.play.case.involved)).pupil
        others = tuple(one for one in school.places if one.pupil != pupil)
        places = (*others, Place(pupil, (coach,), "onderbouw"))
        self.school_becomes(msgspec.structs.replace(school, places=places))

    @invariant()
    def keys_are_those_of_the_pupils(self) -> None:
        """Who was chosen wrongly has no key, and everybody else has."""
        assert self.keys.kept == set(self.play.case.named)

    @invariant()
    def nobody_answers_for_a_wrong_pupil(self) -> None:
        """No card stands and nothing waits for the coach of one; no role of theirs is held."""
        case = self.play.case
        cards = [one.slot for one in standing(case, self.play.protocol)] if case.sequence else []
        waiting = [slot_from(slot) for one in case.follow_ups for slot in one.slots]
        taken = [slot_from(one.slot) for one in case.taken]
        slots = (*cards, *waiting, *taken)
        assert [] == [one for one in slots if case.was_mistaken(one.pupil)]

    @invariant()
    def only_who_leads_reads_about_a_wrong_pupil(self) -> None:
        """What was recorded about one is shown to no other coach, and a former coach sees none."""
        play = self.play
        for member in play.school.staff if play.case.mistaken else ():
            reader = Reader(member.id, play.case, play.protocol, play.school, play.now)
            stance = stance_of(reader)
            lines = seen_entries(scene_of(play, member.id), stance)
            shown = any(one.entry.mistaken for one in lines)
            assert not shown or may_see(stance, "everything"), member.id

    @invariant()
    def each_pupil_has_somebody(self) -> None:
        """For every pupil of a melding somebody answers, whoever was chosen wrongly before."""
        play = self.play
        assert [] == [
            one.pupil
            for one in play.case.involved
            if not people_for(
                Slot("begeleider", one.pupil), play.case, play.protocol, play.school, play.now
            )
        ]
