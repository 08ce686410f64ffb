"""What the page gets back: markup to put in its place, sentences, and numbers to show."""

from __future__ import annotations

from typing import Literal, assert_never

import msgspec

from adapters.playground.html_forms import form_html
from adapters.playground.html_pages import page_html, task_list_html
from flows.forms import FieldError, Option
from flows.ports import Reply, Say, ShowFieldErrors, ShowForm, ShowPage, ShowTaskList


class Dialog(msgspec.Struct, frozen=True, tag_field="kind", tag="dialog"):
    """Opens the dialog with this in it, or puts this in its place."""

    html: str


class Errors(msgspec.Struct, frozen=True, tag_field="kind", tag="errors"):
    """Leaves the form open and says what is wrong at its fields."""

    errors: tuple[FieldError, ...]


class Tasks(msgspec.Struct, frozen=True, tag_field="kind", tag="tasks"):
    """Shows the task list in the side panel."""

    html: str


class Said(msgspec.Struct, frozen=True, tag_field="kind", tag="said"):
    """Closes the dialog and says one sentence."""

    text: str
    tone: Literal["done", "refused"]


Shown = Dialog | Errors | Tasks | Said


class Start(msgspec.Struct, frozen=True):
    """The top of the page."""

    school: str
    clock: str
    moment: str
    """The same moment for machines, in ISO 8601."""


class People(msgspec.Struct, frozen=True):
    """The side bar."""

    html: str


class Chat(msgspec.Struct, frozen=True):
    """The chat of one person. `cases` are the meldingen of which there is a card in it."""

    person: str
    name: str
    role: str
    html: str
    cases: tuple[str, ...]


class Found(msgspec.Struct, frozen=True):
    """Who fits what was typed."""

    options: tuple[Option, ...]


class Advanced(msgspec.Struct, frozen=True):
    """Where the clock is now, and what the host said about it."""

    said: str
    clock: str
    moment: str


class Diagram(msgspec.Struct, frozen=True):
    """A drawing, with what it shows in words."""

    svg: str
    title: str
    description: str


class Problem(msgspec.Struct, frozen=True):
    """Why nothing happened, in a sentence to show."""

    problem: str


class Done(msgspec.Struct, frozen=True):
    """Nothing to show."""


def shown(reply: Reply) -> Shown:
    """Turns what the bot answered into what the page does with it."""
    match reply:
        case ShowForm(form):
            return Dialog(str(form_html(form)))
        case ShowPage(page):
            return Dialog(str(page_html(page)))
        case ShowTaskList(task_list):
            return Tasks(str(task_list_html(task_list)))
        case ShowFieldErrors(errors):
            return Errors(errors)
        case Say(text, tone):
            return Said(text, tone)
        case _:
            assert_never(reply)
