"""The local Slack notes every fault of a call, and answers by its state as the real one does."""

from __future__ import annotations

from typing import Any

import pytest

from tests.adapters.slack.block_rules import Kind
from tests.privacy.canaries import Secret
from tests.slack_stub.sample_views import button, home, message, modal, plain
from tests.slack_stub.slack_error import Limited
from tests.slack_stub.users import BOT_USER, SlackUser
from tests.slack_stub.web_api import WebApi
from tests.slack_stub.workspace import APP_TOKEN, BOT_TOKEN, Workspace

ILSE = "U0ILSE"
PUPIL = Secret("naam", "Sanne van den Berg")


def no_block_faults(kind: Kind, payload: object) -> tuple[str, ...]:
    """Takes whatever blocks there are."""
    return ()


@pytest.fixture
def workspace() -> Workspace:
    """Gives a workspace with one person and some who are not let in."""
    return Workspace(
        [
            SlackUser(id=ILSE, name="Ilse Brouwer", email="i.brouwer@vlierhof.example"),
            SlackUser(id="U0OUD", name="Oud", email="oud@vlierhof.example", deleted=True),
            SlackUser(id="U0VREEMD", name="Vreemd", team_id="T0ANDERS", is_stranger=True),
        ],
        secrets=(PUPIL,),
        block_faults=no_block_faults,
    )


def call(workspace: Workspace, method: str, **arguments: Any) -> dict[str, Any]:  # noqa: ANN401 - what a wire holds
    """Calls a method as the app does."""
    as_json = not method.startswith("users.")
    token = APP_TOKEN if method == "apps.connections.open" else BOT_TOKEN
    return WebApi(workspace).call(method, token, arguments, as_json=as_json)[0]


def chat(workspace: Workspace) -> str:
    """Gives the chat with Ilse."""
    channel: str = call(workspace, "conversations.open", users=ILSE)["channel"]["id"]
    return channel


def test_a_call_that_is_right_is_carried_out(workspace: Workspace) -> None:
    """Nothing is noted of messages, answers and views that are as they should be."""
    channel = chat(workspace)
    root = call(workspace, "chat.postMessage", **message(channel))
    call(workspace, "chat.postMessage", **message(channel, thread_ts=root["ts"]))
    text = "Anders"
    blocks = message(channel)["blocks"]
    call(workspace, "chat.update", channel=channel, ts=root["ts"], text=text, blocks=blocks)
    opened = call(workspace, "views.open", trigger_id=workspace.trigger(ILSE), view=modal())
    view = opened["view"]
    call(workspace, "views.update", view_id=view["id"], hash=view["hash"], view=modal())
    call(workspace, "views.publish", user_id=ILSE, view=home())

    assert [] == workspace.faults
    assert ["Anders", "Er staat een stap klaar."] == [
        one.text for one in workspace.messages_of(ILSE)
    ]
    assert all(one.was_done for one in workspace.calls)


FAULTY: dict[str, tuple[str, dict[str, Any], str]] = {
    "method": ("chat.scheduleMessage", {}, "onbekende methode"),
    "argument": ("views.publish", {"user_id": ILSE, "view": home(), "user": 1}, "onbekend arg"),
    "missing": ("views.publish", {"user_id": ILSE}, "argument view ontbreekt"),
    "type": ("views.publish", {"user_id": ILSE, "view": "home"}, "argument view is geen"),
    "kind": ("views.publish", {"user_id": ILSE, "view": modal()}, "dit is geen home"),
    "home": (
        "views.publish",
        {"user_id": ILSE, "view": home(button("Sanne van den Berg"))},
        "lekt",
    ),
    "unfurl": ("chat.postMessage", {"unfurl_links": True}, "unfurl_links staat niet uit"),
    "no unfurl": ("chat.postMessage", {"unfurl_media": None}, "argument unfurl_media is geen"),
    "no text": ("chat.postMessage", {"text": " "}, "geen tekst"),
    "markup": ("chat.postMessage", {"text": "<!channel>"}, "niet ge-escaped"),
    "ampersand": ("chat.postMessage", {"text": "jij & ik"}, "niet ge-escaped"),
    "block": (
        "chat.postMessage",
        {"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "a > b"}}]},
        "niet ge-escaped",
    ),
    "canary": ("chat.postMessage", {"text": "Sanne van den Berg"}, "naam lekt"),
    "cut canary": ("chat.postMessage", {"text": "sanne va"}, "naam lekt"),
    "id": ("chat.postMessage", {"client_msg_id": "een"}, "client_msg_id is geen uuid"),
}


@pytest.mark.parametrize("name", FAULTY)
def test_a_fault_is_noted(workspace: Workspace, name: str) -> None:
    """Whatever is wrong with a call, one fault says what."""
    method, arguments, fault = FAULTY[name]
    if method == "chat.postMessage":
        arguments = {**message(chat(workspace)), **arguments}

    call(workspace, method, **arguments)

    assert [] != [one for one in workspace.faults if one.startswith(method) and fault in one]


def test_a_dialog_may_name_a_pupil_but_not_where_nobody_reads(workspace: Workspace) -> None:
    """A name is shown in a modal; in what it carries it is a fault."""
    shown = modal({"type": "section", "text": plain(PUPIL.text)})
    call(workspace, "views.open", trigger_id=workspace.trigger(ILSE), view=shown)

    assert [] == workspace.faults

    for hidden in (
        modal(private_metadata=PUPIL.text),
        modal(button(PUPIL.text)),
        modal(callback_id=PUPIL.text),
    ):
        workspace.faults.clear()
        call(workspace, "views.open", trigger_id=workspace.trigger(ILSE), view=hidden)
        assert [] != [one for one in workspace.faults if "naam lekt" in one]


def test_tokens_and_scopes_are_held(workspace: Workspace) -> None:
    """Another token, no token and a scope that was not given are faults with the real errors."""
    api = WebApi(workspace)
    errors = [
        api.call("auth.test", token, {}, as_json=True)[0]["error"]
        for token in ("", "xoxb-ander", APP_TOKEN)
    ]
    assert ["not_authed", "invalid_auth", "invalid_auth"] == errors

    workspace.scopes = frozenset({"chat:write"})
    assert "missing_scope" == call(workspace, "conversations.open", users=ILSE)["error"]
    assert 4 == len(workspace.faults)


def test_an_app_that_was_thrown_out_is_refused_without_fault(workspace: Workspace) -> None:
    """When the app is removed every call gets the same error, which is no mistake of the app."""
    workspace.refused_with = "account_inactive"

    assert "account_inactive" == call(workspace, "auth.test")["error"]
    assert [] == workspace.faults


def test_json_is_not_read_by_every_method(workspace: Workspace) -> None:
    """Looking up a person takes a form; JSON is a fault, as it does nothing at Slack."""
    WebApi(workspace).call("users.info", BOT_TOKEN, {"user": ILSE}, as_json=True)

    assert ["users.info: leest geen JSON"] == workspace.faults


def test_blocks_with_a_fault_are_refused() -> None:
    """What the rules for blocks say is noted, and the call is refused as Slack would."""
    workspace = Workspace([SlackUser(id=ILSE, name="Ilse")], block_faults=lambda _, __: ["te lang"])

    posted = call(workspace, "chat.postMessage", **message(workspace.chat_with(ILSE)))
    published = call(workspace, "views.publish", user_id=ILSE, view=home())

    assert ("invalid_blocks", "invalid_arguments") == (posted["error"], published["error"])
    assert [
        "chat.postMessage: blokken: te lang",
        "views.publish: blokken: te lang",
    ] == workspace.faults
    assert () == workspace.messages_of(ILSE)


STATE: dict[str, tuple[str, dict[str, Any], str]] = {
    "nobody": ("users.info", {"user": "U0NIEMAND"}, "user_not_found"),
    "no address": ("users.lookupByEmail", {"email": "x@vlierhof.example"}, "users_not_found"),
    "deactivated": ("users.lookupByEmail", {"email": "oud@vlierhof.example"}, "users_not_found"),
    "disabled": ("conversations.open", {"users": "U0OUD"}, "user_disabled"),
    "stranger": ("conversations.open", {"users": "U0VREEMD"}, "user_not_visible"),
    "bot": ("conversations.open", {"users": BOT_USER}, "cannot_dm_bot"),
    "no chat": ("chat.postMessage", message("D0"), "channel_not_found"),
    "to a user": ("chat.postMessage", message(ILSE), "channel_not_found"),
    "trigger": ("views.open", {"trigger_id": "1.2", "view": modal()}, "invalid_trigger_id"),
    "view": ("views.update", {"view_id": "V0", "hash": "1", "view": modal()}, "not_found"),
    "home of nobody": ("views.publish", {"user_id": "U0", "view": home()}, "user_not_found"),
}


@pytest.mark.parametrize("name", STATE)
def test_what_is_not_there_is_refused_without_fault(workspace: Workspace, name: str) -> None:
    """What cannot be found or reached gets Slack's own error, which is no mistake of the app."""
    method, arguments, error = STATE[name]

    assert error == call(workspace, method, **arguments)["error"]
    assert [] == workspace.faults


def test_a_message_that_is_gone_is_not_found(workspace: Workspace) -> None:
    """A message that was deleted can be neither replaced nor answered."""
    channel = chat(workspace)
    ts = call(workspace, "chat.postMessage", **message(channel))["ts"]
    workspace.delete_message(channel, ts)
    arguments = message(channel)
    shown = {name: arguments[name] for name in ("text", "blocks")}

    replaced = call(workspace, "chat.update", channel=channel, ts=ts, **shown)
    answered = call(workspace, "chat.postMessage", thread_ts=ts, **arguments)

    assert ("message_not_found", "thread_not_found") == (replaced["error"], answered["error"])


def test_a_text_that_is_too_long_is_refused(workspace: Workspace) -> None:
    """Slack refuses a text of more than 4,000 characters."""
    long = message(chat(workspace), text="a" * 4001)

    assert "msg_too_long" == call(workspace, "chat.postMessage", **long)["error"]


def test_a_trigger_is_good_once_and_shortly(workspace: Workspace) -> None:
    """A trigger id opens one modal, within three seconds."""
    used, late = workspace.trigger(ILSE), workspace.trigger(ILSE)
    call(workspace, "views.open", trigger_id=used, view=modal())
    again = call(workspace, "views.open", trigger_id=used, view=modal())
    workspace.time.go_on(3.1)
    after = call(workspace, "views.open", trigger_id=late, view=modal())

    assert ("exchanged_trigger_id", "expired_trigger_id") == (again["error"], after["error"])


def test_a_view_that_changed_meanwhile_is_not_replaced(workspace: Workspace) -> None:
    """An older hash is refused; no hash at all is a fault."""
    view = call(workspace, "views.open", trigger_id=workspace.trigger(ILSE), view=modal())["view"]
    changed = {"view_id": view["id"], "view": modal()}
    call(workspace, "views.update", hash=view["hash"], **changed)

    assert "hash_conflict" == call(workspace, "views.update", hash=view["hash"], **changed)["error"]
    assert [] == workspace.faults
    call(workspace, "views.update", **changed)
    assert ["views.update: zonder hash"] == workspace.faults


def test_one_message_a_second_and_a_burst_of_three(workspace: Workspace) -> None:
    """A fourth message at once is a fault; a second later one more may go."""
    channel = chat(workspace)
    for _ in range(3):
        call(workspace, "chat.postMessage", **message(channel))
    assert [] == workspace.faults

    with pytest.raises(Limited):
        call(workspace, "chat.postMessage", **message(channel))
    assert ["chat.postMessage: meer dan één bericht per seconde"] == workspace.faults

    workspace.faults.clear()
    workspace.time.go_on(1)
    call(workspace, "chat.postMessage", **message(channel))
    assert [] == workspace.faults


def test_an_address_is_shown_only_with_its_scope(workspace: Workspace) -> None:
    """Without users:read.email no address stands in what is told of somebody."""
    assert "email" in call(workspace, "users.info", user=ILSE)["user"]["profile"]
    workspace.scopes = frozenset({"users:read"})
    assert "email" not in call(workspace, "users.info", user=ILSE)["user"]["profile"]
