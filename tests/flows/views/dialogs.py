"""Forms and pages as somebody opens them in a melding that was played, pupils' names included."""

from __future__ import annotations

import os

import msgspec

from flows.forms import Answer, Field, Form
from flows.identity import Identity
from flows.leak_check import LeakIndex
from flows.pages import Page
from flows.presses import Press, decoded
from flows.views.forms import form_for
from flows.views.pages import page_for
from flows.views.scene import Scene
from tests.flows.small_school import Play
from tests.flows.views.story import GOLDEN, UPDATE, scene_of

NAMES = LeakIndex(())
"""No other pupils at school than those of the melding."""

IDENTITIES = (
    Identity("p1", roster_id="r1", roepnaam="Sanne", achternaam="Jansen", class_name="2b"),
    Identity(
        "p2",
        roster_id="r2",
        roepnaam="Daan",
        tussenvoegsel="de",
        achternaam="Visser",
        class_name="2c",
    ),
    Identity("p3", description="jongen met rode fiets"),
)

DOCUMENT = (("A:216", "de coach spreekt elke leerling apart"),)


def dialog_scene(play: Play, person: str) -> Scene:
    """What somebody looks from when a form or page opens."""
    scene = scene_of(play, person)
    return msgspec.structs.replace(scene, identities=IDENTITIES, badge="OEFENING", sources=DOCUMENT)


def form(play: Play, person: str, verb: str, subject: str = "") -> Form | None:
    """The form somebody gets."""
    press = Press(verb, play.case.id, subject)
    return form_for(dialog_scene(play, person), press, NAMES)


def opened(play: Play, person: str, verb: str, subject: str = "") -> Form:
    """The form somebody gets, who must get one."""
    found = form(play, person, verb, subject)
    assert found is not None, (person, verb, subject)
    return found


def page(play: Play, person: str, verb: str = "open", subject: str = "") -> Page | None:
    """The page somebody gets."""
    return page_for(dialog_scene(play, person), Press(verb, play.case.id, subject), NAMES)


def read(play: Play, person: str, verb: str = "open", subject: str = "") -> Page:
    """The page somebody gets, who must get one."""
    found = page(play, person, verb, subject)
    assert found is not None, (person, verb, subject)
    return found


def ids(shown: Form) -> list[str]:
    """The fields of a form, in order."""
    return [field.id for field in shown.fields]


def field(shown: Form, field_id: str) -> Field:
    """One field of a form."""
    return next(one for one in shown.fields if one.id == field_id)


def offered(shown: Page) -> list[tuple[str, str]]:
    """The verbs and subjects of the buttons below a page."""
    found = [decoded(button.value) for button in shown.actions]
    return [(press.verb, press.subject) for press in found if press is not None]


def verbs_of(shown: Page) -> list[str]:
    """The verbs of the buttons below a page."""
    return [verb for verb, _ in offered(shown)]


def whole(play: Play, person: str) -> str:
    """All pages of the melding as somebody reads them, as one text; empty for nobody."""
    first = page(play, person)
    if first is None:
        return ""
    turns = range(1, first.pages + 1)
    return "\n".join(
        msgspec.json.encode(read(play, person, subject=str(turn))).decode() for turn in turns
    )


def golden(name: str, shown: Form | Page) -> tuple[str, str]:
    """Gives what is kept under this name and what is made now, as JSON for people to read."""
    made = msgspec.json.format(msgspec.json.encode(shown), indent=2).decode() + "\n"
    path = GOLDEN / f"{name}.json"
    if UPDATE in os.environ:
        path.write_text(made, encoding="utf-8")
    return path.read_text(encoding="utf-8"), made


def answers(**given: str) -> tuple[Answer, ...]:
    """Answers with one value each."""
    return tuple(Answer(field_id, (value,)) for field_id, value in given.items())
