"""Plays a conversation from a file through a driver, and says where it goes otherwise.

A driver stands for one chat platform: it does what a person does there and gives back what that
person then has in front of them. The player knows no platform.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Awaitable, Callable
from typing import Literal, Protocol, assert_never

import msgspec

from bot.conversation_file import (
    Chosen,
    Clock,
    Conversation,
    Ending,
    Expected,
    Filled,
    Pressed,
    Roster,
    Staff,
    Step,
    TimeStep,
    Typed,
    Values,
)
from bot.enrolment import NotOnePupil
from bot.staff_change import StaffChange
from flows.forms import NOT_IN_LIST, Answer, FieldError, FieldKind, Option, ShownIf, values_of

SEARCHED: dict[FieldKind, Literal["pupil", "staff"]] = {
    "pupil": "pupil",
    "pupils": "pupil",
    "staff": "staff",
    "staff_several": "staff",
}
"""The kinds of field that are filled in by searching, and for whom."""

NAME_AND_CLASS = re.compile(r"(?P<name>.+?)(?: \((?P<klas>[^()]+)\))?")


ANY_NUMBER = "NUMMER"
"""What stands in a file for the id of a melding, in the label of a button."""


class Control(msgspec.Struct, frozen=True):
    """A button that somebody can press."""

    label: str
    value: str


class Asked(msgspec.Struct, frozen=True):
    """A field that somebody can fill in."""

    id: str
    kind: FieldKind
    label: str
    options: tuple[Option, ...] = ()
    values: tuple[str, ...] = ()
    """What is filled in beforehand."""
    shown_if: ShownIf | None = None
    decides: bool = False
    """Whether other fields hang on it that are not in the form until it is answered."""


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody has in front of them after doing something."""

    kind: Literal["form", "page", "tasks", "said", "refused", "errors"]
    title: str = ""
    text: str = ""
    """Everything there is to read, labels and values included."""
    buttons: tuple[Control, ...] = ()
    form: str = ""
    carried: str = ""
    fields: tuple[Asked, ...] = ()
    errors: tuple[FieldError, ...] = ()


class SeenCard(msgspec.Struct, frozen=True):
    """A card in somebody's chat."""

    title: str
    text: str
    buttons: tuple[Control, ...] = ()


class Driver(Protocol):
    """Does on one platform what people do there. A person is named by e-mail address."""

    async def typed(self, person: str, command: str) -> Seen:
        """Types a command."""

    async def pressed(self, person: str, value: str) -> Seen:
        """Presses a button."""

    async def submitted(
        self, person: str, form: str, answers: tuple[Answer, ...], carried: str
    ) -> Seen:
        """Submits a form."""

    async def decided(self, person: str, form: Seen, answer: Answer) -> Seen:
        """Makes a choice on which other fields hang; gives the form as it is then."""

    async def search(
        self, person: str, kind: Literal["pupil", "staff"], typed: str
    ) -> tuple[Option, ...]:
        """Types in a field that names people."""

    async def cards_of(self, person: str) -> tuple[SeenCard, ...]:
        """Gives every card in a person's chat, oldest first."""

    async def advance(self, step: TimeStep) -> None:
        """Lets time pass."""

    async def go_to(self, moment: datetime.datetime) -> None:
        """Lets time pass until a moment in school time."""

    async def enrol(self, pupil: str, klas: str, coaches: tuple[str, ...]) -> None:
        """Takes in a list in which a pupil has other coaches and, if given, another class."""

    async def staff_changes(self, person: str, change: StaffChange) -> None:
        """Takes in a staff file in which one row is another."""

    async def ending(self) -> Ending:
        """Gives how the melding stands."""


class Otherwise(Exception):
    """Het gesprek loopt anders dan in het bestand staat."""


Told = Callable[[Step, Seen | None], Awaitable[None]]
"""Is told of every step that was played, and of what the person got to see."""


async def nobody_told(step: Step, seen: Seen | None) -> None:
    """Tells nobody."""
    del step, seen


class Player:
    """Plays one conversation."""

    def __init__(
        self, conversation: Conversation, driver: Driver, told: Told = nobody_told
    ) -> None:
        self._conversation = conversation
        self._driver = driver
        self._told = told
        self._before: dict[str, Seen] = {}
        self._forms: dict[str, Seen] = {}
        self._chosen: dict[str, dict[str, tuple[str, ...]]] = {}
        """What was filled in already in the form that is open, by person and field."""

    async def play(self) -> None:
        """Plays all steps; raises `Otherwise` at the first that goes otherwise."""
        for number, step in enumerate(self._conversation.steps, 1):
            try:
                seen = await self._step(step)
            except Otherwise as other:
                raise Otherwise(f"Stap {number} ({_in_short(step)}): {other}") from None
            await self._told(step, seen)
        got, asked = await self._driver.ending(), self._conversation.ending
        if got != asked:
            raise Otherwise(f"Aan het einde: verwacht {asked}, gekregen {got}")

    async def _step(self, step: Step) -> Seen | None:
        if isinstance(step, Clock):
            await self._pass_time(step)
            return None
        if isinstance(step, Roster):
            await self._enrol(step)
            return None
        if isinstance(step, Staff):
            await self._change_staff(step)
            return None
        person = self._conversation.people[step.who]
        if isinstance(step, Expected):
            await self._expect(person, step)
            return None
        seen = await self._act(person, step)
        self._before[person] = seen
        if seen.kind != "errors" and not isinstance(step, Chosen):
            self._chosen.pop(person, None)
        if seen.kind == "form":
            self._forms[person] = seen
        elif seen.kind != "errors":
            self._forms.pop(person, None)
        return seen

    async def _act(self, person: str, step: Typed | Pressed | Chosen | Filled) -> Seen:
        match step:
            case Typed(command=command):
                return await self._driver.typed(person, command)
            case Pressed(button=label, card=card):
                buttons = await self._buttons(person, label, card)
                return await self._driver.pressed(person, buttons[-1].value)
            case Chosen(answers=answers):
                return await self._choose(person, answers)
            case Filled(answers=answers):
                return await self._fill_in(person, answers)
            case _:
                assert_never(step)

    async def _pass_time(self, step: Clock) -> None:
        if step.to is not None:
            await self._driver.go_to(step.to)
        elif step.on:
            await self._driver.advance(step.on)

    async def _enrol(self, step: Roster) -> None:
        coaches = tuple(self._conversation.people[one] for one in step.coaches)
        try:
            await self._driver.enrol(step.pupil, step.klas, coaches)
        except NotOnePupil:
            raise Otherwise(f"‘{step.pupil}’ is niet één leerling") from None

    async def _change_staff(self, step: Staff) -> None:
        change = StaffChange(
            absent_from=step.absent_from,
            absent_until=step.absent_until,
            working_days=step.working_days,
            leaves=step.leaves,
        )
        await self._driver.staff_changes(self._conversation.people[step.who], change)

    async def _buttons(self, person: str, label: str, card: str) -> tuple[Control, ...]:
        """Gives the buttons with this label; there is at least one."""
        if card:
            cards = await self._cards(person, card)
            found = tuple(
                one for card in cards for one in card.buttons if _is_called(one.label, label)
            )
            there = [one.label for card in cards for one in card.buttons]
        else:
            here = self._in_front(person)
            found = tuple(one for one in here.buttons if _is_called(one.label, label))[:1]
            there = [one.label for one in here.buttons]
        if not found:
            raise Otherwise(f"er is geen knop ‘{label}’, wel: {there}")
        return found

    async def _cards(self, person: str, title: str) -> tuple[SeenCard, ...]:
        cards = await self._driver.cards_of(person)
        found = tuple(one for one in cards if title in one.title)
        if not found:
            raise Otherwise(f"er is geen kaart ‘{title}’, wel: {[one.title for one in cards]}")
        return found

    def _in_front(self, person: str) -> Seen:
        if person not in self._before:
            raise Otherwise("deze persoon heeft niets voor zich")
        return self._before[person]

    async def _choose(self, person: str, answers: dict[str, Values]) -> Seen:
        form, filled = await self._filled(person, answers)
        self._chosen[person] = {one.field: one.values for one in filled}
        return form

    async def _fill_in(self, person: str, answers: dict[str, Values]) -> Seen:
        form, filled = await self._filled(person, answers)
        return await self._driver.submitted(person, form.form, filled, form.carried)

    async def _filled(
        self, person: str, answers: dict[str, Values]
    ) -> tuple[Seen, tuple[Answer, ...]]:
        """Fills in the open form from top to bottom; gives it as it is then, with the answers."""
        form = self._forms.get(person)
        if form is None:
            raise Otherwise("er staat geen formulier open")
        chosen = self._chosen.get(person, {})
        filled: list[Answer] = []
        asked: set[str] = set()
        while field := next((one for one in form.fields if one.id not in asked), None):
            asked.add(field.id)
            values = chosen.get(field.id, field.values)
            if field.id in answers:
                values = await self._values(person, field, answers[field.id])
            if _is_shown(field, tuple(filled)):
                filled += [Answer(field.id, values)] if values else []
                if field.decides:
                    form = await self._driver.decided(person, form, Answer(field.id, values))
            elif field.id in answers:
                raise Otherwise(f"de vraag ‘{field.id}’ staat niet op het scherm")
        if not asked.issuperset(answers):
            raise Otherwise(f"het formulier vraagt niet {sorted(set(answers) - asked)}")
        return form, tuple(filled)

    async def _values(self, person: str, field: Asked, given: Values) -> tuple[str, ...]:
        texts = (given,) if isinstance(given, str) else given
        if field.kind in SEARCHED:
            return tuple([await self._found(person, field, text) for text in texts])
        by_label = {one.label: one.value for one in field.options}
        return tuple(by_label.get(text, text) for text in texts)

    async def _found(self, person: str, field: Asked, text: str) -> str:
        """Types a name in a search field and picks the one person who is called so."""
        if text.startswith(NOT_IN_LIST):
            return text
        named = NAME_AND_CLASS.fullmatch(text)
        name, klas = (named["name"], named["klas"]) if named else (text, None)
        found = await self._driver.search(person, SEARCHED[field.kind], name)
        fits = [one for one in found if one.label == name and klas in (None, one.hint)]
        if len(fits) != 1:
            raise Otherwise(f"‘{text}’ is niet één persoon: {[one.label for one in found]}")
        return fits[0].value

    async def _expect(self, person: str, step: Expected) -> None:
        titles = [one.title for one in await self._driver.cards_of(person)]
        missing = [part for part in step.cards if not any(part in one for one in titles)]
        extra = [part for part in step.no_cards if any(part in one for one in titles)]
        if missing or extra or (step.nothing and titles):
            raise Otherwise(f"dit zijn de kaarten: {titles}")
        if step.card:
            await self._expect_card(person, step)
        elif step.buttons is not None:
            _same(step.buttons, tuple(one.label for one in self._in_front(person).buttons))
        if step.asks is not None:
            form = self._forms.get(person) or self._in_front(person)
            _same(step.asks, _asked(form.fields, self._chosen.get(person, {})))
        self._expect_in_front(person, step)

    async def _expect_card(self, person: str, step: Expected) -> None:
        card = (await self._cards(person, step.card))[-1]
        if step.buttons is not None:
            _same(step.buttons, tuple(one.label for one in card.buttons))
        _holds(card.text, step.says)

    def _expect_in_front(self, person: str, step: Expected) -> None:
        if step.shows or step.hides:
            text = self._in_front(person).text
            _holds(text, step.shows)
            told = [one for one in step.hides if one in text]
            if told:
                raise Otherwise(f"dit staat er wel: {told}")
        if step.error_at:
            _same(step.error_at, tuple(one.field for one in self._in_front(person).errors))
        if step.refused and self._in_front(person).kind != "refused":
            raise Otherwise(f"er staat: {self._in_front(person).text}")


def _asked(fields: tuple[Asked, ...], chosen: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Gives the questions on the screen, with what is filled in already."""
    filled = tuple(Answer(one.id, chosen.get(one.id, one.values)) for one in fields)
    return tuple(one.id for one in fields if one.kind != "note" and _is_shown(one, filled))


def _is_shown(field: Asked, filled: tuple[Answer, ...]) -> bool:
    """Says whether a field is on the screen, given the answers to those above it."""
    if field.shown_if is None:
        return True
    chosen = values_of(filled, field.shown_if.field)
    return any(value in field.shown_if.values for value in chosen)


def _is_called(label: str, written: str) -> bool:
    """Says whether a button is the one a file means, whatever id its label names."""
    shape = re.escape(written).replace(ANY_NUMBER, r"[0-9A-Z]{4}")
    return re.fullmatch(shape, label) is not None


def _same(expected: tuple[str, ...], got: tuple[str, ...]) -> None:
    if expected != got:
        raise Otherwise(f"verwacht {expected}, gekregen {got}")


def _holds(text: str, parts: tuple[str, ...]) -> None:
    missing = [one for one in parts if one not in text]
    if missing:
        raise Otherwise(f"dit ontbreekt: {missing}. Er staat: {text}")


def _in_short(step: Step) -> str:
    match step:
        case Clock():
            return f"clock {step.on or step.to}"
        case Staff():
            return f"staff {step.who}"
        case Pressed():
            return f"{step.who} press {step.button}"
        case Roster():
            return f"roster {step.klas}"
        case _:
            return f"{step.who} {type(step).__name__.lower()}"
