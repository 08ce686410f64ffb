"""Which cards stand on everybody's desk.

Worked out from the state, never stored as such. `flows.decide` compares the desk before and after
a decision: a card that is new is sent, one that changed or is gone is shown anew in its place.
"""

from __future__ import annotations

import msgspec

from flows.case import CLEARING, Case, Report
from flows.handing_over import handed_over, kept_out
from flows.ladders import ASKED
from flows.protocol import BEGINS, FINISHES, Notice, Protocol, Stage
from flows.records import records_of
from flows.school import ANTIPEST, ASKER, REPORTER, SECOND_COACH, Slot, slot_from
from flows.tasks import FINISHED, NOT_YET, Task, open_required, running, slots_for, tasks_of
from flows.waiting import taken_up

ROOT = "root"
TAKEN_UP = "opgepakt"
HAND_OVER = "overdracht/"
"""Before a slot: the card for who is new to it."""

ASKING = ("vraag", "vooraf", "volgen", "nazorg")
"""Follow-ups that ask something after a while; their card comes when they are asked."""

AT_ONCE = ("besluit", "raad", "keuze")
"""Follow-ups whose card of the same key is sent as soon as they start."""


ANSWERED = ("raad", "niet_uitvoerbaar", "overleg")
"""Matters whose answer goes back to whoever raised them."""


class Standing(msgspec.Struct, frozen=True):
    """A card that stands on the desk of a slot; `stamp` changes when what it shows changes."""

    slot: Slot
    key: str
    stamp: str


def reporter_slot(case: Case, report: Report) -> Slot:
    """Gives the slot of who made a report; in a melding that was merged it has its own."""
    return Slot(REPORTER, "" if report.case_id == case.id else report.case_id)


def thread_of(slot: Slot, case: Case) -> str:
    """Gives the id under which the cards of a slot stand: a reporter knows none but their own."""
    return (slot.pupil if slot.role == REPORTER else "") or case.id


def opened_roles(case: Case, protocol: Protocol) -> tuple[str, ...]:
    """Gives the roles that may read the page: those of every stage that was entered."""
    entered = (case.stage, *(move.stage for move in case.moves))
    stages = (protocol.stage(stage) for stage in dict.fromkeys(entered))
    return tuple(
        dict.fromkeys(role for stage in stages if stage is not None for role in stage.opens_for)
    )


def _route_slots(case: Case, protocol: Protocol) -> tuple[Slot, ...]:
    """Gives the slots that get every report: of each pupil, and of the school."""
    pupils = tuple(one.pupil for one in case.involved)
    return tuple(
        slot
        for role in protocol.intake.routes
        for pupil in (pupils or ("",))
        for slot in slots_for(role, pupil, case, protocol)
    )


def _root_slots(case: Case, protocol: Protocol) -> tuple[Slot, ...]:
    routes = _route_slots(case, protocol)
    acute = tuple(Slot(role) for role in protocol.intake.acute_to) if case.acute else ()
    opened = tuple(Slot(role) for role in opened_roles(case, protocol))
    held = (slot_from(one.slot).pupil for one in case.taken)
    beside = tuple(Slot(SECOND_COACH, pupil) for pupil in held if pupil)
    reporters = tuple(reporter_slot(case, report) for report in case.reports)
    return tuple(dict.fromkeys((*routes, *acute, *opened, *beside, *reporters)))


def _root_stamp(case: Case, protocol: Protocol) -> str:
    tasks = tasks_of(case, protocol)
    finished = sum(task.status in FINISHED for task in tasks)
    taken = len(case.acknowledged)
    due = min((one.due.isoformat() for one in case.follow_ups), default="")
    return f"{case.state} {case.stage} {case.round} {taken} {finished}/{len(tasks)} {due}"


def _asked_about(case: Case, tasks: list[Task]) -> tuple[str, ...]:
    """Gives the tasks about which the antipestcoördinator is asked to think along."""
    refs = {task.ref.encoded() for task in tasks}
    return tuple(one.task for one in case.matters if one.task in refs and not one.settled)


def _action_cards(case: Case, protocol: Protocol) -> list[Standing]:
    groups: dict[str, list[Task]] = {}
    for task in tasks_of(case, protocol):
        if task.action.required and taken_up(task, case):
            key = f"actie/{task.ref.flow}.{task.ref.round}.{task.ref.action}"
            groups.setdefault(key, []).append(task)
    result: list[Standing] = []
    for key, tasks in groups.items():
        stamp = " ".join(f"{task.ref.pupil}={task.status}" for task in tasks)
        calls = [call for call in case.calls if any(call.task == t.ref.encoded() for t in tasks)]
        stamp += "".join(f" {call.guardian}:{call.outcome}" for call in calls)
        stamp += "".join(f" ?{ref}" for ref in _asked_about(case, tasks))
        left = {one.task for one in case.gone_without}
        stamp += "".join(" zonder" for task in tasks if task.ref.encoded() in left)
        shown = [task for task in tasks if task.status not in NOT_YET]
        slots = dict.fromkeys(slot for task in shown for slot in task.slots)
        result.extend(Standing(slot, key, stamp) for slot in slots)
    return result


def _record_cards(case: Case, protocol: Protocol) -> list[Standing]:
    result: list[Standing] = []
    records = [one for one in records_of(case, protocol) if one.status != "waiting"]
    for record in records:
        mates = (f"{one.pupil}={one.status}" for one in records if one.key == record.key)
        stamp = " ".join(mates)
        result.extend(Standing(slot, f"magister/{record.key}", stamp) for slot in record.slots)
    return result


def _follow_up_cards(case: Case) -> list[Standing]:
    return [
        Standing(slot_from(slot), follow_up.key, "open")
        for follow_up in case.follow_ups
        if follow_up.key.startswith(AT_ONCE)
        or (follow_up.key.startswith(ASKING) and follow_up.rung >= ASKED)
        for slot in follow_up.slots
    ]


def stage_done(case: Case, protocol: Protocol, stage: Stage) -> bool:
    """Says whether all required work of the present stage, Magister included, is finished."""
    open_records = any(
        one.status != "done" and one.record.required and one.flow == stage.id
        for one in records_of(case, protocol)
    )
    return not open_records and not any(
        task.ref.flow == stage.id for task in open_required(case, protocol)
    )


def _finished_actions(case: Case, protocol: Protocol, flow: str) -> tuple[str, ...]:
    """Gives the actions of a stage that were done for everybody they are done for."""
    tasks = [task for task in tasks_of(case, protocol) if task.ref.flow == flow]
    left = {task.ref.action for task in tasks if task.status not in FINISHED}
    return tuple(dict.fromkeys(one.ref.action for one in tasks if one.ref.action not in left))


def slots_of_notice(notice: Notice, case: Case, protocol: Protocol) -> tuple[Slot, ...]:
    """Gives who hears of a notice."""
    slots = (slot for to in notice.to for slot in slots_for(to, "", case, protocol))
    return tuple(dict.fromkeys(slots))


def _notice_cards(case: Case, protocol: Protocol) -> list[Standing]:
    result: list[Standing] = []
    for now in running(case, protocol):
        if not isinstance(now.flow, Stage):
            continue
        reached = (BEGINS, *_finished_actions(case, protocol, now.flow.id))
        if stage_done(case, protocol, now.flow):
            reached += (FINISHES,)
        for notice in now.flow.notices:
            if notice.on in reached:
                key = f"bericht/{now.flow.id}.{now.round}.{notice.id}"
                slots = slots_of_notice(notice, case, protocol)
                result.extend(Standing(slot, key, "staat") for slot in slots)
    return result


def _note_cards(case: Case) -> list[Standing]:
    """Tells every coach and the antipestcoördinator that something new was recorded."""
    told = [Slot("begeleider", one.pupil) for one in case.involved] + [Slot(ANTIPEST)]
    return [
        Standing(slot, f"gebeurd/{matter.number}", f"{matter.kind} {matter.settled}")
        for matter in case.matters
        if matter.kind in ("incident", "waarneming") and not matter.is_old_news
        for slot in told
    ]


def _clearing_cards(case: Case) -> list[Standing]:
    """Asks to put texts about a wrong pupil right, also when nothing waits any more."""
    return [
        Standing(Slot(ANTIPEST), f"{CLEARING}/{matter.number}", matter.settled)
        for matter in case.matters
        if matter.kind == CLEARING
    ]


def _hand_over_cards(case: Case, protocol: Protocol) -> list[Standing]:
    """Tells who fills a role since it moved, and the antipestcoördinator who was kept out."""
    opened = (Slot(role) for role in opened_roles(case, protocol))
    readers = {*_route_slots(case, protocol), *opened}
    moved = [
        Standing(slot, f"{HAND_OVER}{slot.encoded()}", "staat")
        for slot in handed_over(case)
        if slot in readers
    ]
    told = [Standing(Slot(ANTIPEST), f"uitgesloten/{one}", "staat") for one in kept_out(case)]
    return moved + told


def _reporter_cards(case: Case) -> list[Standing]:
    """Tells each reporter that a bullied pupil of that report was taken up."""
    taken = {one.pupil for one in case.acknowledged}
    return [
        Standing(reporter_slot(case, report), TAKEN_UP, "staat")
        for report in case.reports
        if taken & set(case.targets_of(report))
    ]


def _asker_cards(case: Case) -> list[Standing]:
    """Tells who asked for advice, or about a step that could not be done, that it was answered."""
    return [
        Standing(Slot(ASKER, str(matter.number)), f"antwoord/{matter.number}", matter.settled)
        for matter in case.matters
        if matter.settled and matter.kind in ANSWERED and not matter.is_old_news
    ]


def standing(case: Case, protocol: Protocol) -> tuple[Standing, ...]:
    """Gives every card that stands somewhere, the root card of each reader first."""
    stamp = _root_stamp(case, protocol)
    roots = [Standing(slot, ROOT, stamp) for slot in _root_slots(case, protocol)]
    return tuple(
        dict.fromkeys(
            (
                *roots,
                *_hand_over_cards(case, protocol),
                *_reporter_cards(case),
                *_note_cards(case),
                *_clearing_cards(case),
                *_action_cards(case, protocol),
                *_record_cards(case, protocol),
                *_notice_cards(case, protocol),
                *_follow_up_cards(case),
                *_asker_cards(case),
            )
        )
    )
