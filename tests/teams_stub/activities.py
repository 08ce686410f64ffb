"""What Teams sends to the app, in the shape that the real one has."""

from __future__ import annotations

import datetime
from typing import Any

from tests.teams_stub.tenant import Conversation, Message, Tenant, channel_of
from tests.teams_stub.users import BOT, TENANT, TeamsUser

Activity = dict[str, Any]

ZONE = datetime.timezone(datetime.timedelta(hours=1))
CLIENT = {
    "locale": "nl-NL",
    "country": "NL",
    "platform": "Windows",
    "timezone": "Europe/Amsterdam",
    "type": "clientInfo",
}
CONTEXT = {"theme": "default"}


class Sent:
    """Makes activities of one person in a tenant."""

    def __init__(self, tenant: Tenant, user: TeamsUser) -> None:
        self._tenant = tenant
        self._user = user

    # -------------------------------------------------------------- words

    def words(self, text: str, conversation: str = "", *, with_mention: bool = False) -> Activity:
        """Somebody typed something, with the app's name before it when it was mentioned."""
        activity = self._activity("message", conversation)
        entities: list[Activity] = [CLIENT]
        if with_mention:
            mention = "<at>Pestmelding</at>"
            named: Activity = {"id": BOT, "name": "Pestmelding"}
            entity: Activity = {"type": "mention", "mentioned": named, "text": mention}
            entities.append(entity)
            text = f"{mention} {text}"
        html = {"contentType": "text/html", "content": f"<p>{text}</p>"}
        return activity | {
            "text": text,
            "textFormat": "plain",
            "attachments": [html],
            "entities": entities,
            "locale": "nl-NL",
        }

    # -------------------------------------------------------------- buttons

    def submitted_in_message(self, message: Message, data: Activity) -> Activity:
        """A button with Action.Submit under a card: a message without words."""
        activity = self._activity("message", message.conversation)
        activity["channelData"] |= {
            "source": {"name": "message"},
            "legacy": {"replyToId": message.id},
        }
        return activity | {"value": data, "replyToId": message.id, "entities": [CLIENT]}

    def executed(self, message: Message, action: Activity, data: Activity) -> Activity:
        """A button with Action.Execute under a card."""
        told: Activity = {name: action[name] for name in ("id", "title", "verb") if name in action}
        pressed: Activity = {"type": "Action.Execute", **told, "data": data}
        value: Activity = {"action": pressed, "trigger": "manual"}
        invoke = self._invoke("adaptiveCard/action", value, message.conversation)
        return invoke | {"replyToId": message.id}

    def refreshed(self, message: Message, action: Activity, *, by_hand: bool) -> Activity:
        """A card that is asked for anew, by the client itself or with the menu beside it."""
        asked = self.executed(message, action, action["data"])
        trigger = "manual" if by_hand else "automatic"
        return asked | {"value": asked["value"] | {"trigger": trigger}}

    def fetched(self, message: Message, data: Activity) -> Activity:
        """A button under a card that asks for a dialog."""
        value = {"data": data, "context": CONTEXT}
        invoke = self._invoke("task/fetch", value, message.conversation)
        return invoke | {"replyToId": message.id}

    # -------------------------------------------------------------- dialogs

    def extension(
        self, command: str, conversation: str, context: str, quoted: Activity | None = None
    ) -> Activity:
        """The command of the message extension, from wherever it is offered."""
        value: Activity = {"commandId": command, "commandContext": context, "context": CONTEXT}
        if quoted is not None:
            value["messagePayload"] = quoted
        return self._invoke("composeExtension/fetchTask", value, conversation)

    def submitted(self, data: Activity, conversation: str, extension: str) -> Activity:
        """A button in a dialog, which a card opened or else the message extension."""
        if not extension:
            value: Activity = {"data": data, "context": CONTEXT}
            return self._invoke("task/submit", value, conversation)
        command, _, context = extension.partition(" ")
        value = {
            "commandId": command,
            "commandContext": context,
            "data": data,
            "context": CONTEXT,
        }
        return self._invoke("composeExtension/submitAction", value, conversation)

    def searched(self, dataset: str, typed: str, conversation: str) -> Activity:
        """Typing in a field that is filled from elsewhere."""
        value = {
            "queryText": typed,
            "queryOptions": {"skip": 0, "top": 15},
            "dataset": dataset,
        }
        return self._invoke("application/search", value, conversation)

    # -------------------------------------------------------------- the app itself

    def installation(self, action: str, conversation: str = "") -> Activity:
        """The app came, or went, in the chat of this person or elsewhere."""
        activity = self._activity("installationUpdate", conversation)
        activity["channelData"] |= {"source": {"name": "message"}}
        return activity | {"action": action, "entities": [CLIENT], "locale": "nl-NL"}

    def members_added(self) -> Activity:
        """The app is one of who came into a chat."""
        activity = self._activity("conversationUpdate", "")
        return activity | {"membersAdded": [{"id": BOT}, self._user.as_sender()]}

    # -------------------------------------------------------------- what all have

    def _activity(self, kind: str, conversation: str) -> Activity:
        tenant, user = self._tenant, self._user
        place = tenant.conversation(conversation or tenant.chat_with(user.id))
        moment = datetime.datetime.fromtimestamp(tenant.time.now(), datetime.UTC)
        return {
            "type": kind,
            "id": tenant.activity_id(),
            "timestamp": moment.isoformat().replace("+00:00", "Z"),
            "localTimestamp": moment.astimezone(ZONE).isoformat(),
            "localTimezone": "Europe/Amsterdam",
            "channelId": "msteams",
            "serviceUrl": tenant.service_url,
            "from": user.as_sender(),
            "conversation": self._place(place, conversation),
            "recipient": {"id": BOT, "name": "Pestmelding"},
            "channelData": self._channel_data(place, conversation),
        }

    def _invoke(self, name: str, value: Activity, conversation: str) -> Activity:
        activity = self._activity("invoke", conversation)
        activity["channelData"] |= {"source": {"name": "message"}}
        return activity | {
            "name": name,
            "value": value,
            "entities": [CLIENT],
            "locale": "nl-NL",
        }

    def _place(self, place: Conversation, conversation: str) -> Activity:
        told: Activity = {
            "id": conversation or place.id,
            "conversationType": place.kind,
            "tenantId": self._tenant.id,
        }
        return told if place.kind == "personal" else told | {"isGroup": True}

    def _channel_data(self, place: Conversation, conversation: str) -> Activity:
        user = self._user
        data: Activity = {"tenant": {"id": TENANT if user.is_let_in else user.tenant}}
        if place.kind == "channel":
            data |= {
                "teamsChannelId": channel_of(conversation),
                "teamsTeamId": place.team,
                "channel": {"id": channel_of(conversation)},
                "team": {"id": place.team},
            }
        return data
