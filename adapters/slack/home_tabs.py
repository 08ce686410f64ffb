"""The Home tabs that people have open: each is their task list, drawn again when it changed.

Slack keeps a Home tab as it was published and only says that somebody opens it. So whoever did
something from a modal and goes back to Home would still find it there; a tab that was opened since
the start is therefore published again after each act of the same person. Publishing twice does no
harm.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict

from adapters.slack.home_view import home_view, refused_home
from adapters.slack.web import SlackWeb
from adapters.under_way import UnderWay
from flows import verbs
from flows.ports import (
    Conversation,
    Gone,
    MaybeSent,
    NotSent,
    Pressed,
    Say,
    ShowTaskList,
    Unreachable,
    Who,
)
from flows.presses import Press
from flows.task_list import TaskList

LOG = logging.getLogger("pestmelding.slack")

TASKS_AT_HOME = "Je taken staan op het tabblad Home van deze app."

PUBLISHED_WITHIN = 2.0
"""Seconds: inside the three that Slack waits for an answer."""


class HomeTabs:
    """Publishes task lists."""

    def __init__(self, conversation: Conversation, web: SlackWeb, under_way: UnderWay) -> None:
        self._conversation = conversation
        self._web = web
        self._under_way = under_way
        self._opened: set[str] = set()
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        """One list of a person at a time, so that an older one never replaces a newer one."""

    async def open(self, who: Who, request_id: str) -> None:
        """Shows somebody's tasks, or why there are none to see."""
        self._opened.add(who.id)
        async with self._turns[who.id]:
            value = Press(verbs.TASKS).encoded()
            reply = await self._conversation.handle(Pressed(who, value, request_id))
            if isinstance(reply, ShowTaskList):
                await self._publish(who, home_view(reply.task_list))
            elif isinstance(reply, Say):
                await self._publish(who, refused_home(reply.text))

    async def show(self, who: Who, task_list: TaskList, page: int = 1) -> None:
        """Publishes a task list that is at hand."""
        self._opened.add(who.id)
        async with self._turns[who.id]:
            await self._publish(who, home_view(task_list, page))

    def changed(self, who: Who, request_id: str) -> None:
        """Publishes somebody's Home again, beside all else, if it was opened since the start."""
        if who.id in self._opened:
            self._under_way.beside(self._again(who, request_id))

    async def _again(self, who: Who, request_id: str) -> None:
        try:
            await self.open(who, request_id)
        except Exception as error:  # noqa: BLE001 - a tab that is not drawn again is drawn when opened
            LOG.warning("slack_home_not_renewed", extra={"error": type(error).__name__})

    async def _publish(self, who: Who, view: dict[str, object]) -> None:
        try:
            await self._web.call(
                "views.publish", within=PUBLISHED_WITHIN, user_id=who.id, view=view
            )
        except (NotSent, MaybeSent, Unreachable, Gone) as error:
            LOG.warning("slack_home_not_published", extra={"error": type(error).__name__})
