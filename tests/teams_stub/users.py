"""People as the local Teams knows them."""

from __future__ import annotations

import hashlib
import uuid
from typing import Any, Literal

import msgspec

TENANT = "5f0c1b7e-2f0d-4a57-9a43-3c2f6d9b8e01"
ELSEWHERE = "c2a7d3f4-61b5-4b0e-8d2a-77aa10e5b902"
"""The tenant of the school, and another one."""
APP_ID = "8d1f3c52-0b7a-4e36-9c4d-2a6be7f05d13"
BOT = f"28:{APP_ID}"

DIRECTORY = uuid.UUID("0b6f3a3e-58a4-4f7e-9f43-64a1f2b7c9d0")
"""Namespace of the ids of people, which are the same in each run."""


def object_id(email: str) -> str:
    """Gives the id of somebody in the directory of a tenant."""
    return str(uuid.uuid5(DIRECTORY, email))


class TeamsUser(msgspec.Struct, kw_only=True):
    """Somebody in Teams: of the school, a guest, or somebody from elsewhere."""

    id: str
    """Their id in the directory (`aadObjectId`)."""
    name: str
    email: str = ""
    upn: str = ""
    """What they sign in with; the address when it is empty."""
    tenant: str = TENANT
    """Where their account is."""
    is_let_in: bool = False
    """Whether they come into the school's own Teams from another tenant."""
    role: Literal["user", "guest", "owner"] = "user"
    is_anonymous: bool = False
    """Whether Teams does not say who it is: no `aadObjectId` comes with what they do."""
    is_installed: bool = True
    """Whether they have the app."""
    refused_with: str = ""
    """The code of the 403 that whatever is sent to them gets."""

    @property
    def mri(self) -> str:
        """The id by which this bot addresses them."""
        return f"29:1{hashlib.sha256(f'{APP_ID} {self.id}'.encode()).hexdigest()}"

    def as_sender(self) -> dict[str, Any]:
        """Gives them as `from` in what they do."""
        sender = {"id": self.mri, "name": self.name}
        return sender if self.is_anonymous else sender | {"aadObjectId": self.id}

    def as_member(self) -> dict[str, Any]:
        """Gives them as the roster does."""
        given, _, surname = self.name.partition(" ")
        member = {
            "id": self.mri,
            "name": self.name,
            "givenName": given,
            "surname": surname,
            "tenantId": self.tenant,
            "userRole": self.role,
        }
        if self.is_anonymous:
            return member
        known = {"objectId": self.id, "aadObjectId": self.id}
        addresses = {"email": self.email, "userPrincipalName": self.upn or self.email}
        return member | known | {name: one for name, one in addresses.items() if one}
