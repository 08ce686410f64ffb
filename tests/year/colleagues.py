"""What colleagues do: look at their chat, press a button that is there, fill in what opens.

They know nothing of the protocol. A card that asks something is answered most of the time, put off
now and then, and answered in an unexpected way once in a while.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Awaitable, Callable
from functools import partial
from itertools import count
from random import Random
from typing import Literal

import msgspec

from flows import verbs
from flows.cards import Button, Card
from flows.forms import Form, Option
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
from flows.presses import Press, decoded
from tests.year.answers import Known, filled_in
from tests.year.canaries import REPORTER
from tests.year.chats import Chats

PUTS_OFF = 0.15
"""How often a card is left for another day."""
READS_ON = 0.25
"""How often somebody presses something on a page that does not ask for it."""
DEEPEST = 5
"""Dialogs that somebody opens one after the other."""
ENOUGH = 3
"""Times that somebody does something with a card that stays as it was, and then lets it be."""
TRIES = 4
"""Times that a form is filled in anew when something is wrong with it."""

PRIMARY = 30
USUAL = 1
LIKELY: dict[str, float] = {
    verbs.OPEN_CASE: 1,
    verbs.OVERRIDE: 3,
    verbs.INFEASIBLE: 0.7,
    verbs.ASK_ADVICE: 0.5,
    verbs.REOPEN: 0.1,
    verbs.CORRECT: 0.2,
    verbs.ADD_PUPIL: 0.2,
    verbs.INCIDENT: 0.4,
    verbs.PARENT_SPOKE: 0.4,
    verbs.STEP_BACK: 0.1,
    verbs.EXCLUDE: 0.05,
    verbs.REPORT: 0,
}
"""How likely a button is pressed beside a primary one; `USUAL` for what is not named."""


class Odd(msgspec.Struct, frozen=True):
    """Something that did not go as a person may expect."""

    what: Literal["geweigerd", "niet in te vullen"]
    verb: str
    said: str


class Colleagues:
    """Everybody who works at the school."""

    def __init__(
        self,
        bot: Conversation,
        chats: Chats,
        settle: Callable[[], Awaitable[object]],
        today: Callable[[], datetime.date],
        chance: Random,
    ) -> None:
        self._bot = bot
        self._chats = chats
        self._settle = settle
        self._today = today
        self._chance = chance
        self._requests = count(1)
        self.names: dict[str, tuple[str, ...]] = {}
        """The pupils of each melding, by name, as whoever works in it knows them."""
        self.odd: Counter[Odd] = Counter()
        self.said = bytearray()
        """Each sentence and task list that was shown, outside dialogs."""
        self.presses = 0
        self._tried: dict[tuple[str, str], tuple[Card, int]] = {}

    def has_work(self, person: str) -> bool:
        """Says whether the chat asks something that this person did not give up on."""
        return any(map(partial(self._is_new, person), self._chats.asking(person)))

    def given_up(self) -> dict[str, tuple[Card, ...]]:
        """Gives the cards that ask something and stayed the same whatever was pressed."""
        return {
            person: tuple(card for id_, card in cards if not self._is_new(person, id_))
            for person, cards in self._chats.everybody_asked().items()
        }

    def _is_new(self, person: str, message_id: str) -> bool:
        card, times = self._tried.get((person, message_id), (None, 0))
        return times < ENOUGH or card != self._chats.still_asks(person, message_id)

    def _tries(self, person: str, message_id: str, card: Card) -> None:
        before, times = self._tried.get((person, message_id), (card, 0))
        self._tried[person, message_id] = card, times + 1 if before == card else 1

    async def looks(self, person: str) -> None:
        """Somebody looks at what the chat asks, and does most of it."""
        for message_id in self._chats.asking(person):
            card = self._chats.still_asks(person, message_id)
            is_new = card is not None and self._is_new(person, message_id)
            if card is not None and is_new and self._chance.random() >= PUTS_OFF:
                self._tries(person, message_id, card)
                await self._press_one(person, card.buttons)
                await self._settle()

    async def is_curious(self, person: str) -> None:
        """Somebody presses a button of any card there is, however old."""
        cards = [card for card in self._chats.cards(person) if card.buttons]
        if cards:
            await self._press_one(person, self._chance.choice(cards).buttons)
            await self._settle()

    async def asks_for_tasks(self, person: str) -> None:
        """Somebody types "taken" and opens the first that stands there."""
        reply = await self._asked(Typed(_who(person), "taken", self._request()))
        await self._goes_on(person, reply, 0)
        await self._settle()

    async def reads_list(self, person: str, verb: str) -> frozenset[str]:
        """Somebody reads a list page by page; gives the meldingen that it leads to."""
        listed: set[str] = set()
        turn: Button | None = Button("", Press(verb).encoded())
        while turn is not None:
            reply = await self._asked(Pressed(_who(person), turn.value, self._request()))
            if not isinstance(reply, ShowPage):
                break
            found = [decoded(one.value) for one in _buttons_of(reply.page)]
            listed |= {press.case_id for press in found if press is not None}
            turn = reply.page.next
        return frozenset(listed - {""})

    async def reports(self, person: str, answers: Known, names: tuple[str, ...]) -> str:
        """Somebody reports; gives the number of the melding, or "" when it became none."""
        reply = await self._asked(Typed(_who(person), "pestmelding", self._request()))
        while isinstance(reply, ShowForm):
            reply = await self._fills_in(person, reply.form, answers, names)
        await self._settle()
        press = decoded(reply.page.id) if isinstance(reply, ShowPage) else None
        case_id = press.case_id if press is not None else ""
        if case_id:
            self.names[case_id] = names
        return case_id

    async def _press_one(self, person: str, buttons: tuple[Button, ...], depth: int = 0) -> None:
        button = self._chosen(buttons)
        if button is None:
            return
        self.presses += 1
        reply = await self._asked(Pressed(_who(person), button.value, self._request()))
        if isinstance(reply, Say) and reply.tone == "refused":
            self.odd[Odd("geweigerd", _verb(button.value), reply.text)] += 1
        await self._goes_on(person, reply, depth + 1)

    async def _goes_on(self, person: str, reply: Reply, depth: int) -> None:
        """Does something with what opened."""
        match reply:
            case ShowForm(form):
                following = await self._fills_in(person, form, {}, self._named(form.id))
                if depth < DEEPEST:
                    await self._goes_on(person, following, depth + 1)
            case ShowPage(page):
                buttons = _buttons_of(page)
                asks = any(one.style == "primary" for one in buttons)
                if depth < DEEPEST and (asks or self._chance.random() < READS_ON):
                    await self._press_one(person, buttons, depth)
            case ShowTaskList(tasks):
                items = [item for section in tasks.sections for item in section.items]
                buttons = tuple(item.button for item in items if item.button is not None)
                if depth < DEEPEST:
                    await self._press_one(person, buttons[:1], depth)
            case _:
                return

    def _chosen(self, buttons: tuple[Button, ...]) -> Button | None:
        weights = [_likely(one) for one in buttons]
        return self._chance.choices(buttons, weights)[0] if any(weights) else None

    async def _fills_in(
        self, person: str, form: Form, known: Known, names: tuple[str, ...]
    ) -> Reply:
        """Fills in and submits a form, again when something is wrong; gives what came of it."""

        async def search(kind: Literal["pupil", "staff"], typed: str) -> tuple[Option, ...]:
            found = await self._bot.search(Searched(_who(person), kind, typed))
            return tuple(one for one in found if REPORTER not in one.label)

        reply: Reply = Say("")
        for _ in range(TRIES):
            answers = await filled_in(form, known, names, self._today(), search, self._chance)
            request = Submitted(_who(person), form.id, answers, form.carried, self._request())
            reply = await self._asked(request)
            if not isinstance(reply, ShowFieldErrors):
                break
        verb = _verb(form.id)
        if isinstance(reply, ShowFieldErrors):
            said = "; ".join(f"{one.field}: {one.message}" for one in reply.errors)
            self.odd[Odd("niet in te vullen", verb, said)] += 1
        elif isinstance(reply, Say) and reply.tone == "refused":
            self.odd[Odd("geweigerd", verb, reply.text)] += 1
        return reply

    async def _asked(self, request: Request) -> Reply:
        reply = await self._bot.handle(request)
        if isinstance(reply, Say | ShowTaskList):
            self.said += msgspec.json.encode(reply)
        return reply

    def _named(self, form: str) -> tuple[str, ...]:
        press = decoded(form)
        return self.names.get(press.case_id, ()) if press is not None else ()

    def _request(self) -> str:
        return f"verzoek-{next(self._requests)}"


def _likely(button: Button) -> float:
    if button.style == "primary":
        return PRIMARY
    return LIKELY.get(_verb(button.value), USUAL)


def _verb(value: str) -> str:
    press = decoded(value)
    return press.verb if press is not None else ""


def _buttons_of(page: Page) -> tuple[Button, ...]:
    return (*(button for entry in page.entries for button in entry.buttons), *page.actions)


def _who(person: str) -> Who:
    return Who(Chats.platform, person)
