"""What stands in between sees each fault, and repairs what local-slack does in another way."""

import pytest

from tests.local_slack.for_page import ForPage
from tests.local_slack.repairs import Payload, Refusal, Screens
from tests.local_slack.strict import Strict
from tests.privacy.canaries import Secret
from tests.slack_stub.workspace import BOT_TOKEN

SECRETS = (Secret("naam", "Kyra Hendriks"),)
POST: Payload = {
    "channel": "D1",
    "text": "Nieuw: melding 7K3Q",
    "blocks": [{"type": "divider"}],
    "unfurl_links": False,
    "unfurl_media": False,
}
SEARCH: Payload = {"type": "multi_external_select", "action_id": "pupil"}
TEXT: Payload = {"type": "plain_text_input", "action_id": "answers", "initial_value": "Vandaag"}
VIEW: Payload = {
    "type": "modal",
    "blocks": [
        {"type": "input", "block_id": "wie", "element": SEARCH},
        {"type": "input", "block_id": "wat", "element": TEXT},
        {"type": "actions", "elements": [{"type": "button", "action_id": "press:1"}]},
    ],
}
KYRA: Payload = {"text": {"type": "plain_text", "text": "Kyra Hendriks (1A)"}, "value": "7"}


@pytest.fixture
def strict() -> Strict:
    """One that has seen nothing yet."""
    return Strict(SECRETS)


@pytest.fixture
def screens() -> Screens:
    """Tessa has a modal open."""
    found = Screens()
    found.repaired({"user_id": "UTESSA", "command": "/pestmelding", "trigger_id": "T1"})
    found.opened("T1", VIEW)
    return found


def _call(
    strict: Strict, *, method: str = "chat.postMessage", token: str = BOT_TOKEN, **more: object
) -> list[str]:
    strict.call(method, {**POST, **more}, token, 0.0)
    return strict.faults


def test_a_sound_call_is_taken(strict: Strict) -> None:
    """A message as it should be has no faults, and is kept for the schema."""
    assert [] == _call(strict)
    assert ["message"] == [one.kind for one in strict.shown]


def test_a_wrong_call_is_seen(strict: Strict) -> None:
    """An unknown method, a wrong token, an unknown argument and a name are each a fault."""
    _call(strict, method="conversations.history")
    _call(strict, token="xoxb-ander")
    _call(strict, metadata={})
    _call(strict, text="Kyra Hendriks")
    found = [one.partition(": ")[2] for one in strict.faults]
    assert ["onbekende methode", "verkeerd token", "onbekend metadata"] == found[:3]
    assert [] != [one for one in found[3:] if one.startswith("naam lekt")]


def test_a_leak_or_wait_in_an_answer_is_seen(strict: Strict) -> None:
    """A name outside a dialog is a fault, and so is an answer that comes too late."""
    strict.answer({"options": [KYRA]}, 0.1)
    strict.answer({"response_action": "update", "view": {"blocks": [KYRA]}}, 0.1)
    assert [] == strict.faults
    strict.answer({"text": "Kyra Hendriks"}, 0.1)
    strict.whisper("Kyra Hendriks")
    strict.answer(None, 3.1)
    assert ["antwoord", "fluistert", "antwoord na 3.1 s"] == list(
        dict.fromkeys(one.partition(":")[0] for one in strict.faults)
    )


def test_too_many_messages_are_seen(strict: Strict) -> None:
    """Three messages may go at once in a channel and then one a second; a fifth at once may not."""
    for at in (0.0, 0.1, 0.2, 1.1, 2.1, 3.1):
        strict.call("chat.postMessage", POST, BOT_TOKEN, at)
    assert [] == strict.faults
    strict.call("chat.postMessage", POST, BOT_TOKEN, 3.2)
    assert 1 == len(strict.faults)


def test_a_trigger_is_good_once(screens: Screens) -> None:
    """A second modal on the same trigger is refused."""
    with pytest.raises(Refusal, match="exchanged_trigger_id"):
        screens.opened("T1", VIEW)


def test_a_modal_keeps_its_id(screens: Screens) -> None:
    """A view is replaced by one with the same id and another hash; an old hash is refused."""
    before = screens.modals["UTESSA"]
    known = before.hash
    assert before.id == screens.updated(before.id, known, VIEW).id
    with pytest.raises(Refusal, match="hash_conflict"):
        screens.updated(before.id, known, VIEW)
    with pytest.raises(Refusal, match="not_found"):
        screens.updated("V99", None, VIEW)


def test_a_button_in_a_modal_tells_its_view(screens: Screens) -> None:
    """A press as local-slack tells it, as if in a message, comes with the view it was in."""
    view = screens.modals["UTESSA"]
    action = {"type": "button", "action_id": "press:1", "block_id": view.blocks[2]["block_id"]}
    told = {
        "type": "block_actions",
        "user": {"id": "UTESSA"},
        "container": {"type": "message"},
        "channel": {"id": ""},
        "response_url": "http://127.0.0.1/",
        "actions": [action],
    }
    repaired = screens.repaired(told)
    assert {"type": "view", "view_id": view.id} == repaired["container"]
    assert view.id == repaired["view"]["id"]
    assert {"channel", "response_url"}.isdisjoint(repaired)


def test_what_nobody_touched_stays(screens: Screens) -> None:
    """Fields that local-slack sends empty come as they were; people searched for are a list."""
    empty = {"wie": {"pupil": {"selected_option": None}}, "wat": {"answers": {"value": None}}}
    told = {
        "type": "view_submission",
        "user": {"id": "UTESSA"},
        "view": {"state": {"values": empty}},
    }
    values = screens.repaired(told)["view"]["state"]["values"]
    assert [] == values["wie"]["pupil"]["selected_options"]
    assert "Vandaag" == values["wat"]["answers"]["value"]


def test_an_emptied_text_is_null(screens: Screens) -> None:
    """A text that somebody took away is sent as Slack sends it."""
    filled = {"wat": {"answers": {"type": "plain_text_input", "value": ""}}}
    told = {
        "type": "view_submission",
        "user": {"id": "UTESSA"},
        "view": {"state": {"values": filled}},
    }
    values = screens.repaired(told)["view"]["state"]["values"]
    assert values["wat"]["answers"]["value"] is None


def test_a_search_is_a_list_on_the_page() -> None:
    """A field that searches is drawn with the people who are known; the view itself stays."""
    for_page = ForPage()
    for_page.known = [KYRA]
    drawn = for_page(VIEW)["blocks"][0]["element"]
    assert {"type": "checkboxes", "action_id": "pupil", "options": [KYRA]} == drawn
    assert "multi_external_select" == VIEW["blocks"][0]["element"]["type"]
