"""The methods of the Web API that the local Slack knows, by Slack's own documentation.

Every argument that Slack documents is known; one that is not here is a fault. What this project
never sends, such as `metadata`, is left out on purpose.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import msgspec

from tests.slack_stub.screens import named_blocks
from tests.slack_stub.slack_error import Limited, SlackError
from tests.slack_stub.users import BOT_ID, BOT_USER
from tests.slack_stub.workspace import Message, Workspace

Arguments = dict[str, Any]
CarryOut = Callable[[Workspace, Arguments], dict[str, Any]]

TEXT_AT_MOST = 4000
"""Characters of the text of a message: chat.update takes no more, and neither do our rules."""


class Method(msgspec.Struct, frozen=True):
    """One method: the scope it needs, what it takes, and what it does."""

    carry_out: CarryOut
    required: dict[str, type | tuple[type, ...]] = {}
    optional: dict[str, type | tuple[type, ...]] = {}
    scope: str = ""
    reads_json: bool = True
    """Whether it takes its arguments as JSON; some only take a form."""
    with_app_token: bool = False
    in_dialog: bool = False
    """Whether what it sends is only shown in a dialog."""


def _auth_test(workspace: Workspace, _: Arguments) -> dict[str, Any]:
    return {
        "url": "https://vlierhof.slack.com/",
        "team": "Vlierhof",
        "user": "pestmelding",
        "team_id": workspace.team,
        "user_id": BOT_USER,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


def _open_connection(workspace: Workspace, _: Arguments) -> dict[str, Any]:
    return {
        "url": f"{workspace.base_url.replace('http', 'ws', 1)}/link/?ticket={workspace.fresh()}"
    }


def _open_conversation(workspace: Workspace, arguments: Arguments) -> dict[str, Any]:
    user = workspace.user(arguments["users"])
    if user.deleted:
        raise SlackError("user_disabled")
    if user.is_stranger:
        raise SlackError("user_not_visible")
    if user.is_bot:
        raise SlackError("cannot_dm_bot")
    return {"channel": {"id": workspace.chat_with(user.id)}}


def _post(workspace: Workspace, arguments: Arguments) -> dict[str, Any]:
    channel = arguments["channel"]
    owner = workspace.user(workspace.owner_of(channel))
    if owner.deleted:
        raise SlackError("user_disabled")
    _require_text(arguments)
    thread = arguments.get("thread_ts", "")
    if thread and (channel, thread) not in workspace.messages:
        raise SlackError("thread_not_found")
    if thread and workspace.messages[channel, thread].thread_ts:
        workspace.faults.append("chat.postMessage: antwoord op een antwoord")
    client_msg_id = arguments.get("client_msg_id", "")
    if client_msg_id and not _is_uuid(client_msg_id):
        workspace.faults.append("chat.postMessage: client_msg_id is geen uuid")
    if not workspace.allows_post(channel):
        workspace.faults.append("chat.postMessage: meer dan één bericht per seconde")
        raise Limited(1)
    message = Message(
        channel=channel,
        ts=workspace.ts(),
        text=arguments["text"],
        sent=arguments["blocks"],
        blocks=named_blocks(arguments["blocks"], workspace.version()),
        thread_ts=thread,
        client_msg_id=client_msg_id,
    )
    workspace.messages[channel, message.ts] = message
    return {"channel": channel, "ts": message.ts, "message": told_message(message)}


def _update(workspace: Workspace, arguments: Arguments) -> dict[str, Any]:
    workspace.owner_of(arguments["channel"])
    _require_text(arguments)
    message = workspace.messages.get((arguments["channel"], arguments["ts"]))
    if message is None:
        raise SlackError("message_not_found")
    message.text = arguments["text"]
    message.sent = arguments["blocks"]
    message.blocks = named_blocks(message.sent, workspace.version())
    message.versions += 1
    return {"channel": message.channel, "ts": message.ts, "text": message.text}


def _require_text(arguments: Arguments) -> None:
    if len(arguments["text"]) > TEXT_AT_MOST:
        raise SlackError("msg_too_long")
    if not arguments["text"].strip():
        raise SlackError("no_text")


def told_message(message: Message) -> dict[str, Any]:
    """Gives a message as Slack sends it to the app."""
    told: dict[str, Any] = {
        "type": "message",
        "user": BOT_USER,
        "bot_id": BOT_ID,
        "ts": message.ts,
        "text": message.text,
        "blocks": message.blocks,
    }
    if message.thread_ts:
        told |= {"thread_ts": message.thread_ts, "parent_user_id": BOT_USER}
    return told


def _is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False


def _user(workspace: Workspace, arguments: Arguments) -> dict[str, Any]:
    user = workspace.user(arguments["user"])
    return {"user": user.as_shown(with_email="users:read.email" in workspace.scopes)}


def _by_email(workspace: Workspace, arguments: Arguments) -> dict[str, Any]:
    sought = arguments["email"].casefold()
    for user in workspace.users.values():
        if user.email.casefold() == sought and not (user.deleted or user.is_bot):
            return {"user": user.as_shown(with_email=True)}
    raise SlackError("users_not_found")


def _open_view(workspace: Workspace, arguments: Arguments) -> dict[str, Any]:
    user = workspace.use_trigger(arguments["trigger_id"])
    return {"view": workspace.told(workspace.show(user, arguments["view"]))}


def _update_view(workspace: Workspace, arguments: Arguments) -> dict[str, Any]:
    opened = workspace.find_view(arguments["view_id"])
    if arguments.get("hash", opened.hash) != opened.hash:
        raise SlackError("hash_conflict")
    if "hash" not in arguments:
        workspace.faults.append("views.update: zonder hash")
    opened.replace(arguments["view"], workspace.version())
    return {"view": workspace.told(opened)}


def _publish_view(workspace: Workspace, arguments: Arguments) -> dict[str, Any]:
    user = workspace.user(arguments["user_id"])
    home = workspace.screen(user.id).home
    if home is not None and arguments.get("hash", home.hash) != home.hash:
        raise SlackError("hash_conflict")
    return {"view": workspace.told(workspace.publish(user.id, arguments["view"]))}


POSTED = {"text": str, "blocks": list}

METHODS: dict[str, Method] = {
    "auth.test": Method(_auth_test),
    "apps.connections.open": Method(_open_connection, with_app_token=True),
    "conversations.open": Method(
        _open_conversation, {"users": str}, {"return_im": bool}, "im:write"
    ),
    "chat.postMessage": Method(
        _post,
        {"channel": str, **POSTED},
        {
            "thread_ts": str,
            "unfurl_links": bool,
            "unfurl_media": bool,
            "client_msg_id": str,
            "mrkdwn": bool,
            "parse": str,
            "link_names": bool,
            "reply_broadcast": bool,
        },
        "chat:write",
    ),
    "chat.update": Method(
        _update,
        {"channel": str, "ts": str, **POSTED},
        {"parse": str, "link_names": bool, "as_user": bool},
        "chat:write",
    ),
    "users.info": Method(
        _user, {"user": str}, {"include_locale": bool}, "users:read", reads_json=False
    ),
    "users.lookupByEmail": Method(
        _by_email, {"email": str}, scope="users:read.email", reads_json=False
    ),
    "views.open": Method(_open_view, {"trigger_id": str, "view": dict}, in_dialog=True),
    "views.update": Method(
        _update_view, {"view_id": str, "view": dict}, {"hash": str}, in_dialog=True
    ),
    "views.publish": Method(_publish_view, {"user_id": str, "view": dict}, {"hash": str}),
}
