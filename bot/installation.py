"""What a command of the operator works on: the settings around it, the key, database and school.

A command takes from here only what it needs, so that `migrate` works without a key and
`new-key` without anything.
"""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from bot.case_service import CaseService
from bot.clock import Clock, random_bytes
from bot.directory import Directory
from bot.protocol_library import DEFINITIONS, ProtocolLibrary, read_files
from bot.school_settings import SchoolSettings, read_settings
from bot.settings import Settings
from flows.protocol_file import ProtocolFiles
from storage.databases import BUSY_TIMEOUT
from storage.encryption import SchoolKey
from storage.units_of_work import Store

DONE = 0
FAULTS = 1
WRONG_USE = 2
"""What a command gives back to the shell. The last is for wrong options and wrong settings."""

PROTOCOL_FILES = ("protocol.toml", "texts.nl.ftl", "bron.md")


class CommandRefused(Exception):
    """Deze opdracht kan niet worden uitgevoerd. `lines` zegt waarom, en wat je kunt doen."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))


def refuse(*lines: str) -> NoReturn:
    """Stops a command, with Dutch lines that say why and what to do."""
    raise CommandRefused(lines)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a command finds around it. `ask` puts a question to whoever sits at the keyboard."""

    environment: Mapping[str, str]
    clock: Clock
    ask: Callable[[str], str]
    patience: datetime.timedelta = BUSY_TIMEOUT
    """How long to wait for a database that another program holds."""

    def settings(self, *required: str) -> Settings:
        """Reads the settings; raises EnvironmentRefused, also when one of `required` is missing."""
        settings = Settings.read(self.environment)
        settings.require(*required)
        return settings

    @contextlib.contextmanager
    def open_store(self, settings: Settings) -> Iterator[Store]:
        """Opens the database with the school key, and closes it afterwards."""
        key = read_key(settings)
        with Store.open(
            settings.database_url, key, random_bytes, busy_timeout=self.patience
        ) as store:
            yield store


@dataclass(frozen=True, slots=True)
class Installation:
    """A school with its protocol on an open database, with nobody talking to it."""

    store: Store
    directory: Directory
    library: ProtocolLibrary
    cases: CaseService

    @classmethod
    def of(
        cls, store: Store, settings: SchoolSettings, protocol: ProtocolFiles, clock: Clock
    ) -> Installation:
        """Puts the parts together; cards are left in the outbox for the running program."""
        directory = Directory(settings)
        library = ProtocolLibrary(protocol, settings.words)
        cases = CaseService(store, directory, library, clock, lambda: None)
        return cls(store, directory, library, cases)


def id_key(school_key: SchoolKey) -> bytes:
    """Gives the key by which pupils and staff get their opaque ids."""
    return school_key.lookup_of("ids")


def read_key(settings: Settings) -> SchoolKey:
    """Reads the school key; raises MissingKey, UnreadableKey or CommandRefused."""
    path = Path(settings.secret_key_file)
    return SchoolKey.load(
        _bytes_of(
            path,
            f"Er is geen sleutelbestand op {path}."
            " Maak een sleutel met `pestmelding new-key BESTAND`, of zet de bewaarde kopie terug.",
        )
    )


def read_school(path: Path) -> SchoolSettings:
    """Reads school.toml; raises SettingsRefused or CommandRefused."""
    return read_settings(
        _bytes_of(path, f"{path} is er niet. Zet in PESTMELDING_SCHOOL het pad naar school.toml.")
    )


def protocol_of(settings: SchoolSettings, beside: Path) -> ProtocolFiles:
    """Reads the protocol that school.toml names: a folder `beside` that file, or one of the app.

    Raises CommandRefused.
    """
    folders = (beside / settings.protocol, DEFINITIONS / settings.protocol)
    found = next((folder for folder in folders if folder.is_dir()), None)
    if found is None:
        shipped = ", ".join(known_protocols())
        refuse(
            f"school.toml noemt het protocol ‘{settings.protocol}’, en dat is er niet."
            f" Zet een map met die naam naast school.toml, of kies uit: {shipped}."
        )
    return read_protocol(found)


def known_protocols() -> Iterable[str]:
    """Gives the protocols that come with the app."""
    return sorted(path.parent.name for path in DEFINITIONS.glob("*/protocol.toml"))


def read_protocol(folder: Path) -> ProtocolFiles:
    """Reads the files of a protocol; raises CommandRefused with a line for each missing one."""
    if not folder.is_dir():
        refuse(f"De map {folder} is er niet.")
    missing = [name for name in PROTOCOL_FILES if not (folder / name).is_file()]
    if missing:
        refuse(*(f"{name}: dit bestand ontbreekt in {folder}." for name in missing))
    return read_files(folder)


def _bytes_of(path: Path, when_missing: str) -> bytes:
    """Reads a file that a setting points to."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        refuse(when_missing)
    except OSError:
        refuse(f"{path} is niet te lezen. Kijk of het een bestand is en of je het mag lezen.")
