"""What waits, in a few words: for reminders, root cards and task lists."""

from __future__ import annotations

from flows.case import FollowUp
from flows.identity import letter
from flows.protocol import Stage, Subflow
from flows.views.card_parts import (
    LIMITED,
    CardView,
    first_due,
    is_late,
    waits_since,
    was_asked,
)
from flows.views.dates import day_in_words
from flows.views.scene import Scene

_FIXED = {
    "melding": "wacht-melding",
    "vooraf": "vooraf-titel",
    "volgen": "volgen-titel",
    "nazorg": "nazorg-titel",
    "keuze": "keuze-titel",
    "besluit": "wacht-besluit",
    "raad": "wacht-raad",
    "gebeurd": "wacht-gebeurd",
    "opruimen": "wacht-opruimen",
}
"""What has one text whatever the protocol: the first word of its key."""


def _for_pupil(view: CardView, what: str, pupil: str) -> str:
    return view.say("wat-voor", wat=what, letter=letter(pupil)) if pupil else what


def _task_words(view: CardView, rest: str) -> str:
    flow, _, action, pupil = rest.split(".")
    return _for_pupil(view, view.say(f"actie-{flow}-{action}"), pupil)


def _record_words(view: CardView, rest: str) -> str:
    _, _, record, pupil = rest.split(".")
    return _for_pupil(view, _record_title(view, record), pupil)


def _record_title(view: CardView, record: str) -> str:
    """Gives the text for Magister by its title, since a pupil can have several waiting."""
    flows: tuple[Stage | Subflow, ...] = (*view.protocol.stages, *view.protocol.subflows)
    flow, found = next((flow, one) for flow in flows for one in flow.records if one.id == record)
    title = found.title or view.say(f"magister-{flow.id}-{record}")
    return view.say(f"wacht-{found.medium}-titel", titel=title)


def _question_words(view: CardView, rest: str) -> str:
    flow, _, question = rest.split(".")[:3]
    return view.say(f"vraag-{flow}-{question}")


def _acknowledgement_words(view: CardView, rest: str) -> str:
    return _for_pupil(view, view.say("wacht-melding"), rest)


_WORDED = {
    "melding": _acknowledgement_words,
    "taak": _task_words,
    "magister": _record_words,
    "vraag": _question_words,
}
"""What is worded from the ids in its key."""


def what_all_wait(view: CardView, waiting: tuple[FollowUp, ...]) -> str:
    """Says what waits under keys that share a card; without a letter when there are several."""
    if len(waiting) == 1:
        return what_waits(view, waiting[0])
    word, _, rest = waiting[0].key.partition("/")
    flow_and_action = rest.split(".")
    if word == "taak":
        return view.say(f"actie-{flow_and_action[0]}-{flow_and_action[2]}")
    return view.say(f"wacht-{word}")


def what_waits(view: CardView, follow_up: FollowUp) -> str:
    """Says what waits under a key, with the letter of the pupil it is about."""
    word, _, rest = follow_up.key.partition("/")
    if follow_up.key.startswith("keuze/nazorg."):
        return view.say("keuze-nazorg-titel")
    worded = _WORDED.get(word)
    return worded(view, rest) if worded is not None else view.say(_FIXED[word])


def day_of_waiting(scene: Scene, follow_up: FollowUp) -> str:
    """Says until when, since when or from when something waits, counted from today."""
    limited = follow_up.key.startswith(LIMITED)
    moment = first_due(scene, follow_up) if limited else waits_since(scene, follow_up)
    day = scene.school.calendar.local(moment).date()
    words = day_in_words(scene.wording, day, scene.today)
    if limited:
        return scene.say(
            "taken-te-laat" if is_late(scene, follow_up) else "taken-uiterlijk", dag=words
        )
    return scene.say("taken-sinds" if was_asked(follow_up) else "taken-vanaf", dag=words)
