"""Which member of staff has which account on the platforms, found by their e-mail address.

Rules this file keeps:

- Somebody who comes in is whose address the account has. An account whose address nobody on staff
  has, stays with whom it was linked to, as long as that person is on staff.
- Nothing is posted to an account that was refused; what stands there is still replaced.
- Who is on staff and has no account is looked for once a day, after each import, and found at once
  when they come by themselves.
- Who came in on a platform before they were on staff is looked at once a day and after an import.
  What is kept of where strangers are reached, is forgotten after a month.
- New cards go to the platform where somebody last did something; that is written down when it
  changes, not at each request. What stands, stands where it was posted.
- The account of somebody who left stays known as long as a card of theirs stands.
- Platforms are asked one question at a time, with a pause, for they count them.
"""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Awaitable, Callable, Sequence

import msgspec

from bot.accounts import NOWHERE
from bot.admission import Admission
from bot.clock import Clock
from bot.logs import log
from bot.next_turn import NextTurn
from flows.cards import Card
from flows.ports import (
    Account,
    AccountBook,
    NoAnswer,
    NotSent,
    Placed,
    Surface,
    Unreachable,
    Who,
)
from flows.roster import StaffMember
from flows.staff_channel import CHANNEL
from storage.accounts import LinkedAccount
from storage.units_of_work import Store, UnitOfWork

LOOKED_FOR_EVERY = datetime.timedelta(days=1)
STRANGERS_FOR = datetime.timedelta(days=30)
"""How long it is kept where somebody is reached who is not on staff."""
PAUSE = 1.2
"""Seconds between two questions of a round: Slack answers 50 a minute about an address."""

Platform = tuple[AccountBook, Surface]
Sleep = Callable[[float], Awaitable[None]]
Place = tuple[str, str]
"""A platform and a member of staff."""

_member = msgspec.json.Decoder(StaffMember)


class _Staff(msgspec.Struct, frozen=True):
    """Everybody on staff at one version of the list."""

    version: int
    by_email: dict[str, str]
    emails: dict[str, str]
    """By member of staff."""


class _Looked(msgspec.Struct, frozen=True):
    """When a colleague was last looked for, in which list of staff."""

    at: datetime.datetime
    version: int


class LinkedAccounts:
    """The accounts of the staff (`bot.accounts.Accounts`)."""

    def __init__(
        self,
        store: Store,
        platforms: Sequence[Platform],
        clock: Clock,
        sleep: Sleep = asyncio.sleep,
        *,
        channel: Who | None = None,
    ) -> None:
        """Takes where the staff channel is, when the school has one."""
        self._store = store
        self._clock = clock
        self._sleep = sleep
        self._channel = channel
        self._books = {book.platform: book for book, _ in platforms}
        self._surfaces = {surface.platform: surface for _, surface in platforms}
        self._admission = Admission(self._books, clock)
        self._users: dict[Place, str] = {}
        self._used: dict[str, str] = {}
        """The platform where each member of staff last did something."""
        self._looked: dict[Place | Who, _Looked] = {}
        self._recognised: dict[Account, str] = {}
        self._staff = _Staff(-1, {}, {})
        self._reading_staff = NextTurn[None](self._read_staff_anew)
        self._moving = NextTurn[Place](self._write_moves)

    async def open(self) -> None:
        """Reads who was linked before."""
        rows = await self._store.read(lambda unit: unit.accounts.all())
        self._users = {(row.platform, row.staff_id): row.user_id for row in rows}
        used = sorted((row.used_at, row.staff_id, row.platform) for row in rows if row.used_at)
        self._used = {staff_id: platform for _, staff_id, platform in used}

    async def staff_id(self, who: Who, *, goes_on: bool = True) -> str | None:
        """Gives the member of staff behind an account that may come in; else None.

        Raises `NoAnswer`. Who is recognised may have left the staff less than a minute ago.
        """
        account = await self._admission.account(who)
        if account is None:
            return None
        staff_id = self._recognised.get(account)
        if staff_id is None:
            await self._read_staff()
            staff_id = await self._settle(account)
        if goes_on and staff_id is not None and self._used.get(staff_id) != who.platform:
            await self._goes_on(staff_id, who.platform)
        return staff_id

    async def whereabouts(
        self, staff_id: str, passing: frozenset[str] = NOWHERE
    ) -> tuple[Surface, Who] | None:
        """Gives where new cards for a member of staff go; looks for who has no account yet.

        Raises `NotSent` when the platform gives no answer.
        """
        if staff_id == CHANNEL:
            return self._of_channel(passing)
        open_to = [platform for platform in self._surfaces if platform not in passing]
        linked = [one for one in open_to if (one, staff_id) in self._users]
        linked.sort(key=lambda platform: platform != self._used.get(staff_id))
        for platform in (*linked, *open_to):
            try:
                user_id = await self._user_of(platform, staff_id)
            except NoAnswer:
                raise NotSent("timed_out") from None
            if user_id is None:
                continue
            surface, who = self._surfaces[platform], Who(platform, user_id)
            refused = await self._admission.is_refused(who)
            return (_OnlyReplacing(surface) if refused else surface), who
        return None

    def _of_channel(self, passing: frozenset[str]) -> tuple[Surface, Who] | None:
        who = self._channel
        if who is None or who.platform in passing or who.platform not in self._surfaces:
            return None
        return self._surfaces[who.platform], who

    async def standing(self, staff_id: str, platform: str) -> tuple[Surface, Who] | None:
        """Gives where what stands on a platform for a member of staff is replaced."""
        if staff_id == CHANNEL:
            return self._of_channel(NOWHERE)
        user_id = self._users.get((platform, staff_id))
        surface = self._surfaces.get(platform)
        return (surface, Who(platform, user_id)) if surface and user_id else None

    def known_as(self, platform: str, staff_id: str) -> str:
        """Gives the account somebody was linked to; asks nothing of the platform."""
        return self._users.get((platform, staff_id), "")

    def forget(self, who: Who) -> None:
        """Asks about an account at its next request, for the platform says that it changed."""
        self._admission.forget(who)

    async def keep_up(self) -> None:
        """Looks for who was not looked for today, and forgets who left; to be called every minute.

        Goes on where it stopped when a platform gave no answer.
        """
        await self._read_staff()
        asked, is_complete = 0, True
        for platform in self._books:
            try:
                asked += await self._newcomers(platform)
                asked += await self._colleagues(platform)
            except NoAnswer:
                log.warning("accounts_unanswered", platform=platform)
                is_complete = False
        if asked and is_complete:
            await self._forget_who_left()
            missing = sum(not self._is_linked(staff_id) for staff_id in self._staff.emails)
            log.info("accounts_looked_for", count=missing)

    async def _newcomers(self, platform: str) -> int:
        """Looks at who came in on a platform and is nobody on staff yet; gives how many."""
        users = await self._store.read(lambda unit: unit.addresses.without_account(platform))
        asked = 0
        for who in (Who(platform, user_id) for user_id in users):
            looked = self._looked.get(who)
            if looked is not None and self._is_fresh(looked):
                continue
            if asked:
                await self._sleep(PAUSE)
            asked += 1
            account = await self._admission.account(who)
            if account is not None:
                await self._settle(account)
            self._looked[who] = _Looked(self._clock.now(), self._staff.version)
        return asked

    async def _colleagues(self, platform: str) -> int:
        """Looks for everybody on staff who was not looked for today; gives how many."""
        asked = 0
        for staff_id in tuple(self._staff.emails):
            if self._was_looked_for((platform, staff_id)):
                continue
            if asked:
                await self._sleep(PAUSE)
            asked += 1
            await self._look_for((platform, staff_id))
        return asked

    def _is_linked(self, staff_id: str) -> bool:
        return any((platform, staff_id) in self._users for platform in self._books)

    async def _read_staff(self) -> None:
        """Reads who is on staff, again when the list was replaced."""
        await self._reading_staff.share(None)

    async def _read_staff_anew(self, _: list[None]) -> None:
        self._staff, before = await self._store.read(self._staff_in), self._staff
        if self._staff.version != before.version:
            self._recognised.clear()

    def _staff_in(self, unit: UnitOfWork) -> _Staff:
        version = unit.staff.version
        if version == self._staff.version:
            return self._staff
        members = tuple(_member.decode(row) for row in unit.staff.all())
        return _Staff(
            version,
            {one.email.lower(): one.id for one in members if one.email},
            {one.id: one.email.lower() for one in members if one.email},
        )

    async def _user_of(self, platform: str, staff_id: str) -> str | None:
        place = (platform, staff_id)
        if place not in self._users:
            await self._read_staff()
            if staff_id in self._staff.emails and not self._was_looked_for(place):
                await self._look_for(place)
        return self._users.get(place)

    def _was_looked_for(self, place: Place) -> bool:
        """Says whether there is nothing to ask about a colleague today."""
        looked = self._looked.get(place)
        if looked is None:
            return False
        return self._is_fresh(looked, by_any_list=place in self._users)

    def _is_fresh(self, looked: _Looked, *, by_any_list: bool = False) -> bool:
        if self._clock.now() - looked.at >= LOOKED_FOR_EVERY:
            return False
        return by_any_list or looked.version == self._staff.version

    async def _look_for(self, place: Place) -> None:
        """Checks the account of a colleague, or finds the one with their address.

        Raises `NoAnswer`.
        """
        platform, staff_id = place
        user_id = self._users.get(place)
        account = None
        if user_id is not None:
            account = await self._admission.account(Who(platform, user_id))
        if account is None:
            account = await self._books[platform].by_email(self._staff.emails[staff_id])
        if account is not None:
            self._admission.admit(account)
            await self._settle(account)
        if not self._is_linked(staff_id):
            log.info("account_missing", platform=platform, staff_id=staff_id)
        self._looked[place] = _Looked(self._clock.now(), self._staff.version)

    async def _settle(self, account: Account) -> str | None:
        """Gives whose account it is and stores that, when it is anybody's."""
        by_email = self._staff.by_email
        staff_id = by_email.get(account.email) or by_email.get(account.login)
        staff_id = staff_id or self._still_with(account.who)
        if staff_id is None:
            log.info("account_without_staff", platform=account.who.platform)
            return None
        place = (account.who.platform, staff_id)
        if self._users.get(place) != account.who.id:
            await self._link(place, account.who)
        self._recognised[account] = staff_id
        return staff_id

    def _still_with(self, who: Who) -> str | None:
        """Gives whose account it was, as long as that is somebody on staff."""
        return next(
            (
                staff_id
                for (platform, staff_id), user_id in self._users.items()
                if Who(platform, user_id) == who and staff_id in self._staff.emails
            ),
            None,
        )

    async def _link(self, place: Place, who: Who) -> None:
        """Gives an account to a member of staff, and to no other who is on staff."""
        platform, staff_id = place
        before = self._still_with(who)
        now = self._clock.now()
        used_at = now if self._used.get(staff_id) == platform else None
        row = LinkedAccount(platform, staff_id, who.id, now, used_at)

        def work(unit: UnitOfWork) -> None:
            if before is not None:
                unit.accounts.drop(platform, before)
            unit.accounts.put(row)

        await self._store.run(work, named="account")
        if before is not None:
            self._users.pop((platform, before), None)
            self._looked.pop((platform, before), None)
            if self._used.get(before) == platform:
                del self._used[before]
        self._users[place] = who.id
        self._recognised.clear()
        log.info("account_linked", platform=platform, staff_id=staff_id)

    async def _goes_on(self, staff_id: str, platform: str) -> None:
        """Remembers that somebody did something on another platform than before."""
        await self._moving.share((platform, staff_id))

    async def _write_moves(self, places: list[Place]) -> None:
        now = self._clock.now()
        await self._store.run(lambda unit: unit.accounts.use(places, now), named="accounts used")
        self._used.update({staff_id: platform for platform, staff_id in places})

    async def _forget_who_left(self) -> None:
        until = self._clock.now() - STRANGERS_FOR

        def work(unit: UnitOfWork) -> tuple[LinkedAccount, ...]:
            unit.addresses.forget_strangers(until)
            rows = unit.accounts.of_who_left()
            for row in rows:
                unit.accounts.drop(row.platform, row.staff_id)
            return rows

        for row in await self._store.run(work, named="accounts"):
            self._users.pop((row.platform, row.staff_id), None)


class _OnlyReplacing:
    """The surface for an account that was refused: nothing new, but what stands is kept true."""

    def __init__(self, surface: Surface) -> None:
        self.platform = surface.platform
        self._surface = surface

    async def post(self, who: Who, card: Card, thread_id: str, delivery_id: str) -> Placed:
        """Posts nothing."""
        del who, card, thread_id, delivery_id
        raise Unreachable("recipient_left")

    async def replace(self, who: Who, placed: Placed, card: Card) -> None:
        """Replaces a card."""
        await self._surface.replace(who, placed, card)
