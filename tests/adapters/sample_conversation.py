"""A conversation that answers what a test tells it to, and remembers what it was asked."""

import asyncio

from flows.cards import Button, Card
from flows.forms import Answer, Field, FieldError, Form, Option, ShownIf
from flows.pages import Page
from flows.ports import (
    Reply,
    Request,
    Resumed,
    Say,
    Searched,
    ShowFieldErrors,
    ShowForm,
    ShowPage,
    ShowTaskList,
    Who,
)
from flows.presses import decoded
from flows.task_list import Item, Section, TaskList

FORM = Form(
    id="doen|7K3Q|1",
    title="Een gesprek",
    submit="Leg vast",
    carried="zegel",
    fields=(
        Field(
            "soort",
            "choice",
            "Hoe ging het?",
            options=(Option("goed", "Goed"), Option("anders", "Anders")),
        ),
        Field("toelichting", "long_text", "Hoe dan?", shown_if=ShownIf("soort", ("anders",))),
        Field("gezien", "long_text", "Wat zag je?", max_length=2000),
    ),
)
PAGE = Page(id="open|7K3Q|", title="Melding 7K3Q", paragraphs=("Wat er staat.",))
TASKS = TaskList(
    title="Je taken",
    sections=(
        Section(
            "Te doen",
            tuple(
                Item(f"Taak {number}", "maandag", button=Button("Open", f"open|7K3Q|{number}"))
                for number in range(60)
            ),
        ),
    ),
)
DONE = Say("Vastgelegd. Dank je wel.")
EXPIRED = Say("Dit is niet meer aan de orde.", "refused")
WRONG = ShowFieldErrors((FieldError("gezien", "Vul dit in."),))
FOUND = (Option("l1", "Jan de Vries", "2b"), Option("l2", "Noor Vries", "2c"))

Told = Reply | Exception


class SampleConversation:
    """Answers the task list for the tasks, EXPIRED for nonsense, and else what is planned."""

    def __init__(self) -> None:
        self.asked: list[Request] = []
        self.searched: list[Searched] = []
        self.reply: Told = ShowPage(PAGE)
        self.tasks: Told = ShowTaskList(TASKS)
        self.step: Told | None = None
        """What a step is answered with that is asked for again; as anything else when None."""
        self.found: tuple[Option, ...] | Exception = FOUND
        self.standing: Card | Exception | None = None
        """The card that stands wherever one is asked for."""
        self.looked_at: list[tuple[Who, str]] = []
        self.going_on: asyncio.Event | None = None
        """For what each request waits."""

    async def handle(self, request: Request) -> Reply:
        """Answers a request."""
        self.asked.append(request)
        if self.going_on is not None:
            await self.going_on.wait()
        value = getattr(request, "value", None)
        if value is not None and decoded(value) is None:
            return EXPIRED
        told = self.tasks if str(value).startswith("taken|") else self.reply
        if isinstance(request, Resumed) and self.step is not None:
            told = self.step
        if isinstance(told, Exception):
            raise told
        return told

    async def search(self, request: Searched) -> tuple[Option, ...]:
        """Gives who is planned to be found."""
        self.searched.append(request)
        if self.going_on is not None:
            await self.going_on.wait()
        if isinstance(self.found, Exception):
            raise self.found
        return self.found

    async def card(self, who: Who, message_id: str) -> Card | None:
        """Gives the card that is planned."""
        self.looked_at.append((who, message_id))
        if isinstance(self.standing, Exception):
            raise self.standing
        return self.standing


def showing(form: Form = FORM) -> ShowForm:
    """Gives the reply that opens a form."""
    return ShowForm(form)


def answer(field: str, *values: str) -> Answer:
    """Gives what was filled in at a field."""
    return Answer(field, values)
