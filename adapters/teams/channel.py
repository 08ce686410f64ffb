"""The staff channel as a place to put cards: one post for each melding, and real replies below it.

Rules this file keeps:

- A post is known by "CHANNEL;messageid=POST/POST" and a reply by "CHANNEL;messageid=POST/REPLY".
- Making a post shows it at once, so when nobody knows how that ended it may stand there.
- One message a second in the whole channel. It makes no noise but for who is called on.
"""

from __future__ import annotations

import re

from adapters.pacing import ChannelPace
from adapters.teams.activities import Json, nonce_of
from adapters.teams.address import Address
from adapters.teams.card_activity import card_activity, version_nonce
from adapters.teams.chats import Chats
from adapters.teams.connector import TeamsWeb
from adapters.teams.message_ids import message_id, place_in
from adapters.teams.service_urls import EVERYWHERE, conversations_url
from flows.cards import Card
from flows.ports import Gone, MaybeSent, Placed, Unreachable

A_CHANNEL = re.compile(r"19:[^/;@]+@thread\.(tacv2|skype)")
"""What Teams calls a channel; a chat of a group is called otherwise."""

POST = ";messageid="
"""Stands between a channel and the post that a reply is below."""


def channel_in(conversation: str) -> str:
    """Gives the channel that a conversation is, or is a thread of; empty for a chat."""
    channel, _, _ = conversation.partition(";")
    return channel if A_CHANNEL.fullmatch(channel) else ""


def channel_address(service_url: str, channel: str, bot: str) -> Address:
    """Gives where a channel is reached."""
    return Address(service_url, channel, "", bot)


class ChannelPosts:
    """Posts cards in channels."""

    def __init__(self, web: TeamsWeb, chats: Chats, pace: ChannelPace, *, within: float) -> None:
        self._web = web
        self._chats = chats
        self._pace = pace
        self._within = within

    async def post(self, channel: str, card: Card, thread_id: str, delivery_id: str) -> Placed:
        """Posts a card: a new post when `thread_id` is empty, else a reply to that one.

        Raises `Gone` when that post is not there or stands in another channel, and `Unreachable`
        when the app is not in the channel.
        """
        activity = card_activity(card, nonce_of(delivery_id), is_new=False)
        if not thread_id:
            thread = await self._begun(channel, activity)
            return Placed(thread, thread)
        conversation, _ = place_in(thread_id)
        if channel_in(conversation) != channel:
            raise Gone
        reply = await self._replied(channel, conversation, activity)
        return Placed(message_id(conversation, reply), thread_id)

    async def replace(self, channel: str, placed: Placed, card: Card) -> None:
        """Puts a new version of a card in the place of the old one; raises as `post` does.

        In another channel, which the school named before, nothing changes any more.
        """
        conversation, activity_id = place_in(placed.message_id)
        if channel_in(conversation) != channel:
            raise Gone
        nonce = version_nonce(placed.message_id, card)
        activity = {**card_activity(card, nonce, is_new=False), "id": activity_id}
        address = await self._address(channel)
        url = conversations_url(address.service_url, conversation, "activities", activity_id)
        await self._web.call("PUT", url, activity, within=self._within)

    async def _begun(self, channel: str, activity: Json) -> str:
        """Makes a post and gives what it is known by."""
        address = await self._address(channel)
        tenant = self._web.app.tenant_id
        wanted: Json = {
            "isGroup": True,
            "bot": {"id": address.bot},
            "tenantId": tenant,
            "channelData": {"channel": {"id": channel}, "tenant": {"id": tenant}},
            "activity": activity,
        }
        await self._pace.turn(channel)
        url = conversations_url(address.service_url)
        try:
            answer = await self._web.call("POST", url, wanted, within=self._within)
        except Gone:
            raise Unreachable("conversationnotfound") from None
        post = _text(answer, "activityId") or _text(answer, "id").partition(POST)[2]
        if not post:
            raise MaybeSent("unreadable")
        return f"{channel}{POST}{post}/{post}"

    async def _replied(self, channel: str, conversation: str, activity: Json) -> str:
        """Replies in a thread and gives the id of the message."""
        address = await self._address(channel)
        await self._pace.turn(channel)
        url = conversations_url(address.service_url, conversation, "activities")
        answer = await self._web.call("POST", url, activity, within=self._within)
        reply = _text(answer, "id")
        if not reply:
            raise MaybeSent("unreadable")
        return reply

    async def _address(self, channel: str) -> Address:
        """Gives where a channel is reached: as it was told there, else where all can be."""
        told = await self._chats.address(channel)
        return told or channel_address(EVERYWHERE, channel, f"28:{self._web.app.app_id}")


def _text(answer: Json, name: str) -> str:
    value = answer.get(name)
    return value if isinstance(value, str) else ""
