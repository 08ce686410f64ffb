"""An installation to command: the fictional school in a database of its own, with a key."""

from __future__ import annotations

import asyncio
import datetime
import functools
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.case_service import CaseService
from bot.clock import PracticeClock, random_bytes
from bot.directory import Directory
from bot.installation import Installation, Surroundings, protocol_of, read_school
from bot.protocol_library import ProtocolLibrary
from bot.school_settings import FILE_NAME
from flows.commands import ReportBullying
from flows.effects import Decision
from flows.event_parts import Involved
from flows.identity import Identity
from storage.encryption import SchoolKey
from storage.migrations import migrate
from storage.units_of_work import Store
from tests.flows.small_school import INTAKE

FICTIONAL = Path(__file__).parents[2] / "bot" / "fictional_school"

MONDAY = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC)
"""Monday 23 November 2026, 10:00 at school."""

CASE = "7K3Q"


@functools.cache
def the_library() -> ProtocolLibrary:
    """Reads the protocol of the fictional school, once for all tests."""
    settings = read_school(FICTIONAL / FILE_NAME)
    return ProtocolLibrary(protocol_of(settings, FICTIONAL), settings.words)


def nobody_there(question: str) -> str:
    """Is what a question meets when there is no keyboard."""
    raise EOFError(question)


@dataclass
class Operator:
    """Somebody at the keyboard of one installation."""

    folder: Path
    clock: PracticeClock = field(default_factory=lambda: PracticeClock(MONDAY))
    answer: Callable[[str], str] = nobody_there
    patience: datetime.timedelta = datetime.timedelta(milliseconds=30)
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def database(self) -> Path:
        """The file of the database."""
        return self.folder / "pestmelding.db"

    @property
    def key_file(self) -> Path:
        """The file of the school key."""
        return self.folder / "sleutel"

    @property
    def url(self) -> str:
        """The database as a setting names it."""
        return f"sqlite:///{self.database}"

    @property
    def environment(self) -> dict[str, str]:
        """The settings, as this operator has set them."""
        return {
            "PESTMELDING_DATABASE_URL": self.url,
            "PESTMELDING_SECRET_KEY_FILE": str(self.key_file),
            "PESTMELDING_SCHOOL": str(FICTIONAL / FILE_NAME),
            **self.extra,
        }

    def gives(self, *argv: str) -> int:
        """Gives a command and gets its exit code."""
        around = Surroundings(self.environment, self.clock, self.answer, self.patience)
        return main(argv, around)

    def store(self) -> Store:
        """Opens the database as the program does."""
        key = SchoolKey.load(self.key_file.read_bytes())
        return Store.open(self.url, key, random_bytes)

    def installation(self, store: Store) -> Installation:
        """Puts school and protocol on an open store."""
        directory = Directory(read_school(FICTIONAL / FILE_NAME))
        library = the_library()
        cases = CaseService(store, directory, library, self.clock, lambda: None)
        return Installation(store, directory, library, cases)

    def reports(self, case_id: str = CASE, target: str = "Sanne van den Berg") -> None:
        """Stores a melding about a pupil of the fictional school, by Ilse Brouwer."""
        with self.store() as store:
            asyncio.run(self.report(store, case_id, target))

    async def report(
        self, store: Store, case_id: str = CASE, target: str = "Sanne van den Berg"
    ) -> None:
        """Does what `reports` does, on a store that is open."""
        installation = self.installation(store)
        people = store.read_now(installation.directory.people)
        pupil = next(one for one in people.pupils.values() if one.full_name == target)
        reporter = next(one for one in people.staff if one.name == "Ilse Brouwer")
        command = ReportBullying(
            actor=reporter.id,
            case_id=case_id,
            protocol=installation.library.current.loaded.sha256,
            involved=(Involved("p1", ("gepeste",)),),
            answers=INTAKE,
        )
        identity = people.identity("p1", pupil.id)
        assert isinstance(identity, Identity)
        store.run_now(installation.library.store_current)
        decision = await installation.cases.report(command, (identity,), f"form-{case_id}")
        assert isinstance(decision, Decision), decision


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a key and a database that holds the fictional school."""
    folder = tmp_path_factory.mktemp("school")
    operator = Operator(folder)
    operator.key_file.write_text(SchoolKey.fresh(random_bytes), encoding="ascii")
    migrate(operator.url)
    assert 0 == operator.gives("import", str(FICTIONAL), "--apply")
    return folder


@pytest.fixture
def operator(filled: Path, tmp_path: Path) -> Operator:
    """Somebody who runs the fictional school."""
    folder = tmp_path / "installatie"
    shutil.copytree(filled, folder)
    return Operator(folder)


@pytest.fixture
def newcomer(tmp_path: Path) -> Operator:
    """Somebody who has nothing yet."""
    return Operator(tmp_path)
