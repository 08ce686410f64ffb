"""Events in the numbers of another melding."""

import typing

import msgspec
import pytest

from flows.events import Event, LineMerged, NoteAdded, StaffChanged
from flows.forms import Answer
from flows.renumbering import CHANGED, SAME, Numbers, renumbered
from tests.flows.small_school import MONDAY

NUMBERS = Numbers(pupils={"p1": "p4", "p2": "p1"}, last=4, matters=3, entries={5: 12})


@pytest.mark.parametrize("kind", typing.get_args(Event))
def test_each_field_is_known(kind: type) -> None:
    """A field that might hold a number of the melding cannot be forgotten."""
    if kind is LineMerged:
        return
    fields = {one.name for one in msgspec.structs.fields(kind)}

    assert set() == fields - set(CHANGED) - SAME


def test_no_field_is_named_for_nothing() -> None:
    """The tables hold no field that no event has."""
    fields = {one.name for kind in typing.get_args(Event) for one in msgspec.structs.fields(kind)}

    assert set() == (set(CHANGED) | SAME) - fields
    assert set() == set(CHANGED) & SAME


def test_what_somebody_typed_stays() -> None:
    """Only where a pupil was asked for does an answer hold a number."""
    typed = NoteAdded(
        at=MONDAY,
        number=1,
        kind="incident",
        pupils=("p1",),
        answers=(Answer("wie", ("p1", "p2")), Answer("gezien", ("p1",)), Answer("p2", ("ja",))),
    )
    moved = renumbered(typed, NUMBERS)

    assert (4, ("p4",)) == (moved.number, moved.pupils)
    assert (
        Answer("wie", ("p4", "p1")),
        Answer("gezien", ("p1",)),
        Answer("p1", ("ja",)),
    ) == moved.answers


def test_slots_name_the_same_pupil() -> None:
    """A role per pupil goes along with the pupil; a role of the school stays."""
    changed = StaffChanged(at=MONDAY, slots=("begeleider:p1", "antipestcoordinator"))

    assert ("begeleider:p4", "antipestcoordinator") == renumbered(changed, NUMBERS).slots
