"""Plays a conversation in a school of which some are in Slack and some in Teams.

Somebody can go on on the other platform halfway. From then on they do there what they can, in the
list of their tasks when the card stands where they were; and the rest where that card stands.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from contextlib import AsyncExitStack, asynccontextmanager
from operator import itemgetter
from typing import Literal

from bot.conversation_player import Seen, SeenCard
from flows.forms import Answer, Option
from tests.privacy.canaries import Secret
from tests.scenarios import adaptive_reading, block_reading, slack_school, teams_school
from tests.scenarios.program_driver import PATIENCE, ProgramDriver
from tests.scenarios.school_program import Place, SchoolProgram
from tests.scenarios.slack_driver import SlackDriver
from tests.scenarios.slack_school import SlackChat, user_of
from tests.scenarios.teams_driver import TeamsDriver
from tests.scenarios.teams_school import TeamsChat
from tests.slack_stub.server import serve_stub as serve_slack
from tests.slack_stub.workspace import Workspace
from tests.teams_stub.server import serve_stub as serve_teams
from tests.teams_stub.tenant import Tenant
from tests.teams_stub.users import object_id


class BothDriver(ProgramDriver):
    """Does what people do, each where they are (`bot.conversation_player.Driver`)."""

    def __init__(
        self, school: SchoolProgram, slack: SlackDriver, teams: TeamsDriver, in_teams: set[str]
    ) -> None:
        """Takes who is in Teams, by e-mail address; everybody else is in Slack."""
        super().__init__(school)
        self.slack = slack
        self.teams = teams
        self._in_teams = in_teams
        self._dialogs: dict[str, SlackDriver | TeamsDriver] = {}
        """Where somebody has something open, when that is not where they are."""

    def here(self, person: str) -> SlackDriver | TeamsDriver:
        """Gives where somebody is."""
        return self.teams if person in self._in_teams else self.slack

    async def moves(self, person: str) -> None:
        """Lets somebody go on on the other platform, where they look at their tasks."""
        self._dialogs.pop(person, None)
        self._in_teams ^= {person}
        if person in self._in_teams:
            await self.gets_app(person)
        await self.here(person).typed(person, "taken")

    async def gets_app(self, *people: str) -> None:
        """Gives people the app in Teams, as an administrator does."""
        for person in people:
            after = await self.teams.person(person).install()
            self.teams.is_answer(*after.posted)

    async def typed(self, person: str, command: str) -> Seen:
        """Types a command where this person is."""
        self._dialogs.pop(person, None)
        return await self.here(person).typed(person, command)

    async def pressed(self, person: str, value: str) -> Seen:
        """Presses a button: in what is open, or here, or else where it stands."""
        there = self._open(person)
        if not there.shows(person, value):
            there = await self._standing(person, value)
        self._dialogs[person] = there
        return await there.pressed(person, value)

    async def _standing(self, person: str, value: str) -> SlackDriver | TeamsDriver:
        """Gives where a button is pressed that stands on a card: in the list of tasks as well."""
        here = self.here(person)
        if not here.holds(person, value):
            await here.typed(person, "taken")
        if here.holds(person, value):
            return here
        return self.slack if here is self.teams else self.teams

    async def decided(self, person: str, form: Seen, answer: Answer) -> Seen:
        """Makes a choice in the form that is open."""
        return await self._open(person).decided(person, form, answer)

    async def submitted(
        self, person: str, form: str, answers: tuple[Answer, ...], carried: str
    ) -> Seen:
        """Submits the form that is open."""
        return await self._open(person).submitted(person, form, answers, carried)

    async def search(
        self, person: str, kind: Literal["pupil", "staff"], typed: str
    ) -> tuple[Option, ...]:
        """Types in a field of the form that is open."""
        return await self._open(person).search(person, kind, typed)

    def _open(self, person: str) -> SlackDriver | TeamsDriver:
        return self._dialogs.get(person, self.here(person))

    async def cards_of(self, person: str) -> tuple[SeenCard, ...]:
        """Looks at both of somebody's chats with the app."""
        in_slack = self.slack.workspace.messages_of(user_of(person))
        in_teams = self.teams.cards_in(self.teams.tenant.messages_of(object_id(person)))
        seen = [(float(one.ts), block_reading.card_seen(one.blocks)) for one in in_slack]
        seen += [
            (int(one.id) / 1000, adaptive_reading.card_seen(one.shown or {})) for one in in_teams
        ]
        return tuple(card for _, card in sorted(seen, key=itemgetter(0)))


@asynccontextmanager
async def driven(
    place: Place,
    *,
    in_slack: Collection[str],
    in_teams: Collection[str],
    with_app: Collection[str] | None = None,
    secrets: tuple[Secret, ...] = (),
    seed: int = 1,
) -> AsyncIterator[BothDriver]:
    """Serves a local Slack and a local Teams and opens a driver on both.

    Takes who has an account in Slack and who in Teams, by e-mail address; of the latter `with_app`
    get the app at once, and are in Teams. Everybody else is in Slack.
    """
    begins = set(in_teams if with_app is None else with_app)
    files = place.files
    async with AsyncExitStack() as stack:
        tenant = Tenant(
            (one for one in teams_school.users_of(files) if one.email in in_teams),
            secrets=secrets,
            patience=PATIENCE,
        )
        workspace = Workspace(
            (one for one in slack_school.users_of(files) if one.email in in_slack),
            secrets=secrets,
            patience=PATIENCE,
            time=tenant.time,
        )
        slack_chat = SlackChat(await stack.enter_async_context(serve_slack(workspace)))
        teams_chat = TeamsChat(await stack.enter_async_context(serve_teams(tenant)))
        school = SchoolProgram(place, tenant.time, slack_chat, teams_chat)
        slack = SlackDriver(school, slack_chat, seed=seed)
        teams = TeamsDriver(school, teams_chat, seed=seed)
        driver = BothDriver(school, slack, teams, begins)
        await driver.open()
        stack.push_async_callback(driver.close)
        await driver.gets_app(*sorted(begins))
        await school.accounts.keep_up()
        yield driver
