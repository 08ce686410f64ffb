"""Slack, as the chat of a life (`tests/crash/chat_life.py`)."""

from adapters.slack.surface import SlackSurface
from adapters.slack.web import SlackWeb
from flows.ports import Who
from tests.crash.chat_life import WITHIN, Chat, PracticeTime, at_once
from tests.slack_stub.workspace import BOT_TOKEN


def user_of(person: str) -> str:
    """Gives the id of somebody in Slack."""
    return f"U0{person.upper()}"


def in_slack(time: PracticeTime, base_url: str) -> Chat:
    """Connects to the Slack at this address."""
    web = SlackWeb(BOT_TOKEN, f"{base_url}/api/", now=time)
    surface = SlackSurface(web, now=time, sleep=at_once, within=WITHIN)
    return Chat(surface, lambda person: Who("slack", user_of(person)), web.start, web.stop)
