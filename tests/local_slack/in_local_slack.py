"""The practice school in local-slack: everything started, for as long as it is used."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import NamedTuple

import aiohttp

from bot.demo import FICTIONAL_SCHOOL, fictional_school, school_key_in
from bot.directory import calendar_of
from bot.school_settings import FILE_NAME, read_settings
from tests.local_chat.clock import PracticeHands
from tests.local_chat.processes import running_bot
from tests.local_slack.go_between import Drawn, GoBetween, between
from tests.local_slack.people import Page, page_open
from tests.local_slack.processes import running_local_slack, settings_for
from tests.local_slack.strict import Strict
from tests.local_slack.workspace import Mode, write_workspace
from tests.privacy.canaries import Secret


class InLocalSlack(NamedTuple):
    """What there is to work with."""

    folder: Path
    page: Page
    go_between: GoBetween
    clock: PracticeHands


@asynccontextmanager
async def in_local_slack(
    folder: Path, mode: Mode, secrets: tuple[Secret, ...] = (), drawn: Drawn = dict
) -> AsyncIterator[InLocalSlack]:
    """Starts local-slack, the go-between and `pestmelding run --practice` in a new folder."""
    school = fictional_school(school_key_in(folder))
    write_workspace(folder / "local-slack.json", mode, school.staff)
    calendar = calendar_of(read_settings((FICTIONAL_SCHOOL / FILE_NAME).read_bytes()))
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(running_local_slack(folder / "local-slack.json"))
        page = await stack.enter_async_context(page_open())
        go_between = await stack.enter_async_context(between(Strict(secrets), drawn))
        await stack.enter_async_context(running_bot(folder, settings_for(mode)))
        session = await stack.enter_async_context(aiohttp.ClientSession())
        yield InLocalSlack(folder, page, go_between, PracticeHands(session, calendar))
