"""What the page asks, and what it gets."""

import asyncio
from html.parser import HTMLParser
from importlib import resources

import pytest

from adapters.playground.server import NO_COMMAND
from flows.ports import Pressed, Searched, Submitted, Typed, Who
from tests.adapters import samples
from tests.adapters.playground.playground_client import PlaygroundClient
from tests.adapters.playground.sample_host import SampleHost

ANS = Who("playground", "d1")


class Links(HTMLParser):
    """Collects what a page loads, and what in it would need a laxer policy."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: set[str] = set()
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Looks at one element."""
        named = dict(attrs)
        self.loaded |= {value or "" for key, value in attrs if key in {"src", "href"}}
        if tag == "style" or (tag == "script" and "src" not in named):
            self.inline.append(tag)
        self.inline += [key for key in named if key == "style" or key.startswith("on")]


async def test_the_page_loads_only_its_own_files(page: PlaygroundClient) -> None:
    """Everything the page names is served by the playground itself, and nothing is inline."""
    links = Links()
    links.feed(await (await page.get("/")).text())
    files = {link for link in links.loaded if not link.startswith("#")}
    statuses = {link: (await page.get(link)).status for link in files}

    assert [] == links.inline
    assert dict.fromkeys(files, 200) == statuses
    assert all(link.startswith("/page/") for link in files)


async def test_every_file_of_the_page_is_served(page: PlaygroundClient) -> None:
    """Each file has a content type that browsers accept without guessing."""
    folder = resources.files("adapters.playground") / "page"
    types = {"html": "text/html", "css": "text/css", "js": "text/javascript"}
    for file in folder.iterdir():
        response = await page.get(f"/page/{file.name}")
        ending = file.name.rpartition(".")[2]

        assert types.get(ending, "image/svg+xml") == response.content_type
        assert file.read_bytes() == await response.read()


async def test_start(page: PlaygroundClient) -> None:
    """The page is told the school and the time."""
    expected = {
        "school": "Het Voorbeeld College",
        "clock": "ma 23 november 2026, 08:30",
        "moment": "2026-11-23T07:30:00+00:00",
    }

    assert expected == await page.ask("start")


async def test_people_with_unread_counts(page: PlaygroundClient, host: SampleHost) -> None:
    """The side bar counts what somebody has not read."""
    await host.send("c1", samples.NEW_REPORT)
    html = (await page.ask("people", person="d1"))["html"]

    assert 1 == html.count('class="unread"')
    assert 'data-person="d1" aria-current="true"' in html


async def test_chat_and_reading(page: PlaygroundClient, host: SampleHost) -> None:
    """A chat holds the cards of one person, and counts as read when the page says so."""
    placed = await host.send("c1", samples.NEW_REPORT)
    chat = await page.ask("chat", person="c1")
    other = await page.ask("chat", person="d1")
    await page.ask("read", person="c1", messages=[placed.message_id])

    assert ("Bram Beuk", "coach van 2b", [samples.CASE]) == (
        chat["name"],
        chat["role"],
        chat["cases"],
    )
    assert samples.NEW_REPORT.title in chat["html"]
    assert samples.NEW_REPORT.title not in other["html"]
    assert {} == host.chat.unread()


@pytest.mark.parametrize(
    ("typed", "kind", "words"),
    [
        ("/pestmelding", "dialog", samples.REPORT_KIND.title),
        ("/pestprotocol", "dialog", samples.MAGISTER.title),
        ("/taken", "tasks", "Gesprek met leerling A"),
    ],
)
async def test_commands(page: PlaygroundClient, typed: str, kind: str, words: str) -> None:
    """A command is answered with what the bot shows."""
    reply = await page.ask("typed", person="d1", typed=typed, request_id="r1")

    assert kind == reply["kind"]
    assert words in reply["html"]


async def test_help_is_said(page: PlaygroundClient, host: SampleHost) -> None:
    """A sentence of the bot arrives as it is, and the bot hears nothing but the command."""
    reply = await page.ask("typed", person="d1", typed="/help mij", request_id="r1")

    assert ("said", "done") == (reply["kind"], reply["tone"])
    assert [Typed(ANS, "help", "r1")] == host.requests


async def test_other_text_stays_here(page: PlaygroundClient, host: SampleHost) -> None:
    """What is no command is refused by the platform and never reaches the bot."""
    reply = await page.ask("typed", person="d1", typed="Sanne huilde", request_id="r1")

    assert {"kind": "said", "text": NO_COMMAND, "tone": "refused"} == reply
    assert [] == host.requests


async def test_pressing(page: PlaygroundClient, host: SampleHost) -> None:
    """A press reaches the bot with its value and the id of the request."""
    value = samples.press("bekijk")
    reply = await page.ask("pressed", person="d1", value=value, request_id="r1")

    assert "dialog" == reply["kind"]
    assert [Pressed(ANS, value, "r1")] == host.requests


async def test_submitting(page: PlaygroundClient, host: SampleHost) -> None:
    """The last step of a form reaches the bot, and the cards it causes are there at once."""
    submitted = {
        "person": "d1",
        "form": "melden||wat",
        "answers": [{"field": "gezien", "values": ["duwen"]}],
        "carried": "verzegeld",
        "request_id": "r1",
    }
    reply = await page.ask("submitted", **submitted)
    [request] = host.requests

    assert "said" == reply["kind"]
    assert isinstance(request, Submitted)
    assert "verzegeld" == request.carried
    assert {"c1": 1, "d1": 1} == host.chat.unread()


async def test_field_errors(page: PlaygroundClient) -> None:
    """Errors name their fields."""
    reply = await page.ask(
        "submitted", person="d1", form="melden||wat", answers=[], carried="", request_id="r1"
    )

    assert "errors" == reply["kind"]
    assert {"field": "bron", "message": "Kies hoe je het weet."} in reply["errors"]


async def test_searching(page: PlaygroundClient, host: SampleHost) -> None:
    """A search gives the people who fit."""
    found = await page.ask("searched", person="d1", kind="pupil", typed="ans ap")

    assert [Searched(ANS, "pupil", "ans ap")] == host.requests
    assert {"options": [{"value": "l1", "label": "Ans Appel", "hint": "klas 2b"}]} == found


async def test_moving_the_clock(page: PlaygroundClient, host: SampleHost) -> None:
    """The clock moves, the host says what happened, and every page is told."""
    with host.changes.listening() as listener:
        moved = await page.ask("advance", step="uur")
        told = [listener.get_nowait(), listener.get_nowait()]

    assert "ma 23 november 2026, 09:30" == moved["clock"]
    assert "De klok is verzet. Er kwam 1 bericht bij." == moved["said"]
    assert ["c1", ""] == told


async def test_diagram(page: PlaygroundClient, host: SampleHost) -> None:
    """The drawing comes with its title and description in words."""
    await host.send("c1", samples.NEW_REPORT)
    whole = await page.ask("diagram", person="c1", case="")
    one = await page.ask("diagram", person="c1", case=samples.CASE)

    assert ("Schema van het stappenplan", "Na de melding komt stap 1, dan stap 2, dan nazorg.") == (
        whole["title"],
        whole["description"],
    )
    assert "7K3Q in het stappenplan" == one["title"]


async def test_a_diagram_of_a_strange_melding(page: PlaygroundClient, host: SampleHost) -> None:
    """Nobody sees where a melding stands of which there is no card in their chat."""
    await host.send("c1", samples.NEW_REPORT)

    assert ["problem"] == list(await page.ask("diagram", person="d1", case=samples.CASE))


async def test_a_diagram_for_who_only_reported(page: PlaygroundClient, host: SampleHost) -> None:
    """A card that opens nothing does not show where the melding stands either."""
    await host.send("c1", samples.CONFIRMATION)

    assert [] == (await page.ask("chat", person="c1"))["cases"]
    assert ["problem"] == list(await page.ask("diagram", person="c1", case=samples.CASE))


class TestBareDiagram:
    """A drawing that says nothing about itself."""

    @pytest.fixture
    def host(self, monkeypatch: pytest.MonkeyPatch) -> SampleHost:
        """Gives a school with a bare drawing."""
        monkeypatch.setattr("tests.adapters.playground.sample_host.DIAGRAM", "<svg/>")
        return SampleHost()

    async def test_a_diagram_without_words(self, page: PlaygroundClient) -> None:
        """It is still called something."""
        expected = {"svg": "<svg/>", "title": "Schema", "description": ""}

        assert expected == await page.ask("diagram", person="c1", case="")


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("chat", {}),
        ("read", {"messages": []}),
        ("typed", {"typed": "/help", "request_id": "r1"}),
        ("pressed", {"value": "a||", "request_id": "r1"}),
        ("submitted", {"form": "a||", "answers": [], "carried": "", "request_id": "r1"}),
        ("searched", {"kind": "staff", "typed": ""}),
        ("diagram", {"case": ""}),
    ],
)
async def test_strangers(
    page: PlaygroundClient, host: SampleHost, name: str, body: dict[str, object]
) -> None:
    """Who does not work at this school is refused before the bot hears anything."""
    assert ["problem"] == list(await page.ask(name, person="nobody", **body))
    assert [] == host.requests


async def test_the_stream_tells_whose_chat_changed(
    page: PlaygroundClient, host: SampleHost
) -> None:
    """An open page hears at once for whom a card came, and when the playground stops."""
    stream = await page.get("/changes")
    assert b"retry: 1000\n\n" == await stream.content.readuntil(b"\n\n")
    await host.send("c1", samples.NEW_REPORT)
    heard = await stream.content.readuntil(b"\n\n")
    host.changes.end()

    assert b'data: "c1"\n\n' == heard
    assert b"" == await stream.content.read()


async def test_a_quiet_stream_shows_that_it_is_there(
    page: PlaygroundClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without changes the stream says now and then that it still runs."""
    monkeypatch.setattr("adapters.playground.server.QUIET_AT_MOST", 0.0)
    stream = await page.get("/changes")
    await stream.content.readuntil(b"\n\n")

    assert b": stil\n\n" == await stream.content.readuntil(b"\n\n")
    stream.close()


class SlowHost(SampleHost):
    """A school whose cards never all arrive."""

    async def drained(self) -> None:
        """Waits for ever."""
        await asyncio.Event().wait()


class TestSlowDelivery:
    """Cards are slow to arrive."""

    @pytest.fixture
    def host(self, monkeypatch: pytest.MonkeyPatch) -> SampleHost:
        """Gives a school whose cards never all arrive, and a short wait for them."""
        monkeypatch.setattr("adapters.playground.server.DELIVERED_WITHIN", 0.01)
        return SlowHost()

    async def test_an_answer_does_not_wait_for_ever(self, page: PlaygroundClient) -> None:
        """The reply comes all the same."""
        reply = await page.ask("typed", person="d1", typed="/help", request_id="r1")

        assert "said" == reply["kind"]
