"""Somebody in the local Teams does what the real client does, and notes what the app may not."""

from __future__ import annotations

from typing import Any

import pytest

from tests.privacy.canaries import Secret
from tests.teams_stub.acks import EXECUTED, FOUND
from tests.teams_stub.inputs import actions_in
from tests.teams_stub.outgoing_checks import CARD
from tests.teams_stub.person import CannotSubmit, NotOnScreen, TeamsPerson
from tests.teams_stub.sample_cards import (
    ACT,
    VALUE,
    Json,
    card,
    choice,
    continues,
    executes,
    fetches,
    posted,
    says,
    searched,
    submits,
    text,
)
from tests.teams_stub.small_app import Answer, Caller, Running, running
from tests.teams_stub.tenant import Tenant
from tests.teams_stub.users import TENANT, TeamsUser, object_id

EMAIL = "i.brouwer@vlierhof.example"
ILSE = object_id(EMAIL)


def tenant_of(*more: TeamsUser, **how: Any) -> Tenant:  # noqa: ANN401 - whatever a tenant takes
    """Gives a tenant in which any card is taken."""
    ilse = TeamsUser(id=ILSE, name="Ilse Brouwer", email=EMAIL)
    return Tenant([ilse, *more], card_faults=lambda _, __: (), **how)


def always(answer: Json | None) -> Answer:
    """Gives an app that answers the same to everything."""

    async def answers(_: Caller, __: Json) -> Json | None:
        return answer

    return answers


def by_name(**answers: Json | None) -> Answer:
    """Gives an app that answers by the last part of the name of an invoke."""

    async def answer(_: Caller, activity: Json) -> Json | None:
        return answers.get(activity.get("name", "words").rpartition("/")[2])

    return answer


async def with_card(use: Running, activity: Json | None = None) -> TeamsPerson:
    """Gives Ilse with a card in her chat."""
    await use.caller.post(use.tenant.chat_with(ILSE), activity or posted())
    return use.person(ILSE)


async def with_dialog(use: Running) -> TeamsPerson:
    """Gives Ilse with a dialog open."""
    ilse = use.person(ILSE)
    await ilse.extension()
    return ilse


async def test_words_come_as_a_message() -> None:
    """The app gets who typed what, in which tenant, and where to answer."""
    async with running(tenant_of()) as use:
        after = await use.person(ILSE).words("pestmelding", with_mention=True)

        (sent,) = use.app.received
        assert "<at>Pestmelding</at> pestmelding" == sent["text"]
        assert ILSE == sent["from"]["aadObjectId"]
        assert TENANT == sent["channelData"]["tenant"]["id"]
        assert ("personal", use.tenant.service_url) == (
            sent["conversation"]["conversationType"],
            sent["serviceUrl"],
        )
        assert (200, ()) == (after.status, after.posted)
        assert [] == use.tenant.faults


async def test_what_comes_in_the_chat_is_seen() -> None:
    """A message that the app posts while it is asked something is part of what came of it."""

    async def answer(caller: Caller, activity: Json) -> Json | None:
        await caller.post(activity["conversation"]["id"], posted())
        return None

    async with running(tenant_of(), answer) as use:
        after = await use.person(ILSE).words("taken")
        assert [card(actions=(fetches(), executes()))] == [one.shown for one in after.posted]
        assert [] == use.tenant.faults


async def test_a_button_that_acts_changes_the_card() -> None:
    """The card of the answer takes the place of the pressed one, until the app sends another."""
    after_it = card(title="Opgepakt")
    answer = {"statusCode": 200, "type": CARD, "value": after_it}
    async with running(tenant_of(), always(answer)) as use:
        ilse = await with_card(use)
        after = await ilse.press_in_message(ACT)

        (sent,) = use.app.received
        assert {"press": ACT, "nonce": "n1"} == sent["value"]["action"]["data"]
        (message,) = ilse.messages
        assert message.id == sent["replyToId"]
        assert (after_it, after_it) == (after.card, message.shown)
        assert card(actions=(fetches(), executes())) == message.card
        assert [] == use.tenant.faults


async def test_a_button_may_be_answered_with_a_sentence() -> None:
    """A message in the answer is said to this person, and the card stays."""
    answer = {"statusCode": 200, "type": EXECUTED, "value": "Dat is al gedaan."}
    async with running(tenant_of(), always(answer)) as use:
        after = await (await with_card(use)).press_in_message(ACT)
        assert (("Dat is al gedaan.",), None) == (after.said, after.card)
        assert [] == use.tenant.faults


async def test_an_old_client_sends_a_message() -> None:
    """A client that knows no Action.Execute does what stands behind it as fallback."""
    async with running(tenant_of()) as use:
        await with_card(use)
        await use.person(ILSE, has_old_client=True).press_in_message(ACT)

        (sent,) = use.app.received
        assert ("message", {"press": ACT, "nonce": "n1"}) == (sent["type"], sent["value"])
        assert "text" not in sent
        assert [] == use.tenant.faults


async def test_a_button_can_open_a_dialog() -> None:
    """Action.Submit with task/fetch asks for a dialog, which is then open."""
    async with running(tenant_of(), always(continues(card(text())))) as use:
        after = await (await with_card(use)).press_in_message(VALUE)

        assert "task/fetch" == use.app.received[0]["name"]
        assert VALUE == use.app.received[0]["value"]["data"]["press"]
        assert after.dialog is not None
        assert ("Melden", True) == (after.dialog.title, after.dialog_changed)
        assert [] == use.tenant.faults


async def test_a_dialog_is_filled_in_and_sent() -> None:
    """What is filled in comes with the button: several choices with commas, nothing when empty."""
    form = card(
        text(value="al ingevuld"),
        text("leeg"),
        choice("keuze", "een", "twee", isRequired=True),
        choice("keuzes", "een", "twee", "drie", isMultiSelect=True),
        {"type": "Input.Date", "id": "dag"},
        {"type": "Input.Toggle", "id": "vinkje", "title": "Ja"},
        searched("wie", isMultiSelect=True),
        actions=(submits(),),
    )
    found = {
        "statusCode": 200,
        "type": FOUND,
        "value": {"results": [{"title": "Sanne", "value": "p1"}, {"title": "Finn", "value": "p2"}]},
    }
    app = by_name(fetchTask=continues(form), search=found, submitAction=says("Bedankt."))
    async with running(tenant_of(), app) as use:
        ilse = await with_dialog(use)
        with pytest.raises(CannotSubmit) as stopped:
            await ilse.submit()
        assert ("keuze",) == stopped.value.fields

        ilse.fill("keuze", "twee")
        ilse.fill("keuzes", "een", "drie")
        ilse.fill("dag", "2026-11-23")
        ilse.fill("vinkje", "ja")
        with pytest.raises(NotOnScreen):
            ilse.fill("wie", "p1")
        assert (("p1", "Sanne"), ("p2", "Finn")) == await ilse.search("wie", "s")
        ilse.fill("wie", "p1", "p2")
        assert ("p1", "p2") == ilse.values("wie")
        after = await ilse.submit()

        value = use.app.received[-1]["value"]
        assert ("pestmelding", "compose") == (value["commandId"], value["commandContext"])
        assert {
            "form": "melden||",
            "nonce": "n2",
            "tekst": "al ingevuld",
            "keuze": "twee",
            "keuzes": "een,drie",
            "dag": "2026-11-23",
            "vinkje": "true",
            "wie": "p1,p2",
        } == value["data"]
        assert (("Bedankt.",), None) == (after.said, after.dialog)
        assert [] == use.tenant.faults


async def test_another_card_in_a_dialog_forgets_what_was_typed() -> None:
    """What the app does not put in the next card itself is gone."""
    first = card(text(), text("ander"), actions=(submits(),))
    second = card(text(value="bewaard"), text("ander"), actions=(submits(),))
    app = by_name(fetchTask=continues(first), submitAction=continues(second))
    async with running(tenant_of(), app) as use:
        ilse = await with_dialog(use)
        ilse.fill("tekst", "iets")
        ilse.fill("ander", "iets anders")
        after = await ilse.submit()
        assert after.dialog is not None
        assert {"tekst": "bewaard", "ander": ""} == after.dialog.state
        assert after.dialog_changed


@pytest.mark.parametrize("context", ["compose", "commandbox", "message", "slash"])
async def test_the_command_is_used_anywhere(context: Any) -> None:  # noqa: ANN401 - a literal
    """The command works in a chat in which the app is not, also on somebody's message."""
    async with running(tenant_of(), always(continues(card(text())))) as use:
        ilse = use.person(ILSE)
        after = await ilse.extension(context, conversation=use.tenant.group_of(ILSE))

        sent = use.app.received[0]
        assert "groupChat" == sent["conversation"]["conversationType"]
        assert ("messagePayload" in sent["value"]) == (context == "message")
        assert after.dialog_changed
        assert [] == use.tenant.faults


async def test_what_was_sent_can_come_again() -> None:
    """Teams repeats an activity with its own id, or with another one."""
    async with running(tenant_of()) as use:
        ilse = use.person(ILSE)
        await ilse.words("help")
        await ilse.redeliver()
        await ilse.redeliver(with_new_id=True)
        first, again, renamed = (one["id"] for one in use.app.received)
        assert (True, False) == (first == again, first == renamed)


async def test_the_app_comes_and_goes() -> None:
    """Installing is told twice, and after uninstalling nothing can be posted."""
    async with running(tenant_of()) as use:
        ilse = use.person(ILSE)
        await ilse.install()
        await ilse.uninstall()
        kinds = [(one["type"], one.get("action", "")) for one in use.app.received]
        assert [
            ("conversationUpdate", ""),
            ("installationUpdate", "add"),
            ("installationUpdate", "remove"),
        ] == kinds
        refused = await use.caller.post(use.tenant.chat_with(ILSE), posted())
        assert (403, None) == (refused.status, refused.body and refused.body.get("id"))


def _executed(kind: str = EXECUTED, value: object = "x") -> Json:
    return {"statusCode": 200, "type": kind, "value": value}


WRONG: dict[str, tuple[Json | None, str]] = {
    "nothing": (None, "adaptiveCard/action: antwoord is anders"),
    "unknown key": ({**_executed(), "x": 1}, "adaptiveCard/action: antwoord is anders"),
    "unknown kind": (_executed("iets"), "adaptiveCard/action: onbekend antwoord 'iets'"),
    "empty sentence": (_executed(value=" "), "adaptiveCard/action: een zin zonder tekst"),
    "leak": (_executed(value="over Sanne"), "adaptiveCard/action: naam lekt (voluit)"),
}


@pytest.mark.parametrize("name", WRONG)
async def test_a_wrong_answer_to_a_button_is_noted(name: str) -> None:
    """What Teams would not show, or a secret in it, is a fault."""
    answer, fault = WRONG[name]
    tenant = tenant_of(secrets=(Secret("naam", "Sanne"),))
    async with running(tenant, always(answer)) as use:
        await (await with_card(use)).press_in_message(ACT)
        assert fault in use.tenant.faults


WRONG_DIALOGS: dict[str, tuple[Json | None, str]] = {
    "other keys": ({"iets": 1}, "antwoord is anders"),
    "unknown kind": ({"task": {"type": "iets", "value": "x"}}, "onbekende dialoog 'iets'"),
    "other parts": ({"task": {"type": "continue", "value": {}}}, "dialoog heeft andere delen"),
    "no title": (continues(card(), title=" "), "dialoog zonder titel"),
    "no card": (
        {"task": {"type": "continue", "value": continues(card())["task"]["value"] | {"card": {}}}},
        "dialoog zonder kaart",
    ),
    "leak in a title": (continues(card(), title="Sanne"), "naam lekt (voluit)"),
    "leak in a button": (
        continues(card(actions=(submits(id="Sanne"),))),
        "naam lekt (voluit)",
    ),
    "leak in a sentence": (says("Over Sanne."), "naam lekt (voluit)"),
}


@pytest.mark.parametrize("name", WRONG_DIALOGS)
async def test_a_wrong_dialog_is_noted(name: str) -> None:
    """What Teams would not open, or a secret that nobody reads in it, is a fault."""
    answer, fault = WRONG_DIALOGS[name]
    tenant = tenant_of(secrets=(Secret("naam", "Sanne"),))
    async with running(tenant, always(answer)) as use:
        await use.person(ILSE).extension()
        assert f"composeExtension/fetchTask: {fault}" in use.tenant.faults


async def test_a_dialog_may_show_a_secret() -> None:
    """What is shown to one person in a dialog is no leak, nor what is filled in beforehand."""
    shown = card(text(value="Sanne"), {"type": "TextBlock", "text": "Sanne"}, actions=(submits(),))
    tenant = tenant_of(secrets=(Secret("naam", "Sanne"),))
    async with running(tenant, always(continues(shown))) as use:
        await use.person(ILSE).extension()
        assert [] == use.tenant.faults


async def test_no_answer_is_noted() -> None:
    """A status that is none of success shows "unable to reach the app", and is a fault."""
    async with running(tenant_of()) as use:
        use.app.status = 500
        after = await (await with_card(use)).press_in_message(VALUE)
        assert (500, None) == (after.status, after.dialog)
        assert ["task/fetch: HTTP 500"] == use.tenant.faults


async def test_a_slow_answer_is_noted() -> None:
    """An answer after the time that Teams waits is a fault."""
    async with running(tenant_of(patience=-1.0)) as use:
        await use.person(ILSE).words("help")
        (fault,) = use.tenant.faults
        assert fault.startswith("message: antwoord na ")


async def test_wrong_results_of_a_search_are_noted() -> None:
    """A choice without words, with other parts, or with a comma in its value is a fault."""
    results = [{"title": "", "value": "a"}, {"title": "A", "value": "a,b"}, *([{"x": 1}] * 20)]
    found = {"statusCode": 200, "type": FOUND, "value": {"results": results[:2]}}
    app = by_name(fetchTask=continues(card(searched("wie"))), search=found)
    async with running(tenant_of(), app) as use:
        ilse = await with_dialog(use)
        assert () == await ilse.search("wie", "")
        await ilse.search("wie", "a")
        faults = ["keuze heeft andere delen", "een komma in een waarde"]
        assert [f"application/search: {one}" for one in faults] == use.tenant.faults


async def test_a_card_that_was_changed_can_be_pressed_as_it_was() -> None:
    """Somebody may press a button on a screen that was not refreshed."""
    async with running(tenant_of(), always(_executed())) as use:
        ilse = await with_card(use)
        (message,) = ilse.messages
        kept = actions_in(message.shown or {})[1]
        await use.caller.put(message.conversation, message.id, posted(card()))
        with pytest.raises(NotOnScreen):
            await ilse.press_in_message(ACT)
        await ilse.press_kept(message, kept, {})
        assert ACT == use.app.received[0]["value"]["action"]["data"]["press"]
