"""What is said in a chat in answer to somebody: a sentence, or a card of the moment.

Losing one is harmless, for whoever asked can ask again. So each is sent once, and what must arrive
goes through the outbox instead.
"""

from __future__ import annotations

import logging
from typing import Protocol

from adapters.teams.activities import Json, Sender
from adapters.teams.adaptive_cards import attachment
from adapters.teams.outcomes import Mistaken
from adapters.teams.service_urls import conversations_url
from flows.ports import Gone, MaybeSent, NotSent, Unreachable

LOG = logging.getLogger("pestmelding.teams")

NOT_SENT = (NotSent, MaybeSent, Unreachable, Gone, Mistaken)

ONLY_YOU = "?isTargetedActivity=true"
"""Behind an address: what is posted is shown to its recipient only."""


class Calls(Protocol):
    """Calls Teams, once (`adapters.teams.connector.TeamsWeb`)."""

    async def call(self, method: str, url: str, body: Json) -> object:
        """Makes a call; raises one of the outcomes of `flows.ports` when it fails."""


class Chat:
    """Posts answers."""

    def __init__(self, web: Calls) -> None:
        self._web = web

    async def line(self, sender: Sender, text: str) -> bool:
        """Says a sentence where something was said, to the same people; says whether it went."""
        return await self._send(sender, sender.conversation, {"text": text, "textFormat": "plain"})

    async def card(
        self, sender: Sender, content: Json, summary: str, conversation: str = ""
    ) -> bool:
        """Posts a card in the chat of whoever asked; says whether it went."""
        body = {"attachments": [attachment(content)], "summary": summary}
        return await self._send(sender, conversation or sender.conversation, body)

    async def _send(self, sender: Sender, conversation: str, body: Json) -> bool:
        activity: Json = {"type": "message", **body}
        url = conversations_url(sender.service_url, conversation, "activities")
        if sender.targeted and conversation == sender.conversation:
            activity["recipient"] = {"id": sender.member, "isTargeted": True}
            url += ONLY_YOU
        try:
            await self._web.call("POST", url, activity)
        except NOT_SENT as error:
            LOG.warning("teams_answer_not_sent", extra={"error": type(error).__name__})
            return False
        return True
