"""The one door to the database: whole units of work, each in one transaction.

Rules this file keeps:

- A unit of work is plain synchronous code. All of it is stored, or nothing.
- On SQLite one thread writes, one unit after another; readers see a snapshot beside it.
- A unit of work may be carried out twice, when the commit it shared with others failed.
- Nothing outside `storage` sees a connection that is not in a unit of work.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import Connection

from storage import tables
from storage.access_log import AccessLog
from storage.accounts import Accounts
from storage.addresses import Addresses
from storage.case_index import CaseIndex
from storage.case_keys import CaseKeys
from storage.case_people import CasePeople
from storage.case_store import Cases
from storage.chain import Chain
from storage.databases import BUSY_TIMEOUT, Database, open_database
from storage.encryption import RandomBytes, SchoolKey, Sealing
from storage.erasure import Erasure
from storage.errors import WrongKey
from storage.follow_ups import FollowUps
from storage.inbox import Inbox
from storage.merges import Merges
from storage.notes import Notes
from storage.outbox import Outbox
from storage.protocol_shelf import ProtocolShelf
from storage.registers import Register, versions_of
from storage.schema_version import check_version
from storage.scrubbing import Scrubbing
from storage.sent_cards import SentCards
from storage.verification import Verification
from storage.writing import Writing

T = TypeVar("T")

SCHOOL_KEY_NOTE = "school_key_id"


class UnitOfWork:
    """Everything that is stored, within one transaction."""

    def __init__(self, connection: Connection, sealing: Sealing) -> None:
        school_key = sealing.school_key
        case_keys = CaseKeys(connection, sealing)
        self.connection = connection
        self.school_key_id = school_key.id
        self.scrubbing = Scrubbing(connection)
        self.notes = Notes(connection)
        self.cases = Cases(connection, sealing, case_keys)
        self.people = CasePeople(connection, sealing, case_keys, self.scrubbing)
        self.index = CaseIndex(connection)
        self.merges = Merges(connection)
        self.erasure = Erasure(connection, school_key, case_keys, self.scrubbing)
        self.chain = Chain(connection, school_key)
        self.verification = Verification(connection, school_key, self.cases, self.people)
        self.outbox = Outbox(connection)
        self.cards = SentCards(connection)
        self.accounts = Accounts(connection)
        self.addresses = Addresses(connection)
        self.follow_ups = FollowUps(connection)
        self.inbox = Inbox(connection)
        self.access_log = AccessLog(connection)
        self.roster = Register(connection, tables.roster, sealing, self.scrubbing)
        self.staff = Register(connection, tables.staff, sealing, self.scrubbing)
        self.protocols = ProtocolShelf(connection)

    @property
    def people_version(self) -> tuple[int, int]:
        """Of roster and staff: changes each time one of them is replaced."""
        return versions_of(self.roster, self.staff)


Work = Callable[[UnitOfWork], T]
Seam = Callable[[str], None]
"""Is told the name of each point where a crash could fall: a crash test stops the program there."""


def no_seam(point: str) -> None:
    """Lets every point pass."""
    del point


def recognise_key(unit: UnitOfWork) -> None:
    """Raises WrongKey when the database knows another school key; a new database takes this one."""
    known = unit.notes.get(SCHOOL_KEY_NOTE)
    if known is None:
        unit.notes.put(SCHOOL_KEY_NOTE, unit.school_key_id)
    elif known != unit.school_key_id:
        raise WrongKey


class Store:
    """An open database. Close it, or use it in a `with`."""

    def __init__(self, database: Database, sealing: Sealing, seam: Seam) -> None:
        self._database = database
        self._sealing = sealing
        self._writing = Writing(database, self._unit, seam)
        self._readers = ThreadPoolExecutor(database.readers, "storage-reader")

    @classmethod
    def open(
        cls,
        url: str,
        school_key: SchoolKey,
        random_bytes: RandomBytes,
        *,
        seam: Seam = no_seam,
        busy_timeout: timedelta = BUSY_TIMEOUT,
    ) -> Self:
        """Opens a migrated database, remembers the school key of a new one, scrubs what is due.

        Raises NotMigrated, NewerDatabase, WrongKey, UnknownDatabase or a Database… error.
        """
        database = open_database(url, busy_timeout)
        store = cls(database, Sealing(school_key, random_bytes), seam)
        try:
            store.read_now(lambda unit: check_version(unit.connection))
            store.run_now(recognise_key, named="open")
            if store.read_now(lambda unit: unit.scrubbing.is_due()):
                store.scrub_now()
        except BaseException:
            store.close()
            raise
        return store

    async def run(self, work: Work[T], *, named: str = "work") -> T:
        """Carries out work in one transaction and gives its result.

        Whatever the work raises undoes all of it. `named` is what the seam calls its commit. When
        the caller is cancelled meanwhile, the work may still be committed.
        """
        return await asyncio.wrap_future(self._writing.submit(work, named))

    async def read(self, work: Work[T]) -> T:
        """Carries out work that only reads, beside the writer, on one consistent snapshot."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._readers, self._read, work)

    def run_now(self, work: Work[T], *, named: str = "work") -> T:
        """Does what `run` does and waits for it: for the command line."""
        return self._writing.submit(work, named).result()

    def read_now(self, work: Work[T]) -> T:
        """Does what `read` does and waits for it: for the command line."""
        return self._readers.submit(self._read, work).result()

    def scrub_now(self) -> bool:
        """Leaves no byte of what was destroyed in the database files.

        It is done by itself after each unit of work that destroys something, and on opening. False
        when a reader or another program stood in the way; it stays due then.
        """
        return self._writing.scrub()

    def close(self) -> None:
        """Waits for what is under way and closes the database."""
        self._writing.close()
        self._readers.shutdown()
        self._database.close()

    def _unit(self, connection: Connection) -> UnitOfWork:
        return UnitOfWork(connection, self._sealing)

    def _read(self, work: Work[T]) -> T:
        with self._database.refusals(), self._database.reader.begin() as connection:
            return work(self._unit(connection))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
