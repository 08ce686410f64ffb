"""All words the program speaks: a strict wrapper around Fluent texts (`.ftl`).

Rules this file keeps:

- Nothing is patched up. A text that is missing, broken or not given all its variables raises; no
  reader ever sees a key or "{$naam}".
- Variables are text. A number is written out by who knows how, as formats differ per place.
- No invisible marks (U+2066 to U+2069) come out, not even out of a variable: they would be pasted
  into Magister.
- No exception holds the value of a variable, for that may be what somebody wrote about a pupil.

A text file may use the texts and terms of all others. A school's own words replace terms only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Self, cast

from fluent.runtime import FluentBundle
from fluent.runtime.resolver import Pattern
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from flows.text_bytes import NotUtf8, text_of

LOCALE = "nl"

ISOLATION_MARKS = "\u2066\u2067\u2068\u2069"
_WITHOUT_MARKS = str.maketrans("", "", ISOLATION_MARKS)

LONGEST_PIECE = 2500
"""Characters of a text used within another: a bound of fluent.runtime. Variables have none."""

TEXTS_KEPT = 32
"""Files that are not read again: those of the app and of a few protocols."""

_SYNTAX_FAULTS = {
    "E0002": "dit is geen tekst. Schrijf ‘sleutel = tekst’ en laat een vervolgregel inspringen",
    "E0003": "hier ontbreekt ‘{0}’",
    "E0005": "‘{0}’ heeft geen tekst achter het isgelijkteken. Laat een vervolgregel inspringen",
    "E0006": "‘-{0}’ heeft geen woord achter het isgelijkteken",
    "E0010": "één van de keuzes moet een sterretje hebben, voor als geen andere past",
    "E0020": "een aanhalingsteken is niet gesloten",
    "E0027": "hier staat een sluithaak zonder openingshaak",
}
"""What fluent.syntax calls a mistake, and how a person reads it."""
MISSING_MARK = "E0003"
"""Told of the line after the one where the mark should have stood."""
_OTHER_SYNTAX_FAULT = "dit is geen goede Fluent-tekst. Kijk of alle accolades gesloten zijn"


class BrokenTexts(Exception):
    """De teksten kunnen zo niet worden gebruikt."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults
        """One Dutch line each, with its place."""


class UnknownText(Exception):
    """Deze tekst bestaat niet."""

    def __init__(self, key: str) -> None:
        super().__init__(f"De tekst ‘{key}’ bestaat niet.")
        self.key = key


class UnusableText(Exception):
    """Deze tekst kan niet worden ingevuld."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(f"De tekst ‘{key}’ kan niet worden ingevuld: {reason}.")
        self.key = key


class NoText(TypeError):
    """Een variabele van een tekst moet zelf ook tekst zijn."""

    def __init__(self, key: str, name: str, value: object) -> None:
        kind = type(value).__name__
        super().__init__(f"De variabele ‘{name}’ van de tekst ‘{key}’ is geen tekst maar {kind}.")


def _stand_in(name: str) -> str:
    """Gives a short mark that goes through Fluent in the place of a long variable."""
    return f"\uf8ff{name}\uf8ff"


@dataclass(frozen=True, slots=True)
class _Entry:
    """One text or term, with what it uses and the place where it stands."""

    name: str
    """The key of a text, or the name of a term with its dash."""
    place: str
    node: ast.Message | ast.Term
    used: tuple[str, ...]
    """Texts and terms (with their dash) that it refers to."""
    variables: tuple[str, ...]
    counts: bool
    """Whether a choice in it hangs on a number, which text never equals."""
    written: str
    """All its plain text, choices and quoted pieces included."""


class _Uses(Visitor):
    """Gathers what an entry refers to."""

    def __init__(self) -> None:
        self.used: dict[str, None] = {}
        self.variables: dict[str, None] = {}
        self.counts = False
        self.written = ""

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802 - named by fluent
        """Notes a text that is used within this one."""
        self.used[node.id.name] = None

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802 - named by fluent
        """Notes a term."""
        self.used[f"-{node.id.name}"] = None

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - named by fluent
        """Notes a variable."""
        self.variables[node.id.name] = None

    def visit_Variant(self, node: ast.Variant) -> None:  # noqa: N802 - named by fluent
        """Notes whether a choice hangs on a number, and looks into its text."""
        self.counts = self.counts or isinstance(node.key, ast.NumberLiteral)
        self.visit(node.value)

    def visit_TextElement(self, node: ast.TextElement) -> None:  # noqa: N802 - named by fluent
        """Notes a piece of plain text."""
        self.written += node.value

    def visit_StringLiteral(self, node: ast.StringLiteral) -> None:  # noqa: N802 - named by fluent
        """Notes a quoted piece."""
        self.written += node.parse()["value"]


class Wording:
    """The texts of one protocol at one school. `wording("key", name="…")` gives a text."""

    def __init__(self, entries: Mapping[str, _Entry]) -> None:
        """Takes checked entries; use `load`."""
        self._entries = entries
        self._bundle = FluentBundle([LOCALE], use_isolating=False)
        self._bundle.add_resource(ast.Resource([entry.node for entry in entries.values()]))
        self._variables: dict[str, frozenset[str]] = {}
        """What each text needs, worked out when it is first asked."""
        self._same: dict[str, str] = {}
        """Texts without variables as they were given before, for they never change."""

    @classmethod
    def load(
        cls,
        sources: Sequence[bytes | str],
        overrides: Mapping[str, str] | Sequence[tuple[str, str]] = (),
    ) -> Self:
        """Reads text files, and puts a school's own words in place of terms.

        An override `("coach", "mentor")` replaces the term `-coach`, and `-Coach` by "Mentor" when
        that exists. Raises BrokenTexts with every fault of every file at once.
        """
        faults: list[str] = []
        entries: dict[str, _Entry] = {}
        for number, source in enumerate(sources, start=1):
            file = f"bestand {number}, " if len(sources) > 1 else ""
            for one in _entries_of(source, file):
                if isinstance(one, str):
                    faults.append(one)
                elif one.name in entries:
                    first = entries[one.name].place
                    faults.append(
                        f"{one.place}: ‘{one.name}’ bestaat al ({first}). Haal er één weg."
                    )
                else:
                    entries[one.name] = one
        for name, word in dict(overrides).items():
            if f"-{name}" not in entries:
                faults.append(f"woorden: ‘{name}’ is geen woord dat hier anders kan heten.")
            entries.update(_replaced(entries, name, word))
        faults.extend(fault for entry in entries.values() for fault in _faults_of(entry, entries))
        if faults:
            raise BrokenTexts(tuple(faults))
        return cls(entries)

    def __call__(self, key: str, **values: str) -> str:
        """Gives the text with its variables filled in.

        Raises UnknownText, UnusableText when a variable is missing, and NoText (a TypeError) when
        one is not text.
        """
        if not values and key in self._same:
            return self._same[key]
        missing = sorted(self.variables(key) - values.keys())
        if missing:
            raise UnusableText(key, f"‘{missing[0]}’ ontbreekt")
        text = self._filled(key, values)
        if not values:
            self._same[key] = text
        return text

    def _filled(self, key: str, values: Mapping[str, str]) -> str:
        for name, value in values.items():
            if not isinstance(value, str):
                raise NoText(key, name, value)
        long = {name: value for name, value in values.items() if len(value) > LONGEST_PIECE}
        marks = {name: _stand_in(name) for name in long}
        pattern = cast("Pattern", self._bundle.get_message(key).value)  # `load` refuses None
        result, errors = self._bundle.format_pattern(pattern, {**values, **marks})
        if errors:
            raise UnusableText(key, str(errors[0]).rstrip("."))
        text = str(result)
        for name, value in long.items():
            text = text.replace(marks[name], value)
        return text.translate(_WITHOUT_MARKS)

    def has(self, key: str) -> bool:
        """Says whether there is a text with this key, or a term when it begins with a dash."""
        return key in self._entries

    def place(self, key: str) -> str:
        """Gives where a text or term stands: "regel 12"."""
        return self._entries[key].place

    def keys(self) -> tuple[str, ...]:
        """Gives the keys of all texts, in the order of the files; terms are not among them."""
        return tuple(key for key in self._entries if not key.startswith("-"))

    def terms(self) -> tuple[str, ...]:
        """Gives the names of all terms, each with its dash."""
        return tuple(key for key in self._entries if key.startswith("-"))

    def used_in_others(self) -> frozenset[str]:
        """Gives the keys of texts, and names of terms, that another text or term uses."""
        return frozenset(name for entry in self._entries.values() for name in entry.used)

    def variables(self, key: str) -> frozenset[str]:
        """Gives the variables that a text needs, those of texts within it included.

        Raises UnknownText.
        """
        if key not in self._variables:
            entry = self._entries.get(key)
            if entry is None or isinstance(entry.node, ast.Term):
                raise UnknownText(key)
            used = (key, *_used_by(entry, self._entries))
            self._variables[key] = frozenset(
                name for one in used for name in self._entries[one].variables
            )
        return self._variables[key]


def _entries_of(source: bytes | str, file: str) -> Iterator[_Entry | str]:
    """Gives each entry of a file, or the fault that stands in its place."""
    try:
        text = text_of(source) if isinstance(source, bytes) else source
    except NotUtf8 as error:
        yield f"{file}{error}"
        return
    for one in _read(text):
        yield f"{file}{one}" if isinstance(one, str) else replace(one, place=f"{file}{one.place}")


@lru_cache(maxsize=TEXTS_KEPT)
def _read(text: str) -> tuple[_Entry | str, ...]:
    """Gives the entries and faults of one text; the same text is read once."""
    return tuple(
        _syntax_fault(node, text)
        if isinstance(node, ast.Junk)
        else _entry(node, f"regel {_line_of(node.id, text)}")
        for node in FluentParser().parse(text).body
        if isinstance(node, ast.Junk | ast.Message | ast.Term)
    )


def _entry(node: ast.Message | ast.Term, place: str) -> _Entry:
    """Gives what stands at a place, and what it uses."""
    uses = _Uses()
    uses.visit(node.value)
    return _Entry(
        name=f"-{node.id.name}" if isinstance(node, ast.Term) else node.id.name,
        place=place,
        node=node,
        used=tuple(uses.used),
        variables=tuple(uses.variables),
        counts=uses.counts,
        written=uses.written,
    )


def _line_of(node: ast.SyntaxNode, text: str) -> int:
    """Gives the line of a node that was read from this text, the first being 1."""
    return text.count("\n", 0, node.span.start if node.span else 0) + 1


def _syntax_fault(junk: ast.Junk, text: str) -> str:
    """Says what is wrong with a piece that could not be read."""
    what = junk.annotations[0]
    said = _SYNTAX_FAULTS.get(what.code, _OTHER_SYNTAX_FAULT).format(*(what.arguments or ()))
    line = _line_of(what, text)
    if what.code == MISSING_MARK and what.span and text[: what.span.start].endswith("\n"):
        line -= 1
    return f"regel {line}: {said}."


def _used_by(entry: _Entry, entries: Mapping[str, _Entry]) -> tuple[str, ...]:
    """Gives all that an entry uses, and what that uses in turn; also itself, if it does."""
    reached: dict[str, None] = {}
    waiting = list(entry.used)
    while waiting:
        name = waiting.pop()
        if name in entries and name not in reached:
            reached[name] = None
            waiting.extend(entries[name].used)
    return tuple(reached)


def _faults_of(entry: _Entry, entries: Mapping[str, _Entry]) -> Iterator[str]:
    """Says what of an entry this program does not do, or cannot."""
    said = f"{entry.place}: ‘{entry.name}’"
    if entry.node.attributes or entry.node.value is None:
        yield f"{said} heeft een eigenschap (een regel met een punt). Maak er een eigen tekst van."
    if entry.variables and isinstance(entry.node, ast.Term):
        yield f"{said} is een woord en kan geen variabele hebben. Haal het streepje weg."
    if entry.counts:
        yield f"{said} kiest op een getal, maar krijgt altijd tekst. Kies op een woord."
    if any(mark in entry.written for mark in ISOLATION_MARKS):
        yield f"{said} bevat een onzichtbaar teken (U+2066 tot en met U+2069). Haal dat weg."
    for name in entry.used:
        if name not in entries:
            yield (
                f"{said} gebruikt ‘{name}’, en dat bestaat niet. Haal het weg, of schrijf een "
                f"regel ‘{name} = …’."
            )
    if entry.name in _used_by(entry, entries):
        yield f"{said} gebruikt zichzelf, misschien via een andere tekst. Haal dat weg."


def _replaced(entries: Mapping[str, _Entry], name: str, word: str) -> Iterator[tuple[str, _Entry]]:
    """Gives the terms that a school's own word replaces: as written, and with a capital."""
    for term, said in ((name, word), (_capital(name), _capital(word))):
        if f"-{term}" in entries:
            pattern = ast.Pattern([ast.TextElement(said)])
            yield f"-{term}", _entry(ast.Term(ast.Identifier(term), pattern), "woorden")


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
