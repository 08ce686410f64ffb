"""The program is killed again and again while the chat misbehaves in one call of five."""

import pathlib

import pytest

from tests.crash.hosts import hosting
from tests.crash.misbehaving import (
    WALKS,
    ServingThread,
    Walks,
    check,
    check_undisturbed,
    tell,
)
from tests.crash.misbehaving_slack import SLACK
from tests.crash.misbehaving_teams import TEAMS
from tests.crash.nurseries import Nursery

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module", params=[SLACK, TEAMS], ids=[SLACK.name, TEAMS.name])
def walks(
    request: pytest.FixtureRequest,
    nurseries: tuple[Nursery, ...],
    thread: ServingThread,
    template: pathlib.Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Walks:
    """Walks in a chat, beginning with one in which nothing goes wrong."""
    chats = request.param
    folder = tmp_path_factory.mktemp("walks")
    return Walks(chats.name, hosting(thread, chats), nurseries, template, folder)


def test_the_walk_goes_through_the_chat(walks: Walks) -> None:
    """When nothing goes wrong, every card is there once."""
    check_undisturbed(walks.undisturbed)


def test_no_card_is_hit_twice(walks: Walks, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever happens to a card once, it is there in the end, and at most one time more."""
    done = walks.many(range(WALKS), hits_once=True)
    for seed, walked in enumerate(done):
        check(walks.undisturbed, walked, seed)
        assert set(walked.copies.values()) <= {1, 2}, seed
    tell(capsys, "no card is hit twice", walks, done)


def test_any_call_is_hit(walks: Walks, capsys: pytest.CaptureFixture[str]) -> None:
    """However often a card is hit, it is there in the end, and one time more for each at most."""
    done = walks.many(range(WALKS, 2 * WALKS), hits_once=False)
    for seed, walked in enumerate(done, WALKS):
        check(walks.undisturbed, walked, seed)
    tell(capsys, "any call is hit", walks, done)
