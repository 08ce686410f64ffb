"""The memory of the chat platform."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.playground.chat_store import IN_MEMORY, ChatStore
from flows.ports import Gone, Placed
from tests.adapters.playground.sample_host import MONDAY
from tests.adapters.samples import CASE, DONE, NEW_REPORT, STEP_ONE

LATER = MONDAY + timedelta(hours=1)


@pytest.fixture
def chat() -> Iterator[ChatStore]:
    """Gives an empty chat in memory."""
    store = ChatStore(IN_MEMORY)
    yield store
    store.close()


def post(chat: ChatStore, person: str = "c1", thread_id: str = "", delivery: str = "1") -> Placed:
    """Posts a card."""
    return chat.post(person, NEW_REPORT, thread_id=thread_id, delivery_id=delivery, at=MONDAY)


def test_a_root_card_is_its_own_thread(chat: ChatStore) -> None:
    """A card that is posted outside a thread opens one."""
    placed = post(chat)
    [message] = chat.messages("c1")

    assert placed.message_id == placed.thread_id
    assert message.is_root
    assert (NEW_REPORT, MONDAY, None, False) == (
        message.card,
        message.posted_at,
        message.replaced_at,
        message.is_read,
    )


def test_a_reply_stands_in_its_thread(chat: ChatStore) -> None:
    """A card that is posted in a thread names that thread."""
    root = post(chat)
    reply = post(chat, thread_id=root.thread_id)

    assert root.thread_id == reply.thread_id
    assert [True, False] == [message.is_root for message in chat.messages("c1")]


@pytest.mark.parametrize("thread_id", ["m99", "m2", "nonsense", "m", "m1 ", "1", "m" + "9" * 30])
def test_a_thread_must_be_there(chat: ChatStore, thread_id: str) -> None:
    """A reply to what is no root card, or to nothing, is refused as gone."""
    root = post(chat)
    post(chat, thread_id=root.thread_id)

    with pytest.raises(Gone):
        post(chat, thread_id=thread_id)


def test_a_thread_belongs_to_one_person(chat: ChatStore) -> None:
    """Nobody is answered in the thread of somebody else."""
    root = post(chat, "c1")

    with pytest.raises(Gone):
        post(chat, "c2", thread_id=root.thread_id)


def test_replacing_keeps_the_place(chat: ChatStore) -> None:
    """A new version stands where the old one stood, with the moment at which it came."""
    root = post(chat)
    chat.replace("c1", root, DONE, at=LATER)
    [message] = chat.messages("c1")

    assert (DONE, MONDAY, LATER) == (message.card, message.posted_at, message.replaced_at)


@pytest.mark.parametrize(
    ("person", "placed"),
    [("c1", Placed("m9", "m9")), ("c2", Placed("m1", "m1")), ("c1", Placed("m1", "m2"))],
)
def test_replacing_what_is_not_there(chat: ChatStore, person: str, placed: Placed) -> None:
    """A card that is not in this place of this person's chat is gone."""
    post(chat)

    with pytest.raises(Gone):
        chat.replace(person, placed, DONE, at=LATER)


def test_a_card_belongs_to_the_melding_of_its_buttons(chat: ChatStore) -> None:
    """The melding is known from the first version on, also when its buttons are used up."""
    root = post(chat)
    chat.replace("c1", root, DONE, at=LATER)
    chat.post("c1", DONE, thread_id="", delivery_id="2", at=MONDAY)

    assert [CASE, ""] == [message.case_id for message in chat.messages("c1")]


def test_unread_counts(chat: ChatStore) -> None:
    """Cards are unread until their own reader has seen them."""
    first = post(chat)
    post(chat)
    other = post(chat, "c2")
    chat.mark_read("c1", [first.message_id, other.message_id, "nonsense"])

    assert {"c1": 1, "c2": 1} == chat.unread()


def test_doubles_are_shown_and_counted(chat: ChatStore) -> None:
    """A delivery that comes twice is shown twice, as on any platform, and can be counted."""
    post(chat, delivery="7K3Q:4:1")
    post(chat, delivery="7K3Q:4:1")
    post(chat, delivery="7K3Q:5:1")

    assert 3 == len(chat.messages("c1"))
    assert {"7K3Q:4:1": 2, "7K3Q:5:1": 1} == chat.deliveries()


def test_a_chat_survives_without_being_closed(tmp_path: Path) -> None:
    """What was posted is in the file at once; nothing waits for an orderly end."""
    path = str(tmp_path / "chat.sqlite")
    writer = ChatStore(path)
    root = writer.post("c1", NEW_REPORT, thread_id="", delivery_id="1", at=MONDAY)
    writer.post("c1", STEP_ONE, thread_id=root.thread_id, delivery_id="2", at=MONDAY)
    reader = ChatStore(path)

    assert [NEW_REPORT, STEP_ONE] == [message.card for message in reader.messages("c1")]
    reader.close()
    writer.close()
