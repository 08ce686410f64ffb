"""What the real Slack keeps and sends, and local-slack 0.1.8 does not; seen in its source.

| in the real Slack | in local-slack | here |
|---|---|---|
| each person has modals of their own | one stack for everybody | a modal for each person |
| a view keeps its id when it is replaced | another id each time | one id, another hash |
| views.update with an old hash is refused | takes anything | refused |
| a trigger id is good once | half an hour | once |
| each block has a name | only when we give it one | named |
| a button in a modal or Home tells its view | told as one in a message | told with its view |
| what nobody touched is sent as it was filled in beforehand | sent empty | as it was |
| an emptied text or day is null | "" | null |
| people that were searched for are a list, also when empty | null | a list |

What is not in local-slack at all: typing in an external_select (`GoBetween.search` sends that), and
a choice that is told at once (`dispatch_action`), which is sent as a choice in a message is. Not
shown here for that reason: guests, the global shortcut, 429 and what else goes wrong on Slack's
side, and whether real Slack takes our tokens and scopes. `tests/slack_stub` does those.
"""

from itertools import count
from typing import Any

from tests.slack_stub.elements import State, fields_in
from tests.slack_stub.screens import OpenView, View, fresh_view
from tests.slack_stub.users import BOT_ID, TEAM
from tests.slack_stub.workspace import APP_ID

Payload = dict[str, Any]


class Refusal(Exception):
    """Slack weigert deze aanroep; de code is die van Slack."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Screens:
    """The modal and the Home tab of each person, as the real Slack knows them."""

    def __init__(self) -> None:
        self.modals: dict[str, OpenView] = {}
        self.homes: dict[str, OpenView] = {}
        self._triggers: dict[str, str] = {}
        self._numbers = count(1)

    # -------------------------------------------------------------- what the bot calls

    def opened(self, trigger: str, sent: View) -> OpenView:
        """Opens a modal for whoever did what this trigger came with."""
        user = self._triggers.pop(trigger, None)
        if user is None:
            raise Refusal("exchanged_trigger_id")
        self.modals[user] = fresh_view(f"V0{next(self._numbers)}", user, sent, self._version())
        return self.modals[user]

    def updated(self, view_id: str, known: str | None, sent: View) -> OpenView:
        """Puts another view in the place of a modal."""
        found = next((one for one in self.modals.values() if one.id == view_id), None)
        if found is None:
            raise Refusal("not_found")
        if known is not None and known != found.hash:
            raise Refusal("hash_conflict")
        found.replace(sent, self._version())
        return found

    def published(self, user: str, sent: View) -> OpenView:
        """Gives somebody a Home tab."""
        if user in self.homes:
            self.homes[user].replace(sent, self._version())
        else:
            view_id = f"V0{next(self._numbers)}"
            self.homes[user] = fresh_view(view_id, user, sent, self._version())
        return self.homes[user]

    def named(self, blocks: list[Payload]) -> list[Payload]:
        """Gives a name to each block of a message that has none."""
        return fresh_view("", "", {"type": "message", "blocks": blocks}, self._version()).blocks

    # -------------------------------------------------------------- what local-slack sends

    def repaired(self, payload: Payload) -> Payload:
        """Gives a payload as the real Slack sends it; the same one when nothing is missing."""
        user = payload["user"]["id"] if "user" in payload else payload.get("user_id", "")
        if "trigger_id" in payload:
            self._triggers[payload["trigger_id"]] = user
        kind = payload.get("type")
        if kind == "view_submission":
            return self._submitted(payload, self.modals[user])
        if kind == "block_actions" and "message" not in payload:
            return self._pressed(payload, self._where(user, payload["actions"][0]["block_id"]))
        return payload

    def answered(self, user: str, ack: Payload) -> Payload:
        """Carries out what the bot answers to a submitted modal; gives it as local-slack needs it.

        Its view has a name for every block then, as those on the screen have.
        """
        action = ack.get("response_action", "clear")
        if action == "update":
            self.modals[user].replace(ack["view"], self._version())
            return {**ack, "view": self.modals[user].sent}
        if action == "clear":
            del self.modals[user]
        return ack

    def told(self, view: OpenView) -> View:
        """Gives a view as the real Slack tells it."""
        return view.as_told(team=TEAM, bot_id=BOT_ID, app_id=APP_ID)

    def searched(self, user: str, block_id: str, typed: str) -> Payload:
        """Makes the payload of somebody who types in a field that searches."""
        view = self.modals[user]
        element = next(
            one for block, one in fields_in(view.blocks) if block["block_id"] == block_id
        )
        return {
            "type": "block_suggestion",
            "team": {"id": TEAM, "domain": "vlierhof"},
            "user": {"id": user, "username": user, "name": user, "team_id": TEAM},
            "api_app_id": APP_ID,
            "token": "verification-token",
            "container": {"type": "view", "view_id": view.id},
            "enterprise": None,
            "is_enterprise_install": False,
            "action_id": element["action_id"],
            "block_id": block_id,
            "value": typed,
            "view": self.told(view),
        }

    def _where(self, user: str, block_id: str) -> OpenView:
        """Finds the view in which somebody pressed: their modal, which lies over Home, or Home."""
        for view in (self.modals.get(user), self.homes.get(user)):
            if view is not None and block_id in {one["block_id"] for one in view.blocks}:
                return view
        raise AssertionError(f"{block_id} staat nergens op het scherm.")

    def _pressed(self, payload: Payload, view: OpenView) -> Payload:
        kept = {
            name: value
            for name, value in payload.items()
            if name not in ("channel", "response_url", "state")
        }
        action = payload["actions"][0]
        if action["type"] != "button":
            chosen = {name: action[name] for name in CHOSEN if name in action}
            view.state[action["block_id"]] = {
                action["action_id"]: {"type": action["type"], **chosen}
            }
        return {
            **kept,
            "container": {"type": "view", "view_id": view.id},
            "view": self.told(view),
        }

    def _submitted(self, payload: Payload, view: OpenView) -> Payload:
        fill(view, payload["view"]["state"]["values"])
        return {**payload, "view": self.told(view)}

    def _version(self) -> str:
        return f"1795.{next(self._numbers):06}"


CHOSEN = ("selected_option", "selected_options", "selected_date")


def fill(view: OpenView, values: State) -> None:
    """Puts what somebody filled in where it belongs; what was not touched stays."""
    for block, element in fields_in(view.blocks):
        told = values.get(block["block_id"], {}).get(element["action_id"])
        if told is None or is_untouched(told):
            continue
        filled = {name: value for name, value in told.items() if name != "type"}
        if element["type"] in DAY_OR_TEXT:
            filled = {name: value or None for name, value in filled.items()}
        view.state[block["block_id"]][element["action_id"]] = {"type": element["type"], **filled}


def is_untouched(told: Payload) -> bool:
    """Says whether local-slack made this value itself, for a field that nobody touched."""
    return all(value in (None, []) for name, value in told.items() if name != "type")


DAY_OR_TEXT = ("plain_text_input", "datepicker")
