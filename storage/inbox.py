"""Requests that were handled, so that the same one a second time does nothing."""

from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from storage import tables

INBOX = tables.inbox

INSERT = INBOX.insert()


class Inbox:
    """The requests seen, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def seen(self, request_id: str, at: datetime) -> bool:
        """Whether a request was seen before; remembers it when not."""
        try:
            with self._connection.begin_nested():
                self._connection.execute(INSERT, {"request_id": request_id, "seen_at": at})
        except IntegrityError:
            return True
        return False

    def purge(self, before: datetime) -> int:
        """Forgets requests from before a moment (a day ago); gives how many."""
        return self._connection.execute(INBOX.delete().where(INBOX.c.seen_at < before)).rowcount
