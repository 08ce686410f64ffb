"""Compares what is made with what was kept; `PESTMELDING_UPDATE_GOLDEN=1 make test` keeps anew."""

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"
UPDATE = "PESTMELDING_UPDATE_GOLDEN"


def kept(name: str, made: str) -> str:
    """Gives what is kept under this name, after keeping `made` when that was asked."""
    path = FOLDER / name
    if UPDATE in os.environ:
        path.write_text(made, encoding="utf-8")
    return path.read_text(encoding="utf-8")


def in_lines(html: str) -> str:
    """Breaks HTML between elements, so that a difference is one line."""
    return html.replace("><", ">\n<") + "\n"
