"""Serves a tenant on 127.0.0.1: the connector, the keys it signs with, and the token server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.teams_stub.connector import Answer, Connector
from tests.teams_stub.plan import RETRY_AFTER, Misbehaviour
from tests.teams_stub.tenant import Tenant

STATUSES: dict[Misbehaviour, int] = {
    "limited": 429,
    "precondition": 412,
    "broken": 502,
    "broken_after": 502,
}


class Stub:
    """A tenant that is being served."""

    def __init__(self, tenant: Tenant) -> None:
        self.tenant = tenant
        self._connector = Connector(tenant)
        self._closing = asyncio.Event()

    def application(self) -> web.Application:
        """Builds the server."""
        application = web.Application(client_max_size=1024**2)
        application.add_routes(self.tenant.issuer.routes())
        application.router.add_route("*", "/{region}/{tenant}/{path:.*}", self._call)
        return application

    async def _call(self, request: web.Request) -> web.StreamResponse:
        tenant = self.tenant
        named = request.match_info
        if (named["region"], named["tenant"]) != (tenant.region, tenant.id):
            tenant.fault(request.method, "een andere service-URL")
        if request.query:
            tenant.fault(request.method, "een vraag achter het adres")
        content = await request.read()
        if content and request.content_type != "application/json":
            tenant.fault(request.method, "geen JSON")
        path = request.rel_url.raw_path.split("/", 3)[3]
        authorization = request.headers.get("Authorization", "")
        answer = self._connector.call(request.method, f"/{path}", authorization, content)
        return await self._behave(request, answer)

    async def _behave(self, request: web.Request, answer: Answer) -> web.StreamResponse:
        misbehaviour = answer.misbehaviour
        if misbehaviour in STATUSES:
            status = STATUSES[misbehaviour]
            headers = {"Retry-After": str(RETRY_AFTER)} if status == 429 else {}
            return web.Response(status=status, text="later", headers=headers)
        if misbehaviour.startswith("silent"):
            await self._closing.wait()
        if misbehaviour.startswith(("silent", "reset")):
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        if misbehaviour == "unreadable":
            return web.Response(status=201, text="<html>later</html>", content_type="text/html")
        headers = {"Retry-After": str(answer.retry_after)} if answer.retry_after else {}
        if answer.body is None:
            return web.Response(status=answer.status, headers=headers)
        return web.json_response(answer.body, status=answer.status, headers=headers)

    def close(self) -> None:
        """Lets go of every caller that waits for nothing."""
        self._closing.set()
        self.tenant.issuer.go_on()


@asynccontextmanager
async def serve_stub(tenant: Tenant, port: int | None = None) -> AsyncIterator[Stub]:
    """Serves a tenant on 127.0.0.1 for as long as this is open."""
    stub = Stub(tenant)
    server = TestServer(stub.application(), host="127.0.0.1", port=port)
    await server.start_server(access_log=None)
    tenant.base_url = f"http://127.0.0.1:{server.port}"
    try:
        yield stub
    finally:
        stub.close()
        await server.close()
