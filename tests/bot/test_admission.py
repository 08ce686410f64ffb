"""How long what a platform said of an account counts."""

import datetime

import pytest

from bot.admission import COUNTS_FOR, TRUSTED_FOR, Admission
from flows.ports import Account, NoAnswer, Who

BRAM = Account(Who("teams", "bram"), "bram@school.example")
NOW = datetime.datetime(2026, 11, 23, 9, tzinfo=datetime.UTC)


class SetClock:
    """A clock that can be put back."""

    def __init__(self) -> None:
        self.moment = NOW

    def now(self) -> datetime.datetime:
        """Gives the moment."""
        return self.moment


class Book:
    """Knows Bram, until he is a guest or nobody answers (`flows.ports.AccountBook`)."""

    platform = "teams"

    def __init__(self) -> None:
        self.account_now: Account | None = BRAM
        self.is_silent = False

    async def account(self, user_id: str) -> Account | None:
        """Gives the account as it is now."""
        del user_id
        if self.is_silent:
            raise NoAnswer
        return self.account_now

    async def by_email(self, email: str) -> Account | None:
        """Finds nobody."""
        del email
        return None


@pytest.mark.parametrize("back", [TRUSTED_FOR, datetime.timedelta(days=400)], ids=str)
async def test_the_clock_is_put_back(back: datetime.timedelta) -> None:
    """Somebody who became a guest stays in no longer for it, and nobody while nothing is known."""
    clock, book = SetClock(), Book()
    admission = Admission({"teams": book}, clock)
    assert BRAM == await admission.account(BRAM.who)
    book.account_now = None
    clock.moment -= back
    book.is_silent = True
    with pytest.raises(NoAnswer):
        await admission.account(BRAM.who)
    book.is_silent = False

    assert await admission.account(BRAM.who) is None


async def test_a_small_step_back_asks_nothing() -> None:
    """A clock that was a little ahead is no reason to ask again."""
    clock, book = SetClock(), Book()
    admission = Admission({"teams": book}, clock)
    await admission.account(BRAM.who)
    book.is_silent = True
    clock.moment -= COUNTS_FOR / 2

    assert BRAM == await admission.account(BRAM.who)
