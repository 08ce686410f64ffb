"""The second port, for whoever keeps the machine running: whether all is well, what is waiting.

Rules this file keeps:

- It listens on this machine only.
- It gives counts and codes. Nothing here says how many pupils are bullied, by whom, or where.
- Red means that somebody must look: something urgent, a watchdog that no longer looks, or a chat
  platform that does not hear us.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

import msgspec
from aiohttp import web

from bot.clock import Clock
from bot.watchdog import TEXTS, Watchdog
from storage.errors import StorageError
from storage.outbox import State
from storage.units_of_work import Store, UnitOfWork

ADDRESS = "127.0.0.1"

ASLEEP = datetime.timedelta(minutes=45)
"""How long ago the watchdog may have looked: three times its round."""

OUTBOX_STATES: tuple[State, ...] = ("waiting", "sending", "maybe", "given_up")

Faults = Callable[[], Iterable[str]]
"""Gives the codes of what is wrong elsewhere."""

Metric = tuple[str, str, Mapping[str, int]]
"""Name, help, and a count for each label (an empty label for a bare count)."""


async def healthy(request: web.Request) -> web.Response:
    """Answers GET /healthz, on both ports: the program is there."""
    del request
    return web.Response(text="ok\n", content_type="text/plain", charset="utf-8")


class Readiness:
    """Answers GET /readyz, GET /metrics and GET /healthz, and `routes` besides.

    `faults` says what is wrong with the platform.
    """

    def __init__(
        self,
        store: Store,
        watchdog: Watchdog,
        clock: Clock,
        faults: Faults = tuple,
        routes: Iterable[web.RouteDef] = (),
    ) -> None:
        self._store = store
        self._watchdog = watchdog
        self._clock = clock
        self._faults = faults
        self._routes = tuple(routes)

    def application(self) -> web.Application:
        """Makes the application of the second port."""
        application = web.Application()
        application.router.add_get("/readyz", self.ready)
        application.router.add_get("/metrics", self.metrics)
        application.router.add_get("/healthz", healthy)
        application.add_routes(self._routes)
        return application

    async def serve(self, port: int) -> web.AppRunner:
        """Listens on this machine until the runner is cleaned up."""
        runner = web.AppRunner(self.application(), access_log=None)
        await runner.setup()
        await web.TCPSite(runner, ADDRESS, port).start()
        return runner

    async def ready(self, request: web.Request) -> web.Response:
        """Gives 200 when all is well, else 503, with the codes of what is not."""
        del request
        reasons = await self._reasons()
        body = msgspec.json.encode({"ready": not reasons, "reasons": reasons})
        return web.Response(
            status=503 if reasons else 200, body=body, content_type="application/json"
        )

    async def metrics(self, request: web.Request) -> web.Response:
        """Gives technical counts in the text format of Prometheus."""
        del request
        found = Counter(str(one.code) for one in self._watchdog.findings)
        stored = await self._store.read(_stored_metrics)
        watched: Metric = (
            "pestmelding_watchdog_findings",
            "What the watchdog found when it last looked, by code.",
            {f'code="{code}"': found[code] for code in TEXTS},
        )
        text = "".join(map(_written, (*stored, watched)))
        return web.Response(text=text, content_type="text/plain", charset="utf-8")

    async def _reasons(self) -> list[str]:
        found = {one.code for one in self._watchdog.findings if one.is_urgent}
        reasons: list[str] = [code for code in TEXTS if code in found]
        if self._is_asleep():
            reasons.append("waakhond-slaapt")
        if not await self._is_readable():
            reasons.append("database-onbereikbaar")
        reasons.extend(self._faults())
        return reasons

    def _is_asleep(self) -> bool:
        looked_at = self._watchdog.looked_at
        return looked_at is None or self._clock.now() - looked_at > ASLEEP

    async def _is_readable(self) -> bool:
        try:
            await self._store.read(lambda unit: unit.follow_ups.count_open())
        except StorageError:
            return False
        return True


def _stored_metrics(unit: UnitOfWork) -> tuple[Metric, ...]:
    outbox = {f'state="{state}"': unit.outbox.count(state) for state in OUTBOX_STATES}
    return (
        ("pestmelding_outbox_rows", "Cards in the outbox, by state.", outbox),
        (
            "pestmelding_timers_open",
            "Timers that have not fired yet.",
            {"": unit.follow_ups.count_open()},
        ),
        (
            "pestmelding_scrub_due",
            "1 when bytes of something erased are still in the database files.",
            {"": int(unit.scrubbing.is_due())},
        ),
    )


def _written(metric: Metric) -> str:
    name, explanation, counts = metric
    lines = [f"# HELP {name} {explanation}", f"# TYPE {name} gauge"]
    lines += [f"{name}{{{label}}} {n}" if label else f"{name} {n}" for label, n in counts.items()]
    return "\n".join(lines) + "\n"
