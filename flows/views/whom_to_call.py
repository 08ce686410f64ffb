"""Whom to call about what is more than bullying: the school's own people, then who is always there.

The numbers of the school stand in its school.toml, those of the country in the texts.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from flows.school import Contact, School
from flows.wording import Wording

Warned = Literal["", "seksueel", "thuis"]
"""What the first question brought up: sexual images (R-12) or a home that is not safe (R-14)."""

_ALWAYS_THERE: dict[Warned, tuple[str, ...]] = {
    "": (),
    "seksueel": ("helpwanted", "politie", "gevaar"),
    "thuis": ("veilig-thuis", "gevaar"),
}


class Alert(msgspec.Struct, frozen=True):
    """What the first question brought up, and whom to call about it."""

    about: Warned = ""
    calls: tuple[Contact, ...] = ()


_ABOUT_STAFF = ("vertrouwensinspecteur", "gevaar")


def _help_lines(wording: Wording, lines: tuple[str, ...]) -> tuple[Contact, ...]:
    return tuple(
        Contact(wording(f"hulplijn-{line}"), wording(f"hulplijn-{line}-nummer")) for line in lines
    )


def alert_about(wording: Wording, school: School, about: Warned) -> Alert:
    """Gives whom to call about images or home; nobody when neither was brought up."""
    own = school.call_about_home if about == "thuis" else ()
    return Alert(about, (*own, *_help_lines(wording, _ALWAYS_THERE[about])))


def acute_words(wording: Wording, school: School) -> tuple[str, ...]:
    """Says that a message is no help, and whom of the school to call now."""
    calls = (wording("bel", wie=one.who, nummer=one.phone) for one in school.call_when_acute)
    return (wording("acuut"), *calls)


def whom_to_call_about_staff(wording: Wording, school: School) -> tuple[Contact, ...]:
    """Gives the board and the confidential inspector (R-13)."""
    return (*school.call_about_staff, *_help_lines(wording, _ABOUT_STAFF))
