"""Words that stand in every name, class and text of the year, so that any leak is recognised."""

from __future__ import annotations

from tests.privacy.canaries import Secret
from tests.privacy.conversation_secrets import WORD

FIRST_NAME = "Wielewaal"
SURNAME = "Kwikstaart"
KLAS = "Koekoek-"
REPORTER = "Regenwulp"
"""Begins the surname of each colleague who only reports; nobody reads that in a chat."""

SECRETS = (
    Secret("naam", FIRST_NAME),
    Secret("naam", SURNAME),
    Secret("klas-naam", KLAS),
    Secret("melder", REPORTER),
    Secret("verhaal", WORD),
)
