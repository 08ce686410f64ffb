"""Sent cards, requests seen, the access log, protocols and notes."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from storage.access_log import Access
from storage.errors import ProtocolChanged, UnknownCode
from storage.protocol_shelf import StoredProtocol
from storage.sent_cards import SentCard
from storage.units_of_work import Store, UnitOfWork
from tests.storage.conftest import MONDAY

HOUR = timedelta(hours=1)
ROOT = SentCard("7K3Q", "s1", "root", "m1", "t1", "d1")
TASK = SentCard("7K3Q", "s1", "task", "m2", "t1", "d2")
ROOT_OF_ANOTHER = SentCard("7K3Q", "s2", "root", "m3", "t3", "d1")
PROTOCOL = StoredProtocol("h1", "stappenplan", "1.0", b"[protocol]")


def put_cards(store: Store, *cards: SentCard) -> None:
    """Stores cards one after another."""

    def put(unit: UnitOfWork) -> None:
        for card in cards:
            unit.cards.put(card)

    store.run_now(put)


def test_cards_are_found_by_person_and_by_key(store: Store) -> None:
    """A card of everybody, all cards of one person, and one card."""
    put_cards(store, ROOT_OF_ANOTHER, TASK, ROOT)
    assert ROOT == store.read_now(lambda unit: unit.cards.get("7K3Q", "s1", "root"))
    assert (ROOT, ROOT_OF_ANOTHER) == store.read_now(lambda unit: unit.cards.of("7K3Q", "root"))
    assert (ROOT, TASK) == store.read_now(lambda unit: unit.cards.in_thread("7K3Q", "s1"))


def test_a_card_is_replaced_and_dropped(store: Store) -> None:
    """A person has one card under a key, or none."""
    changed = replace(ROOT, digest="d9")
    put_cards(store, ROOT, changed)
    assert changed == store.read_now(lambda unit: unit.cards.get("7K3Q", "s1", "root"))
    for _ in range(2):
        store.run_now(lambda unit: unit.cards.drop("7K3Q", "s1", "root"))
    assert store.read_now(lambda unit: unit.cards.get("7K3Q", "s1", "root")) is None


def test_cards_are_put_together(store: Store) -> None:
    """Each takes the place of what the person had under its key."""
    changed = replace(ROOT, digest="d9")
    put_cards(store, ROOT)
    store.run_now(lambda unit: unit.cards.put_all((changed, TASK)))
    store.run_now(lambda unit: unit.cards.put_all(()))
    assert (changed, TASK) == store.read_now(lambda unit: unit.cards.in_thread("7K3Q", "s1"))


def test_a_request_is_seen_once(store: Store) -> None:
    """The second time is known, also within one unit of work, which goes on."""
    assert not store.run_now(lambda unit: unit.inbox.seen("r1", MONDAY))
    both = store.run_now(
        lambda unit: (unit.inbox.seen("r1", MONDAY), unit.inbox.seen("r2", MONDAY))
    )
    assert (True, False) == both
    assert store.run_now(lambda unit: unit.inbox.seen("r2", MONDAY))


def test_old_requests_are_forgotten(store: Store) -> None:
    """What is older than the moment given goes, what is not stays."""
    store.run_now(lambda unit: unit.inbox.seen("r1", MONDAY))
    store.run_now(lambda unit: unit.inbox.seen("r2", MONDAY + HOUR))
    assert 1 == store.run_now(lambda unit: unit.inbox.purge(MONDAY + HOUR))
    assert not store.run_now(lambda unit: unit.inbox.seen("r1", MONDAY))
    assert store.run_now(lambda unit: unit.inbox.seen("r2", MONDAY))


def test_the_access_log_tells_who_looked(store: Store) -> None:
    """By case and by time, the end of the time not included."""
    looks = (
        Access(MONDAY, "s1", "7K3Q", "case_page"),
        Access(MONDAY + HOUR, "s2", "9XYZ", "export"),
        Access(MONDAY + 2 * HOUR, "s2", "7K3Q", "case_page"),
    )

    def add(unit: UnitOfWork) -> None:
        for look in reversed(looks):
            unit.access_log.add(look.at, look.staff_id, look.case_id, look.what)

    store.run_now(add)
    assert (looks[0], looks[2]) == store.read_now(lambda unit: unit.access_log.of("7K3Q"))
    between = store.read_now(lambda unit: unit.access_log.between(MONDAY, MONDAY + 2 * HOUR))
    assert looks[:2] == between


@pytest.mark.parametrize("what", ["", "Las het verhaal", "x" * 41, "9", "case page", "a\n"])
def test_the_access_log_takes_codes_only(store: Store, what: str) -> None:
    """A line of the log holds no text of anybody."""
    with pytest.raises(UnknownCode):
        store.run_now(lambda unit: unit.access_log.add(MONDAY, "s1", "7K3Q", what))


def test_a_protocol_is_kept(store: Store) -> None:
    """It is found by its hash; storing it again is harmless; a new version stands beside it."""
    newer = replace(PROTOCOL, hash="h2", version="1.1")

    def put(unit: UnitOfWork) -> None:
        for protocol in (PROTOCOL, PROTOCOL, newer):
            unit.protocols.put(protocol)

    store.run_now(put)
    assert PROTOCOL == store.read_now(lambda unit: unit.protocols.get("h1"))
    assert newer == store.read_now(lambda unit: unit.protocols.get("h2"))
    assert store.read_now(lambda unit: unit.protocols.get("h3")) is None


def test_a_protocol_does_not_change_under_its_version(store: Store) -> None:
    """Another content needs another version number."""
    store.run_now(lambda unit: unit.protocols.put(PROTOCOL))
    with pytest.raises(ProtocolChanged):
        store.run_now(lambda unit: unit.protocols.put(replace(PROTOCOL, hash="h2")))


def test_a_note_is_replaced_and_dropped(store: Store) -> None:
    """One value a name."""
    store.run_now(lambda unit: unit.notes.put("practice_clock", "1"))
    store.run_now(lambda unit: unit.notes.put("practice_clock", "2"))
    assert "2" == store.read_now(lambda unit: unit.notes.get("practice_clock"))
    for _ in range(2):
        store.run_now(lambda unit: unit.notes.drop("practice_clock"))
    assert store.read_now(lambda unit: unit.notes.get("practice_clock")) is None
