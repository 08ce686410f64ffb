"""Teams, as the chat of a life (`tests/crash/chat_life.py`)."""

from collections.abc import Mapping
from contextvars import ContextVar
from unittest.mock import patch

from adapters.teams import connector
from adapters.teams.address import Address
from adapters.teams.app import App
from adapters.teams.chats import Chats
from adapters.teams.connector import TeamsWeb
from adapters.teams.session import Answer, Session
from adapters.teams.surface import TeamsSurface
from bot.clock import SystemClock
from bot.kept_addresses import KeptAddresses
from flows.cards import Card
from flows.ports import Placed, Who
from storage.units_of_work import Store
from tests.crash.chat_life import WITHIN, Chat, PracticeTime, at_once
from tests.practice.twelve import STAFF
from tests.teams_stub.tenant import APP_PASSWORD
from tests.teams_stub.users import APP_ID, BOT, TENANT, TeamsUser, object_id

DELIVERY = "X-Delivery"
"""A header for the stub alone: nothing else in a message to Teams tells which delivery it is of."""

_delivery: ContextVar[str] = ContextVar("delivery", default="")


def users() -> dict[str, TeamsUser]:
    """Gives everybody of the practice school, by their own id."""
    return {
        one.id: TeamsUser(id=object_id(one.email), name=one.name, email=one.email) for one in STAFF
    }


class _Telling(Session):
    """Tells of each call which delivery it is for."""

    async def ask(
        self,
        method: str,
        url: str,
        *,
        within: float,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> Answer:
        told = {**(headers or {}), DELIVERY: _delivery.get()}
        return await super().ask(method, url, within=within, headers=told, body=body)


class _TellingSurface(TeamsSurface):
    """Remembers which delivery is under way."""

    async def post(self, who: Who, card: Card, thread_id: str, delivery_id: str) -> Placed:
        _delivery.set(delivery_id)
        try:
            return await super().post(who, card, thread_id, delivery_id)
        finally:
            _delivery.set("")


class _FirstSeen:
    """Addresses of people who came in once, and whose chat was not made yet."""

    def __init__(self, service_url: str) -> None:
        self._known = {
            user.id: Address(service_url, "", user.mri, BOT).encoded() for user in users().values()
        }
        self.kept: KeptAddresses | None = None

    async def get(self, user_id: str) -> str:
        assert self.kept is not None
        return await self.kept.get(user_id) or self._known[user_id]

    async def put(self, user_id: str, address: str) -> None:
        assert self.kept is not None
        await self.kept.put(user_id, address)

    async def drop(self, user_id: str) -> None:
        assert self.kept is not None
        await self.kept.drop(user_id)


def in_teams(time: PracticeTime, base_url: str) -> Chat:
    """Connects to the Teams at this address."""
    app = App(APP_ID, APP_PASSWORD, TENANT, f"{base_url}/openid", f"{base_url}/token")
    with patch.object(connector, "Session", _Telling):
        web = TeamsWeb(app, now=time)
    addresses = _FirstSeen(f"{base_url}/emea/{TENANT}/")
    surface = _TellingSurface(web, Chats(web, addresses), now=time, sleep=at_once, within=WITHIN)
    ids = {person: user.id for person, user in users().items()}

    def opened(store: Store) -> None:
        addresses.kept = KeptAddresses(store, "teams", SystemClock())

    return Chat(surface, lambda person: Who("teams", ids[person]), web.start, web.stop, opened)
