"""What must not leave a dialog in a conversation: names, classes, who reported, what is typed."""

from __future__ import annotations

from bot.conversation_file import Conversation, Filled
from bot.conversation_player import Asked
from flows.forms import NOT_IN_LIST, Answer
from flows.roster import RosterPupil
from tests.privacy.canaries import SHORTEST, Secret
from tests.scenarios.schools import school_files

REPORTER = Secret("melder", "Ilse Brouwer")

WORD = "Zwaluwnest"
"""Stands before every text that is typed, so that no sentence of the app can be taken for it."""

REPLACES_A_NAME = "naam-"
"""How the fields begin in which somebody says what stands in for a name."""


def marked(fields: tuple[Asked, ...], answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    """Puts a word of our own around each text that is typed in a form."""
    typed = {
        one.id
        for one in fields
        if one.kind.endswith("_text") and not one.id.startswith(REPLACES_A_NAME)
    }
    return tuple(
        Answer(one.field, tuple(map(_marked, one.values))) if one.field in typed else one
        for one in answers
    )


def _marked(text: str) -> str:
    return f"{WORD} {text} {WORD}" if text.strip() else text


def texts_in(conversation: Conversation) -> tuple[str, ...]:
    """Gives everything that is filled in."""
    filled = (step.answers.values() for step in conversation.steps if isinstance(step, Filled))
    return tuple(
        text
        for answers in filled
        for values in answers
        for text in ((values,) if isinstance(values, str) else values)
    )


def secrets_of(conversation: Conversation) -> tuple[Secret, ...]:
    """Gives what must not leave a dialog in a conversation."""
    texts = texts_in(conversation)
    pupils = [one for one in school_files().pupils if one.full_name in texts]
    described = (text.removeprefix(NOT_IN_LIST) for text in texts if text.startswith(NOT_IN_LIST))
    coaches = {coach for pupil in pupils for coach in pupil.coaches}
    reporter = next(one for one in school_files().staff if one.name == REPORTER.text)
    return (
        Secret("verhaal", WORD),
        *(Secret("verhaal", text.strip().partition(" ")[2]) for text in described),
        *(secret for pupil in pupils for secret in names_of(pupil)),
        *(Secret("klas", klas) for klas in {pupil.klas for pupil in pupils}),
        *(() if reporter.id in coaches else (REPORTER, Secret("melder", reporter.email))),
    )


def names_of(pupil: RosterPupil) -> tuple[Secret, ...]:
    """Gives the names by which a pupil can be known."""
    surname = pupil.surname if len(pupil.surname) >= SHORTEST else pupil.full_name
    names = dict.fromkeys((pupil.roepnaam, surname, pupil.full_name))
    return tuple(Secret("naam", name) for name in names)
