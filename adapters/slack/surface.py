"""Slack as a place to put cards: the direct messages between the app and one person.

Rules this file keeps:

- A message and a thread are known by "CHANNEL/ts". Nothing is asked back from Slack: no history.
- Opening a channel shows nothing to anybody, so when that fails the card was surely not sent.
- One message a second in each channel; a row that waits for its turn was not sent either.
"""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

from adapters.pacing import ChannelPace, Now, Sleep
from adapters.slack.card_message import card_message
from adapters.slack.methods import PLATFORM
from adapters.slack.web import WITHIN, SlackWeb
from flows.cards import Card
from flows.ports import Gone, MaybeSent, NotSent, Placed, Unreachable, Who

DELIVERIES = uuid.UUID("6a5b6f0e-8a55-5a52-9f4b-3f6d1c1f7e10")
"""Namespace of the ids by which Slack could recognise the same delivery."""

KNOWN_TWICE = frozenset({"duplicate_channel_not_found", "duplicate_message_not_found"})
"""Slack knows the id of the delivery and not the message: it is sent without the id."""


class SlackSurface:
    """Posts cards in direct messages (`flows.ports.Surface`)."""

    platform = PLATFORM

    def __init__(
        self,
        web: SlackWeb,
        *,
        now: Now = lambda: asyncio.get_running_loop().time(),
        sleep: Sleep = asyncio.sleep,
        within: float = WITHIN,
    ) -> None:
        """Takes the time by which it paces, and the seconds that each call may take."""
        self._web = web
        self._within = within
        self._pace = ChannelPace(now, sleep)
        self._channels: dict[str, str] = {}
        """The channel of each person, as far as it was asked."""

    async def post(self, who: Who, card: Card, thread_id: str, delivery_id: str) -> Placed:
        """Posts a card: a root card when `thread_id` is empty, else in that thread.

        Raises `Gone` when that thread is not there or stands in the chat of another account, which
        this person had before, and `Mistaken` for a card that Slack refuses.
        """
        user = _person(who)
        channel = await self._channel(user)
        place, thread = _place(thread_id) if thread_id else (channel, "")
        if place != channel:
            raise Gone
        message = card_message(card)
        content: dict[str, Any] = {
            "channel": channel,
            "text": message.text,
            "blocks": list(message.blocks),
            "unfurl_links": False,
            "unfurl_media": False,
            "within": self._within,
        }
        if thread:
            content["thread_ts"] = thread
        await self._pace.turn(channel)
        try:
            ts = await self._posted(content, str(uuid.uuid5(DELIVERIES, delivery_id)))
        except Unreachable:
            self._channels.pop(user, None)
            raise
        message_id = f"{channel}/{ts}"
        return Placed(message_id, thread_id or message_id)

    async def replace(self, who: Who, placed: Placed, card: Card) -> None:
        """Puts a new version of a card in the place of the old one; raises as `post` does."""
        _person(who)
        channel, ts = _place(placed.message_id)
        message = card_message(card)
        await self._web.call(
            "chat.update",
            within=self._within,
            channel=channel,
            ts=ts,
            text=message.text,
            blocks=list(message.blocks),
        )

    async def _posted(self, content: dict[str, Any], client_msg_id: str) -> str:
        """Posts and gives the ts of the message."""
        try:
            answer = await self._web.call(
                "chat.postMessage", client_msg_id=client_msg_id, **content
            )
        except NotSent as refused:
            if refused.code not in KNOWN_TWICE:
                raise
            answer = await self._web.call("chat.postMessage", **content)
        ts = answer.get("ts")
        if not isinstance(ts, str) or not ts:
            raise MaybeSent("unreadable")
        return ts

    async def _channel(self, user: str) -> str:
        """Gives the channel between the app and a person, which stays the same for ever."""
        known = self._channels.get(user)
        if known is not None:
            return known
        try:
            answer = await self._web.call("conversations.open", within=self._within, users=user)
        except MaybeSent as unsure:
            raise NotSent(unsure.code) from None
        except Gone:
            raise Unreachable("channel_not_found") from None
        channel = answer.get("channel")
        found = channel.get("id") if isinstance(channel, dict) else None
        if not isinstance(found, str) or not found:
            raise NotSent("unreadable")
        self._channels[user] = found
        return found


def _person(who: Who) -> str:
    if who.platform != PLATFORM:
        raise Unreachable("other_platform")
    return who.id


def _place(placed: str) -> tuple[str, str]:
    """Reads "CHANNEL/ts"; what is not that was never in Slack."""
    channel, _, ts = placed.partition("/")
    if not channel or not ts:
        raise Gone
    return channel, ts
