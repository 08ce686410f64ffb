"""What passes between a chat platform and the bot: a few requests, a few replies, one surface.

An adapter turns its platform's wire format into a `Request` and a `Reply` back into wire format,
and implements `Surface` for what is sent later. It only says WHO a person is; what that person
may do is asked elsewhere.
"""

from __future__ import annotations

from typing import Literal, Protocol

import msgspec

from flows.cards import Card
from flows.forms import Answer, FieldError, Form, Option
from flows.pages import Page
from flows.task_list import TaskList


class Who(msgspec.Struct, frozen=True):
    """A person as the platform knows them. `platform` is "playground", "slack" or "teams"."""

    platform: str
    id: str


class Typed(msgspec.Struct, frozen=True):
    """Somebody gave one of the four commands; text behind it is dropped by the adapter."""

    who: Who
    command: str
    request_id: str


class Pressed(msgspec.Struct, frozen=True):
    """Somebody pressed a button; `value` is what the button held."""

    who: Who
    value: str
    request_id: str


class Arrived(Pressed, frozen=True):
    """The same, asked by the platform's side for somebody who gets the app and did nothing yet.

    As a rule an administrator gives it to all at once, so this says nothing of where they work.
    """


class Submitted(msgspec.Struct, frozen=True):
    """Somebody submitted a step of a form."""

    who: Who
    form_id: str
    answers: tuple[Answer, ...]
    carried: str
    request_id: str


class Resumed(msgspec.Struct, frozen=True):
    """Somebody changed a choice on which other questions of the same step hang.

    A platform whose dialogs cannot show and hide a question by themselves asks for the same step
    again. Nothing is submitted: the answers stay where they are.
    """

    who: Who
    form_id: str
    carried: str
    request_id: str


class Searched(msgspec.Struct, frozen=True):
    """Somebody types in a pupil or staff field and wants to see who fits."""

    who: Who
    kind: Literal["pupil", "staff"]
    typed: str


Request = Typed | Pressed | Submitted | Resumed


class ShowForm(msgspec.Struct, frozen=True):
    """Opens this form, or puts it in place of the dialog that is open."""

    form: Form


class ShowFieldErrors(msgspec.Struct, frozen=True):
    """Keeps the form open and shows these errors at their fields."""

    errors: tuple[FieldError, ...]


class ShowPage(msgspec.Struct, frozen=True):
    """Opens this page, or puts it in place of the dialog that is open."""

    page: Page


class ShowTaskList(msgspec.Struct, frozen=True):
    """Shows the task list where the platform keeps it."""

    task_list: TaskList


class Say(msgspec.Struct, frozen=True):
    """Closes any dialog and says one content-free sentence to this person only."""

    text: str
    tone: Literal["done", "refused"] = "done"


Reply = ShowForm | ShowFieldErrors | ShowPage | ShowTaskList | Say


class Conversation(Protocol):
    """What an adapter calls for each request. Answers within two seconds; losing it is harmless."""

    async def handle(self, request: Request) -> Reply:
        """Answers a command, a press or a submitted form."""

    async def search(self, request: Searched) -> tuple[Option, ...]:
        """Gives at most 20 people that fit what was typed, for staff only."""

    async def card(self, who: Who, message_id: str) -> Card | None:
        """Gives the card that stands there for this person, as it is now; None when none does."""


class Account(msgspec.Struct, frozen=True):
    """An account that a colleague could have: no guest, outsider or bot, and not switched off."""

    who: Who
    email: str
    """In lower case; empty when the platform does not say or has not confirmed it."""
    login: str = ""
    """What they sign in with, in lower case, when the platform says so and it is another one."""


class NoAnswer(Exception):
    """Het platform geeft nu geen antwoord; later opnieuw vragen kan helpen."""


class AccountBook(Protocol):
    """What a platform knows of the people on it. Each call raises `NoAnswer` when it is down."""

    platform: str

    async def account(self, user_id: str) -> Account | None:
        """Gives an account that a colleague could have; None for anybody else. Never cached."""

    async def by_email(self, email: str) -> Account | None:
        """Finds the account with this address, as `account` does."""


class Addresses(Protocol):
    """Where accounts are reached, kept for a platform that only learns it when they come in."""

    async def get(self, user_id: str) -> str:
        """Gives what `put` was last given for an account; empty when there is nothing."""

    async def put(self, user_id: str, address: str) -> None:
        """Keeps where an account is reached, in the platform's own words; at most 2,000 bytes."""

    async def drop(self, user_id: str) -> None:
        """Forgets an account; again is harmless."""


class PlatformRefused(Exception):
    """Het platform weigert de gegevens van de app. De tekst zegt wat er moet gebeuren."""


class Placed(msgspec.Struct, frozen=True):
    """Where a card stands on the platform, in the platform's own ids."""

    message_id: str
    thread_id: str


class NotSent(Exception):
    """Het bericht is zeker niet verstuurd; het mag opnieuw."""

    def __init__(self, code: str, retry_after: float | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.retry_after = retry_after
        """In seconds, when the platform says so."""


class MaybeSent(Exception):
    """Het is niet zeker of het bericht is verstuurd."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Unreachable(Exception):
    """Deze persoon is langs deze weg niet te bereiken; opnieuw proberen helpt niet."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Gone(Exception):
    """Het bericht dat vervangen moet worden bestaat niet meer."""


class Surface(Protocol):
    """Where cards are put. Each call raises one of the four outcomes above when it fails."""

    platform: str

    async def post(self, who: Who, card: Card, thread_id: str, delivery_id: str) -> Placed:
        """Posts a card to a person: a root card when `thread_id` is empty, else in that thread."""

    async def replace(self, who: Who, placed: Placed, card: Card) -> None:
        """Puts a new version of a card in the place of the old one."""
