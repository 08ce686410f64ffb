"""Events as bytes: what was ever stored can be read for ever."""

import datetime
import pathlib
import typing

import msgspec
import pytest

from flows import event_log
from flows.event_log import Raw, read, replay, written
from flows.events import Event, NoteSeen
from tests.flows.meldingen import closed

CORPUS = pathlib.Path(__file__).parent / "event_corpus"
STORED = sorted(CORPUS.glob("*.json"))
"""Bytes as a version of this program stored them: "<event>.<version>.json". Never edited."""


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.stem)
def test_stored_bytes_stay_readable(path: pathlib.Path) -> None:
    """Bytes of any version are read as the event that they were; the newest are written alike."""
    payload = path.read_bytes().strip()
    name, version = path.stem.split(".")
    event = read(payload)

    assert name == type(event).__name__
    assert (payload == written(event)) == (int(version) == event.v)


def test_the_corpus_holds_each_kind_of_event() -> None:
    """A new kind of event, or a new version of one, brings its bytes along."""
    kinds = {f"{one.__name__}.{one(**blank(one)).v}" for one in typing.get_args(Event)}

    assert set() == kinds - {path.stem for path in STORED}


def blank(kind: type) -> dict[str, object]:
    """Gives a value for each field that an event of this kind must have; which does not matter."""
    fields = msgspec.structs.fields(kind)
    return {one.name: "" for one in fields if one.required}


def test_a_melding_is_its_bytes() -> None:
    """Replaying what was stored gives the state, with no event left out."""
    play = closed()

    assert play.case == replay(tuple(play.log))
    assert len(play.log) == play.case.sequence


def test_what_is_left_at_its_default_is_not_stored() -> None:
    """An event holds no more than what it tells."""
    at = datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC)

    assert b'{"type":"NoteSeen","at":"2026-11-23T00:00:00Z","number":4}' == written(
        NoteSeen(at=at, number=4)
    )


def test_bytes_that_are_no_event_are_refused() -> None:
    """An unknown kind or an unknown field is never guessed at."""
    for payload in (
        b'{"type":"Verzonnen","at":"2026-11-23T00:00:00Z"}',
        b'{"type":"NoteSeen","at":"2026-11-23T00:00:00Z","number":4,"naam":"x"}',
    ):
        with pytest.raises(msgspec.ValidationError):
            read(payload)


def test_an_old_shape_is_brought_up_to_date_on_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each version becomes the next one, as often as needed; others are read as they are."""

    def with_number(raw: Raw) -> Raw:
        rest = {key: value for key, value in raw.items() if key != "nummer"}
        return {**rest, "number": raw["nummer"], "v": 2}

    def counted_from_one(raw: Raw) -> Raw:
        number = raw["number"]
        assert isinstance(number, int)
        return {**raw, "number": number + 1, "v": 3}

    upcasts = {("NoteSeen", 1): with_number, ("NoteSeen", 2): counted_from_one}
    monkeypatch.setattr(event_log, "UPCASTS", upcasts)
    at = datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC)

    old = b'{"type":"NoteSeen","at":"2026-11-23T00:00:00Z","nummer":3}'
    assert NoteSeen(at=at, number=4, v=3) == read(old)
    new = b'{"type":"NoteSeen","at":"2026-11-23T00:00:00Z","number":4,"v":3}'
    assert NoteSeen(at=at, number=4, v=3) == read(new)
    with pytest.raises(msgspec.ValidationError):
        read(b'{"type":"NoteSeen","at":"2026-11-23T00:00:00Z","number":4,"v":"3"}')
