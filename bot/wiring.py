"""Puts the parts together. The only file that chooses concrete classes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

from bot.accounts import Accounts
from bot.card_maker import CardMaker
from bot.care import Care
from bot.carried_steps import CarriedSteps
from bot.case_service import CaseService
from bot.clock import Clock, random_bytes
from bot.conversation import Bot
from bot.delivery import Delivering
from bot.directory import Directory, pupil_rows, staff_rows
from bot.due_work import DueWork
from bot.kept_addresses import KeptAddresses
from bot.platforms import ChatPlatform
from bot.protocol_library import ProtocolLibrary
from bot.school_cards import SchoolCards
from bot.school_files import SchoolFiles
from bot.school_pages import SchoolView
from bot.school_settings import SchoolSettings
from bot.settings import Settings
from bot.watchdog import Watchdog
from flows.protocol_file import ProtocolFiles
from storage.encryption import SchoolKey
from storage.units_of_work import Store, UnitOfWork

Seam = Callable[[str], None]


class Wired:
    """A bot that is ready to be talked to, on an open store."""

    def __init__(  # noqa: PLR0913 - everything the parts need is chosen by the caller, here
        self,
        store: Store,
        school_key: SchoolKey,
        settings: SchoolSettings,
        protocol: ProtocolFiles,
        clock: Clock,
        accounts: Accounts,
        *,
        badge: str = "",
    ) -> None:
        self.store = store
        self.clock = clock
        self.woken = asyncio.Event()
        self.directory = Directory(settings)
        self.library = ProtocolLibrary(protocol, settings.words)
        self.cases = CaseService(store, self.directory, self.library, clock, self.woken.set)
        self.watchdog = Watchdog(store, self.cases, self.directory, clock)
        view = SchoolView(self.directory, self.library, clock, badge)
        cards = SchoolCards(self.cases, self.directory, view, self.watchdog, clock)
        maker = CardMaker(
            self.cases,
            clock,
            badge=badge,
            school_card=cards.card,
            wording=lambda: self.library.current.wording,
        )
        self.delivering = Delivering(store, self.cases, accounts, clock, maker)
        self.due_work = DueWork(store, self.cases, self.delivering, clock)
        self.bot = Bot(
            store,
            self.cases,
            self.directory,
            self.library,
            accounts,
            clock,
            CarriedSteps(school_key, random_bytes),
            maker,
            badge,
        )

        self.care = Care(
            store, self.cases, self.watchdog, self.directory, cards, clock, self.woken.set
        )

    async def start(self) -> None:
        """Puts the protocol on the shelf and picks up what was in flight at the last stop."""
        await self.store.run(self.library.store_current, named="protocol")
        await self.delivering.recover()
        await self.care.keep_time()


def store_school(unit: UnitOfWork, files: SchoolFiles) -> None:
    """Replaces roster and staff by what the school's files say."""
    unit.roster.replace(pupil_rows(files.pupils))
    unit.staff.replace(staff_rows(files.staff))


def chosen_platforms(
    settings: Settings, names: Iterable[str], store: Store, clock: Clock
) -> tuple[ChatPlatform, ...]:
    """Makes the chat platforms with these names, of which the settings are there, in this order.

    What a platform has to remember is kept in the store; `clock` is the real one.
    """
    return tuple(MAKERS[name](settings, store, clock) for name in names)


def _slack(settings: Settings, store: Store, clock: Clock) -> ChatPlatform:
    from adapters.slack.platform import SlackPlatform  # noqa: PLC0415 - only Slack needs its SDK

    del store, clock
    slack = settings.slack
    if slack is None:
        raise ValueError("no settings of Slack")
    return SlackPlatform(slack.bot_token, slack.signing_secret, slack.app_token, slack.api_url)


def _teams(settings: Settings, store: Store, clock: Clock) -> ChatPlatform:
    from adapters.teams.platform import TeamsPlatform  # noqa: PLC0415 - only Teams needs its SDK

    teams = settings.teams
    if teams is None:
        raise ValueError("no settings of Teams")
    return TeamsPlatform(
        teams.app_id,
        teams.app_password,
        teams.tenant_id,
        KeptAddresses(store, "teams", clock),
        openid_url=teams.openid_url,
        token_url=teams.token_url,
    )


MAKERS: dict[str, Callable[[Settings, Store, Clock], ChatPlatform]] = {
    "slack": _slack,
    "teams": _teams,
}
"""What makes each platform that a school can be served on."""
