"""The cards that belong to the school and not to one melding: when they go out, and what they say.

Rules this file keeps:

- A card goes out once, whatever starts again in between: a note says which was the last.
- Its row holds only its key; numbers are counted when it is sent, for who gets it.
"""

from __future__ import annotations

from bot.case_service import CaseService
from bot.clock import Clock
from bot.directory import Directory
from bot.school_pages import SchoolView
from bot.watchdog import CARD_KEY, Watchdog, school_card_for
from flows.cards import Card
from flows.school import ANTIPEST, Slot, people_for
from flows.school_moments import due_keys
from flows.views.school_cards import BUILDERS
from storage.outbox import Delivery
from storage.units_of_work import UnitOfWork

NOTE = "last card of the school: "
"""Under which name the database keeps which card of a kind was the last."""


class SchoolCards:
    """Plans the cards of the school and makes them."""

    def __init__(
        self,
        cases: CaseService,
        directory: Directory,
        school: SchoolView,
        watchdog: Watchdog,
        clock: Clock,
    ) -> None:
        self._cases = cases
        self._directory = directory
        self._school = school
        self._watchdog = watchdog
        self._clock = clock

    def card(self, unit: UnitOfWork, person: str, key: str) -> Card:
        """Makes the card with this key as this person may see it now."""
        desk = self._school.desk(unit, person)
        word = key.partition("/")[0]
        if word == CARD_KEY:
            return school_card_for(desk.wording, self._watchdog.findings, desk.badge)
        scenes = self._school.scenes(self._cases.open_in(unit), person)
        return BUILDERS[word](desk, scenes, key)

    def missing(self, unit: UnitOfWork) -> tuple[str, ...]:
        """Gives the keys of the cards that should be out by now and are not."""
        due = due_keys(self._directory.calendar, self._clock.now())
        return tuple(key for key in due if (unit.notes.get(_note_of(key)) or "") < key)

    def plan(self, unit: UnitOfWork) -> None:
        """Puts in the outbox what should be out by now; with no melding open there is none."""
        for key in self.missing(unit):
            unit.notes.put(_note_of(key), key)
            if unit.index.open():
                self._add(unit, key)

    def _add(self, unit: UnitOfWork, key: str) -> None:
        now = self._clock.now()
        reader = self._school.desk(unit, "").reader
        people = people_for(Slot(ANTIPEST), reader.case, reader.protocol, reader.school, now)
        unit.outbox.add(
            [
                Delivery(
                    id=f"school:{key}:{person}",
                    case_id="",
                    staff_id=person,
                    card_key=key,
                    kind="send",
                    created_at=now,
                    not_before=now,
                )
                for person in people
            ]
        )


def _note_of(key: str) -> str:
    return NOTE + key.partition("/")[0]
