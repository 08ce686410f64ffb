"""Looks for secrets in what is sent to a chat platform."""

from __future__ import annotations

import json
from collections.abc import Iterator

from tests.privacy.canaries import Secret, found_in


def leaks_in(content: object, secrets: tuple[Secret, ...]) -> Iterator[str]:
    """Says which secrets stand in what is sent, and in which form; never the secret itself."""
    if not secrets:
        return
    sent = json.dumps(content, ensure_ascii=False).encode()
    for text, form in sorted(found_in(sent, secrets)):
        kind = next(one.kind for one in secrets if one.text == text)
        yield f"{kind} lekt ({form})"
