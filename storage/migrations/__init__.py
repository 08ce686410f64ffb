"""Brings a database to the tables that this code needs, with Alembic, from code."""

from pathlib import Path

from alembic import command
from alembic.config import Config

from storage.databases import open_database
from storage.schema_version import check_version, refuse_newer, version_of

__all__ = ["check_version", "migrate"]


def migrate(url: str) -> tuple[str | None, str | None]:
    """Migrates a database, making it when it is not there; gives its versions before and after.

    All migrations are one transaction. Raises NewerDatabase, UnknownDatabase or a Database… error.
    """
    database = open_database(url)
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    try:
        with database.refusals(), database.writer.begin() as connection:
            refuse_newer(connection)
            before = version_of(connection)
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            return before, version_of(connection)
    finally:
        database.close()
