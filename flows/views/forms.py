"""The form behind each verb; nothing when the reader may not, or when it is over.

The intake is made by `flows.views.intake_form`, as it has several steps and no melding yet.
"""

from __future__ import annotations

from collections.abc import Callable

from flows import verbs
from flows.forms import Form
from flows.leak_check import LeakIndex
from flows.presses import Press
from flows.views import beside_forms, going_on_forms, matter_forms, work_forms
from flows.views.merge_form import merge_form
from flows.views.names_form import check_names_form
from flows.views.scene import Scene
from flows.views.wrong_pupil_form import wrong_pupil_form

Builder = Callable[[Scene, Press], Form | None]

BUILDERS: dict[str, Builder] = {
    verbs.DO: work_forms.do_form,
    verbs.INFEASIBLE: work_forms.infeasible_form,
    verbs.OVERRIDE: work_forms.override_form,
    verbs.GO_ON_WITHOUT: work_forms.go_on_without_form,
    verbs.ANSWER: going_on_forms.answer_form,
    verbs.CHOOSE: going_on_forms.choose_form,
    verbs.CLOSE: going_on_forms.close_form,
    verbs.REOPEN: going_on_forms.reopen_form,
    verbs.INCIDENT: matter_forms.note_form,
    verbs.PARENT_SPOKE: matter_forms.note_form,
    verbs.SAW_MORE: matter_forms.note_form,
    verbs.CORRECT: matter_forms.correct_form,
    verbs.ASK_ADVICE: matter_forms.ask_advice_form,
    verbs.GIVE_ADVICE: matter_forms.give_advice_form,
    verbs.SETTLE: matter_forms.settle_form,
    verbs.STEP_BACK: matter_forms.step_back_form,
    verbs.EXCLUDE: matter_forms.exclude_form,
    verbs.ADD_PUPIL: matter_forms.add_pupil_form,
    verbs.MERGE: merge_form,
    verbs.WRONG_PUPIL: wrong_pupil_form,
    verbs.BESIDE: beside_forms.begin_form,
    verbs.STOP_BESIDE: beside_forms.end_form,
}
"""Which form each verb opens, beside `nakijken`, which also needs the names of the school."""


def form_for(scene: Scene, press: Press, names: LeakIndex | None = None) -> Form | None:
    """Gives the form a press opens; None when it is not allowed, outdated or no form.

    `names` are those of the whole school, for the check of a text for Magister; without them that
    check cannot be made, and there is no form for it.
    """
    if press.verb == verbs.CHECK_NAMES:
        return None if names is None else check_names_form(scene, press, names)
    builder = BUILDERS.get(press.verb)
    return None if builder is None else builder(scene, press)
