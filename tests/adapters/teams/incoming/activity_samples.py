"""One activity of every kind, with the keys that Teams sends."""

from typing import Any

TENANT = "8f2d6a1c-0b6e-4f0e-9a53-5b0d3c7f1e20"
APP = "5d1c7f0e-3b0a-4c55-9f6e-2f1b7a6c9d31"
BOT = f"28:{APP}"
SERVICE = "https://smba.trafficmanager.net/emea/8f2d6a1c-0b6e-4f0e-9a53-5b0d3c7f1e20/"

ACCOUNT = "0a1b2c3d-0000-4000-8000-00000000a001"
MEMBER = "29:1bSnHZ7Js2STWrgk6ScEErLk1Lp2zQuD5H2qQ960rtvstKp8tKLl"
PERSONAL = "a:1pL6i0oY3C0K8oAj8h3w8Y5cGm8QfGk"
GROUP = "19:d1b4c9e0f7a2@thread.v2"
CHANNEL = "19:uX0g1Q2w@thread.tacv2"
ROOT = "1763649000000"

CANARY = "Zwaluwstaart"
"""Stands wherever a person types or a name could be: it must not come back in any log."""

NONCE = "0123456789abcdef"

Payload = dict[str, Any]

CLIENT = {
    "locale": "nl-NL",
    "country": "NL",
    "platform": "Windows",
    "timezone": "Europe/Amsterdam",
    "type": "clientInfo",
}


def _activity(kind: str, activity_id: str, **more: object) -> Payload:
    return {
        "type": kind,
        "id": activity_id,
        "timestamp": "2026-11-23T09:12:31.123Z",
        "localTimestamp": "2026-11-23T10:12:31.123+01:00",
        "localTimezone": "Europe/Amsterdam",
        "channelId": "msteams",
        "serviceUrl": SERVICE,
        "from": {"id": MEMBER, "name": CANARY, "aadObjectId": ACCOUNT},
        "recipient": {"id": BOT, "name": "pestmelding"},
        "conversation": {"conversationType": "personal", "tenantId": TENANT, "id": PERSONAL},
        "entities": [CLIENT],
        "channelData": {"tenant": {"id": TENANT}},
        "locale": "nl-NL",
        **more,
    }


def message(text: str = CANARY, activity_id: str = "1763889151123", **more: object) -> Payload:
    """Somebody typed a message in the chat with the app."""
    html = {"contentType": "text/html", "content": f"<p>{text}</p>"}
    parts: Payload = {"text": text, "textFormat": "plain", "attachments": [html]}
    return _activity("message", activity_id, **parts, **more)


def in_group(payload: Payload, conversation: str = GROUP) -> Payload:
    """Somebody did the same in a group chat."""
    place = {"isGroup": True, "conversationType": "groupChat", "tenantId": TENANT}
    return payload | {"conversation": place | {"id": conversation}}


def in_channel(payload: Payload) -> Payload:
    """Somebody did the same in a thread of a channel."""
    place = {"isGroup": True, "conversationType": "channel", "tenantId": TENANT}
    told = {"id": CHANNEL, "name": CANARY}
    return payload | {
        "conversation": place | {"id": f"{CHANNEL};messageid={ROOT}"},
        "channelData": {
            "tenant": {"id": TENANT},
            "teamsChannelId": CHANNEL,
            "teamsTeamId": CHANNEL,
            "channel": told,
            "team": told | {"aadGroupId": "b6b7c1f0-4d8c-4b1b-8f2e-111111111111"},
        },
    }


def mentioned(text: str = "taken", **more: object) -> Payload:
    """Somebody typed with the app mentioned."""
    pill = "<at>pestmelding</at>"
    mention = {"type": "mention", "text": pill, "mentioned": {"id": BOT, "name": "pestmelding"}}
    return message(f"{pill}&nbsp;{text}\n") | {"entities": [mention, CLIENT], **more}


def posted_press(value: object, activity_id: str = "1763889151124") -> Payload:
    """Somebody pressed a button that posts a message, for the client knows no better."""
    payload = _activity("message", activity_id, replyToId="1763889100000", value=value)
    return payload | {"channelData": {"tenant": {"id": TENANT}, "legacy": {"replyToId": "1:1iN7"}}}


def _invoke(name: str, activity_id: str, value: object, **more: object) -> Payload:
    return _activity("invoke", activity_id, name=name, value=value, **more)


def pressed(press: str, nonce: str = NONCE) -> Payload:
    """What a button of ours brings back."""
    return {"press": press, "nonce": nonce}


def executed(
    press: str, activity_id: str = "f:aa01", *, card: str = "1763889100000", nonce: str = NONCE
) -> Payload:
    """Somebody pressed a button under a card that acts at once."""
    action = {
        "type": "Action.Execute",
        "title": CANARY,
        "verb": "press",
        "data": pressed(press, nonce),
    }
    return _invoke(
        "adaptiveCard/action",
        activity_id,
        {"action": action, "trigger": "manual"},
        replyToId=card,
    )


def refreshed(
    activity_id: str = "f:aa11", *, card: str = "1763889100000", trigger: str = "automatic"
) -> Payload:
    """A client asks for a card anew: by itself, or because somebody chose that in a menu."""
    action = {"type": "Action.Execute", "title": CANARY, "verb": "refresh", "data": {}}
    return _invoke(
        "adaptiveCard/action",
        activity_id,
        {"action": action, "trigger": trigger},
        replyToId=card,
    )


def fetched(press: str, activity_id: str = "f:bb01") -> Payload:
    """Somebody pressed a button under a card that opens a dialog."""
    data = pressed(press) | {"msteams": {"type": "task/fetch"}}
    value = {"data": data, "context": {"theme": "default"}}
    return _invoke("task/fetch", activity_id, value, replyToId="1763889100000")


def filled_in(form: str, carried: str = "", nonce: str = NONCE, **answers: str) -> Payload:
    """What a dialog with a form brings back; these fields were filled in."""
    own: Payload = {"form": form, "carried": carried, "asked": sorted(answers), "later": []}
    return own | {"nonce": nonce} | {f"{key}~": text for key, text in answers.items()}


def submitted(data: object, activity_id: str = "f:cc01") -> Payload:
    """Somebody pressed a button in a dialog."""
    return _invoke("task/submit", activity_id, {"data": data, "context": {"theme": "default"}})


WRITTEN: Payload = {
    "linkToMessage": "https://teams.microsoft.com/l/message/19:x/1",
    "id": "1763888000000",
    "replyToId": None,
    "subject": CANARY,
    "createdDateTime": "2026-11-23T09:00:00Z",
    "from": {"device": None, "user": {"id": ACCOUNT, "displayName": CANARY}, "application": None},
    "body": {"contentType": "html", "content": f"<div>{CANARY}</div>"},
    "attachments": [],
    "mentions": [],
    "reactions": [],
}


def extension(
    context: str = "compose", command: str = "pestmelding", activity_id: str = "f:dd01"
) -> Payload:
    """Somebody chose the command of the app: below a message, in the bar, or with a slash."""
    value: Payload = {
        "commandId": command,
        "commandContext": context,
        "requestId": "8d1b",
        "context": {"theme": "default"},
    }
    if context == "message":
        value["messagePayload"] = WRITTEN
    return in_group(_invoke("composeExtension/fetchTask", activity_id, value))


def extension_submitted(data: object, activity_id: str = "f:ee01") -> Payload:
    """Somebody pressed a button in a dialog that the command opened."""
    value: Payload = {
        "commandId": "pestmelding",
        "commandContext": "message",
        "context": {"theme": "default"},
        "messagePayload": WRITTEN,
        "data": data,
    }
    return in_group(_invoke("composeExtension/submitAction", activity_id, value))


def searched(dataset: str, typed: str, top: int = 15) -> Payload:
    """Somebody types in a field that searches."""
    value = {
        "kind": "search",
        "queryText": typed,
        "queryOptions": {"skip": 0, "top": top},
        "dataset": dataset,
    }
    return _invoke("application/search", "f:ff01", value)


def installation(action: str = "add", activity_id: str = "f:1001") -> Payload:
    """The app came into a chat or was taken out."""
    data = {
        "tenant": {"id": TENANT},
        "settings": {"selectedChannel": {"id": PERSONAL}},
        "source": {"name": "message"},
    }
    return _activity("installationUpdate", activity_id, action=action) | {"channelData": data}


def members_added(*members: str, activity_id: str = "f:1002") -> Payload:
    """Somebody came into a chat."""
    return _activity(
        "conversationUpdate",
        activity_id,
        membersAdded=[{"id": member} for member in members or (BOT,)],
    )


EVERY_KIND: dict[str, Payload] = {
    "a word": message("taken"),
    "a text": message(),
    "a mention in a channel": in_channel(mentioned()),
    "a word only this person sees": in_group(message("taken"))
    | {"recipient": {"id": BOT, "name": "pestmelding", "isTargeted": True}},
    "a button that posts": posted_press(pressed("oppakken|7K3Q|")),
    "a button that acts": executed("oppakken|7K3Q|"),
    "a refresh": refreshed(),
    "a button that opens": fetched("open|7K3Q|"),
    "a form": submitted(filled_in("doen|7K3Q|1", "zegel", gezien=CANARY)),
    "a button in a page": submitted(pressed("open|7K3Q|2")),
    "the command in a message box": extension(),
    "the command in the bar": extension("commandBox"),
    "the command on a message": extension("message"),
    "a form of the command": extension_submitted(filled_in("melden||wie", wat=CANARY)),
    "a search": searched("pupil", CANARY),
    "an installation": installation(),
    "a removal": installation("remove"),
    "a member": members_added(),
}
