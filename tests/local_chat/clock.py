"""The clock of the practice school, moved over the second port of the bot."""

import datetime

import aiohttp

from bot.conversation_file import TimeStep
from flows.school_calendar import SchoolCalendar
from tests.local_chat.own_network import ADDRESS, BESIDE_BOT

URL = f"http://{ADDRESS}:{BESIDE_BOT}"


class PracticeHands:
    """Whoever runs the practice: moves the clock, and looks whether all is well."""

    def __init__(self, session: aiohttp.ClientSession, calendar: SchoolCalendar) -> None:
        self._session = session
        self._calendar = calendar

    async def settle(self) -> datetime.datetime:
        """Waits until all cards that are due are sent; gives the time at school."""
        return await self._advance("PT0S")

    async def advance(self, step: TimeStep) -> None:
        """Lets time pass: an hour, to the next school day or a week."""
        if step == "schooldag":
            now = await self.settle()
            tomorrow = now.date() + datetime.timedelta(days=1)
            day = self._calendar.first_school_day_from(tomorrow)
            await self._advance(f"P{(day - now.date()).days}D")
        else:
            await self._advance({"uur": "PT1H", "week": "P7D"}[step])

    async def go_to(self, moment: datetime.datetime) -> None:
        """Lets time pass until a moment in school time."""
        now = (await self.settle()).replace(tzinfo=None)
        if moment > now:
            days, left = divmod(moment - now, datetime.timedelta(days=1))
            await self._advance(f"P{days}DT{left.seconds}S")

    async def _advance(self, duration: str) -> datetime.datetime:
        url = f"{URL}/practice/clock"
        async with self._session.post(url, json={"advance": duration}) as answer:
            told = await answer.json()
            assert answer.ok, told
        return datetime.datetime.fromisoformat(told["now"])

    async def faults(self) -> tuple[str, ...]:
        """Gives the codes of what is wrong with the bot."""
        async with self._session.get(f"{URL}/readyz") as answer:
            return tuple((await answer.json())["reasons"])
