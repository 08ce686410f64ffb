"""An app that is not whole is refused at the start, in words for whoever set it up."""

import pytest

from adapters.teams.app import App
from flows.ports import PlatformRefused

WHOLE = {"app_id": "8d1f3c52-0b7a", "app_password": "geheim", "tenant_id": "5f0c1b7e-2f0d"}
LOCAL = {"openid_url": "http://127.0.0.1:1/openid", "token_url": "http://localhost:1/token"}


def test_a_whole_app() -> None:
    """Microsoft's own servers are asked, unless both stand on this computer."""
    assert not App(**WHOLE).is_local
    assert App(**WHOLE, **LOCAL).is_local


def test_it_keeps_its_secret() -> None:
    """What it says of itself tells nothing."""
    assert "geheim" not in f"{App(**WHOLE)!r} {App(**WHOLE)}"


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"app_id": ""}, "APP_ID"),
        ({"app_id": "a b"}, "APP_ID"),
        ({"app_password": ""}, "APP_PASSWORD"),
        ({"tenant_id": ""}, "TENANT_ID"),
        ({"tenant_id": "../x"}, "TENANT_ID"),
        ({"tenant_id": "common"}, "TENANT_ID"),
        ({"tenant_id": "Organizations"}, "TENANT_ID"),
        ({"tenant_id": "consumers"}, "TENANT_ID"),
        ({"openid_url": "https://login.example.org/openid"}, "OPENID_URL"),
        ({"openid_url": "http://127.0.0.1.example.org/"}, "OPENID_URL"),
        ({"openid_url": "http://127.0.0.1@example.org/"}, "OPENID_URL"),
        ({"openid_url": "http://user@127.0.0.1/"}, "OPENID_URL"),
        ({"openid_url": "http://[::1"}, "OPENID_URL"),
        ({"openid_url": "http://0.0.0.0/"}, "OPENID_URL"),
        ({"openid_url": "file:///openid"}, "OPENID_URL"),
        ({"openid_url": "openid"}, "OPENID_URL"),
        ({"token_url": "https://login.microsoftonline.com/x"}, "TOKEN_URL"),
        ({"token_url": ""}, "horen bij elkaar"),
        ({"openid_url": ""}, "horen bij elkaar"),
    ],
    ids=str,
)
def test_an_app_that_is_not_whole(changes: dict[str, str], name: str) -> None:
    """It is said what is missing or wrong, without what stood there."""
    with pytest.raises(PlatformRefused, match=name) as refused:
        App(**(WHOLE | LOCAL | changes))
    assert "geheim" not in str(refused.value)
