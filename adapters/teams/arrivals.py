"""Where people are reached, learned from all that they send; and who comes in for the first time.

Teams can only be answered at an address that it gave itself, and changes parts of it now and then.
All here is about somebody with an account, which is what an address is kept by.
"""

from __future__ import annotations

import asyncio
import logging

from adapters.teams.activities import Sender
from adapters.teams.address import Address, address_in
from adapters.teams.channel import channel_address, channel_in
from flows.ports import Addresses

LOG = logging.getLogger("pestmelding.teams")


class Arrivals:
    """Keeps the addresses of people. Losing one is harmless: the next activity brings it again."""

    def __init__(self, addresses: Addresses) -> None:
        self._addresses = addresses
        self._one_at_a_time = asyncio.Lock()

    async def seen(self, sender: Sender) -> None:
        """Takes note of where somebody is, before anything is asked about them."""
        try:
            await self._keep_channel(sender)
            await self._keep(sender)
        except Exception as error:  # noqa: BLE001 - what was asked can still be answered
            LOG.warning("teams_address_not_kept", extra={"error": type(error).__name__})

    async def is_new(self, sender: Sender) -> bool:
        """Takes note of an installation in somebody's own chat; says whether it is the first.

        Teams tells each installation twice, and one that came with an update again.
        """
        async with self._one_at_a_time:
            known = await self._known(sender)
            await self._keep(sender)
        return known is None or not known.conversation

    async def left(self, sender: Sender) -> None:
        """Forgets where somebody is who took the app out of their own chat."""
        await self._addresses.drop(sender.account)

    async def in_channel(self, sender: Sender, *, is_there: bool) -> None:
        """Takes note that the app came into a channel, or was taken out."""
        if is_there:
            await self._keep_channel(sender)
        elif channel := channel_in(sender.conversation):
            await self._addresses.drop(channel)

    async def conversation_of(self, sender: Sender) -> str:
        """Gives the personal chat of whoever sent something from anywhere; "" when there is none.

        There may be one of which Teams did not tell yet.
        """
        if sender.personal:
            return sender.conversation
        known = await self._known(sender)
        return known.conversation if known is not None else ""

    async def _known(self, sender: Sender) -> Address | None:
        return address_in(await self._addresses.get(sender.account))

    async def _keep_channel(self, sender: Sender) -> None:
        """Keeps where the channel is reached in which something happened, if it was one."""
        channel = channel_in(sender.conversation)
        if channel:
            address = channel_address(sender.service_url, channel, sender.bot)
            await self._addresses.put(channel, address.encoded())

    async def _keep(self, sender: Sender) -> None:
        """Keeps an address; from outside the personal chat, what is known of that chat stays."""
        conversation = await self.conversation_of(sender)
        address = Address(sender.service_url, conversation, sender.member, sender.bot)
        await self._addresses.put(sender.account, address.encoded())
