"""Plays a conversation in local-slack (`bot.conversation_player.Driver`)."""

import datetime
from pathlib import Path
from typing import Literal

from adapters.slack import sheets
from bot.clock import random_bytes
from bot.conversation_driver import ending_of
from bot.conversation_file import Ending, TimeStep
from bot.conversation_player import Seen, SeenCard
from bot.demo import school_key_in
from bot.practice_school import url_of
from bot.staff_change import StaffChange
from flows.event_log import read
from flows.events import Event
from flows.forms import NOT_IN_LIST, Answer, Option, values_of
from storage.units_of_work import Store, UnitOfWork
from tests.local_chat.clock import PracticeHands
from tests.local_slack.go_between import GoBetween
from tests.local_slack.people import Page, Told
from tests.local_slack.workspace import user_of
from tests.privacy.conversation_secrets import marked
from tests.scenarios.block_reading import (
    card_seen,
    errors_seen,
    fields_of,
    found_seen,
    home_seen,
    modal_seen,
)
from tests.slack_stub.elements import SEVERAL, Element, State, buttons_in, fields_in, option_of
from tests.slack_stub.screens import OpenView

DAY_OR_TEXT = {"datepicker": "selected_date", "plain_text_input": "value"}


class LocalSlackDriver:
    """Does what people do in local-slack."""

    def __init__(
        self, folder: Path, page: Page, go_between: GoBetween, clock: PracticeHands
    ) -> None:
        self._folder = folder
        self._page = page
        self._go_between = go_between
        self._clock = clock
        self.found: dict[str, Told] = {}
        """What was found by typing, by its value."""

    # -------------------------------------------------------------- what people do

    async def typed(self, person: str, command: str) -> Seen:
        """Types a command; the list of tasks is the Home tab."""
        user = user_of(person)
        if command == "taken" or user not in self._page.chats:
            await self._page.act("open_home", user)
            await self._page.sees(user, "home")
        if command == "taken":
            return home_seen(self._page.homes[user])
        where = {"channel": self._page.chats[user], "command": f"/{command}", "text": ""}
        await self._page.act("slash_command", user, **where)
        return await self._seen(user)

    async def pressed(self, person: str, value: str) -> Seen:
        """Presses a button: in the modal on the screen, in the chat, or in Home."""
        user = user_of(person)
        channel = self._page.chats[user]
        for ts, blocks in self._places(user):
            for block, button in buttons_in(blocks):
                if button["value"] == value:
                    action = {**button, "block_id": block["block_id"]}
                    where = {"channel": channel if ts else "", "messageTs": ts, "action": action}
                    await self._page.act("block_action", user, **where)
                    return await self._seen(user)
        raise AssertionError(f"De knop {value} staat nergens.")

    async def decided(self, person: str, form: Seen, answer: Answer) -> Seen:
        """Makes a choice, after which Slack shows the form with what hangs on it."""
        user, view = user_of(person), self._modal(person)
        for block, element in fields_in(view.blocks):
            if sheets.field_in(block["block_id"]) == (answer.field, ""):
                filled = self._filled(element, answer.values)
                names = {"block_id": block["block_id"], "action_id": element["action_id"]}
                where = {"channel": "", "messageTs": "", "action": {**filled, **names}}
                await self._page.act("block_action", user, **where)
                await self._page.sees(user, "view")
        return modal_seen(view.sent, view.state)

    async def submitted(
        self, person: str, form: str, answers: tuple[Answer, ...], carried: str
    ) -> Seen:
        """Fills in the modal on the screen and submits it."""
        user, view = user_of(person), self._modal(person)
        assert sheets.Sheet(form, carried).encoded() == view.sent["private_metadata"]
        typed = marked(fields_of(view.blocks, view.state), answers)
        view.state = self._state(view, typed)
        await self._page.act("view_submit", user, values=view.state)
        return await self._seen(user)

    async def search(
        self, person: str, kind: Literal["pupil", "staff"], typed: str
    ) -> tuple[Option, ...]:
        """Types in a field that names people."""
        fields = fields_in(self._modal(person).blocks)
        searching = next(block for block, element in fields if element["action_id"] == kind)
        found = await self._go_between.search(user_of(person), searching["block_id"], typed)
        self.found |= {one["value"]: one for one in found}
        return tuple(map(found_seen, found))

    async def cards_of(self, person: str) -> tuple[SeenCard, ...]:
        """Looks at somebody's chat with the app."""
        return tuple(card_seen(one["blocks"]) for one in self._messages(user_of(person)))

    # -------------------------------------------------------------- what happens besides

    async def advance(self, step: TimeStep) -> None:
        """Lets time pass."""
        await self._clock.advance(step)

    async def go_to(self, moment: datetime.datetime) -> None:
        """Lets time pass until a moment in school time."""
        await self._clock.go_to(moment)

    async def enrol(self, pupil: str, klas: str, coaches: tuple[str, ...]) -> None:
        """Stands in no conversation that is played here."""
        raise NotImplementedError

    async def staff_changes(self, person: str, change: StaffChange) -> None:
        """Stands in no conversation that is played here."""
        raise NotImplementedError

    async def ending(self) -> Ending:
        """Gives how the melding stands, as it was stored."""
        key = school_key_in(self._folder)
        with Store.open(url_of(self._folder), key, random_bytes) as store:
            return ending_of(await store.read(_history))

    # -------------------------------------------------------------- on the screen

    async def _seen(self, user: str) -> Seen:
        """Waits for what somebody sees after doing something, and for the cards that come of it."""
        told = await self._page.sees(user, "view", "view_errors", "whisper")
        await self._clock.settle()
        if told["t"] == "view_errors":
            return errors_seen(told["errors"])
        if told["t"] == "whisper":
            self._go_between.strict.whisper(told["text"])
            return Seen(kind="said", text=told["text"])
        if told["t"] == "view" and self._page.stack:
            view = self._go_between.screens.modals[user]
            return modal_seen(self._page.stack[-1], view.state)
        return home_seen(self._page.homes[user])

    def _places(self, user: str) -> list[tuple[str, list[Told]]]:
        """Gives where somebody can press, what lies on top first: a ts, and the blocks."""
        modal = self._go_between.screens.modals.get(user)
        home = self._page.homes.get(user)
        return [
            *([("", modal.blocks)] if modal is not None and self._page.stack else []),
            *((one["ts"], one["blocks"]) for one in reversed(self._messages(user))),
            *([("", home["blocks"])] if home is not None else []),
        ]

    def _messages(self, user: str) -> list[Told]:
        return list(self._page.messages.get(self._page.chats.get(user, ""), {}).values())

    def _modal(self, person: str) -> OpenView:
        return self._go_between.screens.modals[user_of(person)]

    def _state(self, view: OpenView, answers: tuple[Answer, ...]) -> State:
        state: State = {}
        for block, element in fields_in(view.blocks):
            field, part = sheets.field_in(block["block_id"])
            values = values_of(answers, field)
            typed = tuple(one for one in values if one.startswith(NOT_IN_LIST))
            if part == sheets.ELSEWHERE:
                mine = tuple(one.removeprefix(NOT_IN_LIST) for one in typed)
            else:
                mine = tuple(one for one in values if one not in typed)
            state[block["block_id"]] = {element["action_id"]: self._filled(element, mine)}
        return state

    def _filled(self, element: Element, values: tuple[str, ...]) -> Told:
        kind = element["type"]
        if kind in DAY_OR_TEXT:
            return {"type": kind, DAY_OR_TEXT[kind]: "\n".join(values) or None}
        options = [self._option(element, one) for one in values]
        if kind in SEVERAL:
            return {"type": kind, "selected_options": options}
        return {"type": kind, "selected_option": options[0] if options else None}

    def _option(self, element: Element, value: str) -> Told:
        begun = [*element.get("initial_options", ()), element.get("initial_option")]
        known = {one["value"]: one for one in begun if one is not None}
        offered = option_of(element, value) or known.get(value) or self.found.get(value)
        assert offered is not None, f"{value} kan hier niet gekozen worden"
        return offered


def _history(unit: UnitOfWork) -> tuple[Event, ...]:
    cases = (unit.cases.load(row.case_id) for row in unit.index.all())
    return tuple(read(stored.payload) for case in cases for stored in case)
