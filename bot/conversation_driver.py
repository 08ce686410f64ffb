"""Plays a conversation straight into the bot, without a chat platform in between.

What a person would see is taken from the models that every platform draws from.
"""

from __future__ import annotations

import datetime
from collections.abc import Awaitable, Callable, Iterator
from functools import reduce
from itertools import count
from typing import Literal, assert_never

from bot.conversation_file import Ending, TimeStep
from bot.conversation_player import Asked, Control, Seen, SeenCard
from bot.playground_school import PlaygroundSchool
from bot.staff_change import StaffChange
from flows.cards import Button, Card, Fact
from flows.case import EMPTY_CASE
from flows.events import Event
from flows.evolve import evolve
from flows.forms import Answer, Form, Option
from flows.pages import Page
from flows.ports import (
    Conversation,
    Pressed,
    Reply,
    Request,
    Say,
    Searched,
    ShowFieldErrors,
    ShowForm,
    ShowPage,
    ShowTaskList,
    Submitted,
    Typed,
    Who,
)
from flows.task_list import TaskList

PLATFORM = "playground"

TIMERS = ("FollowUpStarted", "FollowUpClimbed", "FollowUpEnded")
"""Events of the timers, which a conversation does not name."""


def ending_of(events: tuple[Event, ...]) -> Ending:
    """Says how a melding stands after these events, as a conversation file writes it."""
    if not events:
        return Ending()
    case = reduce(evolve, events, EMPTY_CASE)
    names = (type(event).__name__ for event in events)
    happened = tuple(name for name in names if name not in TIMERS)
    return Ending(state=case.state, stage=case.stage, events=happened)


class BotDriver:
    """Talks to a bot as an adapter does (`bot.conversation_player.Driver`)."""

    def __init__(
        self,
        bot: Conversation,
        staff_ids: dict[str, str],
        settled: Callable[[], Awaitable[object]],
    ) -> None:
        self._bot = bot
        self._staff_ids = staff_ids
        self._settled = settled
        self._requests = count(1)

    async def typed(self, person: str, command: str) -> Seen:
        """Types a command."""
        return await self._handled(Typed(self._who(person), command, self._request()))

    async def pressed(self, person: str, value: str) -> Seen:
        """Presses a button."""
        return await self._handled(Pressed(self._who(person), value, self._request()))

    async def submitted(
        self, person: str, form: str, answers: tuple[Answer, ...], carried: str
    ) -> Seen:
        """Submits a form."""
        request = Submitted(self._who(person), form, answers, carried, self._request())
        return await self._handled(request)

    async def decided(self, person: str, form: Seen, answer: Answer) -> Seen:
        """Gives the form as it was: all its fields are in it from the start."""
        del person, answer
        return form

    async def search(
        self, person: str, kind: Literal["pupil", "staff"], typed: str
    ) -> tuple[Option, ...]:
        """Types in a field that names people."""
        return await self._bot.search(Searched(self._who(person), kind, typed))

    async def _handled(self, request: Request) -> Seen:
        reply = await self._bot.handle(request)
        await self._settled()
        return seen_of(reply)

    def _who(self, person: str) -> Who:
        return Who(PLATFORM, self._staff_ids[person])

    def _request(self) -> str:
        return f"verzoek-{next(self._requests)}"


class SchoolDriver(BotDriver):
    """Plays in an open practice school on the playground."""

    def __init__(self, played: PlaygroundSchool) -> None:
        school = played.practice
        super().__init__(school.wired.bot, school.staff_ids, school.wired.due_work.run)
        self._school = school
        self._played = played

    async def cards_of(self, person: str) -> tuple[SeenCard, ...]:
        """Gives every card in a person's chat, oldest first."""
        messages = self._played.chat.messages(self._school.staff_ids[person])
        return tuple(seen_card(message.card) for message in messages)

    async def advance(self, step: TimeStep) -> None:
        """Lets time pass."""
        await self._played.host.advance(step)

    async def go_to(self, moment: datetime.datetime) -> None:
        """Lets time pass until a moment in school time."""
        calendar = self._school.wired.directory.calendar
        await self._school.travel.to(calendar.moment_of(moment.date(), moment.time()))

    async def enrol(self, pupil: str, klas: str, coaches: tuple[str, ...]) -> None:
        """Takes in a list in which a pupil has other coaches and, if given, another class."""
        ids = tuple(self._school.staff_ids[one] for one in coaches)
        await self._school.enrol(pupil, klas, ids)

    async def staff_changes(self, person: str, change: StaffChange) -> None:
        """Takes in a staff file in which one row is another."""
        await self._school.staff_changes(self._school.staff_ids[person], change)

    async def ending(self) -> Ending:
        """Gives how the melding stands."""
        return ending_of(await self._school.history())


def seen_of(reply: Reply) -> Seen:
    """Gives what a person has in front of them after this reply."""
    match reply:
        case ShowForm(form):
            return _form(form)
        case ShowPage(page):
            return _page(page)
        case ShowTaskList(task_list):
            return _task_list(task_list)
        case ShowFieldErrors(errors):
            text = "\n".join(error.message for error in errors)
            return Seen(kind="errors", text=text, errors=errors)
        case Say(text, tone):
            return Seen(kind="refused" if tone == "refused" else "said", text=text)
        case _:
            assert_never(reply)


def seen_card(card: Card) -> SeenCard:
    """Gives what there is to see of a card."""
    lines = [card.title, *card.paragraphs, *_facts(card.facts), *card.items, card.footnote]
    if card.progress is not None:
        lines.append(card.progress.label)
    return SeenCard(card.title, "\n".join(filter(None, lines)), _controls(card.buttons))


def _controls(buttons: tuple[Button, ...]) -> tuple[Control, ...]:
    return tuple(Control(one.label, one.value) for one in buttons)


def _facts(facts: tuple[Fact, ...]) -> Iterator[str]:
    for fact in facts:
        yield fact.label
        yield fact.value


def _form(form: Form) -> Seen:
    words = [form.title]
    for field in form.fields:
        words += [field.label, field.hint, *(word for one in field.options for word in _words(one))]
    return Seen(
        kind="form",
        title=form.title,
        text="\n".join(filter(None, words)),
        form=form.id,
        carried=form.carried,
        fields=tuple(
            Asked(one.id, one.kind, one.label, one.options, one.values, one.shown_if)
            for one in form.fields
        ),
    )


def _words(option: Option) -> tuple[str, str]:
    return option.label, option.hint


def _page(page: Page) -> Seen:
    words = [page.title, *page.paragraphs, *_facts(page.facts), *page.items]
    for block in page.copies:
        words += [block.label, block.title, block.body]
    for entry in page.entries:
        words += [entry.heading, entry.meta, *entry.paragraphs, *_facts(entry.facts)]
    turning = tuple(one for one in (page.previous, page.next) if one is not None)
    within = tuple(button for entry in page.entries for button in entry.buttons)
    return Seen(
        kind="page",
        title=page.title,
        text="\n".join(filter(None, words)),
        buttons=_controls((*within, *turning, *page.actions)),
    )


def _task_list(tasks: TaskList) -> Seen:
    words = [tasks.title]
    buttons = []
    for section in tasks.sections:
        words += [section.heading, "" if section.items else section.empty]
        for item in section.items:
            words += [item.title, item.due]
            buttons += [item.button] if item.button else []
    return Seen(
        kind="tasks",
        title=tasks.title,
        text="\n".join(filter(None, words)),
        buttons=_controls((*buttons, *tasks.actions)),
    )
