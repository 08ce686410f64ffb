"""Who somebody in Teams is, and whether that could be a colleague."""

import pytest

from adapters.teams.people import TeamsBook
from flows.ports import Account, NoAnswer
from tests.adapters.teams.kept_addresses import KeptAddresses
from tests.adapters.teams.outgoing.people import BOUZID, BROUWER
from tests.teams_stub import plan
from tests.teams_stub.plan import Misbehaviour, WrittenOut
from tests.teams_stub.tenant import Tenant
from tests.teams_stub.users import ELSEWHERE, TeamsUser


async def test_a_colleague(book: TeamsBook, tenant: Tenant) -> None:
    """They are asked for in their own chat, each time anew."""
    for _ in range(2):
        assert Account(BROUWER, "a.brouwer@school.example") == await book.account(BROUWER.id)
    assert 2 == len(tenant.calls)


async def test_the_first_time(book: TeamsBook, tenant: Tenant) -> None:
    """Somebody who came in from elsewhere gets a chat for it, of which nobody sees anything."""
    assert Account(BOUZID, "k.bouzid@school.example") == await book.account(BOUZID.id)
    assert [plan.CREATE, plan.MEMBER] == [call.method for call in tenant.calls]
    assert () == tenant.messages_of(BOUZID.id)


@pytest.mark.parametrize(
    ("email", "upn", "told", "login"),
    [
        ("A.Brouwer@School.nl", "ABR@school.nl", "a.brouwer@school.nl", "abr@school.nl"),
        ("a.brouwer@school.nl", "A.Brouwer@school.nl", "a.brouwer@school.nl", ""),
        ("", "ABR@school.nl", "abr@school.nl", ""),
        ("  ", "abr@school.nl", "abr@school.nl", ""),
        ("", "", "", ""),
    ],
)
async def test_by_what_they_are_known(
    book: TeamsBook, tenant: Tenant, email: str, upn: str, told: str, login: str
) -> None:
    """By their address and by what they sign in with, in lower case."""
    _user(tenant).email, _user(tenant).upn = email, upn
    assert Account(BROUWER, told, login) == await book.account(BROUWER.id)


def _user(tenant: Tenant) -> TeamsUser:
    return tenant.users[BROUWER.id]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("role", "guest"),
        ("upn", "a.brouwer_elders.example#EXT#@school.onmicrosoft.com"),
        ("upn", "a.brouwer_elders.example#ext#@school.onmicrosoft.com"),
        ("tenant", ELSEWHERE),
        ("tenant", ""),
        ("is_anonymous", True),
    ],
)
async def test_who_is_no_colleague(
    book: TeamsBook, tenant: Tenant, name: str, value: object
) -> None:
    """A guest, somebody of another tenant, and whoever has no account."""
    setattr(_user(tenant), name, value)
    assert await book.account(BROUWER.id) is None


async def test_the_owner_of_a_team(book: TeamsBook, tenant: Tenant) -> None:
    """Is a colleague like any other, and a tenant may be written in capitals."""
    _user(tenant).role = "owner"
    _user(tenant).tenant = _user(tenant).tenant.upper()
    assert await book.account(BROUWER.id) is not None


@pytest.mark.parametrize(
    "change", [{"aadObjectId": "another"}, {"objectId": "another"}, {"aadObjectId": 7}], ids=str
)
async def test_somebody_else(
    book: TeamsBook,
    tenant: Tenant,
    monkeypatch: pytest.MonkeyPatch,
    change: dict[str, object],
) -> None:
    """What Teams tells must be about whoever was asked for."""
    told = _user(tenant).as_member() | change
    if change == {"aadObjectId": 7}:
        del told["objectId"]
    monkeypatch.setattr(TeamsUser, "as_member", lambda _: told)
    assert await book.account(BROUWER.id) is None


async def test_nobody(book: TeamsBook, tenant: Tenant, addresses: KeptAddresses) -> None:
    """Somebody who never came in, or whom no id names."""
    addresses.kept[""] = addresses.kept[BROUWER.id]
    assert await book.account("") is None
    assert await book.account("never-came-in") is None
    assert await book.by_email("a.brouwer@school.example") is None
    assert 1 == len(tenant.calls)


@pytest.mark.parametrize("misbehaviour", plan.REFUSALS)
async def test_somebody_without_the_app(
    book: TeamsBook, tenant: Tenant, misbehaviour: Misbehaviour
) -> None:
    """Who took the app out is a stranger until they take it in again."""
    tenant.plan = WrittenOut({plan.MEMBER: (misbehaviour,)})
    assert await book.account(BROUWER.id) is None
    assert await book.account(BROUWER.id) is not None


@pytest.mark.parametrize("misbehaviour", ["limited", "precondition", "broken", "broken_after"])
@pytest.mark.parametrize("method", [plan.MEMBER, plan.CREATE])
async def test_no_answer(
    book: TeamsBook, tenant: Tenant, misbehaviour: Misbehaviour, method: str
) -> None:
    """Nobody is turned away because Teams does not answer."""
    tenant.plan = WrittenOut({method: (misbehaviour,)})
    with pytest.raises(NoAnswer):
        await book.account(BOUZID.id)
