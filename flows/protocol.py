"""What a school's protocol can say: the closed vocabulary of stages, actions and questions.

A protocol is data. It says which action, who and when; what an action is, is one entry in
`flows.action_kinds`. It holds no expressions and no texts: words come from its `texts.nl.ftl`,
under keys made of the ids here. `flows.protocol_file` reads and checks it.

Every element names its `bron`: a paragraph of the school's document, or "eigen" for a choice of
this app. It is shown behind "waarom?".
"""

from __future__ import annotations

from functools import cached_property
from typing import Literal

import msgspec

from flows.field_specs import FieldSpec

Each = Literal["melding", "gepeste", "pester", "leerling", "eerste_pester", "andere_pesters", "lid"]
"""For whom an action is done: once per melding, or once per pupil in that part.

"eerste_pester" is the pupil who was named first as bullying: some schools register the incident
with one pupil only (X-8). "lid" is each member of the support group of this round; who leads the
group does it, not the coach of the member.
"""

Medium = Literal["magister", "mail"]
"""Where a text goes: into Magister, or by mail to one family."""

Scope = Literal["leerling", "team", "school"]
"""Where a role looks for its people: coaches of a pupil, a team's staff, or the whole school."""

CaseState = Literal[
    "gemeld", "lopend", "nazorg", "gesloten", "geen_pesten", "samengevoegd", "ingetrokken", "gewist"
]

Start = str
"""Where a question's time begins: "stap" (the stage was entered) or the id of an action, here or in
an earlier stage (X-11)."""

HERE_AGAIN = "herhalen"
WAIT_AND_ASK = "volgen"
CONSULT = "overleg"
TO_AFTERCARE = "nazorg"
TO_CLOSED = "gesloten"
TO_NOT_BULLYING = "geen_pesten"
DESTINATIONS = (HERE_AGAIN, WAIT_AND_ASK, CONSULT, TO_AFTERCARE, TO_CLOSED, TO_NOT_BULLYING)
"""Where a transition can lead besides to a stage; no stage may have one of these ids."""


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An element of a protocol: values only, unknown keys refused."""


class Role(_Part, frozen=True, kw_only=True):
    """A role slot the protocol speaks of. People come from the school, never from the protocol."""

    id: str
    scope: Scope
    fallback: str = ""
    """The role that acts when nobody fills this one; empty for the last of the line."""
    bron: str


class Rung(_Part, frozen=True, kw_only=True):
    """One rung of a ladder: how long after the rung before, and to whom."""

    after: str
    """A span, or "werkdag": the person's own next working day."""
    to: tuple[str, ...]
    """Role ids, "zelf" (who was asked) and "vervanger" (that person's deputy)."""


class Ladder(_Part, frozen=True, kw_only=True):
    """What happens when nobody answers. Silence is never an answer, so the last rung repeats."""

    id: str
    rungs: tuple[Rung, ...]
    repeat: str
    """The span after which the last rung is climbed again."""
    bron: str


class Gate(_Part, frozen=True, kw_only=True):
    """A condition before an action. `consent` is asked per pair of pupils, `wish` per pupil."""

    id: str
    kind: Literal["consent", "wish"]
    asked_in: str
    """The id of the action whose answers open this gate."""
    override: tuple[str, ...] = ()
    """Roles that may open it with a recorded reason; none means it cannot be overridden."""
    bron: str


class Track(_Part, frozen=True, kw_only=True):
    """A track of the school's approach, such as support of the bullied pupil (A:103-155).

    Work of any stage belongs to it, so that a melding can be read per track.
    """

    id: str
    kinds: tuple[str, ...] = ()
    """Kinds of what is recorded outside actions that count on this track, such as "raad"."""
    bron: str


class Action(_Part, frozen=True, kw_only=True):
    """Something that somebody does, tells and ticks off."""

    id: str
    kind: str
    each: Each
    by: str = "begeleider"
    """A role, with ":gepeste" or ":leerling" behind a pupil's role when it is done once."""
    required: bool = True
    opens: str = ""
    """A span after what comes first; until then nobody is asked (A:321). Empty for at once."""
    due: str = ""
    """A span from the moment it can be done; empty for an action without a limit."""
    ladder: str = ""
    gate: str = ""
    after: tuple[str, ...] = ()
    """Actions of this stage that come first, for the same pupil or for all."""
    track: str = ""
    """The track that this action is part of; empty for none."""
    bron: str


class Record(_Part, frozen=True, kw_only=True):
    """A text to be put in Magister or mailed: title or path, what it hangs under, who places it."""

    id: str
    each: Each = "leerling"
    by: str = "begeleider"
    """The role that places it (A:235-239)."""
    medium: Medium = "magister"
    """"mail" is a letter to one family, only about their own child (A:231-232)."""
    title: str = ""
    path: tuple[str, ...] = ()
    parent: str = ""
    authorise: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    """Actions that must be done first; the text tells about them."""
    tells: tuple[str, ...] = ()
    """Actions, here or in an earlier stage, whose answers the text tells about."""
    use: str = ""
    """A stage whose records are made here again; then the fields above stay empty."""
    required: bool = True
    due: str = ""
    ladder: str = ""
    bron: str


class Suggestion(_Part, frozen=True, kw_only=True):
    """An answer that makes the app propose a transition. A person chooses."""

    answer: str
    transition: str


class Question(_Part, frozen=True, kw_only=True):
    """Asked after a while: is it over? `kind` names its form in `flows.action_kinds`."""

    id: str
    kind: str
    after: str
    start: Start
    to: str
    ladder: str
    postpone: str
    """The span after which it asks again when there was no talk yet."""
    suggests: tuple[Suggestion, ...] = ()
    bron: str


class Transition(_Part, frozen=True, kw_only=True):
    """A way on from a stage. Always made by a person."""

    id: str
    to: str
    """A stage or one of `DESTINATIONS`."""
    by: tuple[str, ...]
    requires: tuple[str, ...] = ()
    """Actions of this stage that must have been done."""
    reason: Literal["never", "early", "always"] = "early"
    """"early": when required work is open or the question was not answered yet."""
    after: str = ""
    """For `volgen`: the span after which it is asked again."""
    bron: str


BEGINS = "begin"
FINISHES = "klaar"
NOTICE_MOMENTS = (BEGINS, FINISHES)
"""When a notice goes out, besides after an action; no action may have one of these ids."""


class Notice(_Part, frozen=True, kw_only=True):
    """A content-free card to roles, at a moment of a stage."""

    id: str
    on: str
    """"begin", "klaar" (the required work is done) or an action of this stage that was done."""
    to: tuple[str, ...]
    """Roles; a pupil's role with ":gepeste" or ":leerling" behind it."""
    bron: str


class Stage(_Part, frozen=True, kw_only=True):
    """A step or phase, with its owner and everything that belongs to it."""

    id: str
    state: Literal["gemeld", "lopend"] = "lopend"
    owner: str
    title: str = ""
    """The name in the school's document, such as "Pestprotocol - Stap 1"; empty if it has none."""
    opens_for: tuple[str, ...] = ()
    """Roles that may read the one-page summary from this stage on."""
    actions: tuple[Action, ...] = ()
    records: tuple[Record, ...] = ()
    questions: tuple[Question, ...] = ()
    transitions: tuple[Transition, ...] = ()
    notices: tuple[Notice, ...] = ()
    bron: str


class Subflow(_Part, frozen=True, kw_only=True):
    """Work that runs beside the stages, such as a support group. A person starts and ends it."""

    id: str
    owner: str
    start_by: tuple[str, ...]
    no_blame: bool = False
    """Whether nobody is punished in it: a measure beside it asks for a second look (X-15)."""
    actions: tuple[Action, ...] = ()
    records: tuple[Record, ...] = ()
    questions: tuple[Question, ...] = ()
    bron: str


class Aftercare(_Part, frozen=True, kw_only=True):
    """The questions after the bullying seems over; the last one asks whether to close."""

    after: tuple[str, ...]
    kind: str
    to: str
    ladder: str
    postpone: str
    close_by: tuple[str, ...]
    reopen_by: tuple[str, ...]
    reopen_to: str
    """The stage where a melding that is opened again goes on."""
    suggests: tuple[Suggestion, ...] = ()
    bron: str


class IntakeStep(_Part, frozen=True, kw_only=True):
    """One screen of the report."""

    id: str
    questions: tuple[FieldSpec, ...]


class Intake(_Part, frozen=True, kw_only=True):
    """The report as a flow: at most three screens, each question can be added or dropped."""

    steps: tuple[IntakeStep, ...]
    routes: tuple[str, ...]
    """Roles that get every report at once."""
    acute_to: tuple[str, ...]
    """Roles that get an acute report at once, besides."""
    acknowledge_ladder: str
    acute_ladder: str
    bron: str


class Protocol(_Part, frozen=True, kw_only=True, dict=True):
    """A school's whole protocol, as `flows.protocol_file` accepted it."""

    id: str
    version: str
    stage_word: str
    """What the school calls a stage: "stap" or "fase"."""
    source: str
    """The document behind it, as people at school know it."""
    roles: tuple[Role, ...]
    ladders: tuple[Ladder, ...]
    gates: tuple[Gate, ...] = ()
    tracks: tuple[Track, ...] = ()
    intake: Intake
    stages: tuple[Stage, ...]
    subflows: tuple[Subflow, ...] = ()
    aftercare: Aftercare

    @cached_property
    def _stages(self) -> dict[str, Stage]:
        return {stage.id: stage for stage in self.stages}

    @cached_property
    def _flows(self) -> dict[str, Stage | Subflow]:
        flows: tuple[Stage | Subflow, ...] = (*self.subflows, *self.stages)
        return {flow.id: flow for flow in flows}

    @cached_property
    def _ladders(self) -> dict[str, Ladder]:
        return {ladder.id: ladder for ladder in self.ladders}

    @cached_property
    def _gates(self) -> dict[str, Gate]:
        return {gate.id: gate for gate in self.gates}

    @cached_property
    def _roles(self) -> dict[str, Role]:
        return {role.id: role for role in self.roles}

    def stage(self, stage_id: str) -> Stage | None:
        """Finds a stage by its id."""
        return self._stages.get(stage_id)

    def flow(self, flow_id: str) -> Stage | Subflow | None:
        """Finds a stage or subflow by its id; both hold actions, records and questions."""
        return self._flows.get(flow_id)

    def ladder(self, ladder_id: str) -> Ladder:
        """Finds a ladder; the loader has refused any unknown id, so this one is there."""
        return self._ladders[ladder_id]

    def gate(self, gate_id: str) -> Gate | None:
        """Finds a gate by its id."""
        return self._gates.get(gate_id)

    def role(self, role_id: str) -> Role | None:
        """Finds a role by its id."""
        return self._roles.get(role_id)
