"""The playground answers its own page on this computer, and nobody else."""

import asyncio
import logging

import msgspec
import pytest
from aiohttp import web

from adapters.http_bodies import BODY_AT_MOST
from adapters.playground import guards
from adapters.playground.guards import NotLoopback, require_loopback
from adapters.playground.server import serve_playground
from flows.ports import Reply, Request
from tests.adapters.playground.playground_client import PlaygroundClient
from tests.adapters.playground.sample_host import SampleHost
from tests.bot.test_logs import logging_as_the_program

START = "/ask/start"
SECRET = "Sanne van den Berg"


class FailingHost(SampleHost):
    """A school whose bot fails with somebody's name in the failure."""

    async def handle(self, request: Request) -> Reply:
        """Fails."""
        raise RuntimeError(SECRET)


@pytest.mark.parametrize("path", ["/", "/page/main.js", "/page/base.css", "/page/nergens.js"])
async def test_security_headers(page: PlaygroundClient, path: str) -> None:
    """Every answer carries the security headers, refusals as well."""
    response = await page.get(path)

    assert guards.SECURITY_HEADERS.items() <= dict(response.headers).items()
    assert "unsafe" not in response.headers["Content-Security-Policy"]


async def test_the_stream_carries_security_headers(page: PlaygroundClient) -> None:
    """The stream of changes carries them too."""
    response = await page.get("/changes")

    assert guards.SECURITY_HEADERS.items() <= dict(response.headers).items()
    response.close()


@pytest.mark.parametrize("name", ["evil.example", "127.0.0.1", "localhost:1", "127.0.0.1.evil:80"])
async def test_other_names_are_refused(page: PlaygroundClient, name: str) -> None:
    """A site that points its own name at this computer gets nothing."""
    response = await page.get("/", Host=name)

    assert 403 == response.status


async def test_localhost_is_a_name_of_its_own(page: PlaygroundClient) -> None:
    """The page may be opened under the name localhost."""
    name = f"localhost:{page.port}"
    opened = await page.get("/", Host=name)
    asked = await page.post(START, b"{}", {"Host": name, "Origin": f"http://{name}"})

    assert (200, 200) == (opened.status, asked.status)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
async def test_requests_from_other_sites_are_refused(page: PlaygroundClient, site: str) -> None:
    """What a browser says to come from another site is refused, pages and stream alike."""
    statuses = [(await page.get(path, Sec_Fetch_Site=site)).status for path in ("/", "/changes")]

    assert [403, 403] == statuses


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": ""}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({guards.OWN_HEADER: ""}, 403),
        ({"Content-Type": ""}, 415),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
    ],
)
async def test_posts_come_from_the_page_itself(
    page: PlaygroundClient, headers: dict[str, str], status: int
) -> None:
    """A post needs our Origin, our header and JSON; a form on another site has none of these."""
    response = await page.post(START, b"{}", headers)

    assert status == response.status


async def test_no_cookies_are_set(page: PlaygroundClient) -> None:
    """There is nothing that a browser would send along by itself."""
    responses = [await page.get("/"), await page.post(START, b"{}")]

    assert [None, None] == [response.headers.get("Set-Cookie") for response in responses]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", START, 405), ("POST", "/", 405), ("GET", "/nergens", 404), ("GET", "/page/../x", 404)],
)
async def test_unknown_ways_in(page: PlaygroundClient, method: str, path: str, status: int) -> None:
    """What is not there is refused with a sentence."""
    response = await (page.get(path) if method == "GET" else page.post(path, b"{}"))

    assert status == response.status
    assert {"problem": guards.PROBLEMS[status]} == await response.json()


async def test_too_large_a_body(page: PlaygroundClient) -> None:
    """More than 256 KiB is not read."""
    response = await page.post(START, b" " * (BODY_AT_MOST + 1))

    assert 413 == response.status
    assert {"problem": guards.PROBLEMS[413]} == await response.json()


async def test_a_broken_body(page: PlaygroundClient) -> None:
    """A body that cannot be read is answered with a sentence."""
    response = await page.post(START, b'{"meer": 1}')

    assert 400 == response.status
    assert {"problem": guards.PROBLEMS[400]} == await response.json()


class TestFailure:
    """Something goes wrong inside."""

    @pytest.fixture
    def host(self) -> SampleHost:
        """Gives a school whose bot fails."""
        return FailingHost()

    async def test_a_failure_tells_nothing(
        self, page: PlaygroundClient, caplog: pytest.LogCaptureFixture
    ) -> None:
        """A visitor reads one sentence and the log a fixed word: never what was typed."""
        body = b'{"person":"d1","typed":"/taken","request_id":"r1"}'
        with caplog.at_level(logging.DEBUG):
            response = await page.post("/ask/typed", body)
        written = [record for record in caplog.records if record.name == guards.LOG.name]

        assert 500 == response.status
        assert {"problem": guards.PROBLEMS[500]} == await response.json()
        assert ["playground_request_failed"] == [record.getMessage() for record in written]
        assert "RuntimeError" == written[0].__dict__["error"]
        assert SECRET not in caplog.text


HEAD = (
    "POST /ask/submitted HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Pestmelding: 1\r\n"
    "Content-Type: application/json\r\n"
)
NO_REQUESTS = {
    "a body that is longer than it says": f'{HEAD}Content-Length: 10\r\n\r\n{{"a":"{SECRET}"}}\r\n',
    "a chunk without a size": f"{HEAD}Transfer-Encoding: chunked\r\n\r\n{SECRET}\r\n",
    "two lengths": f"{HEAD}Content-Length: 1\r\nTransfer-Encoding: {SECRET}\r\n\r\nx",
    "a control character in the query": f"GET /?zoek={SECRET}\0 HTTP/1.1\r\n\r\n",
    "a control character in a header": f"{HEAD}X-Gezien: {SECRET}\1\r\n\r\n",
}
"""What HTTP cannot read, with a name in it. The library quotes such bytes, in answer and log."""


@pytest.mark.parametrize("sent", NO_REQUESTS.values(), ids=NO_REQUESTS.keys())
async def test_what_is_no_request_is_not_quoted(
    host: SampleHost, sent: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """It is refused with a sentence under the same headers; the log has the kind of error only."""
    runner = await serve_playground(host, "127.0.0.1", 0)
    with logging_as_the_program():
        reader, writer = await asyncio.open_connection(*runner.addresses[0])
        writer.write(sent.encode())
        answer = (await reader.read()).decode()
        writer.close()
    await runner.cleanup()
    logged = capfd.readouterr().err

    head, _, body = answer.rpartition("\r\n\r\n")
    assert {"problem": guards.PROBLEMS[400]} == msgspec.json.decode(body)
    assert all(f"{name}: {value}" in head for name, value in guards.SECURITY_HEADERS.items())
    assert "playground_connection_failed" in logged
    assert SECRET.split(maxsplit=1)[0] not in answer + logged


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1", "127.8.8.8"])
def test_loopback_addresses(address: str) -> None:
    """Addresses of this computer alone are allowed."""
    require_loopback(address)


@pytest.mark.parametrize("address", ["0.0.0.0", "", "::", "192.168.1.2", "school.example"])  # noqa: S104 - it is refused
async def test_other_addresses_are_refused(host: SampleHost, address: str) -> None:
    """The playground does not start where others could reach it."""
    with pytest.raises(NotLoopback):
        await serve_playground(host, address, 0)


async def test_serving(host: SampleHost) -> None:
    """The playground starts on this computer and stops again."""
    runner = await serve_playground(host, "127.0.0.1", 0)
    [site] = runner.sites
    await runner.cleanup()

    assert isinstance(site, web.TCPSite)
