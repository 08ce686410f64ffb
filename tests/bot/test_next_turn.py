"""Who comes meanwhile shares the next turn, and nobody an earlier one."""

import asyncio
import gc

import pytest

from bot.next_turn import NextTurn


class Turns:
    """Keeps what each turn was handed; a turn is over when it is let go."""

    def __init__(self) -> None:
        self.taken: list[list[str]] = []
        self.go_on = asyncio.Event()
        self.fails = False

    async def carry_out(self, handed_in: list[str]) -> None:
        """Takes one turn."""
        self.taken.append(handed_in)
        await self.go_on.wait()
        if self.fails:
            raise LookupError


async def _begun(next_turn: NextTurn[str], *names: str) -> list[asyncio.Task[None]]:
    """Hands in, and lets everything go as far as it comes."""
    tasks = [asyncio.create_task(next_turn.share(name)) for name in names]
    for _ in range(5):
        await asyncio.sleep(0)
    return tasks


async def test_a_crowd_costs_two_turns() -> None:
    """The first goes at once; all who come during it go together after it."""
    turns = Turns()
    next_turn = NextTurn[str](turns.carry_out)
    first = await _begun(next_turn, "a")
    others = await _begun(next_turn, "b", "c")
    assert [["a"]] == turns.taken
    turns.go_on.set()
    await asyncio.gather(*first, *others)
    assert [["a"], ["b", "c"]] == turns.taken
    await next_turn.share("d")
    assert [["a"], ["b", "c"], ["d"]] == turns.taken


async def test_who_leaves_takes_nobody_along() -> None:
    """A turn is taken to its end for the others."""
    turns = Turns()
    next_turn = NextTurn[str](turns.carry_out)
    leaves, stays = await _begun(next_turn, "a", "b")
    leaves.cancel()
    turns.go_on.set()
    await stays
    assert leaves.cancelled()
    assert [["a", "b"]] == turns.taken


async def test_a_turn_that_fails() -> None:
    """Everybody in it hears so, and the next turn goes as ever."""
    turns = Turns()
    turns.fails = True
    turns.go_on.set()
    next_turn = NextTurn[str](turns.carry_out)
    failed = await asyncio.gather(
        next_turn.share("a"), next_turn.share("b"), return_exceptions=True
    )
    assert [LookupError, LookupError] == [type(one) for one in failed]
    turns.fails = False
    await next_turn.share("c")
    assert [["a", "b"], ["c"]] == turns.taken


async def test_a_turn_that_fails_when_nobody_waits(caplog: pytest.LogCaptureFixture) -> None:
    """What went wrong is of no use to anybody then, and is written to no log but ours."""
    turns = Turns()
    turns.fails = True
    (leaves,) = await _begun(NextTurn[str](turns.carry_out), "a")
    leaves.cancel()
    await asyncio.wait({leaves})
    turns.go_on.set()
    for _ in range(5):
        await asyncio.sleep(0)
    gc.collect()
    assert "" == caplog.text
