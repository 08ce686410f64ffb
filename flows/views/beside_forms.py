"""Forms for work beside the stages, such as a support group: beginning it and ending it."""

from __future__ import annotations

from flows.action_kinds import KINDS
from flows.forms import Field, Form
from flows.permissions import may
from flows.presses import Press
from flows.protocol import Subflow
from flows.tasks import Task, open_required, task_ref
from flows.views.form_fields import let_op, reason_field
from flows.views.scene import Scene


def can_begin(scene: Scene) -> tuple[Subflow, ...]:
    """Gives the work beside the stages that this reader may begin now."""
    if scene.case.state != "lopend":
        return ()
    runs = {one.flow for one in scene.case.beside}
    return tuple(
        flow
        for flow in scene.protocol.subflows
        if flow.id not in runs and may(scene.reader, "start_subflow", flow.id)
    )


def can_end(scene: Scene) -> tuple[Subflow, ...]:
    """Gives the work beside the stages that this reader may end now."""
    if scene.case.state != "lopend" or not may(scene.reader, "end_subflow"):
        return ()
    runs = {one.flow for one in scene.case.beside}
    return tuple(flow for flow in scene.protocol.subflows if flow.id in runs)


def _measures(scene: Scene) -> bool:
    """Says whether something that can be felt as a punishment was done in this round (X-15)."""
    here = (scene.case.stage, scene.case.round)
    stage = scene.protocol.stage(scene.case.stage)
    kinds = {one.id: KINDS[one.kind] for one in (stage.actions if stage is not None else ())}
    refs = (task_ref(one.task) for one in scene.case.done if not one.skipped)
    return any(
        ref is not None and (ref.flow, ref.round) == here and kinds[ref.action].sanction
        for ref in refs
    )


def about_measures(scene: Scene, task: Task) -> tuple[Field, ...]:
    """Says before a measure that a group without blame runs beside it (X-15)."""
    runs = {one.flow for one in scene.case.beside}
    beside = any(flow.id in runs and flow.no_blame for flow in scene.protocol.subflows)
    if not (beside and KINDS[task.action.kind].sanction):
        return ()
    return (let_op(scene, "maatregel"),)


def begin_form(scene: Scene, press: Press) -> Form | None:
    """Says what the work is, and begins it; a measure in this round is pointed out."""
    flow = next((one for one in can_begin(scene) if one.id == press.subject), None)
    if flow is None:
        return None
    name = scene.say(f"stap-{flow.id}")
    what = scene.say(f"stap-{flow.id}-uitleg")
    warned = (let_op(scene, press.verb),) if flow.no_blame and _measures(scene) else ()
    return Form(
        id=Press(press.verb, scene.case.id, flow.id).encoded(),
        title=scene.say("formulier-ernaast"),
        fields=(Field(id="over", kind="note", label=name, hint=what), *warned),
        submit=scene.say("formulier-knop-beginnen"),
        badge=scene.badge,
    )


def end_form(scene: Scene, press: Press) -> Form | None:
    """Ends the work, with a reason while something of it is open."""
    flow = next((one for one in can_end(scene) if one.id == press.subject), None)
    if flow is None:
        return None
    left = open_required(scene.case, scene.protocol)
    is_busy = any(task.ref.flow == flow.id for task in left)
    return Form(
        id=Press(press.verb, scene.case.id, flow.id).encoded(),
        title=scene.say("formulier-ernaast-stoppen"),
        fields=(
            let_op(scene, press.verb),
            reason_field(scene, "veld-ernaast-stoppen-reden", required=is_busy),
        ),
        submit=scene.say("formulier-knop-stoppen"),
        badge=scene.badge,
    )
