"""What each answer of Teams means for the card that was sent."""

import msgspec
import pytest

from adapters.call_endings import WAIT_AT_MOST, WAIT_UNSAID
from adapters.teams.outcomes import (
    APP_FAULTS,
    APP_WAIT,
    CODES,
    KEY_REFUSED,
    NOT_ALLOWED,
    Mistaken,
    outcome_of,
)
from adapters.teams.session import Answer
from flows.ports import Gone, MaybeSent, NotSent, Unreachable


def _told(code: str) -> bytes:
    return msgspec.json.encode({"error": {"code": code, "message": "Sophie de Vries"}})


def _within(code: str) -> bytes:
    """Gives a code as it comes with a blocked chat: in JSON within the message."""
    inner = msgspec.json.encode({"subCode": code, "details": "Sophie de Vries"}).decode()
    return msgspec.json.encode({"errorCode": 209, "message": inner})


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
def test_it_succeeded(status: int) -> None:
    """Then there is nothing to raise."""
    assert outcome_of(Answer(status, "", b"")) is None


@pytest.mark.parametrize(
    ("status", "code", "kind", "outcome"),
    [
        (400, "BadArgument", Mistaken, "badargument"),
        (400, "Bad Argument", Mistaken, "badargument"),
        (400, "BadSyntax", Mistaken, "badsyntax"),
        (400, "SomethingNew", Mistaken, "badargument"),
        (401, "BotNotRegistered", NotSent, "botnotregistered"),
        (401, "Unauthorized", NotSent, "unauthorized"),
        (401, "", NotSent, "unauthorized"),
        (403, "BotNotInConversationRoster", Unreachable, "botnotinconversationroster"),
        (403, "ConversationBlockedByUser", Unreachable, "conversationblockedbyuser"),
        (403, "MessageWritesBlocked", Unreachable, "messagewritesblocked"),
        (403, "BotDisabledByAdmin", Unreachable, "botdisabledbyadmin"),
        (403, "ForbiddenOperationException", Unreachable, "forbiddenoperationexception"),
        (403, "SomethingNew", Unreachable, "forbidden"),
        (403, "", Unreachable, "forbidden"),
        (403, "NotEnoughPermissions", NotSent, "notenoughpermissions"),
        (403, "InvalidBotApiHost", NotSent, "invalidbotapihost"),
        (404, "ActivityNotFoundInConversation", Gone, ""),
        (404, "ConversationNotFound", Gone, ""),
        (404, "MemberNotFoundInConversation", Unreachable, "membernotfoundinconversation"),
        (404, "", Gone, ""),
        (405, "", NotSent, "refused"),
        (408, "", MaybeSent, "timed_out"),
        (409, "", NotSent, "refused"),
        (412, "PreconditionFailed", NotSent, "preconditionfailed"),
        (412, "BotDisabledByAdmin", NotSent, "preconditionfailed"),
        (413, "MessageSizeTooBig", Mistaken, "messagesizetoobig"),
        (413, "", Mistaken, "messagesizetoobig"),
        (429, "Throttled", NotSent, "throttled"),
        (429, "TooManyRequests", NotSent, "throttled"),
        (500, "ServiceError", MaybeSent, "server_error"),
        (501, "", MaybeSent, "server_error"),
        (502, "BotDisabledByAdmin", MaybeSent, "server_error"),
        (503, "", MaybeSent, "server_error"),
        (504, "", MaybeSent, "server_error"),
        (301, "", NotSent, "refused"),
        (302, "ConversationNotFound", Gone, ""),
        (100, "", NotSent, "refused"),
    ],
)
def test_it_did_not(status: int, code: str, kind: type[Exception], outcome: str) -> None:
    """Each status and code ends the call in one way, by which nothing is said of what was told."""
    failed = outcome_of(Answer(status, "", _told(code)))
    assert kind is type(failed)
    assert outcome == getattr(failed, "code", "")
    assert "Sophie" not in f"{failed!r}"


@pytest.mark.parametrize("code", sorted(CODES))
def test_each_way_in_which_a_code_is_told(code: str) -> None:
    """However Teams puts it, a code means the same."""
    wanted = CODES[code](code, None)
    for body in (_told(code), _told(code.upper()), _within(code), _error_text(code)):
        failed = outcome_of(Answer(400, "", body))
        assert (type(wanted), str(wanted)) == (type(failed), str(failed))


def _error_text(code: str) -> bytes:
    return msgspec.json.encode({"error": code})


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"Forbidden",
        b"[" * 100_000,
        b"[]",
        b'"BotDisabledByAdmin"',
        b'{"error": null}',
        b'{"error": {"code": 7}}',
        b'{"error": {"code": ["a"]}}',
        b'{"message": "{"}',
        b'{"message": "[]"}',
        b'{"message": 1}',
    ],
)
def test_a_refusal_without_a_code(body: bytes) -> None:
    """The status alone decides."""
    failed = outcome_of(Answer(403, "", body))
    assert isinstance(failed, Unreachable)
    assert "forbidden" == failed.code


@pytest.mark.parametrize(
    ("retry_after", "wait"),
    [
        ("12", 12.0),
        ("0", WAIT_UNSAID),
        ("", WAIT_UNSAID),
        ("-1", WAIT_UNSAID),
        ("1.5", WAIT_UNSAID),
        ("Wed, 21 Oct 2026 07:28:00 GMT", WAIT_UNSAID),
        ("99999999", WAIT_AT_MOST),
    ],
)
def test_how_long_to_wait(retry_after: str, wait: float) -> None:
    """Teams says it in seconds; when it does not, half a minute."""
    failed = outcome_of(Answer(429, retry_after, b""))
    assert isinstance(failed, NotSent)
    assert wait == failed.retry_after


@pytest.mark.parametrize("code", sorted(APP_FAULTS))
def test_what_concerns_the_app(code: str) -> None:
    """The card waits for somebody to act, and the operator sees why."""
    failed = CODES[code](code, None)
    assert isinstance(failed, NotSent)
    assert APP_WAIT == failed.retry_after
    assert APP_FAULTS[code] in {KEY_REFUSED, NOT_ALLOWED}
