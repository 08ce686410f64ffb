"""The Bot Connector of one tenant, apart from HTTP: which calls there are and what they do.

Only the calls and keys that this project uses are known; another one is a fault.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import msgspec

from tests.teams_stub import plan
from tests.teams_stub.connector_error import Call, ConnectorError, Limited
from tests.teams_stub.outgoing_checks import activity_faults
from tests.teams_stub.plan import CARRIED_OUT, REFUSALS, Misbehaviour
from tests.teams_stub.tenant import (
    Conversation,
    Message,
    Tenant,
    card_in,
    channel_of,
    thread_of,
)
from tests.teams_stub.users import BOT, TeamsUser

Json = dict[str, Any]

CREATE_KEYS = {"bot", "members", "isGroup", "tenantId", "channelData", "activity", "topicName"}


class Route(msgspec.Struct, frozen=True):
    """One call of the connector."""

    name: str
    verb: str
    path: re.Pattern[str]
    carry_out: Callable[[Tenant, Json, str, str], tuple[int, Json | None]]
    """Takes the tenant, the body, the conversation and the activity or member."""


def _create(tenant: Tenant, body: Json, _: str, __: str) -> tuple[int, Json]:
    unknown = [f"onbekende sleutel {one}" for one in body if one not in CREATE_KEYS]
    tenant.fault(plan.CREATE, *unknown)
    if body.get("bot", {}).get("id", BOT) != BOT:
        tenant.fault(plan.CREATE, "andere bot")
    if body.get("tenantId") != tenant.id:
        tenant.fault(plan.CREATE, "zonder tenant")
    if body.get("isGroup", False):
        return _new_thread(tenant, body)
    if "activity" in body:
        tenant.fault(plan.CREATE, "bericht bij het maken van een gesprek")
    members = body.get("members", ())
    if len(members) != 1:
        raise ConnectorError(400, "BadSyntax")
    user = tenant.by_mri(members[0].get("id"))
    _require_reachable(user)
    return 201, {"id": tenant.chat_with(user.id)}


def _new_thread(tenant: Tenant, body: Json) -> tuple[int, Json]:
    """Begins a thread in a channel."""
    channel = body.get("channelData", {}).get("channel", {}).get("id", "")
    tenant.conversation(channel)
    activity = body.get("activity")
    if not isinstance(activity, dict):
        raise ConnectorError(400, "BadSyntax")
    message = _stored(tenant, channel, activity)
    return 201, {"id": f"{channel};messageid={message.id}", "activityId": message.id}


def _post(tenant: Tenant, body: Json, conversation: str, reply_to: str) -> tuple[int, Json]:
    place = tenant.conversation(conversation)
    _require_open(tenant, place)
    if reply_to and (channel_of(conversation), reply_to) not in tenant.messages:
        tenant.fault(plan.POST, "antwoord op wat er niet staat")
    if not tenant.pace.allows(channel_of(conversation), tenant.time.now()):
        tenant.fault(plan.POST, "te veel berichten in dit gesprek")
        raise Limited(1)
    if thread_of(conversation) and place.kind != "channel":
        tenant.fault(plan.POST, "een draad buiten een kanaal")
    return 201, {"id": _stored(tenant, conversation, body).id}


def _stored(tenant: Tenant, conversation: str, activity: Json) -> Message:
    place = channel_of(conversation)
    tenant.fault(plan.POST, *activity_faults(tenant, place, activity))
    message = Message(
        conversation=place,
        id=tenant.message_id(),
        sent=activity,
        shown=card_in(activity),
        thread=thread_of(conversation),
    )
    tenant.messages[place, message.id] = message
    return message


def _put(tenant: Tenant, body: Json, conversation: str, activity: str) -> tuple[int, Json]:
    _require_open(tenant, tenant.conversation(conversation))
    message = _message(tenant, conversation, activity)
    tenant.fault(plan.PUT, *activity_faults(tenant, message.conversation, body))
    if body.get("id", activity) != activity:
        tenant.fault(plan.PUT, "andere activiteit dan in het adres")
    message.sent = body
    message.shown = card_in(body)
    message.versions += 1
    message.is_refreshed = False
    return 200, {"id": activity}


def _delete(tenant: Tenant, _: Json, conversation: str, activity: str) -> tuple[int, None]:
    message = _message(tenant, conversation, activity)
    del tenant.messages[message.conversation, message.id]
    return 200, None


def _member(tenant: Tenant, _: Json, conversation: str, member: str) -> tuple[int, Json]:
    place = tenant.conversation(conversation)
    for user in map(tenant.users.get, place.members):
        if user is not None and member in (user.mri, user.id):
            _require_reachable(user)
            return 200, user.as_member()
    raise ConnectorError(404, "MemberNotFoundInConversation")


def _roster(tenant: Tenant, _: Json, conversation: str, __: str) -> tuple[int, Json]:
    members = tenant.conversation(conversation).members
    return 200, {"members": [tenant.users[one].as_member() for one in members]}


def _message(tenant: Tenant, conversation: str, activity: str) -> Message:
    found = tenant.messages.get((channel_of(conversation), activity))
    if found is None:
        raise ConnectorError(404, "ActivityNotFoundInConversation")
    return found


def _require_open(tenant: Tenant, place: Conversation) -> None:
    if place.kind == "personal":
        _require_reachable(tenant.users[place.members[0]])


def _require_reachable(user: TeamsUser) -> None:
    if user.refused_with:
        raise ConnectorError(403, user.refused_with)
    if not user.is_installed:
        raise ConnectorError(403, "ForbiddenOperationException")


_IN = r"/v3/conversations/(?P<conversation>[^/]+)"

ROUTES = (
    Route(plan.CREATE, "POST", re.compile(r"/v3/conversations/?"), _create),
    Route(plan.POST, "POST", re.compile(_IN + r"/activities/?"), _post),
    Route(plan.POST, "POST", re.compile(_IN + r"/activities/(?P<activity>[^/]+)"), _post),
    Route(plan.PUT, "PUT", re.compile(_IN + r"/activities/(?P<activity>[^/]+)"), _put),
    Route(plan.DELETE, "DELETE", re.compile(_IN + r"/activities/(?P<activity>[^/]+)"), _delete),
    Route(plan.ROSTER, "GET", re.compile(_IN + r"/pagedmembers/?"), _roster),
    Route(plan.MEMBER, "GET", re.compile(_IN + r"/members/(?P<activity>[^/]+)"), _member),
)


class Answer(msgspec.Struct, frozen=True):
    """What the connector answers, unless the plan says otherwise."""

    status: int
    body: Json | None = None
    retry_after: int = 0
    misbehaviour: Misbehaviour = ""


class Connector:
    """Takes calls of the app."""

    def __init__(self, tenant: Tenant) -> None:
        self._tenant = tenant

    def call(self, verb: str, path: str, authorization: str, content: bytes) -> Answer:
        """Carries out a call. `path` is what stands behind the service URL, still quoted."""
        tenant = self._tenant
        found = _route_of(verb, path)
        if found is None:
            tenant.fault(f"{verb} {path}", "onbekende aanroep")
            return _refusal(ConnectorError(404, "NotFound"))
        route, conversation, activity = found
        body = self._read(route, content)
        misbehaviour = tenant.plan.next(route.name)
        if misbehaviour not in CARRIED_OUT and misbehaviour not in REFUSALS:
            self._note(route, conversation, body, misbehaviour)
            return Answer(0, misbehaviour=misbehaviour)
        try:
            self._require_allowed(authorization, misbehaviour)
            status, told = route.carry_out(tenant, body, conversation, activity)
        except ConnectorError as error:
            self._note(route, conversation, body, misbehaviour, error.code)
            return _refusal(error)
        self._note(route, conversation, body, misbehaviour, was_done=True)
        return Answer(status, told, misbehaviour=misbehaviour)

    def _require_allowed(self, authorization: str, misbehaviour: Misbehaviour) -> None:
        if not self._tenant.takes_token(authorization):
            if authorization not in self._tenant.refused_tokens:
                self._tenant.fault("Authorization", "een token dat hier niet is gegeven")
            raise ConnectorError(401, "Unauthorized")
        if misbehaviour in REFUSALS:
            raise ConnectorError(403, REFUSALS[misbehaviour])

    def _read(self, route: Route, content: bytes) -> Json:
        if route.verb in ("GET", "DELETE"):
            if content:
                self._tenant.fault(route.name, "inhoud bij een vraag")
            return {}
        try:
            read = json.loads(content)
        except ValueError:
            read = None
        if not isinstance(read, dict):
            self._tenant.fault(route.name, "geen JSON-object")
            return {}
        return read

    def _note(
        self,
        route: Route,
        conversation: str,
        body: Json,
        misbehaviour: Misbehaviour,
        error: str = "",
        *,
        was_done: bool = False,
    ) -> None:
        now = self._tenant.time.now()
        call = Call(route.name, conversation, body, now, misbehaviour, was_done, error)
        self._tenant.calls.append(call)


def _route_of(verb: str, path: str) -> tuple[Route, str, str] | None:
    for route in ROUTES:
        fits = route.path.fullmatch(path) if route.verb == verb else None
        if fits is not None:
            named = {name: unquote(text) for name, text in fits.groupdict().items()}
            return route, named.get("conversation", ""), named.get("activity", "")
    return None


def _refusal(error: ConnectorError) -> Answer:
    body = {"error": {"code": error.code, "message": f"{error.code} in de nagebouwde Teams"}}
    return Answer(error.status, body, error.retry_after)
