"""What is opened right after a form, because people talk about it in the same hour."""

from __future__ import annotations

import datetime

from bot.open_case import OpenCase
from bot.submissions import Filled
from flows import verbs
from flows.action_kinds import KINDS
from flows.forms import CHECKED, value_of
from flows.presses import Press
from flows.tasks import task_of, tasks_of
from flows.views.work_forms import chosen_task

ASKED_IN_ONE_SITTING = ("consent", "agreement", "wish")
"""What is asked right after the talk before it, as it is talked about in the same hour."""


def next_press(filled: Filled, opened: OpenCase, now: datetime.datetime) -> Press | None:
    """Gives the form or page that belongs right after this one, if any."""
    press = filled.press
    if press.verb == verbs.DO:
        return _after_doing(filled, opened, now)
    if press.verb == verbs.CHECK_NAMES:
        return Press(verbs.MAGISTER, press.case_id, press.subject)
    if press.verb != verbs.ANSWER:
        return None
    case = opened.case
    choice = next((one.key for one in case.follow_ups if one.key.startswith("keuze/")), None)
    if choice is None:
        return None
    suggests = case.answered[-1].suggests if case.answered else ""
    if suggests == verbs.REOPEN:
        return Press(verbs.REOPEN, press.case_id)
    return Press(verbs.CHOOSE, press.case_id, choice.removeprefix("keuze/"))


def _after_doing(filled: Filled, opened: OpenCase, now: datetime.datetime) -> Press | None:
    protocol = opened.shelved.protocol
    done = chosen_task(filled.scene, filled.press.subject, filled.answers)
    task = task_of(filled.scene.case, filled.scene.protocol, done)
    if task is None:
        return None
    again = KINDS[task.action.kind].again
    if again and value_of(filled.answers, again) == CHECKED:
        return Press(verbs.DO, filled.press.case_id, done)
    before = {
        one.ref
        for one in tasks_of(filled.scene.case, filled.scene.protocol)
        if one.status == "open"
    }
    reader = opened.reader(filled.person, now)
    for one in tasks_of(opened.case, protocol):
        opened_now = one.status == "open" and one.ref not in before
        asked = KINDS[one.action.kind].meaning in ASKED_IN_ONE_SITTING
        if opened_now and asked and any(reader.fills(slot) for slot in one.slots):
            return Press(verbs.DO, filled.press.case_id, one.ref.encoded())
    return None
