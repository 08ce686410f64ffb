"""Whole conversations in Microsoft's own test client of Teams, a Playground for each person."""

from pathlib import Path

import pytest

from bot.conversation_file import read_conversation
from bot.conversation_player import Player
from tests.chat_stub.leaks import leaks_in
from tests.e2e.card_schema import faults_in_all
from tests.local_chat.processes import LOG
from tests.local_teams.driver import LocalTeamsDriver
from tests.local_teams.in_local_teams import in_local_teams
from tests.privacy.conversation_secrets import secrets_of

pytestmark = pytest.mark.e2e

SCENARIOS = Path(__file__).parents[1] / "scenarios"

NOT_THERE = {
    ("invoke", "task/fetch"),
    ("invoke", "task/submit"),
    ("invoke", "application/search"),
}
"""What a Playground does not do."""


@pytest.mark.parametrize("name", ["01-zelfde-klas", "05-steungroep"])
async def test_a_conversation_in_local_teams(name: str, tmp_path: Path) -> None:
    """A melding goes from the first word to its end; nothing on the way is refused or leaks."""
    conversation = read_conversation((SCENARIOS / f"{name}.toml").read_bytes())
    secrets = secrets_of(conversation)
    async with in_local_teams(tmp_path, conversation.people.values(), secrets) as there:
        await there.clock.go_to(conversation.start)
        await Player(conversation, LocalTeamsDriver(there)).play()
        assert () == await there.clock.faults()
    tenant, doors = there.tenant, there.doors.values()
    assert [] == tenant.faults
    assert [] == list(leaks_in((tmp_path / LOG).read_text(), secrets))
    assert NOT_THERE == {kind for door in doors for kind in door.sent_past}
    assert [] == [one for one in faults_in_all(tenant.cards) if one]
    for playground in there.playgrounds.values():
        messages = tenant.messages_in(playground.chat)
        shown = {one.id: one.shown for one in messages if one.card is not None}
        assert shown == playground.cards()
