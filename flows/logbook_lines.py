"""What a text for Magister tells about each thing that was recorded, line by line.

A line knows which part of it somebody typed: only that part is searched for names. Other pupils are
"een medeleerling" and colleagues a role; the wording has no room for anybody else.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

import msgspec

from flows.action_kinds import CALL_OUTCOMES, KINDS
from flows.case import Entry
from flows.forms import value_of, values_of
from flows.identity import identity_of
from flows.views.form_fields import option_key
from flows.views.scene import Scene

TYPED_KINDS = ("short_text", "long_text")

NOT_CALLED = CALL_OUTCOMES[-1]
"""The outcome of a call that was not made, for a reason."""


class Line(msgspec.Struct, frozen=True):
    """A line of a text: fixed words, and behind them what somebody typed."""

    words: str
    typed: str = ""

    @property
    def text(self) -> str:
        """The line as it was typed."""
        return f"{self.words}{self.typed}"


class About(msgspec.Struct, frozen=True):
    """For which text something is told: the pupil, and how many agreements came before."""

    scene: Scene
    pupil: str
    agreements: int = 0


def written_day(day: datetime.date) -> str:
    """Writes a day as in a logbook: "30-11-2026"."""
    return f"{day:%d-%m-%Y}"


def _day(entry: Entry, field: str = "dag") -> str:
    return written_day(datetime.date.fromisoformat(value_of(entry.answers, field)))


def own_name(scene: Scene, pupil: str) -> str:
    """Gives the name of the pupil a text is about; never a description that somebody typed."""
    who = identity_of(scene.identities, pupil)
    return who.full_name if who.achternaam or who.roepnaam else scene.say("tekst-de-leerling")


def _option(about: About, kind: str, entry: Entry, field: str) -> str:
    option = value_of(entry.answers, field)
    return about.scene.say(option_key(about.scene.wording, kind, field, option))


def _with_others(about: About, others: tuple[str, ...]) -> str:
    """Says who was there or is bound beside this pupil, without a name."""
    scene = about.scene
    name = own_name(scene, about.pupil)
    if not others:
        return scene.say("tekst-alleen", naam=name)
    key = "tekst-met-een-medeleerling" if len(others) == 1 else "tekst-met-medeleerlingen"
    return scene.say(key, naam=name)


def _others(about: About, entry: Entry, field: str) -> tuple[str, ...]:
    return tuple(one for one in values_of(entry.answers, field) if one != about.pupil)


def _talk(about: About, entry: Entry) -> tuple[Line, ...]:
    name = own_name(about.scene, about.pupil)
    return (Line(about.scene.say("tekst-gesprek", dag=_day(entry), naam=name)),)


def _talk_together(about: About, entry: Entry) -> tuple[Line, ...]:
    who = _with_others(about, _others(about, entry, "aanwezig"))
    return (Line(about.scene.say("tekst-gesprek_samen", dag=_day(entry), wie=who)),)


def _talk_with_parents(about: About, entry: Entry) -> tuple[Line, ...]:
    who = _with_others(about, _others(about, entry, "aanwezig"))
    return (Line(about.scene.say("tekst-gesprek_ouders", dag=_day(entry), wie=who)),)


def _agreement(about: About, entry: Entry) -> tuple[Line, ...]:
    say = about.scene.say
    number = str(about.agreements + 1)
    who = _with_others(about, _others(about, entry, "wie"))
    return (
        Line(say("tekst-afspraak", nummer=number), value_of(entry.answers, "wat")),
        Line(say("tekst-afspraak-wie", wie=who)),
        Line(say("tekst-afspraak-tot", dag=_day(entry, "tot"))),
    )


def _call(about: About, entry: Entry) -> tuple[Line, ...]:
    guardian = _option(about, "bellen", entry, "ouder")
    if value_of(entry.answers, "uitkomst") == NOT_CALLED:
        return (Line(about.scene.say("tekst-niet-gebeld", dag=_day(entry), ouder=guardian)),)
    outcome = _option(about, "bellen", entry, "uitkomst")
    return (
        Line(
            about.scene.say("tekst-bellen", dag=_day(entry), ouder=guardian, uitkomst=outcome),
        ),
    )


HEADINGS: dict[str, Callable[[About, Entry], tuple[Line, ...]]] = {
    "gesprek": _talk,
    "gesprek_samen": _talk_together,
    "gesprek_ouders": _talk_with_parents,
    "afspraken": _agreement,
    "bellen": _call,
}
"""How the lines about a kind begin; another kind has a line with its name and day."""

NOT_REPEATED = ("wat",)
"""Fields that the first line of their kind has told already."""


def _heading(about: About, kind: str, entry: Entry) -> tuple[Line, ...]:
    builder = HEADINGS.get(kind)
    if builder is not None:
        return builder(about, entry)
    return (Line(about.scene.say(f"tekst-{kind}", dag=_day(entry))),)


def _typed_line(about: About, field: str, typed: str) -> Line:
    name = own_name(about.scene, about.pupil)
    return Line(about.scene.say(f"tekst-veld-{field}", naam=name), typed)


def lines_of(about: About, kind: str, entry: Entry) -> tuple[Line, ...]:
    """Tells about one thing that was recorded: what, when, and what was typed about it."""
    typed = tuple(
        _typed_line(about, spec.id, text)
        for spec in KINDS[kind].fields
        if spec.kind in TYPED_KINDS
        and spec.id not in NOT_REPEATED
        and (text := value_of(entry.answers, spec.id))
    )
    return (*_heading(about, kind, entry), *typed)
