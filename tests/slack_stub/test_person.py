"""Somebody in the local Slack does what the real client does, and notes what the app may not."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.slack_stub.person import CannotSubmit, NotOnScreen, SlackPerson
from tests.slack_stub.sample_views import (
    asked,
    button,
    choice,
    home,
    message,
    modal,
    option,
    plain,
    text,
)
from tests.slack_stub.small_app import Answer, Running, answers_nothing, running
from tests.slack_stub.users import SlackUser
from tests.slack_stub.workspace import Workspace

ILSE = "U0ILSE"


def workspace_of(*more: SlackUser) -> Workspace:
    """Gives a workspace in which any blocks are taken."""
    ilse = SlackUser(id=ILSE, name="Ilse Brouwer", email="i.brouwer@vlierhof.example")
    return Workspace([ilse, *more], block_faults=lambda _, __: ())


def opens(view: dict[str, Any], then: object = None) -> Answer:
    """Gives an app that opens a modal, and answers `then` when it is submitted."""

    async def answer(client: AsyncWebClient, payload: dict[str, Any]) -> object:
        if payload.get("type") == "view_submission":
            return then
        if "trigger_id" in payload and "view" not in payload:
            await client.views_open(trigger_id=payload["trigger_id"], view=view)
        return None

    return answer


async def opened(use: Running) -> SlackPerson:
    """Gives Ilse with a modal open."""
    ilse = use.person(ILSE)
    await ilse.shortcut("pestmelding")
    return ilse


async def test_a_command_has_the_fields_that_slack_sends() -> None:
    """The app gets a form with who types what, where to answer, and a trigger."""
    async with running(workspace_of(), opens(modal())) as use:
        after = await use.person(ILSE).command("pestmelding", "weg")

        (sent,) = use.app.received
        assert ("/pestmelding", "weg", ILSE) == (sent["command"], sent["text"], sent["user_id"])
        assert after.modal == modal()
        assert [] == use.stub.workspace.faults


async def test_what_a_command_says_is_seen_by_one_person() -> None:
    """A text in the answer is said to who typed; an answer for all is a fault."""

    async def answer(_: AsyncWebClient, payload: dict[str, Any]) -> object:
        public = {"text": "Hallo", "response_type": "in_channel"}
        return public if payload["text"] else "Hallo"

    async with running(workspace_of(), answer) as use:
        ilse = use.person(ILSE)
        assert ("Hallo",) == (await ilse.command("pestmelding")).said
        assert [] == use.stub.workspace.faults
        await ilse.command("pestmelding", "luid")
        assert ["commando: response_type is 'in_channel'"] == use.stub.workspace.faults


async def test_state_has_the_shape_of_each_element() -> None:
    """What is filled in comes with a submission in the shape that Slack gives each element."""
    searched = {"type": "external_select", "min_query_length": 2}
    view = modal(
        choice("radio"),
        text("tekst", optional=True),
        asked("lijst", {"type": "static_select", "options": [option("een")]}),
        asked("vinkjes", {"type": "checkboxes", "options": [option("een"), option("twee")]}),
        asked("dag", {"type": "datepicker", "initial_date": "2026-11-23"}),
        asked("wie", searched),
        asked("wie_nog", {**searched, "type": "multi_external_select"}, optional=True),
    )

    async def answer(client: AsyncWebClient, payload: dict[str, Any]) -> object:
        if payload["type"] == "block_suggestion":
            return {"options": [option("p1"), option("p2")]}
        return await opens(view)(client, payload)

    async with running(workspace_of(), answer) as use:
        ilse = await opened(use)
        assert [] == await ilse.search("wie", "S")
        assert 2 == len(await ilse.search("wie", "Sa"))
        await ilse.fill("radio", "twee")
        await ilse.fill("lijst", "een")
        await ilse.fill("vinkjes", "een", "twee")
        await ilse.fill("wie", "p2")
        await ilse.fill("wie_nog", "p1", "p2")
        after = await ilse.submit()

        values = use.app.received[-1]["view"]["state"]["values"]
        assert None is after.modal
        assert {
            "radio": {"type": "radio_buttons", "selected_option": option("twee")},
            "tekst": {"type": "plain_text_input", "value": None},
            "lijst": {"type": "static_select", "selected_option": option("een")},
            "vinkjes": {
                "type": "checkboxes",
                "selected_options": [option("een"), option("twee")],
            },
            "dag": {"type": "datepicker", "selected_date": "2026-11-23"},
            "wie": {"type": "external_select", "selected_option": option("p2")},
            "wie_nog": {
                "type": "multi_external_select",
                "selected_options": [option("p1"), option("p2")],
            },
        } == {block: value["answers"] for block, value in values.items()}
        assert [] == use.stub.workspace.faults


async def test_an_empty_field_holds_a_form_back() -> None:
    """A required field that is empty, or a text that is too long, is not submitted."""
    async with running(workspace_of(), opens(modal())) as use:
        ilse = await opened(use)
        with pytest.raises(CannotSubmit) as stopped:
            await ilse.submit()
        assert ("keuze", "tekst") == stopped.value.blocks

        await ilse.fill("keuze", "een")
        await ilse.fill("tekst", "a" * 11)
        with pytest.raises(CannotSubmit):
            await ilse.submit()
        assert 1 == len(use.app.received)


async def test_what_is_typed_stays_under_the_same_name() -> None:
    """A view that takes the place of another keeps what stands in blocks of the same name."""
    following = modal(text("tekst"), text("ander"), choice("keuze", "drie"))
    update = {"response_action": "update", "view": following}
    async with running(workspace_of(), opens(modal(), update)) as use:
        ilse = await opened(use)
        await ilse.fill("keuze", "een")
        await ilse.fill("tekst", "hoi")
        after = await ilse.submit()

        assert after.modal_changed
        assert ilse.modal is not None
        state = {name: one["answers"] for name, one in ilse.modal.state.items()}
        assert {"type": "plain_text_input", "value": "hoi"} == state["tekst"]
        assert {"type": "plain_text_input", "value": None} == state["ander"]
        assert {"type": "radio_buttons", "selected_option": None} == state["keuze"]


async def test_errors_stand_at_their_fields() -> None:
    """An error at a field leaves the form open; one at a block that is not there is a fault."""
    errors = {"response_action": "errors", "errors": {"tekst": "Te kort.", "weg": "Hè?"}}
    async with running(workspace_of(), opens(modal(), errors)) as use:
        ilse = await opened(use)
        await ilse.fill("keuze", "een")
        await ilse.fill("tekst", "hoi")
        after = await ilse.submit()

        assert {"tekst": "Te kort."} == after.errors
        assert not after.modal_changed
        assert ["view_submission: fout bij weg, dat er niet is"] == use.stub.workspace.faults


async def test_a_choice_is_told_when_the_app_asks() -> None:
    """A choice with dispatch_action is sent at once with the whole state, which survives it."""
    first = modal(text(), choice("keuze", dispatch_action=True))
    more = modal(text(), choice("keuze", dispatch_action=True), text("erbij"))

    async def answer(client: AsyncWebClient, payload: dict[str, Any]) -> object:
        if payload["type"] == "block_actions":
            view = payload["view"]
            await client.views_update(view_id=view["id"], hash=view["hash"], view=more)
        return await opens(first)(client, payload)

    async with running(workspace_of(), answer) as use:
        ilse = await opened(use)
        await ilse.fill("tekst", "hoi")
        after = await ilse.fill("keuze", "een")

        sent = use.app.received[-1]
        (action,) = sent["actions"]
        assert ("answers", "keuze", option("een")) == (
            action["action_id"],
            action["block_id"],
            action["selected_option"],
        )
        assert "hoi" == sent["view"]["state"]["values"]["tekst"]["answers"]["value"]
        assert after.modal_changed
        assert ilse.modal is not None
        assert "hoi" == ilse.modal.state["tekst"]["answers"]["value"]
        assert option("een") == ilse.modal.state["keuze"]["answers"]["selected_option"]
        assert [] == use.stub.workspace.faults


async def test_buttons_are_pressed_where_they_stand() -> None:
    """A press says where it was: in a message with its thread, in a modal, in Home."""
    async with running(workspace_of()) as use:
        workspace, client = use.stub.workspace, use.client
        ilse = use.person(ILSE)
        opened_chat = await client.conversations_open(users=ILSE)
        channel = opened_chat["channel"]["id"]
        root = await client.chat_postMessage(**message(channel))
        await client.chat_postMessage(**message(channel, thread_ts=root["ts"]))
        await client.views_publish(user_id=ILSE, view=home(button("thuis")))
        trigger = workspace.trigger(ILSE)
        await client.views_open(trigger_id=trigger, view=modal(button("binnen")))

        await ilse.press_in_message("open")
        await ilse.press_in_home("thuis")
        await ilse.press_in_modal("binnen")

        in_message, in_home, in_modal = use.app.received
        assert root["ts"] == in_message["container"]["thread_ts"]
        assert in_message["response_url"].startswith(f"{workspace.base_url}/actions/")
        assert ("view", "home") == (in_home["container"]["type"], in_home["view"]["type"])
        assert "modal" == in_modal["view"]["type"]
        assert "press:binnen" == in_modal["actions"][0]["action_id"]
        assert [] == workspace.faults


async def test_what_is_not_there_cannot_be_used() -> None:
    """A button, field or choice that is not on the screen is not pressed or filled in."""
    async with running(workspace_of(), opens(modal())) as use:
        ilse = use.person(ILSE)
        for press in (ilse.press_in_message, ilse.press_in_modal, ilse.press_in_home):
            with pytest.raises(NotOnScreen):
                await press("weg")
        with pytest.raises(NotOnScreen):
            await ilse.submit()
        await ilse.shortcut("pestmelding")
        with pytest.raises(NotOnScreen):
            await ilse.fill("weg", "een")
        with pytest.raises(NotOnScreen):
            await ilse.fill("keuze", "drie")
        with pytest.raises(NotOnScreen):
            await ilse.search("keuze", "Sanne")


async def test_a_modal_that_wants_it_is_told_when_it_closes() -> None:
    """Closing is told with notify_on_close alone."""
    async with running(workspace_of(), opens(modal())) as use:
        await (await opened(use)).close()
        assert ["shortcut"] == [one["type"] for one in use.app.received]

    async with running(workspace_of(), opens(modal(notify_on_close=True))) as use:
        ilse = await opened(use)
        await ilse.close()
        assert ["shortcut", "view_closed"] == [one["type"] for one in use.app.received]
        assert None is ilse.modal


async def test_home_is_told_with_what_stands_there() -> None:
    """Opening Home is an event, with the view that was published before."""
    async with running(workspace_of()) as use:
        ilse = use.person(ILSE)
        await ilse.open_home()
        await use.client.views_publish(user_id=ILSE, view=home())
        await ilse.open_home()

        first, second = (one["event"] for one in use.app.received)
        assert ("home", False, True) == (first["tab"], "view" in first, "view" in second)


ANSWERS: dict[str, tuple[object, str]] = {
    "unknown": ({"response_action": "weg"}, "onbekend antwoord"),
    "no action": ({"ok": True}, "onbekend antwoord"),
    "text": ("ok", "antwoord is geen JSON"),
    "no errors": ({"response_action": "errors", "errors": {}}, "geen enkele fout"),
    "empty error": ({"response_action": "errors", "errors": {"tekst": ""}}, "lege fout"),
    "more": ({"response_action": "clear", "view": {}}, "onbekend view"),
    "no modal": ({"response_action": "update", "view": home()}, "dit is geen modal"),
}


@pytest.mark.parametrize("name", ANSWERS)
async def test_an_answer_that_slack_does_not_know_is_a_fault(name: str) -> None:
    """Whatever else is answered to a submission is noted."""
    answer, fault = ANSWERS[name]
    async with running(workspace_of(), opens(modal(text(optional=True)), answer)) as use:
        await (await opened(use)).submit()

        assert any(fault in one for one in use.stub.workspace.faults)


async def test_push_and_clear_change_the_stack() -> None:
    """A pushed modal stands on top of the first, and clear closes both."""
    replies = iter(
        (
            {"response_action": "push", "view": modal(text(optional=True))},
            {"response_action": "clear"},
        )
    )

    async def answer(client: AsyncWebClient, payload: dict[str, Any]) -> object:
        if payload["type"] == "view_submission":
            return next(replies)
        return await opens(modal(text(optional=True)))(client, payload)

    async with running(workspace_of(), answer) as use:
        ilse = await opened(use)
        await ilse.submit()
        assert 2 == len(ilse.screen.modals)
        assert None is (await ilse.submit()).modal
        assert [] == use.stub.workspace.faults


OPTIONS: dict[str, tuple[object, str]] = {
    "nothing": ("", "antwoord is geen lijst"),
    "groups": ({"option_groups": []}, "antwoord is geen lijst"),
    "many": ({"options": [option(str(number)) for number in range(101)]}, "te veel keuzes"),
    "twice": ({"options": [option("a"), option("a")]}, "twee keuzes met dezelfde waarde"),
    "more": ({"options": [{**option("a"), "url": "x"}]}, "keuze heeft andere delen"),
    "markup": ({"options": [{"text": {"type": "mrkdwn", "text": "a"}, "value": "a"}]}, "gewone"),
    "long": ({"options": [{"text": plain("a" * 76), "value": "a"}]}, "tekst van keuze te lang"),
    "value": ({"options": [{"text": plain("a"), "value": "a" * 76}]}, "waarde van keuze te lang"),
}


@pytest.mark.parametrize("name", OPTIONS)
async def test_choices_that_slack_does_not_take_are_a_fault(name: str) -> None:
    """What is found by typing is held to Slack's limits."""
    found, fault = OPTIONS[name]
    view = modal(asked("wie", {"type": "external_select"}))

    async def answer(client: AsyncWebClient, payload: dict[str, Any]) -> object:
        return (
            found if payload["type"] == "block_suggestion" else await opens(view)(client, payload)
        )

    async with running(workspace_of(), answer) as use:
        await (await opened(use)).search("wie", "Sanne")

        assert any(fault in one for one in use.stub.workspace.faults)


async def test_an_app_that_breaks_is_noted() -> None:
    """Any other status than 200 is a fault."""

    async def breaks(_: AsyncWebClient, __: dict[str, Any]) -> object:
        raise ValueError

    async with running(workspace_of(), breaks) as use:
        assert 500 == (await use.person(ILSE).shortcut("x")).status
        assert ["shortcut: HTTP 500"] == use.stub.workspace.faults


async def test_a_press_is_answered_with_nothing() -> None:
    """A body in the answer to a button is a fault."""

    async def says(_: AsyncWebClient, __: dict[str, Any]) -> object:
        return {"text": "hoi"}

    async with running(workspace_of(), says) as use:
        await use.client.views_publish(user_id=ILSE, view=home(button("thuis")))
        await use.person(ILSE).press_in_home("thuis")
        assert ["block_actions: antwoord heeft een inhoud"] == use.stub.workspace.faults


async def test_nobody_else_sees_the_same_screen() -> None:
    """What one person opens is not on another's screen."""
    karim = SlackUser(id="U0KARIM", name="Karim Haddad")
    async with running(workspace_of(karim), answers_nothing) as use:
        trigger = use.stub.workspace.trigger(ILSE)
        await use.client.views_open(trigger_id=trigger, view=modal())
        assert (True, False) == (
            use.person(ILSE).modal is not None,
            use.person("U0KARIM").modal is not None,
        )
