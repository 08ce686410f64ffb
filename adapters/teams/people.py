"""Who somebody in Teams is, and whether that could be a colleague at all.

Everything unknown is a no: a guest, somebody of another tenant, somebody without an account, and
whoever never came in. Pupils have accounts in the same tenant: who is staff is asked elsewhere.
"""

from __future__ import annotations

from typing import Final

from adapters.teams.activities import Json
from adapters.teams.chats import Chats
from adapters.teams.connector import TeamsWeb
from adapters.teams.entries import PLATFORM
from adapters.teams.outcomes import Mistaken
from adapters.teams.service_urls import conversations_url
from flows.ports import Account, Gone, MaybeSent, NoAnswer, NotSent, Unreachable, Who

LOOK_WITHIN = 2.0
"""Seconds: somebody who pressed a button waits for the answer."""

NO_COLLEAGUE: Final = frozenset({"guest", "anonymous"})
"""Roles in a conversation of who is not of the school."""

EXTERNAL = "#ext#"
"""Stands in the name of every account that another tenant lent."""


class TeamsBook:
    """The accounts of the one tenant (`flows.ports.AccountBook`)."""

    platform = PLATFORM

    def __init__(self, web: TeamsWeb, chats: Chats) -> None:
        self._web = web
        self._chats = chats

    async def account(self, user_id: str) -> Account | None:
        """Gives an account that a colleague could have; None for anybody else."""
        try:
            member = await self._member(user_id)
        except (NotSent, MaybeSent):
            raise NoAnswer from None
        except (Unreachable, Gone, Mistaken):
            return None
        if not self._is_colleague(member, user_id):
            return None
        name = _text(member, "userPrincipalName")
        email = _text(member, "email") or name
        return Account(Who(PLATFORM, user_id), email, name if name != email else "")

    async def by_email(self, email: str) -> Account | None:
        """Finds nobody: Teams has no such question. People are linked when they first come in."""
        del email
        return None

    async def _member(self, user_id: str) -> Json:
        """Asks who somebody is, in their own chat with the app."""
        chat = await self._chats.chat(user_id, LOOK_WITHIN)
        url = conversations_url(chat.service_url, chat.conversation, "members", chat.member)
        return await self._web.call("GET", url, within=LOOK_WITHIN)

    def _is_colleague(self, member: Json, user_id: str) -> bool:
        """Whether this is the account that was asked for, and an own account of the tenant."""
        ids = {_text(member, "aadObjectId"), _text(member, "objectId")} - {""}
        is_asked = bool(user_id) and ids == {user_id.lower()}
        is_ours = _text(member, "tenantId") == self._web.app.tenant_id.lower()
        is_own = EXTERNAL not in _text(member, "userPrincipalName")
        return is_asked and is_ours and is_own and _text(member, "userRole") not in NO_COLLEAGUE


def _text(member: Json, name: str) -> str:
    """Gives what stands behind a name, in lower case; empty when that is no text."""
    value = member.get(name)
    return value.strip().lower() if isinstance(value, str) else ""
