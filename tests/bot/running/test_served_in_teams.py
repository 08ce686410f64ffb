"""A school that is served in Teams: who is kept out, what comes twice, what cannot be forged."""

import datetime
import pathlib
from collections.abc import AsyncIterator
from typing import Any

import pytest

from adapters.teams.presenting import AS_IT_STANDS
from flows import verbs
from flows.ports import Who
from flows.presses import Press
from tests.adapters.teams.card_rules import actions_in
from tests.practice.linked import NOW, rows
from tests.practice.people import People, form_of
from tests.practice.served_in_teams import Served, account_of, served_in_teams
from tests.teams_stub import plan
from tests.teams_stub.acks import Ack
from tests.teams_stub.activities import Sent
from tests.teams_stub.person import Aftermath, TeamsPerson
from tests.teams_stub.plan import WrittenOut

NO_STAFF = "Dit is alleen voor medewerkers van de school."
NOT_YOURS = "Dit is niet (meer) aan jou."
REPORT = Press(verbs.REPORT).encoded()


def words_of(thing: object) -> str:
    """Gives everything that can be read in something."""
    return str(thing)


@pytest.fixture
async def served(folder: pathlib.Path) -> AsyncIterator[Served]:
    """The practice school, with the app installed for everybody."""
    async with served_in_teams(folder) as opened:
        await opened.install()
        yield opened


async def reported(served: Served) -> str:
    """Lets a teacher report, and sends the cards; gives the number of the melding."""
    case_id = await People(served.running, lambda one: Who("teams", account_of(one))).reports()
    await served.running.due_work.run()
    return case_id


async def stored(served: Served, case_id: str) -> int:
    """Counts what happened in a melding."""
    return len(await served.running.store.read(lambda unit: unit.cases.load(case_id)))


async def test_a_colleague_is_answered(served: Served) -> None:
    """A word gives the button, the button the first step, and who pressed it is linked."""
    vak = served.person("vak")
    await vak.words("/pestmelding")
    after = await vak.press_in_message(REPORT)

    assert after.dialog is not None
    assert account_of("vak") == rows(served.running.store)["vak"]


async def test_others_are_kept_out(served: Served) -> None:
    """A guest, somebody of another school and a pupil get no welcome, form or card."""
    before = len(served.tenant.faults)
    for name in ("gast", "elders", "leerling"):
        person = served.person(name)
        steps = [
            await person.install(),
            await person.words("pestmelding"),
            await person.extension("message"),
        ]

        assert not any(one.card for one in person.messages)
        assert "gepest" not in words_of([person.messages, [one.dialog for one in steps]])
        assert account_of(name) not in rows(served.running.store).values()
    del served.tenant.faults[before:]


async def test_only_a_refusal_for_a_pupil(served: Served) -> None:
    """A pupil of the same school reads that it is for staff, and not what the app is for."""
    pupil = served.person("leerling")
    installed = await pupil.install()
    typed = await pupil.words("taken")
    after = await pupil.extension()

    assert 0 == len(installed.posted)
    assert [True] == [NO_STAFF in one.text for one in typed.posted]
    assert after.dialog is not None
    assert NO_STAFF in words_of(after.dialog.card)


async def test_a_card_changes_at_once(served: Served) -> None:
    """After a press the card says what was done, before the program has sent anything."""
    case_id = await reported(served)
    bram = served.person("bram")
    press = Press(verbs.TAKE_UP, case_id).encoded()
    after = await bram.press_in_message(press)

    assert after.card is not None
    assert press not in words_of(after.card)
    assert "Bram" in words_of(after.card)


async def test_a_replacement_that_got_lost(served: Served) -> None:
    """A card of which the new version got lost is true again when the chat is opened."""
    case_id = await reported(served)
    bram = served.person("bram")
    press = Press(verbs.TAKE_UP, case_id).encoded()
    (message,) = [one for one in bram.messages if press in words_of(one.shown)]
    await People(served.running, lambda one: Who("teams", account_of(one))).presses(
        "bram", verbs.TAKE_UP, case_id
    )
    served.tenant.plan = WrittenOut({plan.PUT: ["reset"] * 20})
    await served.running.due_work.run()
    before = await stored(served, case_id)
    assert press in words_of(message.shown)
    after = await bram.opens_chat()

    assert press not in words_of(message.shown)
    assert "Bram" in words_of(message.shown)
    assert (1, before, ()) == (message.versions, await stored(served, case_id), after.said)


async def test_the_card_of_somebody_else_is_not_refreshed(served: Served) -> None:
    """Neither a colleague nor a pupil gets it, not even in the name of its chat."""
    await reported(served)
    message = served.person("bram").messages[-1]
    assert message.shown is not None
    value = {"action": message.shown["refresh"]["action"], "trigger": "manual"}
    for name in ("carla", "finn", "gast", "leerling"):
        person = served.person(name)
        sent = Sent(served.tenant, person.user).words("")
        sent |= {"type": "invoke", "name": "adaptiveCard/action", "value": value}
        sent |= {"replyToId": message.id}
        for place in (sent["conversation"]["id"], message.conversation):
            in_place = {"conversation": sent["conversation"] | {"id": place}}
            ack = await served.door.send(sent | in_place | {"id": f"{name} {place}"})
            assert (200, AS_IT_STANDS.body) == (ack.status, ack.body)
    assert account_of("leerling") not in rows(served.running.store).values()


async def test_a_press_comes_again(served: Served) -> None:
    """A press that Teams repeats, or one on an old card, changes nothing and is no error."""
    case_id = await reported(served)
    bram = served.person("bram")
    press = Press(verbs.TAKE_UP, case_id).encoded()
    (message,) = [one for one in bram.messages if press in words_of(one.shown)]
    (action,) = [one for one in actions_in(message.shown) if one["data"]["press"] == press]
    await bram.press_kept(message, action)
    before = await stored(served, case_id)
    for is_new in (False, True):
        assert 200 == (await bram.redeliver(with_new_id=is_new)).status
    await served.running.due_work.run()
    after = await bram.press_kept(message, action)

    assert before == await stored(served, case_id)
    assert () == after.said
    assert "Bram" in words_of(message.shown)


async def test_an_old_card(served: Served) -> None:
    """A card of which the melding was erased says a year later that it is over, and no more."""
    case_id = await reported(served)
    bram = served.person("bram")
    press = Press(verbs.TAKE_UP, case_id).encoded()
    (message,) = [one for one in bram.messages if press in words_of(one.shown)]
    later = NOW + datetime.timedelta(days=365)
    served.running.clock.move_to(later)
    served.tenant.time.go_on(365 * 86400)
    await served.running.store.run(lambda unit: unit.erasure.erase(case_id, later, "verzoek"))
    acted = await bram.press_in_message(press, message)
    opened = await bram.press_in_message(Press(verbs.OPEN_CASE, case_id).encoded(), message)

    assert [NOT_YOURS] == [one[: len(NOT_YOURS)] for one in acted.said]
    assert opened.dialog is not None
    assert NOT_YOURS in words_of(opened.dialog.card)
    assert case_id not in words_of([acted.said, opened.dialog.card["body"]])


async def test_a_button_of_somebody_else(served: Served) -> None:
    """A card that somebody passed on gives nothing away: not that there is a melding."""
    case_id = await reported(served)
    press = Press(verbs.OPEN_CASE, case_id).encoded()
    finn = served.person("finn")
    opened = await asked(served, finn, "task/fetch", {"data": {"press": press, "nonce": "x"}})
    never = press.replace(case_id, "ZZZZ")
    unknown = await asked(served, finn, "task/fetch", {"data": {"press": never, "nonce": "y"}})

    assert NOT_YOURS in words_of(opened.body)
    assert opened.body == unknown.body


async def asked(served: Served, person: TeamsPerson, name: str, value: dict[str, Any]) -> Ack:
    """Sends an invoke that no client made."""
    sent = Sent(served.tenant, person.user)
    return await served.door.send(sent.words("") | {"type": "invoke", "name": name, "value": value})


async def test_taking_the_app_out(served: Served) -> None:
    """Who took the app out is not reached, and whoever watches over it is told who, not what."""
    await served.person("bram").uninstall()
    case_id = await reported(served)
    for _ in range(3):
        await served.running.due_work.run()
    anna = words_of([one.shown for one in served.person("anna").messages])

    assert not any(case_id in words_of(one.shown) for one in served.person("bram").messages)
    assert "Bram" in anna
    assert "Aukje" not in anna


async def test_the_app_comes_back(served: Served) -> None:
    """Who gets it again reads at once what waits, and is reached again from then on."""
    bram = served.person("bram")
    await bram.uninstall()
    case_id = await reported(served)
    before = len(bram.messages)
    await bram.install()
    _, waiting = (words_of(one.shown) for one in bram.messages[before:])

    assert Press(verbs.OPEN_CASE, case_id).encoded() in waiting


class Talk:
    """Bram's form about a talk, filled in on his screen; the others do with it what they can."""

    def __init__(self, served: Served) -> None:
        self.served = served
        self.people = People(served.running, lambda one: Who("teams", account_of(one)))
        self.bram = served.person("bram")
        self.case_id = ""
        self.data: dict[str, Any] = {}
        """What the form brings back, with what was filled in."""

    async def begin(self) -> None:
        """Lets Bram and Carla take up a melding, and Bram open the form and fill it in."""
        self.case_id = await self.people.reports()
        for coach in ("bram", "carla"):
            await self.people.presses(coach, verbs.TAKE_UP, self.case_id)
        await self.served.running.due_work.run()
        (value,) = {
            one["data"]["press"]
            for message in self.bram.messages
            for one in actions_in(message.shown)
            if one["data"]["press"].startswith(f"{verbs.DO}|")
        }
        await self.bram.press_in_message(value)
        self.bram.fill("besproken~", "Hij zei er iets over.")
        self.bram.fill("leeftijd~", "onder-16")
        assert self.bram.dialog is not None
        (button,) = (one for one in actions_in(self.bram.dialog.card) if "form" in one["data"])
        self.data = button["data"] | self.bram.dialog.state

    async def submitted(self, name: str, **changed: str) -> Ack:
        """Submits the form by whoever, with something else in it."""
        value = {"data": self.data | changed}
        return await asked(self.served, self.served.person(name), "task/submit", value)

    async def stored(self) -> int:
        """Counts what happened in the melding."""
        return await stored(self.served, self.case_id)


@pytest.fixture
async def talk(served: Served) -> Talk:
    """A form that Bram has filled in."""
    made = Talk(served)
    await made.begin()
    return made


async def test_a_form_counts_once(talk: Talk) -> None:
    """The same form once more changes nothing, at once and when nobody remembers the answer."""
    before = await talk.stored()
    first = await talk.bram.submit()
    after = await talk.stored()
    again = await talk.bram.redeliver(with_new_id=True)
    talk.served.tenant.time.go_on(3600)
    await talk.submitted("bram")

    assert before < after == await talk.stored()
    assert first.dialog is not None
    assert again.body is not None
    assert first.dialog.card == again.body["task"]["value"]["card"]["content"]


async def test_the_form_of_somebody_else(talk: Talk) -> None:
    """Whoever sends it again, without the right or with it, the mark in it is Bram's alone."""
    before = await talk.stored()
    for name in ("vak", "emma", "carla", "anna", "gast", "elders", "leerling"):
        await talk.submitted(name)
        assert before == await talk.stored()
    del talk.served.tenant.faults[:]


async def test_what_a_form_carries_is_forged(talk: Talk) -> None:
    """Another melding or verb, the mark of another person, half of it or none: nothing happens."""
    form, carried = talk.data["form"], talk.data["carried"]
    of_carla = form_of(await talk.people.presses("carla", verbs.INCIDENT, talk.case_id))
    forgeries: list[dict[str, str]] = [
        {"form": form.replace(talk.case_id, "ZZZZ")},
        {"form": form.replace(verbs.DO, verbs.CLOSE)},
        {"carried": of_carla.carried},
        {"carried": carried[:-4]},
        {"carried": ""},
    ]
    before = await talk.stored()
    for forged in forgeries:
        ack = await talk.submitted("bram", **forged)
        assert (200, before) == (ack.status, await talk.stored())
        assert ack.body is not None
        assert "continue" == ack.body["task"]["type"]


async def test_something_is_missing_in_a_form(talk: Talk) -> None:
    """A form with something wrong in it stands there again, with all that was typed, and can go."""
    value = {"data": talk.data | {"leeftijd~": "honderd"}}
    ack = await asked(talk.served, talk.bram, "task/submit", value)
    before = await talk.stored()
    assert "Hij zei er iets over." in words_of(ack.body)
    after: Aftermath = await talk.bram.submit()

    assert before < await talk.stored()
    assert after.dialog_changed
