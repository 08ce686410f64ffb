"""The fictional school on Teams: the real Teams side, over a local Teams."""

from __future__ import annotations

from aiohttp import ClientSession

from adapters.teams.entries import PLATFORM
from adapters.teams.platform import TeamsPlatform
from bot.clock import PracticeClock
from bot.kept_addresses import KeptAddresses
from bot.school_files import SchoolFiles
from storage.units_of_work import Store
from tests.teams_stub.door import ConnectorDoor, Door
from tests.teams_stub.server import Stub
from tests.teams_stub.tenant import APP_PASSWORD
from tests.teams_stub.users import APP_ID, TeamsUser, object_id


def users_of(files: SchoolFiles) -> tuple[TeamsUser, ...]:
    """Gives everybody of the school an account."""
    return tuple(
        TeamsUser(id=object_id(one.email), name=one.name, email=one.email)
        for one in files.staff
        if one.email
    )


class TeamsChat:
    """The school on Teams (`tests.scenarios.school_program.Chat`)."""

    platform: TeamsPlatform
    """The real side, since the program was last opened."""
    door: Door
    """The way in, since then."""

    def __init__(self, stub: Stub) -> None:
        self.stub = stub

    def platform_on(self, store: Store, clock: PracticeClock) -> TeamsPlatform:
        """Makes the real side anew."""
        tenant = self.stub.tenant
        self.platform = TeamsPlatform(
            APP_ID,
            APP_PASSWORD,
            tenant.id,
            KeptAddresses(store, PLATFORM, clock),
            openid_url=tenant.openid_url,
            token_url=tenant.token_url,
            now=tenant.time.now,
            wait=tenant.time.sleep,
            answers_within=tenant.patience,
        )
        return self.platform

    async def reached(self, session: ClientSession, url: str) -> None:
        """Opens the way in."""
        self.door = ConnectorDoor(session, url, self.stub.tenant.issuer)
