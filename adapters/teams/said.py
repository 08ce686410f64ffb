"""What the side of Teams itself says; all else comes from the bot. No names, no story."""

from __future__ import annotations

ONLY_STAFF = "Dit is alleen voor medewerkers van de school. Klopt dat niet? Vraag het de beheerder."
IN_OWN_CHAT = "Dit doe je in je eigen chat met deze app."
TASKS_IN_CHAT = "Je taken staan in je eigen chat met deze app."
TYPE_TASKS = "Je vindt je taken in je eigen chat met deze app. Typ daar: taken"
IN_A_WINDOW = (
    "Dit opent in een apart venster, en dat lukt in deze versie van Teams niet. Probeer het op een"
    " computer, of in de nieuwste app."
)
TAKES_LONG = (
    "Dit duurt langer dan anders en gaat vanzelf door. Typ straks taken om te zien wat er staat."
)
FORM_TAKES_LONG = (
    "Dit duurt langer dan anders en kan nog lukken. Druk over een minuut op Probeer opnieuw. Het"
    " telt maar één keer, ook als het al gelukt was. Kopieer voor de zekerheid wat je invulde."
)

REFRESH = "Bijwerken"
UNCHANGED = "Deze kaart blijft zoals hij is."

TRY_AGAIN = "Probeer opnieuw"
NOT_KEPT = "Nog niet gelukt"
YOUR_WORDS = "Wat je invulde"
