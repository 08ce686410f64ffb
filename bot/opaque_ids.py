"""Ids that say nothing: the same person has the same id for ever, and only the key tells who."""

import base64
import hashlib
import hmac
from typing import Literal

_LENGTH = 12


def opaque_id(kind: Literal["leerling", "medewerker"], known_as: str, key: bytes) -> str:
    """Return the 12-character id of a pupil's leerlingnummer or a colleague's e-mail address.

    Capitals and spaces around it do not count. 60 bits, so that two of 100,000 people share an id
    with a chance of one in 200 million.
    """
    message = f"{kind}:{known_as.strip().lower()}".encode()
    digest = hmac.digest(key, message, hashlib.sha256)
    return base64.b32encode(digest).decode("ascii").lower()[:_LENGTH]
