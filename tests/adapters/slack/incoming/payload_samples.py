"""One payload of every kind, with the keys that Slack describes, and a way to send it signed."""

import hashlib
import hmac
from typing import Any
from urllib.parse import urlencode

import msgspec

from adapters.slack.sheets import Sheet
from tests.adapters.slack.incoming.vendor import TEAM

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
NOW = 1_795_000_000
"""The moment of all that is signed here."""

CANARY = "Zwaluwstaart"
"""Stands wherever a person types or a name could be: it must not come back in any log."""

TRIGGER = "13345224609.738474920.8088930838d88f008e0"

USER = {"id": "U1", "username": CANARY, "name": CANARY, "team_id": TEAM}
OUR_TEAM = {"id": TEAM, "domain": "school"}

Payload = dict[str, Any]


def command(name: str = "/pestmelding", respond_to: str = "") -> Payload:
    """Somebody typed a slash command."""
    return {
        "token": "gIkuvaNzQIHg97ATvDxqgjtO",
        "team_id": TEAM,
        "team_domain": "school",
        "channel_id": "C1",
        "channel_name": CANARY,
        "user_id": "U1",
        "user_name": CANARY,
        "command": name,
        "text": CANARY,
        "api_app_id": "A1",
        "is_enterprise_install": "false",
        "response_url": respond_to,
        "trigger_id": TRIGGER,
    }


def _interactive(kind: str, **more: object) -> Payload:
    return {
        "type": kind,
        "token": "gIkuvaNzQIHg97ATvDxqgjtO",
        "api_app_id": "A1",
        "user": USER,
        "team": OUR_TEAM,
        "enterprise": None,
        "is_enterprise_install": False,
        **more,
    }


def shortcut(name: str = "pestmelding") -> Payload:
    """Somebody chose the global shortcut."""
    return _interactive("shortcut", callback_id=name, trigger_id=TRIGGER, action_ts="1.2")


def _button(action_id: str, value: str) -> Payload:
    return {
        "type": "button",
        "action_id": action_id,
        "block_id": "b1",
        "text": {"type": "plain_text", "text": CANARY, "emoji": False},
        "value": value,
        "action_ts": "1.2",
    }


def pressed_in_message(value: str, respond_to: str = "", action_id: str = "press:1") -> Payload:
    """Somebody pressed a button in a message."""
    return _interactive(
        "block_actions",
        container={"type": "message", "message_ts": "1.2", "channel_id": "D1"},
        channel={"id": "D1", "name": "directmessage"},
        message={"text": CANARY, "ts": "1.2", "user": "UBOT"},
        state={"values": {}},
        response_url=respond_to,
        trigger_id=TRIGGER,
        actions=[_button(action_id, value)],
    )


def view(kind: str, callback_id: str, **more: object) -> Payload:
    """A modal or Home tab as Slack sends it along."""
    return {
        "id": "V1",
        "team_id": TEAM,
        "type": kind,
        "blocks": [],
        "private_metadata": "",
        "callback_id": callback_id,
        "state": {"values": {}},
        "hash": "156772938.1827394",
        "title": {"type": "plain_text", "text": CANARY, "emoji": False},
        "root_view_id": "V1",
        "app_id": "A1",
        "external_id": "",
        "app_installed_team_id": TEAM,
        "bot_id": "B1",
        **more,
    }


def form_filled_in(form: str, carried: str = "", **answers: str) -> Payload:
    """A modal with a form, of which these fields of text were filled in."""
    sheet = Sheet(form, carried)
    return view(
        "modal",
        "form",
        private_metadata=sheet.encoded(),
        blocks=[
            {
                "type": "input",
                "block_id": sheet.block(field),
                "label": {"type": "plain_text", "text": CANARY, "emoji": False},
                "element": {"type": "plain_text_input", "action_id": "answers"},
            }
            for field in answers
        ],
        state={
            "values": {
                sheet.block(field): {"answers": {"type": "plain_text_input", "value": value}}
                for field, value in answers.items()
            }
        },
    )


def pressed_in_view(shown: Payload, value: str, action_id: str = "press:1") -> Payload:
    """Somebody pressed a button in a modal or in Home."""
    return _interactive(
        "block_actions",
        container={"type": "view", "view_id": shown["id"]},
        view=shown,
        trigger_id=TRIGGER,
        actions=[_button(action_id, value)],
    )


def chosen(shown: Payload, block: str, value: str) -> Payload:
    """Somebody made a choice on which other questions hang."""
    option = {"text": {"type": "plain_text", "text": CANARY, "emoji": False}, "value": value}
    return _interactive(
        "block_actions",
        container={"type": "view", "view_id": shown["id"]},
        view=shown,
        trigger_id=TRIGGER,
        actions=[
            {
                "type": "radio_buttons",
                "action_id": "decides",
                "block_id": block,
                "selected_option": option,
                "action_ts": "1.2",
            }
        ],
    )


def typing(action_id: str, typed: str) -> Payload:
    """Somebody types in a field that searches."""
    return _interactive(
        "block_suggestion",
        container={"type": "view", "view_id": "V1"},
        action_id=action_id,
        block_id="gepest~~12345678",
        value=typed,
        view=view("modal", "form"),
    )


def submitted(shown: Payload) -> Payload:
    """Somebody pressed the button of a modal."""
    return _interactive("view_submission", view=shown, trigger_id=TRIGGER, response_urls=[])


def closed(shown: Payload) -> Payload:
    """Somebody closed a modal."""
    return _interactive("view_closed", view=shown, is_cleared=False)


def event(kind: str, **more: object) -> Payload:
    """Something happened in the workspace."""
    return {
        "token": "XXYYZZ",
        "team_id": TEAM,
        "api_app_id": "A1",
        "event": {"type": kind, "event_ts": "1.2", **more},
        "type": "event_callback",
        "event_id": "Ev08MFMKH6",
        "event_time": NOW,
        "authorizations": [
            {"enterprise_id": None, "team_id": TEAM, "user_id": "UBOT", "is_bot": True}
        ],
        "is_ext_shared_channel": False,
    }


def home_opened(tab: str = "home") -> Payload:
    """Somebody opened the app."""
    return event("app_home_opened", user="U1", channel="D1", tab=tab)


EVERY_KIND: dict[str, Payload] = {
    "command": command(),
    "shortcut": shortcut(),
    "pressed in a message": pressed_in_message("open|7K3Q|"),
    "pressed in a modal": pressed_in_view(view("modal", "page"), "open|7K3Q|"),
    "pressed in Home": pressed_in_view(view("home", ""), "open|7K3Q|"),
    "chosen": chosen(form_filled_in("doen|7K3Q|1", gezien=CANARY), "b", "ja"),
    "typing": typing("pupil", CANARY),
    "submitted": submitted(form_filled_in("doen|7K3Q|1", "zegel", gezien=CANARY)),
    "read": submitted(view("modal", "page")),
    "closed": closed(view("modal", "form")),
    "home opened": home_opened(),
    "user changed": event("user_change", user={"id": "U1", "team_id": TEAM, "name": CANARY}),
    "app uninstalled": event("app_uninstalled"),
    "tokens revoked": event("tokens_revoked", tokens={"oauth": [], "bot": ["UBOT"]}),
    "message": event("message", user="U1", text=CANARY, channel="D1", channel_type="im"),
}


def body_of(payload: Payload) -> tuple[bytes, str]:
    """Gives a payload as it travels, with its content type."""
    form = "application/x-www-form-urlencoded"
    if "command" in payload:
        return urlencode(payload).encode(), form
    if payload.get("type") in ("event_callback", "url_verification"):
        return msgspec.json.encode(payload), "application/json"
    return urlencode({"payload": msgspec.json.encode(payload).decode()}).encode(), form


def signature_of(body: bytes, timestamp: str, secret: str = SECRET) -> str:
    """Signs a body as Slack does (docs, verifying requests)."""
    signed = b":".join((b"v0", timestamp.encode(), body))
    return f"v0={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}"
