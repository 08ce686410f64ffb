"""Plays a conversation over the wire of Teams, signed activity by signed activity.

After half of the steps, drawn from a seed, the program is stopped and started again on the same
files, its server and its connections included. What stands in Teams, and on a person's screen
there, stays. Now and then Teams sends something twice, or somebody has a client that is years old.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager

from tests.privacy.canaries import Secret
from tests.scenarios.program_driver import PATIENCE, RESTART, ProgramDriver
from tests.scenarios.school_program import Place, SchoolProgram
from tests.scenarios.teams_hands import TeamsHands
from tests.scenarios.teams_school import TeamsChat, users_of
from tests.teams_stub.person import TeamsPerson
from tests.teams_stub.server import serve_stub
from tests.teams_stub.tenant import Tenant
from tests.teams_stub.users import object_id

WITH_OLD_CLIENT = 1 / 4
SENT_TWICE = 1 / 4
OPENED_AGAIN = 1 / 4
STARTED_AGAIN = 1 / 2
"""How often: drawn for each person in a conversation, and for each step."""


class TeamsDriver(ProgramDriver, TeamsHands):
    """Does what people in Teams do (`bot.conversation_player.Driver`)."""

    def __init__(self, school: SchoolProgram, chat: TeamsChat, *, seed: int = 1) -> None:
        """Takes the program, which may be on other platforms too."""
        ProgramDriver.__init__(self, school)
        TeamsHands.__init__(
            self, chat.stub.tenant, seed=seed, sent_twice=SENT_TWICE, opened_again=OPENED_AGAIN
        )
        self.chat = chat
        self._old_clients = {
            user for user in self.tenant.users if self._random.random() < WITH_OLD_CLIENT
        }

    def person(self, email: str) -> TeamsPerson:
        """Gives somebody in Teams, as the program is reached now."""
        user = object_id(email)
        return TeamsPerson(
            self.tenant, user, self.chat.door, has_old_client=user in self._old_clients
        )

    def was_refused(self, text: str) -> bool:
        """Says whether this is a sentence by which somebody was told no."""
        return text in self.school.refusals

    async def install(self, people: Collection[str]) -> None:
        """Gives people the app, as an administrator does for all at once."""
        for user in map(self.tenant.users.__getitem__, map(object_id, people)):
            after = await TeamsPerson(self.tenant, user.id, self.chat.door).install()
            assert after.status in range(200, 300)
        await self.school.accounts.keep_up()
        self.begin()

    async def again(self) -> None:
        """Does what is due; as often as not in a program that is stopped and started again."""
        if self._random.random() < STARTED_AGAIN:
            await super().again()
        else:
            await self.school.settled()
            self.school.time.go_on(RESTART)


@asynccontextmanager
async def driven(
    place: Place,
    *,
    secrets: tuple[Secret, ...] = (),
    seed: int = 1,
    with_app: Collection[str] | None = None,
) -> AsyncIterator[TeamsDriver]:
    """Serves a local Teams and opens a driver on it, for as long as it is used.

    `with_app` are the addresses of who has the app; all of the staff when it is left out.
    """
    tenant = Tenant(users_of(place.files), secrets=secrets, patience=PATIENCE)
    async with serve_stub(tenant) as stub:
        chat = TeamsChat(stub)
        driver = TeamsDriver(SchoolProgram(place, tenant.time, chat), chat, seed=seed)
        await driver.open()
        try:
            everybody = [one.email for one in tenant.users.values()]
            await driver.install(everybody if with_app is None else with_app)
            yield driver
        finally:
            await driver.close()
