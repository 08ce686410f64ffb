"""The chat of each person with the app: made once, when Teams did not tell which it is.

Rules this file keeps:

- Making a chat shows nothing to anybody, so when that fails a card was surely not sent.
- However many cards wait for the same chat, it is made by one call, and then it is kept.
"""

from __future__ import annotations

import asyncio
from weakref import WeakValueDictionary

import msgspec

from adapters.teams.activities import Json
from adapters.teams.address import Address, address_in
from adapters.teams.connector import WITHIN, TeamsWeb
from adapters.teams.service_urls import conversations_url
from flows.ports import Addresses, Gone, MaybeSent, NotSent, Unreachable


class Chats:
    """Gives where people are reached."""

    def __init__(self, web: TeamsWeb, addresses: Addresses) -> None:
        self._web = web
        self._addresses = addresses
        self._making: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        """By person, for as long as somebody waits for their chat."""

    async def address(self, user_id: str) -> Address | None:
        """Gives what is known of where somebody is reached; None when they never came in."""
        return address_in(await self._addresses.get(user_id))

    async def chat(self, user_id: str, within: float = WITHIN) -> Address:
        """Gives an address with a chat in it.

        Raises `NotSent`, `Mistaken`, and `Unreachable` for who did not install the app or took it
        out.
        """
        known = await self._known(user_id)
        if known.conversation:
            return known
        making = self._making.setdefault(user_id, asyncio.Lock())
        async with making:
            known = await self._known(user_id)
            if known.conversation:
                return known
            made = msgspec.structs.replace(known, conversation=await self._made(known, within))
            await self._addresses.put(user_id, made.encoded())
            return made

    async def gone(self, user_id: str, conversation: str) -> None:
        """Forgets a chat that Teams does not know; the next card makes another."""
        known = await self.address(user_id)
        if known is not None and known.conversation == conversation:
            left = msgspec.structs.replace(known, conversation="")
            await self._addresses.put(user_id, left.encoded())

    async def _known(self, user_id: str) -> Address:
        known = await self.address(user_id)
        if known is None:
            raise Unreachable("not_installed")
        return known

    async def _made(self, known: Address, within: float) -> str:
        """Makes the chat and gives its id."""
        tenant = self._web.app.tenant_id
        wanted: Json = {
            "bot": {"id": known.bot},
            "members": [{"id": known.member}],
            "isGroup": False,
            "tenantId": tenant,
            "channelData": {"tenant": {"id": tenant}},
        }
        url = conversations_url(known.service_url)
        try:
            answer = await self._web.call("POST", url, wanted, within=within)
        except MaybeSent as unsure:
            raise NotSent(unsure.code) from None
        except Gone:
            raise Unreachable("conversationnotfound") from None
        found = answer.get("id")
        if not isinstance(found, str) or not found:
            raise NotSent("unreadable")
        return found
