"""Our side of Teams behind its door: listeners, and stand-ins for what they call."""

import asyncio
from typing import Any

from adapters.teams.answer import InvokeAnswer
from adapters.teams.arrivals import Arrivals
from adapters.teams.chat import Chat
from adapters.teams.listeners import Listeners
from adapters.under_way import UnderWay
from flows.ports import Who
from tests.adapters.sample_conversation import SampleConversation
from tests.adapters.teams.card_rules import faults_in
from tests.adapters.teams.incoming.activity_samples import SERVICE, Payload


class SetTime:
    """A time that only moves when a test moves it."""

    def __init__(self) -> None:
        self.moment = 1000.0

    def __call__(self) -> float:
        """Gives the moment."""
        return self.moment


class Calls:
    """Stands for the connector: takes each message, or raises what is planned."""

    def __init__(self) -> None:
        self.made: list[tuple[str, str, Payload]] = []
        self.fails: Exception | None = None

    async def call(self, method: str, url: str, body: Payload) -> object:
        """Takes a call."""
        self.made.append((method, url.removeprefix(SERVICE), body))
        if self.fails is not None:
            raise self.fails
        return {"id": "1763889151999"}

    @property
    def lines(self) -> list[str]:
        """Gives the sentences that were said."""
        return [body["text"] for _, _, body in self.made if "text" in body]

    @property
    def cards(self) -> list[Payload]:
        """Gives the cards that were posted, which are as Teams wants them."""
        posted = [body for _, _, body in self.made if "attachments" in body]
        cards = [one["content"] for body in posted for one in body["attachments"]]
        assert [[]] * len(cards) == [faults_in("message", card) for card in cards]
        assert len(posted) == len([body for body in posted if body["summary"].strip()])
        return cards


class SomeAddresses:
    """Addresses in memory (`flows.ports.Addresses`)."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.fails: Exception | None = None

    async def get(self, user_id: str) -> str:
        """Gives one."""
        self._work()
        return self.kept.get(user_id, "")

    async def put(self, user_id: str, address: str) -> None:
        """Keeps one."""
        self._work()
        await asyncio.sleep(0)
        self.kept[user_id] = address

    async def drop(self, user_id: str) -> None:
        """Forgets one."""
        self._work()
        self.kept.pop(user_id, None)

    def _work(self) -> None:
        if self.fails is not None:
            raise self.fails


class OurSide:
    """Listeners with what they call."""

    def __init__(self, bot: SampleConversation, within: float = 5.0) -> None:
        self.bot = bot
        self.calls = Calls()
        self.addresses = SomeAddresses()
        self.changed: list[Who] = []
        self.time = SetTime()
        self.under_way = UnderWay()
        self.listeners = Listeners(
            bot,
            Chat(self.calls),
            Arrivals(self.addresses),
            self.changed.append,
            under_way=self.under_way,
            now=self.time,
            within=within,
        )

    async def send(self, activity: object) -> InvokeAnswer | None:
        """Delivers an activity."""
        return await self.listeners.answer(activity)  # type: ignore[arg-type] # also what is none

    async def body(self, activity: object) -> Any:  # noqa: ANN401 - JSON as it travels
        """Delivers something that is answered with a body, and gives that."""
        answer = await self.send(activity)
        assert answer is not None
        assert 200 == answer.status
        return answer.body

    async def dialog(self, activity: object) -> Any:  # noqa: ANN401 - JSON as it travels
        """Delivers something that is answered with a dialog, and gives that."""
        body = await self.body(activity)
        value = body["task"]["value"]
        assert {"task": {"type": "continue", "value": value}} == body
        assert [] == faults_in("dialog", value)
        return value

    async def in_place(self, activity: object) -> Any:  # noqa: ANN401 - JSON as it travels
        """Delivers a press that is answered with a card, and gives that."""
        body = await self.body(activity)
        expected = {"statusCode": 200, "type": "application/vnd.microsoft.card.adaptive"}
        assert expected == {key: body[key] for key in expected}
        assert [] == faults_in("message", body["value"])
        return body["value"]

    async def sentence(self, activity: object) -> Any:  # noqa: ANN401 - JSON as it travels
        """Delivers a press that is answered with a sentence, and gives that."""
        body = await self.body(activity)
        expected = {"statusCode": 200, "type": "application/vnd.microsoft.activity.message"}
        assert expected == {key: body[key] for key in expected}
        return body["value"]
