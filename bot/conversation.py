"""Answers every command, button and form, on whatever platform it was given.

Rules this file keeps:

- Who asks is looked up here; anybody who is not on staff gets the same neutral sentence.
- A melding is only reached through `CaseService.open_case`, and what is shown or done with it only
  through the views and the core, which ask for permission each time.
- A reply is thrown away without harm; what must arrive goes through the outbox.
"""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable

import msgspec

from bot.accounts import Accounts
from bot.card_maker import CardMaker
from bot.carried_steps import CarriedSteps
from bot.case_service import CaseService
from bot.clock import Clock
from bot.directory import Directory, People
from bot.intake import Intake
from bot.logs import log
from bot.merging import Merging
from bot.named_pupils import faults_of_pupils, named_pupils
from bot.opening import Opening
from bot.protocol_library import ProtocolLibrary
from bot.same_sitting import next_press
from bot.school_pages import SchoolPages, SchoolView
from bot.submissions import COMMANDS, Filled
from flows import commands as do
from flows import verbs
from flows.action_kinds import ACUTE
from flows.cards import Card
from flows.effects import Decision, Refused
from flows.field_specs import Fault
from flows.forms import CHECKED, FieldError, Form, Option, value_of
from flows.ports import (
    Arrived,
    NoAnswer,
    Pressed,
    Reply,
    Request,
    Resumed,
    Say,
    Searched,
    ShowFieldErrors,
    ShowForm,
    ShowPage,
    Submitted,
    Typed,
    Who,
)
from flows.presses import Press, decoded
from flows.pupil_search import search, search_staff
from flows.views.form_errors import field_errors, refusal_text
from flows.views.forms import form_for
from flows.views.help_pages import help_page, protocol_page
from flows.views.magister_page import after_pasting_page
from flows.views.pages import page_for
from flows.views.scene import Scene
from flows.views.whom_to_call import acute_words
from storage.errors import StorageError
from storage.units_of_work import Store, UnitOfWork

MOST_FOUND = 20
"""How many people a search gives at most."""

REFERENCE = 6
"""Characters by which an operator finds in the log what somebody was told went wrong."""


class Bot:
    """The conversation that adapters talk to (`flows.ports.Conversation`)."""

    def __init__(  # noqa: PLR0913, PLR0917 - wired once, in bot/wiring.py
        self,
        store: Store,
        cases: CaseService,
        directory: Directory,
        library: ProtocolLibrary,
        accounts: Accounts,
        clock: Clock,
        carried: CarriedSteps,
        maker: CardMaker,
        badge: str = "",
    ) -> None:
        self._store = store
        self._cases = cases
        self._directory = directory
        self._library = library
        self._accounts = accounts
        self._clock = clock
        self._carried = carried
        self._maker = maker
        self._badge = badge
        self._merging = Merging(store, cases, directory, clock)
        self._opening = Opening(cases, self._merging, library, clock, badge)
        self._intake = Intake(store, cases, directory, library, clock, carried, badge)
        view = SchoolView(directory, library, clock, badge)
        self._pages = SchoolPages(store, cases, view, clock)
        self._typed: dict[str, Callable[[str], Awaitable[Reply]]] = {
            "pestmelding": self._begin,
            "pestprotocol": self._protocol,
            "taken": self._pages.tasks,
        }
        self._acts: dict[str, Callable[[str, Press], do.Command]] = {
            verbs.TAKE_UP: lambda person, _: do.Acknowledge(actor=person),
            verbs.IN_MAGISTER: _paste,
            verbs.SEEN: _see,
            verbs.CLEARED: _clear,
            verbs.TAKE_OVER: lambda person, press: do.TakeOver(actor=person, slot=press.subject),
        }
        self._anywhere: dict[str, Callable[[str], Awaitable[Reply]]] = {
            verbs.REPORT: self._begin,
            verbs.PROTOCOL: self._protocol,
        }

    async def handle(self, request: Request) -> Reply:
        """Answers a command, a press or a submitted form; says so when nothing could be stored."""
        try:
            return await self._answer(request)
        except StorageError as failed:
            return self._not_stored(request, failed)
        except NoAnswer:
            return self._not_now(request, self._library.current.wording("weigering-wie-ben-je"))

    def _not_stored(self, request: Request, failed: StorageError) -> Reply:
        reference = hashlib.sha256(request.request_id.encode()).hexdigest()[:REFERENCE].upper()
        log.error("request_not_stored", request_id=reference, error=type(failed).__name__)
        text = self._library.current.wording("weigering-niet-bewaard", kenmerk=reference)
        return self._not_now(request, text)

    def _not_now(self, request: Request, text: str) -> Reply:
        """Leaves a form open with all that was typed, to be submitted again."""
        if isinstance(request, Submitted) and request.answers:
            return ShowFieldErrors((FieldError(request.answers[-1].field, text),))
        return Say(text, "refused")

    async def _answer(self, request: Request) -> Reply:
        person = await self._person(request)
        if person is None:
            return self._refuse("geen-medewerker")
        if isinstance(request, Typed):
            typed = self._typed.get(request.command)
            return await typed(person) if typed else self._help(request.who)
        press = decoded(request.value if isinstance(request, Pressed) else request.form_id)
        if press is None:
            return self._refuse("verlopen")
        if isinstance(request, Submitted):
            return await self._submitted(person, press, request)
        if isinstance(request, Resumed):
            return await self._resumed(person, press, request)
        if press == Press(verbs.HELP):
            return self._help(request.who)
        if press.verb in self._anywhere and not press.case_id:
            return await self._anywhere[press.verb](person)
        if press.verb in self._pages.answers and not press.case_id:
            return await self._pages.answers[press.verb](person, press.subject)
        if press.verb in self._acts:
            return await self._act(person, press)
        return await self._show(person, press)

    async def search(self, request: Searched) -> tuple[Option, ...]:
        """Finds pupils or colleagues by what was typed, for staff only."""
        try:
            person = await self._accounts.staff_id(request.who)
        except NoAnswer:
            return ()
        people = await self._people()
        if person is None or people.member(person) is None:
            return ()
        if request.kind == "staff":
            colleagues = search_staff(people.staff_index, request.typed, MOST_FOUND)
            return tuple(Option(one.id, one.name) for one in colleagues)
        pupils = search(people.pupil_index, request.typed, MOST_FOUND)
        return tuple(Option(one.id, one.full_name, one.klas) for one in pupils)

    async def card(self, who: Who, message_id: str) -> Card | None:
        """Gives the card that stands in a message for this person, as it is now.

        Clients ask for it by themselves, so this says nothing of where somebody works.
        """
        try:
            person = await self._accounts.staff_id(who, goes_on=False)
            return await self._store.read(
                lambda unit: self._standing(unit, who.platform, message_id, person or "")
            )
        except (NoAnswer, StorageError):
            return None

    def _standing(
        self, unit: UnitOfWork, platform: str, message_id: str, person: str
    ) -> Card | None:
        shown = unit.cards.at(platform, message_id, person)
        return self._maker.made_anew(unit, shown) if shown is not None else None

    async def _people(self) -> People:
        return await self._store.read(self._directory.people)

    async def _person(self, request: Request) -> str | None:
        goes_on = not isinstance(request, Arrived)
        person = await self._accounts.staff_id(request.who, goes_on=goes_on)
        people = await self._people()
        return person if person is not None and people.member(person) is not None else None

    def _refuse(self, reason: str) -> Say:
        return Say(refusal_text(self._library.current.wording, reason), "refused")

    def _done(self, press: Press) -> Say:
        wording = self._library.current.wording
        return Say(wording(f"gedaan-{press.verb}", nummer=press.case_id))

    async def _begin(self, _: str) -> Reply:
        return self._intake.begin()

    def _help(self, who: Who) -> Reply:
        return ShowPage(help_page(self._library.current.wording, self._badge, who.platform))

    async def _protocol(self, _: str) -> Reply:
        current = self._library.current
        page = protocol_page(current.protocol, current.wording, self._badge)
        return ShowPage(page)

    async def _show(self, person: str, press: Press) -> Reply:
        """Opens the form or page behind a button, for who may see it."""
        found = await self._opening.find(person, press)
        if isinstance(found, Say):
            return found
        opened, scene = found
        if scene.case.id != press.case_id:
            press = Press(verbs.OPEN_CASE, scene.case.id)
        return self._shown(scene, press, opened.people)

    def _shown(self, scene: Scene, press: Press, people: People) -> Reply:
        form = form_for(scene, press, people.leak_index)
        if form is not None:
            return ShowForm(self._once(form, scene.reader.person))
        page = page_for(scene, press, people.leak_index)
        return ShowPage(page) if page is not None else self._refuse("verlopen")

    def _once(self, form: Form, person: str) -> Form:
        """Marks a form, so that submitting it twice counts once."""
        mark = self._carried.mark(person, self._clock.now())
        return msgspec.structs.replace(form, carried=mark)

    async def _act(self, person: str, press: Press) -> Reply:
        """Does what a button says at once; the cards change through the outbox."""
        decision = await self._cases.handle(press.case_id, self._acts[press.verb](person, press))
        if isinstance(decision, Refused):
            return await self._opening.refused(person, press, decision)
        if press.verb == verbs.IN_MAGISTER:
            return await self._after_pasting(person, press)
        return self._done(press)

    async def _after_pasting(self, person: str, press: Press) -> Reply:
        """Shows the next text that this reader can put in Magister, or that none is left."""
        try:
            opened = await self._cases.open_case(press.case_id, person, verbs.MAGISTER)
        except StorageError:  # what was pressed is stored; only the next page cannot be opened
            return self._done(press)
        if opened is None:
            return self._refuse("niet-van-jou")
        scene = self._opening.scene(opened, person)
        page = after_pasting_page(scene, press.subject, opened.people.leak_index)
        return ShowPage(page) if page is not None else self._done(press)

    async def _submitted(self, person: str, press: Press, request: Submitted) -> Reply:
        if press.verb == verbs.REPORT:
            return await self._intake.submitted(person, press, request)
        if press.verb not in COMMANDS:
            return self._refuse("verlopen")
        found = await self._opening.find(person, press)
        if isinstance(found, Say):
            return self._opening.left_open(found, request)
        opened, scene = found
        form = form_for(scene, press, opened.people.leak_index)
        if form is None:
            return self._refuse("al-gedaan")
        if not self._carried.is_valid(request.carried, person, self._clock.now()):
            return self._too_old(form, request)
        filled = Filled(scene, press, form, request.answers, opened.people)
        command = COMMANDS[press.verb](filled)
        if isinstance(command, tuple):
            return self._wrong(scene, form, command)
        if isinstance(command, do.AddNote) and press.case_id != opened.case.id:
            command = msgspec.structs.replace(command, through=press.case_id)
        return await self._carry_out(filled, command, request, opened.case.id)

    async def _resumed(self, person: str, press: Press, request: Resumed) -> Reply:
        """Shows a step once more for who may still see it; whether it is too old is told later."""
        if press.verb == verbs.REPORT:
            return await self._intake.resumed(person, press, request)
        found = await self._opening.find(person, press)
        if isinstance(found, Say):
            return found
        opened, scene = found
        form = form_for(scene, press, opened.people.leak_index)
        if form is None:
            return self._refuse("verlopen")
        return ShowForm(msgspec.structs.replace(form, carried=request.carried))

    async def _carry_out(
        self, filled: Filled, command: do.Command, request: Submitted, case_id: str
    ) -> Reply:
        once = hashlib.sha256(request.carried.encode()).hexdigest()
        faults = faults_of_pupils(filled, command)
        if faults:
            return self._wrong(filled.scene, filled.form, faults)
        pupils = named_pupils(filled, command)
        if isinstance(command, do.MergeInto):
            decision = await self._merging.merge(case_id, command, once=once)
        else:
            decision = await self._cases.handle(case_id, command, once=once, pupils=pupils)
        if isinstance(decision, Refused):
            return self._refused(filled, decision)
        return await self._next(filled, decision)

    def _too_old(self, form: Form, request: Submitted) -> Reply:
        """Leaves the form open, so that what was typed can be copied."""
        if not request.answers:
            return self._refuse("formulier-te-oud")
        text = refusal_text(self._library.current.wording, "formulier-te-oud-kopieer")
        return ShowFieldErrors((FieldError(form.fields[-1].id, text),))

    def _wrong(self, scene: Scene, form: Form, faults: tuple[Fault, ...]) -> Reply:
        if not faults:
            return self._refuse("verlopen")
        return ShowFieldErrors(field_errors(scene.wording, form.fields, faults))

    def _refused(self, filled: Filled, refused: Refused) -> Reply:
        """Shows what is wrong at the field it belongs to, or says why it does not happen."""
        if refused.faults:
            return self._wrong(filled.scene, filled.form, refused.faults)
        if refused.reason in REASON_FAULTS and any(one.id == "reden" for one in filled.form.fields):
            fault = Fault("reden", REASON_FAULTS[refused.reason])
            return self._wrong(filled.scene, filled.form, (fault,))
        return self._refuse(refused.reason)

    async def _next(self, filled: Filled, decision: Decision) -> Reply:
        """Shows what follows in the same sitting, or says that it was kept."""
        press = filled.press
        if not decision.events:
            return self._done(press)
        opened = await self._cases.look(press.case_id)
        following = next_press(filled, opened, self._clock.now()) if opened is not None else None
        if following is None:
            return self._kept(filled)
        return await self._opened_after(filled.person, following) or self._done(press)

    async def _opened_after(self, person: str, following: Press) -> Reply | None:
        """Opens what follows, as if its button was pressed; what came before is stored anyway."""
        try:
            opened = await self._cases.open_case(following.case_id, person, following.verb)
        except StorageError:
            return None
        if opened is None:
            return None
        shown = self._shown(self._opening.scene(opened, person), following, opened.people)
        return None if isinstance(shown, Say) else shown

    def _kept(self, filled: Filled) -> Say:
        """Says that it was kept; of something acute also that this is no help yet."""
        said = self._done(filled.press)
        if value_of(filled.answers, ACUTE.id) != CHECKED:
            return said
        lines = acute_words(filled.scene.wording, filled.scene.school)
        return Say(" ".join((said.text, *lines)))


REASON_FAULTS = {"reden-nodig": "verplicht", "te-lang": "te-lang"}
"""Refusals that are about the reason, as what is wrong with that field."""


def _paste(person: str, press: Press) -> do.Command:
    record, _, pupil = press.subject.rpartition(".")
    return do.PasteRecord(actor=person, record=record, pupil=pupil)


def _number(press: Press) -> int:
    return int(press.subject) if press.subject.isdecimal() else 0


def _see(person: str, press: Press) -> do.Command:
    return do.SeeNote(actor=person, number=_number(press))


def _clear(person: str, press: Press) -> do.Command:
    return do.ClearTexts(actor=person, number=_number(press))
