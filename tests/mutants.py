"""Changes the rules on purpose, one small change at a time, and counts those that no test sees.

Run it with `make mutants`. Which files are changed and which tests must notice stands in
pyproject.toml under `tool.mutmut`. Look at a survivor with `.venv/bin/mutmut show NAME`.
"""

import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

MINUTES = 20
"""The longest that all changes together may take."""

ENOUGH = 0.85
"""The share of the changes that must be noticed."""

NOTICED = frozenset({"killed", "timeout", "segfault"})
"""What mutmut says of a change that made a test fail, hang or crash."""

WORK_FOLDER = Path("mutants")
MUTMUT = (sys.executable, "-m", "mutmut")


def main() -> int:
    """Gives the exit code: 0 when enough changes were noticed."""
    trouble = change_and_test()
    if trouble:
        print(trouble)
        return 1
    verdicts = tuple(read_verdicts())
    for name, verdict in verdicts:
        if verdict not in NOTICED:
            print(f"{verdict}: {name}")
    print_table(verdicts)
    noticed = sum(verdict in NOTICED for _, verdict in verdicts)
    print(f"{noticed} of {len(verdicts)} changes noticed; at least {ENOUGH:.0%} is needed.")
    return 0 if noticed >= ENOUGH * len(verdicts) else 1


def change_and_test() -> str:
    """Makes and tests all changes from scratch; gives what went wrong, or an empty text."""
    shutil.rmtree(WORK_FOLDER, ignore_errors=True)
    command = (*MUTMUT, "run", "--max-children", str(os.cpu_count() or 1))
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True) as run:
        try:
            exit_code = run.wait(timeout=MINUTES * 60)
        except subprocess.TimeoutExpired:
            os.killpg(run.pid, signal.SIGKILL)
            return f"Stopped: not done within {MINUTES} minutes."
    return "Stopped: `.venv/bin/mutmut run` shows why." if exit_code else ""


def read_verdicts() -> Iterator[tuple[str, str]]:
    """Gives each change by its name, with what became of it."""
    command = (*MUTMUT, "results", "--all", "true")
    answer = subprocess.run(command, capture_output=True, check=True, text=True)
    for line in answer.stdout.splitlines():
        name, colon, verdict = line.strip().rpartition(": ")
        if colon:
            yield name, verdict


def print_table(verdicts: tuple[tuple[str, str], ...]) -> None:
    """Prints for each file how many of its changes were noticed."""
    all_of = Counter(file_of(name) for name, _ in verdicts)
    noticed_of = Counter(file_of(name) for name, verdict in verdicts if verdict in NOTICED)
    for file, count in sorted(all_of.items()):
        print(f"{noticed_of[file] / count:6.1%}  {noticed_of[file]:4} of {count:4}  {file}")


def file_of(name: str) -> str:
    """Gives the module of a change called `flows.decide.x_decide__mutmut_3`."""
    return name.rpartition(".")[0]


if __name__ == "__main__":
    sys.exit(main())
