"""Whole conversations in local-slack, over HTTP and over Socket Mode."""

from pathlib import Path

import pytest

from adapters.slack.methods import METHODS
from bot.conversation_file import read_conversation
from bot.conversation_player import Player
from tests.chat_stub.leaks import leaks_in
from tests.e2e.block_kit_schema import faults_in
from tests.local_chat.processes import LOG
from tests.local_slack.driver import LocalSlackDriver
from tests.local_slack.in_local_slack import in_local_slack
from tests.local_slack.people import Page
from tests.local_slack.workspace import CHANNEL, OUTSIDER, Mode
from tests.privacy.conversation_secrets import secrets_of

pytestmark = pytest.mark.e2e

SCENARIOS = Path(__file__).parents[1] / "scenarios"

MAY_BE_UNUSED: dict[Mode, set[str]] = {"events": {"apps.connections.open"}, "socket": set()}
"""Methods that a conversation need not call."""

NO_STAFF = "Dit is alleen voor medewerkers van de school. Klopt dat niet? Vraag het de beheerder."


@pytest.mark.parametrize("mode", ["events", "socket"])
@pytest.mark.parametrize("name", ["01-zelfde-klas", "05-steungroep"])
async def test_a_conversation_in_local_slack(name: str, mode: Mode, tmp_path: Path) -> None:
    """A melding goes from the first word to its end; nothing on the way is refused or leaks."""
    conversation = read_conversation((SCENARIOS / f"{name}.toml").read_bytes())
    secrets = secrets_of(conversation)
    async with in_local_slack(tmp_path, mode, secrets) as there:
        await there.clock.go_to(conversation.start)
        driver = LocalSlackDriver(there.folder, there.page, there.go_between, there.clock)
        assert NO_STAFF == await _heard_by_an_outsider(there.page)
        await Player(conversation, driver).play()
        strict = there.go_between.strict
        assert () == await there.clock.faults()
    assert [] == strict.faults
    assert [] == list(leaks_in((tmp_path / LOG).read_text(), secrets))
    assert [] == [(one, fault) for one in strict.shown for fault in faults_in(*one)]
    assert METHODS.keys() - strict.methods <= MAY_BE_UNUSED[mode]


async def _heard_by_an_outsider(page: Page) -> str:
    """Lets somebody type the command who can be asked about by their account only."""
    where = {"channel": CHANNEL, "command": "/pestmelding", "text": ""}
    await page.act("slash_command", OUTSIDER, **where)
    heard: str = (await page.sees(OUTSIDER, "whisper"))["text"]
    return heard
