"""What a platform knows of its people, in memory; a test can let it be silent."""

from flows.ports import Account, NoAnswer, Who


class FakeBook:
    """Accounts by id (`flows.ports.AccountBook`)."""

    def __init__(self, platform: str = "playground", **emails: str) -> None:
        self.platform = platform
        self.is_silent = False
        self.asked: list[str] = []
        """Each id or address that was asked about, in order."""
        self._accounts: dict[str, Account | None] = {}
        for user_id, email in emails.items():
            self.gives(user_id, email)

    def gives(self, user_id: str, email: str, login: str = "") -> None:
        """Lets somebody in under an address from now on."""
        self._accounts[user_id] = Account(Who(self.platform, user_id), email, login)

    def refuses(self, user_id: str) -> None:
        """Knows somebody from now on as a guest."""
        self._accounts[user_id] = None

    async def account(self, user_id: str) -> Account | None:
        """Gives an account that may come in."""
        self._ask(user_id)
        return self._accounts.get(user_id)

    async def by_email(self, email: str) -> Account | None:
        """Finds an account that may come in."""
        self._ask(email)
        found = (one for one in self._accounts.values() if one is not None and one.email == email)
        return next(found, None)

    def _ask(self, about: str) -> None:
        self.asked.append(about)
        if self.is_silent:
            raise NoAnswer
