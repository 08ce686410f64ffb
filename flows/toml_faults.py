"""Says in Dutch what is wrong in a file that is no TOML, by what stands on the line.

The reader of TOML tells where it stopped; whoever wrote the file wants to know which mark to type.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

_PLACE = re.compile(r"at line (\d+)")
_KEY = re.compile(r"\s*(?P<name>[\w-]+)\s*=")
_NOTHING = re.compile(r"\s*[\w-]+\s*=\s*(#.*)?")
_VALUE = re.compile(r"\s*[\w-]+\s*=\s*(?P<value>[^\"'\[{#]*)")


class _Broken(NamedTuple):
    """Where reading stopped, and why."""

    line: str
    why: str
    """What the reader of TOML says."""


def _bare(line: str) -> str:
    """Gives a line without what stands between straight quotes."""
    return re.sub(r'"[^"]*"', "", line)


def _has_curly_quotes(broken: _Broken) -> bool:
    return any(mark in _bare(broken.line) for mark in "“”„‘’")


def _is_unclosed(broken: _Broken) -> bool:
    return broken.line.count('"') % 2 == 1


def _is_remark(broken: _Broken) -> bool:
    return broken.line.lstrip().startswith(("//", "--", ";", "<!--"))


def _is_half_a_header(broken: _Broken) -> bool:
    header = broken.line.partition("#")[0].strip()
    return header.startswith("[") and (
        header.count("[") != header.count("]") or "declare" in broken.why
    )


def _comes_twice(broken: _Broken) -> bool:
    return "overwrite" in broken.why and _KEY.match(broken.line) is not None


def _misses_a_comma(broken: _Broken) -> bool:
    return "array" in broken.why and re.search(r'"\s+"', broken.line) is not None


def _has_no_equals_sign(broken: _Broken) -> bool:
    return "Expected '='" in broken.why


def _is_empty(broken: _Broken) -> bool:
    return _NOTHING.fullmatch(broken.line) is not None


def _is_bare_word(broken: _Broken) -> bool:
    value = _VALUE.fullmatch(broken.line)
    return "value" in broken.why and value is not None


_KINDS: tuple[tuple[Callable[[_Broken], bool], str], ...] = (
    (_is_remark, "begin een regel met uitleg met een hekje (#)."),
    (
        _has_curly_quotes,
        (
            'hier staan kromme aanhalingstekens (“ ” of ‘ ’). Typ rechte: ". Een tekstverwerker '
            "maakt ze krom; gebruik een kladblok."
        ),
    ),
    (_is_unclosed, 'een aanhalingsteken is niet gesloten. Zet voor en achter de tekst een ".'),
    (
        _is_half_a_header,
        (
            "schrijf de kop van een nieuw onderdeel met twee haken aan beide kanten, zoals "
            "[[stages.actions]]."
        ),
    ),
    (
        _comes_twice,
        (
            "‘{name}’ staat al in dit onderdeel. Haal er één weg of, als hier een nieuw onderdeel "
            "begint, zet er een kop boven zoals [[stages.actions]]."
        ),
    ),
    (_misses_a_comma, "in de lijst ontbreekt een komma tussen twee waarden."),
    (
        _has_no_equals_sign,
        "schrijf ‘naam = waarde’. Een naam is één woord, met een isgelijkteken erachter.",
    ),
    (_is_empty, "na het isgelijkteken staat niets. Vul een waarde in."),
    (
        _is_bare_word,
        (
            'zet een tekst tussen aanhalingstekens ("). Ja is true en nee is false, zonder '
            "aanhalingstekens."
        ),
    ),
)
"""What can be wrong, the surest first, and how a person reads it."""

_OTHER = (
    "dit is geen goede TOML. Kijk of aanhalingstekens en haken gesloten zijn en of geen naam twee "
    "keer voorkomt."
)
_OPEN_LIST = "de lijst die hier begint, is niet gesloten. Zet er een ] achter."


def _open_list(lines: list[str], before: int) -> int:
    """Gives the number of the line above with a list that was not closed, or 0."""
    for number in range(before - 1, 0, -1):
        bare = _bare(lines[number - 1]).partition("#")[0]
        if "=" in bare:
            return number if bare.count("[") > bare.count("]") else 0
    return 0


def in_dutch(message: str, text: str) -> str:
    """Gives one line: where the file breaks, and what to type there."""
    place = _PLACE.search(message)
    lines = text.splitlines()
    number = int(place[1]) if place else len(lines)
    line = lines[number - 1] if number <= len(lines) else ""
    unclosed = _open_list(lines, number if place else number + 1)
    if unclosed:
        return f"regel {unclosed}: {_OPEN_LIST}"
    broken = _Broken(line, message)
    said = next((words for fits, words in _KINDS if fits(broken)), _OTHER)
    key = _KEY.match(line)
    where = f"regel {number}" if place else "aan het einde"
    return f"{where}: {said.format(name=key['name'] if key else '')}"
