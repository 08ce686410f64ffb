"""The parts of an action: one per pupil, or one of all; for whom, and how each stands or ended."""

from __future__ import annotations

import datetime

import msgspec

from flows.action_kinds import KINDS
from flows.protocol import Action
from flows.school import Slot
from flows.tasks import FINISHED, Status, TaskRef, pupils_for, slots_of_action, tasks_of
from flows.views.card_parts import CardView, pupils_in_words
from flows.waiting import taken_up

_ANSWERS = {"consent": "ConsentRecorded", "wish": "WishRecorded"}
"""Kinds that end by their answers: which lines of the logbook hold them."""


class _End(msgspec.Struct, frozen=True):
    """How a part ended, by whom and when."""

    status: Status
    by: str
    at: datetime.datetime


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """The share of one pupil in an action, or all of it when it is done once."""

    ref: TaskRef
    slots: tuple[Slot, ...]
    status: Status
    mine: bool
    """Whether the reader does this one."""
    runs: bool
    """Whether the stage it belongs to still runs."""
    end: _End | None

    @property
    def waits(self) -> bool:
        """Whether somebody must still do it."""
        return self.runs and self.status not in FINISHED


class Shown(msgspec.Struct, frozen=True):
    """An action of the protocol with its parts in this melding."""

    flow: str
    action: Action
    parts: tuple[Part, ...]

    @property
    def key(self) -> str:
        """The last part of the keys of its texts."""
        return f"{self.flow}-{self.action.id}"

    @property
    def mine(self) -> tuple[Part, ...]:
        """What the reader does."""
        return tuple(part for part in self.parts if part.mine)


def _end_of(view: CardView, action: Action, ref: TaskRef) -> _End | None:
    done = [one for one in view.case.done if one.task == ref.encoded()]
    if done:
        return _End("skipped" if done[-1].skipped else "done", done[-1].by, done[-1].at)
    what = _ANSWERS.get(KINDS[action.kind].meaning)
    said = [one for one in view.case.log if one.what == what and one.pupils[:1] == (ref.pupil,)]
    return _End("done", said[-1].by, said[-1].at) if said else None


def _part(view: CardView, action: Action, ref: TaskRef, status: Status | None) -> Part:
    """Puts together how a part stands; without a status its stage is over."""
    slots = slots_of_action(action, ref.pupil, view.case, view.protocol)
    end = _end_of(view, action, ref)
    return Part(
        ref=ref,
        slots=slots,
        status=status or (end.status if end is not None else "open"),
        mine=view.fills(slots),
        runs=status is not None,
        end=end,
    )


def shown_action(view: CardView, subject: str) -> Shown | None:
    """Finds the action "<flow>.<round>.<action>", whether its stage runs or is over."""
    flow_id, _, rest = subject.partition(".")
    round_text, _, action_id = rest.partition(".")
    flow = view.protocol.flow(flow_id)
    action = next((one for one in flow.actions if one.id == action_id), None) if flow else None
    if action is None or not round_text.isdigit():
        return None
    turn = int(round_text)
    now = {
        task.ref: task
        for task in tasks_of(view.case, view.protocol)
        if (task.ref.flow, task.ref.round, task.ref.action) == (flow_id, turn, action_id)
    }
    pupils = pupils_for(action.each, flow_id, turn, view.case)
    refs = tuple(now) or tuple(TaskRef(flow_id, turn, action_id, pupil) for pupil in pupils)
    parts = tuple(
        _part(view, action, ref, now[ref].status if ref in now else None)
        for ref in refs
        if ref not in now or taken_up(now[ref], view.case)
    )
    return Shown(flow_id, action, parts)


def title_of(view: CardView, shown: Shown) -> str:
    """Gives the title of an action."""
    return view.say(f"actie-{shown.key}")


def pupils_of(view: CardView, parts: tuple[Part, ...]) -> tuple[str, ...]:
    """Gives the pupils these parts are about: of a joint one, those the reader answers for."""
    named = [part.ref.pupil for part in parts if part.ref.pupil]
    joint = [
        slot.pupil
        for part in parts
        if not part.ref.pupil
        for slot in part.slots
        if slot.pupil and view.scene.reader.fills(slot)
    ]
    return tuple(dict.fromkeys((*named, *joint)))


def named(view: CardView, parts: tuple[Part, ...]) -> str:
    """Names the pupils of these parts, or the action when it is done once."""
    pupils = tuple(part.ref.pupil for part in parts if part.ref.pupil)
    return pupils_in_words(view, pupils) or view.say("deze-actie")
