"""The page per track: what was done, what is open, what was left out and what could be done.

It shows no more of a melding than the case page does to the same reader (A:95-155).
"""

from __future__ import annotations

from flows import verbs
from flows.cards import Button, Fact
from flows.limits import BUTTON
from flows.pages import Entry, Page
from flows.permissions import Stance, may_see, stance_of
from flows.presses import Press
from flows.protocol import Track
from flows.tasks import FINISHED, INFORMS, Task
from flows.tracks import not_begun, tasks_on, track_of
from flows.views.case_entries import heading_of, meta_of
from flows.views.case_looks import Seen, seen_entries
from flows.views.naming import capital, colleagues, pupil_names, shortened, slot_people
from flows.views.scene import Scene

DONE = (
    "TaskCompleted",
    "ConsentRecorded",
    "WishRecorded",
    "AgreementMade",
    "ParentCalled",
    "GroupComposed",
    "NoteAdded",
    "QuestionAnswered",
    "AdviceAsked",
    "AdviceGiven",
)
"""Events that mean somebody did something."""

LEFT_OUT = ("InfeasibleSettled", "overslaan")
"""The event, and the decision in it, by which an action is left out with a reason."""


def _done(scene: Scene, seen: Seen) -> Fact:
    """Says what was done; a call that reached nobody was only tried (A:224)."""
    entry = seen.entry
    tried = entry.what == "ParentCalled" and entry.extra not in INFORMS
    label = scene.say("sporen-geprobeerd" if tried else "sporen-gedaan")
    words = heading_of(scene, entry)
    return Fact(label, scene.say("sporen-regel", wat=words, hoe=meta_of(scene, seen)))


def _action_words(scene: Scene, flow: str, action: str, pupils: tuple[str, ...]) -> str:
    title = scene.say(f"actie-{flow}-{action}")
    if not pupils:
        return title
    return scene.say("pagina-wacht-voor", wat=title, naam=pupil_names(scene, pupils))


def _left_out(scene: Scene, seen: Seen) -> Fact:
    flow, _, action, pupil = seen.entry.task.split(".")
    reason = scene.say("pagina-reden", reden=seen.entry.reason)
    return Fact(
        scene.say("sporen-overgeslagen"),
        scene.say(
            "sporen-overgeslagen-regel",
            wat=_action_words(scene, flow, action, (pupil,) if pupil else ()),
            hoe=meta_of(scene, seen),
            reden=reason,
        ),
    )


def _standing(task: Task, *, runs: bool) -> str:
    """Gives how an unfinished task stands: by its stage, by whether it is needed, by its gate."""
    if not task.action.required:
        return "kan" if runs else "hoefde-niet"
    if not runs:
        return "niet-gedaan"
    return {"open": "open", "blocked": "kan-niet"}.get(task.status, "wacht")


def _people(scene: Scene, task: Task) -> str:
    return colleagues(scene, tuple(one for slot in task.slots for one in slot_people(scene, slot)))


def _open(scene: Scene, stance: Stance, track: Track) -> tuple[Fact, ...]:
    """Says what was not done (yet), the pupils of one action and the same people together."""
    together: dict[tuple[str, str, str, str], list[str]] = {}
    for task, runs in tasks_on(track.id, scene.case, scene.protocol):
        if task.status in FINISHED or not _is_shown(scene, stance, task):
            continue
        ref = task.ref
        how = _people(scene, task) if runs else scene.say(f"stap-{ref.flow}")
        key = (_standing(task, runs=runs), ref.flow, ref.action, how)
        together.setdefault(key, []).extend((ref.pupil,) if ref.pupil else ())
    return tuple(
        Fact(
            scene.say(f"sporen-{standing}"),
            scene.say(
                "sporen-regel",
                wat=_action_words(scene, flow, action, tuple(dict.fromkeys(pupils))),
                hoe=how,
            ),
        )
        for (standing, flow, action, how), pupils in together.items()
    )


def _is_shown(scene: Scene, stance: Stance, task: Task) -> bool:
    """What is open is for those who see all, and for whoever has to do it."""
    own = any(scene.reader.fills(slot) for slot in task.slots)
    return own or may_see(stance, "everything")


def _possible(scene: Scene, track: Track) -> tuple[str, ...]:
    """Says what can be done on a track now, and what may come in a later stage or beside."""
    if not scene.case.is_open:
        return ()
    now = "; ".join(
        scene.say(f"pagina-knop-{kind}")
        for kind in track.kinds
        if scene.wording.has(f"pagina-knop-{kind}")
    )
    later = "; ".join(
        scene.say(
            "pagina-wacht-voor",
            wat=scene.say(f"actie-{flow}-{action.id}"),
            naam=scene.say(f"stap-{flow}"),
        )
        for flow, action in not_begun(track.id, scene.case, scene.protocol)
    )
    return (
        *((scene.say("sporen-nu", wat=now),) if now else ()),
        *((scene.say("sporen-later", wat=later),) if later else ()),
    )


def _nothing_done(scene: Scene, stance: Stance, track: Track) -> tuple[str, ...]:
    """Who does not see all is not told that nothing was done: it may be work of another."""
    if not may_see(stance, "everything"):
        return (scene.say("sporen-niets-te-lezen"),)
    return (scene.say("sporen-niets"), *_possible(scene, track))


def _entry(scene: Scene, stance: Stance, track: Track, number: int) -> Entry:
    """Tells one track; what was done with a pupil who was chosen wrongly does not count."""
    lines = tuple(
        one
        for one in seen_entries(scene, stance)
        if track_of(scene.protocol, one.entry) == track.id and not one.entry.mistaken
    )
    done = tuple(_done(scene, one) for one in lines if one.entry.what in DONE)
    left_out = tuple(
        _left_out(scene, one) for one in lines if (one.entry.what, one.entry.extra) == LEFT_OUT
    )
    return Entry(
        heading=scene.say(
            "sporen-kop", nummer=str(number), naam=capital(scene.say(f"spoor-{track.id}"))
        ),
        facts=(*done, *left_out, *_open(scene, stance, track)),
        paragraphs=() if done else _nothing_done(scene, stance, track),
    )


def tracks_page(scene: Scene) -> Page | None:
    """Shows per track what this reader may see of it; None for who may not see the melding."""
    stance = stance_of(scene.reader)
    tracks = scene.protocol.tracks
    if not tracks or not may_see(stance, "facts") or scene.case.state == "gewist":
        return None
    back = Press(verbs.OPEN_CASE, scene.case.id)
    return Page(
        id=Press(verbs.TRACKS, scene.case.id).encoded(),
        title=scene.say("pagina-sporen"),
        paragraphs=(scene.say("sporen-uitleg", nummer=scene.case.id),),
        entries=tuple(
            _entry(scene, stance, track, number) for number, track in enumerate(tracks, start=1)
        ),
        actions=(Button(shortened(scene.say("pagina-knop-naar-melding"), BUTTON), back.encoded()),),
        badge=scene.badge,
    )
