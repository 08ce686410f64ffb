"""Requests with keys gone or of another type: never an error, never a word of them in the log."""

import asyncio
import copy
import logging
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.slack import payloads
from adapters.slack.incoming import Action, Command, Event, Sender, Unknown
from adapters.slack.payloads import NotReadable, read
from tests.adapters.sample_conversation import SampleConversation
from tests.adapters.slack.incoming import payload_samples as sent
from tests.adapters.slack.incoming.our_side import OurSide, our_side_of
from tests.adapters.slack.incoming.vendor import TEAM, vendor_running

SENDER = Sender(TEAM, "U1", TEAM)
GONE = object()

Place = tuple[str | int, ...]


def places_in(value: object, here: Place = ()) -> Iterator[Place]:
    """Gives where each key and each item of a payload stands."""
    inside: Iterable[tuple[str | int, object]] = ()
    if isinstance(value, dict | list):
        inside = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in inside:
        yield (*here, key)
        yield from places_in(part, (*here, key))


def changed(payload: sent.Payload, place: Place, new: object) -> sent.Payload:
    """Gives a payload with something else, or nothing, at a place."""
    copied: Any = copy.deepcopy(payload)
    part = copied
    for key in place[:-1]:
        part = part[key]
    if new is GONE:
        del part[place[-1]]
    else:
        part[place[-1]] = new
    return copied  # type: ignore[no-any-return] # what a wire holds


ODD = st.sampled_from(
    [GONE, None, True, 0, -1.5, "", "x" * 4000, sent.CANARY, [], {}, [[]], {"id": 7}, "\x00", "💥"]
)


@st.composite
def damaged(draw: st.DrawFn) -> sent.Payload:
    """Draws a payload of any kind in which one to three things are odd."""
    payload = sent.EVERY_KIND[draw(st.sampled_from(sorted(sent.EVERY_KIND)))]
    for _ in range(draw(st.integers(1, 3))):
        places = list(places_in(payload))
        if places:
            payload = changed(payload, draw(st.sampled_from(places)), draw(ODD))
    return payload


def test_every_kind_is_read() -> None:
    """Each kind of payload that Slack describes is read, and says of whom it is."""
    kinds = {kind: type(read(payload)).__name__ for kind, payload in sent.EVERY_KIND.items()}

    assert {
        "command": "Command",
        "shortcut": "Shortcut",
        "pressed in a message": "Action",
        "pressed in a modal": "Action",
        "pressed in Home": "Action",
        "chosen": "Action",
        "typing": "Suggestion",
        "submitted": "Submission",
        "read": "Submission",
        "closed": "Closed",
        "home opened": "Event",
        "user changed": "Event",
        "app uninstalled": "Event",
        "tokens revoked": "Event",
        "message": "Event",
    } == kinds


def test_what_is_read_of_a_command() -> None:
    """Of a command the text behind it is not kept, nor the channel."""
    expected = Command(Sender(TEAM, "U1"), "pestmelding", sent.TRIGGER, "https://hooks.slack.com/1")

    assert expected == read(sent.command(respond_to="https://hooks.slack.com/1"))


def test_what_is_read_of_a_button() -> None:
    """Of a button in a message the message is not kept."""
    expected = Action(SENDER, "message", "press:1", "open|7K3Q|", sent.TRIGGER)

    assert expected == read(sent.pressed_in_message("open|7K3Q|"))


def test_what_is_read_of_an_event() -> None:
    """Of an event it is kept what it is, of whom, and how often it may come."""
    expected = Event(Sender(TEAM, "U1"), "app_home_opened", "Ev08MFMKH6", "home")

    assert expected == read(sent.home_opened())


def test_another_kind() -> None:
    """A kind that the app never asked for is known as such."""
    assert Unknown() == read({"type": "message_action"})


@pytest.mark.parametrize("kind", payloads.SHAPES)
def test_a_bare_kind(kind: str) -> None:
    """A payload of nothing but its kind is not readable."""
    with pytest.raises(NotReadable):
        read({"type": kind} if kind != "command" else {"command": "/pestmelding"})


def test_no_part_of_it_is_quoted() -> None:
    """The error about a payload says nothing of it."""
    with pytest.raises(NotReadable) as caught:
        read(sent.command() | {"user_id": [sent.CANARY]})

    assert sent.CANARY not in f"{caught.value!r} {caught.value.__cause__!r}"


async def kept_up(ours: OurSide, payload: sent.Payload) -> None:
    """Sends a payload and holds that our side stays calm."""
    response = await ours.post(*sent.body_of(payload))
    body = await response.text()

    assert response.status in {200, 400}
    assert sent.CANARY not in body
    assert "apologize" not in body
    assert "error" not in body.replace('"response_action": "errors", "errors"', "")


@given(drawn=st.lists(damaged(), min_size=1, max_size=20))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_missing(drawn: list[sent.Payload], caplog: pytest.LogCaptureFixture) -> None:
    """Whatever keys are gone or odd, over real HTTP: no 500, nothing quoted, nothing in the log."""
    caplog.set_level(logging.DEBUG)
    caplog.clear()

    async def send_all() -> None:
        async with vendor_running() as vendor, our_side_of(SampleConversation(), vendor) as ours:
            for payload in drawn:
                ours.clock.moment += 1
                await kept_up(ours, payload)

    asyncio.run(send_all())
    logged = caplog.text + " ".join(str(record.args) for record in caplog.records)

    assert sent.CANARY not in logged
    assert "Traceback" not in logged
    assert "slack_request_failed" not in logged


async def test_each_key_gone(ours: OurSide, caplog: pytest.LogCaptureFixture) -> None:
    """Each key of each kind of payload can be gone by itself."""
    for payload in sent.EVERY_KIND.values():
        for place in places_in(payload):
            ours.clock.moment += 1
            await kept_up(ours, changed(payload, place, GONE))

    assert sent.CANARY not in caplog.text
    assert "slack_request_failed" not in caplog.text
