"""Which account is whose: one for each person and platform, kept as long as a card needs it."""

from msgspec.structs import replace

from storage.accounts import LinkedAccount
from storage.outbox import Delivery
from storage.sent_cards import SentCard
from storage.units_of_work import Store, UnitOfWork
from tests.storage.conftest import MONDAY

KARIM = LinkedAccount("slack", "karim", "U1", MONDAY)
TESSA = LinkedAccount("slack", "tessa", "U2", MONDAY)
KARIM_ELSEWHERE = LinkedAccount("teams", "karim", "29:1", MONDAY)
CARD = SentCard("7K3Q", "karim", "root", "D1/1.1", "D1/1.1", "d1")


def put_accounts(store: Store, *accounts: LinkedAccount) -> None:
    """Stores accounts one after another."""

    def put(unit: UnitOfWork) -> None:
        for account in accounts:
            unit.accounts.put(account)

    store.run_now(put)


def who_left(store: Store) -> tuple[LinkedAccount, ...]:
    """Gives the accounts that can be forgotten."""
    return store.read_now(lambda unit: unit.accounts.of_who_left())


def test_one_account_for_each_platform(store: Store) -> None:
    """A new account takes the place of the old one on its own platform; dropping twice is fine."""
    moved = replace(KARIM, user_id="U9")
    put_accounts(store, TESSA, KARIM, KARIM_ELSEWHERE, moved)
    found = store.read_now(lambda unit: unit.accounts.all())
    assert (moved, TESSA, KARIM_ELSEWHERE) == found
    for _ in range(2):
        store.run_now(lambda unit: unit.accounts.drop("slack", "karim"))
    assert (TESSA, KARIM_ELSEWHERE) == store.read_now(lambda unit: unit.accounts.all())


def test_where_somebody_goes_on(store: Store) -> None:
    """It is noted of the one account that is used, and of no other."""
    put_accounts(store, KARIM, KARIM_ELSEWHERE, TESSA)
    store.run_now(lambda unit: unit.accounts.use([("teams", "karim")], MONDAY))
    used = {one.user_id: one.used_at for one in store.read_now(lambda unit: unit.accounts.all())}
    assert {"U1": None, "U2": None, "29:1": MONDAY} == used


def test_somebody_goes_on_in_one_place_alone(store: Store) -> None:
    """Of two platforms in the same minute the last one counts, for a clock can stand still."""
    put_accounts(store, KARIM, KARIM_ELSEWHERE, TESSA)
    store.run_now(lambda unit: unit.accounts.use([("teams", "karim")], MONDAY))
    store.run_now(lambda unit: unit.accounts.use([("slack", "karim")], MONDAY))
    used = {one.user_id: one.used_at for one in store.read_now(lambda unit: unit.accounts.all())}
    assert {"U1": MONDAY, "U2": None, "29:1": None} == used


def test_several_go_on_at_once(store: Store) -> None:
    """Each in their own place; of two for one person the last counts. Nobody is fine too."""
    put_accounts(store, KARIM, KARIM_ELSEWHERE, TESSA)
    places = [("slack", "karim"), ("slack", "tessa"), ("teams", "karim")]
    store.run_now(lambda unit: unit.accounts.use(places, MONDAY))
    store.run_now(lambda unit: unit.accounts.use([], MONDAY))
    used = {one.user_id: one.used_at for one in store.read_now(lambda unit: unit.accounts.all())}
    assert {"U1": None, "U2": MONDAY, "29:1": MONDAY} == used


def test_an_account_can_have_been_two_peoples(store: Store) -> None:
    """Who left and who came after both keep their row."""
    successor = replace(TESSA, user_id="U1")
    put_accounts(store, KARIM, successor)
    assert (KARIM, successor) == store.read_now(lambda unit: unit.accounts.all())


def test_who_is_on_staff_is_kept(store: Store) -> None:
    """Only who left the staff can be forgotten."""
    store.run_now(lambda unit: unit.staff.replace([("karim", b"{}")]))
    put_accounts(store, KARIM, TESSA)
    assert (TESSA,) == who_left(store)


def test_a_card_that_stands_keeps_the_account(store: Store) -> None:
    """It must still be replaced, for instance when the melding is erased."""
    put_accounts(store, KARIM)
    store.run_now(lambda unit: unit.cards.put(CARD))
    assert () == who_left(store)
    store.run_now(lambda unit: unit.cards.drop("7K3Q", "karim", "root"))
    assert (KARIM,) == who_left(store)


def test_a_card_that_waits_keeps_the_account(store: Store) -> None:
    """What is still to be sent, keeps it; what was sent or given up does not."""
    row = Delivery(
        id="d1",
        case_id="7K3Q",
        staff_id="karim",
        card_key="root",
        kind="withdraw",
        created_at=MONDAY,
        not_before=MONDAY,
    )
    put_accounts(store, KARIM)
    store.run_now(lambda unit: unit.outbox.add([row]))
    assert () == who_left(store)
    store.run_now(lambda unit: unit.outbox.claim(MONDAY, 5))
    assert () == who_left(store)
    store.run_now(lambda unit: unit.outbox.give_up("d1", MONDAY, "too_late"))
    assert (KARIM,) == who_left(store)
