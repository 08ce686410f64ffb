"""What each answer of Slack means for the card or the dialog that was sent.

Rules this file keeps (reliability §4):

- "Not sent" only when Slack surely did nothing; "maybe" as soon as that is not certain.
- What concerns the app (its key, its permissions) is never held against the person: the card waits.
- A code that Slack invents later is a refusal like any other: nothing was sent, so it is tried
  again, and given up after a day. Its text goes nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus

from adapters.call_endings import WAIT_UNSAID, seconds_in
from flows.ports import Gone, MaybeSent, NotSent, Unreachable

KEY_REFUSED = "slack-sleutel-geweigerd"
"""Fault: Slack does not take the token, or the app was removed from the workspace."""
NOT_ALLOWED = "slack-app-mist-rechten"
"""Fault: the token is good, but the app lacks a scope or has its messages tab off."""

APP_WAIT = 300.0
"""Seconds before a card is tried again when the app itself is refused: somebody must act first."""

REFUSED = "refused"
"""Stands for every error code that is not in a table here."""


class Mistaken(ValueError):
    """De app vroeg Slack iets wat Slack niet aanneemt; opnieuw vragen helpt niet."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


APP_FAULTS: dict[str, str] = {
    **dict.fromkeys(
        (
            "account_inactive",
            "ekm_access_denied",
            "enterprise_is_restricted",
            "invalid_auth",
            "not_allowed_token_type",
            "not_authed",
            "org_login_required",
            "team_access_not_granted",
            "token_expired",
            "token_revoked",
            "two_factor_setup_required",
        ),
        KEY_REFUSED,
    ),
    **dict.fromkeys(
        ("access_denied", "messages_tab_disabled", "missing_scope", "no_permission"), NOT_ALLOWED
    ),
}
"""Errors that concern the app, and the fault that the operator sees."""

OF_THE_PERSON = (
    "cannot_dm_bot",
    "channel_not_found",
    "invalid_user_combination",
    "is_archived",
    "is_inactive",
    "method_not_supported_for_channel_type",
    "not_enough_users",
    "not_in_channel",
    "org_user_not_in_team",
    "restricted_action",
    "restricted_action_read_only_channel",
    "user_disabled",
    "user_not_found",
    "user_not_visible",
    "users_not_found",
)
"""This person is not reached this way, now or later."""

OF_WHAT_WAS_THERE = (
    "cannot_reply_to_message",
    "cant_update_message",
    "edit_window_closed",
    "hash_conflict",
    "message_not_found",
    "not_found",
    "restricted_action_non_threadable_channel",
    "restricted_action_thread_locked",
    "thread_not_found",
    "update_failed",
)
"""The message, thread or view that this was about is not there any more, or is another by now."""

OF_OURS = (
    "as_user_not_supported",
    "block_mismatch",
    "deprecated_endpoint",
    "duplicate_external_id",
    "invalid_arg_name",
    "invalid_arguments",
    "invalid_array_arg",
    "invalid_blocks",
    "invalid_blocks_format",
    "invalid_charset",
    "invalid_form_data",
    "invalid_json",
    "invalid_post_type",
    "json_not_object",
    "markdown_text_conflict",
    "method_deprecated",
    "missing_argument",
    "missing_post_type",
    "msg_blocks_too_long",
    "msg_too_long",
    "no_text",
    "push_limit_reached",
    "too_many_attachments",
    "too_many_contact_cards",
    "unknown_method",
    "view_too_large",
)
"""Asking the same again gives the same: a mistake in the program."""

UNCERTAIN = ("fatal_error", "internal_error", "service_unavailable")
"""Slack says itself that part of it may have been done (docs, chat.postMessage)."""

LATER = (
    "duplicate_channel_not_found",
    "duplicate_message_not_found",
    "exchanged_trigger_id",
    "expired_trigger_id",
    "external_channel_migrating",
    "invalid_trigger_id",
    "message_limit_exceeded",
    "request_timeout",
    "team_added_to_org",
)
"""Nothing was done, and that is about this moment."""

RATE_LIMITED = ("accesslimited", "rate_limited", "ratelimited")

TOO_OFTEN = "ratelimited"
"""The code of every answer that says it is too much."""

REDIRECTS = range(300, 400)
"""Answers of something between the app and Slack; the call is not made again elsewhere."""

Outcome = Callable[[str, float | None], Exception]


def _each(codes: Iterable[str], outcome: Outcome) -> dict[str, Outcome]:
    return dict.fromkeys(codes, outcome)


OUTCOMES: Mapping[str, Outcome] = {
    **_each(APP_FAULTS, lambda code, _: NotSent(code, APP_WAIT)),
    **_each(OF_THE_PERSON, lambda code, _: Unreachable(code)),
    **_each(OF_WHAT_WAS_THERE, lambda _code, _: Gone()),
    **_each(OF_OURS, lambda code, _: Mistaken(code)),
    **_each(UNCERTAIN, lambda code, _: MaybeSent(code)),
    **_each(LATER, NotSent),
    **_each(RATE_LIMITED, lambda _, wait: NotSent(TOO_OFTEN, wait or WAIT_UNSAID)),
}
"""How each error code of Slack ends a call."""


def outcome_of_error(error: object, wait: float | None = None) -> Exception:
    """Gives what to raise for what stands behind "error" in an answer that is not ok."""
    outcome = OUTCOMES.get(error) if isinstance(error, str) else None
    return NotSent(REFUSED) if outcome is None else outcome(str(error), wait)


def outcome_of_status(status: int, content_type: str, retry_after: str) -> Exception | None:
    """Gives what to raise for an answer that holds no JSON of Slack's to be read; else None."""
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return NotSent(TOO_OFTEN, seconds_in(retry_after) or WAIT_UNSAID)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return MaybeSent("server_error")
    is_json = content_type == "application/json"
    if (status >= HTTPStatus.BAD_REQUEST and not is_json) or status in REDIRECTS:
        return NotSent(REFUSED)
    return None if is_json else MaybeSent("unreadable")
