"""The state of a local Teams: who is in it, what stands in their chats and on their screens.

`faults` is told everything that a strict Teams, or this project, would not take. A test that uses
the tenant ends with `assert [] == tenant.faults`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from itertools import count
from typing import Any, Literal

import msgspec

from tests.adapters.teams.card_rules import Kind, faults_in
from tests.chat_stub.stub_time import StubTime
from tests.privacy.canaries import Secret
from tests.teams_stub.connector_error import Call, ConnectorError
from tests.teams_stub.pace import Windows
from tests.teams_stub.plan import Plan, WellBehaved
from tests.teams_stub.screens import Screen
from tests.teams_stub.signing import Issuer
from tests.teams_stub.users import APP_ID, TENANT, TeamsUser

Json = dict[str, Any]

APP_PASSWORD = "stub-app-password"

INVOKE_SECONDS = 5.0
"""How long the app may take to answer (docs, respond-to-task-module-submit)."""

CardFaults = Callable[[Kind, Json], Iterable[str]]


class Message(msgspec.Struct):
    """A message of the app in a conversation."""

    conversation: str
    id: str
    sent: Json
    """The activity as the app made it."""
    shown: Json | None = None
    """The card on the screen, which an answer to a button may have replaced; None without one."""
    thread: str = ""
    """In a channel: the first message of the thread; empty for the first itself."""
    versions: int = 1
    is_refreshed: bool = False
    """Whether the client asked for it anew since the app last sent it."""

    @property
    def text(self) -> str:
        """The words of a message without a card."""
        return str(self.sent.get("text", ""))

    @property
    def card(self) -> Json | None:
        """The card as the app last sent it."""
        return card_in(self.sent)

    @property
    def place(self) -> str:
        """The message as `flows.ports.Placed` names it."""
        return f"{self.conversation}/{self.id}"


def card_in(activity: Json) -> Json | None:
    """Gives the card of an activity."""
    attached = activity.get("attachments") or [{}]
    content: Json | None = attached[0].get("content")
    return content


class Conversation(msgspec.Struct, frozen=True):
    """A chat, or a channel of a team."""

    id: str
    kind: Literal["personal", "groupChat", "channel"]
    members: tuple[str, ...]
    """Ids of who is in it."""
    team: str = ""


class Tenant:
    """One tenant with one app in it. Nothing here is carried out by itself."""

    def __init__(
        self,
        users: Iterable[TeamsUser] = (),
        *,
        secrets: tuple[Secret, ...] = (),
        plan: Plan | None = None,
        time: StubTime | None = None,
        card_faults: CardFaults = faults_in,
        patience: float = INVOKE_SECONDS,
    ) -> None:
        """Takes who is in it; `patience` is how many real seconds the app may take to answer."""
        self.users = {one.id: one for one in users}
        self.secrets = secrets
        self.plan: Plan = plan or WellBehaved()
        self.time = time or StubTime()
        self.card_faults = card_faults
        self.patience = patience
        self.id = TENANT
        self.issuer = Issuer(APP_ID, APP_PASSWORD)
        self.base_url = ""
        """Where it is served, without a slash behind it."""
        self.region = "emea"
        """Part of the service URL; a tenant that moves gets another one."""
        self.refused_tokens: set[str] = set()
        """Headers that hold a token which is not taken any more."""
        self.faults: list[str] = []
        self.calls: list[Call] = []
        self.messages: dict[tuple[str, str], Message] = {}
        self.conversations: dict[str, Conversation] = {}
        self.screens: dict[str, Screen] = {}
        self.pace = Windows()
        self._numbers = count(1)
        self._posted = 0

    @property
    def openid_url(self) -> str:
        """Where the app learns which keys sign."""
        return f"{self.base_url}/openid"

    @property
    def token_url(self) -> str:
        """Where the app gets a token."""
        return f"{self.base_url}/token"

    @property
    def service_url(self) -> str:
        """Where the connector is, as it stands in every activity."""
        return f"{self.base_url}/{self.region}/{self.id}/"

    def takes_token(self, authorization: str) -> bool:
        """Says whether a call may be made with this header."""
        is_given = self.issuer.is_handed_out(authorization)
        return is_given and authorization not in self.refused_tokens

    # -------------------------------------------------------------- people and their chats

    def screen(self, user: str) -> Screen:
        """Gives what somebody sees."""
        return self.screens.setdefault(user, Screen())

    def by_mri(self, mri: object) -> TeamsUser:
        """Finds somebody as the connector names them; raises as it does for who is not there."""
        for user in self.users.values():
            if user.mri == mri:
                return user
        raise ConnectorError(400, "BadArgument")

    def chat_with(self, user: str) -> str:
        """Gives the conversation between somebody and the app."""
        name = f"a:1{self.mark(user)}"
        self.conversations.setdefault(name, Conversation(name, "personal", (user,)))
        return name

    def group_of(self, *users: str) -> str:
        """Gives a chat of several people, in which the app is not."""
        name = f"19:{self.mark(' '.join(users))}@thread.v2"
        self.conversations.setdefault(name, Conversation(name, "groupChat", users))
        return name

    def channel(self, *users: str, team: str = "19:team@thread.tacv2") -> str:
        """Gives a channel of a team, in which the app is."""
        name = f"19:{self.mark(f'{team} kanaal')}@thread.tacv2"
        self.conversations.setdefault(name, Conversation(name, "channel", users, team))
        return name

    def conversation(self, name: str) -> Conversation:
        """Finds a conversation, by its id with or without a thread; raises as Teams does."""
        found = self.conversations.get(channel_of(name))
        if found is None:
            raise ConnectorError(404, "ConversationNotFound")
        return found

    def messages_of(self, user: str) -> tuple[Message, ...]:
        """Gives all messages in somebody's chat with the app, oldest first."""
        return self.messages_in(self.chat_with(user))

    def messages_in(self, conversation: str) -> tuple[Message, ...]:
        """Gives all messages of the app in a conversation, oldest first."""
        return tuple(
            one
            for one in self.messages.values()
            if channel_of(one.conversation) == channel_of(conversation)
        )

    # -------------------------------------------------------------- what is given out

    def message_id(self) -> str:
        """Gives the name of a message that is posted now: its moment, unique."""
        self._posted = max(self._posted + 1, int(self.time.now() * 1000))
        return str(self._posted)

    def activity_id(self) -> str:
        """Gives the name of an activity that was not given before."""
        return f"f:{self.mark(str(next(self._numbers)))}"

    def mark(self, text: str) -> str:
        """Gives something that looks drawn, and is the same each time."""
        return hashlib.sha256(text.encode()).hexdigest()[:32]

    def fault(self, where: str, *faults: str) -> None:
        """Notes faults."""
        self.faults.extend(f"{where}: {one}" for one in faults)


def channel_of(conversation: str) -> str:
    """Gives a conversation without the thread in it."""
    return conversation.partition(";")[0]


def thread_of(conversation: str) -> str:
    """Gives the first message of the thread that a conversation id names; empty without one."""
    return conversation.partition(";messageid=")[2]
