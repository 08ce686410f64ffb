"""The same request again, under its own id or a new one, and a new request that looks like it."""

import asyncio

import pytest

from adapters.teams.replays import HEARD, HEARD_FOR, LASTS, REMEMBERED, Heard, Replays
from adapters.teams.said_dialog import said_dialog
from adapters.under_way import UnderWay
from flows.ports import Say, ShowForm, Submitted
from tests.adapters.sample_conversation import DONE, FORM, SampleConversation
from tests.adapters.teams.card_rules import actions_in
from tests.adapters.teams.incoming import activity_samples as sent
from tests.adapters.teams.incoming.our_side import OurSide, SetTime

DO = "doen|7K3Q|1"
FILLED = sent.filled_in(DO, "zegel", gezien="veel")
WAS_IN = Say("Deze melding was al binnen.", "refused")


async def test_an_invoke_that_comes_again(ours: OurSide, bot: SampleConversation) -> None:
    """A form that Teams delivers again under a new id gets the answer that it got before."""
    bot.reply = DONE
    first = await ours.dialog(sent.submitted(FILLED))
    bot.reply = WAS_IN

    assert first == await ours.dialog(sent.submitted(FILLED, "f:cc02"))
    assert 1 == len(bot.asked)


async def test_an_invoke_that_comes_again_much_later(
    ours: OurSide, bot: SampleConversation
) -> None:
    """After half a minute nobody waits for that answer any more, and the bot is asked."""
    bot.reply = DONE
    await ours.dialog(sent.submitted(FILLED))
    ours.time.moment += LASTS
    bot.reply = WAS_IN

    assert said_dialog(WAS_IN) == await ours.dialog(sent.submitted(FILLED, "f:cc02"))


@pytest.mark.parametrize(
    "activities",
    [
        (sent.submitted(FILLED), sent.submitted(FILLED, "f:cc02")),
        (sent.executed("oppakken|7K3Q|"), sent.executed("oppakken|7K3Q|", "f:aa02")),
        (sent.fetched("open|7K3Q|"), sent.fetched("open|7K3Q|", "f:bb02")),
    ],
)
async def test_an_invoke_that_comes_again_meanwhile(
    ours: OurSide, bot: SampleConversation, activities: tuple[sent.Payload, sent.Payload]
) -> None:
    """What is still being answered is not done twice; both get the one answer."""
    bot.going_on = asyncio.Event()
    both = asyncio.gather(*map(ours.send, activities))
    await asyncio.sleep(0)
    bot.going_on.set()
    first, second = await both

    assert first is not None
    assert first == second
    assert 1 == len(bot.asked)


async def test_the_same_button_again(ours: OurSide, bot: SampleConversation) -> None:
    """A button is answered each time it is pressed, weeks later and right after."""
    for number in range(3):
        await ours.dialog(sent.fetched("open|7K3Q|", f"f:bb0{number}"))
        await ours.sentence(sent.executed("oppakken|7K3Q|", f"f:aa0{number}"))

    assert 6 == len(bot.asked)


async def test_somebody_else_with_the_same_button(ours: OurSide, bot: SampleConversation) -> None:
    """What one person was answered is not for whoever sends the same."""
    bot.reply = DONE
    await ours.dialog(sent.submitted(FILLED))
    bot.reply = WAS_IN
    other = {"id": "29:x", "aadObjectId": "0a1b2c3d-0000-4000-8000-00000000a002"}

    assert said_dialog(WAS_IN) == await ours.dialog(sent.submitted(FILLED) | {"from": other})
    assert 2 == len({one.who for one in bot.asked})


async def test_two_reports_that_begin_alike(ours: OurSide, bot: SampleConversation) -> None:
    """Whoever reports twice in a minute, with the same first answers, sends two reports."""
    bot.reply = ShowForm(FORM)
    nonces = []
    for number in range(2):
        shown = await ours.dialog(sent.fetched("melden||", f"f:bb0{number}"))
        data = next(actions_in(shown))["data"]
        nonces.append(data["nonce"])
        await ours.dialog(sent.submitted(data | {"soort~": "goed"}, f"f:cc0{number}"))

    assert 2 == len(set(nonces))
    assert 2 == len([one for one in bot.asked if isinstance(one, Submitted)])


async def test_what_went_wrong_is_tried_again(ours: OurSide, bot: SampleConversation) -> None:
    """An answer that says that something went wrong is not given again."""
    bot.reply = ValueError("x")
    await ours.dialog(sent.submitted(FILLED))
    bot.reply = DONE

    assert said_dialog(DONE) == await ours.dialog(sent.submitted(FILLED, "f:cc02"))


async def test_only_so_many_answers_are_kept() -> None:
    """The oldest answer makes room, and one that is too old as well."""
    time = SetTime()
    replays: Replays[int] = Replays(UnderWay(), time)
    for number in range(REMEMBERED + 1):
        replays.keep(str(number), number)

    async def begun() -> int:
        return -1

    assert -1 == await replays.task("0", begun())
    assert 1 == await replays.task("1", begun())
    time.moment += LASTS
    replays.keep("new", 7)
    assert -1 == await replays.task("1", begun())


def test_only_so_many_messages_are_known() -> None:
    """A message is known for a quarter of an hour, as long as there are not too many."""
    time = SetTime()
    heard = Heard(time)
    assert [False, True] == [heard.before("0"), heard.before("0")]
    time.moment += HEARD_FOR
    assert not heard.before("0")
    for number in range(1, HEARD):
        heard.before(str(number))
    assert heard.before("1")
    heard.before("new")
    assert not heard.before("0")
