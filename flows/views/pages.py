"""The page behind each verb, and those around a report: who gets it, and whom to call."""

from __future__ import annotations

from collections.abc import Callable

from flows import verbs
from flows.cards import Button, Fact
from flows.leak_check import LeakIndex
from flows.pages import Page
from flows.permissions import may, may_see, stance_of
from flows.presses import Press
from flows.quiet_hours import held_until
from flows.school import Contact, School, Slot
from flows.tasks import slots_for
from flows.views.case_page import case_page
from flows.views.hand_over_page import hand_over_page
from flows.views.help_pages import help_page, protocol_page, why_page
from flows.views.magister_page import magister_page
from flows.views.matter_forms import asked_text, matter_named
from flows.views.naming import colleagues, moment_words, slot_people
from flows.views.scene import Scene
from flows.views.tracks_page import tracks_page
from flows.views.whom_to_call import Warned, alert_about, whom_to_call_about_staff
from flows.wording import Wording


def _contacts(contacts: tuple[Contact, ...]) -> tuple[Fact, ...]:
    return tuple(Fact(contact.who, contact.phone) for contact in contacts)


def _receivers(scene: Scene) -> tuple[Slot, ...]:
    """Gives the slots that get the report, some of them only when it is acute."""
    intake = scene.protocol.intake
    case = scene.case
    pupils = tuple(one.pupil for one in case.involved)
    routes = tuple(
        slot
        for role in intake.routes
        for pupil in pupils
        for slot in slots_for(role, pupil, case, scene.protocol)
    )
    acute = tuple(Slot(role) for role in intake.acute_to) if case.acute else ()
    return tuple(dict.fromkeys((*routes, *acute)))


def _who_gets_it(scene: Scene) -> tuple[Fact, ...]:
    """Says per moment which colleagues see the report, each of them once."""
    told: dict[str, list[str]] = {}
    seen: set[str] = {scene.reader.person}
    for slot in _receivers(scene):
        held = held_until(slot, scene.school, scene.now, urgent=scene.case.acute)
        when = scene.say("pagina-nu") if held is None else moment_words(scene, held)
        people = tuple(one for one in slot_people(scene, slot) if one not in seen)
        seen.update(people)
        told.setdefault(when, []).extend(people)
    return tuple(
        Fact(when, colleagues(scene, tuple(people))) for when, people in told.items() if people
    )


_AFTER: dict[Warned, str] = {"": "", "seksueel": "let-op-seksueel", "thuis": "let-op-thuis"}


def _acute_words(scene: Scene) -> tuple[str, ...]:
    """Says whom to call, always when it is acute and else when colleagues read it later."""
    is_open = scene.school.calendar.is_open(scene.now)
    if is_open and not scene.case.acute:
        return ()
    key = "pagina-bericht-is-geen-hulp" if scene.case.acute else "pagina-acuut-bel"
    return (scene.say(key),)


def confirmation_page(scene: Scene, warning: Warned = "") -> Page | None:
    """Says after a report who gets it and when, its number, and whom to call when it is acute."""
    if not may_see(stance_of(scene.reader), "confirmation"):
        return None
    urgent = _acute_words(scene)
    said = _AFTER[warning]
    return Page(
        id=Press(verbs.REPORT, scene.case.id).encoded(),
        title=scene.say("pagina-bevestiging"),
        paragraphs=(
            *urgent,
            scene.say("pagina-bevestiging-tekst", nummer=scene.case.id),
            *((scene.say(f"{said}-tekst"),) if said else ()),
        ),
        facts=(
            *(_contacts(scene.school.call_when_acute) if urgent else ()),
            *_contacts(alert_about(scene.wording, scene.school, warning).calls),
            *_who_gets_it(scene),
        ),
        badge=scene.badge,
    )


def about_staff_page(wording: Wording, school: School, badge: str = "") -> Page:
    """Says whom to call about a member of staff; nothing is stored (R-13)."""
    return Page(
        id=Press(verbs.REPORT, "", "personeel").encoded(),
        title=wording("pagina-personeel"),
        paragraphs=(
            wording("pagina-personeel-niets-bewaard"),
            wording("pagina-personeel-tekst"),
        ),
        facts=_contacts(whom_to_call_about_staff(wording, school)),
        badge=badge,
    )


def advice_page(scene: Scene, subject: str) -> Page | None:
    """Shows what a colleague asked and what the answer was; nothing else of the melding."""
    matter = matter_named(scene, subject)
    if matter is None or matter.kind != "raad":
        return None
    is_asker = matter.by == scene.reader.person and bool(stance_of(scene.reader).ways)
    if not is_asker and subject not in stance_of(scene.reader).advice:
        return None
    given = next(
        (
            value
            for entry in scene.case.log
            if entry.what == "AdviceGiven" and entry.extra == subject and not entry.corrected_by
            for answer in entry.answers
            for value in answer.values
        ),
        "",
    )
    answer = (
        Fact(scene.say("pagina-raad-antwoord", naam=scene.colleague(matter.to)), given)
        if given
        else Fact(scene.say("pagina-raad-wacht"), scene.colleague(matter.to))
    )
    may_answer = not matter.settled and may(scene.reader, "give_advice", subject)
    press = Press(verbs.GIVE_ADVICE, scene.case.id, subject)
    return Page(
        id=Press(verbs.READ_ADVICE, scene.case.id, subject).encoded(),
        title=scene.say("pagina-raad"),
        facts=(
            Fact(
                scene.say("pagina-raad-vraag", naam=scene.colleague(matter.by)),
                asked_text(scene, matter),
            ),
            answer,
        ),
        actions=(
            (Button(scene.say("pagina-knop-antwoorden"), press.encoded(), "primary"),)
            if may_answer
            else ()
        ),
        badge=scene.badge,
    )


def _case(scene: Scene, press: Press, _: LeakIndex) -> Page | None:
    number = press.subject or "1"
    return case_page(scene, int(number)) if number.isdecimal() else None


def _tracks(scene: Scene, _: Press, __: LeakIndex) -> Page | None:
    return tracks_page(scene)


def _why(scene: Scene, press: Press, _: LeakIndex) -> Page | None:
    return why_page(scene, press.subject)


def _advice(scene: Scene, press: Press, _: LeakIndex) -> Page | None:
    return advice_page(scene, press.subject)


def _magister(scene: Scene, press: Press, names: LeakIndex) -> Page | None:
    return magister_page(scene, press.subject, names)


def _protocol(scene: Scene, _: Press, __: LeakIndex) -> Page | None:
    return protocol_page(scene.protocol, scene.wording, scene.badge)


def _help(scene: Scene, _: Press, __: LeakIndex) -> Page | None:
    return help_page(scene.wording, scene.badge)


def _hand_over(scene: Scene, press: Press, _: LeakIndex) -> Page | None:
    return hand_over_page(scene, press.subject)


BUILDERS: dict[str, Callable[[Scene, Press, LeakIndex], Page | None]] = {
    verbs.OPEN_CASE: _case,
    verbs.MAGISTER: _magister,
    verbs.READ_ADVICE: _advice,
    verbs.HAND_OVER: _hand_over,
    verbs.TRACKS: _tracks,
    verbs.WHY: _why,
    verbs.PROTOCOL: _protocol,
    verbs.HELP: _help,
}
"""Which page each verb opens."""


def page_for(scene: Scene, press: Press, names: LeakIndex) -> Page | None:
    """Gives the page a press opens; None when it is not for this reader, or there is none.

    `names` are those of the whole school, for the check of a text for Magister.
    """
    builder = BUILDERS.get(press.verb)
    return None if builder is None else builder(scene, press, names)
