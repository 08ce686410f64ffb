"""What a reader can do from the page of a melding: the work that is open first, then the rest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from flows import verbs
from flows.action_kinds import KINDS
from flows.cards import Button
from flows.case import CLEARING
from flows.desk import ASKING
from flows.ladders import ASKED
from flows.limits import BUTTON
from flows.logbook import record_title
from flows.permissions import Act, may
from flows.presses import Press
from flows.records import records_of
from flows.rules.going_without import holds_up
from flows.rules.reporting import GONE
from flows.school import slot_from
from flows.tasks import FINISHED, Task, gate_status, tasks_of
from flows.views.beside_forms import can_begin, can_end
from flows.views.going_on_forms import AFTERCARE, can_reopen, ways_on
from flows.views.naming import pupil_name, shortened, slot_people
from flows.views.scene import Scene
from flows.views.work_forms import can_tell_again, group_of
from flows.waiting import unacknowledged

Style = Literal["primary", "plain"]


def _button(
    scene: Scene, label: str, verb: str, subject: str = "", style: Style = "plain"
) -> Button:
    press = Press(verb, scene.case.id, subject)
    return Button(shortened(label, BUTTON), press.encoded(), style)


def _mine(scene: Scene) -> tuple[Task, ...]:
    """Gives the tasks this reader may do."""
    return tuple(
        task
        for task in tasks_of(scene.case, scene.protocol)
        if may(scene.reader, "complete", task.ref.encoded())
    )


def _take_up(scene: Scene) -> Iterator[Button]:
    waiting = unacknowledged(scene.case)
    own = any(
        scene.reader.person in slot_people(scene, slot_from(f"begeleider:{p}")) for p in waiting
    )
    if scene.case.is_open and own and may(scene.reader, "acknowledge"):
        yield _button(scene, scene.say("pagina-knop-oppakken"), verbs.TAKE_UP, style="primary")


def _work(scene: Scene) -> Iterator[Button]:
    """Offers each open action once, and what was told before but can still change."""
    tasks = _mine(scene)
    begun = {group_of(task): task for task in tasks if task.status == "open"}
    for group, task in begun.items():
        label = scene.say(f"actie-{task.ref.flow}-{task.ref.action}-knop")
        yield _button(scene, label, verbs.DO, group, "primary")
    again = {
        group_of(task): task
        for task in tasks
        if group_of(task) not in begun and can_tell_again(scene, task)
    }
    for group, task in again.items():
        meaning = KINDS[task.action.kind].meaning
        yield _button(scene, scene.say(f"pagina-knop-opnieuw-{meaning}"), verbs.DO, group)


def _records(scene: Scene) -> Iterator[Button]:
    """Offers the texts that are not in Magister yet, and those of this stage to read back."""
    case = scene.case
    if case.state in GONE:
        return
    here = case.stage if case.state == "lopend" else ""
    keys = {
        one.key: one
        for one in records_of(case, scene.protocol)
        if one.pupil
        and (one.status == "ready" or (one.status == "done" and one.flow == here))
        and may(scene.reader, "record", one.encoded())
    }
    for key, one in keys.items():
        title = record_title(scene, one.flow, one.record.id, one.record.title)
        yield _button(scene, scene.say("pagina-knop-magister", titel=title), verbs.MAGISTER, key)


def _tracks(scene: Scene) -> Iterator[Button]:
    if scene.protocol.tracks and scene.case.state not in GONE:
        yield _button(scene, scene.say("pagina-knop-sporen"), verbs.TRACKS)


def _questions(scene: Scene) -> Iterator[Button]:
    for one in scene.case.follow_ups:
        is_asked = one.key.startswith(ASKING) and one.rung >= ASKED
        if is_asked and may(scene.reader, "answer", one.key):
            label = scene.say("pagina-knop-antwoord-geven")
            yield _button(scene, label, verbs.ANSWER, one.key, "primary")


def _ways(scene: Scene) -> Iterator[Button]:
    case = scene.case
    if ways_on(scene):
        label = scene.say("pagina-knop-kiezen")
        yield _button(scene, label, verbs.CHOOSE, f"{case.stage}.{case.round}")
    if case.state == AFTERCARE and may(scene.reader, "close"):
        yield _button(scene, scene.say("pagina-knop-sluiten"), verbs.CLOSE)
    if can_reopen(scene):
        yield _button(scene, scene.say("pagina-knop-heropenen"), verbs.REOPEN)


def _matters(scene: Scene) -> Iterator[Button]:
    """Offers to read what is new, and to decide about what was put before this reader."""
    for matter in scene.case.matters:
        if matter.settled:
            continue
        number = str(matter.number)
        if matter.kind in ("incident", "waarneming") and may(scene.reader, "see_note"):
            yield _button(scene, scene.say("pagina-knop-gezien"), verbs.SEEN, number)
        if matter.kind in ("niet_uitvoerbaar", "overleg") and may(scene.reader, "settle"):
            yield _button(scene, scene.say("pagina-knop-besluiten"), verbs.SETTLE, number)
        if matter.kind == CLEARING and may(scene.reader, "clear_texts"):
            yield _button(scene, scene.say("pagina-knop-weggehaald"), verbs.CLEARED, number)


def _beside(scene: Scene) -> Iterator[Button]:
    """Offers to begin and to end work beside the stages."""
    for flow in can_begin(scene):
        label = scene.say("pagina-knop-ernaast", wat=scene.say(f"stap-{flow.id}"))
        yield _button(scene, label, verbs.BESIDE, flow.id)
    for flow in can_end(scene):
        label = scene.say("pagina-knop-ernaast-stoppen", wat=scene.say(f"stap-{flow.id}"))
        yield _button(scene, label, verbs.STOP_BESIDE, flow.id)


def _stuck(scene: Scene) -> Iterator[Button]:
    """Offers, per open action, to say that it cannot be done, or to go on without consent."""
    left = {
        group_of(task): task
        for task in _mine(scene)
        if task.status not in FINISHED and may(scene.reader, "infeasible", task.ref.encoded())
    }
    for group, task in left.items():
        title = scene.say(f"actie-{task.ref.flow}-{task.ref.action}")
        label = scene.say("pagina-knop-niet-uitvoerbaar", actie=title)
        yield _button(scene, label, verbs.INFEASIBLE, group)
    for task in tasks_of(scene.case, scene.protocol):
        closed = gate_status(scene.case, scene.protocol, task.action, task.ref.pupil) != "open"
        if closed and may(scene.reader, "override", task.ref.encoded()):
            label = scene.say("pagina-knop-toch-doorgaan", naam=pupil_name(scene, task.ref.pupil))
            yield _button(scene, label, verbs.OVERRIDE, task.ref.encoded())


def _without(scene: Scene) -> Iterator[Button]:
    """Offers to go on without a pupil of a colleague, while something waits for that task."""
    for task in tasks_of(scene.case, scene.protocol):
        ref = task.ref.encoded()
        own = any(scene.reader.fills(slot) for slot in task.slots)
        late = not own and holds_up(task, scene.case, scene.protocol)
        if late and may(scene.reader, "go_on_without", ref):
            label = scene.say("pagina-knop-zonder-verder", naam=pupil_name(scene, task.ref.pupil))
            yield _button(scene, label, verbs.GO_ON_WITHOUT, ref)


def _roles(scene: Scene) -> Iterator[Button]:
    """Offers to take over from a coach whom something waits for."""
    waiting = dict.fromkeys(slot for one in scene.case.follow_ups for slot in one.slots)
    for text in waiting:
        slot = slot_from(text)
        role = scene.protocol.role(slot.role)
        mine = scene.reader.person in slot_people(scene, slot)
        if role is None or role.scope != "leerling" or mine:
            continue
        if may(scene.reader, "take_over", text):
            label = scene.say("pagina-knop-overnemen", naam=pupil_name(scene, slot.pupil))
            yield _button(scene, label, verbs.TAKE_OVER, text)


def _related(scene: Scene) -> Iterator[Button]:
    """Offers to look at another melding with one of these pupils, and to put this one into it."""
    for one in scene.related:
        press = Press(verbs.OPEN_CASE, one.case_id)
        yield Button(scene.say("pagina-knop-ook-gemeld", nummer=one.case_id), press.encoded())
        if one.can_take_in:
            label = scene.say("pagina-knop-samenvoegen", nummer=one.case_id)
            yield _button(scene, label, verbs.MERGE, one.case_id)


_ALWAYS: tuple[tuple[Act, str], ...] = (
    ("note", verbs.INCIDENT),
    ("note", verbs.PARENT_SPOKE),
    ("add_pupil", verbs.ADD_PUPIL),
    ("correct_pupil", verbs.WRONG_PUPIL),
    ("ask_advice", verbs.ASK_ADVICE),
    ("exclude_self", verbs.STEP_BACK),
    ("exclude", verbs.EXCLUDE),
)
"""What can be done at any time, in this order."""

_ONLY_WHEN_OPEN = (verbs.ADD_PUPIL, verbs.ASK_ADVICE)


def _always(scene: Scene) -> Iterator[Button]:
    for act, verb in _ALWAYS:
        fits = scene.case.is_open or verb not in _ONLY_WHEN_OPEN
        if fits and scene.case.state not in GONE and may(scene.reader, act):
            yield _button(scene, scene.say(f"pagina-knop-{verb}"), verb)


def case_actions(scene: Scene) -> tuple[Button, ...]:
    """Gives the buttons below the page, for this reader at this moment; one stands out."""
    buttons = (
        *_take_up(scene),
        *_work(scene),
        *_questions(scene),
        *_ways(scene),
        *_matters(scene),
        *_records(scene),
        *_related(scene),
        *_tracks(scene),
        *_beside(scene),
        *_always(scene),
        *_stuck(scene),
        *_without(scene),
        *_roles(scene),
    )
    first = next((one for one in buttons if one.style == "primary"), None)
    return tuple(
        one if one is first else msgspec.structs.replace(one, style="plain") for one in buttons
    )
