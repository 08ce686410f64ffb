"""What is done with each kind of activity, and what is said when that goes wrong.

Rules this file keeps:

- A listener asks the conversation, shows what it gives, and only then answers: what Teams takes as
  done has been stored.
- Where somebody waits at the screen, there is an answer within two seconds. What takes longer goes
  on, and the person is told so.
- No error leaves this file. The person gets a sentence with a mark, the log the same mark.
- That a client refreshes a card by itself says nothing of its owner: no address is kept for it, and
  nothing is said but the card.
- Who may do what is asked by the conversation each time; here it is only said who it is. In a group
  or channel nothing is done or told outside a dialog.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Literal, assert_never

from adapters.pacing import Now
from adapters.sentences import EXPIRED, failed, reference_of
from adapters.teams import presenting
from adapters.teams.activities import (
    CardPress,
    CardRefresh,
    DialogOpened,
    DialogSubmitted,
    Installation,
    Json,
    Message,
    PostedPress,
    Search,
    Unknown,
    nonce_of,
)
from adapters.teams.answer import InvokeAnswer
from adapters.teams.answers import answers_in, brings_up
from adapters.teams.arrivals import Arrivals
from adapters.teams.chat import Chat
from adapters.teams.kept_dialog import kept_dialog, once_more_dialog
from adapters.teams.payloads import INVOKE, NotReadable, kind_of, read
from adapters.teams.presenting import OK, Presenting, continued
from adapters.teams.replays import Heard, Replays
from adapters.teams.said import FORM_TAKES_LONG, IN_OWN_CHAT, ONLY_STAFF, TAKES_LONG
from adapters.teams.said_dialog import said_dialog
from adapters.under_way import UnderWay
from flows import verbs
from flows.cards import Card
from flows.forms import Form
from flows.ports import (
    Arrived,
    Conversation,
    Pressed,
    Reply,
    Resumed,
    Say,
    Searched,
    ShowFieldErrors,
    ShowForm,
    ShowPage,
    ShowTaskList,
    Submitted,
    Typed,
    Who,
)
from flows.presses import Press

LOG = logging.getLogger("pestmelding.teams")

ANSWERS_WITHIN = 1.8
"""Seconds in which an invoke is answered; Teams itself gives up after five."""

BOTS = "28:"
"""How Teams calls apps; ours among them."""

Answered = InvokeAnswer | None
"""What Teams is answered; None where it waits for nothing."""

QUIET = InvokeAnswer(OK)

Waiting = CardPress | CardRefresh | DialogOpened | DialogSubmitted | Search
"""What somebody waits for at the screen."""
Asked = Message | PostedPress | Waiting | Installation

HELP = "help"
"""The word whose answer says what the app can do; every word that is no command gets it too."""

SEARCHES: dict[str, Literal["pupil", "staff"]] = {"pupil": "pupil", "staff": "staff"}
"""Whom a field looks for, by what it calls the people in it."""


class Listeners:
    """Answers activities that are known to come from our tenant."""

    def __init__(  # noqa: PLR0913 - made once, in adapters/teams/platform.py
        self,
        conversation: Conversation,
        chat: Chat,
        arrivals: Arrivals,
        on_changed: Callable[[Who], None],
        *,
        under_way: UnderWay,
        now: Now,
        within: float = ANSWERS_WITHIN,
    ) -> None:
        """Takes what answers; `now` is the time by which repeats are known."""
        self._conversation = conversation
        self._chat = chat
        self._arrivals = arrivals
        self._presenting = Presenting(chat, arrivals)
        self._on_changed = on_changed
        self._replays: Replays[Answered] = Replays(under_way, now)
        self._heard = Heard(now)
        self._within = within

    async def answer(self, activity: Json) -> Answered:
        """Answers an activity; it is carried out to the end when whoever waits for it has gone."""
        try:
            incoming = read(activity)
        except NotReadable:
            LOG.warning("teams_activity_unreadable")
            return unreadable(activity)
        if isinstance(incoming, Unknown) or incoming.sender.member.startswith(BOTS):
            return QUIET if kind_of(activity)[0] == INVOKE else None
        if isinstance(incoming, Message | PostedPress) and self._is_repeated(incoming):
            return None
        task = self._replays.task(_key(incoming, incoming.request_id), self._answered(incoming))
        if isinstance(incoming, Message | PostedPress | Installation):
            return await asyncio.shield(task)
        await asyncio.wait((task,), timeout=self._within)
        return task.result() if task.done() else late(incoming)

    def _is_repeated(self, message: Message | PostedPress) -> bool:
        return self._heard.before(_key(message, message.id))

    async def _answered(self, incoming: Asked) -> Answered:
        """Answers, whatever happens."""
        try:
            return await self._done(incoming)
        except Exception as error:  # noqa: BLE001 - the last place that can turn it into a sentence
            text = _logged(incoming, error)
        if isinstance(incoming, DialogSubmitted) and incoming.form:
            return continued(kept_dialog(text, incoming.filled))
        try:
            return await self._told(incoming, text)
        except Exception as error:  # noqa: BLE001 - nobody is left who can be told
            _logged(incoming, error)
            return None

    async def _done(self, incoming: Asked) -> Answered:
        if isinstance(incoming, Installation):
            await self._installed(incoming)
            return None
        if isinstance(incoming, CardRefresh):
            return await self._refreshed(incoming)
        if refusal := refused(incoming):
            return await self._told(incoming, refusal)
        await self._arrivals.seen(incoming.sender)
        match incoming:
            case Message():
                return await self._message(incoming)
            case PostedPress():
                reply = await self._pressed(incoming)
                await self._presenting.after_posted(incoming, reply)
                return None
            case CardPress():
                return await self._card(incoming)
            case DialogOpened():
                return await self._presenting.in_dialog(incoming, await self._pressed(incoming))
            case DialogSubmitted():
                answered = await self._submitted(incoming)
                self._replays.keep(_key(incoming, incoming.request_id), answered)
                return answered
            case Search():
                return await self._search(incoming)
            case _:
                assert_never(incoming)

    async def _told(self, incoming: Asked, text: str) -> Answered:
        """Says what went wrong to whoever can still be told."""
        match incoming:
            case Message():
                if incoming.is_for_us:
                    await self._chat.line(incoming.sender, text)
                return None
            case PostedPress():
                await self._chat.line(incoming.sender, text)
                return None
            case CardPress() | CardRefresh() | DialogOpened() | DialogSubmitted() | Search():
                return told(incoming, text)
            case Installation():
                return None
            case _:
                assert_never(incoming)

    async def _pressed(
        self, press: PostedPress | CardPress | DialogOpened | DialogSubmitted
    ) -> Reply:
        return await self._conversation.handle(
            Pressed(press.sender.who, press.press, press.request_id)
        )

    async def _message(self, message: Message) -> Answered:
        typed = Typed(message.sender.who, message.word or HELP, message.request_id)
        reply = await self._conversation.handle(typed)
        await self._presenting.after_message(message, reply)
        return None

    async def _card(self, press: CardPress) -> Answered:
        reply = await self._pressed(press)
        if presenting.is_on_task_list(press) and isinstance(reply, Say) and reply.tone == "done":
            reply = await self._tasks(press) or reply
        card = None if presenting.is_on_task_list(press) else await self._card_at(press)
        return await self._presenting.on_card(press, reply, card)

    async def _refreshed(self, refresh: CardRefresh) -> InvokeAnswer:
        is_own = refresh.sender.personal and refresh.sender.account
        return presenting.refreshed(refresh, await self._card_at(refresh) if is_own else None)

    async def _card_at(self, asked: CardPress | CardRefresh) -> Card | None:
        """Gives a card as it is now; whatever else was done, was done without it."""
        try:
            return await self._conversation.card(asked.sender.who, asked.message_id)
        except Exception as error:  # noqa: BLE001 - the sentence is still there to answer with
            _logged(asked, error)
            return None

    async def _tasks(self, asked: CardPress | Installation) -> ShowTaskList | None:
        """Gives somebody's tasks as they are now; what was done, was done without them."""
        request = Arrived if isinstance(asked, Installation) else Pressed
        value = Press(verbs.TASKS).encoded()
        try:
            reply = await self._conversation.handle(
                request(asked.sender.who, value, asked.request_id)
            )
        except Exception as error:  # noqa: BLE001 - as with a card
            _logged(asked, error)
            return None
        return reply if isinstance(reply, ShowTaskList) else None

    async def _submitted(self, submitted: DialogSubmitted) -> InvokeAnswer:
        if not submitted.form:
            return await self._presenting.in_dialog(submitted, await self._pressed(submitted))
        answers = answers_in(submitted.filled)
        form = await self._step(submitted) if brings_up(submitted.filled, answers) else None
        if form is not None:
            return presenting.step_again(form, submitted, answers)
        reply = await self._conversation.handle(
            Submitted(
                submitted.sender.who,
                submitted.form,
                answers,
                submitted.carried,
                submitted.request_id,
            )
        )
        if not isinstance(reply, ShowFieldErrors):
            return await self._presenting.in_dialog(submitted, reply)
        form = await self._step(submitted)
        if form is not None:
            return presenting.step_again(form, submitted, answers, reply.errors)
        return continued(kept_dialog(presenting.said_in(reply).text, submitted.filled))

    async def _step(self, submitted: DialogSubmitted) -> Form | None:
        """Gives the step that was submitted, to show it again; None when that cannot be."""
        resumed = Resumed(
            submitted.sender.who, submitted.form, submitted.carried, submitted.request_id
        )
        try:
            reply = await self._conversation.handle(resumed)
        except Exception as error:  # noqa: BLE001 - what was typed is shown in another way
            _logged(submitted, error)
            return None
        return reply.form if isinstance(reply, ShowForm) else None

    async def _search(self, search: Search) -> InvokeAnswer:
        kind = SEARCHES.get(search.dataset)
        if kind is None:
            return presenting.NOTHING_FOUND
        found = await self._conversation.search(Searched(search.sender.who, kind, search.typed))
        return presenting.found(found[: search.most])

    async def _installed(self, installation: Installation) -> None:
        """Takes note of somebody who can be reached from now on, or not any more."""
        sender = installation.sender
        await self._arrivals.in_channel(sender, is_there=installation.is_there)
        if not (sender.account and sender.personal):
            return
        if not installation.is_there:
            await self._arrivals.left(sender)
            self._on_changed(sender.who)
            return
        if not await self._arrivals.is_new(sender):
            return
        self._on_changed(sender.who)
        value = Press(verbs.HELP).encoded()
        reply = await self._conversation.handle(Arrived(sender.who, value, installation.request_id))
        if isinstance(reply, ShowPage):
            await self._presenting.welcome(sender, installation.id, reply.page.badge)
            tasks = await self._tasks(installation)
            if tasks is not None:
                await self._presenting.waiting(sender, installation.id, tasks)


def refused(asked: Asked) -> str:
    """Says why nothing is done for somebody, or not where it was asked; empty when it is."""
    if not asked.sender.account:
        return ONLY_STAFF
    is_at_home = asked.sender.personal or not isinstance(asked, Message | PostedPress | CardPress)
    return "" if is_at_home else IN_OWN_CHAT


def told(incoming: Waiting, text: str) -> InvokeAnswer:
    """Answers somebody who waits with a sentence."""
    match incoming:
        case CardPress():
            return presenting.sentence(text)
        case CardRefresh():
            return presenting.AS_IT_STANDS
        case DialogOpened() | DialogSubmitted():
            return continued(said_dialog(Say(text, "refused")))
        case Search():
            return presenting.NOTHING_FOUND
        case _:
            assert_never(incoming)


def late(incoming: Waiting) -> InvokeAnswer:
    """Answers that it takes longer; what was asked goes on."""
    match incoming:
        case CardPress() | CardRefresh() | Search():
            return told(incoming, TAKES_LONG)
        case DialogSubmitted() if incoming.form:
            return continued(kept_dialog(FORM_TAKES_LONG, incoming.filled))
        case DialogOpened() | DialogSubmitted():
            return continued(once_more_dialog(incoming.press, nonce_of(incoming.id)))
        case _:
            assert_never(incoming)


UNREADABLE: dict[str, InvokeAnswer] = {
    "adaptiveCard/action": presenting.sentence(EXPIRED),
    "application/search": presenting.NOTHING_FOUND,
    **dict.fromkeys(
        (
            "task/fetch",
            "task/submit",
            "composeExtension/fetchTask",
            "composeExtension/submitAction",
        ),
        continued(said_dialog(Say(EXPIRED, "refused"))),
    ),
}
"""What an invoke is answered that is not of a form that Teams describes."""


def unreadable(activity: object) -> Answered:
    """Answers what cannot be read: with a sentence where somebody waits for one."""
    kind, name = kind_of(activity)
    return UNREADABLE.get(name, QUIET) if kind == INVOKE else None


def _key(incoming: Asked, known_by: str) -> str:
    """Names a request, of one kind and by one person in one chat."""
    sender = incoming.sender
    return f"{type(incoming).__name__} {sender.account} {sender.conversation} {known_by}"


def _logged(incoming: Asked, error: Exception) -> str:
    """Writes that something went wrong and gives the sentence with the same mark."""
    reference = reference_of(incoming.request_id)
    LOG.error("teams_request_failed %s", reference, extra={"error": type(error).__name__})
    return failed(reference)
