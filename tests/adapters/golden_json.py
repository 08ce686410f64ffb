"""Compares what is made with what was kept; `PESTMELDING_UPDATE_GOLDEN=1 make test` keeps anew."""

import json
import os
from pathlib import Path

UPDATE = "PESTMELDING_UPDATE_GOLDEN"


def kept(folder: Path, name: str, made: dict[str, object]) -> object:
    """Gives what is kept under this name, after keeping `made` when that was asked."""
    path = folder / f"{name}.json"
    if UPDATE in os.environ:
        path.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return json.loads(path.read_text(encoding="utf-8"))
