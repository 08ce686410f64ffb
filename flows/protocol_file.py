"""A protocol as a school keeps it: three files, read and checked as a whole before it is used.

`bot/` reads the files; here they are bytes. Nothing is half accepted: either a `Loaded`, or a
`ProtocolFault` with every fault that was found.
"""

from __future__ import annotations

import hashlib

import msgspec

from flows.checking.names import ids_are_fit
from flows.protocol import Protocol
from flows.protocol_checks import faults_in, faults_in_sources, faults_in_words
from flows.protocol_lines import with_lines
from flows.protocol_shape import PART_NAMES, OtherShape, read_shape
from flows.source_list import SourceParagraph, read_source_list
from flows.text_bytes import text_of
from flows.wording import BrokenTexts, Wording

PROTOCOL_FILE = "protocol.toml"
TEXTS_FILE = "texts.nl.ftl"
SOURCE_FILE = "bron.md"


class ProtocolFiles(msgspec.Struct, frozen=True):
    """The bytes of the three files."""

    protocol: bytes
    """protocol.toml"""
    texts: bytes
    """texts.nl.ftl"""
    source_list: bytes
    """bron.md"""


class Loaded(msgspec.Struct, frozen=True):
    """A protocol that passed every check."""

    protocol: Protocol
    sources: tuple[SourceParagraph, ...]
    sha256: str
    """Of protocol.toml, in lower-case hexadecimal; a melding refers to its protocol by it."""


class ProtocolFault(Exception):
    """Dit protocol kan zo niet worden gebruikt."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults
        """One Dutch line each: the file, the place and what to do."""


def sha256_of(files: ProtocolFiles) -> str:
    """Gives the hash by which a melding refers to its stages; corrected words keep it the same."""
    return hashlib.sha256(files.protocol).hexdigest()


def load(files: ProtocolFiles) -> Loaded:
    """Reads and checks a protocol. Raises ProtocolFault with all faults of all three files.

    Keys of texts are made of ids, so texts are looked at once the ids are fit.
    """
    protocol = wording = None
    text = ""
    faults: list[str] = []
    try:
        protocol = read_shape(files.protocol)
        text = text_of(files.protocol)
        found = with_lines(faults_in(protocol), text, PART_NAMES)
        faults.extend(f"{PROTOCOL_FILE}, {fault}" for fault in found)
    except OtherShape as error:
        faults.append(f"{PROTOCOL_FILE}, {error.fault}")
    try:
        wording = Wording.load([files.texts])
    except BrokenTexts as error:
        faults.extend(f"{TEXTS_FILE}, {fault}" for fault in error.faults)
    sources, unread = read_source_list(files.source_list)
    faults.extend(f"{SOURCE_FILE}, {fault}" for fault in unread)
    if protocol is not None and wording is not None and not any(ids_are_fit(protocol)):
        faults.extend(f"{TEXTS_FILE}, {fault}" for fault in faults_in_words(protocol, wording))
    if protocol is not None and not unread:
        found = with_lines(faults_in_sources(protocol, sources), text, PART_NAMES)
        faults.extend(f"{PROTOCOL_FILE}, {fault}" for fault in found)
    if protocol is None or faults:
        raise ProtocolFault(tuple(faults))
    return Loaded(protocol, sources, sha256_of(files))
