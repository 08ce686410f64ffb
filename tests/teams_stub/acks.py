"""What the app may answer to what Teams sends it, and what that does to somebody's screen."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import msgspec

from tests.chat_stub.leaks import leaks_in
from tests.teams_stub.outgoing_checks import CARD, dialog_faults, shown_faults
from tests.teams_stub.screens import OpenDialog, Screen
from tests.teams_stub.tenant import Message, Tenant

Json = dict[str, Any]

OK = 200
TAKEN = frozenset({200, 201, 202})
"""Answers that say that the app has it."""

EXECUTED = "application/vnd.microsoft.activity.message"
FOUND = "application/vnd.microsoft.search.searchResponse"

DIALOG_KEYS = {"title", "card", "height", "width"}
FOUND_AT_MOST = 20


class Ack(msgspec.Struct, frozen=True):
    """The answer of the app: a status, and JSON or nothing."""

    status: int = OK
    body: Json | None = None
    seconds: float = 0.0
    """How long it took."""


def read_body(content: bytes) -> Json | None:
    """Reads the body of an answer; what is no object is kept under a name that none has."""
    if not content:
        return None
    try:
        read = json.loads(content)
    except ValueError:
        return {"?": content[:40].decode("utf-8", "replace")}
    return read if isinstance(read, dict) else {"?": read}


class Answered:
    """Carries out what the app answers for one person; every fault is noted in the tenant."""

    def __init__(self, tenant: Tenant, user: str) -> None:
        self._tenant = tenant
        self._screen: Screen = tenant.screen(user)

    def told(self, ack: Ack, where: str) -> None:
        """Does nothing: a message is answered by messages alone."""
        if ack.body not in (None, {}):
            self._fault(where, "antwoord heeft een inhoud")

    def executed(self, ack: Ack, message: Message) -> None:
        """Puts the card of the answer in the place of the one that was pressed, or says it."""
        where, body = "adaptiveCard/action", ack.body or {}
        if set(body) != {"statusCode", "type", "value"} or body["statusCode"] != OK:
            self._fault(where, "antwoord is anders")
            return
        self._fault(where, *leaks_in(body, self._tenant.secrets))
        if body["type"] == EXECUTED:
            self._say(where, body["value"])
        elif body["type"] == CARD:
            self._fault(where, *shown_faults(self._tenant, message.conversation, body["value"]))
            message.shown = body["value"]
        else:
            self._fault(where, f"onbekend antwoord {body['type']!r}")

    def dialog(self, ack: Ack, where: str, opened: OpenDialog) -> None:
        """Opens or replaces a dialog, closes it, or says something in its place."""
        body = ack.body or {}
        if not body:
            self._close(where, opened)
            return
        task = body.get("task")
        if set(body) != {"task"} or not isinstance(task, dict) or set(task) != {"type", "value"}:
            self._fault(where, "antwoord is anders")
            return
        carry_out = TASKS.get(task["type"])
        if carry_out is None:
            self._fault(where, f"onbekende dialoog {task['type']!r}")
            return
        carry_out(self, where, task["value"], opened)

    def found(self, ack: Ack) -> tuple[tuple[str, str], ...]:
        """Gives what can be chosen after typing: values with what a person reads."""
        where, body = "application/search", ack.body or {}
        results = body.get("value", {}).get("results")
        if set(body) != {"statusCode", "type", "value"} or body["type"] != FOUND:
            self._fault(where, "antwoord is anders")
            return ()
        if body["statusCode"] != OK or set(body["value"]) != {"results"}:
            self._fault(where, "antwoord is anders")
        if len(results) > FOUND_AT_MOST:
            self._fault(where, "te veel gevonden")
        for one in results:
            if set(one) != {"title", "value"} or not one["title"] or not one["value"]:
                self._fault(where, "keuze heeft andere delen")
            if "," in one["value"]:
                self._fault(where, "een komma in een waarde")
        return tuple((one["value"], one["title"]) for one in results)

    # -------------------------------------------------------------- dialogs

    def _continue(self, where: str, value: object, opened: OpenDialog) -> None:
        if not isinstance(value, dict) or set(value) != DIALOG_KEYS:
            self._fault(where, "dialoog heeft andere delen")
            return
        card, title = value["card"], value["title"]
        if set(card) != {"contentType", "content"} or card["contentType"] != CARD:
            self._fault(where, "dialoog zonder kaart")
            return
        if not isinstance(title, str) or not title.strip():
            self._fault(where, "dialoog zonder titel")
        self._fault(where, *dialog_faults(self._tenant, value))
        opened.show(str(title), card["content"])
        self._screen.dialog = opened

    def _message(self, where: str, value: object, _: OpenDialog) -> None:
        self._screen.dialog = None
        self._say(where, value)

    def _close(self, where: str, opened: OpenDialog) -> None:
        if self._screen.dialog is not opened:
            self._fault(where, "geen dialoog")
        self._screen.dialog = None

    def _say(self, where: str, text: object) -> None:
        if not isinstance(text, str) or not text.strip():
            self._fault(where, "een zin zonder tekst")
            return
        self._fault(where, *leaks_in(text, self._tenant.secrets))
        self._screen.said.append(text)

    def _fault(self, where: str, *faults: str) -> None:
        self._tenant.fault(where, *faults)


TASKS: dict[str, Callable[[Answered, str, object, OpenDialog], None]] = {
    "continue": Answered._continue,  # noqa: SLF001 - one table of what each answer does
    "message": Answered._message,  # noqa: SLF001 - one table, as above
}
