"""Where accounts are reached: one address each, of strangers only for a while."""

from datetime import timedelta

from msgspec.structs import replace

from storage.accounts import LinkedAccount
from storage.addresses import KeptAddress
from storage.units_of_work import Store, UnitOfWork
from tests.storage.conftest import MONDAY

KARIM = KeptAddress("teams", "aad-karim", "a1", MONDAY)
TESSA = KeptAddress("teams", "aad-tessa", "a2", MONDAY + timedelta(days=1))
OF_KARIM = LinkedAccount("teams", "karim", "aad-karim", MONDAY)


def put(store: Store, *addresses: KeptAddress) -> None:
    """Keeps addresses one after another."""

    def work(unit: UnitOfWork) -> None:
        for address in addresses:
            unit.addresses.put(address)

    store.run_now(work)


def get(store: Store, platform: str, user_id: str) -> KeptAddress | None:
    """Gives what is kept of an account."""
    return store.read_now(lambda unit: unit.addresses.get(platform, user_id))


def test_the_last_address_counts(store: Store) -> None:
    """A new one takes the place of the old one, on its own platform; dropping twice is fine."""
    moved = replace(KARIM, address="a9")
    put(store, KARIM, TESSA, moved)
    assert (moved, TESSA) == (get(store, "teams", "aad-karim"), get(store, "teams", "aad-tessa"))
    assert get(store, "slack", "aad-karim") is None
    for _ in range(2):
        store.run_now(lambda unit: unit.addresses.drop("teams", "aad-karim"))
    assert get(store, "teams", "aad-karim") is None


def test_of_strangers_only_for_a_while(store: Store) -> None:
    """An address that is nobody's on staff is told, and forgotten when it is old."""
    put(store, TESSA, KARIM)
    told = store.read_now(lambda unit: unit.addresses.without_account("teams"))
    assert ("aad-karim", "aad-tessa") == told
    assert () == store.read_now(lambda unit: unit.addresses.without_account("slack"))
    store.run_now(lambda unit: unit.accounts.put(OF_KARIM))
    later = MONDAY + timedelta(days=2)
    assert 1 == store.run_now(lambda unit: unit.addresses.forget_strangers(later))
    assert (KARIM, None) == (get(store, "teams", "aad-karim"), get(store, "teams", "aad-tessa"))
    assert 0 == store.run_now(lambda unit: unit.addresses.forget_strangers(later))


def test_a_channel_is_nobody_and_stays(store: Store) -> None:
    """It is no stranger who might turn out to be a colleague, and is not forgotten as one."""
    channel = KeptAddress("teams", "19:a1@thread.tacv2", "a3", MONDAY)
    put(store, channel, KARIM)
    told = store.read_now(lambda unit: unit.addresses.without_account("teams"))
    assert ("aad-karim",) == told
    later = MONDAY + timedelta(days=40)
    assert 1 == store.run_now(lambda unit: unit.addresses.forget_strangers(later))
    assert channel == get(store, "teams", channel.user_id)
