"""Teams as a place to put cards: the chat of one person with the app, and the staff channel.

Rules this file keeps:

- A message is known by "CONVERSATION/ACTIVITY", and a thread by its root card: a chat in Teams has
  no threads. What follows a root is tied to it by a line that quotes it, and complete without.
- That line is worth one try for each delivery. Losing it harms nothing. No other card of ours comes
  between it and the card that it announces.
- One message a second in each chat; a row that waits for its turn was not sent either.
- Who is a channel and no person, `adapters.teams.channel` posts there.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from weakref import WeakValueDictionary

from adapters.pacing import ChannelPace, Now, Sleep
from adapters.teams.activities import Json, nonce_of
from adapters.teams.address import Address
from adapters.teams.card_activity import card_activity, tying_activity, version_nonce
from adapters.teams.channel import ChannelPosts, channel_in
from adapters.teams.chats import Chats
from adapters.teams.connector import WITHIN, TeamsWeb
from adapters.teams.entries import PLATFORM
from adapters.teams.message_ids import message_id, place_in
from adapters.teams.outcomes import Mistaken
from adapters.teams.service_urls import conversations_url
from flows.cards import Card
from flows.ports import Gone, MaybeSent, NotSent, Placed, Unreachable, Who

LOG = logging.getLogger("pestmelding.teams")

TIED_AT_MOST = 1000
"""Deliveries of which is remembered that their line was sent."""


class TeamsSurface:
    """Posts cards in the chats of people (`flows.ports.Surface`)."""

    platform = PLATFORM

    def __init__(
        self,
        web: TeamsWeb,
        chats: Chats,
        *,
        now: Now = lambda: asyncio.get_running_loop().time(),
        sleep: Sleep = asyncio.sleep,
        within: float = WITHIN,
    ) -> None:
        """Takes the time by which it paces, and the seconds that each call may take."""
        self._web = web
        self._chats = chats
        self._within = within
        self._pace = ChannelPace(now, sleep)
        self._in_channels = ChannelPosts(web, chats, self._pace, within=within)
        self._tied: OrderedDict[str, None] = OrderedDict()
        self._posting: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        """By chat, for as long as something is on its way there."""

    async def post(self, who: Who, card: Card, thread_id: str, delivery_id: str) -> Placed:
        """Posts a card: a root card when `thread_id` is empty, else tied to that root.

        Raises `Gone` when that root stands in another chat, which this person had before, and
        `Mistaken` for a card that Teams refuses.
        """
        user = _person(who)
        if channel_in(user):
            return await self._in_channels.post(user, card, thread_id, delivery_id)
        chat = await self._chats.chat(user, self._within)
        conversation, root = place_in(thread_id) if thread_id else (chat.conversation, "")
        if conversation != chat.conversation:
            raise Gone
        activity = card_activity(card, nonce_of(delivery_id), is_new=True, member=chat.member)
        posting = self._posting.setdefault(conversation, asyncio.Lock())
        async with posting:
            if root:
                await self._tie(chat, root, delivery_id)
            try:
                posted = await self._posted(chat, activity)
            except Gone:
                await self._chats.gone(user, chat.conversation)
                raise NotSent("conversationnotfound") from None
        placed = message_id(chat.conversation, posted)
        return Placed(placed, thread_id or placed)

    async def replace(self, who: Who, placed: Placed, card: Card) -> None:
        """Puts a new version of a card in the place of the old one; raises as `post` does."""
        user = _person(who)
        if channel_in(user):
            await self._in_channels.replace(user, placed, card)
            return
        address = await self._chats.address(user)
        if address is None:
            raise Unreachable("not_installed")
        conversation, activity_id = place_in(placed.message_id)
        nonce = version_nonce(placed.message_id, card)
        content = card_activity(card, nonce, is_new=False, member=address.member)
        activity = {**content, "id": activity_id}
        url = conversations_url(address.service_url, conversation, "activities", activity_id)
        await self._web.call("PUT", url, activity, within=self._within)

    async def _posted(self, chat: Address, activity: Json) -> str:
        """Posts in a chat and gives the id of the message."""
        await self._pace.turn(chat.conversation)
        url = conversations_url(chat.service_url, chat.conversation, "activities")
        answer = await self._web.call("POST", url, activity, within=self._within)
        posted = answer.get("id")
        if not isinstance(posted, str) or not posted:
            raise MaybeSent("unreadable")
        return posted

    async def _tie(self, chat: Address, root: str, delivery_id: str) -> None:
        """Sends the line that quotes the root, once for each delivery; losing it harms nothing."""
        if delivery_id in self._tied:
            return
        self._tied[delivery_id] = None
        if len(self._tied) > TIED_AT_MOST:
            self._tied.popitem(last=False)
        try:
            await self._posted(chat, tying_activity(root))
        except NotSent as failed:
            self._tied.pop(delivery_id, None)
            _log_untied(failed)
        except (MaybeSent, Gone, Unreachable, Mistaken) as failed:
            _log_untied(failed)


def _person(who: Who) -> str:
    if who.platform != PLATFORM:
        raise Unreachable("other_platform")
    return who.id


def _log_untied(failed: Exception) -> None:
    LOG.warning("teams_step_not_tied", extra={"error": type(failed).__name__})
