"""A server of Microsoft that does not answer holds up nobody who does not need it."""

import asyncio
from collections.abc import Awaitable

import pytest

from adapters.teams.app import App
from adapters.teams.connector import TeamsWeb
from adapters.teams.service_urls import conversations_url
from flows.ports import Gone
from tests.adapters.teams.auth.our_door import PASSWORD, OurDoor
from tests.teams_stub.users import APP_ID, TENANT

STALLED_FOR = 1000
"""Turns of the loop, of which a stock adapter would not give one. How long one may take at most is
measured by `make bench`."""


async def _the_loop_goes_on_beside(work: Awaitable[object], door: OurDoor) -> None:
    """Holds that the loop turns on and on while something waits for a server."""
    waiting = asyncio.ensure_future(work)
    await door.issuer.holding()
    for _ in range(STALLED_FOR):
        await asyncio.sleep(0)
    assert not waiting.done()
    door.issuer.go_on()
    await waiting


async def test_a_key_server_that_does_not_answer(door: OurDoor) -> None:
    """Whoever needs a key waits, the loop goes on, and the key still comes."""
    door.token()
    door.issuer.stalled = True
    await _the_loop_goes_on_beside(door.status(), door)
    assert 1 == len(door.taken)


async def test_others_are_served_meanwhile(door: OurDoor) -> None:
    """With a key that is known nobody waits for one that is not."""
    assert 202 == await door.status()
    door.time.go_on(301)
    door.issuer.stalled = True
    unknown = door.issuer.signed(door.issuer.claims(door.service_url), headers={"kid": "not shown"})
    waiting = asyncio.create_task(door.status(token=unknown))
    for _ in range(5):
        assert 202 == await door.status()
    assert not waiting.done()
    door.issuer.go_on()
    assert 401 == await waiting


async def test_a_token_server_that_does_not_answer(door: OurDoor) -> None:
    """Whoever sends something waits, the loop goes on, and one request is made for all."""
    base_url = door.service_url.removesuffix("/emea/")
    app = App(APP_ID, PASSWORD, TENANT, f"{base_url}/openid", f"{base_url}/token")
    web = TeamsWeb(app)
    await web.start()
    door.issuer.stalled = True
    url = conversations_url(door.service_url, "a:1", "activities")

    async def nowhere() -> None:
        """Calls a place where only the two servers are."""
        with pytest.raises(Gone):
            await web.call("POST", url, {})

    work = asyncio.gather(*(nowhere() for _ in range(20)))
    await _the_loop_goes_on_beside(work, door)
    assert 1 == len(door.issuer.asked)
    await web.stop()
