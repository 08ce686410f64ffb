"""A local Teams beside the test, which misbehaves by a plan and outlives the programs that call."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from aiohttp import web
from aiohttp.test_utils import TestServer
from aiohttp.typedefs import Handler

from tests.crash.misbehaving import SHARE, Hurried, Posted, ServingThread
from tests.crash.outcome import MARK
from tests.crash.teams_life import DELIVERY, users
from tests.teams_stub.plan import POST, Misbehaviour, Plan, Seeded
from tests.teams_stub.server import Stub
from tests.teams_stub.tenant import Tenant

_card: ContextVar[Posted | None] = ContextVar("card", default=None)
"""The card that is being posted; None for every other call."""


class Sparing:
    """Misbehaves at most once at a time for each card: what comes again is answered as it should.

    A card that the program was sending when it died counts as come before.
    """

    def __init__(self, seed: int) -> None:
        self._plan = Seeded(seed, share=SHARE)
        self.spared: set[str] = set()

    def next(self, method: str) -> Misbehaviour:
        """Draws, when there is something to draw."""
        card = _card.get()
        if method == POST and card is not None:
            if card.delivery in self.spared:
                return ""
            self.spared.add(card.delivery)
        return self._plan.next(method)


class DeliveredTo(Tenant):
    """A tenant that knows of which delivery each card is."""

    def __init__(self, plan: Plan | None) -> None:
        super().__init__(users().values(), plan=plan, time=Hurried())
        self.posted: list[Posted] = []
        """Every card that was posted, oldest first."""

    def message_id(self) -> str:
        """Gives the name of a message that is posted now."""
        card = _card.get()
        if card is not None:
            self.posted.append(card)
        return super().message_id()


class ServedTeams:
    """A tenant with everybody of the practice school in it (`misbehaving.Served`)."""

    def __init__(self, plan: Plan | None) -> None:
        self.tenant = DeliveredTo(plan)
        self.address = ""
        self._plan = plan

    def name_of(self, delivery_id: str) -> str:
        """Gives what a delivery is called here: the same."""
        return delivery_id

    def spare(self, deliveries: Iterable[str]) -> None:
        """Takes these for come before."""
        if isinstance(self._plan, Sparing):
            self._plan.spared.update(deliveries)

    def posted(self) -> tuple[Posted, ...]:
        """Gives every card that was posted, oldest first."""
        return tuple(self.tenant.posted)

    def first_line(self, place: str) -> str:
        """Gives the line that stands for the card at a place."""
        conversation, _, name = place.rpartition("/")
        return str(self.tenant.messages[conversation, name].sent["summary"])

    def calls(self) -> tuple[str, ...]:
        """Gives for each call how it was misbehaved to."""
        return tuple(one.misbehaviour for one in self.tenant.calls)

    def faults(self) -> tuple[str, ...]:
        """Gives what a strict Teams would not take."""
        return tuple(self.tenant.faults)


@web.middleware
async def _look_at_card(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Keeps which card a call posts; the line before it belongs to the same delivery."""
    _card.set(None)
    if request.method == "POST" and request.content_type == "application/json":
        body = await request.text()
        if json.loads(body).get("attachments"):
            _card.set(Posted(request.headers[DELIVERY], MARK in body))
    return await handler(request)


class TeamsHost:
    """Serves any number of such tenants."""

    def __init__(self, thread: ServingThread) -> None:
        self._thread = thread

    @contextmanager
    def serve(self, seed: int | None, hits_once: bool) -> Iterator[ServedTeams]:  # noqa: FBT001 - as misbehaving.Serve has it
        """Serves one, which misbehaves by a seed when one is given."""
        plan: Plan | None = None
        if seed is not None:
            plan = Sparing(seed) if hits_once else Seeded(seed, share=SHARE)
        served = ServedTeams(plan)
        stub = Stub(served.tenant)
        application = stub.application()
        application.middlewares.append(_look_at_card)
        server = TestServer(application, host="127.0.0.1")
        served.tenant.base_url = self._thread.start(server)
        served.address = f"teams {served.tenant.base_url}"
        try:
            yield served
        finally:
            self._thread.end(_end(stub, server))


async def _end(stub: Stub, server: TestServer) -> None:
    stub.close()
    await server.close()
