"""What a measurement gives, and the table it is shown in."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """One line: how many times as much as the bare thing, and how many times it may be."""

    what: str
    ours: float
    bare: float
    unit: str
    goal: float
    is_stretch: bool = False

    @property
    def ratio(self) -> float:
        """How many times as much."""
        return self.ours / self.bare

    def line(self) -> str:
        """Gives the line of the table."""
        goal = f"<= {self.goal:g}{' (stretch)' if self.is_stretch else ''}"
        verdict = "yes" if self.ratio <= self.goal else "NO"
        return (
            f"{self.what:<52} {self.ours:>9.3f} {self.bare:>9.3f} {self.unit:<4}"
            f" {self.ratio:>6.2f}  {goal:<16} {verdict}"
        )


HEAD = f"{'':<52} {'ours':>9} {'bare':>9} {'':<4} {'ratio':>6}  {'goal':<16} met"


def percentile(values: Sequence[float], of_hundred: int) -> float:
    """Gives the value below which so many of a hundred lie."""
    return statistics.quantiles(values, n=100)[of_hundred - 1]
