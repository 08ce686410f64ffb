"""Answers what goes over all meldingen: task list, overview, list for the summer, advice.

Rules this file keeps:

- All of it is content-free; what a melding is about is only opened by `CaseService.open_case`.
- Who opens the overview is written down for each melding on the page, before it is shown.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.case_service import CaseService
from bot.clock import Clock
from bot.directory import Directory
from bot.open_case import OpenCase
from bot.protocol_library import ProtocolLibrary
from flows import verbs
from flows.case import EMPTY_CASE
from flows.pages import Page
from flows.permissions import Reader
from flows.ports import Reply, Say, ShowPage, ShowTaskList
from flows.views.advice_list import advice_list
from flows.views.form_errors import refusal_text
from flows.views.overview_page import (
    overview_page,
    overview_section,
    shown_in_overview,
    summer_page,
)
from flows.views.scene import Scene
from flows.views.task_list import task_list_for
from storage.units_of_work import Store, UnitOfWork

PageMaker = Callable[[Scene, tuple[Scene, ...], str], Page | None]


class SchoolView:
    """Makes scenes of the whole school for one person."""

    def __init__(
        self, directory: Directory, library: ProtocolLibrary, clock: Clock, badge: str
    ) -> None:
        self._directory = directory
        self._library = library
        self._clock = clock
        self._badge = badge

    def desk(self, unit: UnitOfWork, person: str) -> Scene:
        """Gives a person in the school, without a melding."""
        current = self._library.current
        school = self._directory.school(self._directory.people(unit))
        reader = Reader(person, EMPTY_CASE, current.protocol, school, self._clock.now())
        return Scene(reader=reader, wording=current.wording, badge=self._badge)

    def scenes(self, opened: tuple[OpenCase, ...], person: str) -> tuple[Scene, ...]:
        """Gives a person in each of these meldingen, without who the pupils are."""
        now = self._clock.now()
        return tuple(
            Scene(reader=one.reader(person, now), wording=one.shelved.wording, badge=self._badge)
            for one in opened
        )


class SchoolPages:
    """Answers the verbs that are about no melding in particular."""

    def __init__(self, store: Store, cases: CaseService, school: SchoolView, clock: Clock) -> None:
        self._store = store
        self._cases = cases
        self._school = school
        self._clock = clock
        self.answers: dict[str, Callable[[str, str], Awaitable[Reply]]] = {
            verbs.TASKS: self.tasks,
            verbs.ADVICE_LIST: self._advice,
            verbs.OVERVIEW: self._overview,
            verbs.SUMMER: self._summer,
        }

    async def tasks(self, person: str, _: str = "") -> Reply:
        """Shows what waits for a person, with the ways to what goes over all meldingen."""
        desk, scenes = await self._seen(person)
        over_all = (overview_section(desk, scenes),)
        return ShowTaskList(task_list_for(scenes, desk.wording, desk.badge, over_all))

    async def _advice(self, person: str, subject: str) -> Reply:
        return ShowPage(advice_list(*await self._seen(person), subject))

    async def _overview(self, person: str, subject: str) -> Reply:
        return await self._listed(person, overview_page, verbs.OVERVIEW, subject)

    async def _summer(self, person: str, subject: str) -> Reply:
        return await self._listed(person, summer_page, verbs.SUMMER, subject)

    async def _seen(self, person: str) -> tuple[Scene, tuple[Scene, ...]]:
        desk = await self._store.read(lambda unit: self._school.desk(unit, person))
        return desk, self._school.scenes(await self._cases.all_open(), person)

    async def _listed(self, person: str, make: PageMaker, verb: str, subject: str) -> Reply:
        """Writes down who looks at which meldingen, then shows them."""
        desk, scenes = await self._seen(person)
        page = make(desk, scenes, subject)
        if page is None:
            return Say(refusal_text(desk.wording, "niet-van-jou"), "refused")
        case_ids = shown_in_overview(scenes, verb, subject)

        def note(unit: UnitOfWork) -> None:
            for case_id in case_ids:
                unit.access_log.add(self._clock.now(), person, case_id, verb)

        await self._store.run(note, named="access log")
        return ShowPage(page)
