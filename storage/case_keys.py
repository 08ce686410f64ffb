"""The key of each case: made with the case, wrapped by the school key, destroyed with the case.

Within a transaction a key is unlocked once; whoever destroys it says so (`forget`).
"""

from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from storage import tables
from storage.encryption import DataKey, Place, Sealing
from storage.errors import Erased, UnknownCase

KEYS = tables.case_keys
STONES = tables.tombstones

INSERT = KEYS.insert()
WRAPPED = select(KEYS.c.wrapped).where(KEYS.c.case_id == bindparam("case"))
HAS_KEY = select(KEYS.c.case_id).where(KEYS.c.case_id == bindparam("case"))
HAS_STONE = select(STONES.c.case_id).where(STONES.c.case_id == bindparam("case"))


class CaseKeys:
    """The wrapped keys of the cases, within one transaction."""

    def __init__(self, connection: Connection, sealing: Sealing) -> None:
        self._connection = connection
        self._sealing = sealing
        self._unlocked: dict[str, DataKey] = {}

    def make(self, case_id: str, at: datetime) -> None:
        """Makes and stores the key of a new case."""
        key = self._sealing.fresh_key()
        row = {
            "case_id": case_id,
            "key_id": key.id.hex(),
            "wrapped": self._sealing.wrap(key, _place(case_id)),
            "created_at": at,
        }
        self._connection.execute(INSERT, row)

    def get(self, case_id: str) -> DataKey:
        """Gives the key of a case; raises UnknownCase, Erased, WrongKey or Damaged."""
        known = self._unlocked.get(case_id)
        if known is not None:
            return known
        wrapped = self._connection.scalar(WRAPPED, {"case": case_id})
        if wrapped is None:
            raise Erased if self.is_erased(case_id) else UnknownCase
        key = self._sealing.unwrap(wrapped, _place(case_id))
        self._unlocked[case_id] = key
        return key

    def forget(self, case_id: str) -> None:
        """Unlocks nothing more with a key that was destroyed in this transaction."""
        self._unlocked.pop(case_id, None)

    def has(self, case_id: str) -> bool:
        """Whether the case is there and not erased."""
        return self._connection.scalar(HAS_KEY, {"case": case_id}) is not None

    def is_erased(self, case_id: str) -> bool:
        """Whether the case was there once, and was erased."""
        return self._connection.scalar(HAS_STONE, {"case": case_id}) is not None


def _place(case_id: str) -> Place:
    return Place("case_keys", "wrapped", case_id)
