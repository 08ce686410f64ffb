"""Forms that are filled in, submitted, searched in and closed."""

import pytest

from adapters.sentences import EXPIRED
from adapters.slack.form_view import form_view
from adapters.slack.page_view import page_view
from adapters.slack.said_view import said_view
from adapters.slack.sheets import Sheet
from flows.ports import (
    Resumed,
    Say,
    Searched,
    ShowFieldErrors,
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
from tests.adapters.slack.incoming import payload_samples as sent
from tests.adapters.slack.incoming.our_side import OurSide
from tests.adapters.slack.incoming.vendor import Vendor

ANS = Who("slack", "U1")


async def test_submitting_goes_on(ours: OurSide, bot: SampleConversation) -> None:
    """What follows on a form takes its place."""
    shown = sent.form_filled_in("doen|7K3Q|1", "zegel", gezien="geduwd")
    views = []
    for reply in (ShowForm(FORM), bot.reply, DONE):
        bot.reply = reply
        ours.clock.moment += 1
        views.append(await ours.send(sent.submitted(shown)))
    expected = [form_view(FORM), page_view(PAGE), said_view(DONE)]
    request = Submitted(
        ANS, "doen|7K3Q|1", (answer("gezien", "geduwd"),), "zegel", f"V1:{shown['hash']}"
    )

    assert [{"response_action": "update", "view": view} for view in expected] == views
    assert [request] * 3 == bot.asked


async def test_errors_stand_at_their_fields(ours: OurSide, bot: SampleConversation) -> None:
    """A form that is not right stays open, with the errors at its fields."""
    bot.reply = WRONG
    shown = sent.form_filled_in("doen|7K3Q|1", "zegel", gezien="")
    block = Sheet("doen|7K3Q|1", "zegel").block("gezien")
    expected = {"response_action": "errors", "errors": {block: "Vul dit in."}}

    assert expected == await ours.send(sent.submitted(shown))


async def test_errors_without_a_field(ours: OurSide, bot: SampleConversation) -> None:
    """Errors of a form that has no fields are said in its place, each once."""
    bot.reply = ShowFieldErrors(WRONG.errors * 2)
    answered = await ours.send(sent.submitted(sent.form_filled_in("doen|7K3Q|1")))
    view = said_view(Say("Vul dit in.", "refused"))

    assert {"response_action": "update", "view": view} == answered


async def test_submitting_gives_tasks(
    ours: OurSide, bot: SampleConversation, vendor: Vendor
) -> None:
    """Tasks are put in Home and the modal closes."""
    bot.reply = ShowTaskList(TASKS)

    assert {"response_action": "clear"} == await ours.send(
        sent.submitted(sent.form_filled_in("doen|7K3Q|1"))
    )
    assert 1 == len(vendor.made("views.publish"))


@pytest.mark.parametrize("callback_id", ["page", "said"])
async def test_what_was_read_closes(
    ours: OurSide, bot: SampleConversation, callback_id: str
) -> None:
    """The button of a modal that is only read closes it, and asks nothing."""
    answered = await ours.send(sent.submitted(sent.view("modal", callback_id)))

    assert {"response_action": "clear"} == answered
    assert [] == bot.asked


@pytest.mark.parametrize(
    "shown",
    [
        sent.view("modal", "form"),
        sent.view("modal", "form", private_metadata='{"form":"x||","meer":1}'),
        sent.view("modal", "form", private_metadata="{"),
        sent.view("modal", "report_modal"),
    ],
)
async def test_a_modal_of_an_older_version(
    ours: OurSide, bot: SampleConversation, shown: sent.Payload
) -> None:
    """A form of which nobody knows what it asks, or that was tampered with, expired."""
    answered = await ours.send(sent.submitted(shown))

    assert {"response_action": "update", "view": said_view(BOT_EXPIRED)} == answered


@pytest.mark.parametrize(
    "state",
    [
        7,
        {"values": None},
        {"values": {"a~~b": 7}},
        {"values": {"a~~b": {"answers": 7}}},
        {"values": {"a~~b": {"answers": {"value": 7}}}},
        {"values": {"a~~b": {"answers": {"selected_option": {"value": {}}}}}},
    ],
)
async def test_a_form_that_is_not_ours(
    ours: OurSide, bot: SampleConversation, state: sent.Payload
) -> None:
    """Answers without the shape of a form are not handed on."""
    shown = sent.form_filled_in("doen|7K3Q|1") | {"state": state}
    answered = await ours.send(sent.submitted(shown))

    assert {"response_action": "update", "view": said_view(Say(EXPIRED, "refused"))} == answered
    assert [] == bot.asked


async def test_a_choice_decides_what_is_asked(
    ours: OurSide, bot: SampleConversation, vendor: Vendor
) -> None:
    """A choice on which questions hang shows the same step again, with those questions."""
    bot.reply = ShowForm(FORM)
    shown = sent.form_filled_in("doen|7K3Q|1", "zegel", soort="anders")

    assert await ours.send(sent.chosen(shown, "b", "anders")) == ""
    assert [Resumed(ANS, "doen|7K3Q|1", "zegel", sent.TRIGGER)] == bot.asked
    (update,) = vendor.made("views.update")
    assert form_view(FORM, (answer("soort", "anders"),)) == update["view"]
    assert form_view(FORM) != update["view"]


async def test_a_choice_in_a_form_that_is_refused(
    ours: OurSide, bot: SampleConversation, vendor: Vendor
) -> None:
    """When the form is not to be filled in any more, that takes its place."""
    bot.reply = DONE
    shown = sent.form_filled_in("doen|7K3Q|1", "zegel", soort="anders")
    await ours.send(sent.chosen(shown, "b", "anders"))

    assert [said_view(DONE)] == [made["view"] for made in vendor.made("views.update")]


async def test_a_choice_in_a_modal_of_an_older_version(
    ours: OurSide, bot: SampleConversation, vendor: Vendor
) -> None:
    """A choice in a form of which nobody knows what it asks says that it expired."""
    await ours.send(sent.chosen(sent.view("modal", "form"), "b", "anders"))
    expected = [said_view(Say(EXPIRED, "refused"))]

    assert expected == [made["view"] for made in vendor.made("views.update")]
    assert [] == bot.asked


async def test_searching(ours: OurSide, bot: SampleConversation) -> None:
    """Pupils and colleagues are found while somebody types."""
    found = await ours.send(sent.typing("pupil", "vrie"))
    await ours.send(sent.typing("staff", "jan"))

    assert ["l1", "l2"] == [option["value"] for option in found["options"]]
    assert [Searched(ANS, "pupil", "vrie"), Searched(ANS, "staff", "jan")] == bot.searched


async def test_searching_what_is_no_person(ours: OurSide, bot: SampleConversation) -> None:
    """A field of an older version finds nobody."""
    assert {"options": []} == await ours.send(sent.typing("leerling", "vrie"))
    assert [] == bot.searched


async def test_the_same_search_twice_in_a_second(ours: OurSide, bot: SampleConversation) -> None:
    """Whoever types a letter, takes it away and types it again finds the same."""
    first = await ours.send(sent.typing("pupil", "vrie"))

    assert first == await ours.send(sent.typing("pupil", "vrie"))


async def test_closing_a_modal(ours: OurSide, bot: SampleConversation) -> None:
    """Nothing was kept of what was not submitted, so nothing is asked."""
    assert await ours.send(sent.closed(sent.view("modal", "form"))) == ""
    assert [] == bot.asked
