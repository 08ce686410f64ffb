"""Which account on a chat platform is whose: ids only, no address and no name.

Rules this file keeps:

- A member of staff has one account on a platform. An account can have been two people's, when one
  of them left: then the rows of both stand here until no card of the first stands any more.
"""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from msgspec.structs import asdict
from sqlalchemy import Connection, bindparam, select

from storage import tables
from storage.moments import Moment
from storage.outbox import is_unfinished

ACCOUNTS = tables.accounts
CARDS = tables.sent_cards
OUTBOX = tables.outbox
STAFF = tables.staff


class LinkedAccount(msgspec.Struct, frozen=True):
    """The account of a member of staff; `user_id` is the platform's own id."""

    platform: str
    staff_id: str
    user_id: str
    linked_at: datetime
    used_at: datetime | None = None
    """Since when this person goes on here; None when they last did something elsewhere, if ever."""


FIELDS = [ACCOUNTS.c[name] for name in LinkedAccount.__struct_fields__]
ALL = select(*FIELDS).order_by(ACCOUNTS.c.platform, ACCOUNTS.c.staff_id)
INSERT = ACCOUNTS.insert()
DELETE = ACCOUNTS.delete().where(
    ACCOUNTS.c.platform == bindparam("on"), ACCOUNTS.c.staff_id == bindparam("person")
)
LEAVE = ACCOUNTS.update().where(ACCOUNTS.c.staff_id == bindparam("person")).values(used_at=None)
USE = (
    ACCOUNTS.update()
    .where(ACCOUNTS.c.platform == bindparam("on"), ACCOUNTS.c.staff_id == bindparam("person"))
    .values(used_at=bindparam("at", type_=Moment()))
)
ON_STAFF = select(STAFF.c.row_id).where(STAFF.c.row_id == ACCOUNTS.c.staff_id).exists()
HAS_CARDS = select(CARDS.c.staff_id).where(CARDS.c.staff_id == ACCOUNTS.c.staff_id).exists()
WAITS = (
    select(OUTBOX.c.id)
    .where(OUTBOX.c.staff_id == ACCOUNTS.c.staff_id, is_unfinished(OUTBOX.c.state))
    .exists()
)
OF_WHO_LEFT = ALL.where(~ON_STAFF, ~HAS_CARDS, ~WAITS)


class Accounts:
    """The accounts, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[LinkedAccount, ...]:
        """Gives every account, by platform and member of staff."""
        return tuple(LinkedAccount(*row) for row in self._connection.execute(ALL))

    def put(self, account: LinkedAccount) -> None:
        """Stores an account in place of what this person had on that platform."""
        self.drop(account.platform, account.staff_id)
        self._connection.execute(INSERT, asdict(account))

    def drop(self, platform: str, staff_id: str) -> None:
        """Forgets an account; again is harmless."""
        self._connection.execute(DELETE, {"on": platform, "person": staff_id})

    def use(self, places: Sequence[tuple[str, str]], at: datetime) -> None:
        """Notes since when people go on where, and that they do so nowhere else.

        A place is a platform and a member of staff; of two for the same one the last counts.
        """
        last = {staff_id: platform for platform, staff_id in places}
        if not last:
            return
        self._connection.execute(LEAVE, [{"person": staff_id} for staff_id in last])
        used = [{"on": last[staff_id], "person": staff_id, "at": at} for staff_id in last]
        self._connection.execute(USE, used)

    def of_who_left(self) -> tuple[LinkedAccount, ...]:
        """Gives the accounts that no card needs any more, of people who are not on staff."""
        return tuple(LinkedAccount(*row) for row in self._connection.execute(OF_WHO_LEFT))
