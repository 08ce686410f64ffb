"""What the app may answer to what Slack sends it, and what that does to somebody's screen."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from tests.chat_stub.leaks import leaks_in
from tests.slack_stub.screens import STACK_AT_MOST, OpenView, Screen
from tests.slack_stub.text_checks import escaping_faults
from tests.slack_stub.web_api import is_refused, view_faults
from tests.slack_stub.workspace import Workspace

OPTIONS_AT_MOST = 100
OPTION_TEXT_AT_MOST = 75
"""Choices, and characters of the text and value of one, that a search may give."""

OK = 200


class Ack(msgspec.Struct, frozen=True):
    """The answer of the app: a status, and JSON, or a text, or nothing."""

    status: int = OK
    body: dict[str, Any] | str | None = None
    seconds: float = 0.0
    """How long it took."""


def read_body(content: bytes, content_type: str) -> dict[str, Any] | str | None:
    """Reads the body of an answer as Slack does."""
    if not content:
        return None
    if content_type == "application/json":
        read = json.loads(content)
        return read if isinstance(read, dict) else str(read)
    return content.decode()


class Answered:
    """Carries out what the app answers for one person; every fault is noted in the workspace."""

    def __init__(self, workspace: Workspace, user: str) -> None:
        self._workspace = workspace
        self._screen: Screen = workspace.screen(user)

    def command(self, ack: Ack) -> None:
        """Shows what is said to who typed a command."""
        if ack.body is None:
            return
        body = ack.body if isinstance(ack.body, dict) else {"text": ack.body}
        self.said(body, "commando")

    def said(self, body: dict[str, Any], where: str) -> None:
        """Shows a sentence that only this person may see."""
        workspace = self._workspace
        faults = [
            *(f"onbekend {name}" for name in body if name not in SAID),
            *(
                f"{name} is {body[name]!r}"
                for name in SAID.keys() & body.keys()
                if not _may(name, body)
            ),
            *escaping_faults(str(body.get("text", ""))),
            *leaks_in(body, workspace.secrets),
        ]
        if not str(body.get("text", "")).strip():
            faults.append("zonder tekst")
        self._note(where, faults)
        self._screen.hears(str(body.get("text", "")))

    def pressed(self, ack: Ack) -> None:
        """Does nothing: a button is answered by calls alone."""
        if ack.body not in (None, ""):
            self._note("block_actions", ["antwoord heeft een inhoud"])

    def options(self, ack: Ack) -> list[dict[str, Any]]:
        """Gives what can be chosen after typing."""
        body = ack.body if isinstance(ack.body, dict) else {}
        found: list[dict[str, Any]] = body.get("options", [])
        self._note("block_suggestion", list(option_faults(body)))
        return found

    def submitted(self, ack: Ack, view: OpenView) -> None:
        """Closes the modal, or puts another in its place, or says what is wrong at its fields."""
        body = ack.body or {}
        if isinstance(body, str):
            self._note("view_submission", ["antwoord is geen JSON"])
            return
        action = body.get("response_action", "" if not body else "?")
        carry_out = SUBMITTED.get(action)
        if carry_out is None:
            self._note("view_submission", [f"onbekend antwoord {action!r}"])
            return
        carry_out(self, body, view)

    def _note(self, where: str, faults: list[str]) -> None:
        self._workspace.faults.extend(f"{where}: {one}" for one in faults)

    def _close_one(self, _: dict[str, Any], view: OpenView) -> None:
        if view in self._screen.modals:
            self._screen.modals.remove(view)

    def _clear(self, body: dict[str, Any], _: OpenView) -> None:
        self._only(body, "response_action")
        self._screen.modals.clear()

    def _errors(self, body: dict[str, Any], view: OpenView) -> None:
        self._only(body, "response_action", "errors")
        errors: dict[str, str] = body.get("errors", {})
        inputs = {one["block_id"] for one in view.blocks if one["type"] == "input"}
        faults = [f"fout bij {one}, dat er niet is" for one in errors if one not in inputs]
        faults += [f"lege fout bij {one}" for one, text in errors.items() if not text.strip()]
        faults += [] if errors else ["geen enkele fout"]
        self._note("view_submission", faults)
        view.errors = {name: text for name, text in errors.items() if name in inputs}

    def _update(self, body: dict[str, Any], view: OpenView) -> None:
        if self._is_taken(body):
            view.replace(body["view"], self._workspace.version())

    def _push(self, body: dict[str, Any], view: OpenView) -> None:
        if self._is_taken(body):
            if len(self._screen.modals) >= STACK_AT_MOST:
                self._note("view_submission", ["meer dan drie modals"])
                return
            before = self._screen.modals
            pushed = self._workspace.show(view.user, body["view"])
            pushed.root_id, pushed.previous_id = view.root_id, view.id
            self._screen.modals = [*before, pushed]

    def _is_taken(self, body: dict[str, Any]) -> bool:
        self._only(body, "response_action", "view")
        faults = list(view_faults("modal", body.get("view", {}), self._workspace))
        self._note("view_submission", faults)
        return not is_refused(faults)

    def _only(self, body: dict[str, Any], *names: str) -> None:
        self._note("view_submission", [f"onbekend {one}" for one in body if one not in names])


SUBMITTED: dict[str, Callable[[Answered, dict[str, Any], OpenView], None]] = {
    "": Answered._close_one,  # noqa: SLF001 - one table of what each answer does
    "clear": Answered._clear,  # noqa: SLF001 - one table, as above
    "errors": Answered._errors,  # noqa: SLF001 - one table, as above
    "update": Answered._update,  # noqa: SLF001 - one table, as above
    "push": Answered._push,  # noqa: SLF001 - one table, as above
}

SAID: dict[str, object] = {
    "text": None,
    "response_type": "ephemeral",
    "replace_original": False,
    "delete_original": False,
    "unfurl_links": False,
    "unfurl_media": False,
}
"""What may stand in a sentence that only one person sees, and all it may be but for the text."""


def _may(name: str, body: dict[str, Any]) -> bool:
    return name == "text" or bool(body[name] == SAID[name])


def option_faults(body: dict[str, Any]) -> Iterator[str]:
    """Says what is wrong with what can be chosen after typing."""
    if set(body) != {"options"}:
        yield "antwoord is geen lijst"
        return
    options = body["options"]
    if len(options) > OPTIONS_AT_MOST:
        yield "te veel keuzes"
    if len({one.get("value") for one in options}) < len(options):
        yield "twee keuzes met dezelfde waarde"
    for one in options:
        if not {"text", "value"} <= set(one) <= {"text", "value", "description"}:
            yield "keuze heeft andere delen"
            continue
        for text in (one["text"], one.get("description", one["text"])):
            if text.get("type") != "plain_text" or not text.get("text"):
                yield "keuze is geen gewone tekst"
            elif len(text["text"]) > OPTION_TEXT_AT_MOST:
                yield "tekst van keuze te lang"
        if len(one["value"]) > OPTION_TEXT_AT_MOST:
            yield "waarde van keuze te lang"
