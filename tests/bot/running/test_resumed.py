"""A step that is asked for again: the same form, for who may still see it."""

from datetime import timedelta

import msgspec
import pytest

from bot.accounts import SamePlatform
from flows import verbs
from flows.forms import Form
from flows.ports import NoAnswer, Reply, Resumed, Say, Searched, ShowFieldErrors, ShowForm, Who
from flows.presses import Press
from tests.practice.people import SEEN, People, form_of
from tests.practice.running_bot import RunningBot


async def resumes(running: RunningBot, person: str, form: Form) -> Reply:
    """Somebody changes a choice on which other questions of this step hang."""
    request = Resumed(Who("playground", person), form.id, form.carried, "resumed")
    return await running.bot.handle(request)


def shown(reply: Reply) -> Form:
    """Gives the form that is shown."""
    assert isinstance(reply, ShowForm), reply
    return reply.form


def refused(reply: Reply) -> str:
    """Gives the sentence of a refusal."""
    assert isinstance(reply, Say), reply
    assert "refused" == reply.tone
    return reply.text


async def test_each_step_of_a_report_comes_back(running: RunningBot, people: People) -> None:
    """The first, second and last step are shown as they were, and can be submitted after that."""
    first = form_of(await people.types("vak", "pestmelding"))
    assert first == shown(await resumes(running, "vak", first))
    second = form_of(await people.submits("vak", first, soort="geen"))
    assert second == shown(await resumes(running, "vak", second))
    last = await people.last_step()
    assert last == shown(await resumes(running, "vak", last))
    stored = await people.submits("vak", last, gezien=SEEN, hoe_vaak="vaker")
    assert "ShowPage" == type(stored).__name__


async def test_a_warning_comes_along(running: RunningBot, people: People) -> None:
    """What an earlier step warns of stands in the step that is shown again."""
    first = form_of(await people.types("vak", "pestmelding"))
    second = form_of(await people.submits("vak", first, soort="thuis"))
    assert second == shown(await resumes(running, "vak", second))


async def test_a_form_of_a_melding_keeps_its_mark(running: RunningBot, people: People) -> None:
    """What was shown once counts once, however often it is drawn."""
    case_id = await people.reports()
    form = form_of(await people.presses("bram", verbs.INCIDENT, case_id))
    again = shown(await resumes(running, "bram", form))
    assert form == again
    assert "" != again.carried


async def test_who_may_not_see_it_is_refused(running: RunningBot, people: People) -> None:
    """Permission is asked anew: somebody else's form says nothing."""
    case_id = await people.reports()
    form = form_of(await people.presses("bram", verbs.INCIDENT, case_id))
    assert "niet meer aan de orde" in refused(await resumes(running, "vak", form))
    assert "niet (meer) aan jou" in refused(await resumes(running, "finn", form))
    assert "alleen voor medewerkers" in refused(await resumes(running, "vreemde", form))


async def test_what_is_no_form_any_more_is_refused(running: RunningBot, people: People) -> None:
    """An id of a page, of another program or of nothing gives a sentence."""
    case_id = await people.reports()
    form = form_of(await people.presses("bram", verbs.INCIDENT, case_id))
    page = msgspec.structs.replace(form, id=Press(verbs.OPEN_CASE, case_id).encoded())
    nothing = msgspec.structs.replace(form, id="anders dan ooit")
    assert "niet meer aan de orde" in refused(await resumes(running, "bram", page))
    assert "niet meer aan de orde" in refused(await resumes(running, "bram", nothing))


async def test_a_step_that_stood_open_too_long(running: RunningBot, people: People) -> None:
    """What the earlier steps gathered is gone after two hours, also when a step is asked again."""
    last = await people.last_step()
    running.clock.move_to(running.clock.now() + timedelta(hours=3))
    assert "te lang open" in refused(await resumes(running, "vak", last))
    without = msgspec.structs.replace(last, carried="")
    assert "te lang open" in refused(await resumes(running, "vak", without))


async def _no_answer(_: SamePlatform, who: Who, *, goes_on: bool = True) -> str | None:
    raise NoAnswer


async def test_a_platform_that_does_not_say_who_it_is(
    running: RunningBot, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is shown or done; a form stays open with all that was typed, to be tried again."""
    last = await people.last_step()
    monkeypatch.setattr(SamePlatform, "staff_id", _no_answer)
    kept = await people.submits("vak", last, gezien=SEEN, hoe_vaak="vaker")
    assert isinstance(kept, ShowFieldErrors)
    assert ["hoe_vaak"] == [one.field for one in kept.errors]
    assert "over een paar minuten" in kept.errors[0].message
    assert "over een paar minuten" in refused(await people.types("vak", "pestmelding"))
    assert () == await running.bot.search(Searched(Who("playground", "vak"), "pupil", "aukje"))
