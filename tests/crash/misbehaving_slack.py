"""A local Slack beside the test, which misbehaves by a plan and outlives the programs that call."""

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from aiohttp import web
from aiohttp.test_utils import TestServer
from aiohttp.typedefs import Handler

from tests.chat_stub.stub_time import StubTime
from tests.crash.slack_life import user_of
from tests.practice.twelve import STAFF
from tests.slack_stub.plan import Misbehaviour, Plan, Seeded
from tests.slack_stub.server import Stub
from tests.slack_stub.users import SlackUser
from tests.slack_stub.workspace import Workspace

SHARE = 0.2
"""The share of the calls in which it misbehaves."""

_card: ContextVar[str] = ContextVar("card", default="")
"""The id of the card that is being posted."""


class Hurried(StubTime):
    """Time of which a second passes at every look, so that nothing comes too fast."""

    def now(self) -> float:
        """Gives the moment."""
        self.go_on(1.0)
        return super().now()


class Sparing:
    """Misbehaves at most once at a time for each card: what comes again is answered as it should.

    A card that the program was sending when it died counts as come before.
    """

    def __init__(self, seed: int) -> None:
        self._plan = Seeded(seed, share=SHARE)
        self.spared: set[str] = set()

    def next(self, method: str) -> Misbehaviour:
        """Draws, when there is something to draw."""
        if method == "chat.postMessage":
            if _card.get() in self.spared:
                return ""
            self.spared.add(_card.get())
        return self._plan.next(method)


@web.middleware
async def _look_at_card(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Keeps which card a call is about, for the plan."""
    if request.content_type == "application/json":
        _card.set(json.loads(await request.read()).get("client_msg_id", ""))
    return await handler(request)


class SlackHost:
    """A thread in which any number of such workspaces are served."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    @contextmanager
    def serving(self, plan: Plan | None = None) -> Iterator[Workspace]:
        """Serves a workspace with everybody of the practice school in it."""
        users = [SlackUser(id=user_of(one.id), name=one.name, email=one.email) for one in STAFF]
        workspace = Workspace(users, plan=plan, time=Hurried())
        stub = Stub(workspace)
        application = stub.application()
        application.middlewares.append(_look_at_card)
        server = TestServer(application, host="127.0.0.1")
        asyncio.run_coroutine_threadsafe(server.start_server(), self._loop).result()
        workspace.base_url = f"http://127.0.0.1:{server.port}"
        try:
            yield workspace
        finally:
            asyncio.run_coroutine_threadsafe(_end(stub, server), self._loop).result()

    def close(self) -> None:
        """Ends the thread."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


async def _end(stub: Stub, server: TestServer) -> None:
    await stub.close()
    await server.close()
