"""The program is killed again and again while Slack misbehaves in one call of five.

What must hold afterwards is in `_check`: every card is there, and one copy more of it only for each
time that no answer to its call came, or none could be written down. Each copy more says that it may
be one.
"""

import pathlib
import sys
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random  # noqa: TID251 - chance that comes from a seed, to be drawn again

import msgspec
import pytest

from adapters.playground.chat_store import ChatStore
from adapters.slack.surface import DELIVERIES
from tests.crash.misbehaving_slack import SHARE, SlackHost, Sparing
from tests.crash.nurseries import KILLED, Nursery, opened_nurseries, side_by_side
from tests.crash.outcome import ANY_ID
from tests.crash.points import NEVER
from tests.crash.slack_life import LEFT, UNANSWERED, Left, in_flight_in
from tests.practice.running_bot import CHAT, DATABASE
from tests.practice.twelve import make_template
from tests.slack_stub.plan import Plan, Seeded
from tests.slack_stub.workspace import Workspace

WALKS = 20
DEATHS = 5
"""How often the program is killed in one walk, at most."""
MARK = "Zie je deze kaart twee keer?"
LIFE = (30, 120)
"""Points that a life lasts before it is killed, at least and at most: it gets somewhere."""

pytestmark = pytest.mark.e2e

Shown = dict[tuple[str, str], str]
"""The first line of a card, by person and key: whether it is to be done, and what it is about.

A card that comes later tells of the melding as it is by then, so the rest may differ.
"""


@dataclass(frozen=True, slots=True)
class Walked:
    """A walk that came to its end."""

    left: Left
    shown: Shown
    copies: dict[str, int]
    """By the id of a delivery: how many messages came of it."""
    in_doubt: dict[str, int]
    """By delivery: how often it died before the answer was written down, or no answer came."""
    unmarked: tuple[str, ...]
    """Deliveries of which a later copy did not say that there may be an earlier one."""
    deaths: int
    calls: int
    misbehaved: int
    stub_faults: tuple[str, ...]


@pytest.fixture(scope="module")
def nurseries() -> Iterator[tuple[Nursery, ...]]:
    """The processes that start programs, one for each that may run at a time."""
    with opened_nurseries() as opened:
        yield opened


@pytest.fixture(scope="module")
def host() -> Iterator[SlackHost]:
    """The thread in which every Slack is served."""
    opened = SlackHost()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """A practice school that nobody has used."""
    path = tmp_path_factory.mktemp("template") / DATABASE
    make_template(path)
    return path


@pytest.fixture(scope="module")
def undisturbed(
    nurseries: tuple[Nursery, ...],
    host: SlackHost,
    template: pathlib.Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Walked:
    """The walk when nothing goes wrong."""
    folder = tmp_path_factory.mktemp("undisturbed")
    return _walked(nurseries[0], host, _school(folder, template), None, deaths=0)


def test_the_walk_goes_through_slack(undisturbed: Walked) -> None:
    """When nothing goes wrong, every card is there once."""
    assert "gesloten" == undisturbed.left.state
    assert len(undisturbed.left.cards) == len(undisturbed.copies)
    assert {1} == set(undisturbed.copies.values())
    assert (0, ()) == (undisturbed.misbehaved, undisturbed.left.given_up)
    assert () == undisturbed.stub_faults


def test_no_card_is_hit_twice(
    nurseries: tuple[Nursery, ...],
    host: SlackHost,
    undisturbed: Walked,
    template: pathlib.Path,
    tmp_path: pathlib.Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Whatever happens to a card once, it is there in the end, and twice at most."""

    def walk(seed: int, nursery: Nursery) -> Walked:
        folder = _school(tmp_path / str(seed), template)
        return _walked(nursery, host, folder, Sparing(seed), seed=seed)

    walks = side_by_side(nurseries, range(WALKS), walk)
    for seed, walked in enumerate(walks):
        _check(undisturbed, walked, seed)
    _tell(capsys, "no card is hit twice", walks, expected=len(undisturbed.shown) * WALKS)


def test_any_call_is_hit(
    nurseries: tuple[Nursery, ...],
    host: SlackHost,
    undisturbed: Walked,
    template: pathlib.Path,
    tmp_path: pathlib.Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """However often a card is hit, it is there in the end."""

    def walk(seed: int, nursery: Nursery) -> Walked:
        folder = _school(tmp_path / str(seed), template)
        plan = Seeded(seed, share=SHARE)
        return _walked(nursery, host, folder, plan, seed=seed)

    walks = side_by_side(nurseries, range(WALKS, 2 * WALKS), walk)
    for seed, walked in enumerate(walks, WALKS):
        _check(undisturbed, walked, seed)
    _tell(capsys, "any call is hit", walks, expected=len(undisturbed.shown) * WALKS)


def _school(folder: pathlib.Path, template: pathlib.Path) -> pathlib.Path:
    folder.mkdir(exist_ok=True)
    (folder / DATABASE).write_bytes(template.read_bytes())
    ChatStore(str(folder / CHAT)).close()
    return folder


def _walked(
    nursery: Nursery,
    host: SlackHost,
    folder: pathlib.Path,
    plan: Plan | None,
    *,
    seed: int = 0,
    deaths: int = DEATHS,
) -> Walked:
    """Lets a program live, die and live on, until the walk is done."""
    chance = Random(seed)  # noqa: S311 - as above
    in_flight: list[str] = []
    died = 0
    with host.serving(plan) as workspace:
        api_url = f"{workspace.base_url}/api/"
        while True:
            kill_at = chance.randint(*LIFE) if died < deaths else NEVER
            if nursery.life(folder, kill_at=kill_at, api_url=api_url) != KILLED:
                break
            died += 1
            in_flight.extend(in_flight_in(folder))
            if isinstance(plan, Sparing):
                plan.spared.update(map(_msg_id, in_flight))
        return _read(workspace, folder, in_flight, died)


def _msg_id(delivery_id: str) -> str:
    return str(uuid.uuid5(DELIVERIES, delivery_id))


def _read(workspace: Workspace, folder: pathlib.Path, in_flight: list[str], deaths: int) -> Walked:
    left = msgspec.json.decode((folder / LEFT).read_bytes(), type=Left)
    notes = folder / UNANSWERED
    unanswered = notes.read_text("utf-8").split() if notes.exists() else []
    return Walked(
        left=left,
        shown={
            (person, key): _content(workspace, place, left.case_id)
            for person, key, place in left.cards
        },
        copies=dict(Counter(one.client_msg_id for one in workspace.messages.values())),
        in_doubt=dict(Counter(map(_msg_id, [*in_flight, *unanswered]))),
        unmarked=_unmarked(workspace),
        deaths=deaths,
        calls=len(workspace.calls),
        misbehaved=sum(bool(call.misbehaviour) for call in workspace.calls),
        stub_faults=tuple(workspace.faults),
    )


def _content(workspace: Workspace, place: str, case_id: str) -> str:
    """Gives what somebody sees where the program thinks that a card stands."""
    channel, _, ts = place.partition("/")
    message = workspace.messages[channel, ts]
    return message.text.replace(case_id, ANY_ID).partition("\n")[0]


def _check(undisturbed: Walked, walked: Walked, seed: int) -> None:
    """The melding is the same, every card is there and up to date, and each copy has a reason."""
    expected, actual = undisturbed.left, walked.left
    assert (expected.events, expected.state) == (actual.events, actual.state), seed
    assert expected.follow_ups == actual.follow_ups, seed
    assert () == actual.faults, seed
    assert 0 == actual.unfinished, seed
    assert () == walked.stub_faults, seed
    assert () == walked.left.given_up, seed
    assert undisturbed.shown == walked.shown, seed
    assert () == walked.unmarked, seed
    for delivery, times in walked.copies.items():
        assert times - 1 <= walked.in_doubt.get(delivery, 0), seed


def _unmarked(workspace: Workspace) -> tuple[str, ...]:
    """Gives the deliveries that were posted before without saying so."""
    posted: set[str] = set()
    unmarked = []
    for call in workspace.calls:
        delivery = str(call.arguments.get("client_msg_id", ""))
        if call.was_done and call.method == "chat.postMessage":
            if delivery in posted and MARK not in str(call.arguments["text"]):
                unmarked.append(delivery)
            posted.add(delivery)
    return tuple(unmarked)


def _tell(
    capsys: pytest.CaptureFixture[str], name: str, walks: list[Walked], *, expected: int
) -> None:
    calls = sum(one.calls for one in walks)
    misbehaved = sum(one.misbehaved for one in walks)
    cards = sum(len(one.shown) for one in walks)
    copies = Counter(times for one in walks for times in one.copies.values())
    deaths = sum(one.deaths for one in walks)
    with capsys.disabled():
        sys.stdout.write(
            f"\nmisbehaving Slack, {name}: {len(walks)} walks, killed {deaths}"
            f" times, {misbehaved} of {calls} calls misbehaved; {cards} of {expected} cards there,"
            f" {copies[2]} seen twice, {sum(copies[one] for one in copies if one > 2)} more often\n"
        )
