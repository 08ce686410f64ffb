"""Plays a conversation in local Teams (`bot.conversation_player.Driver`)."""

import datetime

from bot.clock import random_bytes
from bot.conversation_driver import ending_of
from bot.conversation_file import Ending, TimeStep
from bot.demo import school_key_in
from bot.practice_school import url_of
from bot.staff_change import StaffChange
from flows.event_log import read
from flows.events import Event
from storage.units_of_work import Store, UnitOfWork
from tests.local_teams.in_local_teams import InLocalTeams
from tests.scenarios.teams_hands import TeamsHands
from tests.teams_stub.person import TeamsPerson


class LocalTeamsDriver(TeamsHands):
    """Does what people do in local Teams."""

    def __init__(self, there: InLocalTeams) -> None:
        super().__init__(there.tenant, seed=1)
        self._there = there
        self.begin()

    def person(self, email: str) -> TeamsPerson:
        """Gives somebody in Teams."""
        return self._there.person(email)

    async def again(self) -> None:
        """Waits until all cards that are due are sent."""
        await self._there.clock.settle()

    def was_refused(self, text: str) -> bool:
        """Says no: a sentence in the chat does not show it."""
        return False

    async def advance(self, step: TimeStep) -> None:
        """Lets time pass."""
        await self._there.clock.advance(step)

    async def go_to(self, moment: datetime.datetime) -> None:
        """Lets time pass until a moment in school time."""
        await self._there.clock.go_to(moment)

    async def enrol(self, pupil: str, klas: str, coaches: tuple[str, ...]) -> None:
        """Stands in no conversation that is played here."""
        raise NotImplementedError

    async def staff_changes(self, person: str, change: StaffChange) -> None:
        """Stands in no conversation that is played here."""
        raise NotImplementedError

    async def ending(self) -> Ending:
        """Gives how the melding stands, as it was stored."""
        folder = self._there.folder
        with Store.open(url_of(folder), school_key_in(folder), random_bytes) as store:
            return ending_of(await store.read(_history))


def _history(unit: UnitOfWork) -> tuple[Event, ...]:
    cases = (unit.cases.load(row.case_id) for row in unit.index.all())
    return tuple(read(stored.payload) for case in cases for stored in case)
