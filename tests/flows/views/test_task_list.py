"""The task list: what waits for a person over all meldingen."""

import datetime

import msgspec

from flows import commands as do
from flows.forms import Answer
from flows.task_list import TaskList
from flows.views.task_list import task_list_for
from tests.flows.views import story


def _titles(shown: TaskList) -> dict[str, list[str]]:
    return {one.heading: [item.title for item in one.items] for one in shown.sections}


def test_without_any_melding_there_is_only_the_way_to_report() -> None:
    """Whoever has nothing to do can still report, read the protocol and ask for help."""
    shown = task_list_for((), story.WORDING, "OEFENING")
    assert {"Wat je kunt doen": []} == _titles(shown)
    assert "Er wacht niets op jou." == shown.sections[0].empty
    assert ["melden||", "protocol||", "hulp||"] == [one.value for one in shown.actions]
    assert "OEFENING" == shown.badge


def test_the_coach_sees_what_waits_with_its_day_and_button() -> None:
    """A step waits with its limit; its button goes straight to the form."""
    shown = story.tasks_seen(story.taken_up(), "bram")
    item = shown.sections[0].items[0]
    assert "7K3Q: Gesprek met de leerling die gepest wordt (leerling A)" == item.title
    assert "uiterlijk wo 25 november" == item.due
    assert not item.late
    assert item.button is not None
    assert "doen|7K3Q|melding.1.gesprek_gepeste.p1" == item.button.value


def test_a_step_that_is_late_is_marked() -> None:
    """The day after its limit a step is late, however often somebody was reminded."""
    play = story.taken_up()
    story.goes_off(play, "taak/melding.1.gesprek_gepeste.p1")
    assert not story.tasks_seen(play, "bram").sections[0].items[0].late
    play.now += datetime.timedelta(days=1)
    item = story.tasks_seen(play, "bram").sections[0].items[0]
    assert item.late
    assert "dit moest gisteren klaar zijn" == item.due


def test_what_was_asked_is_late_once_somebody_was_reminded() -> None:
    """Taking up has no limit but a reminder; after it, it is late."""
    play = story.reported()
    assert not story.tasks_seen(play, "bram").sections[0].items[0].late
    story.goes_off(play, "melding/p1")
    item = story.tasks_seen(play, "bram").sections[0].items[0]
    assert item.late
    assert "wacht sinds gisteren" == item.due


def test_the_steps_come_by_their_due_day_over_all_meldingen() -> None:
    """The first to be due stands in front, whichever melding it is of."""
    early, late = story.taken_up(), story.taken_up()
    late.case = msgspec.structs.replace(late.case, id="ZZZZ")
    story.goes_off(early, "taak/melding.1.gesprek_gepeste.p1")
    late.does(
        do.CompleteTask(actor="bram", task="melding.1.gesprek_gepeste.p1", answers=story.TALKED)
    )
    late.now = early.now
    scenes = (story.scene_of(late, "bram"), story.scene_of(early, "bram"))
    shown = task_list_for(scenes, story.WORDING)
    assert ["7K3Q", "ZZZZ"] == [item.title[:4] for item in shown.sections[0].items]


def test_a_question_that_was_not_asked_yet_comes_later() -> None:
    """What is planned is told with its day and has no button."""
    shown = story.tasks_seen(story.pasted(), "bram")
    assert ["7K3Q: Een week na de afspraken: is het gestopt?"] == _titles(shown)["Wat later komt"]
    item = shown.sections[1].items[0]
    assert "je krijgt de vraag ma 30 november" == item.due
    assert item.button is None


def test_the_reporter_sees_only_whether_it_was_taken_up() -> None:
    """No stage, no step and no page: only own reports with a way to add something."""
    before = story.tasks_seen(story.reported(), "vak")
    assert ["7K3Q: nog niet opgepakt"] == _titles(before)["Wat je zelf hebt gemeld"]
    after = story.tasks_seen(story.taken_up(), "vak")
    assert ["7K3Q: opgepakt"] == _titles(after)["Wat je zelf hebt gemeld"]
    assert {"Wat je kunt doen", "Wat je zelf hebt gemeld"} == set(_titles(after))


def test_a_closed_melding_is_no_longer_among_the_open_ones() -> None:
    """After closing nothing waits and nothing is listed."""
    play = story.aftercare()
    assert ["7K3Q: nazorg"] == _titles(story.tasks_seen(play, "anna"))[
        "Meldingen waar je bij hoort"
    ]
    play.does(do.CloseCase(actor="bram", reason="klaar"))
    assert {"Wat je kunt doen": []} == _titles(story.tasks_seen(play, "anna"))


def test_the_adviser_sees_no_melding() -> None:
    """Who was asked for advice sees that a question waits, without the id of the melding."""
    play = story.taken_up()
    play.does(do.AskAdvice(actor="bram", to="tom", answers=(Answer("vraag", (story.TYPED,)),)))
    shown = story.tasks_seen(play, "tom")
    assert {"Wat je kunt doen": ["Antwoord op een vraag om raad"]} == _titles(shown)


def test_an_excluded_person_sees_nothing() -> None:
    """Whoever is involved in another way has the list of a stranger."""
    play = story.taken_up()
    play.does(do.AskAdvice(actor="anna", to="bram", answers=(Answer("vraag", ("x",)),)))
    play.does(do.ExcludePerson(actor="bram", person="bram", reason="ouder"))
    assert {"Wat je kunt doen": []} == _titles(story.tasks_seen(play, "bram"))


def test_nothing_that_was_typed_stands_on_a_task_list() -> None:
    """A task list stands on a screen in class."""
    for play in (story.reported(), story.step_one(), story.aftercare()):
        for person in story.EVERYBODY:
            shown = msgspec.json.encode(story.tasks_seen(play, person)).decode()
            assert story.TYPED not in shown
            assert "gang" not in shown


def test_the_task_list_is_as_kept() -> None:
    """The list of the coach halfway step 1, as JSON."""
    expected, made = story.kept("task_list_coach", story.tasks_seen(story.agreed(), "carla"))
    assert expected == made
