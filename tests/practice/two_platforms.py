"""The accounts of the practice school, of which some colleagues are on two platforms."""

from datetime import timedelta

from bot.clock import PracticeClock
from bot.kept_addresses import KeptAddresses
from bot.linked_accounts import LinkedAccounts
from flows.ports import Surface, Who
from storage.units_of_work import Store
from tests.practice.fake_book import FakeBook
from tests.practice.fake_surface import FakeSurface
from tests.practice.linked import NOW
from tests.practice.twelve import STAFF

CHANNEL = Who("teams", "19:personeel@thread.tacv2")
"""The channel of the staff."""

ON_TEAMS_ALONE = frozenset({"finn"})


def in_slack(person: str) -> Who:
    """Somebody in Slack."""
    return Who("slack", f"U{person}")


def in_teams(person: str) -> Who:
    """Somebody in Teams."""
    return Who("teams", f"aad-{person}")


class TeamsBook(FakeBook):
    """Knows people by their id alone, as Teams does."""

    async def by_email(self, email: str) -> None:
        """Finds nobody."""
        self.asked.append(email)


class TwoPlatforms(LinkedAccounts):
    """Accounts in Slack, found by address, and in Teams, found when somebody comes in."""

    def __init__(self, store: Store, _: Surface) -> None:
        at_slack = {f"U{one.id}": one.email for one in STAFF if one.id not in ON_TEAMS_ALONE}
        self.slack_book = FakeBook("slack", **at_slack)
        self.teams_book = TeamsBook("teams")
        for one in STAFF:
            self.teams_book.gives(in_teams(one.id).id, one.email)
        self.slack = FakeSurface("slack")
        self.teams = FakeSurface("teams")
        self.time = PracticeClock(NOW)
        self.store = store
        self.addresses = KeptAddresses(store, "teams", self.time)
        super().__init__(
            store,
            [(self.slack_book, self.slack), (self.teams_book, self.teams)],
            self.time,
            self._no_pause,
            channel=CHANNEL,
        )

    def again(self) -> "TwoPlatforms":
        """Gives the accounts as another program finds them, on the same platforms."""
        other = TwoPlatforms(self.store, self.slack)
        other._surfaces = {"slack": self.slack, "teams": self.teams}
        return other

    def passes(self, time: timedelta) -> None:
        """Lets time pass."""
        self.time.move_to(self.time.now() + time)

    async def _no_pause(self, seconds: float) -> None:
        pass
