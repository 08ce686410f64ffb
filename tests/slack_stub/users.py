"""People and bots as the local Slack knows them."""

from __future__ import annotations

from typing import Any

import msgspec

TEAM = "T0VLIERHOF"
BOT_USER = "U0PESTBOT"
BOT_ID = "B0PESTBOT"


class SlackUser(msgspec.Struct, kw_only=True):
    """Somebody in the workspace, or somebody from elsewhere who shares a channel with the app."""

    id: str
    name: str
    email: str = ""
    team_id: str = TEAM
    deleted: bool = False
    is_bot: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    is_invited_user: bool = False
    is_email_confirmed: bool = True

    @property
    def handle(self) -> str:
        """The name behind the @."""
        return self.id.lower()

    def as_shown(self, *, with_email: bool) -> dict[str, Any]:
        """Gives the user object of users.info; the address needs a scope of its own."""
        profile: dict[str, Any] = {"real_name": self.name, "display_name": self.name}
        if with_email and self.email and not self.is_bot:
            profile["email"] = self.email
        shown: dict[str, Any] = {
            "id": self.id,
            "team_id": self.team_id,
            "name": self.handle,
            "deleted": self.deleted,
            "real_name": self.name,
            "tz": "Europe/Amsterdam",
            "profile": profile,
            "is_bot": self.is_bot,
            "is_app_user": False,
            "updated": 1,
        }
        if not self.deleted:
            shown |= {
                "is_admin": False,
                "is_owner": False,
                "is_primary_owner": False,
                "is_restricted": self.is_restricted,
                "is_ultra_restricted": self.is_ultra_restricted,
                "is_email_confirmed": self.is_email_confirmed,
            }
        if self.is_stranger:
            shown["is_stranger"] = True
        if self.is_invited_user:
            shown["is_invited_user"] = True
        return shown


def the_bot() -> SlackUser:
    """Gives the user that the app itself is."""
    return SlackUser(id=BOT_USER, name="Pestmelding", is_bot=True)
