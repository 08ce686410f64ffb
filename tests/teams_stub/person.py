"""Somebody who uses the app in Teams: types, presses, fills in, submits, and sees what comes back.

What the real client does by itself is done here too: it sends what is filled in along with a
button, forgets it when another card takes the place of the dialog, and does not send a card in
which something that must be filled in is empty.
"""

from __future__ import annotations

import copy
from typing import Any, Literal

import msgspec

from tests.adapters.teams.refresh_rules import refreshed_for
from tests.teams_stub.acks import OK, TAKEN, Ack, Answered
from tests.teams_stub.activities import Activity, Sent
from tests.teams_stub.door import Door
from tests.teams_stub.inputs import (
    CHOICE,
    Json,
    State,
    actions_in,
    begun,
    data_of,
    filled,
    input_of,
    is_searched,
    offered,
    unfit,
    values_in,
)
from tests.teams_stub.screens import OpenDialog
from tests.teams_stub.tenant import Message, Tenant

MOMENT = 2.0
"""Seconds of stub time that somebody needs before doing the next thing."""

Context = Literal["compose", "commandbox", "message", "slash"]
"""Where the command of the message extension is used."""

SEARCHED_FROM = 1
"""Letters before the client asks who fits."""

QUOTED: Json = {
    "id": "1700000000000",
    "createdDateTime": "2026-11-23T09:00:00Z",
    "from": {"user": {"id": "iemand", "displayName": "Iemand", "userIdentityType": "aadUser"}},
    "body": {"contentType": "html", "content": "<p>een bericht van iemand</p>"},
    "attachments": [],
    "mentions": [],
    "reactions": [],
}
"""A message of somebody on which the command is used."""


class CannotSubmit(Exception):
    """De kaart kan nog niet weg: een verplicht veld is leeg of een tekst past niet."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        super().__init__(fields)
        self.fields = fields
        """The ids of the inputs."""


class NotOnScreen(Exception):
    """Dit staat niet op het scherm."""


class Aftermath(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody sees after doing something."""

    status: int = OK
    """What the app answered, as HTTP; 0 when no answer came."""
    dialog: OpenDialog | None = None
    """The dialog, as it is now."""
    dialog_changed: bool = False
    """Whether it was opened, or another card took its place."""
    said: tuple[str, ...] = ()
    """What was said to this person alone, since doing it."""
    posted: tuple[Message, ...] = ()
    """The messages that came in the chat meanwhile."""
    card: Json | None = None
    """The card that took the place of the one that was pressed."""


class TeamsPerson:
    """One person in a tenant, with one screen."""

    def __init__(
        self, tenant: Tenant, user: str, door: Door, *, has_old_client: bool = False
    ) -> None:
        """Takes who it is; an old client knows no Action.Execute and sends empty fields too."""
        self.tenant = tenant
        self.user = tenant.users[user]
        self.screen = tenant.screen(user)
        self.has_old_client = has_old_client
        self._door = door
        self.sent = Sent(tenant, self.user)
        self._answered = Answered(tenant, user)
        self._last: Activity = {}

    @property
    def dialog(self) -> OpenDialog | None:
        """The dialog that is open."""
        return self.screen.dialog

    @property
    def messages(self) -> tuple[Message, ...]:
        """The messages of the app in the chat with this person, oldest first."""
        return self.tenant.messages_of(self.user.id)

    # -------------------------------------------------------------- the app itself

    async def install(self) -> Aftermath:
        """Gets the app; Teams tells it in two ways."""
        self.user.is_installed = True
        before = self._look()
        await self._told(self.sent.members_added())
        after = await self._told(self.sent.installation("add"))
        return self._after(before, Ack(after.status))

    async def uninstall(self) -> Aftermath:
        """Takes the app away."""
        self.user.is_installed = False
        return await self._told(self.sent.installation("remove"))

    async def add_to(self, channel: str) -> Aftermath:
        """Adds the app to a channel."""
        return await self._told(self.sent.installation("add", channel))

    # -------------------------------------------------------------- ways in

    async def words(
        self, text: str, conversation: str = "", *, with_mention: bool = False
    ) -> Aftermath:
        """Types words in the chat with the app, or elsewhere with the app mentioned."""
        return await self._told(self.sent.words(text, conversation, with_mention=with_mention))

    async def extension(
        self, context: Context = "compose", command: str = "pestmelding", conversation: str = ""
    ) -> Aftermath:
        """Uses the command of the message extension, which opens a dialog."""
        place = conversation or self.tenant.chat_with(self.user.id)
        told = "compose" if context == "slash" else context
        quoted = QUOTED if context == "message" else None
        activity = self.sent.extension(command, place, told, quoted)
        opened = OpenDialog(place, f"{command} {told}")
        before = self._look()
        self.screen.dialog = opened
        ack = await self._send(activity)
        self._dialog_answered(ack, "composeExtension/fetchTask", opened)
        return self._after(before, ack)

    # -------------------------------------------------------------- buttons in messages

    async def press_in_message(self, value: str, message: Message | None = None) -> Aftermath:
        """Presses the button with a press in the newest message that has it, or in one message."""
        for one in (message,) if message is not None else reversed(self.messages):
            for action in actions_in(one.shown or {}):
                if data_of(action).get("press") == value:
                    return await self.press_kept(one, action)
        raise NotOnScreen(value)

    async def press_kept(
        self, message: Message, action: Json, state: State | None = None
    ) -> Aftermath:
        """Presses a button in a message as it was shown once, whatever stands there now."""
        before = self._look()
        typed = self._as_sent(begun(message.shown or {}) if state is None else state)
        if action["type"] == "Action.Execute" and not self.has_old_client:
            data = {**data_of(action), **typed}
            ack = await self._send(self.sent.executed(message, action, data))
            card_before = message.shown
            if ack.status == OK:
                self._answered.executed(ack, message)
            card = message.shown if message.shown is not card_before else None
            return self._after(before, ack, card)
        if action["type"] == "Action.Execute":
            action = action["fallback"]
        data = {**data_of(action), **typed}
        if data.get("msteams", {}).get("type") == "task/fetch":
            opened = OpenDialog(message.conversation, "")
            self.screen.dialog = opened
            ack = await self._send(self.sent.fetched(message, data))
            self._dialog_answered(ack, "task/fetch", opened)
            return self._after(before, ack)
        ack = await self._send(self.sent.submitted_in_message(message, data))
        self._answered.told(ack, "Action.Submit")
        return self._after(before, ack)

    # -------------------------------------------------------------- refreshing

    async def opens_chat(self) -> Aftermath:
        """Opens the chat with the app; the client asks for each card that is refreshed."""
        before = self._look()
        asked = [] if self.has_old_client else self.messages
        acks = [
            await self._refreshed(one)
            for one in asked
            if self.user.mri in refreshed_for(one.shown or {})
        ]
        return self._after(before, acks[-1] if acks else Ack())

    async def refresh(self, message: Message) -> Aftermath:
        """Asks for a card anew, with the menu beside it."""
        before = self._look()
        card_before = message.shown
        ack = await self._refreshed(message, by_hand=True)
        return self._after(before, ack, message.shown if message.shown != card_before else None)

    async def _refreshed(self, message: Message, *, by_hand: bool = False) -> Ack:
        action = (message.shown or {})["refresh"]["action"]
        asked = self.sent.refreshed(message, action, by_hand=by_hand)
        ack = await self._send(asked, MOMENT if by_hand else 0.0)
        if ack.status == OK:
            self._answered.executed(ack, message)
            message.is_refreshed = True
        return ack

    # -------------------------------------------------------------- dialogs

    async def search(self, name: str, typed: str) -> tuple[tuple[str, str], ...]:
        """Types in a field that is filled from elsewhere; gives values with what stands there."""
        opened = self._open()
        element = self._input(opened, name)
        if not is_searched(element):
            raise NotOnScreen(name)
        if len(typed) < SEARCHED_FROM:
            return ()
        dataset = element["choices.data"]["dataset"]
        ack = await self._send(self.sent.searched(dataset, typed, opened.conversation))
        found = self._answered.found(ack)
        opened.found |= {value for value, _ in found}
        return found

    def fill(self, name: str, *values: str) -> None:
        """Fills in a field, or empties it; nothing is sent.

        A choice is named by its value. One that is searched for must have been found before.
        """
        opened = self._open()
        element = self._input(opened, name)
        if element["type"] == CHOICE:
            known = {*offered(element), *(opened.found if is_searched(element) else ())}
            if not known.issuperset(values):
                raise NotOnScreen(name)
        opened.state[name] = filled(element, values)

    async def submit(self) -> Aftermath:
        """Submits the form; raises `CannotSubmit` when the client would not let it go."""
        for action in actions_in(self._open().card):
            if "form" in data_of(action):
                return await self.press_kept_in_dialog(action)
        raise NotOnScreen("form")

    async def press_in_dialog(self, value: str) -> Aftermath:
        """Presses the button with a press in the dialog; raises as `submit` does."""
        for action in actions_in(self._open().card):
            if data_of(action).get("press") == value:
                return await self.press_kept_in_dialog(action)
        raise NotOnScreen(value)

    async def press_kept_in_dialog(self, action: Json) -> Aftermath:
        """Presses one button in the dialog; raises as `submit` does."""
        opened = self._open()
        before = self._look()
        data = copy.deepcopy(data_of(action))
        if action.get("associatedInputs", "auto") != "none":
            if stopped := unfit(opened.card, opened.state):
                raise CannotSubmit(stopped)
            data |= self._as_sent(opened.state)
        sent = self.sent.submitted(data, opened.conversation, opened.extension)
        ack = await self._send(sent)
        self._dialog_answered(ack, sent["name"], opened)
        return self._after(before, ack)

    def close(self) -> None:
        """Closes the dialog; nobody is told."""
        self.screen.dialog = None

    # -------------------------------------------------------------- sending and looking

    async def redeliver(self, *, with_new_id: bool = False) -> Ack:
        """Lets Teams send the last activity again, as it does when no answer came in time."""
        again = copy.deepcopy(self._last)
        if with_new_id:
            again["id"] = self.tenant.activity_id()
        return await self._door.send(again)

    async def _told(self, activity: Activity) -> Aftermath:
        before = self._look()
        ack = await self._send(activity)
        self._answered.told(ack, activity["type"])
        return self._after(before, ack)

    async def _send(self, activity: Activity, seconds: float = MOMENT) -> Ack:
        self.tenant.time.go_on(seconds)
        self._last = activity
        ack = await self._door.send(activity)
        what = str(activity.get("name", activity["type"]))
        if ack.status not in TAKEN or (activity["type"] == "invoke" and ack.status != OK):
            self.tenant.fault(what, f"HTTP {ack.status}")
        if ack.seconds > self.tenant.patience:
            self.tenant.fault(what, f"antwoord na {ack.seconds:.1f} s")
        return ack

    def _dialog_answered(self, ack: Ack, where: str, opened: OpenDialog) -> None:
        if ack.status == OK:
            self._answered.dialog(ack, where, opened)
        if not opened.versions:
            self.screen.dialog = None

    def _as_sent(self, state: State) -> State:
        """Gives what the client sends of what is filled in."""
        return {name: text for name, text in state.items() if text or self.has_old_client}

    def _open(self) -> OpenDialog:
        if self.dialog is None:
            raise NotOnScreen
        return self.dialog

    def _input(self, opened: OpenDialog, name: str) -> Json:
        element = input_of(opened.card, name)
        if element is None:
            raise NotOnScreen(name)
        return element

    def values(self, name: str) -> tuple[str, ...]:
        """Gives what stands in a field of the dialog."""
        opened = self._open()
        return values_in(self._input(opened, name), opened.state[name])

    def _look(self) -> tuple[tuple[OpenDialog | None, int], int, int]:
        opened = self.dialog
        versions = 0 if opened is None else opened.versions
        return (opened, versions), len(self.screen.said), len(self.messages)

    def _after(
        self, before: tuple[tuple[Any, int], int, int], ack: Ack, card: Json | None = None
    ) -> Aftermath:
        (dialog_before, versions_before), said_before, messages_before = before
        opened = self.dialog
        is_same = opened is dialog_before
        return Aftermath(
            status=ack.status,
            dialog=opened,
            dialog_changed=opened is not None
            and not (is_same and opened.versions == versions_before),
            said=tuple(self.screen.said[said_before:]),
            posted=self.messages[messages_before:],
            card=card,
        )
