"""Brings a database to the tables that this code needs, with Alembic, from code."""

from pathlib import Path

from sqlalchemy import Connection

from storage.databases import open_database
from storage.schema_version import check_version, refuse_newer, version_of
from storage.tables import SCHEMA_VERSION

__all__ = ["check_version", "migrate"]


def migrate(url: str) -> tuple[str | None, str | None]:
    """Migrates a database, making it when it is not there; gives its versions before and after.

    All migrations are one transaction. Raises NewerDatabase, UnknownDatabase or a Database… error.
    """
    database = open_database(url)
    try:
        with database.refusals(), database.writer.begin() as connection:
            refuse_newer(connection)
            before = version_of(connection)
            if before != SCHEMA_VERSION:
                _upgrade(connection)
            return before, version_of(connection)
    finally:
        database.close()


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - only a database that is behind needs Alembic
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
