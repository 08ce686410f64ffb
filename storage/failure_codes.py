"""The codes by which a failed delivery is remembered; any other text is stored as "other".

What a platform answers could hold a name or a piece of text, so only codes from this list are kept.
"""

OTHER = "other"

FAILURE_CODES = frozenset(
    {
        "account_inactive",
        "channel_not_found",
        "conflict",
        "connection_refused",
        "connection_reset",
        "ended_too_often",
        "forbidden",
        "gone",
        "is_archived",
        "not_allowed",
        "not_found",
        "not_in_channel",
        "other",
        "precondition_failed",
        "rate_limited",
        "recipient_left",
        "recipient_unknown",
        "rendering_failed",
        "restarted",
        "server_error",
        "timed_out",
        "token_refused",
        "too_late",
        "unreachable",
        "user_disabled",
        "user_not_found",
    }
)


def known_code(code: str) -> str:
    """Gives the code when it is in the list, else "other"."""
    return code if code in FAILURE_CODES else OTHER
