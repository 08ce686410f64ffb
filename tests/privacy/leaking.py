"""A bot that gives a secret away, for tests that it is caught on each platform."""

import datetime

from flows import verbs
from flows.cards import Card
from flows.forms import Option
from flows.ports import Reply, Request, Searched, Who
from flows.presses import Press
from tests.privacy.canaries import Secret, forms_of

SECRET = Secret("naam", "Sanne van den Berg")
FORMS = dict(forms_of(SECRET))
"""Every way in which the secret can stand in bytes."""
ALL_FORMS = "\n".join(form.decode() for form in FORMS.values())

ILSE = "i.brouwer@vlierhof.example"
START = datetime.datetime(2026, 11, 23, 10, 0)  # noqa: DTZ001 - in school time
A_FORM = Press(verbs.REPORT).encoded()


class Leaking:
    """Gives the same answer to everybody, and has one card wherever it is asked for."""

    def __init__(self, reply: Reply, card: Card | None = None) -> None:
        self._reply = reply
        self._card = card

    async def handle(self, _: Request) -> Reply:
        """Gives the answer."""
        return self._reply

    async def search(self, _: Searched) -> tuple[Option, ...]:
        """Finds nobody."""
        return ()

    async def card(self, _: Who, message_id: str) -> Card | None:
        """Gives the card."""
        del message_id
        return self._card


def missed_in(faults: list[str]) -> list[str]:
    """Gives the forms of the secret that nobody noted."""
    caught = " ".join(faults)
    return [name for name in FORMS if f"naam lekt ({name}" not in caught]
