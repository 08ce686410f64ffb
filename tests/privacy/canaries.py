"""What must not leave a dialog, every form it could leave in, and the search for it in bytes."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from urllib.parse import quote, quote_plus

import msgspec

from bot.carried_steps import KEY_ID
from storage.encryption import ENVELOPE_VERSION

CUT = 8
"""Characters after which a name or text may have been cut off."""

SHORTEST = 5
"""A surname of fewer letters is a part of too many words; it is searched with what precedes it."""

ALIGNMENTS = 3
"""Where a text can begin within the groups of three bytes that base64 makes."""


OPAQUE_ID = re.compile(rb"(?<![A-Za-z0-9])[a-z2-7]{12}(?![A-Za-z0-9])")
"""As `bot.opaque_ids` makes them. Four letters stand in one of them by chance now and then."""

SEALED = re.compile(base64.urlsafe_b64encode(ENVELOPE_VERSION + KEY_ID) + rb"[A-Za-z0-9_-]+=*")
"""What `bot.carried_steps` seals: the same chance, so what was sealed is looked at instead."""

RUN_OF_TEXT = re.compile(r"[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f\N{REPLACEMENT CHARACTER}]{8,}")
"""Text among bytes that are none: of bytes that are locked, a few by chance look like letters."""


class Secret(msgspec.Struct, frozen=True):
    """A text, and what it is: "naam", "klas", "verhaal" or "melder"."""

    kind: str
    text: str


def forms_of(secret: Secret) -> Iterator[tuple[str, bytes]]:
    """Gives the ways in which a text can stand in bytes, each with its name."""
    text = secret.text
    cut = text[:CUT].strip()
    yield "voluit", text.encode()
    yield "afgekapt", cut.encode()
    yield "url", quote(text).encode()
    yield "url-plus", quote_plus(text).encode()
    yield "json", text.encode("ascii", "backslashreplace").replace(b"\\x", b"\\u00")
    for spelling in (text, text.casefold()):
        for offset in range(ALIGNMENTS):
            yield f"base64-{offset}", _in_base64(spelling.encode(), offset)
            yield f"base64-afgekapt-{offset}", _in_base64(spelling[:CUT].encode(), offset)


def _in_base64(content: bytes, offset: int) -> bytes:
    """Gives the middle of a text in base64 that does not hang on what stands around it."""
    encoded = base64.b64encode(bytes(offset) + content).rstrip(b"=")
    first = (0, 2, 3)[offset]
    last = len(encoded) - (1 if (offset + len(content)) % ALIGNMENTS else 0)
    return encoded[first:last]


def _decoded(sealed: bytes) -> bytes:
    """Gives the bytes of a text in base64, as far as they are whole: it may have been cut off."""
    digits = sealed.rstrip(b"=")
    return base64.urlsafe_b64decode(digits[: len(digits) // 4 * 4])


def _in_small(content: bytes) -> str:
    """Gives what can be read in these bytes, in small letters: all of a text, else its runs."""
    try:
        return content.decode().casefold()
    except UnicodeDecodeError:
        readable = content.decode("utf-8", "replace").casefold()
        return " ".join(RUN_OF_TEXT.findall(readable))


def found_in(haystack: bytes, secrets: tuple[Secret, ...]) -> set[tuple[str, str]]:
    """Gives each secret that stands in these bytes, and in which form."""
    sealed = tuple(map(_decoded, SEALED.findall(haystack)))
    ids = {one.decode() for one in OPAQUE_ID.findall(haystack)}
    unsealed = SEALED.sub(b" ", haystack)
    legible = OPAQUE_ID.sub(b" ", unsealed)
    safe = legible.replace(b"-", b"+").replace(b"_", b"/")
    folded = " ".join(map(_in_small, (legible, *sealed)))
    whole = b" ".join((unsealed, *sealed))
    hits = set()
    for secret in secrets:
        if secret.kind == "klas":
            hits |= {(secret.text, "klas")} if _has_class(haystack, secret.text) else set()
            continue
        for name, form in forms_of(secret):
            if name.startswith("base64"):
                if form in legible or form in safe:
                    hits.add((secret.text, name))
            elif form in whole:
                hits.add((secret.text, name))
            elif (small := form.decode().casefold()) in folded or small in ids:
                hits.add((secret.text, f"{name}, kleine letters"))
    return hits


def _has_class(haystack: bytes, klas: str) -> bool:
    """Looks for a class as it is written; two loose characters stand in any random bytes."""
    name = re.escape(klas.encode())
    return bool(re.search(rb'\(%b\)|"%b"|[Kk]las %b\b' % (name, name, name), haystack))
