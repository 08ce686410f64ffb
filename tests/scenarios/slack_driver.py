"""Plays a conversation over the wire of Slack, signed request by signed request.

After each step the program is stopped and started again on the same files, its server and its
connection to Slack included. What stands in Slack, and on a person's screen there, stays.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from random import Random  # noqa: TID251 - chance that comes from a seed, to be drawn again
from typing import Literal

from adapters.slack import sheets
from adapters.slack.methods import SHORTCUT
from bot.conversation_player import Asked, Seen, SeenCard
from flows import verbs
from flows.forms import NOT_IN_LIST, Answer, Option, values_of
from flows.presses import Press
from tests.privacy.canaries import Secret
from tests.privacy.conversation_secrets import marked
from tests.scenarios.block_reading import (
    card_seen,
    errors_seen,
    fields_of,
    found_seen,
    home_seen,
    modal_seen,
)
from tests.scenarios.program_driver import PATIENCE, ProgramDriver
from tests.scenarios.school_program import Place, SchoolProgram
from tests.scenarios.slack_school import SlackChat, user_of, users_of
from tests.slack_stub.elements import buttons_in, fields_in
from tests.slack_stub.person import Aftermath, CannotSubmit, SlackPerson
from tests.slack_stub.server import serve_stub
from tests.slack_stub.workspace import Workspace

FILL_IN = "Vul dit veld in."
"""What Slack itself says at a field that must be filled in."""

OF_HOME = {
    "pestmelding": verbs.REPORT,
    "pestprotocol": verbs.PROTOCOL,
    "help": verbs.HELP,
}
"""The buttons in Home that do what a command does; help has no command of its own on Slack."""


class SlackDriver(ProgramDriver):
    """Does what people in Slack do (`bot.conversation_player.Driver`)."""

    def __init__(self, school: SchoolProgram, chat: SlackChat, *, seed: int = 1) -> None:
        """Takes the program, which may be on other platforms too."""
        super().__init__(school)
        self.chat = chat
        self.workspace: Workspace = chat.stub.workspace
        self._random = Random(seed)  # noqa: S311 - as above
        self._in_home: set[str] = set()

    def person(self, email: str) -> SlackPerson:
        """Gives somebody in Slack, as the program is reached now."""
        return SlackPerson(self.workspace, user_of(email), self.chat.door)

    # -------------------------------------------------------------- what people do

    async def typed(self, person: str, command: str) -> Seen:
        """Types a command, or does the same by a shortcut or a button in Home."""
        one = self.person(person)
        await one.close()
        self._in_home.discard(person)
        if command == "taken":
            self._in_home.add(person)
            return await self._after(one, await one.open_home())
        if command == "help" or self._random.random() < 1 / 3:
            await one.open_home()
            value = Press(OF_HOME[command]).encoded()
            return await self._after(one, await one.press_in_home(value))
        if command == "pestmelding" and self._random.random() < 1 / 2:
            return await self._after(one, await one.shortcut(SHORTCUT))
        return await self._after(one, await one.command(command))

    async def pressed(self, person: str, value: str) -> Seen:
        """Presses a button, in what this person has open or else in a message or Home."""
        one = self.person(person)
        if one.modal is not None and _has(one.modal.blocks, value):
            return await self._after(one, await one.press_in_modal(value))
        await one.close()
        if person in self._in_home and one.home is not None and _has(one.home.blocks, value):
            return await self._after(one, await one.press_in_home(value))
        self._in_home.discard(person)
        return await self._after(one, await one.press_in_message(value))

    def shows(self, person: str, value: str) -> bool:
        """Says whether a button stands in what somebody has open."""
        one = self.person(person)
        views = [one.modal, one.home if person in self._in_home else None]
        return any(_has(view.blocks, value) for view in views if view is not None)

    def holds(self, person: str, value: str) -> bool:
        """Says whether somebody can press a button here."""
        cards = self.person(person).messages
        return self.shows(person, value) or any(_has(card.blocks, value) for card in cards)

    async def decided(self, person: str, form: Seen, answer: Answer) -> Seen:
        """Makes a choice, after which Slack shows the form with what hangs on it."""
        one = self.person(person)
        assert one.modal is not None
        await one.fill(_block(one, answer.field), *answer.values)
        await self.again()
        return modal_seen(one.modal.sent, one.modal.state)

    async def submitted(
        self, person: str, form: str, answers: tuple[Answer, ...], carried: str
    ) -> Seen:
        """Fills in the modal on the screen and submits it."""
        one = self.person(person)
        assert one.modal is not None
        assert sheets.Sheet(form, carried).encoded() == one.modal.sent["private_metadata"]
        fields = fields_of(one.modal.blocks, one.modal.state)
        for field in fields:
            await _fill(one, field, values_of(self._as_typed(fields, answers), field.id))
        try:
            return await self._after(one, await one.submit())
        except CannotSubmit as held:
            return errors_seen(dict.fromkeys(held.blocks, FILL_IN))

    def _as_typed(
        self, fields: tuple[Asked, ...], answers: tuple[Answer, ...]
    ) -> tuple[Answer, ...]:
        """Gives the answers with a word of our own in every text, which no message may hold."""
        return marked(fields, answers) if self.workspace.secrets else answers

    async def search(
        self, person: str, kind: Literal["pupil", "staff"], typed: str
    ) -> tuple[Option, ...]:
        """Types in a field that names people."""
        one = self.person(person)
        assert one.modal is not None
        searching = (
            block["block_id"]
            for block, element in fields_in(one.modal.blocks)
            if element["action_id"] == kind
        )
        return tuple(map(found_seen, await one.search(next(searching), typed)))

    async def cards_of(self, person: str) -> tuple[SeenCard, ...]:
        """Looks at somebody's chat with the app."""
        return tuple(card_seen(one.blocks) for one in self.person(person).messages)

    async def _after(self, one: SlackPerson, after: Aftermath) -> Seen:
        await self.again()
        if after.errors:
            return errors_seen(after.errors)
        if after.modal_changed and one.modal is not None:
            return modal_seen(one.modal.sent, one.modal.state)
        if after.said:
            text = "\n".join(after.said)
            return Seen(kind="refused" if text in self.school.refusals else "said", text=text)
        assert one.home is not None, after
        return home_seen(one.home.sent)


async def _fill(one: SlackPerson, field: Asked, values: tuple[str, ...]) -> None:
    """Fills in a field, the part for who is not in the list as well."""
    typed = [value.removeprefix(NOT_IN_LIST) for value in values if value.startswith(NOT_IN_LIST)]
    found = [value for value in values if not value.startswith(NOT_IN_LIST)]
    await one.fill(_block(one, field.id), *found)
    elsewhere = _block(one, field.id, sheets.ELSEWHERE)
    if elsewhere:
        await one.fill(elsewhere, "\n".join(typed))


def _block(one: SlackPerson, field: str, part: str = "") -> str:
    """Gives the block in which a field is asked; empty when there is none."""
    assert one.modal is not None
    blocks = (block["block_id"] for block, _ in fields_in(one.modal.blocks))
    return next((name for name in blocks if sheets.field_in(name) == (field, part)), "")


def _has(blocks: list[dict[str, object]], value: str) -> bool:
    return any(button["value"] == value for _, button in buttons_in(blocks))


@asynccontextmanager
async def driven(
    place: Place,
    *,
    secrets: tuple[Secret, ...] = (),
    by_socket: bool = False,
    seed: int = 1,
) -> AsyncIterator[SlackDriver]:
    """Serves a local Slack and opens a driver on it, for as long as it is used."""
    workspace = Workspace(users_of(place.files), secrets=secrets, patience=PATIENCE)
    async with serve_stub(workspace) as stub:
        chat = SlackChat(stub, by_socket=by_socket)
        driver = SlackDriver(SchoolProgram(place, workspace.time, chat), chat, seed=seed)
        await driver.open()
        try:
            await driver.school.accounts.keep_up()
            yield driver
        finally:
            await driver.close()
