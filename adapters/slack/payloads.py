"""What Slack sends, read into the few kinds of request that it can be.

Rules this file keeps:

- Keys that are not named here are allowed, for Slack adds some; a missing one or another type is
  `NotReadable`, and nothing of it is quoted.
- What somebody typed behind a command, and the message a button stands in, are dropped here.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from adapters.slack.incoming import (
    Action,
    Closed,
    Command,
    Event,
    Id,
    Incoming,
    Name,
    Sender,
    Shortcut,
    Submission,
    Suggestion,
    Unknown,
    Value,
    Verification,
    View,
    Wire,
)

Url = Annotated[str, msgspec.Meta(max_length=3000)]


class NotReadable(Exception):
    """Dit verzoek heeft niet de vorm die Slack beschrijft."""


class _Shape(msgspec.Struct, frozen=True):
    """One kind of request, with the keys of it that are used."""

    def read(self, wire: Wire) -> Incoming:
        raise NotImplementedError


class _Person(msgspec.Struct, frozen=True):
    id: Id
    team_id: Name | None = None


class _Team(msgspec.Struct, frozen=True):
    id: Id


class _Envelope(_Shape, frozen=True):
    """What each interaction says of whom it is."""

    user: _Person
    team: _Team | None = None
    enterprise: _Team | None = None
    is_enterprise_install: bool = False

    @property
    def sender(self) -> Sender:
        return Sender(
            team=self.team.id if self.team else "",
            user=self.user.id,
            home=self.user.team_id or "",
            enterprise=self.enterprise.id if self.enterprise else "",
            whole_organisation=self.is_enterprise_install,
        )


class _Command(_Shape, frozen=True):
    command: Id
    user_id: Id
    team_id: Id
    trigger_id: Id
    response_url: Url = ""
    enterprise_id: Name = ""
    is_enterprise_install: Literal["true", "false"] = "false"

    def read(self, _: Wire) -> Command:
        sender = Sender(
            team=self.team_id,
            user=self.user_id,
            enterprise=self.enterprise_id,
            whole_organisation=self.is_enterprise_install == "true",
        )
        return Command(sender, self.command.lstrip("/"), self.trigger_id, self.response_url)


class _Shortcut(_Envelope, frozen=True, kw_only=True):
    callback_id: Name
    trigger_id: Id

    def read(self, _: Wire) -> Shortcut:
        return Shortcut(self.sender, self.callback_id, self.trigger_id)


class _Pressed(msgspec.Struct, frozen=True):
    action_id: Id
    value: Value = ""


class _Actions(_Envelope, frozen=True, kw_only=True):
    actions: Annotated[tuple[_Pressed, ...], msgspec.Meta(min_length=1)]
    trigger_id: Id
    response_url: Url = ""
    view: View | None = None

    def read(self, wire: Wire) -> Action:
        pressed = self.actions[0]
        return Action(
            self.sender,
            self.view.type if self.view else "message",
            pressed.action_id,
            pressed.value,
            self.trigger_id,
            self.response_url,
            self.view,
            wire["view"] if self.view else {},
        )


class _Suggestion(_Envelope, frozen=True, kw_only=True):
    action_id: Id
    value: Value

    def read(self, _: Wire) -> Suggestion:
        return Suggestion(self.sender, self.action_id, self.value)


class _Submission(_Envelope, frozen=True, kw_only=True):
    view: View

    def read(self, wire: Wire) -> Submission:
        return Submission(self.sender, self.view, wire["view"])


class _Closed(_Envelope, frozen=True, kw_only=True):
    view: View

    def read(self, _: Wire) -> Closed:
        return Closed(self.sender, self.view)


class _Tokens(msgspec.Struct, frozen=True):
    bot: tuple[Name, ...] = ()


class _Happened(msgspec.Struct, frozen=True):
    type: Id
    user: Id | _Person | None = None
    tab: Name = ""
    tokens: _Tokens = _Tokens()


class _Event(_Shape, frozen=True):
    team_id: Id
    event_id: Id
    event: _Happened
    enterprise_id: Name | None = None

    def read(self, _: Wire) -> Event:
        user = self.event.user
        person = user if isinstance(user, _Person) else _Person(user or "")
        sender = Sender(
            team=self.team_id,
            user=person.id,
            home=person.team_id or "",
            enterprise=self.enterprise_id or "",
        )
        happened = self.event
        return Event(sender, happened.type, self.event_id, happened.tab, len(happened.tokens.bot))


class _Verification(_Shape, frozen=True):
    challenge: Name

    def read(self, _: Wire) -> Verification:
        return Verification(self.challenge)


SHAPES: dict[str, type[_Shape]] = {
    "command": _Command,
    "shortcut": _Shortcut,
    "block_actions": _Actions,
    "block_suggestion": _Suggestion,
    "view_submission": _Submission,
    "view_closed": _Closed,
    "event_callback": _Event,
    "url_verification": _Verification,
}
"""Every kind of request, by what Slack calls it."""


def kind_of(wire: object) -> str:
    """Gives what Slack calls a request; only a command does not say so. "" for what is none."""
    if not isinstance(wire, dict):
        return ""
    if "command" in wire:
        return "command"
    kind = wire.get("type")
    return kind if isinstance(kind, str) else ""


def read(wire: object) -> Incoming:
    """Reads a request that is known to come from Slack; raises `NotReadable`."""
    kind = kind_of(wire)
    if not isinstance(wire, dict) or not kind:
        raise NotReadable
    shape = SHAPES.get(kind)
    if shape is None:
        return Unknown()
    try:
        return msgspec.convert(wire, type=shape).read(wire)
    except msgspec.ValidationError:
        raise NotReadable from None
