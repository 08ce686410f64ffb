"""What each answer of Teams means for the card that was sent.

Rules this file keeps (reliability §4):

- "Not sent" only when Teams surely did nothing; "maybe" as soon as that is not certain.
- What concerns the app (its secret, its registration) is never held against the person: the card
  waits. What concerns one conversation is: that person is not reached this way.
- Only the code of an answer is read, and only for this table. Its text goes nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from http import HTTPStatus
from typing import Any

import msgspec

from adapters.call_endings import WAIT_UNSAID, seconds_in
from adapters.teams.session import Answer
from flows.ports import Gone, MaybeSent, NotSent, Unreachable

KEY_REFUSED = "teams-sleutel-geweigerd"
"""Fault: Microsoft does not take the id, the secret or the tenant of the app."""
NOT_ALLOWED = "teams-app-mist-rechten"
"""Fault: the secret is good, but the app may not do what it has to."""

APP_WAIT = 300.0
"""Seconds before a card is tried again when the app itself is refused: somebody must act first."""

TOKEN_REFUSED = "token_refused"  # noqa: S105 - the name of an outcome
"""No token was given to the app: its secret is wrong or has ended, or the tenant is another."""
NO_TOKEN = "no_token"  # noqa: S105 - as TOKEN_REFUSED
"""No token could be fetched now."""

REFUSED = "refused"
"""Stands for every refusal whose code is not in a table here."""
TOO_OFTEN = "throttled"
"""The code of every answer that says it is too much."""


class Mistaken(ValueError):
    """De app vroeg Teams iets wat Teams niet aanneemt; opnieuw vragen helpt niet."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


APP_FAULTS: Mapping[str, str] = {
    TOKEN_REFUSED: KEY_REFUSED,
    "botnotregistered": KEY_REFUSED,
    "unauthorized": KEY_REFUSED,
    "invalidbotapihost": NOT_ALLOWED,
    "notenoughpermissions": NOT_ALLOWED,
}
"""Outcomes that concern the app, and the fault that the operator sees."""

OF_THE_PERSON = (
    "botdisabledbyadmin",
    "botnotinconversationroster",
    "conversationblockedbyuser",
    "forbiddenoperationexception",
    "membernotfoundinconversation",
    "messagewritesblocked",
)
"""The app is blocked, removed or not there for this person; only they or an administrator can
change that."""

OF_WHAT_WAS_THERE = ("activitynotfoundinconversation", "conversationnotfound")
"""The message or the conversation is not there any more."""

OF_OURS = ("badargument", "badsyntax", "messagesizetoobig")
"""Asking the same again gives the same: a mistake in the program."""

Outcome = Callable[[str, float | None], Exception]


def _each(codes: Iterable[str], outcome: Outcome) -> dict[str, Outcome]:
    return dict.fromkeys(codes, outcome)


CODES: Mapping[str, Outcome] = {
    **_each(APP_FAULTS, lambda code, _: NotSent(code, APP_WAIT)),
    **_each(OF_THE_PERSON, lambda code, _: Unreachable(code)),
    **_each(OF_WHAT_WAS_THERE, lambda _code, _: Gone()),
    **_each(OF_OURS, lambda code, _: Mistaken(code)),
}
"""How each code of a refusal (docs, status codes from bot conversational APIs) ends a call."""

STATUSES: Mapping[int, Outcome] = {
    HTTPStatus.BAD_REQUEST: lambda _, __: Mistaken("badargument"),
    HTTPStatus.UNAUTHORIZED: lambda _, __: NotSent("unauthorized", APP_WAIT),
    HTTPStatus.FORBIDDEN: lambda _, __: Unreachable("forbidden"),
    HTTPStatus.NOT_FOUND: lambda _, __: Gone(),
    HTTPStatus.REQUEST_TIMEOUT: lambda _, __: MaybeSent("timed_out"),
    HTTPStatus.PRECONDITION_FAILED: lambda _, __: NotSent("preconditionfailed"),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: lambda _, __: Mistaken("messagesizetoobig"),
    HTTPStatus.TOO_MANY_REQUESTS: lambda _, wait: NotSent(TOO_OFTEN, wait or WAIT_UNSAID),
}
"""How a refusal ends a call whose code says nothing; by all others nothing was sent."""

BY_STATUS = (
    HTTPStatus.PRECONDITION_FAILED,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.TOO_MANY_REQUESTS,
)
"""Refusals of which the status says it all."""


def outcome_of(answer: Answer) -> Exception | None:
    """Gives what to raise for an answer; None when the call succeeded."""
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return MaybeSent("server_error")
    if answer.status in range(HTTPStatus.OK, HTTPStatus.MULTIPLE_CHOICES):
        return None
    wait = seconds_in(answer.retry_after)
    code = "" if answer.status in BY_STATUS else _code_in(answer.body)
    outcome = CODES.get(code) or STATUSES.get(answer.status)
    return NotSent(REFUSED) if outcome is None else outcome(code, wait)


def _code_in(body: bytes) -> str:
    """Reads which code of the table a refusal gives; empty when it gives none of them."""
    try:
        read = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError):
        return ""
    given = (str(code).replace(" ", "").lower() for code in _codes(read))
    return next((code for code in given if code in CODES), "")


def _codes(read: object) -> Iterator[object]:
    """Gives every place where Teams is known to put a code.

    It stands behind "error" as {"code", "message"}, or as "subCode" in JSON within "message".
    """
    if not isinstance(read, dict):
        return
    error: Any = read.get("error")
    yield error
    for told in (error, read):
        if not isinstance(told, dict):
            continue
        yield told.get("code")
        yield told.get("subCode")
        yield _within(told.get("message")).get("subCode")


def _within(message: object) -> dict[str, Any]:
    """Reads the JSON that a message holds; empty when it is a sentence."""
    if not isinstance(message, str):
        return {}
    try:
        read = msgspec.json.decode(message)
    except (msgspec.DecodeError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}
