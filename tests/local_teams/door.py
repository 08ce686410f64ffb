"""The way to the bot of somebody in a Playground: through it where it can, else past it."""

import asyncio
from collections.abc import Awaitable, Callable

from tests.local_teams.go_between import GoBetween
from tests.local_teams.playgrounds import Json, Playground
from tests.teams_stub.acks import Ack
from tests.teams_stub.door import ConnectorDoor

ANSWERED_WITHIN = 10.0
"""Seconds."""

Kind = tuple[str, str]
"""The type of an activity, with the name of an invoke or the action of an installation."""


class PlaygroundDoor:
    """Does in a Playground what an activity says (`tests.teams_stub.door.Door`).

    The activity is then made by the Playground. What it cannot do is sent as Teams documents it.
    """

    def __init__(self, playground: Playground, go_between: GoBetween, past: ConnectorDoor) -> None:
        self._playground = playground
        self._go_between = go_between
        self._past = past
        self.sent_past: set[Kind] = set()
        """The kinds that the Playground could not do, or not in that chat."""

    async def send(self, activity: Json) -> Ack:
        """Does it, and gives what the bot answered."""
        kind, conversation = kind_of(activity), activity["conversation"]["id"]
        does = IN_PLAYGROUND.get(kind)
        if does is None or conversation != self._playground.chat:
            self.sent_past.add(kind)
            return await self._past.send(activity)
        heard = self._go_between.next_from(conversation, kind)
        await does(self._playground, activity)
        return await asyncio.wait_for(heard, ANSWERED_WITHIN)


def kind_of(activity: Json) -> Kind:
    """Tells what an activity is."""
    if activity["type"] == "message":
        return "message", "value" if "value" in activity else "text"
    return activity["type"], activity.get("name") or activity.get("action") or ""


async def _type(playground: Playground, activity: Json) -> None:
    await playground.type(activity["conversation"]["id"], activity["text"])


async def _install(playground: Playground, activity: Json) -> None:
    await playground.install(activity["conversation"]["id"])


IN_PLAYGROUND: dict[Kind, Callable[[Playground, Json], Awaitable[None]]] = {
    ("message", "text"): _type,
    ("message", "value"): Playground.submit,
    ("invoke", "adaptiveCard/action"): Playground.invoke,
    ("invoke", "composeExtension/fetchTask"): Playground.invoke,
    ("invoke", "composeExtension/submitAction"): Playground.invoke,
    ("installationUpdate", "add"): _install,
    ("conversationUpdate", ""): _install,
}
"""What a Playground can do; of an installation it tells in both ways, each time."""
