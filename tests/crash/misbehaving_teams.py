"""A local Teams that misbehaves."""

import json
from functools import partial

from aiohttp import web
from aiohttp.typedefs import Handler

from tests.crash.hosts import POSTING, Chats, Hosted
from tests.crash.misbehaving import SHARE, Hurried, Posted
from tests.crash.outcome import MARK
from tests.crash.teams_life import DELIVERY, users
from tests.teams_stub.plan import POST, Misbehaviour, Plan, Seeded
from tests.teams_stub.server import Stub
from tests.teams_stub.tenant import Tenant


class DeliveredTo(Tenant):
    """A tenant that knows of which delivery each card is."""

    def __init__(self, plan: Plan | None) -> None:
        super().__init__(users().values(), plan=plan, time=Hurried())
        self.posted: list[Posted] = []
        """Every card that was posted, oldest first."""

    def message_id(self) -> str:
        """Gives the name of a message that is posted now."""
        card = POSTING.get()
        if card is not None:
            self.posted.append(card)
        return super().message_id()


class HostedTeams(Hosted[Misbehaviour]):
    """A tenant with everybody of the practice school in it."""

    def __init__(self, plan: Plan | None) -> None:
        super().__init__(plan)
        self._tenant = DeliveredTo(plan)
        self._stub = Stub(self._tenant)

    def application(self) -> web.Application:
        """Makes the application."""
        application = self._stub.application()
        application.middlewares.append(_look_at_card)
        return application

    def reached(self, url: str) -> None:
        """Is told where it is served."""
        self._tenant.base_url = url
        self.address = f"teams {url}"

    async def close(self) -> None:
        """Ends what it began."""
        self._stub.close()

    def name_of(self, delivery_id: str) -> str:
        """Gives what a delivery is called here: the same."""
        return delivery_id

    def posted(self) -> tuple[Posted, ...]:
        """Gives every card that was posted, oldest first."""
        return tuple(self._tenant.posted)

    def first_line(self, place: str) -> str:
        """Gives the line that stands for the card at a place."""
        conversation, _, name = place.rpartition("/")
        return str(self._tenant.messages[conversation, name].sent["summary"])

    def calls(self) -> tuple[str, ...]:
        """Gives for each call how it was misbehaved to."""
        return tuple(one.misbehaviour for one in self._tenant.calls)

    def faults(self) -> tuple[str, ...]:
        """Gives what a strict Teams would not take."""
        return tuple(self._tenant.faults)


@web.middleware
async def _look_at_card(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Keeps which card a call posts; the line before it belongs to the same delivery."""
    POSTING.set(None)
    if request.method == "POST" and request.content_type == "application/json":
        body = await request.text()
        if json.loads(body).get("attachments"):
            POSTING.set(Posted(request.headers[DELIVERY], MARK in body))
    return await handler(request)


TEAMS: Chats[Misbehaviour] = Chats("Teams", HostedTeams, partial(Seeded, share=SHARE), POST, "")
