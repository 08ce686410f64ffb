"""The codes by which a failed delivery is remembered; any other text is stored as "other".

What a platform answers could hold a name or a piece of text, so only codes from this list are kept.
"""

OTHER = "other"

FAILURE_CODES = frozenset(
    {
        "access_denied",
        "account_inactive",
        "cannot_dm_bot",
        "channel_not_found",
        "conflict",
        "connection_refused",
        "connection_reset",
        "duplicate_channel_not_found",
        "duplicate_message_not_found",
        "ekm_access_denied",
        "in_doubt_too_often",
        "enterprise_is_restricted",
        "exchanged_trigger_id",
        "expired_trigger_id",
        "external_channel_migrating",
        "fatal_error",
        "forbidden",
        "gone",
        "internal_error",
        "invalid_auth",
        "invalid_trigger_id",
        "invalid_user_combination",
        "is_archived",
        "is_inactive",
        "message_limit_exceeded",
        "messages_tab_disabled",
        "method_not_supported_for_channel_type",
        "missing_scope",
        "no_permission",
        "not_allowed",
        "not_allowed_token_type",
        "not_authed",
        "not_connected",
        "not_enough_users",
        "not_found",
        "not_in_channel",
        "not_looked_up",
        "org_login_required",
        "org_user_not_in_team",
        "other",
        "other_platform",
        "precondition_failed",
        "rate_limited",
        "ratelimited",
        "recipient_left",
        "recipient_unknown",
        "refused",
        "rendering_failed",
        "request_timeout",
        "restarted",
        "restricted_action",
        "restricted_action_read_only_channel",
        "server_error",
        "service_unavailable",
        "team_access_not_granted",
        "team_added_to_org",
        "timed_out",
        "token_expired",
        "token_refused",
        "token_revoked",
        "too_late",
        "two_factor_setup_required",
        "unreachable",
        "unreadable",
        "user_disabled",
        "user_not_found",
        "user_not_visible",
        "users_not_found",
    }
)


def known_code(code: str) -> str:
    """Gives the code when it is in the list, else "other"."""
    return code if code in FAILURE_CODES else OTHER
