"""A chat platform in memory, of which a test decides how it answers."""

from collections.abc import Callable, Iterable

from aiohttp import web

from flows.ports import Conversation, PlatformRefused, Surface, Who
from tests.practice.fake_book import FakeBook

PATH = "/slack/events"


class FakePlatform:
    """A platform without anything behind it (`bot.platforms.ChatPlatform`)."""

    def __init__(
        self,
        surface: Surface,
        book: FakeBook,
        *,
        workspace: str = "T1",
        path: str = PATH,
        by_http: bool = True,
        refused: str = "",
        on_start: Callable[[], None] = lambda: None,
    ) -> None:
        self.on_changed: Callable[[Who], None] | None = None
        self.did: list[str] = []
        """What was asked of it, in order."""
        self.wrong: tuple[str, ...] = ()
        self._surface = surface
        self._book = book
        self._workspace = workspace
        self._path = path
        self._by_http = by_http
        self._refused = refused
        self._on_start = on_start

    @property
    def surface(self) -> Surface:
        """Where cards are put."""
        return self._surface

    @property
    def book(self) -> FakeBook:
        """Who the people on it are."""
        return self._book

    async def sign_in(self) -> str:
        """Gives the workspace, or refuses."""
        self.did.append("sign in")
        if self._refused:
            raise PlatformRefused(self._refused)
        return self._workspace

    async def start(self, conversation: Conversation) -> None:
        """Begins to listen."""
        self.did.append("start")
        self._on_start()

    def routes(self) -> Iterable[web.RouteDef]:
        """Gives the one address, when it is reached over HTTP."""
        return (web.post(self._path, self._take),) if self._by_http else ()

    def faults(self) -> tuple[str, ...]:
        """Gives what a test says is wrong."""
        return self.wrong

    async def stop(self) -> None:
        """Stops."""
        self.did.append("stop")

    async def _take(self, request: web.Request) -> web.Response:
        return web.Response(text=str(len(await request.read())))
