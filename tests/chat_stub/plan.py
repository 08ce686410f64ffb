"""When a local chat platform misbehaves: drawn from a seed, or written out.

How it misbehaves differs per platform, and so does what a call is called.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from random import Random  # noqa: TID251 - chance that comes from a seed, to be drawn again
from typing import Generic, Protocol, TypeVar

Kind = TypeVar("Kind", bound=str)
Kind_co = TypeVar("Kind_co", bound=str, covariant=True)


class Plan(Protocol[Kind_co]):
    """Says how a call is answered."""

    def next(self, method: str) -> Kind_co:
        """Gives what is done with the next call of this method."""


class WellBehaved(Generic[Kind]):
    """Answers every call as it should be."""

    def __init__(self, well: Kind) -> None:
        """Takes the word for no misbehaviour."""
        self._well = well

    def next(self, method: str) -> Kind:
        """Gives no misbehaviour."""
        del method
        return self._well


class SeededPlan(Generic[Kind]):
    """Misbehaves in a share of the calls, drawn from a seed."""

    def __init__(
        self, seed: int, *, well: Kind, kinds: Iterable[Kind], methods: Iterable[str], share: float
    ) -> None:
        """Takes the word for no misbehaviour, what can happen, to which calls, and how often."""
        self._random = Random(seed)  # noqa: S311 - as above
        self._share = share
        self._well = well
        self._kinds = tuple(kinds)
        self._methods = frozenset(methods)

    def next(self, method: str) -> Kind:
        """Draws for one of the methods that it concerns."""
        if method not in self._methods or self._random.random() >= self._share:
            return self._well
        return self._random.choice(self._kinds)


class WrittenPlan(Generic[Kind]):
    """Does what is written, call after call of one method, and behaves well after that."""

    def __init__(self, well: Kind, by_method: Mapping[str, Iterable[Kind]]) -> None:
        """Takes the word for no misbehaviour, and what is done by method."""
        self._well = well
        self._left = {name: list(one) for name, one in by_method.items()}

    def next(self, method: str) -> Kind:
        """Takes the first that is left for this method."""
        left = self._left.get(method)
        return left.pop(0) if left else self._well
