"""The forms: who gets one, what it asks, and the sentences when something is wrong."""

from __future__ import annotations

import ast
import pathlib

import pytest

from flows import commands as do
from flows import verbs
from flows.field_specs import Fault
from flows.forms import CHECKED, Answer, ShownIf
from flows.limits import FIELDS, HINT, LABEL, OPTION_LABEL, TITLE
from flows.presses import Press
from flows.views.form_errors import field_errors, refusal_text
from flows.views.forms import BUILDERS
from flows.views.intake_form import intake_form
from flows.views.whom_to_call import Warned, alert_about
from flows.views.work_forms import chosen_task
from tests.flows.meldingen import agreed_together
from tests.flows.small_school import SCHOOL, Play, stappenplan
from tests.flows.views.dialogs import (
    answers,
    dialog_scene,
    field,
    form,
    golden,
    ids,
    opened,
)
from tests.flows.views.story import (
    DAY,
    EVERYBODY,
    TALKED,
    TYPED,
    WORDING,
    aftercare,
    agreed,
    asked,
    consented,
    pasted,
    reported,
    step_one,
    taken_up,
    talked,
)

RULES = pathlib.Path(__file__).parents[3] / "flows" / "rules"


def test_talk_form_begins_with_the_words_to_use() -> None:
    """A talk with one pupil: who, words supplied, today filled in, the age asked once."""
    kept, made = golden(
        "form_talk", opened(taken_up(), "bram", verbs.DO, "melding.1.gesprek_gepeste")
    )
    assert kept == made


def test_single_task_needs_no_choice_of_pupil() -> None:
    """A coach with one open pupil goes straight to that pupil's task."""
    shown = opened(taken_up(), "bram", verbs.DO, "melding.1.gesprek_gepeste")
    assert Press(verbs.DO, "7K3Q", "melding.1.gesprek_gepeste.p1").encoded() == shown.id
    assert "leerling" not in ids(shown)
    assert "Sanne Jansen (2b)" == field(shown, "over").hint


def test_several_pupils_are_one_form() -> None:
    """A coach of two pupils in an action chooses first which pupil it is about."""
    kept, made = golden(
        "form_several", opened(step_one("ja"), "carla", verbs.DO, "1.1.gesprek_pester")
    )
    assert kept == made


def test_age_is_asked_only_for_pupils_whose_age_is_unknown() -> None:
    """In a form for several pupils the age hangs on the pupils it is not known of."""
    play = step_one("ja")
    done = do.CompleteTask(actor="carla", task="1.1.gesprek_pester.p2", answers=TALKED)
    assert None is field(opened(play, "carla", verbs.DO, "1.1.gesprek_pester"), "leeftijd").shown_if
    play.does(done)
    play.does(do.CompleteTask(actor="carla", task="1.1.gesprek_pester.p3", answers=TALKED))
    play.does(do.CompleteTask(actor="bram", task="1.1.afspraken.", answers=AGREEMENT))
    play.does(do.MoveOn(actor="bram", transition="verder", here="1.1", reason=TYPED))
    agreed_together(play)
    shown = opened(play, "carla", verbs.DO, "2.1.bellen")
    assert None is field(shown, "let_op_16-17").shown_if


AGREEMENT = answers(wat=TYPED, wie="p1", tot="2026-12-01", toezicht=TYPED, gevolg=TYPED)


def test_age_note_is_for_the_older_pupils_only() -> None:
    """What counts from sixteen stands there for the pupil of sixteen, not for the other one."""
    play = step_one("ja")
    young = (DAY, Answer("besproken", (TYPED,)), Answer("leeftijd", ("onder-16",)))
    play.does(do.CompleteTask(actor="carla", task="1.1.gesprek_pester.p2", answers=TALKED))
    play.does(do.CompleteTask(actor="carla", task="1.1.gesprek_pester.p3", answers=young))
    play.does(do.CompleteTask(actor="bram", task="1.1.afspraken.", answers=AGREEMENT))
    play.does(do.MoveOn(actor="bram", transition="verder", here="1.1", reason=TYPED))
    agreed_together(play)
    shown = opened(play, "carla", verbs.DO, "2.1.bellen")
    assert ShownIf("leerling", ("p2",)) == field(shown, "let_op_16-17").shown_if
    assert "leeftijd" not in ids(shown)


def test_unknown_age_hangs_on_the_pupil() -> None:
    """A form for a pupil of known and one of unknown age asks only the second one's."""
    play = step_one("ja")
    play.does(do.CompleteTask(actor="carla", task="1.1.gesprek_pester.p2", answers=TALKED))
    play.does(do.ReportInfeasible(actor="carla", task="1.1.gesprek_pester.p3", reason=TYPED))
    play.does(do.SettleInfeasible(actor="anna", number=1, decision="overslaan", explanation=TYPED))
    play.does(do.CompleteTask(actor="bram", task="1.1.afspraken.", answers=AGREEMENT))
    play.does(do.MoveOn(actor="bram", transition="verder", here="1.1", reason=TYPED))
    agreed_together(play)
    shown = opened(play, "carla", verbs.DO, "2.1.bellen")
    assert ShownIf("leerling", ("p3",)) == field(shown, "leeftijd").shown_if


def test_consent_is_asked_per_pupil_by_name() -> None:
    """Consent: one question for each pupil who bullies according to the melding."""
    shown = opened(talked(), "bram", verbs.DO, "melding.1.toestemming")
    assert ["over", "woorden", "p2", "p3", "dag"] == ids(shown)
    assert "Daan de Visser (2c)" in field(shown, "p2").label
    assert "jongen met rode fiets" in field(shown, "p3").label


def test_consent_can_change_until_the_talk() -> None:
    """Given consent is filled in and can be withdrawn; after the talks it is over."""
    play = step_one("ja")
    shown = opened(play, "bram", verbs.DO, "melding.1.toestemming")
    assert ("ja",) == field(shown, "p2").values
    for pupil in ("p2", "p3"):
        play.does(
            do.CompleteTask(actor="carla", task=f"1.1.gesprek_pester.{pupil}", answers=TALKED)
        )
    assert None is form(play, "bram", verbs.DO, "melding.1.toestemming")


def test_consent_of_a_held_talk_is_not_asked_again() -> None:
    """With one of two talks held, only the consent for the other one can change."""
    play = step_one("ja")
    play.does(do.CompleteTask(actor="carla", task="1.1.gesprek_pester.p2", answers=TALKED))
    shown = opened(play, "bram", verbs.DO, "melding.1.toestemming")
    assert ["over", "woorden", "p3", "dag"] == ids(shown)


def test_wish_is_filled_in_again() -> None:
    """What the pupil wants is filled in, to be changed until the joint talk."""
    play = step_two()
    play.does(
        do.CompleteTask(
            actor="bram", task="2.1.samen_vragen.p1", answers=(DAY, *answers(wens="ja"))
        )
    )
    assert ("ja",) == field(opened(play, "bram", verbs.DO, "2.1.samen_vragen.p1"), "wens").values


def step_two() -> Play:
    """Step 2 began."""
    play = agreed()
    play.does(do.MoveOn(actor="bram", transition="verder", here="1.1", reason=TYPED))
    return play


def test_done_talk_has_no_form() -> None:
    """A talk that was held is not asked again."""
    assert None is form(talked(), "bram", verbs.DO, "melding.1.gesprek_gepeste")


def test_agreement_can_be_added_after_it_was_done() -> None:
    """Another agreement can always be made, among pupils by name."""
    shown = opened(agreed(), "bram", verbs.DO, "1.1.afspraken")
    labels = [option.label for option in field(shown, "wie").options]
    assert ["Sanne Jansen (2b)", "Daan de Visser (2c)", "jongen met rode fiets"] == labels


@pytest.mark.parametrize("subject", ["", "x", "1.1", "1.1.bestaat_niet", "9.9.a.p1"])
def test_unknown_task_has_no_form(subject: str) -> None:
    """A press that names no task gives nothing."""
    assert None is form(talked(), "bram", verbs.DO, subject)


def test_chosen_task() -> None:
    """The task of a submitted form is its own, or that of the pupil who was chosen."""
    scene = dialog_scene(step_one("ja"), "carla")
    chosen = answers(leerling="p3")
    assert "1.1.gesprek_pester.p3" == chosen_task(scene, "1.1.gesprek_pester", chosen)
    assert "1.1.gesprek_pester.p2" == chosen_task(scene, "1.1.gesprek_pester.p2", chosen)
    assert "" == chosen_task(scene, "1.1.gesprek_pester", ())


def test_infeasible_and_override() -> None:
    """A refused talk can be put before the antipestcoördinator, who may let it go on."""
    play = step_one("nee")
    assert "over" in ids(opened(play, "carla", verbs.INFEASIBLE, "1.1.gesprek_pester"))
    assert None is form(play, "bram", verbs.INFEASIBLE, "1.1.gesprek_pester")
    assert "reden" in ids(opened(play, "anna", verbs.OVERRIDE, "1.1.gesprek_pester.p3"))
    assert None is form(play, "anna", verbs.OVERRIDE, "1.1.gesprek_pester.p2")
    assert None is form(play, "carla", verbs.OVERRIDE, "1.1.gesprek_pester.p3")


def test_head_who_only_decides_sees_a_letter() -> None:
    """The schoolleiding may let a talk go on before they may read the melding: no name."""
    play = step_one("nee")
    play.does(do.ReportInfeasible(actor="carla", task="1.1.gesprek_pester.p3", reason="Nee."))
    shown = opened(play, "rector", verbs.OVERRIDE, "1.1.gesprek_pester.p3")
    assert "leerling C" == field(shown, "over").hint


def test_infeasible_asks_which_pupil() -> None:
    """With two pupils in the action it is asked about which one."""
    shown = opened(step_one("ja"), "carla", verbs.INFEASIBLE, "1.1.gesprek_pester")
    assert ["over", "let_op", "leerling", "reden"] == ids(shown)


@pytest.mark.parametrize("index", [0, 1, 2])
@pytest.mark.parametrize("warning", ["", "seksueel", "thuis"])
def test_intake(index: int, warning: Warned) -> None:
    """Three steps; a warning stands above the later ones, sexual images are acute and online."""
    alert = alert_about(WORDING, SCHOOL, warning)
    shown = intake_form(stappenplan(), WORDING, index, "zegel", alert, "OEFENING")
    kept, made = golden(f"form_intake_{index + 1}_{warning or 'gewoon'}", shown)
    assert kept == made
    assert ("let_op" in ids(shown)) == (bool(warning) and index > 0)
    ticked = [(one.id, one.values) for one in shown.fields if one.values]
    assert len(shown.fields) <= FIELDS
    assert all(len(one.hint) <= HINT for one in shown.fields)
    beforehand = {0: [], 1: [("acuut", (CHECKED,))], 2: [("waar", ("online",))]}
    assert (beforehand[index] if warning == "seksueel" else []) == ticked


@pytest.mark.parametrize("warning", ["", "seksueel", "thuis"])
def test_intake_says_to_keep_messages_but_never_images(warning: Warned) -> None:
    """Whoever ticks "Online" is told to keep what was sent, unless it must not be kept (R-12)."""
    shown = intake_form(stappenplan(), WORDING, 2, "zegel", alert_about(WORDING, SCHOOL, warning))
    notes = [one.shown_if for one in shown.fields if one.id == "online"]
    assert ([] if warning == "seksueel" else [ShownIf("waar", ("online",))]) == notes


@pytest.mark.parametrize(
    ("warning", "lines"),
    [
        (
            "thuis",
            (
                "Aandachtsfunctionaris: toestel 301",
                "Veilig Thuis: 0800-2000 (gratis, dag en nacht)",
                "Bij direct gevaar: 112",
            ),
        ),
        ("seksueel", ("Helpwanted: helpwanted.nl", "Politie: 0900-8844", "Bij direct gevaar: 112")),
    ],
)
def test_intake_says_whom_to_call(warning: Warned, lines: tuple[str, ...]) -> None:
    """The school's own people come first, then who is there day and night."""
    alert = alert_about(WORDING, SCHOOL, warning)
    for index in (1, 2):
        shown = intake_form(stappenplan(), WORDING, index, "zegel", alert)
        call = next(one for one in shown.fields if one.id == "bel")
        assert lines == tuple(call.hint.split("\n"))


def test_strangers_get_no_form() -> None:
    """Somebody who has nothing to do with it gets no form, whatever the verb and subject."""
    play = asked()
    subjects = ("", "1", "2", "1.1", "1.1.afspraken", "1.1.gesprek_pester.p2", "vraag/1.1.week")
    given = [
        (verb, subject)
        for verb in (*BUILDERS, verbs.CHECK_NAMES, verbs.TASKS)
        for subject in (*subjects, "1.1.stap1.p2")
        if form(play, "ict", verb, subject) is not None
    ]
    assert [] == given


MOMENTS = (
    reported,
    taken_up,
    talked,
    consented,
    step_one,
    agreed,
    pasted,
    asked,
    aftercare,
    step_two,
)


@pytest.mark.parametrize("moment", MOMENTS)
def test_forms_keep_to_the_limits(moment: object) -> None:
    """Titles, labels, options and the number of fields fit every platform."""
    assert callable(moment)
    play = moment()
    subjects = {
        "",
        f"{play.case.stage}.{play.case.round}",
        *(
            f"{flow}.1.{action.id}"
            for flow in ("melding", "1", "2")
            for action in play.protocol.flow(flow).actions
        ),
        *(one.key for one in play.case.follow_ups),
        *(str(one.number) for one in (play.case.log[0], play.case.log[-1])),
    }
    for person in EVERYBODY:
        for verb in BUILDERS:
            for subject in subjects:
                shown = form(play, person, verb, subject)
                if shown is None:
                    continue
                assert len(shown.title) <= TITLE
                assert len(shown.submit) <= TITLE
                assert len(shown.fields) <= FIELDS
                for one in shown.fields:
                    assert len(one.label) <= LABEL
                    assert all(len(option.label) <= OPTION_LABEL for option in one.options)


def test_field_errors_say_what_to_do() -> None:
    """Each fault gets a sentence at its field; one in something not asked stands at the first."""
    shown = opened(taken_up(), "bram", verbs.DO, "melding.1.gesprek_gepeste")
    faults = (
        Fault("besproken", "te-lang"),
        Fault("dag", "verplicht"),
        Fault("dag", "geen-datum"),
        Fault("bestaat_niet", "onbekend"),
    )
    errors = field_errors(WORDING, shown.fields, faults)
    assert ["besproken", "dag"] == [error.field for error in errors]
    assert "2000" in errors[0].message
    assert () == field_errors(WORDING, shown.fields[:1], faults)


def test_every_refusal_has_a_sentence() -> None:
    """Each reason the rules give, and each fault of an answer, is said in words."""
    reasons = {
        node.args[0].value
        for path in RULES.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Refused"
        and isinstance(node.args[0], ast.Constant)
    }
    assert "niet-van-jou" in reasons
    assert all(refusal_text(WORDING, str(reason)) for reason in reasons)


def test_prefilled_form_is_accepted_once_filled_in() -> None:
    """The fields of a form are those the core checks."""
    play = taken_up()
    shown = opened(play, "bram", verbs.DO, "melding.1.gesprek_gepeste")
    given = (DAY, *answers(besproken=TYPED, leeftijd="onder-16"))
    play.does(do.CompleteTask(actor="bram", task="melding.1.gesprek_gepeste.p1", answers=given))
    assert {"dag", "besproken", "leeftijd"} <= set(ids(shown))
