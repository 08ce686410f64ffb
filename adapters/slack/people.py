"""Who somebody on Slack is, and whether that could be a colleague at all.

Everything unknown is a no: a guest, somebody of another workspace who shares a channel (of whom
`is_stranger` says nothing), a bot, an account that is switched off or that nobody confirmed.
"""

from __future__ import annotations

from typing import Any

from adapters.slack.methods import PLATFORM
from adapters.slack.outcomes import Mistaken
from adapters.slack.web import SlackWeb
from flows.ports import Account, Gone, MaybeSent, NoAnswer, NotSent, Unreachable, Who

SLACKBOT = "USLACKBOT"
"""Is a bot of which `is_bot` is false (docs, user object)."""

NO_COLLEAGUE = (
    "deleted",
    "is_bot",
    "is_connector_bot",
    "is_workflow_bot",
    "is_restricted",
    "is_ultra_restricted",
    "is_stranger",
    "is_invited_user",
)
"""What is true of nobody who may talk to the bot: closed accounts, bots, guests, outsiders."""

LOOK_WITHIN = 2.0
"""Seconds: somebody who pressed a button waits for the answer."""


class SlackBook:
    """The members of the one workspace (`flows.ports.AccountBook`)."""

    platform = PLATFORM

    def __init__(self, web: SlackWeb) -> None:
        self._web = web

    async def account(self, user_id: str) -> Account | None:
        """Gives an account that a colleague could have; None for anybody else."""
        user = await self._asked("users.info", user=user_id)
        return self._account_of(user) if user.get("id") == user_id else None

    async def by_email(self, email: str) -> Account | None:
        """Finds the account with this address, as `account` does."""
        account = self._account_of(await self._asked("users.lookupByEmail", email=email))
        return account if account is not None and account.email == email.lower() else None

    async def _asked(self, method: str, **arguments: str) -> dict[str, Any]:
        """Gives the member that a call is about; empty when there is none."""
        try:
            answer = await self._web.call(method, within=LOOK_WITHIN, **arguments)
        except (NotSent, MaybeSent):
            raise NoAnswer from None
        except (Unreachable, Gone, Mistaken):
            return {}
        user = answer.get("user")
        return user if isinstance(user, dict) else {}

    def _account_of(self, user: dict[str, Any]) -> Account | None:
        if not self._is_colleague(user):
            return None
        profile = user.get("profile")
        email = profile.get("email") if isinstance(profile, dict) else None
        return Account(
            Who(PLATFORM, str(user["id"])), email.lower() if isinstance(email, str) else ""
        )

    def _is_colleague(self, user: dict[str, Any]) -> bool:
        """Whether this is somebody with an own, confirmed account in the workspace of the app."""
        identity = self._web.identity
        if identity is None or not identity.team_id or user.get("team_id") != identity.team_id:
            return False
        has_own_account = user.get("id") not in {None, "", SLACKBOT}
        is_confirmed = user.get("is_email_confirmed") is not False
        return has_own_account and is_confirmed and not any(map(user.get, NO_COLLEAGUE))
