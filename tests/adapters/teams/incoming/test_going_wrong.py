"""What a person and the log are told when something goes wrong, or takes long."""

import asyncio
import logging

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.sentences import EXPIRED, TOO_SLOW, failed, reference_of
from adapters.teams.payloads import read
from adapters.teams.presenting import NOTHING_FOUND, sentence
from adapters.teams.said import FORM_TAKES_LONG, NOT_KEPT, TAKES_LONG, TRY_AGAIN, YOUR_WORDS
from adapters.teams.said_dialog import said_dialog
from flows.forms import FieldError
from flows.ports import Resumed, Say, ShowFieldErrors, Submitted
from tests.adapters.sample_conversation import DONE, SampleConversation
from tests.adapters.teams.card_rules import actions_in
from tests.adapters.teams.incoming import activity_samples as sent
from tests.adapters.teams.incoming.our_side import OurSide
from tests.adapters.teams.incoming.test_payloads import GONE, changed, places_in

DO = "doen|7K3Q|1"
ANSWERS = {
    "gezien~": "een lang verhaal",
    "wie~people": "l1~Jan de Vries (2b),l2~Noor",
    "soort~several": "a,b",
    "acuut~check": "ja",
    "wie~anders": "een jongen met een rode jas",
    "tekst~copy": "niet van mij",
    "leeg~": "",
    "vreemd": "x",
}
FILLED = sent.filled_in(DO, "zegel") | ANSWERS
NOT_KEPT_ERROR = ShowFieldErrors((FieldError("gezien", "Opslaan lukt nu niet."),))


class Trouble(Exception):
    """Holds what nobody may read."""


@pytest.fixture
def broken(bot: SampleConversation) -> SampleConversation:
    """Gives a bot in which everything goes wrong."""
    bot.reply = bot.tasks = bot.found = Trouble(sent.CANARY)
    return bot


def told(activity: sent.Payload) -> str:
    """Gives the sentence about something that went wrong."""
    incoming = read(activity)
    return failed(reference_of(incoming.request_id))  # type: ignore[union-attr] # none is unknown


def sorted_answers(submitted: Submitted) -> dict[str, list[str]]:
    """Gives the answers, in whatever order they came."""
    return {one.field: sorted(one.values) for one in submitted.answers}


async def test_a_word_goes_wrong(
    ours: OurSide, broken: SampleConversation, caplog: pytest.LogCaptureFixture
) -> None:
    """The person gets a sentence with a mark, the log the same mark and the kind of error."""
    caplog.set_level(logging.DEBUG)
    activity = sent.message("taken")
    await ours.send(activity)
    reference = reference_of(activity["id"])

    assert [failed(reference)] == ours.calls.lines
    assert [(f"teams_request_failed {reference}", "Trouble")] == [
        (record.getMessage(), record.__dict__["error"]) for record in caplog.records
    ]
    assert sent.CANARY not in caplog.text
    assert "Traceback" not in caplog.text


async def test_a_button_goes_wrong(ours: OurSide, broken: SampleConversation) -> None:
    """A button says it where its answer would have been."""
    press = sent.executed("oppakken|7K3Q|")
    opened = sent.fetched("open|7K3Q|")
    posted = sent.posted_press(sent.pressed("oppakken|7K3Q|"))
    await ours.send(posted)

    assert told(press) == await ours.sentence(press)
    assert said_dialog(Say(told(opened), "refused")) == await ours.dialog(opened)
    assert [told(posted)] == ours.calls.lines


async def test_a_search_goes_wrong(ours: OurSide, broken: SampleConversation) -> None:
    """A search finds nobody."""
    assert NOTHING_FOUND == await ours.send(sent.searched("pupil", "vrie"))


async def test_telling_goes_wrong_too(
    ours: OurSide, broken: SampleConversation, caplog: pytest.LogCaptureFixture
) -> None:
    """When it cannot even be said, Teams has its answer and the log says so twice."""
    ours.calls.fails = Trouble(sent.CANARY)

    assert await ours.send(sent.message("taken")) is None
    assert ["Trouble", "Trouble"] == [record.__dict__["error"] for record in caplog.records]
    assert sent.CANARY not in caplog.text


async def test_a_form_goes_wrong(ours: OurSide, broken: SampleConversation) -> None:
    """All that was typed stands there to copy or change, with a button to send it again."""
    activity = sent.submitted(FILLED)
    dialog = await ours.dialog(activity)
    content = dialog["card"]["content"]
    inputs = {one["id"]: one["value"] for one in content["body"] if "id" in one}

    assert NOT_KEPT == dialog["title"]
    assert told(activity) in str(content["body"][0])
    assert {name: ANSWERS[name] for name in ("gezien~", "wie~anders")} == inputs
    assert {YOUR_WORDS} == {one["label"] for one in content["body"] if "id" in one}
    assert [TRY_AGAIN] == [one["title"] for one in actions_in(content)]


async def test_a_form_that_is_sent_again(ours: OurSide, bot: SampleConversation) -> None:
    """Sending it again sends the very same; the names of people do not travel with the button."""
    bot.reply = Trouble()
    (button,) = actions_in(await ours.dialog(sent.submitted(FILLED)))
    typed = {name: ANSWERS[name] for name in ("gezien~", "wie~anders")}
    bot.reply = DONE
    await ours.dialog(sent.submitted(button["data"] | typed, "f:cc02"))
    first, second = (one for one in bot.asked if isinstance(one, Submitted))

    assert "Jan" not in str(button)
    assert (first.form_id, first.carried) == (second.form_id, second.carried)
    assert sorted_answers(first) == sorted_answers(second)


@pytest.mark.parametrize("step", [Say("Nu even niet.", "refused"), Trouble()])
async def test_errors_without_the_form(
    ours: OurSide, bot: SampleConversation, step: Say | Exception
) -> None:
    """When the form cannot be shown again either, nothing that was typed is lost."""
    bot.reply, bot.step = NOT_KEPT_ERROR, step
    dialog = await ours.dialog(sent.submitted(FILLED))

    assert NOT_KEPT == dialog["title"]
    assert NOT_KEPT_ERROR.errors[0].message in str(dialog)
    assert ANSWERS["gezien~"] in str(dialog)
    assert [Submitted, Resumed] == [type(one) for one in bot.asked]


@pytest.mark.parametrize(
    "activity",
    [
        sent.submitted(FILLED),
        sent.submitted(sent.pressed("open|7K3Q|")),
        sent.submitted(sent.pressed("")),
        sent.fetched("open|7K3Q|"),
        sent.executed("oppakken|7K3Q|"),
        sent.searched("pupil", "vrie"),
        sent.extension(),
        sent.extension_submitted(FILLED),
    ],
)
async def test_what_takes_long(bot: SampleConversation, activity: sent.Payload) -> None:
    """Whoever waits is told in time that it takes longer; what was asked is done all the same."""
    ours = OurSide(bot, within=0.0)
    bot.going_on = asyncio.Event()
    said = str(await ours.body(activity))
    bot.going_on.set()
    await ours.under_way.ended(1.0)

    assert any(one in said for one in (TAKES_LONG, FORM_TAKES_LONG, TOO_SLOW, "'results': []"))
    assert 1 == len(bot.asked) + len(bot.searched)


async def test_a_form_that_took_long(bot: SampleConversation) -> None:
    """Sending it again gives what became of it meanwhile, and sends nothing twice."""
    ours = OurSide(bot, within=0.0)
    bot.reply, bot.going_on = DONE, asyncio.Event()
    dialog = await ours.dialog(sent.submitted(FILLED))
    bot.going_on.set()
    await ours.under_way.ended(1.0)

    assert FORM_TAKES_LONG in str(dialog)
    (button,) = actions_in(dialog)
    assert [FILLED["nonce"], DO] == [button["data"]["nonce"], button["data"]["form"]]
    assert said_dialog(DONE) == await OurSide(bot).dialog(
        sent.submitted(button["data"] | ANSWERS, "f:cc02")
    )


async def test_a_button_that_took_long(bot: SampleConversation) -> None:
    """A dialog that took too long has the same button again."""
    ours = OurSide(bot, within=0.0)
    bot.going_on = asyncio.Event()
    dialog = await ours.dialog(sent.fetched("open|7K3Q|"))
    bot.going_on.set()
    await ours.under_way.ended(1.0)

    assert ["open|7K3Q|"] == [one["data"]["press"] for one in actions_in(dialog)]


async def test_who_waits_goes_away(bot: SampleConversation) -> None:
    """What was begun is carried out when the connection is gone."""
    ours = OurSide(bot)
    bot.going_on = asyncio.Event()
    for activity in (sent.fetched("open|7K3Q|"), sent.message("taken")):
        waiting = asyncio.create_task(ours.send(activity))
        await asyncio.sleep(0)
        waiting.cancel()
    bot.going_on.set()
    await ours.under_way.ended(1.0)

    assert 2 == len(bot.asked)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("a button that acts", sentence(EXPIRED)),
        ("a search", NOTHING_FOUND),
    ],
)
async def test_an_invoke_that_cannot_be_read(ours: OurSide, kind: str, expected: object) -> None:
    """Where somebody waits for it, it is said."""
    assert expected == await ours.send(sent.EVERY_KIND[kind] | {"value": 7})


@pytest.mark.parametrize(
    "kind", ["a form", "a button that opens", "the command on a message", "a form of the command"]
)
async def test_a_dialog_that_cannot_be_read(ours: OurSide, kind: str) -> None:
    """In a dialog it is said there."""
    assert said_dialog(Say(EXPIRED, "refused")) == await ours.dialog(
        sent.EVERY_KIND[kind] | {"value": 7}
    )


@pytest.mark.parametrize("activity", [None, 7, {}, {"type": "message"}, {"type": "typing"}])
async def test_what_wants_no_answer(ours: OurSide, activity: object) -> None:
    """What nobody waits for is passed over."""
    assert await ours.send(activity) is None


@pytest.mark.parametrize("activity", [{"type": "invoke"}, {"type": "invoke", "name": "x"}])
async def test_an_invoke_that_is_not_known(ours: OurSide, activity: sent.Payload) -> None:
    """An invoke that this app never asked for is answered without a word."""
    answer = await ours.send(sent.message() | activity)

    assert answer is not None
    assert (200, None) == (answer.status, answer.body)


ODD = st.sampled_from(
    [GONE, None, True, 0, -1.5, "", "x" * 4000, sent.CANARY, [], {}, [[]], {"id": 7}, "\x00", "💥"]
)


@st.composite
def damaged(draw: st.DrawFn) -> sent.Payload:
    """Draws an activity of any kind in which one to three things are odd."""
    payload = sent.EVERY_KIND[draw(st.sampled_from(sorted(sent.EVERY_KIND)))]
    for _ in range(draw(st.integers(1, 3))):
        places = list(places_in(payload))
        if places:
            payload = changed(payload, draw(st.sampled_from(places)), draw(ODD))
    return payload


@given(drawn=st.lists(damaged(), min_size=1, max_size=20))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_missing(drawn: list[sent.Payload], caplog: pytest.LogCaptureFixture) -> None:
    """Whatever keys are gone or odd: an answer, nothing quoted but what stands in an own form."""
    caplog.set_level(logging.DEBUG)
    caplog.clear()

    async def send_all() -> None:
        ours = OurSide(SampleConversation())
        for payload in drawn:
            answer = await ours.send(payload)
            assert answer is None or answer.status == 200
            is_form = "ubmit" in str(payload.get("name"))
            assert is_form or sent.CANARY not in str(answer)
            assert answer is not None or payload.get("type") != "invoke"
        assert sent.CANARY not in str([ours.calls.lines, ours.calls.cards])

    asyncio.run(send_all())

    assert sent.CANARY not in caplog.text
    assert "teams_request_failed" not in caplog.text
