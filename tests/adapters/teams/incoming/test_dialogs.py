"""Dialogs: opened by a button or by the command, filled in, searched and submitted."""

from typing import Any

import msgspec
import pytest

from adapters.sentences import EXPIRED
from adapters.teams.activities import nonce_of
from adapters.teams.form_dialog import form_dialog
from adapters.teams.page_dialog import page_dialog
from adapters.teams.said import IN_OWN_CHAT, TASKS_IN_CHAT, TYPE_TASKS
from adapters.teams.said_dialog import said_dialog
from flows.forms import CHECKED, Answer
from flows.ports import (
    Pressed,
    Reply,
    Resumed,
    Say,
    Searched,
    ShowForm,
    ShowTaskList,
    Submitted,
    Who,
)
from tests.adapters.sample_conversation import (
    DONE,
    FORM,
    PAGE,
    TASKS,
    WRONG,
    SampleConversation,
    answer,
)
from tests.adapters.sample_conversation import EXPIRED as BOT_EXPIRED
from tests.adapters.teams.card_rules import actions_in
from tests.adapters.teams.incoming import activity_samples as sent
from tests.adapters.teams.incoming.our_side import OurSide

ANS = Who("teams", sent.ACCOUNT)
DO = "doen|7K3Q|1"


def data_in(dialog: Any) -> Any:  # noqa: ANN401 - JSON as it travels
    """Gives what the first button of a dialog brings back."""
    return next(actions_in(dialog))["data"]


@pytest.mark.parametrize(
    "opened",
    [sent.fetched(DO), sent.in_channel(sent.fetched(DO)), sent.submitted(sent.pressed(DO))],
)
async def test_a_button_opens_a_form(
    ours: OurSide, bot: SampleConversation, opened: sent.Payload
) -> None:
    """A button opens the form, also in a channel, where one person sees the dialog."""
    bot.reply = ShowForm(FORM)
    dialog = await ours.dialog(opened)

    assert form_dialog(FORM, nonce_of(opened["id"])) == dialog
    assert [DO] == [one.value for one in bot.asked if isinstance(one, Pressed)]


async def test_a_button_opens_a_page(ours: OurSide) -> None:
    """A button opens a page."""
    assert page_dialog(PAGE, nonce_of("f:bb01")) == await ours.dialog(sent.fetched("open|7K3Q|"))


@pytest.mark.parametrize(
    ("reply", "said"), [(DONE, DONE), (WRONG, Say(WRONG.errors[0].message, "refused"))]
)
async def test_a_button_says(
    ours: OurSide, bot: SampleConversation, reply: Reply, said: Say
) -> None:
    """A sentence stands in the dialog."""
    bot.reply = reply

    assert said_dialog(said) == await ours.dialog(sent.fetched("open|7K3Q|"))


@pytest.mark.parametrize("old", ["", "Zaak openen!"])
async def test_a_button_of_another_version(ours: OurSide, old: str) -> None:
    """A button that nobody knows any more opens the sentence that it expired."""
    assert said_dialog(BOT_EXPIRED) == await ours.dialog(sent.fetched(old))
    assert said_dialog(BOT_EXPIRED) == await ours.dialog(sent.submitted(sent.pressed(old)))


@pytest.mark.parametrize("context", ["compose", "commandBox", "message"])
async def test_the_command(ours: OurSide, bot: SampleConversation, context: str) -> None:
    """The command opens the report wherever it is chosen, for this person only."""
    bot.reply = ShowForm(FORM)

    assert form_dialog(FORM, nonce_of("f:dd01")) == await ours.dialog(sent.extension(context))
    assert ["melden||"] == [one.value for one in bot.asked if isinstance(one, Pressed)]
    assert [] == ours.calls.made


async def test_a_form_is_submitted(ours: OurSide, bot: SampleConversation) -> None:
    """What was filled in goes to the bot, and what it gives stands in the place of the form."""
    filled = sent.filled_in(DO, "zegel", gezien="veel werk")
    filled |= {"wie~people": "l1~Jan (2b),l2~Noor (2c)", "acuut~check": "ja", "leeg~": ""}
    dialog = await ours.dialog(sent.submitted(filled))
    (submitted,) = bot.asked

    assert page_dialog(PAGE, nonce_of("f:cc01")) == dialog
    assert isinstance(submitted, Submitted)
    assert (ANS, DO, "zegel") == (submitted.who, submitted.form_id, submitted.carried)
    assert (
        Answer("gezien", ("veel werk",)),
        Answer("wie", ("l1", "l2")),
        Answer("acuut", (CHECKED,)),
    ) == submitted.answers


async def test_a_form_of_the_command(ours: OurSide, bot: SampleConversation) -> None:
    """A form that the command opened goes on in the same way, and in the same dialog."""
    bot.reply = ShowForm(FORM)
    filled = sent.filled_in("melden||", soort="goed")

    assert form_dialog(FORM, nonce_of("f:ee01")) == await ours.dialog(
        sent.extension_submitted(filled)
    )


async def test_errors_at_their_fields(ours: OurSide, bot: SampleConversation) -> None:
    """A form with something wrong in it is shown again, with all that was filled in."""
    bot.reply, bot.step = WRONG, ShowForm(FORM)
    filled = sent.filled_in(DO, "zegel", soort="goed")
    dialog = await ours.dialog(sent.submitted(filled))
    expected = form_dialog(
        FORM,
        nonce_of("f:cc01"),
        (answer("soort", "goed"),),
        WRONG.errors,
        (),
        frozenset({"soort"}),
    )

    assert expected == dialog
    assert WRONG.errors[0].message in str(dialog)
    assert [Submitted, Resumed] == [type(one) for one in bot.asked]


async def test_after_errors_it_can_be_submitted_again(
    ours: OurSide, bot: SampleConversation
) -> None:
    """The form that is shown again is another showing, so submitting the same asks again."""
    bot.reply, bot.step = WRONG, ShowForm(FORM)
    first = await ours.dialog(sent.submitted(sent.filled_in(DO, "zegel", soort="goed")))
    again = data_in(first) | {"soort~": "goed"}
    bot.reply = DONE

    assert said_dialog(DONE) == await ours.dialog(sent.submitted(again, "f:cc02"))
    assert 2 == len([one for one in bot.asked if isinstance(one, Submitted)])


async def test_an_answer_brings_up_a_question(ours: OurSide, bot: SampleConversation) -> None:
    """A question that hangs on an answer is asked before anything is submitted."""
    bot.reply = ShowForm(FORM)
    shown = data_in(await ours.dialog(sent.fetched(DO)))
    bot.asked.clear()
    dialog = await ours.dialog(sent.submitted(shown | {"soort~": "anders", "gezien~": "veel"}))

    assert [Resumed] == [type(one) for one in bot.asked]
    assert "toelichting~" in str(dialog)
    assert "veel" in str(dialog)
    bot.reply = DONE
    filled = data_in(dialog) | {"soort~": "anders", "toelichting~": "zo"}
    assert said_dialog(DONE) == await ours.dialog(sent.submitted(filled, "f:cc02"))


async def test_a_question_that_came_up_by_mistake(ours: OurSide, bot: SampleConversation) -> None:
    """Whoever chooses otherwise after all need not answer a question that does not count any more.

    A dialog cannot hide it, so Teams is not told to hold the form back; the bot says what counts.
    """
    soort, toelichting, gezien = FORM.fields
    needed = msgspec.structs.replace(toelichting, required=True)
    form = msgspec.structs.replace(FORM, fields=(soort, needed, gezien))
    bot.reply = ShowForm(form)
    shown = data_in(await ours.dialog(sent.fetched(DO)))
    dialog = await ours.dialog(sent.submitted(shown | {"soort~": "anders"}))
    (question,) = (
        one for one in dialog["card"]["content"]["body"] if one.get("id") == "toelichting~"
    )
    assert "isRequired" not in question
    bot.reply = DONE
    changed = data_in(dialog) | {"soort~": "goed"}
    assert said_dialog(DONE) == await ours.dialog(sent.submitted(changed, "f:cc02"))


async def test_a_question_of_a_form_that_is_gone(ours: OurSide, bot: SampleConversation) -> None:
    """When the form is not to be filled in any more, the bot says so to what is submitted."""
    bot.reply = ShowForm(FORM)
    shown = data_in(await ours.dialog(sent.fetched(DO)))
    bot.reply = bot.step = BOT_EXPIRED

    assert said_dialog(BOT_EXPIRED) == await ours.dialog(
        sent.submitted(shown | {"soort~": "anders"})
    )


async def test_the_tasks_from_a_dialog(ours: OurSide) -> None:
    """Tasks asked for in a dialog come in the chat, and the dialog says so."""
    dialog = await ours.dialog(sent.submitted(sent.pressed("taken||")))

    assert said_dialog(Say(TASKS_IN_CHAT)) == dialog
    assert TASKS.title in str(ours.calls.cards)


async def test_the_tasks_from_elsewhere(ours: OurSide, bot: SampleConversation) -> None:
    """From a dialog in a group they come in the own chat, when there is one."""
    bot.reply = ShowTaskList(TASKS)
    elsewhere = sent.extension_submitted(sent.filled_in(DO, "zegel"))

    assert said_dialog(Say(TYPE_TASKS)) == await ours.dialog(elsewhere)
    assert [] == ours.calls.made
    await ours.send(sent.message("help"))
    elsewhere = sent.extension_submitted(sent.filled_in(DO, "ander zegel"), "f:ee02")
    assert said_dialog(Say(TASKS_IN_CHAT)) == await ours.dialog(elsewhere)
    assert {sent.PERSONAL.replace(":", "%3A")} == {
        url.split("/")[2] for _, url, _ in ours.calls.made
    }


async def test_searching(ours: OurSide, bot: SampleConversation) -> None:
    """Pupils and colleagues are found while somebody types, by name with their class."""
    found = await ours.body(sent.searched("pupil", "vrie"))
    await ours.body(sent.searched("staff", "jan"))

    assert {
        "statusCode": 200,
        "type": "application/vnd.microsoft.search.searchResponse",
        "value": {
            "results": [
                {"title": "Jan de Vries (2b)", "value": "l1~Jan de Vries (2b)"},
                {"title": "Noor Vries (2c)", "value": "l2~Noor Vries (2c)"},
            ]
        },
    } == found
    assert [Searched(ANS, "pupil", "vrie"), Searched(ANS, "staff", "jan")] == bot.searched


async def test_searching_no_more_than_is_asked(ours: OurSide) -> None:
    """A field gets as many people as it shows."""
    found = await ours.body(sent.searched("pupil", "vrie", 1))

    assert 1 == len(found["value"]["results"])


@pytest.mark.parametrize("dataset", ["leerling", ""])
async def test_searching_what_is_no_person(
    ours: OurSide, bot: SampleConversation, dataset: str
) -> None:
    """A field of another version finds nobody."""
    found = await ours.body(sent.searched(dataset, "vrie"))

    assert {"results": []} == found["value"]
    assert [] == bot.searched


@pytest.mark.parametrize(
    "data", [None, {}, {"press": 7}, {"form": ["x"]}, {"form": DO, "carried": "x" * 30_000}, "x"]
)
async def test_a_dialog_that_is_not_ours(
    ours: OurSide, bot: SampleConversation, data: object
) -> None:
    """What has not the shape of one of our dialogs says that it expired, and reaches nobody."""
    dialog = await ours.dialog(sent.submitted(data))

    assert dialog in (said_dialog(Say(EXPIRED, "refused")), said_dialog(BOT_EXPIRED))
    assert [] == [one for one in bot.asked if isinstance(one, Submitted)]


async def test_answers_that_are_odd(ours: OurSide, bot: SampleConversation) -> None:
    """An answer that is no text is none."""
    filled = sent.filled_in(DO, "zegel") | {"a~": 7, "b~": ["x"], "c~": None, "~": "x", "d": "x"}
    filled |= {"asked": ["x"], "later": [["a"], [], ["b", "y"]]}
    await ours.dialog(sent.submitted(filled))
    (submitted,) = bot.asked

    assert isinstance(submitted, Submitted)
    assert () == submitted.answers


async def test_only_the_dialog_tells(ours: OurSide) -> None:
    """What was typed on which the command was chosen is in no answer."""
    assert sent.CANARY not in str(await ours.body(sent.extension("message")))
    assert IN_OWN_CHAT not in str(ours.calls.made)
