"""Changes the rules on purpose, one small change at a time, and counts those that no test sees.

Run it with `make mutants`; each minute it says how far it is. Which files are changed and which
tests must notice stands in pyproject.toml under `tool.mutmut`. Look at a survivor with
`.venv/bin/mutmut show NAME`.
"""

import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

MINUTES = 40
"""The longest that all changes together may take."""

ENOUGH = 0.85
"""The share of the changes that must be noticed."""

NOTICED = frozenset({"killed", "timeout", "segfault"})
"""What mutmut says of a change that made a test fail, hang or crash."""

UNTRIED = "not checked"
"""What mutmut says of a change that was not tried yet."""

Verdicts = tuple[tuple[str, str], ...]
"""Each change by its name, with what became of it."""

WORK_FOLDER = Path("mutants")
LOG = WORK_FOLDER / "run.log"
MUTMUT = (sys.executable, "-m", "mutmut")


def main() -> int:
    """Gives the exit code: 0 when all changes were tried and enough were noticed."""
    trouble = change_and_test()
    verdicts = tuple(read_verdicts())
    tried = tuple((name, verdict) for name, verdict in verdicts if verdict != UNTRIED)
    for name, verdict in tried:
        if verdict not in NOTICED:
            print(f"{verdict}: {name}")
    print_table(tried)
    print(f"{summary(verdicts)}; at least {ENOUGH:.0%} is needed.")
    if trouble:
        print(trouble)
    enough = count_noticed(verdicts) >= ENOUGH * len(verdicts)
    return 0 if enough and not trouble else 1


def change_and_test() -> str:
    """Makes and tests all changes from scratch; gives what went wrong, or an empty text."""
    shutil.rmtree(WORK_FOLDER, ignore_errors=True)
    WORK_FOLDER.mkdir()
    # With a pattern mutmut first runs the tests by their ids, and stops at one that it cannot find
    # again. Without a pattern "no such test" would count as a change that was noticed.
    command = (*MUTMUT, "run", "--max-children", str(os.cpu_count() or 1), "*")
    with LOG.open("w") as log, subprocess.Popen(command, stdout=log, stderr=log) as run:
        for minute in range(1, MINUTES + 1):
            try:
                exit_code = run.wait(timeout=60)
            except subprocess.TimeoutExpired:
                print(f"{minute:3} min  {progress()}", flush=True)
            except KeyboardInterrupt:
                return "Stopped by hand."
            else:
                return f"Stopped: {LOG} says why." if exit_code else ""
        run.send_signal(signal.SIGINT)
    return f"Stopped: not done within {MINUTES} minutes."


def progress() -> str:
    """Gives what mutmut said last: 🎉 noticed, 🙁 not noticed, ⏰ hung, 🫥 without a test."""
    said = LOG.read_text(encoding="utf-8", errors="replace").splitlines()
    return said[-1].strip()[2:] if said else ""


def read_verdicts() -> Iterator[tuple[str, str]]:
    """Gives each change by its name, with what became of it."""
    command = (*MUTMUT, "results", "--all", "true")
    answer = subprocess.run(command, capture_output=True, check=True, text=True)
    for line in answer.stdout.splitlines():
        name, colon, verdict = line.strip().rpartition(": ")
        if colon:
            yield name, verdict


def count_noticed(verdicts: Verdicts) -> int:
    """Counts the changes that made a test fail."""
    return sum(verdict in NOTICED for _, verdict in verdicts)


def summary(verdicts: Verdicts) -> str:
    """Says how many changes were tried and noticed so far."""
    tried = sum(verdict != UNTRIED for _, verdict in verdicts)
    noticed = count_noticed(verdicts)
    rate = noticed / tried if tried else 0
    return f"{tried} of {len(verdicts)} changes tried, {noticed} noticed ({rate:.1%})"


def print_table(verdicts: Verdicts) -> None:
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
