"""What may stand in an activity that the app sends, and where no secret may stand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tests.adapters.teams.refresh_rules import refreshed_for
from tests.chat_stub.leaks import leaks_in
from tests.teams_stub.inputs import actions_in, elements_in

if TYPE_CHECKING:
    from tests.teams_stub.tenant import Tenant

Json = dict[str, Any]

CARD = "application/vnd.microsoft.card.adaptive"

KEYS = frozenset(
    "type id attachments summary text textFormat entities channelData from recipient conversation"
    " replyToId locale".split()
)
QUOTED = re.compile(r'<quoted messageId="(?P<root>[^"]+)"/>')
SIZE_AT_MOST = 25_000
"""Bytes of an activity in UTF-16, as Teams counts them (teams.md §4)."""


def activity_faults(tenant: Tenant, conversation: str, activity: Json) -> Iterator[str]:
    """Says what is wrong with an activity in a conversation."""
    yield from (f"onbekende sleutel {one}" for one in activity if one not in KEYS)
    if activity.get("type") != "message":
        yield f"soort is {activity.get('type')!r}"
    yield from leaks_in(activity, tenant.secrets)
    if _size(activity) > SIZE_AT_MOST:
        yield f"{_size(activity)} bytes"
    has_text, attached = bool(activity.get("text")), activity.get("attachments") or []
    if has_text == bool(attached):
        yield "een tekst én een kaart" if has_text else "geen tekst en geen kaart"
    yield from _channel_data_faults(activity.get("channelData", {}))
    if attached:
        yield from _card_faults(tenant, conversation, activity, attached)
    else:
        yield from _line_faults(tenant, conversation, activity)


def _size(activity: Json) -> int:
    return len(json.dumps(activity, ensure_ascii=False).encode("utf-16-le", "surrogatepass"))


def _channel_data_faults(data: Json) -> Iterator[str]:
    if data not in ({}, {"notification": {"alert": True}}):
        yield "channelData is anders"


def _card_faults(
    tenant: Tenant, conversation: str, activity: Json, attached: list[Json]
) -> Iterator[str]:
    if len(attached) != 1 or set(attached[0]) != {"contentType", "content"}:
        yield "niet één bijlage met een kaart"
        return
    if attached[0]["contentType"] != CARD:
        yield "bijlage is geen kaart"
    if not str(activity.get("summary", "")).strip():
        yield "kaart zonder samenvatting"
    yield from shown_faults(tenant, conversation, attached[0]["content"])


def shown_faults(tenant: Tenant, conversation: str, card: Json) -> Iterator[str]:
    """Says what is wrong with a card in a conversation, which is refreshed for its owner only."""
    yield from (f"kaart: {one}" for one in tenant.card_faults("message", card))
    place = tenant.conversation(conversation)
    owners = place.members if place.kind == "personal" else ()
    if not {tenant.users[one].mri for one in owners}.issuperset(refreshed_for(card)):
        yield "kaart: ververst voor een ander"


def _line_faults(tenant: Tenant, conversation: str, activity: Json) -> Iterator[str]:
    text = str(activity.get("text", ""))
    roots = [one["root"] for one in QUOTED.finditer(text)]
    named = [one for one in activity.get("entities", ()) if one.get("type") == "quotedReply"]
    if [{"type": "quotedReply", "quotedReply": {"messageId": root}} for root in roots] != named:
        yield "citaat in de tekst is een ander dan dat ernaast"
    if not roots:
        return
    if len(roots) > 1 or not text.startswith("<quoted "):
        yield "citaat staat niet vooraan"
    quoted = tenant.messages.get((conversation, roots[0]))
    if quoted is None:
        yield "citaat van wat er niet staat"
    elif quoted.card is None:
        yield "citaat van iets anders dan een kaart"
    if not QUOTED.sub("", text).strip():
        yield "citaat zonder woorden"


# ------------------------------------------------------------------ dialogs


def unseen_in(card: Json) -> Iterator[object]:
    """Gives what stands in a dialog and nobody reads: ids, and what buttons bring back.

    The value of somebody who was found holds the name that is read, so it is no part of this.
    """
    for one in elements_in(card):
        yield one.get("id", "")
        if "choices.data" not in one:
            yield [choice.get("value", "") for choice in one.get("choices", ())]
    for action in actions_in(card):
        yield action.get("data", {})


def dialog_faults(tenant: Tenant, value: Json) -> Iterator[str]:
    """Says what is wrong with a dialog, the card of which may show content."""
    card = value["card"]["content"]
    yield from leaks_in([value["title"], *unseen_in(card)], tenant.secrets)
    yield from (f"kaart: {one}" for one in tenant.card_faults("dialog", value))
