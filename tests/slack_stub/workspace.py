"""The state of a local Slack: who is in it, what stands in their chats and on their screens.

`faults` is told everything that a strict Slack, or this project, would not take. A test that uses
the workspace ends with `assert [] == workspace.faults`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from itertools import count
from typing import Any

import msgspec

from adapters.slack.methods import SCOPES
from tests.adapters.slack.block_rules import Kind, faults_in
from tests.chat_stub.stub_time import StubTime
from tests.privacy.canaries import Secret
from tests.slack_stub.plan import Plan, WellBehaved
from tests.slack_stub.screens import OpenView, Screen, View, fresh_view
from tests.slack_stub.slack_error import Call, SlackError
from tests.slack_stub.users import BOT_ID, TEAM, SlackUser, the_bot

APP_ID = "A0PESTMELD"
BOT_TOKEN = "xoxb-stub-bot"
APP_TOKEN = "xapp-1-stub-app"
SIGNING_SECRET = "stub-signing-secret"

ACK_SECONDS = 3.0
"""How long the app may take to answer (docs, events-api)."""
TRIGGER_SECONDS = 3
"""How long a trigger id is good (docs, surfaces/modals)."""
RESPONSE_USES = 5
RESPONSE_SECONDS = 30 * 60
"""How often and how long a response_url is good (docs, handling-user-interaction)."""

BlockFaults = Callable[[Kind, Any], Iterable[str]]


class Message(msgspec.Struct):
    """A message of the app in somebody's chat."""

    channel: str
    ts: str
    text: str
    sent: list[dict[str, Any]]
    """The blocks as the app made them."""
    blocks: list[dict[str, Any]]
    """The same, with a name for every block."""
    thread_ts: str = ""
    client_msg_id: str = ""
    versions: int = 1


class Trigger(msgspec.Struct):
    """What lets a modal be opened, once and shortly."""

    user: str
    until: float
    is_used: bool = False


class Hook(msgspec.Struct):
    """A response_url that was given out."""

    user: str
    until: float
    left: int = RESPONSE_USES


class Workspace:
    """One workspace with one app in it. Nothing here is carried out by itself."""

    def __init__(
        self,
        users: Iterable[SlackUser] = (),
        *,
        secrets: tuple[Secret, ...] = (),
        plan: Plan | None = None,
        time: StubTime | None = None,
        scopes: Iterable[str] = SCOPES,
        block_faults: BlockFaults | None = None,
        patience: float = ACK_SECONDS,
    ) -> None:
        """Takes who is in it; `patience` is how many real seconds the app may take to answer."""
        self.users = {one.id: one for one in (*users, the_bot())}
        self.secrets = secrets
        self.plan: Plan = plan or WellBehaved()
        self.time = time or StubTime()
        self.scopes = frozenset(scopes)
        self.block_faults = block_faults or faults_in
        self.patience = patience
        self.team = TEAM
        self.base_url = ""
        """Where it is served, without a slash behind it."""
        self.refused_with = ""
        """The error that every call gets, such as "token_revoked"; empty when the app is in."""
        self.faults: list[str] = []
        self.calls: list[Call] = []
        self.messages: dict[tuple[str, str], Message] = {}
        self.screens: dict[str, Screen] = {}
        self.hooks: dict[str, Hook] = {}
        self.triggers: dict[str, Trigger] = {}
        self._channels: dict[str, str] = {}
        self._posted: dict[str, tuple[float, float]] = {}
        self._numbers = count(1)

    # -------------------------------------------------------------- people and their chats

    def screen(self, user: str) -> Screen:
        """Gives what somebody sees."""
        return self.screens.setdefault(user, Screen())

    def user(self, user: str) -> SlackUser:
        """Finds somebody; raises as Slack does for who is not there."""
        if user not in self.users:
            raise SlackError("user_not_found")
        return self.users[user]

    def chat_with(self, user: str) -> str:
        """Gives the channel of the direct messages between somebody and the app."""
        found = next((name for name, one in self._channels.items() if one == user), None)
        if found is None:
            found = f"D{self._mark(user)}"
            self._channels[found] = user
        return found

    def owner_of(self, channel: str) -> str:
        """Gives whose chat a channel is."""
        if channel not in self._channels:
            raise SlackError("channel_not_found")
        return self._channels[channel]

    def messages_of(self, user: str) -> tuple[Message, ...]:
        """Gives all messages in somebody's chat, oldest first."""
        channel = self.chat_with(user)
        return tuple(one for one in self.messages.values() if one.channel == channel)

    def delete_message(self, channel: str, ts: str) -> None:
        """Lets a message be deleted by somebody."""
        del self.messages[channel, ts]

    # -------------------------------------------------------------- what is given out

    def trigger(self, user: str) -> str:
        """Gives out a trigger id."""
        name = f"{self.fresh()}.{self._mark(user).lower()}"
        self.triggers[name] = Trigger(user, self.time.now() + TRIGGER_SECONDS)
        return name

    def use_trigger(self, name: str) -> str:
        """Uses a trigger id and gives whose it is."""
        found = self.triggers.get(name)
        if found is None:
            raise SlackError("invalid_trigger_id")
        if found.is_used:
            raise SlackError("exchanged_trigger_id")
        if self.time.now() > found.until:
            raise SlackError("expired_trigger_id")
        found.is_used = True
        return found.user

    def response_url(self, user: str) -> str:
        """Gives out an address to answer one person at."""
        name = f"{self.team}/{self.fresh()}"
        self.hooks[name] = Hook(user, self.time.now() + RESPONSE_SECONDS)
        return f"{self.base_url}/actions/{name}"

    def fresh(self) -> int:
        """Gives a number that was not given before."""
        return 10_000_000_000 + next(self._numbers)

    def ts(self) -> str:
        """Gives the name of a message that is posted now: its moment, unique."""
        return f"{int(self.time.now())}.{next(self._numbers):06}"

    def version(self) -> str:
        """Gives the hash of a new version of a view."""
        return f"{int(self.time.now())}.{self._mark(str(next(self._numbers)))}"

    def _mark(self, text: str) -> str:
        return hashlib.sha256(text.encode()).hexdigest()[:9].upper()

    # -------------------------------------------------------------- views

    def show(self, user: str, sent: View) -> OpenView:
        """Opens a modal in the place of all that were open."""
        opened = fresh_view(f"V{self._mark(f'{self.fresh()}')}", user, sent, self.version())
        self.screen(user).modals = [opened]
        return opened

    def publish(self, user: str, sent: View) -> OpenView:
        """Gives somebody a Home tab."""
        screen = self.screen(user)
        if screen.home is None:
            screen.home = fresh_view(f"V{self._mark(f'home {user}')}", user, sent, self.version())
        else:
            screen.home.replace(sent, self.version())
        return screen.home

    def told(self, view: OpenView) -> View:
        """Gives a view as Slack sends it to the app."""
        return view.as_told(team=self.team, bot_id=BOT_ID, app_id=APP_ID)

    def find_view(self, view_id: str) -> OpenView:
        """Finds an open view, on whoever's screen it is; raises as Slack does for one that is gone.

        Home is no modal, and cannot be found in this way.
        """
        for screen in self.screens.values():
            for one in screen.modals:
                if one.id == view_id:
                    return one
        raise SlackError("not_found")

    # -------------------------------------------------------------- how fast

    def allows_post(self, channel: str) -> bool:
        """Says whether a message may be posted now: one a second, and a burst of three."""
        left, at = self._posted.get(channel, (BURST, self.time.now()))
        now = self.time.now()
        left = min(BURST, left + now - at)
        may = left >= 1
        self._posted[channel] = (left - 1 if may else left, now)
        return may


BURST = 3.05
"""Messages that may go to one channel at once; the little over is the jitter of a network."""
