"""The text of a file that people write: UTF-8, with or without a byte order mark."""

from __future__ import annotations


class NotUtf8(Exception):
    """Een teken in dit bestand is geen UTF-8."""

    def __init__(self, line: int) -> None:
        super().__init__(f"regel {line}: dit teken is geen UTF-8. Bewaar het bestand als UTF-8.")
        self.line = line


def text_of(content: bytes) -> str:
    """Gives the text. Raises NotUtf8 with the line of the first byte that is none."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotUtf8(error.object.count(b"\n", 0, error.start) + 1) from None
