"""The page with a text for Magister or a family: title and body to copy, one pupil at a time."""

from __future__ import annotations

import msgspec

from flows import verbs
from flows.cards import Button, Fact
from flows.leak_check import LeakIndex
from flows.limits import BUTTON, COPY_BLOCK, TITLE
from flows.logbook import MagisterText, magister_text, medium_of_key
from flows.logbook_names import CheckedText, checked_text
from flows.pages import CopyBlock, Page
from flows.permissions import may
from flows.presses import Press
from flows.records import RecordTask, records_of
from flows.text_pieces import in_pieces
from flows.views.naming import pupil_name, shortened
from flows.views.scene import Scene
from flows.views.work_forms import TOLD_AGE

KEY_PARTS = 3
"""Parts of a record key, "<flow>.<round>.<record>"; a fourth one names the pupil."""


def _pupils(scene: Scene, key: str) -> tuple[str, ...]:
    """Gives the pupils with this text that the reader may see, in the order of the melding."""
    return tuple(
        one.pupil
        for one in records_of(scene.case, scene.protocol)
        if one.key == key and one.status != "waiting" and may(scene.reader, "record", one.encoded())
    )


def _button(scene: Scene, label: str, verb: str, subject: str, *, primary: bool = False) -> Button:
    return Button(
        scene.say(label),
        Press(verb, scene.case.id, subject).encoded(),
        style="primary" if primary else "plain",
    )


def _choose_page(scene: Scene, key: str, pupils: tuple[str, ...]) -> Page:
    """Asks for which pupil the text is, when the reader has several."""
    done = {one.pupil for one in scene.case.pasted if one.record == key}
    medium = medium_of_key(scene, key)
    actions = tuple(
        Button(
            shortened(
                scene.say(
                    f"pagina-{medium}-klaar" if pupil in done else f"pagina-{medium}-voor",
                    naam=pupil_name(scene, pupil),
                ),
                BUTTON,
            ),
            Press(verbs.MAGISTER, scene.case.id, f"{key}.{pupil}").encoded(),
        )
        for pupil in pupils
    )
    return Page(
        id=Press(verbs.MAGISTER, scene.case.id, key).encoded(),
        title=scene.say(f"pagina-{medium}"),
        paragraphs=(scene.say(f"pagina-{medium}-kies"),),
        actions=actions,
        badge=scene.badge,
    )


def _copies(scene: Scene, text: MagisterText, checked: CheckedText) -> tuple[CopyBlock, ...]:
    title = " → ".join(text.path) if text.path else text.title
    pieces = in_pieces(checked.body, COPY_BLOCK)
    if len(pieces) == 1:
        return (CopyBlock(scene.say(f"pagina-{text.medium}-tekst"), title, checked.body),)
    return tuple(
        CopyBlock(
            scene.say("pagina-magister-deel", deel=str(number), delen=str(len(pieces))),
            title,
            piece,
        )
        for number, piece in enumerate(pieces, 1)
    )


def _beside(scene: Scene, key: str, pupils: tuple[str, ...], at: int) -> Button | None:
    """Gives the button to the text of another pupil of this reader."""
    if not 0 <= at < len(pupils):
        return None
    label = scene.say("pagina-magister-naar", naam=pupil_name(scene, pupils[at]))
    press = Press(verbs.MAGISTER, scene.case.id, f"{key}.{pupils[at]}")
    return Button(shortened(label, BUTTON), press.encoded())


def _about_age(scene: Scene, text: MagisterText) -> tuple[str, ...]:
    """Says before a mail to parents what counts for a pupil of 16 and older (R-6)."""
    band = scene.case.band(text.pupil)
    if text.medium != "mail" or band not in TOLD_AGE:
        return ()
    return (f"{scene.say(f'formulier-{band}')}. {scene.say(f'formulier-{band}-tekst')}",)


def _paragraphs(scene: Scene, text: MagisterText, checked: CheckedText) -> tuple[str, ...]:
    if not checked.is_reviewed:
        count = str(len(checked.hits) - len(checked.phrases))
        return (scene.say("pagina-magister-nakijken", aantal=count),)
    only = (scene.say(f"pagina-{text.medium}-alleen"), *_about_age(scene, text))
    return (*only, text.parent_line) if text.parent_line else only


def _actions(
    scene: Scene, text: MagisterText, checked: CheckedText, *, can_be_put: bool
) -> tuple[Button, ...]:
    subject = f"{text.key}.{text.pupil}"
    if not checked.is_reviewed:
        return (_button(scene, "pagina-knop-nakijken", verbs.CHECK_NAMES, subject, primary=True),)
    again = (
        (_button(scene, "pagina-knop-namen", verbs.CHECK_NAMES, subject),) if checked.hits else ()
    )
    if not can_be_put:
        return again
    put = _button(scene, f"pagina-knop-in-{text.medium}", verbs.IN_MAGISTER, subject, primary=True)
    return (put, *again)


def _title(scene: Scene, text: MagisterText) -> str:
    """Gives the exact title in Magister; the subject of a mail is too long for a title."""
    return scene.say("pagina-mail") if text.medium == "mail" else shortened(text.title, TITLE)


def magister_page(scene: Scene, subject: str, names: LeakIndex) -> Page | None:
    """Shows the text for one pupil; None when there is none, or not for this reader.

    `names` are those of the whole school, which no text about another pupil may hold.
    """
    key = ".".join(subject.split(".")[:KEY_PARTS])
    pupil = subject.removeprefix(key).removeprefix(".")
    pupils = _pupils(scene, key)
    if not pupil and len(pupils) > 1:
        return _choose_page(scene, key, pupils)
    pupil = pupil or next(iter(pupils), "")
    text = magister_text(scene, key, pupil) if pupil in pupils else None
    if text is None:
        return None
    checked = checked_text(scene, text, names)
    here = f"{key}.{pupil}"
    at = pupils.index(pupil)
    is_pasted = any((one.record, one.pupil) == (key, pupil) for one in scene.case.pasted)
    return Page(
        id=Press(verbs.MAGISTER, scene.case.id, here).encoded(),
        title=_title(scene, text),
        facts=(Fact(scene.say(f"pagina-{text.medium}-over"), pupil_name(scene, pupil)),),
        paragraphs=_paragraphs(scene, text, checked),
        copies=_copies(scene, text, checked) if checked.is_reviewed else (),
        actions=_actions(scene, text, checked, can_be_put=not (is_pasted or text.comes_later)),
        page=at + 1,
        pages=len(pupils),
        previous=_beside(scene, key, pupils, at - 1),
        next=_beside(scene, key, pupils, at + 1),
        badge=scene.badge,
    )


def _left(scene: Scene, key: str, pupil: str) -> tuple[RecordTask, ...]:
    """Gives what is still to be put in Magister, the same text of other pupils in front.

    A coach goes on with own pupils; who did it for a coach goes on with those of others.
    """
    records = records_of(scene.case, scene.protocol)

    def is_mine(one: RecordTask) -> bool:
        return any(scene.reader.fills(slot) for slot in one.slots)

    was_mine = any(is_mine(one) for one in records if (one.key, one.pupil) == (key, pupil))
    left = (
        one
        for one in records
        if one.status == "ready"
        and may(scene.reader, "record", one.encoded())
        and is_mine(one) == was_mine
    )
    return tuple(sorted(left, key=lambda one: one.key != key))


def after_pasting_page(scene: Scene, subject: str, names: LeakIndex) -> Page | None:
    """Shows the next text to put in Magister after this one, or says that none is left.

    None when the next one is not for this reader after all.
    """
    key, _, pupil = subject.rpartition(".")
    following = next(iter(_left(scene, key, pupil)), None)
    if following is None:
        return Page(
            id=Press(verbs.MAGISTER, scene.case.id, subject).encoded(),
            title=scene.say("pagina-teksten-klaar"),
            paragraphs=(scene.say("pagina-teksten-klaar-tekst"),),
            actions=(_button(scene, "knop-open", verbs.OPEN_CASE, ""),),
            badge=scene.badge,
        )
    page = magister_page(scene, f"{following.key}.{following.pupil}", names)
    said = scene.say("pagina-teksten-volgende")
    return page and msgspec.structs.replace(page, paragraphs=(said, *page.paragraphs))
