"""The practice school in local Teams: everything started, for as long as it is used."""

from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import NamedTuple

import aiohttp

from bot.demo import FICTIONAL_SCHOOL, fictional_school, school_key_in
from bot.directory import calendar_of
from bot.school_settings import FILE_NAME, read_settings
from tests.local_chat.clock import PracticeHands
from tests.local_chat.processes import running_bot
from tests.local_teams.door import PlaygroundDoor
from tests.local_teams.go_between import Drawn, GoBetween, ThroughPlaygrounds, between
from tests.local_teams.playgrounds import Playground, running_playground
from tests.privacy.canaries import Secret
from tests.scenarios.teams_school import users_of
from tests.teams_stub.door import Door
from tests.teams_stub.person import TeamsPerson
from tests.teams_stub.tenant import APP_PASSWORD
from tests.teams_stub.users import APP_ID, object_id


class InLocalTeams(NamedTuple):
    """What there is to work with."""

    folder: Path
    go_between: GoBetween
    clock: PracticeHands
    playgrounds: dict[str, Playground]
    """By the address of the one who is signed in."""
    doors: dict[str, PlaygroundDoor]
    """The way in of each of them."""

    @property
    def tenant(self) -> ThroughPlaygrounds:
        """What stands in Teams."""
        return self.go_between.tenant

    def person(self, email: str) -> TeamsPerson:
        """Gives somebody: in their Playground, or as Teams would send it when they have none."""
        door: Door = self.doors.get(email, self.go_between.past)
        return TeamsPerson(self.tenant, object_id(email), door)


def settings_for(tenant: ThroughPlaygrounds) -> dict[str, str]:
    """Gives what the bot must know to reach it."""
    return {
        "TEAMS_APP_ID": APP_ID,
        "TEAMS_APP_PASSWORD": APP_PASSWORD,
        "TEAMS_TENANT_ID": tenant.id,
        "TEAMS_OPENID_URL": tenant.openid_url,
        "TEAMS_TOKEN_URL": tenant.token_url,
    }


@asynccontextmanager
async def in_local_teams(
    folder: Path,
    people: Iterable[str],
    secrets: tuple[Secret, ...] = (),
    drawn: Drawn = dict,
) -> AsyncIterator[InLocalTeams]:
    """Starts `pestmelding run --practice` in a new folder, and a Playground for these people.

    Everybody of the school has the app, those without a Playground as well.
    """
    school = fictional_school(school_key_in(folder))
    calendar = calendar_of(read_settings((FICTIONAL_SCHOOL / FILE_NAME).read_bytes()))
    tenant = ThroughPlaygrounds(users_of(school), secrets)
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(aiohttp.ClientSession())
        go_between = await stack.enter_async_context(between(tenant, drawn))
        await stack.enter_async_context(running_bot(folder, settings_for(tenant)))
        playgrounds, doors = {}, {}
        for number, email in enumerate(people):
            user = tenant.users[object_id(email)]
            playground = await stack.enter_async_context(
                running_playground(session, folder, tenant, user, number)
            )
            go_between.playgrounds[tenant.chat_with(user.id)] = playground
            playgrounds[email] = playground
            doors[email] = PlaygroundDoor(playground, go_between, go_between.past)
        clock = PracticeHands(session, calendar)
        there = InLocalTeams(folder, go_between, clock, playgrounds, doors)
        for user in tenant.users.values():
            await there.person(user.email).install()
        yield there
