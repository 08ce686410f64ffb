"""There is no way to leave the checks out, and no way for the archived SDK to call anybody."""

import ast
from pathlib import Path

import pytest

import adapters.teams
from adapters.teams.app import App
from adapters.teams.transport import _Checks, _OnlyUs, _settings
from tests.adapters.teams.auth.our_door import PASSWORD
from tests.teams_stub.users import APP_ID, TENANT

ARCHIVED = ("botbuilder", "botframework", "msrest", "msal")
FOLDER = Path(adapters.teams.__file__).parent


async def test_the_checks_are_on() -> None:
    """Whatever the app is called, the SDK is told that there is no doing without."""
    only_us = _OnlyUs(App(APP_ID, PASSWORD, TENANT))
    assert not await only_us.is_authentication_disabled()
    assert await only_us.is_valid_app_id(APP_ID)
    assert not await only_us.is_valid_app_id("")
    assert not await only_us.is_valid_app_id("é")


async def test_the_sdk_has_nothing_to_call_with() -> None:
    """Neither a token, nor a client to sign anybody in."""
    only_us = _OnlyUs(App(APP_ID, PASSWORD, TENANT))
    with pytest.raises(PermissionError):
        await only_us.create_credentials(APP_ID, "scope", "login", validate_authority=True)
    checks = _Checks(_settings("https://keys.invalid"), credentials_factory=only_us)
    await checks.create_user_token_client(None)


def test_one_module_knows_the_sdk() -> None:
    """All others would not notice if another took its place."""
    knowing = {
        path.name
        for path in FOLDER.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if any(name.split(".")[0] in ARCHIVED for name in _imported(node))
    }
    assert {"transport.py"} == knowing


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [one.name for one in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []
