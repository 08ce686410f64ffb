"""What somebody reads once, when the app comes into their chat."""

from __future__ import annotations

import msgspec

from adapters.ways_in import HELP, REPORT
from flows.cards import Card

WHAT = (
    "Met deze app meld je dat een leerling gepest wordt. Daarna loopt de app met jou en je"
    " collega’s de stappen van het pestprotocol langs."
)
YOUR_WORDS = (
    "De beheerder van je school heeft de app voor je klaargezet. Wat je over een leerling schrijft,"
    " typ je in een apart venster en nooit in deze chat. De school bewaart het versleuteld. Alleen"
    " collega’s die eraan werken kunnen het lezen."
)
NOTHING_ELSE = (
    "Je krijgt hier alleen bericht over een melding waar jij mee te maken hebt. Wil je dat niet"
    " meer? Vraag het de beheerder. Haal je de app weg, dan krijg je hier geen bericht meer en"
    " hoort de antipestcoördinator dat."
)

WELCOME = Card(
    key="welkom",
    title="Welkom bij deze app",
    paragraphs=(WHAT, YOUR_WORDS, NOTHING_ELSE),
    buttons=(REPORT, HELP),
    footnote="Typ op elk moment: pestmelding, pestprotocol, taken of help.",
)


def welcome(badge: str) -> Card:
    """Gives the card, with the mark of a practice when there is one."""
    return msgspec.structs.replace(WELCOME, badge=badge)
