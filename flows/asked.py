"""What a form asks in a melding: the fields of a kind, with the pupils of the melding filled in."""

from __future__ import annotations

import msgspec

from flows.action_kinds import AGE_BAND_FIELD, KINDS
from flows.case import Case
from flows.field_specs import FieldSpec
from flows.protocol import Protocol
from flows.tasks import Task, talk_is_over


def _with_pupils(spec: FieldSpec, case: Case) -> FieldSpec:
    """Gives a choice among pupils their numbers as options."""
    if not spec.pupils:
        return spec
    return msgspec.structs.replace(spec, options=case.having(spec.pupils))


def _per_pupil(task: Task, case: Case, protocol: Protocol) -> tuple[FieldSpec, ...]:
    """Gives one choice per pupil of the part the kind asks about, as far as it still counts."""
    kind = KINDS[task.action.kind]
    gate = next((one for one in protocol.gates if one.asked_in == task.action.id), None)
    return tuple(
        FieldSpec(id=pupil, kind="choice", required=True, options=kind.options)
        for pupil in (case.having(kind.per_pupil) if kind.per_pupil else ())
        if pupil != task.ref.pupil
        and not (gate is not None and talk_is_over(case, protocol, gate, pupil))
    )


def fields_of(kind_id: str, case: Case) -> tuple[FieldSpec, ...]:
    """Gives the fields of a kind that is not about one task."""
    return tuple(_with_pupils(spec, case) for spec in KINDS[kind_id].fields)


def fields_of_task(task: Task, case: Case, protocol: Protocol) -> tuple[FieldSpec, ...]:
    """Gives the fields of the form behind a task."""
    kind = KINDS[task.action.kind]
    fields = (*_per_pupil(task, case, protocol), *fields_of(task.action.kind, case))
    unknown_age = kind.age_band and task.ref.pupil and not case.band(task.ref.pupil)
    if not unknown_age:
        return fields
    return (*fields, msgspec.structs.replace(AGE_BAND_FIELD, required=True))
