"""What is done with each kind of request, and what is said when that goes wrong.

Rules this file keeps:

- A listener asks the conversation, shows what it gives, and only then answers: what Slack takes as
  done has been stored.
- No error reaches bolt. The person gets a sentence with a mark, the log the same mark.
- Who may do what is asked by the conversation each time; here it is only said who it is.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable
from typing import TypeVar, assert_never

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from adapters.sentences import EXPIRED, failed, reference_of
from adapters.slack import sheets
from adapters.slack.answers import answers_in
from adapters.slack.home_tabs import HomeTabs
from adapters.slack.incoming import (
    Action,
    Closed,
    Command,
    Event,
    Incoming,
    Shortcut,
    Submission,
    Suggestion,
    Unknown,
    Verification,
    Wire,
)
from adapters.slack.methods import COMMANDS, SHORTCUT
from adapters.slack.option import option_of
from adapters.slack.payloads import NotReadable
from adapters.slack.presenting import Answered, Presenting, at_fields
from flows import verbs
from flows.forms import Answer, FieldError
from flows.ports import (
    Conversation,
    Pressed,
    Reply,
    Resumed,
    Say,
    Searched,
    ShowFieldErrors,
    Submitted,
    Typed,
    Who,
)
from flows.presses import Press

LOG = logging.getLogger("pestmelding.slack")

INCOMING = "incoming"
"""Where a request stands in the context that bolt hands to a listener."""

NO_PRESS = ""
"""What a button holds that this version does not know: the conversation answers that it expired."""

ANY = re.compile("")

Kind = TypeVar("Kind", bound=Incoming)


class Listeners:
    """Answers requests that are known to come from our workspace."""

    def __init__(
        self,
        conversation: Conversation,
        presenting: Presenting,
        homes: HomeTabs,
        on_removed: Callable[[], None],
        on_changed: Callable[[Who], None],
    ) -> None:
        self._conversation = conversation
        self._presenting = presenting
        self._homes = homes
        self._on_removed = on_removed
        self._on_changed = on_changed

    def register(self, app: AsyncApp) -> None:
        """Tells bolt which listener answers what; each kind has one that takes what is left.

        Bolt asks them in this order, so what comes most often is first.
        """
        app.action(ANY)(self._listener(self._action))
        app.options(ANY)(self._listener(self._suggestion))
        app.view_submission(ANY)(self._listener(self._submission))
        for name in COMMANDS:
            app.command(f"/{name}")(self._listener(self._command))
        app.shortcut(SHORTCUT)(self._listener(self._shortcut))
        app.command(ANY)(self._listener(self._old_command))
        app.shortcut(ANY)(self._listener(self._old_shortcut))
        app.view_closed(ANY)(self._listener(_closed))
        app.event(ANY)(self._listener(self._event))

    def _listener(
        self, answer: Callable[[Kind], Awaitable[Answered]]
    ) -> Callable[..., Awaitable[None]]:
        async def listen(ack: AsyncAck, context: AsyncBoltContext) -> None:
            incoming = context[INCOMING]
            try:
                answered = await answer(incoming)
            except NotReadable:
                answered = await self._told(incoming, EXPIRED)
            except Exception as error:  # noqa: BLE001 - the last place that can turn it into a sentence
                answered = await self._told(incoming, _logged(incoming, error))
            await ack(answered)

        return listen

    async def _told(self, incoming: Incoming, text: str) -> Answered:
        """Says what went wrong to whoever can still be told."""
        try:
            return await self._said(incoming, Say(text, "refused"))
        except Exception as error:  # noqa: BLE001 - as in the listener
            _logged(incoming, error)
            return ""

    async def _said(self, incoming: Incoming, say: Say) -> Answered:
        match incoming:
            case Command():
                return await self._presenting.after_command(incoming, say)
            case Shortcut():
                return await self._presenting.after_shortcut(incoming, say)
            case Action():
                return await self._presenting.after_action(incoming, say)
            case Submission():
                return at_fields(incoming, (FieldError("", say.text),))
            case Suggestion():
                return {"options": []}
            case Event() | Closed() | Verification() | Unknown():
                return ""
            case _:
                assert_never(incoming)

    async def _command(self, command: Command) -> Answered:
        request = Typed(command.sender.who, command.name, command.request_id)
        reply = await self._conversation.handle(request)
        return await self._presenting.after_command(command, reply)

    async def _old_command(self, command: Command) -> Answered:
        reply = await self._pressed(command.sender.who, NO_PRESS, command.request_id)
        return await self._presenting.after_command(command, reply)

    async def _shortcut(self, shortcut: Shortcut) -> Answered:
        press = Press(verbs.REPORT).encoded()
        reply = await self._pressed(shortcut.sender.who, press, shortcut.request_id)
        return await self._presenting.after_shortcut(shortcut, reply)

    async def _old_shortcut(self, shortcut: Shortcut) -> Answered:
        reply = await self._pressed(shortcut.sender.who, NO_PRESS, shortcut.request_id)
        return await self._presenting.after_shortcut(shortcut, reply)

    async def _pressed(self, who: Who, value: str, request_id: str) -> Reply:
        return await self._conversation.handle(Pressed(who, value, request_id))

    async def _action(self, action: Action) -> Answered:
        if action.action == sheets.DECIDES:
            return await self._chosen(action)
        known = action.action.startswith(sheets.PRESS)
        who = action.sender.who
        reply = await self._pressed(who, action.value if known else NO_PRESS, action.request_id)
        answered = await self._presenting.after_action(action, reply)
        if isinstance(reply, Say):
            self._homes.changed(who, action.request_id)
        return answered

    async def _chosen(self, action: Action) -> Answered:
        """Asks for the same step again: a choice was made on which other questions hang."""
        sheet = sheets.sheet_in(action.view.private_metadata) if action.view else None
        if sheet is None:
            raise NotReadable
        answers = _answers(action.filled)
        who = action.sender.who
        resumed = Resumed(who, sheet.form, sheet.carried, action.request_id)
        reply = await self._conversation.handle(resumed)
        return await self._presenting.after_choice(action, reply, answers)

    async def _suggestion(self, suggestion: Suggestion) -> Answered:
        if suggestion.action == sheets.PUPILS:
            return await self._found(Searched(suggestion.sender.who, "pupil", suggestion.typed))
        if suggestion.action == sheets.STAFF:
            return await self._found(Searched(suggestion.sender.who, "staff", suggestion.typed))
        return {"options": []}

    async def _found(self, searched: Searched) -> Answered:
        found = await self._conversation.search(searched)
        return {"options": [option_of(option) for option in found]}

    async def _submission(self, submission: Submission) -> Answered:
        if submission.view.callback_id in READ_ONLY:
            return {"response_action": "clear"}
        sheet = sheets.sheet_in(submission.view.private_metadata)
        who, request_id = submission.sender.who, submission.request_id
        if submission.view.callback_id != FORM or sheet is None:
            reply = await self._pressed(who, NO_PRESS, request_id)
            return await self._presenting.after_submission(submission, reply)
        answers = _answers(submission.filled)
        submitted = Submitted(who, sheet.form, answers, sheet.carried, request_id)
        reply = await self._conversation.handle(submitted)
        answered = await self._presenting.after_submission(submission, reply)
        if not isinstance(reply, ShowFieldErrors):
            self._homes.changed(who, request_id)
        return answered

    async def _event(self, event: Event) -> Answered:
        """Takes note of an event. Each may come twice: Slack sends it again without an answer."""
        if event.type == "app_home_opened" and event.tab == "home" and event.sender.user:
            await self._homes.open(event.sender.who, event.request_id)
        elif event.type == "user_change" and event.sender.user:
            self._on_changed(event.sender.who)
        elif event.type == "app_uninstalled" or (
            event.type == "tokens_revoked" and event.bot_tokens
        ):
            LOG.error("slack_app_removed")
            self._on_removed()
        return ""


FORM: sheets.SheetKind = "form"
READ_ONLY: tuple[sheets.SheetKind, ...] = ("page", "said")
"""Modals of which the button only closes."""


async def _closed(_: Closed) -> Answered:
    """Nothing was kept of a form that is not submitted, so there is nothing to do."""
    return ""


def _answers(filled: Wire) -> tuple[Answer, ...]:
    """Reads what was filled in; raises `NotReadable` for a form that has not our shape."""
    try:
        answers = answers_in(filled)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        raise NotReadable from None
    if not all(isinstance(value, str) for answer in answers for value in answer.values):
        raise NotReadable
    return answers


def _logged(incoming: Incoming, error: Exception) -> str:
    """Writes that something went wrong and gives the sentence with the same mark."""
    request_id = "" if isinstance(incoming, Verification | Unknown) else incoming.request_id
    reference = reference_of(request_id)
    LOG.error("slack_request_failed %s", reference, extra={"error": type(error).__name__})
    return failed(reference)
