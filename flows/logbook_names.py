"""The names of others in a text for Magister, and the words that stand in their place (R-4).

Words that a person chose belong to a digest of the text and of the names that were found in it:
another text, or another name that turns out to stand there, asks for another look.
"""

from __future__ import annotations

import hashlib
import re

import msgspec

from flows.folded_text import fold
from flows.identity import Identity, identity_of, letter
from flows.leak_check import Leak, LeakIndex, find_leaks, replace, replacement_words
from flows.limits import SHORT_TEXT
from flows.logbook import MagisterText
from flows.roster import RosterPupil, StaffMember
from flows.views.scene import Scene
from flows.written_names import split_name

CONTEXT = 45
"""Characters shown on either side of a name that is to be replaced."""

SMALL_WORDS = frozenset("bij die dat de een en het in met of op uit van".split())
"""Words of a description that stand in every sentence, and in what replaces a name."""


class Hit(msgspec.Struct, frozen=True):
    """A name in a text, the words around it, and what stands in its place."""

    before: str
    found: str
    after: str
    phrase: str


class CheckedText(msgspec.Struct, frozen=True, kw_only=True):
    """A text without the names of others, and how far a person looked at it."""

    body: str
    hits: tuple[Hit, ...]
    digest: str
    phrases: tuple[str, ...]
    """The words that a person chose for this very text, in the order of the hits."""

    @property
    def is_reviewed(self) -> bool:
        """Whether a person confirmed the words for every name."""
        return len(self.phrases) >= len(self.hits)


def _telling(description: str) -> str:
    """Leaves out the small words of a description: "jongen met een jas" is nobody called Een."""
    return " ".join(word for word in description.split() if fold(word) not in SMALL_WORDS)


def _as_in_roster(who: Identity) -> RosterPupil:
    """Gives a pupil of the melding as the leak check knows pupils; a description is a name too."""
    described = split_name(_telling(who.description)) if who.description else None
    return RosterPupil(
        id=who.roster_id or who.pupil,
        leerlingnummer="",
        roepnaam=described.roepnaam if described else who.roepnaam,
        tussenvoegsel=described.tussenvoegsel if described else who.tussenvoegsel,
        achternaam=described.achternaam if described else who.achternaam,
        klas=who.class_name,
        leerjaar=0,
        team="",
    )


def _reporter(scene: Scene) -> tuple[StaffMember, ...]:
    member = scene.school.member(scene.case.reporter)
    return () if member is None else (member,)


def leaks_in(scene: Scene, typed: str, pupil: str, names: LeakIndex) -> tuple[Leak, ...]:
    """Finds the names in what somebody typed that may not stand in this pupil's text."""
    others = tuple(
        _as_in_roster(identity_of(scene.identities, one))
        for one in scene.case.named
        if one != pupil
    )
    about = _as_in_roster(identity_of(scene.identities, pupil))
    found = find_leaks(typed, about, others, names, _reporter(scene))
    return tuple(sorted((*found, *_letters_in(scene, typed)), key=lambda leak: leak.start))


def _letters_in(scene: Scene, typed: str) -> tuple[Leak, ...]:
    """Finds pupils who are called by their letter in the chat, as in "leerling B"."""
    wrong = (one.pupil for one in scene.case.mistaken)
    letters = "|".join(letter(one) for one in (*scene.case.named, *wrong))
    return tuple(
        Leak(one.start(), one.end(), one.group(), "in_melding")
        for one in re.finditer(
            rf"\b(?i:leerling(?:en)?)\s*(?:{letters})\b(?:(?:\s*,\s*|\s+en\s+)(?:{letters})\b)*",
            typed,
        )
    )


def _hit(typed: str, leak: Leak, phrase: str) -> Hit:
    return Hit(
        before=typed[max(0, leak.start - CONTEXT) : leak.start],
        found=leak.found,
        after=typed[leak.end : leak.end + CONTEXT],
        phrase=phrase,
    )


def _digest(text: MagisterText, leaks: tuple[tuple[Leak, ...], ...]) -> str:
    """Gives the SHA-256, in hexadecimal, of the text as it was typed and the places of names."""
    places = " ".join(f"{leak.start}-{leak.end}" for line in leaks for leak in line)
    typed = "\n".join(line.text for line in text.lines)
    return hashlib.sha256(f"{typed}\n{places}".encode()).hexdigest()


def _chosen(scene: Scene, text: MagisterText, digest: str) -> tuple[str, ...]:
    """Gives the words a person chose for this very text."""
    mine = (text.key, text.pupil, digest)
    reviews = scene.case.reviews
    found = (one.phrases for one in reviews if (one.record, one.pupil, one.digest) == mine)
    return next(found, ())


def checked_text(scene: Scene, text: MagisterText, names: LeakIndex) -> CheckedText:
    """Replaces every name of somebody else, by the words a person chose or else our own."""
    leaks = tuple(leaks_in(scene, line.typed, text.pupil, names) for line in text.lines)
    digest = _digest(text, leaks)
    chosen = _chosen(scene, text, digest)
    lines: list[str] = []
    hits: list[Hit] = []
    for line, found in zip(text.lines, leaks, strict=True):
        own = replacement_words(line.typed, found)
        confirmed = chosen[len(hits) : len(hits) + len(own)]
        words = (*confirmed, *own[len(confirmed) :])
        lines.append(line.words + replace(line.typed, found, words))
        hits += [_hit(line.typed, leak, word) for leak, word in zip(found, words, strict=True)]
    return CheckedText(body="\n".join(lines), hits=tuple(hits), digest=digest, phrases=chosen)


def is_clean(scene: Scene, phrase: str, pupil: str, names: LeakIndex) -> bool:
    """Says whether words chosen by a person hold no name themselves, and fit."""
    fits = bool(phrase.strip()) and len(phrase) <= SHORT_TEXT
    return fits and not leaks_in(scene, phrase, pupil, names)
