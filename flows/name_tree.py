"""Find names in running text: a tree of folded words, and a walk over the words of the text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import Generic, TypeVar

from flows.folded_text import Folded, fold_with_places, has_invisible
from flows.written_names import WORD, NameKind, WrittenName

Person = TypeVar("Person")

_JOIN = re.compile(r"(?:[^\w.;:!?]|_)*|\.")
"""What may stand between two words of one name: anything but a digit or the end of a sentence; a
full stop only without a space, as in "sanne.jansen"."""

_JOIN_AFTER_LETTER = re.compile(r"\.?(?:[^\w.;:!?]|_)*")
"""The same after a single letter, as in "S. Jansen" and "v.d. Berg"."""

_GENITIVE = re.compile(r"'s(?![^\W\d_])")
_INITIALS_BEHIND = re.compile(r"\s*,\s*(?:[^\W\d_]\.)+")
_SIBILANTS = ("s", "x", "z")
_SHORTEST_WITH_S = 4
"""Letters of the shortest word read as a name with an s: else "bos" would be "Bo" with an s."""


@dataclass(frozen=True, slots=True)
class Found(Generic[Person]):
    """A name that stands in the text, by its places in the original text."""

    start: int
    end: int
    person: Person
    kind: NameKind
    word_count: int
    is_exact: bool
    """False when the last word is the name with an s stuck to it: "Sannes", "Jansens"."""
    is_possessive: bool
    """Whether the name has a Dutch genitive: "Sanne's", "Thomas'", "Sannes"."""


@dataclass(slots=True)
class NameTree(Generic[Person]):
    """The words that may follow, and who is called this when the words end here."""

    next_words: "dict[str, NameTree[Person]]" = field(default_factory=dict)
    bearers: dict[tuple[Person, NameKind], None] = field(default_factory=dict)

    def add(self, person: Person, names: Iterable[WrittenName]) -> None:
        """Add the ways to write one person's name."""
        for name in names:
            branch = self
            for word in name.words:
                if word not in branch.next_words:
                    branch.next_words[word] = NameTree()
                branch = branch.next_words[word]
            branch.bearers[person, name.kind] = None


def readings_of(text: str) -> "tuple[Reading, ...]":
    """Return the ways to read `text`: invisible signs as nothing and, if any, as spaces as well."""
    readings = ["", " "] if has_invisible(text) else [""]
    return tuple(Reading(text, fold_with_places(text, invisible=sign)) for sign in readings)


@dataclass(frozen=True)
class Reading:
    """A text, folded, with the bounds of its words."""

    original: str
    folded: Folded

    @cached_property
    def words(self) -> tuple[tuple[str, int, int], ...]:
        """Each word with its start and end in the folded text."""
        return tuple((m.group(), *m.span()) for m in WORD.finditer(self.folded.text))

    def find(self, tree: NameTree[Person]) -> Iterator[Found[Person]]:
        """Yield every name of `tree` in this reading, overlapping ones included.

        A surname with initials beside it is yielded with and without them.
        """
        for first in range(len(self.words)):
            yield from self._find_from(first, tree)

    def _find_from(self, first: int, tree: NameTree[Person]) -> Iterator[Found[Person]]:
        if self._is_tail_of_word(first):
            return
        branch: NameTree[Person] | None = tree
        for last in range(first, len(self.words)):
            if branch is None or (last > first and not self._is_joined_to_next(last - 1)):
                return
            word = self.words[last][0]
            exact = branch.next_words.get(word)
            if exact is not None and exact.bearers:
                yield from self._names_between(first, last, exact, is_exact=True)
            if len(word) >= _SHORTEST_WITH_S and word.endswith("s"):
                stem = branch.next_words.get(word[:-1])
                if stem is not None and stem.bearers:
                    yield from self._names_between(first, last, stem, is_exact=False)
            branch = exact

    def _names_between(
        self, first: int, last: int, branch: NameTree[Person], *, is_exact: bool
    ) -> Iterator[Found[Person]]:
        start, bare_end = self.words[first][1], self.words[last][2]
        end = self._end_of_genitive(start, bare_end) if is_exact else bare_end
        with_initials = (self._start_of_initials(first), self._end_of_initials(end))
        for person, kind in branch.bearers:
            bounds = {(start, end)}
            if kind == "achternaam":
                bounds |= set(product((start, with_initials[0]), (end, with_initials[1])))
            for from_here, to_here in sorted(bounds):
                yield Found(
                    start=self.folded.starts[from_here],
                    end=self.folded.ends[to_here - 1],
                    person=person,
                    kind=kind,
                    word_count=last - first + 1,
                    is_exact=is_exact,
                    is_possessive=end > bare_end or not is_exact,
                )

    def _is_joined_to_next(self, index: int) -> bool:
        word, _, end = self.words[index]
        join = _JOIN_AFTER_LETTER if len(word) == 1 else _JOIN
        return join.fullmatch(self.folded.text, end, self.words[index + 1][1]) is not None

    def _is_tail_of_word(self, index: int) -> bool:
        """Whether this is the s of "foto's", which is nobody's initial."""
        word, start, _ = self.words[index]
        if len(word) > 1 or index == 0:
            return False
        return self.folded.text[self.words[index - 1][2] : start] == "'"

    def _end_of_genitive(self, start: int, end: int) -> int:
        text = self.folded.text
        genitive = _GENITIVE.match(text, end)
        if genitive is not None:
            return genitive.end()
        is_quoted = text[start - 1 : start] == "'"
        if text[end - 1] in _SIBILANTS and text[end : end + 1] == "'" and not is_quoted:
            return end + 1
        return end

    def _start_of_initials(self, index: int) -> int:
        """Where the initials in capitals before a surname begin: "S.J. Jansen", "S Jansen"."""
        while index > 0 and self._is_initial(index - 1) and self._is_joined_to_next(index - 1):
            index -= 1
        return self.words[index][1]

    def _end_of_initials(self, end: int) -> int:
        """Where the initials in capitals behind a surname end: "Jansen, S.J."."""
        behind = _INITIALS_BEHIND.match(self.folded.text, end)
        if behind is None or not all(
            self._is_capital(place)
            for place in range(end, behind.end())
            if self.folded.text[place].isalpha()
        ):
            return end
        return behind.end()

    def _is_initial(self, index: int) -> bool:
        word, start, _ = self.words[index]
        return len(word) == 1 and self._is_capital(start)

    def _is_capital(self, place: int) -> bool:
        return self.original[self.folded.starts[place]].isupper()
