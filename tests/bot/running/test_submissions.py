"""What a form that comes back asks of a melding."""

import pytest

from flows import verbs
from flows.case import Case
from flows.views.matter_forms import PERSON_FIELD, WHY_FIELD
from tests.practice.people import People, form_of
from tests.practice.running_bot import RunningBot

TALK = "melding.1.gesprek_gepeste.p1"
TALKED = {
    "dag": "2026-11-23",
    "besproken": "Het was een rustig gesprek.",
    "wil_zelf": "Rust in de pauze.",
    "leeftijd": "onder-16",
}


@pytest.fixture
async def case_id(people: People) -> str:
    """A melding that both coaches took up."""
    case_id = await people.reports()
    for coach in ("bram", "carla"):
        await people.presses(coach, verbs.TAKE_UP, case_id)
    return case_id


async def case_of(running: RunningBot, case_id: str) -> Case:
    """Gives a melding as it is now."""
    opened = await running.cases.look(case_id)
    assert opened is not None
    return opened.case


async def test_who_is_involved_steps_back(
    running: RunningBot, people: People, case_id: str
) -> None:
    """Somebody who presses "Ik ben betrokken" is left out, and nobody else."""
    form = form_of(await people.presses("bram", verbs.STEP_BACK, case_id))
    await people.submits("bram", form, reden="Het is mijn neefje.")
    assert ("bram",) == (await case_of(running, case_id)).excluded


async def test_the_antipestcoordinator_leaves_somebody_out(
    running: RunningBot, people: People, case_id: str
) -> None:
    """Who was chosen in the form is left out, not who filled it in."""
    form = form_of(await people.presses("anna", verbs.EXCLUDE, case_id))
    await people.submits("anna", form, **{PERSON_FIELD: "carla"}, reden="Ouder van een leerling.")
    assert ("carla",) == (await case_of(running, case_id)).excluded


async def test_what_was_told_is_corrected(
    running: RunningBot, people: People, case_id: str
) -> None:
    """The new words stand beside the old ones, with the reason."""
    form = form_of(await people.presses("bram", verbs.DO, case_id, TALK))
    await people.submits("bram", form, **TALKED)
    told = next(one for one in (await case_of(running, case_id)).log if one.task == TALK)
    form = form_of(await people.presses("bram", verbs.CORRECT, case_id, str(told.number)))
    changed = {**TALKED, "besproken": "Het was een kort gesprek.", WHY_FIELD: "Verkeerd woord."}
    await people.submits("bram", form, **changed)
    case = await case_of(running, case_id)
    corrected = case.entry(told.number)
    assert corrected is not None
    correction = case.entry(corrected.corrected_by)
    assert correction is not None
    assert ("Verkeerd woord.", told.number) == (correction.reason, correction.corrects)
    assert told.answers == corrected.answers
