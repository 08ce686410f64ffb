"""A conversation written down: who types, presses and fills in what, and what they then see.

The file knows people, buttons and fields as a reader of the screen does, and no chat platform: the
playground, Slack and Teams each play the same files. Pupils and colleagues are named as they would
be typed in a search field; the id of the melding is never in a file, as it is drawn anew each time.
"""

from __future__ import annotations

import datetime
import tomllib
from typing import Literal

import msgspec

TimeStep = Literal["uur", "schooldag", "week"]

Values = str | tuple[str, ...]


class BrokenConversation(Exception):
    """Dit bestand is geen gesprek dat nagespeeld kan worden."""


class _Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="do"):
    """One thing that happens or is looked at."""


class Typed(_Step, frozen=True, kw_only=True, tag="typed"):
    """Somebody types a command, without a slash."""

    who: str
    command: str


class Pressed(_Step, frozen=True, kw_only=True, tag="press"):
    """Somebody presses a button: on a card, or in what they have in front of them.

    NUMMER in its label stands for the id of a melding, which is drawn anew each time.
    """

    who: str
    button: str
    card: str = ""
    """A part of the card's title; the newest card that fits and has the button counts."""


class Filled(_Step, frozen=True, kw_only=True, tag="fill"):
    """Somebody fills in the form in front of them and submits it.

    An answer is the id of an option, the name of a pupil or colleague, or what is typed. What the
    form has filled in beforehand stays as it is when it is not answered here.
    """

    who: str
    answers: dict[str, Values]


class Chosen(_Step, frozen=True, kw_only=True, tag="choose"):
    """Somebody fills in some of the form in front of them and sees what comes up; it stays open."""

    who: str
    answers: dict[str, Values]


class Clock(_Step, frozen=True, kw_only=True, tag="clock"):
    """Time passes: one of the steps that a visitor of the playground has, or until a moment."""

    on: TimeStep | Literal[""] = ""
    to: datetime.datetime | None = None
    """In school time."""


class Roster(_Step, frozen=True, kw_only=True, tag="roster"):
    """A new list of pupils comes in, in which one has another class or other coaches."""

    pupil: str
    """By name, with the class behind it when two are called the same."""
    klas: str = ""
    """The new class; empty when that stays."""
    coaches: tuple[str, ...]
    """The coaches from now on, as this file calls them."""


class Staff(_Step, frozen=True, kw_only=True, tag="staff"):
    """A new staff file comes in: somebody is away, works on other days, or has left.

    Without any of these somebody is back.
    """

    who: str
    absent_from: datetime.date | None = None
    absent_until: datetime.date | None = None
    working_days: tuple[int, ...] = ()
    """ISO weekdays: 1 is Monday."""
    leaves: bool = False


class Expected(_Step, frozen=True, kw_only=True, tag="expect"):
    """What somebody must see now; all that is named must hold."""

    who: str
    cards: tuple[str, ...] = ()
    """Parts of titles; each stands in this person's chat."""
    no_cards: tuple[str, ...] = ()
    """Parts of titles; none stands in this person's chat."""
    nothing: bool = False
    """Whether this person's chat is empty."""
    card: str = ""
    """A part of the title of the card that `buttons` and `says` are about."""
    buttons: tuple[str, ...] | None = None
    """Exactly the buttons of the card or, without a card, of what is in front of the person."""
    says: tuple[str, ...] = ()
    """Texts on the card."""
    asks: tuple[str, ...] | None = None
    """Exactly the questions of the form in front of the person, by id."""
    shows: tuple[str, ...] = ()
    """Texts in what is in front of the person."""
    hides: tuple[str, ...] = ()
    """Texts that are not in it."""
    error_at: tuple[str, ...] = ()
    """The fields with an error."""
    refused: bool = False
    """Whether the person was told no."""


Step = Typed | Pressed | Chosen | Filled | Clock | Roster | Staff | Expected


class Ending(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How the melding stands when the conversation is over."""

    state: str = ""
    """Empty when nothing was stored."""
    stage: str = ""
    events: tuple[str, ...] = ()
    """The names of all events in order, but those of the timers."""


class Conversation(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A whole file."""

    title: str
    walk_through: int
    """The number of the walk-through of the requirements that it shows."""
    start: datetime.datetime
    """Where the clock stands at the start, in school time."""
    people: dict[str, str]
    """Under which name each person acts in this file: their e-mail address at the school."""
    steps: tuple[Step, ...]
    ending: Ending


def named_in(step: Step) -> tuple[str, ...]:
    """Gives the people that a step names, as its file calls them."""
    if isinstance(step, Clock):
        return ()
    return step.coaches if isinstance(step, Roster) else (step.who,)


def read_conversation(content: bytes) -> Conversation:
    """Reads a file; raises `BrokenConversation` with a Dutch line that says what is wrong."""
    try:
        conversation = msgspec.convert(tomllib.loads(content.decode()), Conversation)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise BrokenConversation(f"Dit is geen gesprek: {error}.") from None
    for number, step in enumerate(conversation.steps, 1):
        unknown = [one for one in named_in(step) if one not in conversation.people]
        if unknown:
            raise BrokenConversation(f"Regel {number}: ‘{unknown[0]}’ staat niet bij people.")
        if isinstance(step, Clock) and bool(step.on) == (step.to is not None):
            raise BrokenConversation(f"Regel {number}: geef bij clock één van on en to.")
    return conversation
