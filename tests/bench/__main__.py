"""Measures what the bot costs and prints it as multiples of the bare thing; nothing fails here.

Absolute times move by a factor of two or three with the machine; a ratio within one run that takes
turns does not. So goals are ratios, and what is not met is printed as such.
"""

from collections.abc import Callable

from tests.bench import (
    due_scan,
    requests,
    search_in_slack,
    slack_requests,
    start_up,
    teams_requests,
    teams_stalls,
)
from tests.bench.measured import HEAD, Measured

MEASUREMENTS: tuple[Callable[[], tuple[Measured, ...]], ...] = (
    requests.measure,
    slack_requests.measure,
    search_in_slack.measure,
    teams_requests.measure,
    teams_stalls.measure,
    due_scan.measure,
    start_up.measure,
)


def main() -> None:
    """Measures all, one after the other."""
    print(HEAD)
    for measure in MEASUREMENTS:
        for measured in measure():
            print(measured.line(), flush=True)


if __name__ == "__main__":
    main()
