"""The school of the conversations, in which something leaks."""

from __future__ import annotations

from tests.scenarios.conftest import filled, parsed_once

__all__ = ["filled", "parsed_once"]
