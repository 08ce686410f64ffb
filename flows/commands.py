"""What somebody asks of a melding, in the imperative. `flows.decide` accepts or refuses it."""

from __future__ import annotations

import datetime

import msgspec

from flows.event_parts import Involved, Member, Part
from flows.events import LineMerged, ReportMerged
from flows.forms import Answer


class _Command(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    kw_only=True,
    tag_field="type",
    tag=True,
):
    actor: str
    """Staff id of who asks; empty for the program itself."""


class ReportBullying(_Command, frozen=True, kw_only=True):
    """Report what was seen or heard. Identities stay with `bot/`; here pupils are numbers."""

    case_id: str
    protocol: str
    involved: tuple[Involved, ...]
    answers: tuple[Answer, ...]
    acute: bool = False
    online: bool = False


class Acknowledge(_Command, frozen=True, kw_only=True):
    """Take up the melding for every pupil whose coach the actor is."""


class AddPupil(_Command, frozen=True, kw_only=True):
    """Name another pupil who turns out to be involved; the melding gives the number."""

    parts: tuple[Part, ...]


class CorrectPupil(_Command, frozen=True, kw_only=True):
    """Put the right pupil in the place of one who was chosen wrongly; the parts go along."""

    pupil: str


class ClearTexts(_Command, frozen=True, kw_only=True):
    """Say that what was placed about a pupil who was chosen wrongly was put right."""

    number: int


class CompleteTask(_Command, frozen=True, kw_only=True):
    """Tell what was done for an action, a consent, agreement or call included."""

    task: str
    answers: tuple[Answer, ...]


class OverrideGate(_Command, frozen=True, kw_only=True):
    """Let an action go on without consent, with a reason."""

    task: str
    reason: str


class AnswerQuestion(_Command, frozen=True, kw_only=True):
    """Answer a follow-up question."""

    key: str
    answers: tuple[Answer, ...]


class MoveOn(_Command, frozen=True, kw_only=True):
    """Choose a way on from the present stage."""

    transition: str
    here: str
    """The stage and round it was chosen in, as "<stage>.<round>"; a later one makes it void."""
    reason: str = ""


class CloseCase(_Command, frozen=True, kw_only=True):
    """End the aftercare and close; a reason is asked while questions are left."""

    reason: str = ""


class ReopenCase(_Command, frozen=True, kw_only=True):
    """Open again from aftercare or after closing."""

    reason: str


class AddNote(_Command, frozen=True, kw_only=True):
    """Add something that happened, a parent who spoke, or what the reporter saw later."""

    kind: str
    answers: tuple[Answer, ...]
    through: str = ""
    """The id by which the reporter knows it, when that report came from another melding."""


class SeeNote(_Command, frozen=True, kw_only=True):
    """Say that something new was read."""

    number: int


class CorrectEntry(_Command, frozen=True, kw_only=True):
    """Give a new version of an entry."""

    entry: int
    answers: tuple[Answer, ...]
    reason: str


class AskAdvice(_Command, frozen=True, kw_only=True):
    """Ask a colleague for advice."""

    to: str
    answers: tuple[Answer, ...]


class GiveAdvice(_Command, frozen=True, kw_only=True):
    """Answer a colleague who asked for advice."""

    number: int
    answers: tuple[Answer, ...]


class ReportInfeasible(_Command, frozen=True, kw_only=True):
    """Say that an action cannot be done."""

    task: str
    reason: str


class SettleInfeasible(_Command, frozen=True, kw_only=True):
    """Record what was decided together about it."""

    number: int
    decision: str
    explanation: str


class GoOnWithout(_Command, frozen=True, kw_only=True):
    """Let the others go on without waiting for this task of one pupil, with a reason."""

    task: str
    reason: str


class ReviewRecord(_Command, frozen=True, kw_only=True):
    """Confirm or change the words that stand in for names in a Magister text."""

    record: str
    pupil: str
    phrases: tuple[str, ...]
    digest: str


class PasteRecord(_Command, frozen=True, kw_only=True):
    """Say that the text stands in Magister."""

    record: str
    pupil: str


class ComposeGroup(_Command, frozen=True, kw_only=True):
    """Say who is in the support group; `bot/` gives whoever is new the next numbers."""

    task: str
    members: tuple[Member, ...]
    differs: bool = False
    """Whether the group is meant to differ from what the document advises."""


class StartSubflow(_Command, frozen=True, kw_only=True):
    """Start work beside the stages."""

    flow: str


class EndSubflow(_Command, frozen=True, kw_only=True):
    """End work beside the stages; a reason is asked while work of it is open."""

    flow: str
    reason: str = ""


class TakeOver(_Command, frozen=True, kw_only=True):
    """Take over a role in this melding."""

    slot: str


class ExcludePerson(_Command, frozen=True, kw_only=True):
    """Keep somebody out of this melding; the actor may name themselves ("Ik ben betrokken")."""

    person: str
    reason: str


class MergeInto(_Command, frozen=True, kw_only=True):
    """End this melding as a part of another one of the same situation."""

    into: str


class TakeIn(_Command, frozen=True, kw_only=True):
    """Take in another melding, as `flows.rules.merging` wrote it for this one."""

    merged: ReportMerged
    lines: tuple[LineMerged, ...]


class FollowUpDue(_Command, frozen=True, kw_only=True):
    """A timer fired for what waits under this key, on the moment it was due."""

    key: str
    due: datetime.datetime


class SchoolChanged(_Command, frozen=True, kw_only=True):
    """Staff or roster changed and these slots resolve to other people than before."""

    slots: tuple[str, ...]


Command = (
    ReportBullying
    | Acknowledge
    | AddPupil
    | CorrectPupil
    | ClearTexts
    | CompleteTask
    | OverrideGate
    | AnswerQuestion
    | MoveOn
    | CloseCase
    | ReopenCase
    | AddNote
    | SeeNote
    | CorrectEntry
    | AskAdvice
    | GiveAdvice
    | ReportInfeasible
    | SettleInfeasible
    | GoOnWithout
    | ReviewRecord
    | PasteRecord
    | ComposeGroup
    | StartSubflow
    | EndSubflow
    | TakeOver
    | ExcludePerson
    | MergeInto
    | TakeIn
    | FollowUpDue
    | SchoolChanged
)
