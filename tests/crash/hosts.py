"""Chats beside the test, which misbehave by a plan and outlive the programs that call them."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Generic, NamedTuple, TypeVar

from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.chat_stub.plan import Plan
from tests.crash.misbehaving import Posted, Serve, Served, ServingThread

Kind = TypeVar("Kind", bound=str)

POSTING: ContextVar[Posted | None] = ContextVar("posting", default=None)
"""The card that a call posts; None for every other call."""


class Sparing(Generic[Kind]):
    """Misbehaves at most once at a time for each card: what comes again is answered as it should.

    A card that the program was sending when it died counts as come before.
    """

    def __init__(self, plan: Plan[Kind], posts: str, well: Kind) -> None:
        """Takes what draws, the method by which a card is posted, and what stands for no harm."""
        self._plan = plan
        self._posts = posts
        self._well = well
        self.spared: set[str] = set()

    def next(self, method: str) -> Kind:
        """Draws, when there is something to draw."""
        card = POSTING.get()
        if method == self._posts and card is not None:
            if card.delivery in self.spared:
                return self._well
            self.spared.add(card.delivery)
        return self._plan.next(method)


class Hosted(Served, ABC, Generic[Kind]):
    """A chat with everybody of the practice school in it."""

    def __init__(self, plan: Plan[Kind] | None) -> None:
        self._plan = plan

    def spare(self, deliveries: Iterable[str]) -> None:
        """Takes these for come before."""
        if isinstance(self._plan, Sparing):
            self._plan.spared.update(deliveries)

    @abstractmethod
    def application(self) -> web.Application:
        """Makes the application."""

    @abstractmethod
    def reached(self, url: str) -> None:
        """Is told where it is served."""

    @abstractmethod
    async def close(self) -> None:
        """Ends what it began."""


class Chats(NamedTuple, Generic[Kind]):
    """One kind of chat."""

    name: str
    opened: Callable[[Plan[Kind] | None], Hosted[Kind]]
    """Opens one that misbehaves by a plan, when there is one."""
    seeded: Callable[[int], Plan[Kind]]
    posts: str
    """The method by which a card is posted."""
    well: Kind
    """What stands for no harm."""


def hosting(thread: ServingThread, chats: Chats[Kind]) -> Serve:
    """Gives what serves any number of chats of one kind."""

    @contextmanager
    def serve(seed: int | None, hits_once: bool) -> Iterator[Served]:  # noqa: FBT001 - as misbehaving.Serve has it
        plan = None if seed is None else chats.seeded(seed)
        if plan is not None and hits_once:
            plan = Sparing(plan, chats.posts, chats.well)
        hosted = chats.opened(plan)
        server = TestServer(hosted.application(), host="127.0.0.1")
        hosted.reached(thread.start(server))
        try:
            yield hosted
        finally:
            thread.end(_end(hosted, server))

    return serve


async def _end(hosted: Hosted[Kind], server: TestServer) -> None:
    await hosted.close()
    await server.close()
