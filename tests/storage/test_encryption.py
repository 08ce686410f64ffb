"""Envelopes, wrapped keys and the school key file."""

import hashlib
import hmac

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from storage.encryption import DataKey, Place, SchoolKey, framed
from storage.errors import Damaged, MissingKey, StorageError, UnreadableKey, WrongKey
from tests.storage.conftest import PredictableBytes

SECRET = bytes(range(32))
KEY = DataKey(id=b"\x11" * 8, secret=SECRET)
PLACE = Place("events", "ciphertext", "7K3Q:1")
NONCE = bytes(range(100, 112))
KEY_FILE = "pestmelding-sleutel:1:AAAQEAYEAUDAOCAJBIFQYDIOB4IBCEQTCQKRMFYYDENBWHA5DYPQ:5d79666e"
"""The key file of the secret above, written down once."""

SEALED = (
    "0111111111111111116465666768696a6b6c6d6e6f"
    "2d7eb046148c3afa570c382e8773edb21810ab02a44f5a25f6084d"
)
"""Version, key id, nonce; then what AES-256-GCM makes of it."""


def nonce(length: int) -> bytes:
    """Gives the nonce of the known answers."""
    return NONCE[:length]


def hkdf(info: bytes, length: int) -> bytes:
    """Computes HKDF-SHA256 of RFC 5869 without salt, for at most one block."""
    extracted = hmac.digest(bytes(32), SECRET, "sha256")
    return hmac.digest(extracted, info + b"\x01", "sha256")[:length]


def test_seals_to_the_known_answer() -> None:
    """The bytes of an envelope never change, or old databases would no longer open."""
    assert SEALED == KEY.seal(b"een melding", PLACE, nonce).hex()


def test_opens_the_known_answer() -> None:
    """An envelope that was written down once opens for ever."""
    assert b"een melding" == KEY.open(bytes.fromhex(SEALED), PLACE)


def test_derives_each_key_with_hkdf() -> None:
    """The keys of each purpose follow RFC 5869 from the one secret."""
    key = SchoolKey.derive(SECRET)
    assert hkdf(b"pestmelding/1/wrapping", 32) == key.wrapping.secret
    assert hkdf(b"pestmelding/1/wrapping/id", 8) == key.wrapping.id
    assert hkdf(b"pestmelding/1/roster", 32) == key.roster.secret
    assert hkdf(b"pestmelding/1/lookups", 32) == key.lookups
    assert hkdf(b"pestmelding/1/chain", 32) == key.chain


def test_looks_up_by_hmac() -> None:
    """A pupil is looked up by an HMAC that says nothing without the key."""
    key = SchoolKey.derive(SECRET)
    expected = hmac.digest(hkdf(b"pestmelding/1/lookups", 32), b"4f2a", "sha256")
    assert expected == key.lookup_of("4f2a")


def test_reads_the_known_key_file() -> None:
    """A key file that was made once is read for ever."""
    assert SchoolKey.derive(SECRET) == SchoolKey.load(KEY_FILE.encode())
    assert KEY_FILE + "\n" == SchoolKey.fresh(lambda _length: SECRET)


def test_key_file_may_have_white_space_around_it() -> None:
    """Editors add line ends."""
    assert SchoolKey.derive(SECRET) == SchoolKey.load(f"  {KEY_FILE}\r\n\n".encode())


@pytest.mark.parametrize("content", [b"", b"\n", b"   \r\n"])
def test_an_empty_key_file_is_a_missing_key(content: bytes) -> None:
    """An empty file is told apart from a damaged one."""
    with pytest.raises(MissingKey):
        SchoolKey.load(content)


@pytest.mark.parametrize(
    "content",
    [
        KEY_FILE[:-1],
        KEY_FILE[:40],
        KEY_FILE.replace(":1:", ":2:"),
        KEY_FILE.replace("EAYEA", "EAYEB"),
        KEY_FILE.lower(),
        KEY_FILE + " " + KEY_FILE,
        "een wachtwoord",
        "\u20ac",
    ],
)
def test_a_cut_or_changed_key_file_is_unreadable(content: str) -> None:
    """The check digits tell a cut or mistyped key from a right one."""
    with pytest.raises(UnreadableKey):
        SchoolKey.load(content.encode())


@example(51, "R")
@given(st.integers(0, 51), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_one_wrong_letter_is_always_found(position: int, letter: str) -> None:
    """No single mistake in the key goes through, the spare bits at the end included."""
    start = len("pestmelding-sleutel:1:") + position
    changed = KEY_FILE[:start] + letter + KEY_FILE[start + 1 :]
    if changed != KEY_FILE:
        with pytest.raises(UnreadableKey):
            SchoolKey.load(changed.encode())


@given(st.binary(max_size=300), st.text(max_size=9), st.text(max_size=9), st.text(max_size=9))
def test_what_is_sealed_opens_in_its_place(
    plaintext: bytes, table: str, column: str, row: str
) -> None:
    """Whatever is put in comes out."""
    place = Place(table, column, row)
    assert plaintext == KEY.open(KEY.seal(plaintext, place, PredictableBytes()), place)


@pytest.mark.parametrize(
    "elsewhere",
    [
        Place("case_people", "ciphertext", "7K3Q:1"),
        Place("events", "digest", "7K3Q:1"),
        Place("events", "ciphertext", "7K3Q:2"),
        Place("event", "sciphertext", "7K3Q:1"),
    ],
)
def test_an_envelope_opens_nowhere_else(elsewhere: Place) -> None:
    """A row that is copied to another place is damaged."""
    envelope = KEY.seal(b"een melding", PLACE, nonce)
    with pytest.raises(Damaged):
        KEY.open(envelope, elsewhere)


def test_every_changed_byte_is_found() -> None:
    """No byte of an envelope can be changed, and none can be cut off."""
    envelope = KEY.seal(b"een melding", PLACE, nonce)
    for position in range(len(envelope)):
        changed = bytearray(envelope)
        changed[position] ^= 1
        with pytest.raises((Damaged, WrongKey)):
            KEY.open(bytes(changed), PLACE)
        with pytest.raises(Damaged):
            KEY.open(envelope[:position], PLACE)


def test_another_key_is_told_apart() -> None:
    """An envelope says whose it is, so that a wrong key is not taken for damage."""
    envelope = KEY.seal(b"een melding", PLACE, nonce)
    with pytest.raises(WrongKey):
        DataKey(id=b"\x12" * 8, secret=SECRET).open(envelope, PLACE)


def test_a_wrapped_key_comes_back() -> None:
    """A key goes through its envelope with its id."""
    random_bytes = PredictableBytes()
    inner = DataKey.fresh(random_bytes)
    assert inner == KEY.unwrap(KEY.wrap(inner, PLACE, random_bytes), PLACE)


def test_keys_do_not_show_themselves() -> None:
    """A key in a log line or a traceback gives nothing away."""
    for shown in (repr(KEY), repr(SchoolKey.derive(SECRET))):
        assert "\\x01" not in shown
        assert SECRET.hex() not in shown


@given(st.lists(st.binary(max_size=4)), st.lists(st.binary(max_size=4)))
def test_framing_keeps_parts_apart(some: list[bytes], others: list[bytes]) -> None:
    """Different parts never give the same bytes."""
    assert (some == others) == (framed(*some) == framed(*others))


def test_check_digits_are_of_the_prefix_and_the_secret() -> None:
    """The last eight characters are the start of a SHA-256."""
    expected = hashlib.sha256(b"pestmelding-sleutel:1:" + SECRET).hexdigest()[:8]
    assert KEY_FILE.endswith(f":{expected}")


def test_every_error_says_in_dutch_what_to_do() -> None:
    """The docstring is the message."""
    for kind in StorageError.__subclasses__():
        assert str(kind()) == kind.__doc__
        assert str(kind()).endswith(".")
