"""What must stand in an activity, whoever signed for it."""

import json
import logging

import pytest

from adapters.teams.door import InvokeAnswer
from tests.adapters.teams.auth.our_door import CANARY, Json, OurDoor
from tests.teams_stub.users import ELSEWHERE, TENANT

CHAT: Json = {"id": "a:1chat", "conversationType": "personal"}
OURS: Json = {"tenant": {"id": TENANT}}
THEIRS: Json = {"tenant": {"id": ELSEWHERE}}


@pytest.mark.parametrize(
    "changes",
    [
        {"channelId": None},
        {"channelId": ""},
        {"channelId": "webchat"},
        {"channelId": "emulator"},
        {"channelId": "MSTEAMS"},
        {"channelId": ["msteams"]},
        {"serviceUrl": None},
        {"serviceUrl": ""},
        {"serviceUrl": 1},
        {"serviceUrl": "https://smba.trafficmanager.net/emea/"},
        {"serviceUrl": "https://elders.example.org/"},
        {"serviceUrl": "http://127.0.0.1:1@elders.example.org/"},
        {"serviceUrl": "http://xn--/"},
        {"channelData": None, "conversation": CHAT},
        {"channelData": {}, "conversation": CHAT},
        {"channelData": "x", "conversation": CHAT},
        {"channelData": {"tenant": TENANT}, "conversation": CHAT},
        {"channelData": {"tenant": {"id": [TENANT]}}, "conversation": CHAT},
        {"channelData": {"tenant": {"id": ""}}, "conversation": CHAT},
        {"channelData": THEIRS, "conversation": CHAT},
        {"channelData": THEIRS},
        {"channelData": OURS, "conversation": CHAT | {"tenantId": ELSEWHERE}},
        {"channelData": None, "conversation": CHAT | {"tenantId": ELSEWHERE}},
        {"conversation": CHAT | {"tenantId": {"a": 1}}},
    ],
    ids=str,
)
async def test_an_activity_of_another_channel_service_or_tenant(
    door: OurDoor, changes: Json, caplog: pytest.LogCaptureFixture
) -> None:
    """It is refused, with a token that is good for the address it names, and nothing is told."""
    caplog.set_level(logging.DEBUG)
    activity = door.activity(**changes)
    token = door.token(serviceurl=activity.get("serviceUrl") or door.service_url)

    assert await door.status(activity, token=token) in {401, 403}
    assert [] == door.taken
    assert CANARY not in caplog.text


async def test_another_tenant_with_a_good_token(door: OurDoor) -> None:
    """The token says nothing about the tenant; the activity does, and gets a 403."""
    assert 403 == await door.status(door.activity(channelData=THEIRS, conversation=CHAT))


async def test_an_address_that_the_token_does_not_name(door: OurDoor) -> None:
    """An activity cannot send our answers to another address than the one it was signed for."""
    elsewhere = door.service_url.replace("emea", "amer")
    assert 401 == await door.status(door.activity(serviceUrl=elsewhere))


@pytest.mark.parametrize(
    "changes",
    [
        {"channelData": None},
        {"conversation": CHAT},
        {"channelData": {"tenant": {"id": TENANT.upper()}}},
    ],
    ids=str,
)
async def test_one_place_that_names_the_tenant(door: OurDoor, changes: Json) -> None:
    """Wherever the tenant stands, once is enough; an activity without channelData is no fault."""
    assert 202 == await door.status(door.activity(**changes))


@pytest.mark.parametrize(("tenant", "status"), [(TENANT, 202), ("", 202), (ELSEWHERE, 403)])
async def test_the_tenant_in_the_headers(door: OurDoor, tenant: str, status: int) -> None:
    """What Teams looked up itself must be our tenant too; it may be empty."""
    headers = {"x-ms-tenant-id": tenant}
    assert status == await door.status(None, token=None, **headers)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"geen JSON",
        b'"tekst"',
        b"[]",
        b"null",
        b"{}",
        b'{"type": "message"}',
        b'{"type": "message", "conversation": "a:1"}',
        b'{"type": "message", "conversation": {}}',
        b'{"type": "message", "conversation": {"id": ""}}',
        b'{"type": 1, "conversation": {"id": "a:1"}}',
        b'{"conversation": {"id": "a:1"}}',
        b"\xff\xfe{}",
        b'{"a": ' * 5000,
        b"[" * 200_000,
    ],
    ids=lambda body: repr(body[:50]),
)
async def test_what_is_no_activity(door: OurDoor, body: bytes) -> None:
    """It is a 400, however deep it goes, and not a fault of ours."""
    response = await door.post(body=body)
    assert (400, b"") == (response.status, await response.read())


async def test_unsigned_things_are_not_read(door: OurDoor) -> None:
    """Without a token it does not matter what was in it."""
    response = await door.post(body=b"geen JSON", headers={"Authorization": ""})
    assert 401 == response.status


async def test_the_raw_activity_comes_through(door: OurDoor) -> None:
    """Also what the SDK has never heard of."""
    activity = door.activity(
        recipient={"id": "28:bot", "isTargeted": True}, somethingNew={"a": [1, None, "é"]}
    )
    assert 202 == await door.status(activity)
    assert json.dumps([activity]) == json.dumps(door.taken)


@pytest.mark.parametrize("answer", [InvokeAnswer(200, {"task": {"value": "é"}}), None], ids=str)
async def test_a_message_wants_no_answer(door: OurDoor, answer: InvokeAnswer | None) -> None:
    """It gets a 202 without a body, whatever was answered."""
    door.answer = answer
    response = await door.post()
    assert (202, b"") == (response.status, await response.read())


@pytest.mark.parametrize(
    ("answer", "status", "body"),
    [
        (InvokeAnswer(200, {"task": {"type": "message", "value": "é"}}), 200, {"task": 0}),
        (InvokeAnswer(200), 200, None),
        (InvokeAnswer(400, {"code": "BadRequest"}), 400, {"code": 0}),
        (InvokeAnswer(200, {}), 200, {}),
        (None, 200, None),
    ],
    ids=str,
)
async def test_an_invoke_is_answered(
    door: OurDoor, answer: InvokeAnswer | None, status: int, body: Json | None
) -> None:
    """It gets the answer itself as JSON; without one a bare 200, by which a dialog closes."""
    door.answer = answer
    response = await door.post(door.activity(type="invoke", name="task/fetch"))
    content = await response.read()
    assert status == response.status
    if body is None:
        assert b"" == content
    else:
        assert answer is not None
        assert "application/json" == response.content_type
        assert answer.body == json.loads(content)


async def test_an_answer_that_cannot_be_said(door: OurDoor) -> None:
    """It is a 500 without a word, like every other fault of ours."""
    door.answer = InvokeAnswer(200, {"task": object()})
    response = await door.post(door.activity(type="invoke", name="task/fetch"))
    assert (500, b"") == (response.status, await response.read())


async def test_a_fault_of_ours(door: OurDoor, caplog: pytest.LogCaptureFixture) -> None:
    """It is a 500 without a word, and the log holds only what kind it was."""
    door.fails = True
    response = await door.post(door.activity(type="invoke", name="task/fetch"))
    assert (500, b"") == (response.status, await response.read())
    assert CANARY not in caplog.text
    (record,) = [one for one in caplog.records if one.levelno >= logging.ERROR]
    assert ("teams_activity_failed", "RuntimeError") == (
        record.getMessage(),
        record.__dict__["error"],
    )
