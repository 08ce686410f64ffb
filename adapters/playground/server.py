"""The web server of the playground: its page, what the page asks, and a stream of changes."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from importlib import resources

import msgspec
from aiohttp import web

from adapters.http_bodies import BODY_AT_MOST
from adapters.playground import guards, payloads, replies
from adapters.playground.changes import EVERYBODY
from adapters.playground.clock_words import moment_in_words
from adapters.playground.hosting import Person, PlaygroundHost
from adapters.playground.html_chat import chat_html, people_html
from flows.ports import Request
from flows.presses import decoded
from flows.verbs import OPEN_CASE

CONTENT_TYPES = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "svg": "image/svg+xml",
}
"""The kinds of file that the page is made of."""

QUIET_AT_MOST = 15.0
"""Seconds without a change after which the stream shows that it is still there."""

DELIVERED_WITHIN = 2.0
"""Seconds that an answer waits for the cards it causes, so that both appear at once."""

NO_COMMAND = "Hier kun je alleen opdrachten typen: /pestmelding, /pestprotocol, /taken of /help."


def build_playground(host: PlaygroundHost) -> web.Application:
    """Makes the web application of the playground for this school."""
    return _Playground(host).application()


async def serve_playground(host: PlaygroundHost, address: str, port: int) -> web.AppRunner:
    """Starts the playground; `cleanup()` of what it gives stops it.

    Raises `guards.NotLoopback` for an address that others could reach, before anything is opened.
    """
    guards.require_loopback(address)
    runner = guards.Runner(build_playground(host), shutdown_timeout=1.0)
    await runner.setup()
    await web.TCPSite(runner, address, port).start()
    return runner


class _Playground:
    def __init__(self, host: PlaygroundHost) -> None:
        self._host = host
        self._files = dict(_page_files())

    def application(self) -> web.Application:
        application = web.Application(middlewares=[guards.guarded], client_max_size=BODY_AT_MOST)
        application.on_response_prepare.append(guards.add_security_headers)
        application.on_shutdown.append(self._end)
        application.router.add_get("/", self._page)
        application.router.add_get("/page/{name}", self._page)
        application.router.add_get("/changes", self._changes)
        for name, answer in {
            "start": self._start,
            "people": self._people,
            "chat": self._chat,
            "read": self._read,
            "typed": self._typed,
            "pressed": self._pressed,
            "submitted": self._submitted,
            "searched": self._searched,
            "advance": self._advance,
            "diagram": self._diagram,
        }.items():
            application.router.add_post(f"/ask/{name}", answer)
        return application

    async def _end(self, _application: web.Application) -> None:
        self._host.changes.end()

    async def _page(self, request: web.Request) -> web.Response:
        name = request.match_info.get("name", "index.html")
        if name not in self._files:
            raise web.HTTPNotFound
        return web.Response(
            body=self._files[name],
            content_type=CONTENT_TYPES[name.rpartition(".")[2]],
            charset="utf-8",
        )

    async def _changes(self, request: web.Request) -> web.StreamResponse:
        stream = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await stream.prepare(request)
        with self._host.changes.listening() as listener, suppress(ConnectionError):
            await stream.write(b"retry: 1000\n\n")
            while True:
                try:
                    person = await asyncio.wait_for(listener.get(), QUIET_AT_MOST)
                except TimeoutError:
                    await stream.write(b": stil\n\n")
                    continue
                if person is None:
                    break
                await stream.write(b"data: " + msgspec.json.encode(person) + b"\n\n")
        return stream

    async def _start(self, request: web.Request) -> web.Response:
        payloads.read(await request.read(), payloads.StrictBody)
        now = self._host.now()
        return _json(replies.Start(self._host.school_name, moment_in_words(now), now.isoformat()))

    async def _people(self, request: web.Request) -> web.Response:
        body = payloads.read(await request.read(), payloads.PeopleBody)
        html = people_html(self._host.people(), self._host.chat.unread(), body.person)
        return _json(replies.People(str(html)))

    async def _chat(self, request: web.Request) -> web.Response:
        body = payloads.read(await request.read(), payloads.PersonBody)
        person = self._person(body.person)
        messages = self._host.chat.messages(person.id)
        return _json(
            replies.Chat(
                person=person.id,
                name=person.name,
                role=person.role,
                html=str(chat_html(person, messages)),
                cases=self._cases(person),
            )
        )

    async def _read(self, request: web.Request) -> web.Response:
        body = payloads.read(await request.read(), payloads.ReadBody)
        person = self._person(body.person)
        self._host.chat.mark_read(person.id, body.messages)
        return _json(replies.Done())

    async def _typed(self, request: web.Request) -> web.Response:
        body = payloads.read(await request.read(), payloads.TypedBody)
        self._person(body.person)
        typed = payloads.typed_request(body)
        if typed is None:
            return _json(replies.Said(NO_COMMAND, "refused"))
        return await self._handled(typed)

    async def _pressed(self, request: web.Request) -> web.Response:
        body = payloads.read(await request.read(), payloads.PressedBody)
        self._person(body.person)
        return await self._handled(payloads.pressed_request(body))

    async def _submitted(self, request: web.Request) -> web.Response:
        body = payloads.read(await request.read(), payloads.SubmittedBody)
        self._person(body.person)
        return await self._handled(payloads.submitted_request(body))

    async def _searched(self, request: web.Request) -> web.Response:
        body = payloads.read(await request.read(), payloads.SearchedBody)
        self._person(body.person)
        found = await self._host.conversation.search(payloads.searched_request(body))
        return _json(replies.Found(found))

    async def _advance(self, request: web.Request) -> web.Response:
        body = payloads.read(await request.read(), payloads.AdvanceBody)
        said = await self._host.advance(body.step)
        await self._delivered()
        self._host.changes.tell(EVERYBODY)
        now = self._host.now()
        return _json(replies.Advanced(said, moment_in_words(now), now.isoformat()))

    async def _diagram(self, request: web.Request) -> web.Response:
        body = payloads.read(await request.read(), payloads.DiagramBody)
        person = self._person(body.person)
        if body.case and body.case not in self._cases(person):
            raise web.HTTPNotFound
        svg = await self._host.diagram(person.id, body.case or None)
        if svg is None:
            raise web.HTTPNotFound
        return _json(
            replies.Diagram(svg, _text_of(svg, "title") or "Schema", _text_of(svg, "desc"))
        )

    async def _handled(self, request: Request) -> web.Response:
        reply = await self._host.conversation.handle(request)
        await self._delivered()
        return _json(replies.shown(reply))

    async def _delivered(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._host.drained(), DELIVERED_WITHIN)

    def _person(self, person_id: str) -> Person:
        for person in self._host.people():
            if person.id == person_id:
                return person
        raise web.HTTPNotFound

    def _cases(self, person: Person) -> tuple[str, ...]:
        """Gives the meldingen that a card of this person opens."""
        messages = self._host.chat.messages(person.id)
        presses = (decoded(one.value) for message in messages for one in message.card.buttons)
        opens = (one.case_id for one in presses if one is not None and one.verb == OPEN_CASE)
        return tuple(dict.fromkeys(opens))


def _json(answer: msgspec.Struct) -> web.Response:
    return web.Response(body=msgspec.json.encode(answer), content_type="application/json")


def _page_files() -> Iterator[tuple[str, bytes]]:
    folder = resources.files("adapters.playground") / "page"
    return ((file.name, file.read_bytes()) for file in folder.iterdir() if file.is_file())


def _text_of(svg: str, element: str) -> str:
    found = re.search(rf"<{element}[^>]*>([^<]*)</{element}>", svg)
    return unescape(found[1]).strip() if found else ""
