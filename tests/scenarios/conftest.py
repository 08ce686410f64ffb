"""The school in which conversations are played, on whatever platform."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from bot import directory, protocol_library
from bot.practice_school import fill
from flows.leak_check import LeakIndex
from flows.roster import RosterPupil
from tests.scenarios.schools import school_files, school_key


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Makes the database of the school once; each conversation gets a copy."""
    folder = tmp_path_factory.mktemp("school")
    fill(folder, school_key(), school_files)
    return folder


@pytest.fixture
def parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reads the same protocol files once, and the same names: that is not done on each opening."""
    monkeypatch.setattr(protocol_library, "shelve", _shelve)
    monkeypatch.setattr(directory, "LeakIndex", lambda pupils: _leak_index(tuple(pupils)))


_shelve = cache(protocol_library.shelve)


@cache
def _leak_index(pupils: tuple[RosterPupil, ...]) -> LeakIndex:
    return LeakIndex(pupils)
