"""The cards that go over all meldingen: the stand of the week, and what runs before the summer.

They stand in a chat: numbers only, not even the id of a melding. They are made when they are sent,
for one reader; whoever has nothing open by then gets none.
"""

from __future__ import annotations

from flows import verbs
from flows.cards import Button, Card
from flows.presses import Press
from flows.school_moments import SUMMER, WEEK
from flows.views.dates import dated_day_in_words
from flows.views.overview import lines_of
from flows.views.overview_page import asked_of, stand_of, ways_in
from flows.views.scene import Scene


def nothing_card(desk: Scene, key: str) -> Card:
    """Makes the card that is not sent, since there is nothing to tell."""
    return Card(
        key=key,
        title=desk.say("vervallen-titel"),
        tone="withdrawn",
        paragraphs=(desk.say("vervallen"),),
        badge=desk.badge,
    )


def _first(buttons: tuple[Button, ...], verb: str) -> tuple[Button, ...]:
    """Puts the button with a verb in front, as the main one."""
    value = Press(verb).encoded()
    others = tuple(one for one in buttons if one.value != value)
    main = tuple(Button(one.label, one.value, "primary") for one in buttons if one.value == value)
    return (*main, *others)


def week_card(desk: Scene, scenes: tuple[Scene, ...], key: str) -> Card:
    """Says how many meldingen are open, how many late, and how many ask for advice."""
    lines = lines_of(scenes)
    if not lines:
        return nothing_card(desk, key)
    return Card(
        key=key,
        title=desk.say(
            "week-titel", stand=", ".join((*stand_of(desk, lines), *asked_of(desk, scenes)))
        ),
        paragraphs=(desk.say("week-uitleg", dag=_day(desk)),),
        buttons=_first(ways_in(desk, scenes), verbs.OVERVIEW),
        badge=desk.badge,
    )


def _day(desk: Scene) -> str:
    return dated_day_in_words(desk.wording, desk.today, desk.today)


def summer_card(desk: Scene, scenes: tuple[Scene, ...], key: str) -> Card:
    """Says that meldingen still run before the summer, with the way to the list."""
    lines = lines_of(scenes)
    summer = desk.school.calendar.summer_from(desk.today)
    if not lines or summer is None:
        return nothing_card(desk, key)
    begins = dated_day_in_words(desk.wording, summer.first, desk.today)
    which = "een" if len(lines) == 1 else "meer"
    said = desk.say(f"zomer-kaart-{which}", aantal=str(len(lines)), dag=begins)
    return Card(
        key=key,
        title=desk.say("zomer-kaart-titel"),
        tone="action",
        paragraphs=(said,),
        buttons=_first(ways_in(desk, scenes), verbs.SUMMER),
        badge=desk.badge,
    )


BUILDERS = {WEEK: week_card, SUMMER: summer_card}
"""Which card each first word of a key makes."""
