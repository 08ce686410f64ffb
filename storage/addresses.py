"""Where accounts are reached on a platform that only says so when they come in: ids, no content.

Rules this file keeps:

- `kept_at` moves only when what is kept changes, so an address that stays the same costs no write.
- An address is of an account, whoever that is: whether a colleague is behind it is asked elsewhere.
  That of a channel is of nobody, and stays until it is dropped.
"""

from datetime import datetime

import msgspec
from msgspec.structs import asdict
from sqlalchemy import Connection, bindparam, select

from storage import tables
from storage.moments import Moment

ADDRESSES = tables.addresses
ACCOUNTS = tables.accounts


class KeptAddress(msgspec.Struct, frozen=True):
    """Where one account is reached, in the platform's own words, and since when that is known."""

    platform: str
    user_id: str
    address: str
    kept_at: datetime


FIELDS = [ADDRESSES.c[name] for name in KeptAddress.__struct_fields__]
IS_OF = (ADDRESSES.c.platform == bindparam("on")) & (ADDRESSES.c.user_id == bindparam("user"))
ONE = select(*FIELDS).where(IS_OF)
INSERT = ADDRESSES.insert()
DELETE = ADDRESSES.delete().where(IS_OF)
HAS_ACCOUNT = (
    select(ACCOUNTS.c.user_id)
    .where(ACCOUNTS.c.platform == ADDRESSES.c.platform, ACCOUNTS.c.user_id == ADDRESSES.c.user_id)
    .exists()
)
IS_CHANNEL = ADDRESSES.c.user_id.contains("@thread.")
"""What Teams calls a channel; no account on any platform is called so."""
WITHOUT_ACCOUNT = (
    select(ADDRESSES.c.user_id)
    .where(ADDRESSES.c.platform == bindparam("on"), ~HAS_ACCOUNT, ~IS_CHANNEL)
    .order_by(ADDRESSES.c.kept_at, ADDRESSES.c.user_id)
)
DELETE_OLD = ADDRESSES.delete().where(
    ~HAS_ACCOUNT, ~IS_CHANNEL, ADDRESSES.c.kept_at <= bindparam("until", type_=Moment())
)


class Addresses:
    """The addresses, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, platform: str, user_id: str) -> KeptAddress | None:
        """Gives where an account is reached, or None."""
        row = self._connection.execute(ONE, _named(platform, user_id)).one_or_none()
        return None if row is None else KeptAddress(*row)

    def put(self, address: KeptAddress) -> None:
        """Keeps an address in place of what this account had."""
        self.drop(address.platform, address.user_id)
        self._connection.execute(INSERT, asdict(address))

    def drop(self, platform: str, user_id: str) -> None:
        """Forgets an address; again is harmless."""
        self._connection.execute(DELETE, _named(platform, user_id))

    def without_account(self, platform: str) -> tuple[str, ...]:
        """Gives the user ids with an address of which nobody on staff is known, oldest first."""
        return tuple(self._connection.scalars(WITHOUT_ACCOUNT, {"on": platform}))

    def forget_strangers(self, until: datetime) -> int:
        """Forgets the addresses without a colleague that did not change after a moment."""
        return self._connection.execute(DELETE_OLD, {"until": until}).rowcount


def _named(platform: str, user_id: str) -> dict[str, str]:
    return {"on": platform, "user": user_id}
