"""A local Slack beside the test, which misbehaves by a plan and outlives the programs that call."""

import json
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from aiohttp import web
from aiohttp.test_utils import TestServer
from aiohttp.typedefs import Handler

from adapters.slack.surface import DELIVERIES
from tests.crash.misbehaving import SHARE, Hurried, Posted, ServingThread
from tests.crash.outcome import MARK
from tests.crash.slack_life import user_of
from tests.practice.twelve import STAFF
from tests.slack_stub.plan import Misbehaviour, Plan, Seeded
from tests.slack_stub.server import Stub
from tests.slack_stub.users import SlackUser
from tests.slack_stub.workspace import Workspace

POST = "chat.postMessage"

_card: ContextVar[str] = ContextVar("card", default="")
"""The id of the card that is being posted."""


class Sparing:
    """Misbehaves at most once at a time for each card: what comes again is answered as it should.

    A card that the program was sending when it died counts as come before.
    """

    def __init__(self, seed: int) -> None:
        self._plan = Seeded(seed, share=SHARE)
        self.spared: set[str] = set()

    def next(self, method: str) -> Misbehaviour:
        """Draws, when there is something to draw."""
        if method == POST:
            if _card.get() in self.spared:
                return ""
            self.spared.add(_card.get())
        return self._plan.next(method)


class ServedSlack:
    """A workspace with everybody of the practice school in it (`misbehaving.Served`)."""

    def __init__(self, plan: Plan | None) -> None:
        users = [SlackUser(id=user_of(one.id), name=one.name, email=one.email) for one in STAFF]
        self.workspace = Workspace(users, plan=plan, time=Hurried())
        self.address = ""
        self._plan = plan

    def name_of(self, delivery_id: str) -> str:
        """Gives what a delivery is called in the chat."""
        return str(uuid.uuid5(DELIVERIES, delivery_id))

    def spare(self, deliveries: Iterable[str]) -> None:
        """Takes these for come before."""
        if isinstance(self._plan, Sparing):
            self._plan.spared.update(deliveries)

    def posted(self) -> tuple[Posted, ...]:
        """Gives every card that was posted, oldest first."""
        return tuple(
            Posted(str(one.arguments["client_msg_id"]), MARK in str(one.arguments["text"]))
            for one in self.workspace.calls
            if one.was_done and one.method == POST
        )

    def first_line(self, place: str) -> str:
        """Gives the first line of the card that stands at a place."""
        channel, _, ts = place.partition("/")
        return self.workspace.messages[channel, ts].text.partition("\n")[0]

    def calls(self) -> tuple[str, ...]:
        """Gives for each call how it was misbehaved to."""
        return tuple(one.misbehaviour for one in self.workspace.calls)

    def faults(self) -> tuple[str, ...]:
        """Gives what a strict Slack would not take."""
        return tuple(self.workspace.faults)


@web.middleware
async def _look_at_card(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Keeps which card a call is about, for the plan."""
    if request.content_type == "application/json":
        _card.set(json.loads(await request.read()).get("client_msg_id", ""))
    return await handler(request)


class SlackHost:
    """Serves any number of such workspaces."""

    def __init__(self, thread: ServingThread) -> None:
        self._thread = thread

    @contextmanager
    def serve(self, seed: int | None, hits_once: bool) -> Iterator[ServedSlack]:  # noqa: FBT001 - as misbehaving.Serve has it
        """Serves one, which misbehaves by a seed when one is given."""
        plan: Plan | None = None
        if seed is not None:
            plan = Sparing(seed) if hits_once else Seeded(seed, share=SHARE)
        served = ServedSlack(plan)
        stub = Stub(served.workspace)
        application = stub.application()
        application.middlewares.append(_look_at_card)
        server = TestServer(application, host="127.0.0.1")
        served.workspace.base_url = self._thread.start(server)
        served.address = f"slack {served.workspace.base_url}"
        try:
            yield served
        finally:
            self._thread.end(_end(stub, server))


async def _end(stub: Stub, server: TestServer) -> None:
    await stub.close()
    await server.close()
