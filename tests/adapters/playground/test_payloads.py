"""What the page sends is read strictly."""

import msgspec
import pytest

from adapters.playground import payloads
from adapters.playground.payloads import NotReadable
from flows.forms import Answer
from flows.ports import Pressed, Searched, Submitted, Typed, Who

ANS = Who("playground", "d1")

GOOD: dict[type[payloads.StrictBody], dict[str, object]] = {
    payloads.PersonBody: {"person": "d1"},
    payloads.PeopleBody: {"person": ""},
    payloads.ReadBody: {"person": "d1", "messages": ["m1"]},
    payloads.TypedBody: {"person": "d1", "typed": "/taken", "request_id": "r1"},
    payloads.PressedBody: {"person": "d1", "value": "bekijk|7K3Q|", "request_id": "r1"},
    payloads.SubmittedBody: {
        "person": "d1",
        "form": "melden||wie",
        "answers": [{"field": "wie", "values": ["l1", "anders:Piet"]}],
        "carried": "",
        "request_id": "r1",
    },
    payloads.SearchedBody: {"person": "d1", "kind": "pupil", "typed": "an"},
    payloads.AdvanceBody: {"step": "week"},
    payloads.DiagramBody: {"person": "d1", "case": ""},
}
"""A good body of each kind."""

KINDS = pytest.mark.parametrize("kind", GOOD, ids=lambda kind: kind.__name__)


def read(kind: type[payloads.Body], /, **changed: object) -> payloads.Body:
    """Reads the good body of a kind with some keys changed."""
    return payloads.read(msgspec.json.encode({**GOOD[kind], **changed}), kind)


@KINDS
def test_good_bodies_are_read(kind: type[payloads.StrictBody]) -> None:
    """A body that is as it should be is read whole."""
    assert GOOD[kind] == msgspec.json.decode(msgspec.json.encode(read(kind)))


@KINDS
def test_unknown_keys_are_refused(kind: type[payloads.StrictBody]) -> None:
    """A key that the page never sends is refused."""
    with pytest.raises(NotReadable):
        read(kind, extra=1)


@KINDS
def test_missing_keys_are_refused(kind: type[payloads.StrictBody]) -> None:
    """Every key is needed."""
    for left_out in GOOD[kind]:
        body = {key: value for key, value in GOOD[kind].items() if key != left_out}

        with pytest.raises(NotReadable):
            payloads.read(msgspec.json.encode(body), kind)


@KINDS
def test_wrong_types_are_refused(kind: type[payloads.StrictBody]) -> None:
    """A number or nothing in the place of a text or a list is refused."""
    for key in GOOD[kind]:
        for wrong in (1, None, {"a": 1}):
            with pytest.raises(NotReadable):
                read(kind, **{key: wrong})


@pytest.mark.parametrize(
    "raw", [b"", b"[]", b"nul", b"{", b'{"person":"\xff"}', b'{"person":"\\ud800"}', b"1" * 99]
)
def test_what_is_no_json_is_refused(raw: bytes) -> None:
    """Broken JSON and broken text are refused, whatever is broken about them."""
    with pytest.raises(NotReadable):
        payloads.read(raw, payloads.PersonBody)


@pytest.mark.parametrize(
    ("kind", "changed"),
    [
        (payloads.PersonBody, {"person": ""}),
        (payloads.PersonBody, {"person": "x" * 101}),
        (payloads.ReadBody, {"messages": ["m1"] * 1001}),
        (payloads.TypedBody, {"typed": "x" * 20_001}),
        (payloads.PressedBody, {"value": "x" * 301}),
        (payloads.SubmittedBody, {"carried": "x" * 100_001}),
        (payloads.SubmittedBody, {"answers": [{"field": "a", "values": []}] * 11}),
        (payloads.SubmittedBody, {"answers": [{"field": "a", "values": ["x" * 20_001]}]}),
        (payloads.SubmittedBody, {"answers": [{"field": "a", "values": ["x"] * 101}]}),
        (payloads.SubmittedBody, {"answers": [{"field": "a", "values": [], "meer": 1}]}),
        (payloads.SearchedBody, {"typed": "x" * 201}),
        (payloads.SearchedBody, {"kind": "ouder"}),
        (payloads.AdvanceBody, {"step": "jaar"}),
    ],
)
def test_bounds(kind: type[payloads.StrictBody], changed: dict[str, object]) -> None:
    """Too long, too many and unknown words are refused."""
    with pytest.raises(NotReadable):
        read(kind, **changed)


def test_a_long_text_reaches_its_field() -> None:
    """A text of 3,001 characters is read, so that the form can say so at its field."""
    answers = [{"field": "wat", "values": ["x" * 3001]}]
    request = payloads.submitted_request(read(payloads.SubmittedBody, answers=answers))

    assert (Answer("wat", ("x" * 3001,)),) == request.answers


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("/taken", "taken"),
        ("taken", "taken"),
        ("  /PestMelding  ", "pestmelding"),
        ("/help Sanne doet naar", "help"),
        ("pestprotocol\nnu", "pestprotocol"),
    ],
)
def test_commands_are_found_and_the_rest_is_dropped(typed: str, command: str) -> None:
    """With or without a slash, in any case, and never with the text behind it."""
    body = read(payloads.TypedBody, typed=typed)

    assert Typed(ANS, command, "r1") == payloads.typed_request(body)


@pytest.mark.parametrize("typed", ["", "  ", "hallo", "//taken", "/tak", "Sanne /taken"])
def test_other_text_is_no_command(typed: str) -> None:
    """Text that is no command goes no further."""
    assert None is payloads.typed_request(read(payloads.TypedBody, typed=typed))


def test_the_other_requests() -> None:
    """A press, a submitted form and a search become what every platform makes of them."""
    answers = (Answer("wie", ("l1", "anders:Piet")),)
    pressed = payloads.pressed_request(read(payloads.PressedBody))
    submitted = payloads.submitted_request(read(payloads.SubmittedBody))
    searched = payloads.searched_request(read(payloads.SearchedBody))

    assert Pressed(ANS, "bekijk|7K3Q|", "r1") == pressed
    assert Submitted(ANS, "melden||wie", answers, "", "r1") == submitted
    assert Searched(ANS, "pupil", "an") == searched
