"""Real people who play somebody of the fictional school, to practise in a workspace for tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from flows.nearest_word import meant
from flows.ports import Account, AccountBook


class NobodyPlays(Exception):
    """De rolverdeling klopt niet. `lines` zegt per regel wat er moet veranderen."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))


class PlayedBook:
    """Gives the accounts of real people under the address of whom they play (`AccountBook`)."""

    def __init__(self, book: AccountBook, plays: Mapping[str, str]) -> None:
        self.platform = book.platform
        self._book = book
        self._plays = plays
        self._played_by = {fictional: real for real, fictional in plays.items()}

    async def account(self, user_id: str) -> Account | None:
        """Gives an account, with the address of whom it plays."""
        return self._as_played(await self._book.account(user_id))

    async def by_email(self, email: str) -> Account | None:
        """Finds the account of who plays the person with this address."""
        return self._as_played(await self._book.by_email(self._played_by.get(email, email)))

    def _as_played(self, account: Account | None) -> Account | None:
        if account is None:
            return None
        played = (self._plays.get(one) for one in (account.email, account.login))
        return msgspec.structs.replace(account, email=next(filter(None, played), account.email))


def cast_from(pairs: Iterable[str], emails: Iterable[str]) -> dict[str, str]:
    """Reads who plays whom from pairs ECHT=VERZONNEN; `emails` are those of the fictional school.

    Raises `NobodyPlays` with a line for each pair that cannot be.
    """
    known = frozenset(emails)
    plays: dict[str, str] = {}
    faults = []
    for pair in pairs:
        real, equals, fictional = (part.strip().lower() for part in pair.partition("="))
        if not equals or "@" not in real or "@" not in fictional:
            faults.append(
                "--speelt: schrijf eerst het echte adres, dan = en dan het adres van wie diegene"
                " speelt, bijvoorbeeld jij@school.nl=k.haddad@vlierhof.example."
            )
        elif fictional not in known:
            faults.append(
                f"--speelt: {fictional} werkt niet op de oefenschool.{meant(fictional, known)}"
            )
        elif real in plays or fictional in plays.values():
            faults.append(f"--speelt: {real} of {fictional} staat er twee keer.")
        else:
            plays[real] = fictional
    if faults:
        raise NobodyPlays(faults)
    return plays
