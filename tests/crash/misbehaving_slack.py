"""A local Slack that misbehaves."""

import json
import uuid
from functools import partial

from aiohttp import web
from aiohttp.typedefs import Handler

from adapters.slack.surface import DELIVERIES
from tests.crash.hosts import POSTING, Chats, Hosted
from tests.crash.misbehaving import SHARE, Hurried, Posted
from tests.crash.outcome import MARK
from tests.crash.slack_life import user_of
from tests.practice.twelve import STAFF
from tests.slack_stub.plan import Misbehaviour, Plan, Seeded
from tests.slack_stub.server import Stub
from tests.slack_stub.users import SlackUser
from tests.slack_stub.workspace import Workspace

POST = "chat.postMessage"


class HostedSlack(Hosted[Misbehaviour]):
    """A workspace with everybody of the practice school in it."""

    def __init__(self, plan: Plan | None) -> None:
        super().__init__(plan)
        users = [SlackUser(id=user_of(one.id), name=one.name, email=one.email) for one in STAFF]
        self._workspace = Workspace(users, plan=plan, time=Hurried())
        self._stub = Stub(self._workspace)

    def application(self) -> web.Application:
        """Makes the application."""
        application = self._stub.application()
        application.middlewares.append(_look_at_card)
        return application

    def reached(self, url: str) -> None:
        """Is told where it is served."""
        self._workspace.base_url = url
        self.address = f"slack {url}"

    async def close(self) -> None:
        """Ends what it began."""
        await self._stub.close()

    def name_of(self, delivery_id: str) -> str:
        """Gives what a delivery is called in the chat."""
        return str(uuid.uuid5(DELIVERIES, delivery_id))

    def posted(self) -> tuple[Posted, ...]:
        """Gives every card that was posted, oldest first."""
        return tuple(
            _posted(one.arguments)
            for one in self._workspace.calls
            if one.was_done and one.method == POST
        )

    def first_line(self, place: str) -> str:
        """Gives the first line of the card that stands at a place."""
        channel, _, ts = place.partition("/")
        return self._workspace.messages[channel, ts].text.partition("\n")[0]

    def calls(self) -> tuple[str, ...]:
        """Gives for each call how it was misbehaved to."""
        return tuple(one.misbehaviour for one in self._workspace.calls)

    def faults(self) -> tuple[str, ...]:
        """Gives what a strict Slack would not take."""
        return tuple(self._workspace.faults)


def _posted(arguments: dict[str, object]) -> Posted:
    return Posted(str(arguments["client_msg_id"]), MARK in str(arguments["text"]))


@web.middleware
async def _look_at_card(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Keeps which card a call posts, for the plan."""
    POSTING.set(None)
    if request.content_type == "application/json":
        arguments = json.loads(await request.read())
        POSTING.set(_posted(arguments) if "client_msg_id" in arguments else None)
    return await handler(request)


SLACK: Chats[Misbehaviour] = Chats("Slack", HostedSlack, partial(Seeded, share=SHARE), POST, "")
