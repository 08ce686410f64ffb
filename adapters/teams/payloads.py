"""What Teams sends, read into the few kinds of activity that it can be.

Rules this file keeps:

- Keys that are not named here are allowed, for Teams adds some; a missing one or another type is
  `NotReadable`, and nothing of it is quoted.
- Of a typed message only a command is kept. Of a message that somebody chose "melden" on, nothing:
  not its text, not its writer.
- Of what a dialog brings back only texts are kept, and the lists that we put in it ourselves: no
  client makes anything else, and all of it may be shown or counted further on.
"""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Annotated

import msgspec

from adapters.teams.activities import (
    CardPress,
    CardRefresh,
    DialogOpened,
    DialogSubmitted,
    Id,
    Incoming,
    Installation,
    Json,
    Message,
    PostedPress,
    Search,
    Sender,
    Unknown,
    Value,
    nonce_of,
)
from adapters.teams.adaptive_cards import PRESSED, REFRESHED
from adapters.teams.answers import ASKED, LATER
from adapters.teams.entries import COMMANDS, EXTENSION
from flows import verbs
from flows.presses import Press

MOST_FOUND = 20
"""People that a field shows at once; Teams itself asks for fifteen."""

LOOKED_AT = 200
"""Characters of a message in which its command is looked for."""

MENTION = re.compile(r"<at[^>]*>.*?</at>", re.DOTALL)

NO_PRESS = ""
"""What a button holds that this version does not know: the conversation answers that it expired."""

Account = Annotated[str, msgspec.Meta(pattern="^[0-9A-Za-z-]{0,64}$")]
Name = Annotated[str, msgspec.Meta(max_length=500)]
Carried = Annotated[str, msgspec.Meta(max_length=20_000)]
Typed = Annotated[str, msgspec.Meta(max_length=500)]


class NotReadable(Exception):
    """Dit bericht heeft niet de vorm die Teams beschrijft."""


class _Person(msgspec.Struct, frozen=True):
    id: Id
    aadObjectId: Account | None = None  # noqa: N815 - as Teams writes it


class _Us(msgspec.Struct, frozen=True):
    id: Id
    isTargeted: bool | None = None  # noqa: N815 - as Teams writes it


class _Place(msgspec.Struct, frozen=True):
    id: Id
    conversationType: Name | None = None  # noqa: N815 - as Teams writes it


class _Shape(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One kind of activity, with the keys of it that are used."""

    id: Id
    sender: _Person = msgspec.field(name="from")
    recipient: _Us
    conversation: _Place
    service_url: Id

    def read(self) -> Incoming:
        raise NotImplementedError

    @property
    def of(self) -> Sender:
        return Sender(
            account=(self.sender.aadObjectId or "").lower(),
            member=self.sender.id,
            bot=self.recipient.id,
            service_url=self.service_url,
            conversation=self.conversation.id,
            personal=self.conversation.conversationType == "personal",
            targeted=bool(self.recipient.isTargeted),
        )


class _Data(msgspec.Struct, frozen=True):
    """What a button of ours brings back."""

    press: Value = NO_PRESS
    nonce: Name = ""
    form: Value = ""
    carried: Carried = ""
    asked: tuple[Name, ...] = ()
    later: tuple[tuple[Name, ...], ...] = ()


class _Mentioned(msgspec.Struct, frozen=True):
    id: Name | None = None


class _Entity(msgspec.Struct, frozen=True):
    type: Name | None = None
    mentioned: _Mentioned | None = None


class _Message(_Shape, frozen=True, kw_only=True, rename="camel"):
    text: str | None = None
    value: _Data | None = None
    entities: tuple[_Entity, ...] | None = None

    def read(self) -> Message | PostedPress:
        sender = self.of
        if self.value is not None:
            return PostedPress(sender, self.id, self.value.press, self.value.nonce)
        mentions = (one.mentioned for one in self.entities or () if one.type == "mention")
        is_for_us = any(one is not None and one.id == sender.bot for one in mentions)
        return Message(
            sender,
            self.id,
            word_in(self.text or ""),
            is_for_us or sender.personal or sender.targeted,
        )


class _Action(msgspec.Struct, frozen=True):
    verb: Name | None = None
    data: _Data | None = None


class _Executed(msgspec.Struct, frozen=True):
    action: _Action


class _Execute(_Shape, frozen=True, kw_only=True, rename="camel"):
    value: _Executed
    reply_to_id: Name | None = None

    def read(self) -> CardPress | CardRefresh:
        action = self.value.action
        if action.verb == REFRESHED:
            return CardRefresh(self.of, self.id, self.reply_to_id or "")
        data = (action.data if action.verb == PRESSED else None) or _Data()
        return CardPress(self.of, self.id, data.press, data.nonce, self.reply_to_id or "")


class _Fetched(msgspec.Struct, frozen=True):
    data: _Data | None = None


class _Fetch(_Shape, frozen=True, kw_only=True, rename="camel"):
    value: _Fetched

    def read(self) -> DialogOpened:
        data = self.value.data or _Data()
        return DialogOpened(self.of, self.id, data.press, data.nonce)


class _Submitted(msgspec.Struct, frozen=True):
    data: Json | None = None


class _Submit(_Shape, frozen=True, kw_only=True, rename="camel"):
    value: _Submitted

    def read(self) -> DialogSubmitted:
        brought = self.value.data or {}
        data = msgspec.convert(brought, type=_Data)
        filled = {
            key: value
            for key, value in brought.items()
            if isinstance(value, str) or key in {ASKED, LATER}
        }
        return DialogSubmitted(
            self.of, self.id, data.press, filled, data.form, data.carried, data.nonce
        )


class _Chosen(msgspec.Struct, frozen=True, rename="camel"):
    command_id: Name


class _Extension(_Shape, frozen=True, kw_only=True, rename="camel"):
    value: _Chosen

    def read(self) -> DialogOpened:
        return DialogOpened(self.of, self.id, BEHIND_COMMAND.get(self.value.command_id, NO_PRESS))


class _Options(msgspec.Struct, frozen=True):
    top: int | None = None


class _Asked(msgspec.Struct, frozen=True, rename="camel"):
    query_text: Typed | None = None
    dataset: Name | None = None
    query_options: _Options | None = None


class _Search(_Shape, frozen=True, kw_only=True, rename="camel"):
    value: _Asked

    def read(self) -> Search:
        asked = self.value
        top = asked.query_options.top if asked.query_options else None
        most = min(max(top if top is not None else MOST_FOUND, 0), MOST_FOUND)
        return Search(self.of, self.id, asked.dataset or "", asked.query_text or "", most)


class _Install(_Shape, frozen=True, kw_only=True, rename="camel"):
    action: Name

    def read(self) -> Installation | Unknown:
        is_there = THERE.get(self.action)
        return Unknown() if is_there is None else Installation(self.of, self.id, is_there)


class _Update(_Shape, frozen=True, kw_only=True, rename="camel"):
    members_added: tuple[_Us, ...] | None = None

    def read(self) -> Installation | Unknown:
        us = self.recipient.id
        if any(one.id == us for one in self.members_added or ()):
            return Installation(self.of, self.id, is_there=True)
        return Unknown()


BEHIND_COMMAND = {EXTENSION: Press(verbs.REPORT).encoded()}
"""What each command of the message extension opens."""

THERE = {"add": True, "add-upgrade": True, "remove": False, "remove-upgrade": False}
"""What became of the app, by the action of an installationUpdate."""

INVOKE = "invoke"

SHAPES: dict[tuple[str, str], type[_Shape]] = {
    ("message", ""): _Message,
    (INVOKE, "adaptiveCard/action"): _Execute,
    (INVOKE, "task/fetch"): _Fetch,
    (INVOKE, "task/submit"): _Submit,
    (INVOKE, "composeExtension/fetchTask"): _Extension,
    (INVOKE, "composeExtension/submitAction"): _Submit,
    (INVOKE, "application/search"): _Search,
    ("installationUpdate", ""): _Install,
    ("conversationUpdate", ""): _Update,
}
"""Every kind of activity, by its type and for an invoke its name."""


def kind_of(activity: object) -> tuple[str, str]:
    """Gives the type of an activity, with the name of an invoke; empty for what is none."""
    if not isinstance(activity, dict):
        return "", ""
    kind = activity.get("type")
    name = activity.get("name") if kind == INVOKE else ""
    return kind if isinstance(kind, str) else "", name if isinstance(name, str) else ""


def word_in(text: str) -> str:
    """Finds the command in what was typed and drops the rest; "" when there is no command."""
    words = unescape(MENTION.sub(" ", text[:LOOKED_AT])).split()
    word = words[0].removeprefix("/").lower() if words else ""
    return word if word in COMMANDS else ""


def read(activity: object) -> Incoming:
    """Reads an activity that is known to come from Teams; raises `NotReadable`."""
    kind = kind_of(activity)
    if not isinstance(activity, dict) or not kind[0]:
        raise NotReadable
    shape = SHAPES.get(kind)
    if shape is None:
        return Unknown()
    try:
        return msgspec.convert(_named(activity), type=shape).read()
    except (msgspec.ValidationError, RecursionError):  # also what is nested too deep to be named
        raise NotReadable from None


def _named(activity: Json) -> Json:
    """Gives an activity with an id; one that has none is known by all that stands in it."""
    if activity.get("id"):
        return activity
    return {**activity, "id": nonce_of(json.dumps(activity, sort_keys=True))}
