"""The protocols in use: the school's own of today, and those that running meldingen started on."""

from __future__ import annotations

import pathlib

import msgspec

from flows.protocol import Protocol
from flows.protocol_file import Loaded, ProtocolFiles, load
from flows.source_list import SourceParagraph
from flows.wording import Wording
from storage.protocol_shelf import StoredProtocol
from storage.units_of_work import UnitOfWork

DEFINITIONS = pathlib.Path(__file__).parents[1] / "flows" / "definitions"
APP_TEXTS = pathlib.Path(__file__).parents[1] / "flows" / "texts"

Words = tuple[tuple[str, str], ...]


class Shelved(msgspec.Struct, frozen=True):
    """A protocol ready for use, with its words and the sources behind it."""

    loaded: Loaded
    wording: Wording

    @property
    def protocol(self) -> Protocol:
        """The protocol itself."""
        return self.loaded.protocol

    @property
    def sources(self) -> tuple[SourceParagraph, ...]:
        """The paragraphs behind it."""
        return self.loaded.sources


def read_files(folder: pathlib.Path) -> ProtocolFiles:
    """Reads the three files of a protocol; raises `FileNotFoundError` for a missing one."""
    return ProtocolFiles(
        protocol=(folder / "protocol.toml").read_bytes(),
        texts=(folder / "texts.nl.ftl").read_bytes(),
        source_list=(folder / "bron.md").read_bytes(),
    )


def app_texts() -> tuple[bytes, ...]:
    """Reads the app's own texts, which every protocol shares."""
    return tuple(path.read_bytes() for path in sorted(APP_TEXTS.glob("*.nl.ftl")))


def shelve(files: ProtocolFiles, words: Words) -> Shelved:
    """Checks a protocol and gives it its words; raises `ProtocolFault`."""
    loaded = load(files)
    return Shelved(loaded, Wording.load((*app_texts(), files.texts), words))


class ProtocolLibrary:
    """Finds the protocol of a melding by the hash it started on.

    A melding keeps the stages it started on and follows corrected wording: texts come from the
    school's present files whenever those are of the same protocol.
    """

    def __init__(self, files: ProtocolFiles, words: Words) -> None:
        self._words = words
        self._files = files
        self.current = shelve(files, words)
        self._shelf: dict[str, Shelved] = {self.current.loaded.sha256: self.current}

    def store_current(self, unit: UnitOfWork) -> None:
        """Puts today's protocol on the shelf; raises `ProtocolChanged` without a new version."""
        protocol = self.current.protocol
        unit.protocols.put(
            StoredProtocol(
                self.current.loaded.sha256,
                protocol.id,
                protocol.version,
                msgspec.msgpack.encode(self._files),
            )
        )

    def of(self, unit: UnitOfWork, sha256: str) -> Shelved:
        """Gives the protocol with this hash; it is on the shelf since the melding was made."""
        if sha256 not in self._shelf:
            stored = unit.protocols.get(sha256)
            if stored is None:
                raise LookupError
            files = msgspec.msgpack.decode(stored.content, type=ProtocolFiles)
            self._shelf[sha256] = shelve(files, self._words)
        return self._shelf[sha256]
