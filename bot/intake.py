"""The report, step by step: from the first question to the last screen.

Names stay here. The core gets pupils as p1, p2 …, and answers without any pupil in them.
"""

from __future__ import annotations

import hashlib

import msgspec

from bot.carried_steps import CarriedAway, CarriedSteps, TooMuch
from bot.case_service import CaseService
from bot.clock import Clock, new_case_id
from bot.directory import Directory, People
from bot.protocol_library import ProtocolLibrary
from flows.commands import ReportBullying
from flows.effects import Refused
from flows.event_parts import Involved, Part
from flows.field_specs import Fault, FieldSpec, check, kept
from flows.forms import CHECKED, NOT_IN_LIST, Answer, Form, value_of, values_of
from flows.identity import Identity
from flows.ports import Reply, Resumed, Say, ShowFieldErrors, ShowForm, ShowPage, Submitted
from flows.presses import Press
from flows.protocol import IntakeStep
from flows.views.form_errors import field_errors, refusal_text
from flows.views.intake_form import NO_ALERT, intake_field, intake_form
from flows.views.pages import about_staff_page, confirmation_page
from flows.views.scene import Scene
from flows.views.whom_to_call import Alert, Warned, alert_about
from storage.errors import CaseExists, StorageError
from storage.units_of_work import Store

ABOUT = "soort"
ABOUT_STAFF = "personeel"
SEXUAL: Warned = "seksueel"
HOME: Warned = "thuis"
NONE_OF_THESE = "geen"
TARGETS = "gepesten"
BULLIES = "pesters"
PARTS: tuple[tuple[str, Part], ...] = ((TARGETS, "gepeste"), (BULLIES, "pester"))


DESCRIPTION = 150
"""Characters of the description of a pupil who is not in the list."""


def _warned(answers: tuple[Answer, ...]) -> Warned:
    about = value_of(answers, ABOUT)
    return SEXUAL if about == SEXUAL else HOME if about == HOME else ""


def _is_pupil_field(spec: FieldSpec) -> bool:
    return spec.kind in ("pupil", "pupils")


def named(
    answers: tuple[Answer, ...], people: People
) -> tuple[tuple[Involved, ...], tuple[Identity, ...]]:
    """Numbers the pupils of a report: who is bullied first; one pupil can have both parts."""
    parts: dict[str, list[Part]] = {}
    for field, part in PARTS:
        for value in values_of(answers, field):
            parts.setdefault(value, []).append(part)
    involved, identities = [], []
    for number, (value, roles) in enumerate(parts.items(), 1):
        pupil = f"p{number}"
        involved.append(Involved(pupil, tuple(dict.fromkeys(roles))))
        identities.append(identity_for(pupil, value, people))
    return tuple(involved), tuple(identities)


def identity_for(pupil: str, value: str, people: People) -> Identity:
    """Gives who a pupil is: from the roster, or as described under "staat niet in de lijst"."""
    if value.startswith(NOT_IN_LIST):
        return Identity(pupil, description=value.removeprefix(NOT_IN_LIST).strip())
    return people.identity(pupil, value) or Identity(pupil)


def pupil_faults(
    specs: tuple[FieldSpec, ...], answers: tuple[Answer, ...], people: People
) -> tuple[Fault, ...]:
    """Finds pupils that are not in the roster; a description must not be empty or endless."""
    faults = []
    for spec in specs:
        if not _is_pupil_field(spec):
            continue
        for value in values_of(answers, spec.id):
            described = value.removeprefix(NOT_IN_LIST).strip()
            if value.startswith(NOT_IN_LIST) and not 0 < len(described) <= DESCRIPTION:
                faults.append(Fault(spec.id, "omschrijving"))
            elif not value.startswith(NOT_IN_LIST) and value not in people.pupils:
                faults.append(Fault(spec.id, "onbekende-keuze"))
    return tuple(faults)


def _longest(answers: tuple[Answer, ...]) -> Fault:
    """Says of the longest answer of a step that it is too much to take along to the next."""
    most = max(answers, key=lambda one: len("".join(one.values)), default=Answer("", ()))
    return Fault(most.field, "te-veel-samen")


def _to_store(answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    """Leaves out who it is about, and a worry about home: that goes to the meldcode only (R-14)."""
    return tuple(
        Answer(ABOUT, (NONE_OF_THESE,)) if one == Answer(ABOUT, (HOME,)) else one
        for one in answers
        if one.field not in (TARGETS, BULLIES)
    )


class Intake:
    """Leads a member of staff through the report."""

    def __init__(  # noqa: PLR0913, PLR0917 - wired once, in bot/wiring.py
        self,
        store: Store,
        cases: CaseService,
        directory: Directory,
        library: ProtocolLibrary,
        clock: Clock,
        carried: CarriedSteps,
        badge: str = "",
    ) -> None:
        self._store = store
        self._cases = cases
        self._directory = directory
        self._library = library
        self._clock = clock
        self._carried = carried
        self._badge = badge

    def begin(self) -> Reply:
        """Opens the first screen, which asks before any free text."""
        return ShowForm(self._form(0, "", NO_ALERT))

    async def submitted(self, person: str, press: Press, request: Submitted) -> Reply:
        """Takes a step: shows the next, or what is wrong, or the last screen."""
        steps = self._library.current.protocol.intake.steps
        index = self._index_of(press)
        earlier = self._earlier(person, index, request.carried)
        if earlier is None:
            return self._say("weigering-formulier-te-oud")
        people = await self._store.read(self._directory.people)
        errors = self._errors(steps[index], request.answers, people)
        if errors is not None:
            return errors
        answers = (*earlier, *kept(steps[index].questions, request.answers))
        school = self._directory.school(people)
        if value_of(answers, ABOUT) == ABOUT_STAFF:
            return ShowPage(about_staff_page(self._library.current.wording, school, self._badge))
        if index + 1 < len(steps):
            alert = alert_about(self._library.current.wording, school, _warned(answers))
            try:
                sealed = self._carried.sealed(answers, person, self._clock.now())
            except TooMuch:
                return self._wrong(steps[index], (_longest(request.answers),))
            return ShowForm(self._form(index + 1, sealed, alert))
        once = hashlib.sha256(request.carried.encode()).hexdigest()
        return await self._report(person, answers, people, once)

    async def resumed(self, person: str, press: Press, request: Resumed) -> Reply:
        """Shows a step once more, with what the earlier steps gathered."""
        index = self._index_of(press)
        earlier = self._earlier(person, index, request.carried)
        if earlier is None:
            return self._say("weigering-formulier-te-oud")
        if not index:
            return ShowForm(self._form(index, request.carried, NO_ALERT))
        people = await self._store.read(self._directory.people)
        school = self._directory.school(people)
        alert = alert_about(self._library.current.wording, school, _warned(earlier))
        return ShowForm(self._form(index, request.carried, alert))

    def _index_of(self, press: Press) -> int:
        """Gives the number of the step that a form is of; the first for one of a former version."""
        steps = self._library.current.protocol.intake.steps
        return next((n for n, step in enumerate(steps) if step.id == press.subject), 0)

    def _earlier(self, person: str, index: int, carried: str) -> tuple[Answer, ...] | None:
        """Gives what the steps before this one gathered; None when that is not theirs now."""
        try:
            earlier = self._carried.opened(carried, person, self._clock.now())
        except CarriedAway:
            return None
        return earlier if earlier or not index else None

    def _form(self, index: int, carried: str, alert: Alert) -> Form:
        current = self._library.current
        return intake_form(current.protocol, current.wording, index, carried, alert, self._badge)

    def _say(self, key: str) -> Say:
        return Say(self._library.current.wording(key), "refused")

    def _errors(
        self, step: IntakeStep, answers: tuple[Answer, ...], people: People
    ) -> ShowFieldErrors | None:
        today = self._directory.calendar.local(self._clock.now()).date()
        faults = (
            *check(step.questions, answers, today),
            *pupil_faults(step.questions, answers, people),
        )
        return self._wrong(step, faults) if faults else None

    def _wrong(self, step: IntakeStep, faults: tuple[Fault, ...]) -> ShowFieldErrors:
        wording = self._library.current.wording
        fields = tuple(intake_field(wording, spec) for spec in step.questions)
        return ShowFieldErrors(field_errors(wording, fields, faults))

    async def _report(
        self, person: str, answers: tuple[Answer, ...], people: People, request_id: str
    ) -> Reply:
        involved, identities = named(answers, people)
        sexual = _warned(answers) == SEXUAL
        where = values_of(answers, "waar")
        command = ReportBullying(
            actor=person,
            case_id="",
            protocol=self._library.current.loaded.sha256,
            involved=involved,
            answers=_to_store(answers),
            acute=sexual or value_of(answers, "acuut") == CHECKED,
            online=sexual or "online" in where or value_of(answers, "online") == CHECKED,
        )
        while True:
            command = msgspec.structs.replace(command, case_id=new_case_id())
            try:
                decision = await self._cases.report(command, identities, request_id)
            except CaseExists:
                continue
            break
        if isinstance(decision, Refused):
            return Say(refusal_text(self._library.current.wording, decision.reason), "refused")
        if not decision.events:
            return self._say("weigering-al-gemeld")
        return await self._last_screen(person, command.case_id, _warned(answers))

    async def _last_screen(self, person: str, case_id: str, warned: Warned) -> Reply:
        try:
            opened = await self._cases.open_case(case_id, person, "confirmation")
        except StorageError:  # the report is stored; only who gets it cannot be shown
            return Say(self._library.current.wording("gedaan-melden", nummer=case_id))
        if opened is None:
            return self._say("weigering-verlopen")
        scene = Scene(
            reader=opened.reader(person, self._clock.now()),
            wording=opened.shelved.wording,
            badge=self._badge,
        )
        page = confirmation_page(scene, warned)
        return ShowPage(page) if page is not None else self._say("weigering-verlopen")
