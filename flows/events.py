"""What has happened in a melding, in the past tense. The only truth: the rest is replayed from it.

Rules this file keeps:

- An event names pupils as p1, p2 …, never by name, and records the person who acted by staff id.
- `at` is when it was recorded (UTC). When something happened is an answer, with a date of its own.
- The name of a class is how it is stored, for ever; a test keeps old bytes that must be read.
- An event is never edited. When a form changes, `v` goes up; `flows.event_log` reads the old one.
"""

from __future__ import annotations

import datetime

from flows.event_parts import Involved, Member
from flows.event_parts import Recorded as _Event
from flows.forms import Answer
from flows.protocol import CaseState


class BullyingReported(_Event, frozen=True, kw_only=True):
    """A member of staff reported what was seen or heard (A:164-167)."""

    case_id: str
    protocol: str
    """SHA-256 of the protocol this melding started on."""
    stage: str
    involved: tuple[Involved, ...]
    answers: tuple[Answer, ...]
    acute: bool = False
    online: bool = False


class ReportAcknowledged(_Event, frozen=True, kw_only=True):
    """Somebody took up the melding for this pupil (A:115, A:166)."""

    pupil: str


class PupilAdded(_Event, frozen=True, kw_only=True):
    """It turned out that another pupil is involved (A:174)."""

    involved: Involved


class PupilCorrected(_Event, frozen=True, kw_only=True):
    """The wrong pupil was chosen; the right one takes the place with the same parts."""

    pupil: str
    """The wrong one. Who that is, is known nowhere any more."""
    instead: str
    former: tuple[str, ...] = ()
    """Staff ids of who answered for the wrong pupil; that ends here."""
    number: int = 0
    """The matter about texts that were placed for the wrong pupil; 0 when there are none."""


class TextsCleared(_Event, frozen=True, kw_only=True):
    """Texts that were placed for a wrong pupil are out of Magister, and the family was told."""

    number: int


class AgeBandSet(_Event, frozen=True, kw_only=True):
    """How old a pupil is, as a band; no date of birth is kept (R-6)."""

    pupil: str
    band: str


class TaskCompleted(_Event, frozen=True, kw_only=True):
    """An action was done; `task` is an encoded `flows.tasks.TaskRef`."""

    task: str
    kind: str
    answers: tuple[Answer, ...]


class ConsentRecorded(_Event, frozen=True, kw_only=True):
    """What the bullied pupil says about a talk with one pupil who bullies (A:139-141)."""

    target: str
    perpetrator: str
    answer: str
    answers: tuple[Answer, ...] = ()


class WishRecorded(_Event, frozen=True, kw_only=True):
    """What a pupil says about talking together (A:119)."""

    gate: str
    pupil: str
    answer: str
    answers: tuple[Answer, ...] = ()


class GateOverridden(_Event, frozen=True, kw_only=True):
    """Somebody with that right let a talk go on without consent, with a reason (X-4)."""

    gate: str
    pupil: str
    reason: str


class AgreementMade(_Event, frozen=True, kw_only=True):
    """An agreement: what, who, until when, how it is watched, what if not (A:217, B:37-39)."""

    task: str
    number: int
    binds: tuple[str, ...]
    answers: tuple[Answer, ...]


class ParentCalled(_Event, frozen=True, kw_only=True):
    """A call to one guardian; only "gesproken" informs (A:224)."""

    task: str
    pupil: str
    guardian: str
    outcome: str
    second_guardian: bool
    answers: tuple[Answer, ...]


class QuestionAnswered(_Event, frozen=True, kw_only=True):
    """The follow-up question was answered; the answer suggests, a person chooses (A:39-41)."""

    key: str
    kind: str
    answers: tuple[Answer, ...]
    suggests: str = ""


class QuestionPostponed(_Event, frozen=True, kw_only=True):
    """There was no talk with the pupil yet; the question comes back."""

    key: str
    kind: str
    answers: tuple[Answer, ...]
    again: str
    """The key it has when it comes back."""
    due: datetime.datetime


class NoteAdded(_Event, frozen=True, kw_only=True):
    """Something that happened, a parent who spoke, or what the reporter saw later."""

    number: int
    kind: str
    pupils: tuple[str, ...]
    answers: tuple[Answer, ...]
    acute: bool = False


class NoteSeen(_Event, frozen=True, kw_only=True):
    """Whoever leads this melding read the note."""

    number: int


class EntryCorrected(_Event, frozen=True, kw_only=True):
    """A new version of an earlier entry, with the reason; the old one stays readable (R-19)."""

    entry: int
    answers: tuple[Answer, ...]
    reason: str


class AdviceAsked(_Event, frozen=True, kw_only=True):
    """A colleague was asked for advice and sees only this text (A:103-107)."""

    number: int
    to: str
    answers: tuple[Answer, ...]


class AdviceGiven(_Event, frozen=True, kw_only=True):
    """The colleague answered."""

    number: int
    answers: tuple[Answer, ...]


class InfeasibleReported(_Event, frozen=True, kw_only=True):
    """An action cannot be done; the antipestcoördinator is consulted (A:279)."""

    number: int
    task: str
    reason: str


class InfeasibleSettled(_Event, frozen=True, kw_only=True):
    """What was decided together about an action that could not be done (A:279)."""

    number: int
    decision: str
    explanation: str


class WentOnWithout(_Event, frozen=True, kw_only=True):
    """The others go on without waiting for this task of one pupil, which itself stays open."""

    task: str
    reason: str


class RecordReviewed(_Event, frozen=True, kw_only=True):
    """The words a person chose for each name found in a Magister text (R-4)."""

    record: str
    pupil: str
    phrases: tuple[str, ...]
    digest: str
    """SHA-256 of the text before replacing; another text asks for another look."""


class RecordPasted(_Event, frozen=True, kw_only=True):
    """The text for this pupil stands in Magister (A:179)."""

    record: str
    pupil: str


class CaseMoved(_Event, frozen=True, kw_only=True):
    """A person moved the melding: on, again, to aftercare, closed or open again."""

    state: CaseState
    stage: str
    round: int
    transition: str
    reason: str = ""


class WaitChosen(_Event, frozen=True, kw_only=True):
    """A person chose to wait and be asked again (X-16)."""

    transition: str
    due: datetime.datetime
    reason: str = ""


class ConsultationAsked(_Event, frozen=True, kw_only=True):
    """A person asked the antipestcoördinator how to go on."""

    number: int
    transition: str
    reason: str


class SubflowStarted(_Event, frozen=True, kw_only=True):
    """Work beside the stages began."""

    flow: str
    round: int


class SubflowEnded(_Event, frozen=True, kw_only=True):
    """Work beside the stages ended."""

    flow: str
    reason: str = ""


class GroupComposed(_Event, frozen=True, kw_only=True):
    """Who is in the support group of this round; its coaches hear nothing of it (A:309-311)."""

    task: str
    flow: str
    round: int
    members: tuple[Member, ...]


class SlotTaken(_Event, frozen=True, kw_only=True):
    """Somebody took a role in this melding, or for a pupil with two coaches took it up first."""

    slot: str
    coach: str = ""
    """The coach on paper who holds it from now on: `by`, or whom `by` stands in for.

    Empty when `by` takes it over without being the pupil's coach.
    """


class PersonExcluded(_Event, frozen=True, kw_only=True):
    """Somebody is involved in another way and is a stranger from now on."""

    person: str
    reason: str


class StaffChanged(_Event, frozen=True, kw_only=True):
    """Staff or roster changed, and these slots resolve to other people now."""

    slots: tuple[str, ...]


class CaseMerged(_Event, frozen=True, kw_only=True):
    """A person put this melding into another one; it ends here and goes on there."""

    into: str


class ReportMerged(_Event, frozen=True, kw_only=True):
    """A person put another melding of the same situation into this one; its lines follow."""

    source: str
    involved: tuple[Involved, ...]
    """The pupils of the other melding, by their number in this one."""
    numbered: int
    """How many pupils have a number since."""
    acute: bool = False
    online: bool = False
    beside: tuple[SubflowStarted, ...] = ()
    """What runs beside the stages there and goes on here."""


class LineMerged(_Event, frozen=True, kw_only=True):
    """One thing that was recorded in the other melding, its pupils by their number in this one."""

    source: str
    told: Event
    counts: bool = False
    """Whether it counts for what is to be done here; otherwise it is only there to be read."""


class FollowUpStarted(_Event, frozen=True, kw_only=True):
    """Something waits for somebody, with a ladder when nobody answers."""

    key: str
    slots: tuple[str, ...]
    ladder: str
    rung: int
    """How many rungs were climbed: -1 when it was not asked yet, 0 when it was."""
    due: datetime.datetime
    limit: datetime.datetime | None = None
    """Until when it may take as the protocol says, whoever works when; None when it has none."""


class FollowUpClimbed(_Event, frozen=True, kw_only=True):
    """Nobody answered: asked, reminded or passed on, and when the next rung is due."""

    key: str
    rung: int
    due: datetime.datetime


class FollowUpEnded(_Event, frozen=True, kw_only=True):
    """It no longer waits: done, answered or no longer needed."""

    key: str


Event = (
    BullyingReported
    | ReportAcknowledged
    | PupilAdded
    | PupilCorrected
    | TextsCleared
    | AgeBandSet
    | TaskCompleted
    | ConsentRecorded
    | WishRecorded
    | GateOverridden
    | AgreementMade
    | ParentCalled
    | QuestionAnswered
    | QuestionPostponed
    | NoteAdded
    | NoteSeen
    | EntryCorrected
    | AdviceAsked
    | AdviceGiven
    | InfeasibleReported
    | InfeasibleSettled
    | WentOnWithout
    | RecordReviewed
    | RecordPasted
    | CaseMoved
    | WaitChosen
    | ConsultationAsked
    | SubflowStarted
    | SubflowEnded
    | GroupComposed
    | SlotTaken
    | PersonExcluded
    | StaffChanged
    | CaseMerged
    | ReportMerged
    | LineMerged
    | FollowUpStarted
    | FollowUpClimbed
    | FollowUpEnded
)

Settling = NoteSeen | AdviceGiven | InfeasibleSettled | TextsCleared
"""Events that settle a numbered matter."""
