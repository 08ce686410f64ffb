"""Plays a conversation over the wire of the playground: JSON to its server, HTML back.

After each step everything is closed and opened again on the same files, the server included, so
that nothing can lean on what a program remembers. What a person has on the screen stays.
"""

from __future__ import annotations

import datetime
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any, Literal

import msgspec

from bot.conversation_driver import ending_of
from bot.conversation_file import Ending, TimeStep
from bot.conversation_player import Seen, SeenCard
from bot.playground_school import open_playground_school
from bot.practice_school import PracticeSchool
from bot.school_files import SchoolFiles
from bot.staff_change import StaffChange
from flows.cards import Card
from flows.events import Event
from flows.forms import Answer, FieldError, Option
from storage.encryption import SchoolKey
from tests.adapters.playground.playground_client import PlaygroundClient, playground_of
from tests.scenarios.html_reading import cards_in, dialog_in, tasks_in


class PlaygroundDriver:
    """Does what a visitor of the playground does (`bot.conversation_player.Driver`)."""

    def __init__(
        self, folder: Path, key: SchoolKey, files: SchoolFiles, start: datetime.datetime
    ) -> None:
        self._folder = folder
        self._key = key
        self._files = files
        self._start = start
        self._ids = {member.email: member.id for member in files.staff}
        self._requests = count(1)

    async def open(self) -> None:
        """Opens the school in the folder and serves its page."""
        self._open = AsyncExitStack()
        self.played = await open_playground_school(
            self._folder, self._key, self._files.settings, self._start
        )
        self.school: PracticeSchool = self.played.practice
        self._open.callback(self.played.close)
        self._client: PlaygroundClient = await self._open.enter_async_context(
            playground_of(self.played.host)
        )

    async def close(self) -> None:
        """Closes the page and the school, once what was being sent is sent.

        On a busy machine the page answers before that; a program that stops waits for it too.
        """
        await self.school.wired.due_work.run()
        await self._open.aclose()

    async def typed(self, person: str, command: str) -> Seen:
        """Types a command in the message box."""
        return await self._do("typed", person, typed=f"/{command}")

    async def pressed(self, person: str, value: str) -> Seen:
        """Presses a button."""
        return await self._do("pressed", person, value=value)

    async def submitted(
        self, person: str, form: str, answers: tuple[Answer, ...], carried: str
    ) -> Seen:
        """Submits a form."""
        return await self._do("submitted", person, form=form, answers=answers, carried=carried)

    async def decided(self, person: str, form: Seen, answer: Answer) -> Seen:
        """Gives the form as it was: all its fields are in it from the start."""
        return form

    async def search(
        self, person: str, kind: Literal["pupil", "staff"], typed: str
    ) -> tuple[Option, ...]:
        """Types in a field that names people."""
        found = await self._ask("searched", person=self._id(person), kind=kind, typed=typed)
        return msgspec.convert(found["options"], tuple[Option, ...])

    async def cards_of(self, person: str) -> tuple[SeenCard, ...]:
        """Looks at somebody's chat."""
        chat = await self._ask("chat", person=self._id(person))
        return cards_in(chat["html"])

    async def advance(self, step: TimeStep) -> None:
        """Presses a button beside the clock."""
        await self._ask("advance", step=step)
        await self._again()

    async def go_to(self, moment: datetime.datetime) -> None:
        """Lets time pass until a moment in school time."""
        calendar = self.school.wired.directory.calendar
        await self.school.travel.to(calendar.moment_of(moment.date(), moment.time()))
        await self._again()

    async def enrol(self, pupil: str, klas: str, coaches: tuple[str, ...]) -> None:
        """Takes in a new list of pupils at the command line, where the page has no button for."""
        await self.school.enrol(pupil, klas, tuple(self._id(one) for one in coaches))
        await self._again()

    async def staff_changes(self, person: str, change: StaffChange) -> None:
        """Takes in a new staff file at the command line, where the page has no button for."""
        await self.school.staff_changes(self._id(person), change)
        await self._again()

    async def ending(self) -> Ending:
        """Gives how the melding stands."""
        return ending_of(await self.history())

    async def history(self) -> tuple[Event, ...]:
        """Gives all that was stored."""
        return await self.school.history()

    def final_cards(self, person: str) -> tuple[Card, ...]:
        """Gives the cards in somebody's chat as the bot made them."""
        return tuple(one.card for one in self.played.chat.messages(self._id(person)))

    async def _do(self, what: str, person: str, **body: object) -> Seen:
        request = f"verzoek-{next(self._requests)}"
        answer = await self._ask(what, person=self._id(person), request_id=request, **body)
        await self._again()
        return shown(answer)

    async def _ask(self, name: str, **body: object) -> dict[str, Any]:
        answer = await self._client.ask(name, **body)
        assert "problem" not in answer, answer
        return answer

    async def _again(self) -> None:
        """Closes everything and opens it again."""
        await self.close()
        await self.open()

    def _id(self, person: str) -> str:
        return self._ids[person]


def shown(answer: dict[str, Any]) -> Seen:
    """Reads what the server answered as the page shows it."""
    kind = answer["kind"]
    if kind == "dialog":
        return dialog_in(answer["html"])
    if kind == "tasks":
        return tasks_in(answer["html"])
    if kind == "errors":
        errors = msgspec.convert(answer["errors"], tuple[FieldError, ...])
        return Seen(kind="errors", text="\n".join(one.message for one in errors), errors=errors)
    return Seen(kind="refused" if answer["tone"] == "refused" else "said", text=answer["text"])


@asynccontextmanager
async def driven(
    folder: Path, key: SchoolKey, files: SchoolFiles, start: datetime.datetime
) -> AsyncIterator[PlaygroundDriver]:
    """Opens a driver for as long as it is used."""
    driver = PlaygroundDriver(folder, key, files, start)
    await driver.open()
    try:
        yield driver
    finally:
        await driver.close()
