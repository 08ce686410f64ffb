"""The playground as a surface for cards."""

from collections.abc import Iterator

import pytest

from adapters.playground.chat_store import IN_MEMORY, ChatStore
from adapters.playground.surface import PLATFORM, PlaygroundSurface
from flows.ports import Gone, Placed, Surface, Unreachable, Who
from tests.adapters.playground.sample_host import MONDAY
from tests.adapters.samples import DONE, NEW_REPORT

COACH = Who(PLATFORM, "c1")


@pytest.fixture
def chat() -> Iterator[ChatStore]:
    """Gives an empty chat in memory."""
    store = ChatStore(IN_MEMORY)
    yield store
    store.close()


@pytest.fixture
def told() -> list[str]:
    """Gives a list that fills with the people whose chat changed."""
    return []


@pytest.fixture
def surface(chat: ChatStore, told: list[str]) -> Surface:
    """Gives the surface, seen as any surface."""
    return PlaygroundSurface(chat, told.append, lambda: MONDAY)


async def test_posting(surface: Surface, chat: ChatStore, told: list[str]) -> None:
    """A root card and a reply land in the chat of the person, and the page is told of both."""
    root = await surface.post(COACH, NEW_REPORT, "", "7K3Q:1:1")
    reply = await surface.post(COACH, DONE, root.thread_id, "7K3Q:2:1")

    assert root.thread_id == reply.thread_id
    assert [NEW_REPORT, DONE] == [message.card for message in chat.messages("c1")]
    assert {"7K3Q:1:1": 1, "7K3Q:2:1": 1} == chat.deliveries()
    assert ["c1", "c1"] == told


async def test_replacing(surface: Surface, chat: ChatStore, told: list[str]) -> None:
    """A card is replaced in its place, and the page is told."""
    root = await surface.post(COACH, NEW_REPORT, "", "7K3Q:1:1")
    await surface.replace(COACH, root, DONE)

    assert [DONE] == [message.card for message in chat.messages("c1")]
    assert ["c1", "c1"] == told


async def test_replacing_what_is_gone(surface: Surface, told: list[str]) -> None:
    """Nothing is shown in the place of a card that is not there."""
    with pytest.raises(Gone):
        await surface.replace(COACH, Placed("m1", "m1"), DONE)

    assert [] == told


async def test_people_of_another_platform(surface: Surface) -> None:
    """Somebody of another platform cannot be reached here."""
    stranger = Who("slack", "U1")

    with pytest.raises(Unreachable):
        await surface.post(stranger, DONE, "", "7K3Q:1:1")
    with pytest.raises(Unreachable):
        await surface.replace(stranger, Placed("m1", "m1"), DONE)
