"""What cards have in common: who looks at which card, and the facts and buttons that come back.

A card is complete in itself, for it may be read on its own: its title says which melding and what
is asked, its first fact where the melding stands. It never holds more than ids, titles, dates,
letters and colleagues.
"""

from __future__ import annotations

import datetime

import msgspec

from flows import verbs
from flows.cards import Button, Card, Fact, Tone
from flows.case import Case, FollowUp
from flows.desk import ASKING
from flows.identity import letter
from flows.ladders import ASKED, NOT_ASKED
from flows.limits import CARD_BUTTONS
from flows.permissions import Stance, may, may_see
from flows.presses import Press
from flows.protocol import Protocol
from flows.school import School, Slot, slot_from
from flows.views.dates import dated_day_in_words, dated_moment_in_words
from flows.views.scene import Scene
from flows.views.whom_to_call import acute_words
from flows.waiting import card_of, wanted


class CardView(msgspec.Struct, frozen=True):
    """One card for one reader."""

    scene: Scene
    stance: Stance
    key: str
    """The key of the card, such as "actie/1.1.gesprek_pester"."""

    @property
    def subject(self) -> str:
        """What stands behind the first word of the key."""
        return self.key.partition("/")[2]

    @property
    def case(self) -> Case:
        """The melding the card is about."""
        return self.scene.case

    @property
    def protocol(self) -> Protocol:
        """The protocol that the melding follows."""
        return self.scene.protocol

    @property
    def school(self) -> School:
        """The school as it is now."""
        return self.scene.school

    def say(self, key: str, **values: str) -> str:
        """Gives a text in the words of this school."""
        return self.scene.say(key, **values)

    def fact(self, label: str, value: str) -> Fact:
        """Makes a fact; `label` is the last part of its text key."""
        return Fact(self.say(f"feit-{label}"), value)

    def button(
        self, label: str, verb: str, subject: str = "", *, primary: bool = False, **values: str
    ) -> Button:
        """Makes a button that acts on this melding; `label` is the last part of its text key."""
        value = Press(verb, self.case.id, subject).encoded()
        return Button(self.say(f"knop-{label}", **values), value, "primary" if primary else "plain")

    def labelled(self, key: str, verb: str, subject: str = "", *, primary: bool = False) -> Button:
        """Makes a button whose label is this text of the protocol."""
        value = Press(verb, self.case.id, subject).encoded()
        return Button(self.say(key), value, "primary" if primary else "plain")

    def by(self, person: str, at: datetime.datetime) -> str:
        """Says who did something and when."""
        return self.say("door", naam=self.scene.colleague(person), wanneer=self.moment(at))

    def moment(self, at: datetime.datetime) -> str:
        """Writes a moment with its date, for a card stays where it is."""
        return dated_moment_in_words(self.scene.wording, at, self.school.calendar, self.scene.now)

    def day(self, at: datetime.datetime) -> str:
        """Writes the day of a moment with its date."""
        day = self.school.calendar.local(at).date()
        return dated_day_in_words(self.scene.wording, day, self.scene.today)

    def fills(self, slots: tuple[Slot, ...]) -> bool:
        """Says whether the reader fills one of these slots now."""
        return any(self.scene.reader.fills(slot) for slot in slots)

    @property
    def may_open(self) -> bool:
        """Whether the reader may open the page of the melding."""
        return may_see(self.stance, "facts")

    def card(
        self,
        title: str,
        *,
        tone: Tone = "neutral",
        facts: tuple[Fact, ...] = (),
        paragraphs: tuple[str, ...] = (),
        buttons: tuple[Button, ...] = (),
        footnote: str = "",
    ) -> Card:
        """Makes a card about this melding: its id in the title, its stage as the first fact."""
        return Card(
            key=self.key,
            title=self.say("kaart-titel", id=self.case.id, wat=title),
            tone=tone,
            facts=(self.fact("stap", place_in_words(self)), *facts),
            paragraphs=tuple(text for text in paragraphs if text),
            buttons=buttons[:CARD_BUTTONS],
            footnote=footnote,
            badge=self.scene.badge,
        )


def place_in_words(view: CardView) -> str:
    """Says where the melding stands: its stage while it runs, else its state."""
    if view.case.state not in ("gemeld", "lopend"):
        return view.say(f"staat-{view.case.state}")
    label = flow_label(view, view.case.stage)
    if view.case.round == 1:
        return label
    return view.say("stap-opnieuw", stap=label, keer=str(view.case.round))


def flow_label(view: CardView, flow: str) -> str:
    """Gives the short name of a stage or subflow."""
    return view.say(f"stap-{flow}")


def pupils_in_words(view: CardView, pupils: tuple[str, ...]) -> str:
    """Names pupils by their letters: "leerling A en leerling B"."""
    named = [view.say("leerling", letter=letter(pupil)) for pupil in pupils]
    return and_between(view, named)


def and_between(view: CardView, parts: list[str]) -> str:
    """Joins words as a sentence does: "a, b en c"."""
    if len(parts) < 2:  # noqa: PLR2004 - one or none needs no joining
        return "".join(parts)
    return view.say("en", eerste=", ".join(parts[:-1]), laatste=parts[-1])


def people_in_words(view: CardView, people: tuple[str, ...]) -> str:
    """Names colleagues, each once."""
    return and_between(view, [view.scene.colleague(one) for one in dict.fromkeys(people)])


def waiting_on(case: Case, card_key: str) -> tuple[FollowUp, ...]:
    """Gives what waits and is shown by this card, the first to be due in front."""
    found = (one for one in case.follow_ups if card_of(one.key) == card_key)
    return tuple(sorted(found, key=lambda one: (one.due, one.key)))


def slots_of_follow_up(follow_up: FollowUp) -> tuple[Slot, ...]:
    """Gives the slots that something waits for."""
    return tuple(slot_from(slot) for slot in follow_up.slots)


def first_due(scene: Scene, follow_up: FollowUp) -> datetime.datetime:
    """Gives the limit of something, or when it was first asked: a ladder moves `due`, not this."""
    if follow_up.limit is not None:
        return follow_up.limit
    moved = follow_up.rung > (NOT_ASKED if follow_up.key.startswith(ASKING) else ASKED)
    if not moved:
        return follow_up.due
    then = wanted(scene.case, scene.protocol, scene.school, follow_up.started)
    return next((one.limit or one.due for one in then if one.key == follow_up.key), follow_up.due)


def waits_since(scene: Scene, follow_up: FollowUp) -> datetime.datetime:
    """Gives since when somebody can act: since it was asked, or since it began."""
    asks = follow_up.key.startswith(ASKING)
    return first_due(scene, follow_up) if asks else follow_up.started


LIMITED = ("taak/", "magister/")
"""What has a limit of its own; the rest has only a next reminder."""


def limit_in_words(view: CardView, follow_up: FollowUp) -> str:
    """Says until when something may take, and that it is late when it is."""
    due = first_due(view.scene, follow_up)
    day = view.school.calendar.local(due).date()
    words = view.day(due)
    return view.say("te-laat", dag=words) if day < view.scene.today else words


def is_late(scene: Scene, follow_up: FollowUp) -> bool:
    """Says whether the day on which something was due has passed, or a reminder went out."""
    if follow_up.key.startswith(LIMITED):
        due = scene.school.calendar.local(first_due(scene, follow_up)).date()
        return due < scene.today
    return follow_up.rung > ASKED


def was_asked(follow_up: FollowUp) -> bool:
    """Says whether somebody was asked yet, or only a moment was planned."""
    return follow_up.rung > NOT_ASKED


def open_button(view: CardView, *, primary: bool = False) -> tuple[Button, ...]:
    """Gives the button to the page of the melding, for who may open it."""
    if not view.may_open:
        return ()
    return (view.button("open", verbs.OPEN_CASE, primary=primary),)


def why_button(view: CardView, bron: str) -> Button:
    """Gives the button to the paragraph behind something."""
    return view.button("waarom", verbs.WHY, bron)


def bron_of_way(view: CardView, destination: str) -> str:
    """Gives the paragraph behind a way on from the stages, such as asking for consultation."""
    ways = (one for stage in view.protocol.stages for one in stage.transitions)
    return next((one.bron for one in ways if one.to == destination), "eigen")


def advice_button(view: CardView) -> tuple[Button, ...]:
    """Gives the button to ask a colleague, for who may."""
    if not may(view.scene.reader, "ask_advice"):
        return ()
    return (view.button("raad", verbs.ASK_ADVICE),)


def acute_lines(view: CardView) -> tuple[str, ...]:
    """Says loudly on a card that a message is no help, and whom to call now."""
    return acute_words(view.scene.wording, view.school)


def withdrawn(view: CardView) -> Card:
    """Makes the card for whom this is no longer, or never was: it says nothing at all."""
    return Card(
        key=view.key,
        title=view.say("vervallen-titel"),
        tone="withdrawn",
        paragraphs=(view.say("vervallen"),),
        badge=view.scene.badge,
    )


def lapsed(view: CardView, title: str) -> Card:
    """Makes the card of something that need not be done any more."""
    return view.card(title, tone="withdrawn", paragraphs=(view.say("niet-meer-nodig"),))
