"""What people, pupils and moments are called on a form or page, for whoever reads it."""

from __future__ import annotations

import datetime

from flows.identity import identity_of, letter
from flows.limits import OPTION_LABEL
from flows.permissions import may_see, stance_of
from flows.school import Slot, people_for
from flows.views.dates import dated_moment_in_words, full_day
from flows.views.scene import Scene

ELLIPSIS = "…"


def shortened(text: str, limit: int) -> str:
    """Gives the text, cut off with an ellipsis when it is longer than `limit` characters."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + ELLIPSIS


def capital(text: str) -> str:
    """Gives the text with a capital, for the beginning of a line."""
    return text[:1].upper() + text[1:]


def pupil_name(scene: Scene, pupil: str) -> str:
    """Gives a pupil by name with the class, or as the reporter described them.

    To who may not see the melding, such as a head who only decides, a pupil is a letter. Who a
    pupil was that was chosen wrongly is known no longer.
    """
    if not may_see(stance_of(scene.reader), "facts"):
        return scene.say("leerling", letter=letter(pupil))
    if scene.case.was_mistaken(pupil):
        return scene.say("naam-verkeerde-leerling")
    who = identity_of(scene.identities, pupil)
    if not who.class_name:
        return who.full_name
    return scene.say("naam-met-klas", naam=who.full_name, klas=who.class_name)


def pupil_names(scene: Scene, pupils: tuple[str, ...]) -> str:
    """Gives pupils by name, in one line."""
    return ", ".join(pupil_name(scene, pupil) for pupil in pupils)


def pupil_option(scene: Scene, pupil: str) -> str:
    """Gives a pupil as the label of a choice."""
    return shortened(pupil_name(scene, pupil), OPTION_LABEL)


def pupil_with_letter(scene: Scene, pupil: str) -> str:
    """Gives a pupil with the letter that stands for them in the chat."""
    return scene.say("naam-met-letter", letter=letter(pupil), naam=pupil_name(scene, pupil))


def colleagues(scene: Scene, people: tuple[str, ...]) -> str:
    """Gives colleagues by name, once each, in one line."""
    return ", ".join(scene.colleague(person) for person in dict.fromkeys(people))


def slot_people(scene: Scene, slot: Slot) -> tuple[str, ...]:
    """Gives who fills a slot now."""
    return people_for(slot, scene.case, scene.protocol, scene.school, scene.now)


def day_words(scene: Scene, text: str) -> str:
    """Writes a day that was answered in a form ("2026-11-30") as people say it."""
    return full_day(scene.wording, datetime.date.fromisoformat(text))


def moment_words(scene: Scene, moment: datetime.datetime) -> str:
    """Writes a moment in school time, with its date."""
    return dated_moment_in_words(scene.wording, moment, scene.school.calendar, scene.now)


def day_of(scene: Scene, moment: datetime.datetime) -> datetime.date:
    """Gives the day it was at school at this moment."""
    return scene.school.calendar.local(moment).date()


def stage_words(scene: Scene) -> str:
    """Gives the stage of the melding, or its state when the stages are over."""
    if scene.case.state in ("gemeld", "lopend"):
        return scene.say(f"stap-{scene.case.stage}")
    return scene.say(f"pagina-staat-{scene.case.state}")
