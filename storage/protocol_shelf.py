"""The protocols that were ever in use, byte for byte, so that a case can finish on its own."""

import msgspec
from msgspec.structs import asdict
from sqlalchemy import Connection, select

from storage import tables
from storage.errors import ProtocolChanged

PROTOCOLS = tables.protocols


class StoredProtocol(msgspec.Struct, frozen=True):
    """A protocol as it was loaded; `hash` is what cases refer to it by."""

    hash: str
    protocol_id: str
    version: str
    content: bytes


class ProtocolShelf:
    """The stored protocols, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, protocol: StoredProtocol) -> None:
        """Stores a protocol; again is harmless.

        Raises ProtocolChanged when another hash is stored under the same id and version.
        """
        query = select(PROTOCOLS.c.hash).where(
            PROTOCOLS.c.protocol_id == protocol.protocol_id,
            PROTOCOLS.c.version == protocol.version,
        )
        known = self._connection.scalar(query)
        if known is None:
            self._connection.execute(PROTOCOLS.insert().values(asdict(protocol)))
        elif known != protocol.hash:
            raise ProtocolChanged

    def get(self, hash_: str) -> StoredProtocol | None:
        """Gives the protocol with this hash, or None."""
        query = select(PROTOCOLS).where(PROTOCOLS.c.hash == hash_)
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else msgspec.convert(row, StoredProtocol)
