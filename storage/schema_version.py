"""Which migration a database is at, against the one that this code needs."""

from sqlalchemy import Connection, inspect, text

from storage.errors import NewerDatabase, NotMigrated
from storage.tables import SCHEMA_VERSION

VERSION_TABLE = "alembic_version"


def version_of(connection: Connection) -> str | None:
    """Gives the migration a database is at, or None when it was never migrated."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def refuse_newer(connection: Connection) -> None:
    """Raises NewerDatabase when a later program made the database."""
    if (version_of(connection) or "") > SCHEMA_VERSION:
        raise NewerDatabase


def check_version(connection: Connection) -> None:
    """Raises NewerDatabase or NotMigrated when this code cannot work with the database."""
    refuse_newer(connection)
    if version_of(connection) != SCHEMA_VERSION:
        raise NotMigrated
