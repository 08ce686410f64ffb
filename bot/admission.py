"""Who may come in from a platform: asked of the platform, and remembered for a short while.

Rules this file keeps:

- What is known of an account counts for five minutes: somebody who became a guest, or whose account
  was switched off, is out within that time.
- A platform that does not answer locks nobody out at once: who was let in is let in for ten minutes
  more. After that nobody is, until it answers again.
- A clock that is put back makes nothing count for longer.
- Whoever asks about the same account at the same moment waits for one answer.
"""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Mapping

import msgspec

from bot.clock import Clock
from bot.logs import log
from flows.ports import Account, AccountBook, NoAnswer, Who

COUNTS_FOR = datetime.timedelta(minutes=5)
"""How long what the platform said is not asked again."""

TRUSTED_FOR = datetime.timedelta(minutes=15)
"""How long who was let in is let in while the platform does not answer."""

ANSWERS_WITHIN = 1.5
"""Seconds that the platform has to answer: somebody waits, who must see something within two."""


class _Checked(msgspec.Struct, frozen=True):
    """What the platform said of an account, and when; None for one that no colleague could have."""

    at: datetime.datetime
    account: Account | None


class Admission:
    """Lets accounts in that a colleague could have."""

    def __init__(self, books: Mapping[str, AccountBook], clock: Clock) -> None:
        self._books = books
        self._clock = clock
        self._checked: dict[Who, _Checked] = {}
        self._asking: dict[Who, asyncio.Task[_Checked | None]] = {}

    async def account(self, who: Who) -> Account | None:
        """Gives an account that may come in, else None. Raises `NoAnswer`."""
        known = self._checked.get(who)
        age = abs(self._clock.now() - known.at) if known is not None else TRUSTED_FOR
        if known is not None and age < COUNTS_FOR:
            return known.account
        if who.platform not in self._books:
            return None
        answer = await self._asked(who)
        if answer is not None:
            return answer.account
        if known is not None and known.account is not None and age < TRUSTED_FOR:
            return known.account
        raise NoAnswer

    async def is_refused(self, who: Who) -> bool:
        """Says whether an account was refused when it was last asked about, however long ago.

        For whom nothing is sent to, then. Asked now when that never was; without answer: no.
        """
        known = self._checked.get(who) or await self._asked(who)
        return known is not None and known.account is None

    def admit(self, account: Account) -> None:
        """Remembers an account that the platform just gave."""
        self._checked[account.who] = _Checked(self._clock.now(), account)

    def forget(self, who: Who) -> None:
        """Asks about an account at its next request; an answer that is under way is not kept."""
        self._checked.pop(who, None)
        self._asking.pop(who, None)

    async def _asked(self, who: Who) -> _Checked | None:
        """Gives the platform's answer; None when there is none."""
        asking = self._asking.get(who)
        if asking is None:
            asking = asyncio.create_task(self._ask(who))
            self._asking[who] = asking
        return await asyncio.shield(asking)

    async def _ask(self, who: Who) -> _Checked | None:
        asking = asyncio.current_task()
        try:
            account = await asyncio.wait_for(
                self._books[who.platform].account(who.id), ANSWERS_WITHIN
            )
        except (NoAnswer, TimeoutError):
            log.warning("account_unanswered", platform=who.platform)
            return None
        finally:
            is_current = self._asking.get(who) is asking
            if is_current:
                del self._asking[who]
        answer = _Checked(self._clock.now(), account)
        if is_current:
            self._checked[who] = answer
        if account is None:
            log.warning("account_refused", platform=who.platform)
        return answer
