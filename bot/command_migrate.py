"""`pestmelding migrate`: makes the database, or brings it to this version."""

from __future__ import annotations

import argparse

from bot.command_line import CommandLine
from bot.installation import DONE, Surroundings
from storage.migrations import migrate


def _carry_out(options: argparse.Namespace, around: Surroundings) -> int:
    del options
    settings = around.settings("DATABASE_URL")
    print("De database wordt klaargezet …")
    before, after = migrate(settings.database_url)
    if before == after:
        print(f"De database was al klaar (versie {after}).")
    else:
        how = "gemaakt" if before is None else f"bijgewerkt vanaf versie {before}"
        print(f"De database is {how} (nu versie {after}).")
    return DONE


MIGRATE = CommandLine("migrate", "de database maken of bijwerken", _carry_out)
