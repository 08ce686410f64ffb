"""How a melding changes by work beside the stages, such as a support group."""

from __future__ import annotations

from flows import events as ev
from flows.case import Beside, Case, Done, Group
from flows.evolving.logged import logged, replace


def started(case: Case, event: ev.SubflowStarted) -> Case:
    """Begins work beside the stages."""
    runs = Beside(flow=event.flow, round=event.round, since=event.at)
    return logged(replace(case, beside=(*case.beside, runs)), event, kind=event.flow)


def ended(case: Case, event: ev.SubflowEnded) -> Case:
    """Ends work beside the stages."""
    left = tuple(one for one in case.beside if one.flow != event.flow)
    case = replace(case, beside=left)
    return logged(case, event, kind=event.flow, reason=event.reason)


def composed(case: Case, event: ev.GroupComposed) -> Case:
    """Keeps who is in the group of this round; whoever is new to the melding got a number."""
    others = tuple(one for one in case.groups if (one.flow, one.round) != (event.flow, event.round))
    group = Group(flow=event.flow, round=event.round, members=event.members)
    pupils = tuple(one.pupil for one in event.members)
    numbered = max(case.numbered, *(int(pupil.removeprefix("p")) for pupil in pupils))
    done = tuple(one for one in case.done if one.task != event.task)
    case = replace(
        case,
        groups=(*others, group),
        numbered=numbered,
        done=(*done, Done(task=event.task, by=event.by, at=event.at)),
    )
    return logged(case, event, task=event.task, pupils=pupils)
