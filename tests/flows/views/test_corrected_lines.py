"""What a correction shows of earlier versions: never more than one might read before (R-19)."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows import commands as do
from flows.forms import Answer
from flows.school import Place
from tests.flows.small_school import SCHOOL, STAFF, Play, member
from tests.flows.views.dialogs import answers, whole
from tests.flows.views.story import DAY, taken_up

COACH = {"p1": "bram", "p2": "carla", "p3": "eva"}

SOME_PUPILS = st.lists(st.sampled_from(sorted(COACH)), min_size=1, max_size=3, unique=True)


def _versions(*about: tuple[str, ...]) -> Play:
    """An incident whose versions are about these pupils and say "versie1", "versie2" and so on."""
    play = taken_up()
    play.school = msgspec.structs.replace(
        SCHOOL,
        staff=(*STAFF, member("eva")),
        places=(*SCHOOL.places[:2], Place("p3", ("eva",), "bovenbouw", "4a")),
    )
    for turn, pupils in enumerate(about, 1):
        said = (DAY, Answer("wie", pupils), *answers(gezien=f"versie{turn}"))
        play.does(
            do.CorrectEntry(actor="bram", entry=_newest(play), answers=said, reason="Verschreven.")
            if turn > 1
            else do.AddNote(actor="bram", kind="incident", answers=said)
        )
    return play


def _newest(play: Play) -> int:
    return [one.number for one in play.case.log if one.kind == "incident"][-1]


@pytest.mark.parametrize(
    ("before", "after", "included"),
    [(("p1",), ("p1", "p2"), "carla"), (("p2",), ("p3",), "eva"), (("p2",), ("p2", "p3"), "eva")],
)
def test_who_is_included_later_reads_no_earlier_version(
    before: tuple[str, ...], after: tuple[str, ...], included: str
) -> None:
    """The coach of a pupil whom a correction adds reads the new version and nothing of the old."""
    play = _versions(before, after)
    assert "versie2" in whole(play, included)
    assert "versie1" not in whole(play, included)


def test_who_was_included_reads_what_stood_there() -> None:
    """A coach whose pupil both versions are about still reads the old one."""
    assert "versie1" in whole(_versions(("p2",), ("p1", "p2")), "carla")


@given(st.lists(SOME_PUPILS.map(tuple), min_size=2, max_size=4))
def test_nothing_that_was_hidden_comes_to_light(about: list[tuple[str, ...]]) -> None:
    """Whoever might not read a version does not read it after any corrections either."""
    play = _versions(*about)
    for pupil, coach in COACH.items():
        shown = whole(play, coach)
        hidden = [turn for turn, pupils in enumerate(about, 1) if pupil not in pupils]
        assert [] == [turn for turn in hidden if coach != "bram" and f"versie{turn}" in shown]
