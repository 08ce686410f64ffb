"""Plays conversations from files in a temporary practice school and prints them as a dialogue."""

from __future__ import annotations

import asyncio
import pathlib
import tempfile
from collections.abc import Callable, Iterable, Iterator

from bot.clock import random_bytes
from bot.conversation_driver import SchoolDriver
from bot.conversation_file import (
    BrokenConversation,
    Chosen,
    Clock,
    Conversation,
    Expected,
    Filled,
    Pressed,
    Roster,
    Staff,
    Step,
    Typed,
    Values,
    read_conversation,
)
from bot.conversation_player import Asked, Control, Otherwise, Player, Seen, SeenCard
from bot.demo import fictional_school
from bot.playground_school import PlaygroundSchool, open_playground_school
from bot.practice_school import fill
from bot.school_files import SchoolFiles
from flows.views.dates import dated_moment_in_words
from storage.encryption import SchoolKey

Say = Callable[[str], None]

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag")
INDENT = "    "
READ_AT_MOST = 3
"""Lines of a page or form that are printed; the rest is for who opens it."""


def play(paths: Iterable[pathlib.Path], say: Say) -> bool:
    """Plays each file and says line by line what happens; False when one went otherwise."""
    key = SchoolKey.load(SchoolKey.fresh(random_bytes).encode())
    files = fictional_school(key)
    went = [_play_file(path, key, files, say) for path in paths]
    return all(went)


def _play_file(path: pathlib.Path, key: SchoolKey, files: SchoolFiles, say: Say) -> bool:
    try:
        conversation = read_conversation(path.read_bytes())
    except BrokenConversation as broken:
        say(f"{path}: {broken}")
        return False
    say(f"== {conversation.title}")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        fill(folder, key, lambda: files)
        try:
            asyncio.run(_play_in(folder, key, files, conversation, say))
        except Otherwise as other:
            say(f"Dit loopt anders dan in {path} staat. {other}")
            return False
    say("")
    return True


async def _play_in(
    folder: pathlib.Path, key: SchoolKey, files: SchoolFiles, conversation: Conversation, say: Say
) -> None:
    played = await open_playground_school(folder, key, files.settings, conversation.start)
    try:
        teller = _Teller(conversation, played, say)
        teller.say_the_time()
        await Player(conversation, teller.driver, teller.tell).play()
    finally:
        played.close()


class _Teller:
    """Says what happens as a dialogue: who does what, what the bot says, and which cards come."""

    def __init__(self, conversation: Conversation, played: PlaygroundSchool, say: Say) -> None:
        self.driver = SchoolDriver(played)
        self._school = played.practice
        self._say = say
        self._emails = conversation.people
        self._names = {
            alias: next(one.name for one in played.host.people() if one.id == member)
            for alias, email in conversation.people.items()
            for member in (self._school.staff_ids[email],)
        }
        self._cards: dict[str, tuple[SeenCard, ...]] = {}
        self._asked: dict[str, Seen] = {}

    def say_the_time(self) -> None:
        """Says what the clock says."""
        wired = self._school.wired
        now = self._school.clock.now()
        words = wired.library.current.wording
        self._say(f"-- {dated_moment_in_words(words, now, wired.directory.calendar, now)}")

    async def tell(self, step: Step, seen: Seen | None) -> None:
        """Says what a step was, what the bot answered and which cards changed."""
        if isinstance(step, Clock):
            self.say_the_time()
        elif isinstance(step, Roster):
            coaches = ", ".join(self._names[one] for one in step.coaches)
            self._say(f"-- {step.pupil} staat nu in {step.klas or 'dezelfde klas'}, bij {coaches}")
        elif isinstance(step, Staff):
            self._say(f"-- {self._names[step.who]} {_staffed(step)}")
        elif not isinstance(step, Expected):
            self._say(f"{self._names[step.who]} {self._doing(step)}")
        if seen is not None and not isinstance(step, Clock | Roster | Staff):
            for line in _in_front(seen):
                self._say(f"{INDENT}{line}")
            if seen.kind == "form":
                self._asked[step.who] = seen
        await self._say_cards()

    def _doing(self, step: Typed | Pressed | Chosen | Filled) -> str:
        if isinstance(step, Typed):
            return f"typt /{step.command}"
        if isinstance(step, Pressed):
            return f"drukt op [{step.button}]"
        fields = {one.id: one for one in self._asked[step.who].fields}
        told = (_said(fields[name], values) for name, values in step.answers.items())
        return ("kiest: " if isinstance(step, Chosen) else "vult in: ") + "; ".join(told)

    async def _say_cards(self) -> None:
        for alias, email in self._emails.items():
            cards = await self.driver.cards_of(email)
            before = self._cards.get(alias, ())
            for place, card in enumerate(cards):
                new = place >= len(before)
                if new or before[place].title != card.title:
                    said = f"{self._names[alias]} {'krijgt' if new else 'ziet nu'}: {card.title}"
                    self._say(f"{INDENT}> {said}{_row(card.buttons)}")
            self._cards[alias] = cards


def _staffed(step: Staff) -> str:
    """Says what changed about somebody in the staff file."""
    if step.leaves:
        return "werkt hier niet meer"
    if step.working_days:
        days = ", ".join(WEEKDAYS[day - 1] for day in step.working_days)
        return f"werkt nu op {days}"
    if step.absent_from is None and step.absent_until is None:
        return "is er weer"
    ends = f" tot en met {step.absent_until:%d-%m-%Y}" if step.absent_until else ""
    begins = f" vanaf {step.absent_from:%d-%m-%Y}" if step.absent_from else ""
    return f"is afwezig{begins}{ends}"


def _said(field: Asked, values: Values) -> str:
    """Gives an answer as it stands on the screen, behind its question."""
    labels = {one.value: one.label for one in field.options}
    texts = (values,) if isinstance(values, str) else values
    return f"{field.label} {', '.join(labels.get(text, text) for text in texts)}"


def _row(buttons: tuple[Control, ...]) -> str:
    return "".join(f" [{one.label}]" for one in buttons)


def _in_front(seen: Seen) -> Iterator[str]:
    """Gives the few lines of what a person sees that make clear what it is."""
    if seen.kind in ("said", "refused", "errors"):
        yield from seen.text.split("\n")
        return
    lines = [seen.title]
    if seen.kind == "page":
        lines += seen.text.split("\n")[1 : READ_AT_MOST + 1]
    lines += [one.label for one in seen.fields]
    yield from lines
    if seen.buttons:
        yield _row(seen.buttons).strip()
