"""Calls to Teams: with our token, to where Teams is and nowhere else, and how they end."""

import logging

import pytest

from adapters.teams.app import App
from adapters.teams.connector import TeamsWeb
from adapters.teams.outcomes import APP_WAIT, TOKEN_REFUSED, Mistaken
from adapters.teams.service_urls import conversations_url
from flows.ports import Gone, MaybeSent, NotSent, Unreachable
from tests.adapters.teams.outgoing.people import BOUZID, BROUWER
from tests.teams_stub import plan
from tests.teams_stub.plan import WrittenOut
from tests.teams_stub.tenant import Tenant

LINE = {"type": "message", "text": "Sophie de Vries"}


def _url(tenant: Tenant, user: str = BROUWER.id) -> str:
    return conversations_url(tenant.service_url, tenant.chat_with(user), "activities")


async def _say(web: TeamsWeb, tenant: Tenant, user: str = BROUWER.id) -> None:
    await web.call("POST", _url(tenant, user), LINE)


async def test_a_call(web: TeamsWeb, tenant: Tenant) -> None:
    """It brings what Teams answers."""
    told = await web.call("POST", _url(tenant), LINE)
    assert told["id"] == tenant.messages_of(BROUWER.id)[0].id


async def test_one_token(web: TeamsWeb, tenant: Tenant) -> None:
    """All calls share it, and signing in brings it before the first one."""
    await web.sign_in()
    for _ in range(5):
        await _say(web, tenant)
    assert 1 == len(tenant.issuer.asked)


async def test_a_token_that_is_not_taken_any_more(web: TeamsWeb, tenant: Tenant) -> None:
    """A new one is fetched and the same call made once more, of which nobody notices."""
    await _say(web, tenant)
    _refuse(tenant)
    await _say(web, tenant)
    assert 2 == len(tenant.issuer.asked)
    assert 2 == len(tenant.messages_of(BROUWER.id))
    assert () == web.faults()


def _refuse(tenant: Tenant) -> None:
    """Lets Teams take none of the tokens that were given so far."""
    tenant.refused_tokens |= {f"Bearer {one.token}" for one in tenant.issuer.asked}


async def test_no_token_is_taken(web: TeamsWeb, tenant: Tenant) -> None:
    """The card waits for somebody to act, who sees what is wrong; then it goes."""
    await _say(web, tenant)
    tenant.refused_tokens |= {f"Bearer token-{number}" for number in range(1, 4)}
    with pytest.raises(NotSent) as failed:
        await _say(web, tenant)
    assert ("unauthorized", APP_WAIT) == (failed.value.code, failed.value.retry_after)
    assert 2 == len(tenant.issuer.asked)
    assert ("teams-sleutel-geweigerd",) == web.faults()
    tenant.refused_tokens.clear()
    await _say(web, tenant)
    assert () == web.faults()


async def test_a_secret_that_is_refused(web: TeamsWeb, tenant: Tenant) -> None:
    """Nothing is sent, and the operator sees why until it works again."""
    tenant.issuer.refuses = "invalid_client"
    for asking in (web.sign_in(), _say(web, tenant)):
        with pytest.raises(NotSent) as failed:
            await asking
        assert TOKEN_REFUSED == failed.value.code
    assert [] == tenant.calls
    assert ("teams-sleutel-geweigerd",) == web.faults()
    tenant.issuer.refuses = ""
    tenant.time.go_on(APP_WAIT)
    await _say(web, tenant)
    assert () == web.faults()


async def test_a_right_that_lacks(web: TeamsWeb, tenant: Tenant) -> None:
    """It is told of what is done without it, until that works."""
    url = f"{tenant.base_url}/{tenant.region}/{tenant.id}/v3/none"
    tenant.users[BROUWER.id].refused_with = "NotEnoughPermissions"
    with pytest.raises(NotSent):
        await _say(web, tenant)
    assert ("teams-app-mist-rechten",) == web.faults()
    with pytest.raises(Gone):
        await web.call("GET", url)
    tenant.faults.clear()
    assert ("teams-app-mist-rechten",) == web.faults()
    tenant.users[BROUWER.id].refused_with = ""
    await _say(web, tenant)
    assert () == web.faults()


async def test_too_much(web: TeamsWeb, tenant: Tenant) -> None:
    """What Teams asked to leave alone is left alone; other chats and questions go on."""
    await _say(web, tenant)
    tenant.plan = WrittenOut({plan.POST: ("limited",)})
    with pytest.raises(NotSent) as failed:
        await _say(web, tenant)
    assert ("throttled", 1.0) == (failed.value.code, failed.value.retry_after)
    asked = len(tenant.calls)
    with pytest.raises(NotSent) as held:
        await _say(web, tenant)
    assert ("throttled", 1.0) == (held.value.code, held.value.retry_after)
    assert asked == len(tenant.calls)
    await _say(web, tenant, BOUZID.id)
    member = conversations_url(
        tenant.service_url, tenant.chat_with(BROUWER.id), "members", BROUWER.id
    )
    await web.call("GET", member)
    tenant.time.go_on(1)
    await _say(web, tenant)


@pytest.mark.parametrize(
    "url",
    [
        "https://smba.trafficmanager.net/emea/v3/conversations/a/activities",
        "https://elders.example.org/v3/conversations/a/activities",
        "http://10.0.0.1/v3/conversations/a/activities",
        "file:///etc/passwd",
        "",
    ],
)
async def test_a_call_elsewhere(web: TeamsWeb, tenant: Tenant, url: str) -> None:
    """It is not made, and nobody is asked for a token for it."""
    with pytest.raises(Unreachable) as failed:
        await web.call("POST", url, LINE)
    assert "other_address" == failed.value.code
    assert ([], []) == (tenant.calls, tenant.issuer.asked)


async def test_teams_itself_is_called_without_stand_ins_only() -> None:
    """An app that signs in at Microsoft calls nothing on this computer."""
    web = TeamsWeb(App("app-1", "geheim", "tenant-1"))
    with pytest.raises(Unreachable):
        await web.call("POST", "http://127.0.0.1:1/v3/conversations/a/activities", LINE)


async def test_before_it_is_opened_and_after_it_is_closed(tenant: Tenant) -> None:
    """Nothing is sent."""
    app = App("app-1", "geheim", "tenant-1", tenant.openid_url, tenant.token_url)
    web = TeamsWeb(app)
    await web.stop()
    for _ in range(2):
        with pytest.raises(NotSent):
            await _say(web, tenant)
        await web.start()
        await web.start()
        await web.stop()
    assert [] == tenant.calls


async def test_nobody_listens(web: TeamsWeb, tenant: Tenant, unused_tcp_port: int) -> None:
    """Without a connection it surely was not sent."""
    await web.sign_in()
    url = f"http://127.0.0.1:{unused_tcp_port}/v3/conversations/a/activities"
    with pytest.raises(NotSent) as failed:
        await web.call("POST", url, LINE)
    assert "not_connected" == failed.value.code


async def test_no_answer_in_time(web: TeamsWeb, tenant: Tenant) -> None:
    """It may have come."""
    tenant.plan = WrittenOut({plan.POST: ("silent",)})
    with pytest.raises(MaybeSent) as failed:
        await web.call("POST", _url(tenant), LINE, within=0.1)
    assert "timed_out" == failed.value.code


async def test_a_mistake_of_ours(
    web: TeamsWeb, tenant: Tenant, caplog: pytest.LogCaptureFixture
) -> None:
    """It is loud in the log, without what was sent."""
    url = conversations_url(tenant.service_url)
    body = {"bot": {}, "members": [], "tenantId": tenant.id, "text": "Sophie de Vries"}
    with pytest.raises(Mistaken):
        await web.call("POST", url, body)
    tenant.faults.clear()
    (record,) = [one for one in caplog.records if one.levelno >= logging.ERROR]
    assert ("teams_call_mistaken", "badsyntax") == (record.getMessage(), record.__dict__["error"])
    assert "Sophie" not in caplog.text
