"""Where this side may call, and how the ids in an address are made safe."""

import pytest

from adapters.teams.service_urls import conversations_url, is_callable, is_service_url

REAL = "https://smba.trafficmanager.net/emea/"


@pytest.mark.parametrize(
    ("url", "is_allowed"),
    [
        (REAL, True),
        ("https://smba.trafficmanager.net/emea/5f0c1b7e-2f0d/", True),
        ("https://smba.trafficmanager.net", True),
        ("https://smba.trafficmanager.net:443/emea/", True),
        ("https://SMBA.trafficmanager.net/emea/", True),
        ("http://smba.trafficmanager.net/emea/", False),
        ("https://smba.trafficmanager.net:8443/emea/", False),
        ("https://smba.trafficmanager.net./emea/", False),
        ("https://smba.trafficmanager.net@example.org/", False),
        ("https://user@smba.trafficmanager.net/", False),
        ("https://:word@smba.trafficmanager.net/", False),
        ("https://xn--/emea/", False),
        ("https://smba.trafficmanager.net:port/", False),
        ("https://smba.trafficmanager.net/emea/?next=1", False),
        ("https://smba.trafficmanager.net/emea/#x", False),
        ("https://mine.trafficmanager.net/emea/", False),
        ("https://trafficmanager.net/emea/", False),
        ("https://x.smba.trafficmanager.net/emea/", False),
        ("https://smba.trafficmanager.net.example.org/", False),
        ("https://example.org/smba.trafficmanager.net/", False),
        ("https://127.0.0.1/emea/", False),
        ("https://169.254.169.254/latest/meta-data/", False),
        ("https://[::1/", False),
        ("//smba.trafficmanager.net/emea/", False),
        ("emea", False),
        ("", False),
        (f"https://smba.trafficmanager.net/{'a' * 300}", False),
    ],
)
def test_where_teams_is(url: str, is_allowed: bool) -> None:  # noqa: FBT001 - a column of the table
    """One host by its whole name: everybody can have a name under the last two parts of it."""
    assert is_allowed is is_service_url(url, is_local=False)


@pytest.mark.parametrize(
    ("url", "is_allowed"),
    [
        ("http://127.0.0.1:4000/emea/", True),
        ("http://localhost:4000/emea/", True),
        (REAL, False),
        ("http://127.0.0.1.example.org/", False),
        ("http://:word@127.0.0.1:4000/", False),
        ("http://xn--/", False),
        ("http://10.0.0.1/", False),
    ],
)
def test_where_a_stand_in_is(url: str, is_allowed: bool) -> None:  # noqa: FBT001 - as above
    """With stand-ins on this computer nothing else is called, Teams itself neither."""
    assert is_allowed is is_service_url(url, is_local=True)


def test_what_stands_behind_it() -> None:
    """An address may say more behind the place, as long as that is the same."""
    assert is_callable(f"{REAL}v3/conversations/a?isTargetedActivity=true", is_local=False)
    assert not is_callable("https://example.org/v3/conversations/a", is_local=False)


@pytest.mark.parametrize("service_url", [REAL, REAL.rstrip("/")])
def test_ids_in_an_address(service_url: str) -> None:
    """Whatever stands in an id, it stays in its own place."""
    ids = ("19:ab@thread.tacv2;messageid=1", "activities", "../../x?y#z é")
    assert (
        f"{REAL}v3/conversations/19%3Aab%40thread.tacv2%3Bmessageid%3D1/activities/"
        "..%2F..%2Fx%3Fy%23z%20%C3%A9"
    ) == conversations_url(service_url, *ids)
