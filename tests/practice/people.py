"""The colleagues of the practice school, as they use the bot."""

from collections.abc import Callable

from flows.cards import Card
from flows.forms import CHECKED, Answer, Form
from flows.ports import Pressed, Reply, ShowForm, ShowPage, Submitted, Typed, Who
from flows.presses import Press, decoded
from tests.practice.running_bot import RunningBot

SEEN = "Duwen en lachen op de gang."


def answers_of(**filled: str | tuple[str, ...]) -> tuple[Answer, ...]:
    """Gives answers by field."""
    return tuple(
        Answer(field, given if isinstance(given, tuple) else (given,))
        for field, given in filled.items()
    )


class People:
    """Does what people do."""

    def __init__(
        self, running: RunningBot, who: Callable[[str], Who] = lambda one: Who("playground", one)
    ) -> None:
        self._running = running
        self._who = who
        self._requests = 0

    async def types(self, person: str, command: str) -> Reply:
        """Somebody types a command."""
        return await self._running.bot.handle(
            Typed(self._who(person), command, self._next_request())
        )

    async def presses(self, person: str, verb: str, case_id: str = "", subject: str = "") -> Reply:
        """Somebody presses a button."""
        value = Press(verb, case_id, subject).encoded()
        request = Pressed(self._who(person), value, self._next_request())
        return await self._running.bot.handle(request)

    async def submits(self, person: str, form: Form, **filled: str | tuple[str, ...]) -> Reply:
        """Somebody submits a form."""
        answers = answers_of(**filled)
        request = Submitted(self._who(person), form.id, answers, form.carried, self._next_request())
        return await self._running.bot.handle(request)

    async def last_step(
        self, person: str = "vak", *, target: str = "leerling-aukje", acute: bool = False
    ) -> Form:
        """Somebody fills in a report up to its last step, about Aukje and Daan."""
        first = form_of(await self.types(person, "pestmelding"))
        second = form_of(await self.submits(person, first, soort="geen"))
        acutely = CHECKED if acute else ()
        return form_of(
            await self.submits(
                person,
                second,
                gepesten=target,
                pesters="leerling-daan",
                bron="zelf_gezien",
                acuut=acutely,
            )
        )

    async def reports(
        self, person: str = "vak", *, target: str = "leerling-aukje", acute: bool = False
    ) -> str:
        """Somebody reports that Daan bullies Aukje; gives the number of the melding."""
        last = await self.last_step(person, target=target, acute=acute)
        shown = await self.submits(person, last, gezien=SEEN, hoe_vaak="vaker")
        assert isinstance(shown, ShowPage), shown
        press = decoded(shown.page.id)
        assert press is not None
        return press.case_id

    def cards(self, person: str) -> tuple[Card, ...]:
        """Gives the cards in somebody's chat."""
        return tuple(message.card for message in self._running.chat.messages(person))

    def keys(self, person: str) -> list[str]:
        """Gives the keys of the cards in somebody's chat."""
        return [card.key for card in self.cards(person)]

    def _next_request(self) -> str:
        self._requests += 1
        return f"request-{self._requests}"


def form_of(reply: Reply) -> Form:
    """Gives the form that was opened; anything else fails the test."""
    assert isinstance(reply, ShowForm), reply
    return reply.form
