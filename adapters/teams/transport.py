"""The only module that knows the archived SDK of Teams."""

from __future__ import annotations

import botbuilder.core
import botframework.connector

__all__ = ["botbuilder", "botframework"]
