"""What is read of a delivery, and what is refused before anything in it is looked at."""

import asyncio
import gzip
import json
from functools import cache

import pytest

from adapters.http_bodies import BODY_AT_MOST
from tests.adapters.teams.auth.our_door import OurDoor


@cache
def bomb() -> bytes:
    """Gives fifty kilobytes that hold fifty megabytes."""
    return gzip.compress(b"0" * 50_000_000)


@pytest.mark.parametrize(
    "content_type", ["", "text/plain", "application/x-www-form-urlencoded", "application/jsonp"]
)
async def test_another_kind_of_body(door: OurDoor, content_type: str) -> None:
    """Teams posts JSON; all else is a 415."""
    assert 415 == await door.status(**{"Content-Type": content_type})
    assert [] == door.taken


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "identity", "x"])
@pytest.mark.parametrize("token", ["", None], ids=["unsigned", "signed"])
async def test_nothing_is_unpacked(door: OurDoor, coding: str, token: str | None) -> None:
    """A body that says it is packed is a 4xx, signed or not, and stays packed."""
    response = await door.post(token=token, body=bomb(), headers={"Content-Encoding": coding})
    assert 400 <= response.status < 500
    assert [] == door.taken


@pytest.mark.parametrize(("more", "status"), [(0, 202), (1, 413)])
async def test_how_much_is_read(door: OurDoor, more: int, status: int) -> None:
    """256 KiB and no byte more."""
    activity = door.activity(text="")
    room = BODY_AT_MOST - len(json.dumps(activity))
    assert status == await door.status(activity | {"text": "a" * (room + more)})


async def test_a_body_of_unsaid_length(door: OurDoor) -> None:
    """One that does not say how much comes is broken off as soon as it is too much."""

    async def chunks() -> object:
        for _ in range(2000):
            yield b"a" * 1024

    response = await door.session.post(
        door.url,
        data=chunks(),
        headers={"Content-Type": "application/json", "Authorization": f"Bearer {door.token()}"},
    )
    assert 413 == response.status


async def test_a_body_that_does_not_come(door: OurDoor) -> None:
    """Whoever stops halfway does not keep a place for long."""
    reader, writer = await asyncio.open_connection(*_address(door))
    head = (
        "POST /api/messages HTTP/1.1",
        "Host: 127.0.0.1",
        "Content-Type: application/json",
        "Content-Length: 100",
    )
    writer.write("\r\n".join((*head, "", "{")).encode())
    assert b" 408 " in await reader.readline()
    writer.close()


async def test_a_body_that_breaks_off(door: OurDoor) -> None:
    """What is no body at all is a 400."""
    reader, writer = await asyncio.open_connection(*_address(door))
    head = (
        "POST /api/messages HTTP/1.1",
        "Host: 127.0.0.1",
        "Content-Type: application/json",
        "Transfer-Encoding: chunked",
    )
    writer.write("\r\n".join((*head, "", "geen lengte", "")).encode())
    assert b" 400 " in await reader.readline()
    writer.close()


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch"])
async def test_another_method(door: OurDoor, method: str) -> None:
    """There is nothing to get here."""
    response = await door.session.request(method, door.url)
    assert 405 == response.status


def _address(door: OurDoor) -> tuple[str, int]:
    host, _, port = door.url.removeprefix("http://").partition("/")[0].partition(":")
    return host, int(port)
