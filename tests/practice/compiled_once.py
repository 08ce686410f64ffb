"""Statements that are compiled once in a test process, for all the databases that it opens.

SQLAlchemy compiles each statement again for each engine. A school makes its engines once; the tests
make them thousands of times, and a third of what they cost was that.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any
from unittest.mock import patch

from sqlalchemy import Dialect, create_engine

from storage import sqlite_database


@contextmanager
def compiled_once() -> Iterator[None]:
    """Compiles each statement once, however many databases are opened meanwhile."""
    make_engine = partial(create_engine, execution_options={"compiled_cache": CompiledOnce()})
    with patch.object(sqlite_database, "create_engine", make_engine):
        yield


class CompiledOnce(dict[tuple[object, ...], Any]):
    """Compiled statements, by all that SQLAlchemy asks for them by except the engine's dialect.

    Only for engines that differ in nothing that is compiled.
    """

    def get(self, key: tuple[object, ...], default: object = None) -> Any:  # noqa: ANN401 - as dict
        """Finds a statement that was compiled for any engine."""
        return super().get(_whatever_engine(key), default)

    def __setitem__(self, key: tuple[object, ...], compiled: object) -> None:
        super().__setitem__(_whatever_engine(key), compiled)


def _whatever_engine(key: tuple[object, ...]) -> tuple[object, ...]:
    dialect, *rest = key
    assert isinstance(dialect, Dialect)
    return tuple(rest)
