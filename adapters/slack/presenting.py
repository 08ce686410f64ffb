"""How a reply is shown: in the answer to Slack, as a modal, or as a line that only one person sees.

Rules this file keeps:

- A modal is opened inside the request, for its trigger lasts three seconds. What comes too late is
  said in the answer itself, for that needs no trigger.
- A button in a modal replaces that modal; nothing opens over it. Whoever closed it meanwhile gets
  the answer in a new one.
- A line that only one person sees goes beside the answer: Slack waits three seconds for that, and
  not for a line that takes longer.
- Losing any of this is harmless: what had to be kept was kept before.
"""

from __future__ import annotations

import logging
from typing import Any

from adapters.sentences import TOO_SLOW
from adapters.slack.answers import errors_by_block
from adapters.slack.block_kit import escaped
from adapters.slack.form_view import form_view
from adapters.slack.home_tabs import TASKS_AT_HOME, HomeTabs
from adapters.slack.incoming import Action, Command, Shortcut, Submission, View, Wire
from adapters.slack.page_view import page_view
from adapters.slack.said_view import said_view
from adapters.slack.web import SlackWeb
from adapters.under_way import UnderWay
from adapters.ways_in import page_in
from flows.forms import Answer, FieldError
from flows.ports import (
    Gone,
    MaybeSent,
    NotSent,
    Reply,
    Say,
    ShowFieldErrors,
    ShowForm,
    ShowPage,
    ShowTaskList,
    Unreachable,
)

LOG = logging.getLogger("pestmelding.slack")

OPENED_WITHIN = 2.0
"""Seconds; a trigger lasts three, of which some were spent before."""

Answered = str | Wire
"""The body of the answer to Slack; "" to say nothing."""

InModal = ShowForm | ShowPage | Say | ShowFieldErrors
"""The replies that a modal can show; a task list has a place of its own."""

NOT_SHOWN = (NotSent, MaybeSent, Unreachable, Gone)


class Presenting:
    """Shows replies where they belong."""

    def __init__(self, web: SlackWeb, homes: HomeTabs, under_way: UnderWay) -> None:
        self._web = web
        self._homes = homes
        self._under_way = under_way

    async def after_command(self, command: Command, reply: Reply) -> Answered:
        """Opens a modal, or answers a slash command with a line below it."""
        if isinstance(reply, Say):
            return _line(reply.text)
        if isinstance(reply, ShowTaskList):
            await self._homes.show(command.sender.who, reply.task_list)
            return _line(TASKS_AT_HOME)
        return "" if await self._open(command.trigger, _view(reply)) else _line(TOO_SLOW)

    async def after_shortcut(self, shortcut: Shortcut, reply: Reply) -> Answered:
        """Opens a modal: a shortcut has no other place for an answer."""
        if isinstance(reply, ShowTaskList):
            await self._homes.show(shortcut.sender.who, reply.task_list)
            reply = Say(TASKS_AT_HOME)
        await self._open(shortcut.trigger, _view(reply))
        return ""

    async def after_action(self, action: Action, reply: Reply) -> Answered:
        """Shows what a button gives, as fits the place where it stands."""
        if isinstance(reply, ShowTaskList):
            await self._homes.show(action.sender.who, reply.task_list, page_in(action.value))
            if action.place == "home":
                return ""
            reply = Say(TASKS_AT_HOME)
        if action.view is not None and action.place == "modal":
            await self._replace(action.view, _view(reply), action.trigger)
        elif isinstance(reply, Say) and action.respond_to:
            self._under_way.beside(self._whisper(action.respond_to, reply.text))
        elif not await self._open(action.trigger, _view(reply)) and action.respond_to:
            self._under_way.beside(self._whisper(action.respond_to, TOO_SLOW))
        return ""

    async def after_choice(
        self, action: Action, reply: Reply, filled_in: tuple[Answer, ...]
    ) -> Answered:
        """Asks the same step again, with the questions that go with what was chosen."""
        if action.view is None or not isinstance(reply, ShowForm):
            return await self.after_action(action, reply)
        await self._replace(action.view, form_view(reply.form, filled_in), action.trigger)
        return ""

    async def after_submission(self, submission: Submission, reply: Reply) -> Answered:
        """Puts what follows in the place of the modal, or the errors at its fields."""
        if isinstance(reply, ShowTaskList):
            await self._homes.show(submission.sender.who, reply.task_list)
            return {"response_action": "clear"}
        if isinstance(reply, ShowFieldErrors):
            return at_fields(submission, reply.errors)
        return {"response_action": "update", "view": _view(reply)}

    async def _open(self, trigger: str, view: Wire) -> bool:
        """Opens a modal; says whether it is there."""
        try:
            await self._web.call("views.open", within=OPENED_WITHIN, trigger_id=trigger, view=view)
        except NOT_SHOWN as error:
            LOG.warning("slack_modal_not_opened", extra={"error": type(error).__name__})
            return False
        return True

    async def _replace(self, old: View, new: Wire, trigger: str) -> None:
        """Puts a modal in the place of another one, which may have changed or be closed by now."""
        for known in ({"hash": old.hash}, {}):
            if await self._updated(old.id, new, known):
                return
        await self._open(trigger, new)

    async def _updated(self, view_id: str, new: Wire, known: dict[str, str]) -> bool:
        try:
            await self._web.call(
                "views.update", within=OPENED_WITHIN, view_id=view_id, view=new, **known
            )
        except MaybeSent as error:  # it may well be there, and a second one would lie over it
            LOG.warning("slack_modal_not_replaced", extra={"error": type(error).__name__})
        except (NotSent, Unreachable, Gone):
            return False
        return True

    async def _whisper(self, respond_to: str, text: str) -> None:
        try:
            await self._web.respond(respond_to, text)
        except Exception as error:  # noqa: BLE001 - nobody waits for it who could be told
            LOG.warning("slack_line_not_shown", extra={"error": type(error).__name__})


def at_fields(submission: Submission, errors: tuple[FieldError, ...]) -> Wire:
    """Leaves a modal open with these errors, or says them when it has no field to stand at."""
    try:
        by_block = errors_by_block(submission.filled, errors)
    except (KeyError, TypeError, AttributeError):  # a modal that has not the shape of ours
        by_block = {}
    if by_block:
        return {"response_action": "errors", "errors": by_block}
    said = " ".join(dict.fromkeys(error.message for error in errors))
    return {"response_action": "update", "view": said_view(Say(said, "refused"))}


def _view(reply: InModal) -> dict[str, Any]:
    """Gives the modal that shows a reply."""
    match reply:
        case ShowForm():
            return form_view(reply.form)
        case ShowPage():
            return page_view(reply.page)
        case Say():
            return said_view(reply)
        case ShowFieldErrors():
            said = " ".join(dict.fromkeys(error.message for error in reply.errors))
            return said_view(Say(said, "refused"))


def _line(text: str) -> Wire:
    """Gives a line that only who asked can see."""
    return {"response_type": "ephemeral", "text": escaped(text)}
