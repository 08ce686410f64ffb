"""How bytes are made unreadable at rest: envelopes, wrapped keys and the school key.

Rules this file keeps:

- An envelope is version (1 byte), key id (8), nonce (12), then AES-256-GCM ciphertext with its tag.
- The associated data is the place where the envelope is stored, so that a row that is copied to
  another place no longer opens.
- A case and a person in a case have a key of their own, wrapped by the school key: destroying the
  wrapped key destroys what it locked.
- Randomness comes in as an argument.
- It protects against a stolen database, not against a server that was taken over.
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage.errors import Damaged, MissingKey, UnreadableKey, WrongKey

RandomBytes = Callable[[int], bytes]
"""Gives this many unpredictable bytes."""

ENVELOPE_VERSION = b"\x01"
KEY_ID_LENGTH = 8
NONCE_LENGTH = 12
TAG_LENGTH = 16
SECRET_LENGTH = 32
NONCE_START = len(ENVELOPE_VERSION) + KEY_ID_LENGTH
CIPHERTEXT_START = NONCE_START + NONCE_LENGTH

KEY_FILE_PREFIX = "pestmelding-sleutel:1:"
KEY_FILE_LINE = re.compile(re.escape(KEY_FILE_PREFIX) + r"(?P<digits>[A-Z2-7]{52}):[0-9a-f]{8}")
"""Version, 32 bytes in base32, and eight check digits."""


def framed(*parts: bytes) -> bytes:
    """Joins parts with their lengths, so that different parts never give the same bytes."""
    return b"".join([len(part).to_bytes(4, "big") + part for part in parts])


def numbered(number: int) -> bytes:
    """Writes a number of any size as bytes to hash."""
    return str(number).encode()


class Place(msgspec.Struct, frozen=True):
    """Where an envelope is stored; it opens nowhere else."""

    table: str
    column: str
    row: str

    def associated_data(self) -> bytes:
        """Gives the bytes that tie an envelope to this place."""
        return framed(self.table.encode(), self.column.encode(), self.row.encode())


@dataclass(frozen=True, slots=True, repr=False)
class DataKey:
    """A key of 32 bytes that locks envelopes, and the 8 bytes it is known by."""

    id: bytes
    secret: bytes
    _cipher: AESGCM = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Makes the cipher, which costs more than what it locks and unlocks."""
        object.__setattr__(self, "_cipher", AESGCM(self.secret))

    @classmethod
    def fresh(cls, random_bytes: RandomBytes) -> Self:
        """Makes a key that never existed before."""
        return cls(id=random_bytes(KEY_ID_LENGTH), secret=random_bytes(SECRET_LENGTH))

    def seal(self, plaintext: bytes, place: Place, random_bytes: RandomBytes) -> bytes:
        """Locks bytes into an envelope for one place."""
        nonce = random_bytes(NONCE_LENGTH)
        ciphertext = self._cipher.encrypt(nonce, plaintext, place.associated_data())
        return ENVELOPE_VERSION + self.id + nonce + ciphertext

    def open(self, envelope: bytes, place: Place) -> bytes:
        """Unlocks an envelope; raises WrongKey for another key's, Damaged for a changed one."""
        is_whole = len(envelope) >= CIPHERTEXT_START + TAG_LENGTH
        if not is_whole or not envelope.startswith(ENVELOPE_VERSION):
            raise Damaged
        if envelope[len(ENVELOPE_VERSION) : NONCE_START] != self.id:
            raise WrongKey
        nonce = envelope[NONCE_START:CIPHERTEXT_START]
        try:
            return self._cipher.decrypt(nonce, envelope[CIPHERTEXT_START:], place.associated_data())
        except InvalidTag:
            raise Damaged from None

    def wrap(self, inner: "DataKey", place: Place, random_bytes: RandomBytes) -> bytes:
        """Locks another key into an envelope."""
        return self.seal(inner.id + inner.secret, place, random_bytes)

    def unwrap(self, envelope: bytes, place: Place) -> "DataKey":
        """Unlocks another key; raises as `open` does."""
        inner = self.open(envelope, place)
        return DataKey(id=inner[:KEY_ID_LENGTH], secret=inner[KEY_ID_LENGTH:])


@dataclass(frozen=True, slots=True, repr=False)
class SchoolKey:
    """The one secret of a school, kept outside the database; what it is used for is derived.

    Whoever loses it loses every melding: there is no second way in.
    """

    wrapping: DataKey
    """Wraps the keys of cases and of people in cases."""
    roster: DataKey
    """Locks the rows of roster and staff."""
    lookups: bytes
    """Makes the HMACs by which cases of the same pupil are found."""
    chain: bytes
    """Signs the daily records of the chain and the tombstones."""

    @staticmethod
    def fresh(random_bytes: RandomBytes) -> str:
        """Makes the text of a new key file: one line."""
        return _key_file_line(random_bytes(SECRET_LENGTH)) + "\n"

    @classmethod
    def load(cls, key_file: bytes) -> Self:
        """Reads a key file; raises MissingKey when it is empty, UnreadableKey when it is not whole.

        A key that reads well and belongs to another database is found when the store is opened.
        """
        if not key_file.strip():
            raise MissingKey
        return cls.derive(_secret_in(key_file))

    @classmethod
    def derive(cls, secret: bytes) -> Self:
        """Derives the keys of each purpose from the 32 secret bytes."""
        return cls(
            wrapping=_derived_key(secret, "wrapping"),
            roster=_derived_key(secret, "roster"),
            lookups=_derived_bytes(secret, "lookups", SECRET_LENGTH),
            chain=_derived_bytes(secret, "chain", SECRET_LENGTH),
        )

    @property
    def id(self) -> str:
        """What the database remembers of the key, so that it knows a wrong one."""
        return self.wrapping.id.hex()

    def lookup_of(self, roster_id: str) -> bytes:
        """Gives the HMAC that stands for a pupil of the roster."""
        return hmac.digest(self.lookups, roster_id.encode(), "sha256")

    def sign(self, *parts: bytes) -> bytes:
        """Gives the HMAC that only the holder of the school key can make over these parts."""
        return hmac.digest(self.chain, framed(*parts), "sha256")


@dataclass(frozen=True, slots=True, repr=False)
class Sealing:
    """What a transaction needs to lock and unlock: the school key, and fresh bytes."""

    school_key: SchoolKey
    random_bytes: RandomBytes

    def fresh_key(self) -> DataKey:
        """Makes a key for a case or a person."""
        return DataKey.fresh(self.random_bytes)

    def seal(self, key: DataKey, plaintext: bytes, place: Place) -> bytes:
        """Locks bytes with a key."""
        return key.seal(plaintext, place, self.random_bytes)

    def wrap(self, key: DataKey, place: Place) -> bytes:
        """Locks a key with the school key."""
        return self.school_key.wrapping.wrap(key, place, self.random_bytes)

    def unwrap(self, wrapped: bytes, place: Place) -> DataKey:
        """Unlocks a key with the school key; raises WrongKey or Damaged."""
        return self.school_key.wrapping.unwrap(wrapped, place)


def _key_file_line(secret: bytes) -> str:
    digits = base64.b32encode(secret).decode().rstrip("=")
    check = hashlib.sha256(KEY_FILE_PREFIX.encode() + secret).hexdigest()[:8]
    return f"{KEY_FILE_PREFIX}{digits}:{check}"


def _secret_in(key_file: bytes) -> bytes:
    line = KEY_FILE_LINE.fullmatch(key_file.decode("ascii", "replace").strip())
    if line is None:
        raise UnreadableKey
    secret = base64.b32decode(line["digits"] + "====")
    if _key_file_line(secret) != line.group():
        raise UnreadableKey
    return secret


def _derived_bytes(secret: bytes, purpose: str, length: int) -> bytes:
    info = f"pestmelding/1/{purpose}".encode()
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=info).derive(secret)


def _derived_key(secret: bytes, purpose: str) -> DataKey:
    return DataKey(
        id=_derived_bytes(secret, f"{purpose}/id", KEY_ID_LENGTH),
        secret=_derived_bytes(secret, purpose, SECRET_LENGTH),
    )
