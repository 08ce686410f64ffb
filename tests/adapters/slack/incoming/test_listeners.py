"""What people do in Slack, as it reaches the bot, and how its answers are shown."""

import pytest

from adapters.slack.form_view import form_view
from adapters.slack.home_view import home_view, refused_home
from adapters.slack.page_view import page_view
from adapters.slack.said_view import said_view
from adapters.slack.sentences import EXPIRED, TASKS_AT_HOME, TOO_SLOW
from adapters.slack.sheets import Sheet
from flows.ports import (
    Pressed,
    Resumed,
    Say,
    Searched,
    ShowFieldErrors,
    ShowForm,
    ShowTaskList,
    Submitted,
    Typed,
    Who,
)
from tests.adapters.slack.incoming import payload_samples as sent
from tests.adapters.slack.incoming.our_side import OurSide
from tests.adapters.slack.incoming.sample_conversation import (
    DONE,
    FORM,
    PAGE,
    TASKS,
    WRONG,
    SampleConversation,
    answer,
)
from tests.adapters.slack.incoming.sample_conversation import EXPIRED as BOT_EXPIRED
from tests.adapters.slack.incoming.vendor import Vendor

ANS = Who("slack", "U1")
MODAL = sent.view("modal", "page")
HOME = sent.view("home", "")


@pytest.fixture
def hook(vendor: Vendor) -> str:
    """Gives an address to answer to."""
    return f"{vendor.url}/hooks/1"


async def test_command_opens_a_form(ours: OurSide, bot: SampleConversation, vendor: Vendor) -> None:
    """A command opens what the bot shows, within the request, and drops the text behind it."""
    bot.reply = ShowForm(FORM)

    assert await ours.send(sent.command()) == ""
    assert [Typed(ANS, "pestmelding", sent.TRIGGER)] == bot.asked
    assert [{"trigger_id": sent.TRIGGER, "view": form_view(FORM)}] == vendor.made("views.open")


async def test_command_opens_a_page(ours: OurSide, vendor: Vendor) -> None:
    """The second command opens a page."""
    assert await ours.send(sent.command("/pestprotocol")) == ""
    assert [page_view(PAGE)] == [made["view"] for made in vendor.made("views.open")]


async def test_command_is_answered_with_a_line(ours: OurSide, bot: SampleConversation) -> None:
    """A sentence stands below the command, for this person only, without a meaning to Slack."""
    bot.reply = Say("Alleen voor <medewerkers> & co.", "refused")
    expected = {
        "response_type": "ephemeral",
        "text": "Alleen voor &lt;medewerkers&gt; &amp; co.",
    }

    assert expected == await ours.send(sent.command())


async def test_command_gives_tasks(ours: OurSide, bot: SampleConversation, vendor: Vendor) -> None:
    """Tasks are put in Home, and the line says so."""
    bot.reply = ShowTaskList(TASKS)
    line = await ours.send(sent.command())

    assert {"response_type": "ephemeral", "text": TASKS_AT_HOME} == line
    assert [{"user_id": "U1", "view": home_view(TASKS)}] == vendor.made("views.publish")


@pytest.mark.parametrize("error", ["expired_trigger_id", "exchanged_trigger_id"])
async def test_command_came_too_late(ours: OurSide, vendor: Vendor, error: str) -> None:
    """When the modal cannot be opened any more, the answer says what to do."""
    vendor.answers["views.open"] = [{"ok": False, "error": error}]
    line = await ours.send(sent.command())

    assert {"response_type": "ephemeral", "text": TOO_SLOW} == line


async def test_an_old_command_expired(ours: OurSide, bot: SampleConversation) -> None:
    """A command of an older version gets the sentence of the bot."""
    line = await ours.send(sent.command("/pesten"))

    assert BOT_EXPIRED.text == line["text"]
    assert [Pressed(ANS, "", sent.TRIGGER)] == bot.asked


async def test_shortcut_opens_the_report(
    ours: OurSide, bot: SampleConversation, vendor: Vendor
) -> None:
    """The global shortcut is the button to report."""
    bot.reply = ShowForm(FORM)

    assert await ours.send(sent.shortcut()) == ""
    assert [Pressed(ANS, "melden||", sent.TRIGGER)] == bot.asked
    assert 1 == len(vendor.made("views.open"))


async def test_shortcut_says_it_in_a_modal(
    ours: OurSide, bot: SampleConversation, vendor: Vendor
) -> None:
    """A shortcut has no line to answer with, so a sentence is a modal."""
    for reply in (DONE, ShowTaskList(TASKS), WRONG):
        bot.reply = reply
        ours.clock.moment += 1
        await ours.send(sent.shortcut())
    shown = [made["view"] for made in vendor.made("views.open")]
    said = ("Vul dit in.", "refused")

    assert [said_view(DONE), said_view(Say(TASKS_AT_HOME)), said_view(Say(*said))] == shown


async def test_an_old_shortcut_expired(ours: OurSide, vendor: Vendor) -> None:
    """A shortcut of an older version says so."""
    await ours.send(sent.shortcut("melden"))

    assert [said_view(BOT_EXPIRED)] == [made["view"] for made in vendor.made("views.open")]


async def test_button_in_a_message_opens(
    ours: OurSide, bot: SampleConversation, vendor: Vendor, hook: str
) -> None:
    """A button under a card opens a modal."""
    assert await ours.send(sent.pressed_in_message("open|7K3Q|", hook)) == ""
    assert [Pressed(ANS, "open|7K3Q|", sent.TRIGGER)] == bot.asked
    assert [page_view(PAGE)] == [made["view"] for made in vendor.made("views.open")]


async def test_button_in_a_message_says(
    ours: OurSide, bot: SampleConversation, vendor: Vendor, hook: str
) -> None:
    """What a button did at once is whispered to who pressed it."""
    bot.reply = DONE
    await ours.send(sent.pressed_in_message("oppakken|7K3Q|", hook))

    assert [DONE.text] == [line["text"] for line in vendor.whispered]
    assert ["ephemeral"] == [line["response_type"] for line in vendor.whispered]


async def test_button_in_a_message_came_too_late(ours: OurSide, vendor: Vendor, hook: str) -> None:
    """When the modal cannot be opened any more, that is whispered."""
    vendor.answers["views.open"] = [{"ok": False, "error": "expired_trigger_id"}]
    await ours.send(sent.pressed_in_message("open|7K3Q|", hook))

    assert [TOO_SLOW] == [line["text"] for line in vendor.whispered]


async def test_button_without_an_address_to_answer(
    ours: OurSide, bot: SampleConversation, vendor: Vendor
) -> None:
    """Without an address for a whisper a sentence is a modal."""
    bot.reply = DONE
    await ours.send(sent.pressed_in_message("oppakken|7K3Q|"))

    assert [said_view(DONE)] == [made["view"] for made in vendor.made("views.open")]


async def test_an_address_elsewhere_is_not_answered(
    ours: OurSide, bot: SampleConversation, vendor: Vendor
) -> None:
    """A whisper only goes to Slack."""
    bot.reply = DONE

    assert await ours.send(sent.pressed_in_message("x||", "https://example.org/hooks/1")) == ""
    assert [] == vendor.whispered


async def test_button_of_an_older_version(
    ours: OurSide, bot: SampleConversation, vendor: Vendor, hook: str
) -> None:
    """A button that this version does not know is answered by the bot: it expired."""
    payload = sent.pressed_in_message("open|7K3Q|", hook, action_id="zaak_openen")

    assert await ours.send(payload) == ""
    assert [Pressed(ANS, "", sent.TRIGGER)] == bot.asked
    assert [BOT_EXPIRED.text] == [line["text"] for line in vendor.whispered]


async def test_button_in_a_modal_replaces_it(
    ours: OurSide, bot: SampleConversation, vendor: Vendor
) -> None:
    """Whatever a button in a modal gives takes the place of that modal."""
    replies = (ShowForm(FORM), DONE, ShowTaskList(TASKS), WRONG)
    for reply in replies:
        bot.reply = reply
        ours.clock.moment += 1
        assert await ours.send(sent.pressed_in_view(MODAL, "doen|7K3Q|1")) == ""
    made = vendor.made("views.update")

    assert [form_view(FORM), said_view(DONE), said_view(Say(TASKS_AT_HOME))] == [
        update["view"] for update in made[:3]
    ]
    assert {("V1", MODAL["hash"])} == {(update["view_id"], update["hash"]) for update in made}
    assert [] == vendor.made("views.open")


async def test_button_in_a_modal_that_changed(ours: OurSide, vendor: Vendor) -> None:
    """The answer to the last press stands in a modal that two presses wanted to change."""
    vendor.answers["views.update"] = [{"ok": False, "error": "hash_conflict"}]
    await ours.send(sent.pressed_in_view(MODAL, "open|7K3Q|"))

    assert [True, False] == ["hash" in update for update in vendor.made("views.update")]
    assert [] == vendor.made("views.open")


async def test_button_in_a_modal_that_was_closed(ours: OurSide, vendor: Vendor) -> None:
    """Whoever closed the modal meanwhile gets the answer in a new one."""
    vendor.answers["views.update"] = [{"ok": False, "error": "not_found"}] * 2
    await ours.send(sent.pressed_in_view(MODAL, "open|7K3Q|"))

    assert [{"trigger_id": sent.TRIGGER, "view": page_view(PAGE)}] == vendor.made("views.open")


async def test_a_modal_is_not_opened_over_another(ours: OurSide, vendor: Vendor) -> None:
    """When nobody knows whether the modal was replaced, no second one is laid over it."""
    vendor.answers["views.update"] = [500]

    assert await ours.send(sent.pressed_in_view(MODAL, "open|7K3Q|")) == ""
    assert 1 == len(vendor.made("views.update"))
    assert [] == vendor.made("views.open")


async def test_button_in_home_opens(ours: OurSide, bot: SampleConversation, vendor: Vendor) -> None:
    """A button in Home opens a modal, also for a single sentence."""
    await ours.send(sent.pressed_in_view(HOME, "open|7K3Q|"))
    bot.reply = DONE
    ours.clock.moment += 1
    await ours.send(sent.pressed_in_view(HOME, "oppakken|7K3Q|"))
    shown = [made["view"] for made in vendor.made("views.open")]

    assert [page_view(PAGE), said_view(DONE)] == shown


async def test_turning_a_page_of_home(ours: OurSide, vendor: Vendor) -> None:
    """The button to the second page shows the second page."""
    assert await ours.send(sent.pressed_in_view(HOME, "taken||2")) == ""
    assert [home_view(TASKS, 2)] == [made["view"] for made in vendor.made("views.publish")]
    assert [] == vendor.made("views.open")


async def test_home_is_the_task_list(
    ours: OurSide, bot: SampleConversation, vendor: Vendor
) -> None:
    """Opening Home shows the tasks; a second delivery of the same event shows them again."""
    again = {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}
    await ours.send(sent.home_opened())
    ours.clock.moment += 60
    await ours.send(sent.home_opened(), again)

    assert [{"user_id": "U1", "view": home_view(TASKS)}] * 2 == vendor.made("views.publish")
    assert [Pressed(ANS, "taken||", "Ev08MFMKH6")] * 2 == bot.asked


async def test_home_of_a_stranger(ours: OurSide, bot: SampleConversation, vendor: Vendor) -> None:
    """Home says it when there is nothing to see for somebody."""
    bot.tasks = Say("Dit is alleen voor medewerkers.", "refused")
    await ours.send(sent.home_opened())
    shown = [made["view"] for made in vendor.made("views.publish")]

    assert [refused_home("Dit is alleen voor medewerkers.")] == shown


async def test_the_messages_tab_is_no_home(
    ours: OurSide, bot: SampleConversation, vendor: Vendor
) -> None:
    """Looking at the messages asks for nothing; an odd answer to Home shows nothing."""
    await ours.send(sent.home_opened("messages"))
    bot.tasks = DONE
    bot.tasks = ShowForm(FORM)
    await ours.send(sent.home_opened())

    assert [] == vendor.made("views.publish")


async def test_home_that_cannot_be_published(ours: OurSide, vendor: Vendor) -> None:
    """Slack has its answer when it does not take a Home; opening it again tries again."""
    vendor.answers["views.publish"] = [500]

    assert await ours.send(sent.home_opened()) == ""


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


@pytest.mark.parametrize("state", [{}, {"values": None}, {"values": {"a~~b": {"answers": 7}}}])
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


async def test_what_is_typed_to_the_bot_is_ignored(
    ours: OurSide, bot: SampleConversation, vendor: Vendor
) -> None:
    """A message to the bot is neither read nor answered."""
    assert await ours.send(sent.EVERY_KIND["message"]) == ""
    assert [] == bot.asked
    assert ["auth.test"] == [method for method, _ in vendor.calls]


async def test_an_account_changed(ours: OurSide, bot: SampleConversation) -> None:
    """Whoever wants to know hears of an account that changed; without anybody it is no matter."""
    heard: list[Who] = []
    await ours.send(sent.EVERY_KIND["user changed"])
    ours.platform.on_changed = heard.append
    ours.clock.moment += 1
    await ours.send(sent.EVERY_KIND["user changed"])

    assert [ANS] == heard


@pytest.mark.parametrize("kind", ["app uninstalled", "tokens revoked"])
async def test_the_app_was_removed(ours: OurSide, kind: str) -> None:
    """An app that was taken out of the workspace is a fault that the operator sees."""
    await ours.send(sent.EVERY_KIND[kind])

    assert ("slack-verwijderd",) == ours.platform.faults()


async def test_a_token_that_is_not_ours_was_revoked(ours: OurSide) -> None:
    """Somebody's own token is no matter of ours."""
    await ours.send(sent.event("tokens_revoked", tokens={"oauth": ["U1"], "bot": []}))

    assert () == ours.platform.faults()


async def test_home_follows_what_somebody_does(
    ours: OurSide, bot: SampleConversation, vendor: Vendor
) -> None:
    """A Home that was opened is drawn again when its owner did something elsewhere."""
    await ours.send(sent.home_opened())
    bot.reply = DONE
    await ours.send(sent.submitted(sent.form_filled_in("doen|7K3Q|1")))
    await ours.send(sent.pressed_in_view(HOME, "oppakken|7K3Q|"))
    await ours.platform.stop()

    assert 3 == len(vendor.made("views.publish"))


async def test_home_that_nobody_opened_is_left_alone(
    ours: OurSide, bot: SampleConversation, vendor: Vendor
) -> None:
    """Whoever never opened Home costs no call."""
    bot.reply = DONE
    await ours.send(sent.submitted(sent.form_filled_in("doen|7K3Q|1")))
    await ours.platform.stop()

    assert [] == vendor.made("views.publish")


async def test_home_that_cannot_be_drawn_again(
    ours: OurSide, bot: SampleConversation, caplog: pytest.LogCaptureFixture
) -> None:
    """A fault while drawing Home again is noted and nothing else."""
    await ours.send(sent.home_opened())
    bot.reply, bot.tasks = DONE, RuntimeError(sent.CANARY)

    await ours.send(sent.submitted(sent.form_filled_in("doen|7K3Q|1")))
    await ours.platform.stop()

    assert "slack_home_not_renewed" in caplog.messages
    assert sent.CANARY not in caplog.text
