"""The state of a melding, as replayed from its events. Values only; `flows.evolve` makes it."""

from __future__ import annotations

import datetime
from functools import cached_property

import msgspec

from flows.event_parts import Involved, Member
from flows.forms import Answer
from flows.protocol import CaseState

OPEN_STATES: tuple[CaseState, ...] = ("gemeld", "lopend", "nazorg")
"""States in which somebody still has something to do."""

CLOSED_STATES: tuple[CaseState, ...] = (
    "gesloten",
    "geen_pesten",
    "samengevoegd",
    "ingetrokken",
    "gewist",
)


CLEARING = "opruimen"
"""Kind of the matter about texts that were placed for a pupil who was chosen wrongly."""


class _Value(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the state."""


class Report(_Value, frozen=True, kw_only=True):
    """A report in this melding: its own first one, or one of a melding that was put into it."""

    case_id: str
    """The id by which its reporter knows it."""
    by: str
    at: datetime.datetime
    told: tuple[Involved, ...] = ()
    """The pupils it named, with the parts that this reporter saw."""
    acute: bool = False


class Acknowledgement(_Value, frozen=True, kw_only=True):
    """Who took up the melding for a pupil, and when."""

    pupil: str
    by: str
    at: datetime.datetime


class Consent(_Value, frozen=True, kw_only=True):
    """The last answer of a bullied pupil about a talk with a pupil who bullies."""

    target: str
    perpetrator: str
    answer: str


class Wish(_Value, frozen=True, kw_only=True):
    """The last answer of a pupil to a gate of kind `wish`."""

    gate: str
    pupil: str
    answer: str


class Override(_Value, frozen=True, kw_only=True):
    """A gate that was opened for a pupil with a reason."""

    gate: str
    pupil: str
    by: str
    reason: str


class Done(_Value, frozen=True, kw_only=True):
    """An action that was done or, when `skipped`, left out by a joint decision."""

    task: str
    by: str
    at: datetime.datetime
    skipped: bool = False


class GoneWithout(_Value, frozen=True, kw_only=True):
    """A task of one pupil that the others no longer wait for, since when."""

    task: str
    at: datetime.datetime


class Call(_Value, frozen=True, kw_only=True):
    """The last call to a guardian for a task."""

    task: str
    guardian: str
    outcome: str
    second_guardian: bool


class Entry(_Value, frozen=True, kw_only=True):
    """One line of the logbook of a melding: what somebody recorded."""

    number: int
    """The sequence of its event: how a correction points at it."""
    at: datetime.datetime
    by: str
    what: str
    """The name of the event: says which text introduces it."""
    kind: str = ""
    task: str = ""
    pupils: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    corrected_by: int = 0
    """The entry that corrects this one, or 0."""
    corrects: int = 0
    reason: str = ""
    extra: str = ""
    source: str = ""
    """The melding in which it was recorded, when that was put into this one."""
    mistaken: bool = False
    """Whether it is all about a pupil who was chosen wrongly."""


class FollowUp(_Value, frozen=True, kw_only=True):
    """Something that waits for somebody; see `flows.events.FollowUpStarted`."""

    key: str
    slots: tuple[str, ...]
    ladder: str
    rung: int
    due: datetime.datetime
    started: datetime.datetime
    limit: datetime.datetime | None = None


class Matter(_Value, frozen=True, kw_only=True):
    """A numbered thing between people: an infeasible action, a consultation, a note, advice."""

    number: int
    kind: str
    by: str
    at: datetime.datetime
    task: str = ""
    to: str = ""
    acute: bool = False
    settled: str = ""
    """The decision; "ja" for advice that was given; empty while it waits."""
    settled_by: str = ""
    settled_at: datetime.datetime | None = None
    is_old_news: bool = False
    """Whether it was settled in another melding: no card here tells of it again."""


class Review(_Value, frozen=True, kw_only=True):
    """The words chosen for the names in one Magister text."""

    record: str
    pupil: str
    phrases: tuple[str, ...]
    digest: str


class Pasted(_Value, frozen=True, kw_only=True):
    """A Magister text that somebody put in Magister."""

    record: str
    pupil: str
    by: str
    at: datetime.datetime


class Mistaken(_Value, frozen=True, kw_only=True):
    """A pupil who was chosen wrongly, and who answered for that pupil."""

    pupil: str
    former: tuple[str, ...]
    pasted: tuple[Pasted, ...]
    """The texts about this pupil that were put in Magister or mailed."""
    number: int
    """The matter about those texts, or 0."""


class Move(_Value, frozen=True, kw_only=True):
    """A move between states and stages."""

    at: datetime.datetime
    by: str
    state: CaseState
    stage: str
    round: int
    transition: str


class Answered(_Value, frozen=True, kw_only=True):
    """A question that was answered; `suggests` is the transition its answer proposes."""

    key: str
    by: str
    at: datetime.datetime
    suggests: str


class Taken(_Value, frozen=True, kw_only=True):
    """A slot that somebody took over."""

    slot: str
    by: str
    """Who holds it."""
    as_coach: bool = False
    """Whether that is for as long as they are the pupil's coach on paper."""


class Beside(_Value, frozen=True, kw_only=True):
    """A subflow that runs beside the stages."""

    flow: str
    round: int
    since: datetime.datetime


class Group(_Value, frozen=True, kw_only=True):
    """The support group of one round of a flow."""

    flow: str
    round: int
    members: tuple[Member, ...]


class AgeBand(_Value, frozen=True, kw_only=True):
    """How old a pupil is, as a band."""

    pupil: str
    band: str


class Wait(_Value, frozen=True, kw_only=True):
    """A choice to wait and be asked again."""

    key: str
    due: datetime.datetime


EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


class Case(_Value, frozen=True, kw_only=True, dict=True):
    """Everything the rules know of a melding."""

    id: str = ""
    sequence: int = 0
    """How many events it has."""
    protocol: str = ""
    state: CaseState = "gemeld"
    stage: str = ""
    round: int = 1
    reporter: str = ""
    reports: tuple[Report, ...] = ()
    """Every report, its own first."""
    reported_at: datetime.datetime = EPOCH
    acute: bool = False
    online: bool = False
    involved: tuple[Involved, ...] = ()
    numbered: int = 0
    """How many pupils were given a number."""
    mistaken: tuple[Mistaken, ...] = ()
    age_bands: tuple[AgeBand, ...] = ()
    acknowledged: tuple[Acknowledgement, ...] = ()
    consents: tuple[Consent, ...] = ()
    wishes: tuple[Wish, ...] = ()
    overrides: tuple[Override, ...] = ()
    done: tuple[Done, ...] = ()
    gone_without: tuple[GoneWithout, ...] = ()
    calls: tuple[Call, ...] = ()
    agreements: int = 0
    log: tuple[Entry, ...] = ()
    answered: tuple[Answered, ...] = ()
    waits: tuple[Wait, ...] = ()
    matters: tuple[Matter, ...] = ()
    reviews: tuple[Review, ...] = ()
    pasted: tuple[Pasted, ...] = ()
    moves: tuple[Move, ...] = ()
    beside: tuple[Beside, ...] = ()
    groups: tuple[Group, ...] = ()
    taken: tuple[Taken, ...] = ()
    excluded: tuple[str, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()

    @property
    def next_pupil(self) -> str:
        """The number of the next pupil who is named."""
        return f"p{self.numbered + 1}"

    def having(self, part: str) -> tuple[str, ...]:
        """Gives the pupils with this part; "leerling" for all whose part is gepeste or pester."""
        return self._by_part.get(part, ())

    @cached_property
    def _by_part(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for one in self.involved:
            in_question = {"leerling"} if {"gepeste", "pester"} & set(one.parts) else set()
            for part in {*one.parts, *in_question}:
                found.setdefault(part, []).append(one.pupil)
        parts = {part: tuple(pupils) for part, pupils in found.items()}
        bullies = parts.get("pester", ())
        return parts | {"eerste_pester": bullies[:1], "andere_pesters": bullies[1:]}

    def ended(self, task: str) -> Done | None:
        """Finds how a task was done or left out, by its text form."""
        return self._ended.get(task)

    @cached_property
    def _ended(self) -> dict[str, Done]:
        return {one.task: one for one in reversed(self.done)}

    def group(self, flow: str, turn: int) -> tuple[Member, ...]:
        """Gives the support group of a round; nobody while it is not composed."""
        return next(
            (one.members for one in self.groups if (one.flow, one.round) == (flow, turn)), ()
        )

    @property
    def named(self) -> tuple[str, ...]:
        """Every pupil with a number in this melding, also one who is only in a support group."""
        numbers = (f"p{number}" for number in range(1, self.numbered + 1))
        return tuple(pupil for pupil in numbers if not self.was_mistaken(pupil))

    @property
    def targets(self) -> tuple[str, ...]:
        """The pupils who are bullied according to the melding."""
        return self.having("gepeste")

    @property
    def perpetrators(self) -> tuple[str, ...]:
        """The pupils who bully according to the melding; empty when nobody knows (X-26)."""
        return self.having("pester")

    def report(self, case_id: str) -> Report | None:
        """Finds the report that its reporter knows by this id."""
        return next((one for one in self.reports if one.case_id == case_id), None)

    def targets_of(self, report: Report) -> tuple[str, ...]:
        """Gives the bullied pupils of one report and those who were named later, not of others.

        A reporter must not learn from what is told back that there are other reports.
        """
        named = {one.pupil for each in self.reports for one in each.told}
        own = {one.pupil for one in report.told if "gepeste" in one.parts}
        return tuple(one for one in self.targets if one in own or one not in named)

    @property
    def is_open(self) -> bool:
        """Whether somebody still has something to do."""
        return self.state in OPEN_STATES

    @property
    def entered(self) -> datetime.datetime:
        """When the present stage or state began."""
        return self.moves[-1].at if self.moves else self.reported_at

    def was_mistaken(self, pupil: str) -> bool:
        """Says whether this pupil was chosen wrongly, and is not in the melding any more."""
        return any(one.pupil == pupil for one in self.mistaken)

    def band(self, pupil: str) -> str:
        """Gives the age band of a pupil, or an empty text when nobody said."""
        return next((band.band for band in self.age_bands if band.pupil == pupil), "")

    def follow_up(self, key: str) -> FollowUp | None:
        """Finds what waits under this key."""
        return next((follow_up for follow_up in self.follow_ups if follow_up.key == key), None)

    def matter(self, number: int) -> Matter | None:
        """Finds a numbered thing between people."""
        return next((matter for matter in self.matters if matter.number == number), None)

    def entry(self, number: int) -> Entry | None:
        """Finds a line of the logbook."""
        return next((entry for entry in self.log if entry.number == number), None)


EMPTY_CASE = Case()
