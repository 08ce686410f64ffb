"""Somebody who uses the app in Slack: types, presses, fills in, submits, and sees what comes back.

What the real client does by itself is done here too: it keeps what was filled in when a modal is
replaced, tells a choice at once when the app asks for that, and does not submit a form in which
something that must be filled in is empty.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

import msgspec

from tests.slack_stub.acks import OK, Ack, Answered
from tests.slack_stub.doors import Door, SentKind
from tests.slack_stub.elements import (
    ONE,
    SEARCHED,
    SEVERAL,
    Element,
    buttons_in,
    fields_in,
    is_empty,
    option_of,
)
from tests.slack_stub.payloads import Sent
from tests.slack_stub.screens import OpenView, View
from tests.slack_stub.workspace import Message, Workspace

MOMENT = 2.0
"""Seconds of stub time that somebody needs before doing the next thing."""

NOTICES_WITHIN = 5.0
"""Real seconds in which somebody who pressed a button sees what came of it, beside the answer."""

TOLD = ("action_id", "type", "text", "value", "style")
"""What Slack tells of a button that was pressed."""

DAY_OR_TEXT = {"datepicker": "selected_date", "plain_text_input": "value"}


Look = tuple[str, str, int]
"""What somebody has before them: which modal, which Home, and how many lines."""


class CannotSubmit(Exception):
    """Het formulier kan nog niet weg: een verplicht veld is leeg of een tekst past niet."""

    def __init__(self, blocks: tuple[str, ...]) -> None:
        super().__init__(blocks)
        self.blocks = blocks


class NotOnScreen(Exception):
    """Dit staat niet op het scherm."""


class Aftermath(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody sees after doing something."""

    status: int = OK
    """What the app answered, as HTTP; 0 when no answer came."""
    modal: View | None = None
    """The modal on top, as the app made it."""
    modal_changed: bool = False
    """Whether it was opened, or another view took its place."""
    errors: dict[str, str] = {}
    """What is wrong, by block id."""
    said: tuple[str, ...] = ()
    """What was said to this person alone, since doing it."""
    home_changed: bool = False


class SlackPerson:
    """One person in a workspace, with one screen."""

    def __init__(self, workspace: Workspace, user: str, door: Door) -> None:
        self.workspace = workspace
        self.user = workspace.users[user]
        self.screen = workspace.screen(user)
        self._door = door
        self._sent = Sent(workspace, self.user)
        self._answered = Answered(workspace, user)

    @property
    def modal(self) -> OpenView | None:
        """The modal on top."""
        return self.screen.modal

    @property
    def home(self) -> OpenView | None:
        """The Home tab."""
        return self.screen.home

    @property
    def messages(self) -> tuple[Message, ...]:
        """The messages of the app in the chat with this person, oldest first."""
        return self.workspace.messages_of(self.user.id)

    # -------------------------------------------------------------- ways in

    async def command(self, command: str, text: str = "") -> Aftermath:
        """Types a slash command, without the slash."""
        before = self._look()
        ack = await self._send("command", self._sent.command(command, text))
        self._answered.command(ack)
        return self._after(before, ack)

    async def shortcut(self, callback_id: str) -> Aftermath:
        """Uses the global shortcut."""
        before = self._look()
        return self._after(before, await self._act(self._sent.shortcut(callback_id)))

    async def open_home(self, tab: str = "home") -> Aftermath:
        """Opens the app: its Home tab, or its messages."""
        before = self._look()
        return self._after(before, await self._send("event", self._sent.home_opened(tab)))

    # -------------------------------------------------------------- buttons

    async def press_in_message(self, value: str, message: Message | None = None) -> Aftermath:
        """Presses a button in the newest message that has it, or in one message."""
        for one in (message,) if message is not None else reversed(self.messages):
            for block, button in buttons_in(one.blocks):
                if button.get("value") == value:
                    return await self.press_kept(one, pressed(block["block_id"], button))
        raise NotOnScreen(value)

    async def press_kept(self, message: Message, action: dict[str, Any]) -> Aftermath:
        """Presses a button in a message as it was shown once, whatever stands there now."""
        before = self._look()
        ack = await self._act(self._sent.pressed_in_message(message, action))
        if ack.status == OK:
            await self._notices(before)
        return self._after(before, ack)

    async def press_in_modal(self, value: str) -> Aftermath:
        """Presses a button in the modal on top."""
        return await self._press_in_view(self._top(), value)

    async def press_in_home(self, value: str) -> Aftermath:
        """Presses a button in the Home tab."""
        if self.home is None:
            raise NotOnScreen(value)
        return await self._press_in_view(self.home, value)

    async def _press_in_view(self, view: OpenView, value: str) -> Aftermath:
        for block, button in buttons_in(view.blocks):
            if button.get("value") == value:
                before = self._look()
                action = pressed(block["block_id"], button)
                ack = await self._act(self._sent.pressed_in_view(view, action))
                return self._after(before, ack)
        raise NotOnScreen(value)

    # -------------------------------------------------------------- filling in

    async def search(self, block_id: str, typed: str) -> list[dict[str, Any]]:
        """Types in a field that is filled from elsewhere; too short a text is not sent."""
        view = self._top()
        element = self._field(view, block_id)
        if element["type"] not in SEARCHED:
            raise NotOnScreen(block_id)
        if len(typed) < element.get("min_query_length", 3):
            return []
        payload = self._sent.searched(view, block_id, element["action_id"], typed)
        found = self._answered.options(await self._send("interactive", payload))
        self.screen.found |= {one["value"]: one for one in found}
        return found

    async def fill(self, block_id: str, *values: str) -> Aftermath:
        """Fills in a field, or empties it; tells the app when it asks for that.

        A choice is named by its value. One that is searched for must have been found before.
        """
        before = self._look()
        view = self._top()
        element = self._field(view, block_id)
        filled = self._filled(element, values)
        state = view.state[block_id]
        if filled == state[element["action_id"]]:
            return self._after(before, Ack())
        state[element["action_id"]] = filled
        if not view.block(block_id).get("dispatch_action", False):
            return self._after(before, Ack())
        action = {"action_id": element["action_id"], "block_id": block_id, **filled}
        ack = await self._act(self._sent.pressed_in_view(view, action))
        return self._after(before, ack)

    def _filled(self, element: Element, values: tuple[str, ...]) -> dict[str, Any]:
        kind = element["type"]
        if kind in DAY_OR_TEXT:
            (text,) = values or ("",)
            return {"type": kind, DAY_OR_TEXT[kind]: text or None}
        options = [self._option(element, value) for value in values]
        if kind in SEVERAL:
            return {"type": kind, "selected_options": options}
        if kind not in ONE or len(options) > 1:
            raise NotOnScreen(kind)
        return {"type": kind, "selected_option": options[0] if options else None}

    def _option(self, element: Element, value: str) -> dict[str, Any]:
        offered = option_of(element, value)
        if offered is None and element["type"] in SEARCHED:
            initial = [*element.get("initial_options", ()), element.get("initial_option")]
            known = {one["value"]: one for one in initial if one is not None} | self.screen.found
            offered = known.get(value)
        if offered is None:
            raise NotOnScreen(value)
        return offered

    async def submit(self) -> Aftermath:
        """Submits the modal on top; raises `CannotSubmit` when the client would not let it go."""
        view = self._top()
        if "submit" not in view.sent:
            raise NotOnScreen("submit")
        if stopped := tuple(unfit_fields(view)):
            raise CannotSubmit(stopped)
        before = self._look()
        view.errors = {}
        ack = await self._send("interactive", self._sent.submitted(view))
        if ack.status == OK:
            self._answered.submitted(ack, view)
        return self._after(before, ack)

    async def close(self) -> Aftermath:
        """Closes all modals; those that want it are told."""
        before = self._look()
        ack = Ack()
        is_cleared = len(self.screen.modals) > 1
        while self.screen.modals:
            view = self.screen.modals.pop()
            if view.sent.get("notify_on_close", False):
                payload = self._sent.closed(view, is_cleared=is_cleared)
                ack = await self._act(payload)
        return self._after(before, ack)

    # -------------------------------------------------------------- sending and looking

    async def _act(self, payload: dict[str, Any]) -> Ack:
        ack = await self._send("interactive", payload)
        self._answered.pressed(ack)
        return ack

    async def _send(self, kind: SentKind, payload: dict[str, Any]) -> Ack:
        self.workspace.time.go_on(MOMENT)
        ack = await self._door.send(kind, payload)
        what = payload.get("type", kind)
        if ack.status != OK:
            self.workspace.faults.append(f"{what}: HTTP {ack.status}")
        if ack.seconds > self.workspace.patience:
            self.workspace.faults.append(f"{what}: antwoord na {ack.seconds:.1f} s")
        return ack

    async def _notices(self, before: Look) -> None:
        """Waits for a line when no modal came, for as long as somebody would look for one."""
        modal, _, lines = before
        if (modal, lines) != self._look()[::2]:
            return
        self.screen.heard.clear()
        with suppress(TimeoutError):
            await asyncio.wait_for(self.screen.heard.wait(), NOTICES_WITHIN)

    def _top(self) -> OpenView:
        if self.modal is None:
            raise NotOnScreen
        return self.modal

    def _field(self, view: OpenView, block_id: str) -> Element:
        for block, element in fields_in(view.blocks):
            if block["block_id"] == block_id:
                return element
        raise NotOnScreen(block_id)

    def _look(self) -> Look:
        modal, home = self.modal, self.home
        return (
            "" if modal is None else modal.hash,
            "" if home is None else home.hash,
            len(self.screen.said),
        )

    def _after(self, before: Look, ack: Ack) -> Aftermath:
        modal_before, home_before, said_before = before
        modal_now, home_now, _ = self._look()
        return Aftermath(
            status=ack.status,
            modal=None if self.modal is None else self.modal.sent,
            modal_changed=modal_now not in ("", modal_before),
            errors={} if self.modal is None else dict(self.modal.errors),
            said=tuple(self.screen.said[said_before:]),
            home_changed=home_now != home_before,
        )


def pressed(block_id: str, button: Element) -> dict[str, Any]:
    """Gives what Slack tells of a button that was pressed."""
    return {"block_id": block_id, **{name: button[name] for name in TOLD if name in button}}


def unfit_fields(view: OpenView) -> list[str]:
    """Gives the blocks for which the client holds a form back."""
    stopped = []
    for block, element in fields_in(view.blocks):
        value = view.state[block["block_id"]][element["action_id"]]
        if block["type"] != "input":
            continue
        if is_empty(value):
            stopped += [] if block.get("optional", False) else [block["block_id"]]
        elif element["type"] == "plain_text_input":
            length = len(value["value"])
            shortest, longest = element.get("min_length", 0), element.get("max_length", 3000)
            stopped += [] if shortest <= length <= longest else [block["block_id"]]
    return stopped
