"""A small school that answers with samples, to look at the playground without the bot.

`python -m tests.adapters.playground.sample_host` shows it on http://127.0.0.1:8080.
"""

import asyncio
from datetime import UTC, datetime, timedelta

from adapters.playground.changes import Changes
from adapters.playground.chat_store import IN_MEMORY, ChatStore
from adapters.playground.hosting import RECOMMENDED, Person, Step
from adapters.playground.server import serve_playground
from adapters.playground.surface import PLATFORM, PlaygroundSurface
from flows.cards import Card
from flows.forms import FieldError, Form, Option, value_of
from flows.pages import Page
from flows.ports import (
    Arrived,
    Placed,
    Pressed,
    Reply,
    Request,
    Resumed,
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
from flows.presses import decoded
from tests.adapters import samples

MONDAY = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)

STEPS = {"uur": timedelta(hours=1), "schooldag": timedelta(days=1), "week": timedelta(weeks=1)}

FIRST_NAMES = tuple("Ans Bram Cor Dieke Evert Femke Gijs Hilde Ids Joke Kees Lotte".split())
SURNAMES = tuple("Appel Beuk Ceder Den Els Fluitenkruid Ginkgo Hazelaar".split())

CHOSEN_FEW = (
    Person("d1", "Ans Appel", "docent Nederlands", RECOMMENDED),
    Person("c1", "Bram Beuk", "coach van 2b", RECOMMENDED),
    Person("c2", "Dieke van der Ceder", "coach van 2c", RECOMMENDED),
    Person("a1", "Evert Den", "antipestcoördinator", RECOMMENDED),
)
OTHERS = tuple(
    Person(f"s{number}", f"{first} {surname}", "docent", "Onderbouw" if number % 2 else "Bovenbouw")
    for number, (first, surname) in enumerate(
        ((first, surname) for surname in SURNAMES for first in FIRST_NAMES), 1
    )
)

PUPILS = tuple(
    Option(f"l{number}", f"{first} {surname}", f"klas {1 + number % 4}{'abc'[number % 3]}")
    for number, (first, surname) in enumerate(
        ((first, surname) for first in FIRST_NAMES for surname in SURNAMES), 1
    )
)

FOUND_AT_MOST = 20

DIAGRAM = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200" width="300" height="200">'
    "<title>Schema van het stappenplan</title>"
    "<desc>Na de melding komt stap 1, dan stap 2, dan nazorg.</desc>"
    '<rect width="300" height="200" fill="#fff"/>'
    '<g fill="#e2efed" stroke="#0d6160"><rect x="90" y="10" width="120" height="40" rx="8"/>'
    '<rect x="90" y="80" width="120" height="40" rx="8"/>'
    '<rect x="90" y="150" width="120" height="40" rx="8"/></g>'
    '<g font-family="sans-serif" font-size="14" text-anchor="middle" fill="#23302f">'
    '<text x="150" y="35">Gemeld</text><text x="150" y="105">Stap 1</text>'
    '<text x="150" y="175">Nazorg</text></g></svg>'
)

PAGES_BY_VERB = {"bekijk": samples.CASE_PAGE, "magister": samples.MAGISTER}

FORMS_BY_VERB = {
    "melden": samples.REPORT_KIND,
    "gesprek": samples.EVERY_FIELD,
    "gebeurd": samples.EVERY_FIELD,
}

NEXT_FORM = {"melden||soort": samples.REPORT_WHO, "melden||wie": samples.REPORT_WHAT}


class SampleHost:
    """Implements `PlaygroundHost` and its `Conversation`, with samples for every answer."""

    school_name = "Het Voorbeeld College"

    def __init__(self, path: str = IN_MEMORY) -> None:
        self.chat = ChatStore(path)
        self.changes = Changes()
        self.surface = PlaygroundSurface(self.chat, self.changes.tell, self.now)
        self.conversation = self
        self.requests: list[Request | Searched] = []
        self._moment = MONDAY
        self._sent = 0

    def people(self) -> tuple[Person, ...]:
        """Gives a hundred people who do not exist."""
        return CHOSEN_FEW + OTHERS

    def now(self) -> datetime:
        """Gives a moment that only moves by `advance`."""
        return self._moment

    async def advance(self, step: Step) -> str:
        """Moves the clock by the bare length of a step."""
        self._moment += STEPS[step]
        await self.send("c1", samples.STEP_ONE)
        return "De klok is verzet. Er kwam 1 bericht bij."

    async def diagram(self, person: str, case_id: str | None) -> str | None:
        """Gives a small drawing, the same for every melding."""
        return DIAGRAM if case_id is None else DIAGRAM.replace("Schema van", f"{case_id} in")

    async def drained(self) -> None:
        """Returns at once: here nothing waits."""

    async def send(self, person: str, card: Card, thread_id: str = "") -> Placed:
        """Posts a card as the bot's delivery would."""
        self._sent += 1
        return await self.surface.post(
            Who(PLATFORM, person), card, thread_id, f"sample:{self._sent}"
        )

    async def handle(self, request: Request) -> Reply:
        """Answers each kind of request with a sample."""
        self.requests.append(request)
        match request:
            case Typed(command="pestmelding"):
                return ShowForm(samples.REPORT_KIND)
            case Typed(command="taken"):
                return ShowTaskList(samples.TASKS)
            case Typed(command="pestprotocol"):
                return ShowPage(samples.MAGISTER)
            case Typed() | Arrived():
                return Say("Typ /pestmelding om een melding te doen.")
            case Pressed():
                return _pressed(request.value)
            case Submitted():
                return await self._submitted(request)
            case Resumed():
                return Say("Hier komt geen vraag bij.", "refused")

    async def search(self, request: Searched) -> tuple[Option, ...]:
        """Finds everybody whose name contains what was typed."""
        self.requests.append(request)
        wanted = request.typed.lower()
        fitting = (pupil for pupil in PUPILS if wanted in pupil.label.lower())
        return tuple(fitting)[:FOUND_AT_MOST]

    async def card(self, _: Who, message_id: str) -> Card | None:
        """Gives no card."""
        return None

    async def _submitted(self, request: Submitted) -> Reply:
        if request.form_id == "melden||wat" and not value_of(request.answers, "gezien"):
            return ShowFieldErrors(
                (
                    FieldError("gezien", "Schrijf op wat je zag of hoorde."),
                    FieldError("bron", "Kies hoe je het weet."),
                )
            )
        following = NEXT_FORM.get(request.form_id)
        if following is not None:
            return ShowForm(following)
        await self.send("c1", samples.NEW_REPORT)
        await self.send(request.who.id, samples.CONFIRMATION)
        return Say("Dank je wel. De coach heeft nu bericht.")


def _pressed(value: str) -> Reply:
    press = decoded(value)
    shown: Form | Page | None = None
    if press is not None:
        shown = FORMS_BY_VERB.get(press.verb) or PAGES_BY_VERB.get(press.verb)
    if isinstance(shown, Form):
        return ShowForm(shown)
    if isinstance(shown, Page):
        return ShowPage(shown)
    return Say("Deze knop doet hier niets.", "refused")


async def fill(host: SampleHost) -> None:
    """Puts a card of every kind in the chat of the coach and of the teacher."""
    await host.send("d1", samples.CONFIRMATION)
    root = await host.send("c1", samples.NEW_REPORT)
    await host.send("c1", samples.DONE, root.thread_id)
    await host.send("c1", samples.STEP_ONE, root.thread_id)
    await host.send("c1", samples.WITHDRAWN)
    await host.send("c1", samples.ACUTE)
    await host.send("c1", samples.HOSTILE_CARD)


async def show() -> None:
    """Runs the playground until it is stopped."""
    host = SampleHost()
    await fill(host)
    runner = await serve_playground(host, "127.0.0.1", 8080)
    try:
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(show())
