"""The workspace in which the people of the practice school are, as local-slack reads it."""

import json
from pathlib import Path
from typing import Literal

from flows.roster import StaffMember
from tests.local_chat.own_network import ADDRESS, GO_BETWEEN
from tests.slack_stub.users import BOT_USER, TEAM
from tests.slack_stub.workspace import APP_ID, APP_TOKEN, BOT_TOKEN, SIGNING_SECRET

Mode = Literal["events", "socket"]
"""How the bot hears of what happens: Slack posts it, or over a socket that the bot opened."""

EVENTS = "/slack/events"
CHANNEL = "C0ALGEMEEN"
OUTSIDER = "UBUITENSTAANDER"
"""Somebody with an account who is nobody on the staff."""


def user_of(email: str) -> str:
    """Gives the id in Slack of who has this address."""
    return f"U{email.partition('@')[0].replace('.', '').upper()}"


def write_workspace(path: Path, mode: Mode, staff: tuple[StaffMember, ...]) -> None:
    """Writes the configuration of local-slack; JSON is YAML too."""
    users = [
        {
            "id": user_of(one.email),
            "name": one.email.partition("@")[0],
            "real_name": one.name,
            "email": one.email,
            "tz": "Europe/Amsterdam",
        }
        for one in staff
    ]
    users.append({"id": OUTSIDER, "name": "buiten", "email": "buiten@elders.example"})
    app = {
        "appId": APP_ID,
        "botUserId": BOT_USER,
        "botName": "Pestmelding",
        "botToken": BOT_TOKEN,
        "appToken": APP_TOKEN,
        "signingSecret": SIGNING_SECRET,
        "mode": mode,
        "requestUrl": f"http://{ADDRESS}:{GO_BETWEEN}{EVENTS}",
    }
    workspace = {"name": "Vlierhof", "domain": "vlierhof", "teamId": TEAM}
    channel = {"id": CHANNEL, "name": "algemeen", "members": [one["id"] for one in users]}
    made = {"workspace": workspace, "app": app, "users": users, "channels": [channel]}
    path.write_text(json.dumps(made))
