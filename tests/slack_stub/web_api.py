"""Takes a call of the Web API: checks it, carries it out, and writes down what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.adapters.slack.block_rules import Kind
from tests.chat_stub.leaks import leaks_in
from tests.slack_stub.methods import METHODS, Arguments, Method
from tests.slack_stub.plan import CARRIED_OUT, Misbehaviour
from tests.slack_stub.slack_error import Call, SlackError
from tests.slack_stub.text_checks import (
    escaping_faults,
    leaks_in_dialog,
    mrkdwn_in,
)
from tests.slack_stub.workspace import APP_TOKEN, BOT_TOKEN, Workspace

KINDS: dict[str, Kind] = {
    "chat.postMessage": "message",
    "chat.update": "message",
    "views.open": "modal",
    "views.update": "modal",
    "views.publish": "home",
}
"""What is shown by a method."""

FINDS_BY_ADDRESS = "users.lookupByEmail"
"""Asks about everybody on staff, who reported as well: that tells nothing."""

BLOCKS = "blokken:"
"""How a fault begins for which the real Slack refuses a call."""


class WebApi:
    """The Web API of one workspace, apart from HTTP."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def call(
        self, method: str, token: str, arguments: Arguments, *, as_json: bool
    ) -> tuple[dict[str, Any], Misbehaviour]:
        """Carries out a call, and gives what the plan does with it; raises `Limited` for 429."""
        misbehaviour = self._workspace.plan.next(method)
        if misbehaviour not in CARRIED_OUT:
            self._note(method, arguments, misbehaviour, was_done=False)
            return {}, misbehaviour
        try:
            known = self._checked(method, token, arguments, as_json=as_json)
            answer = {"ok": True, **known.carry_out(self._workspace, arguments)}
        except SlackError as error:
            answer = {"ok": False, "error": error.code, **error.more}
        self._note(
            method, arguments, misbehaviour, was_done=answer["ok"], error=answer.get("error", "")
        )
        return answer, misbehaviour

    def _checked(self, method: str, token: str, arguments: Arguments, *, as_json: bool) -> Method:
        known = METHODS.get(method)
        if known is None:
            self._fault(method, "onbekende methode")
            raise SlackError("unknown_method")
        self._check_token(method, known, token)
        self._check_arguments(method, known, arguments, as_json=as_json)
        faults = list(content_faults(method, arguments, self._workspace))
        for fault in faults:
            self._fault(method, fault)
        if is_refused(faults):
            raise SlackError("invalid_blocks" if "chat" in method else "invalid_arguments")
        return known

    def _check_token(self, method: str, known: Method, token: str) -> None:
        workspace = self._workspace
        if workspace.refused_with:
            raise SlackError(workspace.refused_with)
        if token != (APP_TOKEN if known.with_app_token else BOT_TOKEN):
            self._fault(method, "verkeerd token")
            raise SlackError("invalid_auth" if token else "not_authed")
        if known.scope and known.scope not in workspace.scopes:
            self._fault(method, f"scope {known.scope} is niet gegeven")
            provided = ",".join(sorted(workspace.scopes))
            raise SlackError("missing_scope", needed=known.scope, provided=provided)

    def _check_arguments(
        self, method: str, known: Method, arguments: Arguments, *, as_json: bool
    ) -> None:
        takes = known.required | known.optional
        faults = [
            *(f"onbekend argument {name}" for name in arguments if name not in takes),
            *(f"argument {name} ontbreekt" for name in known.required if name not in arguments),
            *(
                f"argument {name} is geen {takes[name]}"
                for name, value in arguments.items()
                if name in takes and not isinstance(value, takes[name])
            ),
        ]
        if as_json and arguments and not known.reads_json:
            faults.append("leest geen JSON")
        for fault in faults:
            self._fault(method, fault)
        if faults:
            raise SlackError("invalid_arguments")

    def _fault(self, method: str, fault: str) -> None:
        self._workspace.faults.append(f"{method}: {fault}")

    def _note(
        self,
        method: str,
        arguments: Arguments,
        misbehaviour: Misbehaviour,
        *,
        was_done: bool,
        error: str = "",
    ) -> None:
        self._workspace.calls.append(
            Call(method, arguments, self._workspace.time.now(), misbehaviour, was_done, error)
        )


def content_faults(method: str, arguments: Arguments, workspace: Workspace) -> Iterator[str]:
    """Says what is wrong with what a call shows."""
    kind = KINDS.get(method)
    if kind in ("modal", "home"):
        yield from view_faults(kind, arguments["view"], workspace)
        return
    if method != FINDS_BY_ADDRESS:
        yield from leaks_in(arguments, workspace.secrets)
    if kind == "message":
        yield from message_faults(arguments, workspace)
    if method == "chat.postMessage":
        for name in ("unfurl_links", "unfurl_media"):
            if arguments.get(name) is not False:
                yield f"{name} staat niet uit"


def view_faults(kind: Kind, view: dict[str, Any], workspace: Workspace) -> Iterator[str]:
    """Says what is wrong with a modal or Home tab, which comes in a call or in an answer."""
    if view.get("type") != kind:
        yield f"{BLOCKS} dit is geen {kind}"
        return
    secrets = workspace.secrets
    yield from leaks_in(view, secrets) if kind == "home" else leaks_in_dialog(view, secrets)
    for fault in workspace.block_faults(kind, view):
        yield f"{BLOCKS} {fault}"
    for text in mrkdwn_in(view):
        yield from escaping_faults(text)


def message_faults(message: dict[str, Any], workspace: Workspace) -> Iterator[str]:
    """Says what is wrong with a message, apart from secrets in it."""
    if not message["text"].strip():
        yield "geen tekst voor wie de blokken niet ziet"
    yield from escaping_faults(message["text"])
    for text in mrkdwn_in(message["blocks"]):
        yield from escaping_faults(text)
    shown = {name: message[name] for name in ("text", "blocks")}
    for fault in workspace.block_faults("message", shown):
        yield f"{BLOCKS} {fault}"


def is_refused(faults: list[str]) -> bool:
    """Says whether the real Slack would refuse what is shown, too."""
    return any(one.startswith(BLOCKS) for one in faults)
