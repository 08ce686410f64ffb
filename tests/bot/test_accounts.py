"""One platform that knows people by their staff id."""

from bot.accounts import SamePlatform
from flows.ports import Who
from flows.staff_channel import CHANNEL
from tests.bot.running.test_linked_accounts import Wall


async def test_everybody_is_who_they_are_called() -> None:
    """On that platform, and on no other one; there is no channel."""
    wall = Wall()
    accounts = SamePlatform(wall, lambda _: True)
    assert (wall, Who("playground", "bram")) == await accounts.whereabouts("bram")
    assert await accounts.whereabouts(CHANNEL) is None
    assert ("bram", "") == (
        accounts.known_as("playground", "bram"),
        accounts.known_as("teams", "bram"),
    )
