"""A school that is served in Slack: both ways in, who is kept out, and what cannot be forged."""

import pathlib
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from adapters.slack.sheets import Sheet, sheet_in
from flows import verbs
from flows.ports import Who
from tests.practice.linked import rows
from tests.practice.people import People, form_of
from tests.practice.served_in_slack import Served, served_in_slack
from tests.slack_stub.acks import Ack
from tests.slack_stub.elements import buttons_in
from tests.slack_stub.payloads import Sent
from tests.slack_stub.screens import OpenView

NO_STAFF = "Dit is alleen voor medewerkers van de school."


@pytest.fixture
async def served(folder: pathlib.Path) -> AsyncIterator[Served]:
    """The practice school, over HTTP."""
    async with served_in_slack(folder) as opened:
        yield opened


@pytest.mark.parametrize("way", ["http", "socket"])
async def test_a_colleague_is_answered(folder: pathlib.Path, way: str) -> None:
    """Over both ways the command opens the first step, and who typed it is linked."""
    async with served_in_slack(folder, way) as served:
        after = await served.person("UVAK").command("pestmelding")
        assert after.modal is not None
        assert "form" == after.modal["callback_id"]
        assert "UVAK" == rows(served.running.store)["vak"]
        assert (200, []) == await served.ready()


@pytest.mark.parametrize("user", ["UGAST", "UELDERS"])
async def test_others_are_kept_out(served: Served, user: str) -> None:
    """A guest and somebody of another workspace get no form, whatever address they have."""
    after = await served.person(user).command("pestmelding")
    assert after.modal is None
    assert not any("melding" in one for one in after.said)
    assert user not in rows(served.running.store).values()


async def test_a_token_that_is_taken_away(served: Served) -> None:
    """The program goes on and turns red; what waited is sent when there is a good token again."""
    people = People(served.running, lambda one: Who("slack", f"U{one.upper()}"))
    await served.person("UVAK").command("pestprotocol")
    served.workspace.refused_with = "token_revoked"
    await people.reports()
    await served.running.due_work.run()
    assert () == served.person("UBRAM").messages
    status, reasons = await served.ready()
    assert 503 == status
    assert "slack-sleutel-geweigerd" in reasons

    served.workspace.refused_with = ""
    served.running.clock.move_to(served.running.clock.now() + timedelta(minutes=6))
    await served.running.due_work.run()
    assert 1 == len(served.person("UBRAM").messages)
    assert (200, []) == await served.ready()


class Talk:
    """Bram's form about a talk, filled in on his screen; the others do with it what they can."""

    def __init__(self, served: Served) -> None:
        self.served = served
        self.people = People(served.running, lambda one: Who("slack", f"U{one.upper()}"))
        self.case_id = ""

    async def begin(self) -> None:
        """Lets Bram and Carla take up a melding, and Bram open the form."""
        self.case_id = await self.people.reports()
        for coach in ("bram", "carla"):
            await self.people.presses(coach, verbs.TAKE_UP, self.case_id)
        await self.served.running.due_work.run()
        self.form = await self._opened()
        values = {"besproken": "Hij zei er iets over.", "leeftijd": "onder-16"}
        for field, value in values.items():
            await self.served.person("UBRAM").fill(self._block(field), value)

    async def _opened(self) -> OpenView:
        person = self.served.person("UBRAM")
        (value,) = {
            button["value"]
            for message in person.messages
            for _, button in buttons_in(message.blocks)
            if button.get("value", "").startswith(f"{verbs.DO}|")
        }
        await person.press_in_message(value)
        assert person.modal is not None
        return person.modal

    def sheet(self) -> Sheet:
        """Gives what the form carries."""
        sheet = sheet_in(self.form.sent["private_metadata"])
        assert sheet is not None
        return sheet

    async def submitted(self, user: str, sheet: Sheet | None = None) -> Ack:
        """Submits the form as it stands there, by whoever, with another thing carried."""
        workspace, person = self.served.workspace, self.served.person(user)
        payload = Sent(workspace, person.user).submitted(self.form)
        if sheet is not None:
            payload["view"]["private_metadata"] = sheet.encoded()
        return await self.served.door.send("interactive", payload)

    async def stored(self) -> int:
        """Counts what happened in the melding."""
        case_id = self.case_id
        return len(await self.served.running.store.read(lambda unit: unit.cases.load(case_id)))

    def _block(self, field: str) -> str:
        return next(name for name in self.form.state if name.startswith(f"{field}~"))


@pytest.fixture
async def talk(served: Served) -> Talk:
    """A form that Bram has filled in."""
    made = Talk(served)
    await made.begin()
    return made


async def test_a_form_counts_once(talk: Talk) -> None:
    """Who was asked submits it; the same once more changes nothing."""
    before = await talk.stored()
    await talk.submitted("UBRAM")
    after = await talk.stored()
    await talk.submitted("UBRAM")
    assert before < after == await talk.stored()


@pytest.mark.parametrize("user", ["UVAK", "UEMMA", "UCARLA", "UANNA", "UGAST", "UELDERS"])
async def test_the_form_of_somebody_else(talk: Talk, user: str) -> None:
    """Whoever sends it again, without the right or with it, the mark in it is Bram's alone."""
    before = await talk.stored()
    ack = await talk.submitted(user)
    assert (200, before) == (ack.status, await talk.stored())


@pytest.mark.parametrize("forged", ["case", "verb", "mark", "cut", "nothing"])
async def test_what_a_form_carries_is_forged(talk: Talk, forged: str) -> None:
    """Another melding or verb, the mark of another person, half of it or none: nothing happens."""
    sheet = talk.sheet()
    of_carla = form_of(await talk.people.presses("carla", verbs.INCIDENT, talk.case_id))
    sheets = {
        "case": Sheet(sheet.form.replace(talk.case_id, "ZZZZ"), sheet.carried),
        "verb": Sheet(sheet.form.replace(verbs.DO, verbs.CLOSE), sheet.carried),
        "mark": Sheet(sheet.form, of_carla.carried),
        "cut": Sheet(sheet.form, sheet.carried[:-4]),
        "nothing": Sheet(sheet.form),
    }
    before = await talk.stored()
    ack = await talk.submitted("UBRAM", sheets[forged])
    assert (200, before) == (ack.status, await talk.stored())
    assert isinstance(ack.body, dict)
    assert ack.body["response_action"] in {"errors", "update"}


@pytest.mark.parametrize("told", [True, False])
async def test_who_is_shut_out_in_between(talk: Talk, told: bool) -> None:  # noqa: FBT001 - both ways
    """Who was let in a moment ago is refused at once when Slack tells, else within five minutes."""
    workspace, bram = talk.served.workspace, talk.served.person("UBRAM")
    before = await talk.stored()
    if told:
        bram.user.deleted = True
        changed = {"type": "user_change", "user": bram.user.as_shown(with_email=True)}
        await talk.served.door.send("event", Sent(workspace, bram.user).event(changed))
    else:
        bram.user.is_restricted = True
        talk.served.time.move_to(talk.served.time.now() + timedelta(minutes=5))
    ack = await talk.submitted("UBRAM")
    assert (200, before) == (ack.status, await talk.stored())
    assert isinstance(ack.body, dict)
    assert NO_STAFF in str(ack.body["view"]["blocks"])
