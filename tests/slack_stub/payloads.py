"""What Slack sends to the app, in the shape that the real one has."""

from __future__ import annotations

from typing import Any

from tests.slack_stub.methods import told_message
from tests.slack_stub.screens import OpenView
from tests.slack_stub.users import BOT_USER, SlackUser
from tests.slack_stub.workspace import APP_ID, Message, Workspace

Payload = dict[str, Any]

VERIFICATION_TOKEN = "oud-en-ongebruikt"
DOMAIN = "vlierhof"


class Sent:
    """Makes payloads of one person in a workspace."""

    def __init__(self, workspace: Workspace, user: SlackUser) -> None:
        self._workspace = workspace
        self._user = user

    def command(self, command: str, text: str) -> Payload:
        """A slash command, as the fields of a form."""
        workspace = self._workspace
        return {
            "token": VERIFICATION_TOKEN,
            "team_id": self._user.team_id,
            "team_domain": DOMAIN,
            "channel_id": workspace.chat_with(self._user.id),
            "channel_name": "directmessage",
            "user_id": self._user.id,
            "user_name": self._user.handle,
            "command": f"/{command}",
            "text": text,
            "api_app_id": APP_ID,
            "is_enterprise_install": "false",
            "response_url": workspace.response_url(self._user.id),
            "trigger_id": workspace.trigger(self._user.id),
        }

    def shortcut(self, callback_id: str) -> Payload:
        """The global shortcut."""
        return {
            "type": "shortcut",
            **self._who(),
            "action_ts": self._moment(),
            "callback_id": callback_id,
            "trigger_id": self._trigger(),
        }

    def home_opened(self, tab: str = "home") -> Payload:
        """The event that somebody opens the Home tab, or the messages tab."""
        workspace = self._workspace
        home = workspace.screen(self._user.id).home
        event: Payload = {
            "type": "app_home_opened",
            "user": self._user.id,
            "channel": workspace.chat_with(self._user.id),
            "tab": tab,
            "event_ts": self._moment(),
        }
        if home is not None and tab == "home":
            event["view"] = workspace.told(home)
        return self.event(event)

    def event(self, event: Payload) -> Payload:
        """An event in its envelope."""
        workspace = self._workspace
        authorized = {
            "enterprise_id": None,
            "team_id": workspace.team,
            "user_id": BOT_USER,
            "is_bot": True,
            "is_enterprise_install": False,
        }
        return {
            "token": VERIFICATION_TOKEN,
            "team_id": self._user.team_id,
            "api_app_id": APP_ID,
            "event": event,
            "type": "event_callback",
            "event_id": f"Ev{workspace.fresh()}",
            "event_time": int(workspace.time.now()),
            "authorizations": [authorized],
            "is_ext_shared_channel": False,
        }

    def pressed_in_view(self, view: OpenView, action: Payload) -> Payload:
        """A button, or a choice that is told at once, in a modal or Home tab."""
        return {
            "type": "block_actions",
            **self._who(),
            "container": {"type": "view", "view_id": view.id},
            "trigger_id": self._trigger(),
            "view": self._workspace.told(view),
            "actions": [{**action, "action_ts": self._moment()}],
        }

    def pressed_in_message(self, message: Message, action: Payload) -> Payload:
        """A button in a message."""
        container = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": message.channel,
            "is_ephemeral": False,
        }
        if message.thread_ts:
            container["thread_ts"] = message.thread_ts
        return {
            "type": "block_actions",
            **self._who(),
            "container": container,
            "trigger_id": self._trigger(),
            "channel": {"id": message.channel, "name": "directmessage"},
            "message": told_message(message),
            "state": {"values": {}},
            "response_url": self._workspace.response_url(self._user.id),
            "actions": [{**action, "action_ts": self._moment()}],
        }

    def searched(self, view: OpenView, block_id: str, action_id: str, typed: str) -> Payload:
        """Typing in a field that is filled from elsewhere."""
        return {
            "type": "block_suggestion",
            **self._who(),
            "container": {"type": "view", "view_id": view.id},
            "action_id": action_id,
            "block_id": block_id,
            "value": typed,
            "view": self._workspace.told(view),
        }

    def submitted(self, view: OpenView) -> Payload:
        """Submitting a modal."""
        return {
            "type": "view_submission",
            **self._who(),
            "trigger_id": self._trigger(),
            "view": self._workspace.told(view),
            "response_urls": [],
        }

    def closed(self, view: OpenView, *, is_cleared: bool) -> Payload:
        """Closing a modal that wants to be told."""
        return {
            "type": "view_closed",
            **self._who(),
            "view": self._workspace.told(view),
            "is_cleared": is_cleared,
        }

    def _who(self) -> Payload:
        user = self._user
        return {
            "team": {"id": user.team_id, "domain": DOMAIN},
            "user": {
                "id": user.id,
                "username": user.handle,
                "name": user.handle,
                "team_id": user.team_id,
            },
            "api_app_id": APP_ID,
            "token": VERIFICATION_TOKEN,
            "enterprise": None,
            "is_enterprise_install": False,
        }

    def _trigger(self) -> str:
        return self._workspace.trigger(self._user.id)

    def _moment(self) -> str:
        return f"{self._workspace.time.now():.6f}"
