"""The second port: green or red, and technical counts."""

from __future__ import annotations

import datetime
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.readiness import ADDRESS, Readiness
from bot.watchdog import Finding, Watchdog
from storage.units_of_work import Store
from tests.bot.conftest import CASE, Operator


class Port:
    """The second port of a program that runs."""

    def __init__(self, operator: Operator, store: Store, watchdog: Watchdog, port: int) -> None:
        self.operator = operator
        self.store = store
        self.watchdog = watchdog
        self._address = f"http://{ADDRESS}:{port}"

    async def get(self, path: str) -> tuple[int, str]:
        """Asks, as a monitor does."""
        url = self._address + path
        async with aiohttp.ClientSession() as session, session.get(url) as response:
            return response.status, await response.text()


@pytest.fixture
async def port(operator: Operator) -> AsyncIterator[Port]:
    """A second port on a free number."""
    with operator.store() as store:
        parts = operator.installation(store)
        watchdog = Watchdog(store, parts.cases, parts.directory, operator.clock)
        runner = await Readiness(store, watchdog, operator.clock).serve(0)
        yield Port(operator, store, watchdog, runner.addresses[0][1])
        await runner.cleanup()


async def test_green_when_all_is_well(port: Port) -> None:
    """After a look without findings it is green."""
    await port.watchdog.look()
    assert (200, '{"ready":true,"reasons":[]}') == await port.get("/readyz")


async def test_red_while_nobody_looks(port: Port) -> None:
    """A watchdog that never looked, or not for a while, is a reason."""
    asleep = (503, '{"ready":false,"reasons":["waakhond-slaapt"]}')
    assert asleep == await port.get("/readyz")
    await port.watchdog.look()
    port.operator.clock.move_to(port.operator.clock.now() + datetime.timedelta(minutes=46))
    assert asleep == await port.get("/readyz")


async def test_red_while_something_is_urgent(port: Port) -> None:
    """Only what is urgent turns it red, and only codes are said."""
    await port.watchdog.look()
    port.watchdog.findings = (Finding("kalender-eindigt", is_urgent=False),)
    assert 200 == (await port.get("/readyz"))[0]
    port.watchdog.findings = (Finding("collega-niet-bereikt", CASE, "x"),)
    assert (503, '{"ready":false,"reasons":["collega-niet-bereikt"]}') == await port.get("/readyz")


async def test_red_without_a_database(port: Port) -> None:
    """A database that cannot be read is a reason."""
    await port.watchdog.look()
    for path in port.operator.folder.glob("pestmelding.db*"):
        path.write_bytes(b"geen database " * 400)
    status, said = await port.get("/readyz")
    assert 503 == status
    assert "database-onbereikbaar" in said


async def test_counts_without_content(port: Port) -> None:
    """The counts tell how much waits, never of which melding."""
    await port.operator.report(port.store)
    await port.watchdog.look()
    status, said = await port.get("/metrics")
    lines = said.splitlines()
    assert 200 == status
    assert 'pestmelding_outbox_rows{state="given_up"} 0' in lines
    assert "pestmelding_timers_open 1" in lines
    assert "pestmelding_scrub_due 0" in lines
    assert 'pestmelding_watchdog_findings{code="collega-niet-bereikt"} 0' in lines
    assert CASE not in said


async def test_there_is_nothing_else(port: Port) -> None:
    """No other page is served here."""
    assert 404 == (await port.get("/"))[0]
