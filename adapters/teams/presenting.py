"""How a reply is shown: in a dialog, in the place of the card that was pressed, or in the chat.

Rules this file keeps:

- Forms and pages stand in dialogs only, which one person sees. In a chat stand cards and sentences
  that tell nothing of what a melding says.
- A button in a dialog replaces that dialog.
- Losing any of this is harmless: what had to be kept was kept before.
"""

from __future__ import annotations

from typing import assert_never

from adapters.teams.activities import (
    CardPress,
    CardRefresh,
    DialogOpened,
    DialogSubmitted,
    Json,
    Message,
    PostedPress,
    Sender,
    nonce_of,
)
from adapters.teams.adaptive_cards import mark_blocks
from adapters.teams.answer import InvokeAnswer
from adapters.teams.answers import people_in, shown_in
from adapters.teams.arrivals import Arrivals
from adapters.teams.card_activity import version_nonce
from adapters.teams.card_content import card_content, summary_of
from adapters.teams.chat import Chat
from adapters.teams.form_dialog import form_dialog
from adapters.teams.input_ids import person_choice
from adapters.teams.launch_card import launch_card, launch_summary
from adapters.teams.page_dialog import page_dialog
from adapters.teams.said import IN_A_WINDOW, TASKS_IN_CHAT, TYPE_TASKS, UNCHANGED
from adapters.teams.said_dialog import said_dialog
from adapters.teams.task_list_card import task_list_card
from adapters.teams.welcome import welcome
from adapters.ways_in import page_in
from flows.cards import Card
from flows.forms import Answer, FieldError, Form, Option
from flows.ports import Reply, Say, ShowFieldErrors, ShowForm, ShowPage, ShowTaskList
from flows.task_list import TaskList

OK = 200

LIST = "taken."
"""How the nonce of each button in a task list begins, by which a press on one is known."""

CARD = "application/vnd.microsoft.card.adaptive"
SENTENCE = "application/vnd.microsoft.activity.message"
FOUND = "application/vnd.microsoft.search.searchResponse"

InDialog = DialogOpened | DialogSubmitted


class Presenting:
    """Shows replies where they belong."""

    def __init__(self, chat: Chat, arrivals: Arrivals) -> None:
        self._chat = chat
        self._arrivals = arrivals

    async def after_message(self, message: Message, reply: Reply) -> None:
        """Answers a word: with the tasks, a sentence, or a button that opens the dialog."""
        match reply:
            case ShowForm():
                await self._launch(message, reply.form.badge)
            case ShowPage():
                await self._launch(message, reply.page.badge)
            case ShowTaskList() | ShowFieldErrors() | Say():
                await self.after_posted(message, reply)
            case _:
                assert_never(reply)

    async def after_posted(self, press: Message | PostedPress, reply: Reply) -> None:
        """Answers in the chat, where nothing of a melding may stand."""
        if isinstance(reply, ShowTaskList):
            page = page_in(press.press) if isinstance(press, PostedPress) else 1
            await self._tasks(press.sender, press.sender.conversation, press.id, reply, page)
        else:
            await self._chat.line(press.sender, said_of(reply))

    async def welcome(self, sender: Sender, activity_id: str, badge: str) -> None:
        """Introduces the app to somebody who may use it."""
        card = welcome(badge)
        content = card_content(card, nonce_of(activity_id))
        await self._chat.card(sender, content, summary_of(card))

    async def waiting(self, sender: Sender, activity_id: str, reply: ShowTaskList) -> None:
        """Shows what waits for somebody who comes in, whom no card reached before; if anything."""
        if any(item.due for part in reply.task_list.sections for item in part.items):
            await self._tasks(sender, sender.conversation, f"{activity_id} {LIST}", reply)

    async def on_card(self, press: CardPress, reply: Reply, card: Card | None) -> InvokeAnswer:
        """Puts the card as it is now in the place of the one that was pressed, or says it."""
        nonce = nonce_of(press.id)
        if isinstance(reply, ShowTaskList):
            if card is None:
                return in_place(task_list(reply.task_list, nonce, page_in(press.press)))
            await self._tasks(press.sender, press.sender.conversation, press.id, reply)
        elif card is None or says_why_not(reply, press, card):
            return sentence(said_of(reply))
        return in_place(card_content(card, nonce, press.sender.member))

    async def in_dialog(self, incoming: InDialog, reply: Reply) -> InvokeAnswer:
        """Shows a reply in the dialog; tasks stand in the chat, and the dialog says so."""
        if isinstance(reply, ShowTaskList):
            sender = incoming.sender
            conversation = await self._arrivals.conversation_of(sender)
            sent = bool(conversation) and await self._tasks(
                sender, conversation, incoming.id, reply, page_in(incoming.press)
            )
            reply = Say(TASKS_IN_CHAT if sent else TYPE_TASKS)
        return dialog(reply, nonce_of(incoming.id))

    async def _launch(self, message: Message, badge: str) -> None:
        """Posts the ways to go on after a word, with the mark of a practice when there is one."""
        content = launch_card(message.word, nonce_of(message.id))
        marked = {**content, "body": [*mark_blocks(badge), *content["body"]]}
        await self._chat.card(message.sender, marked, launch_summary(message.word))

    async def _tasks(
        self,
        sender: Sender,
        conversation: str,
        activity_id: str,
        reply: ShowTaskList,
        page: int = 1,
    ) -> bool:
        content = task_list(reply.task_list, nonce_of(activity_id), page)
        return await self._chat.card(sender, content, reply.task_list.title, conversation)


def dialog(reply: ShowForm | ShowPage | ShowFieldErrors | Say, nonce: str) -> InvokeAnswer:
    """Shows a reply in the dialog that is open, or opens one."""
    match reply:
        case ShowForm(form):
            return continued(form_dialog(form, nonce))
        case ShowPage(page):
            return continued(page_dialog(page, nonce))
        case ShowFieldErrors() | Say():
            return continued(said_dialog(said_in(reply)))
        case _:
            assert_never(reply)


def step_again(
    form: Form,
    submitted: DialogSubmitted,
    answers: tuple[Answer, ...],
    errors: tuple[FieldError, ...] = (),
) -> InvokeAnswer:
    """Shows a step of a form once more, with what was filled in."""
    nonce, filled = nonce_of(submitted.id), submitted.filled
    value = form_dialog(form, nonce, answers, errors, people_in(filled), shown_in(filled))
    return continued(value)


def task_list(tasks: TaskList, nonce: str, page: int = 1) -> Json:
    """Gives the card with somebody's tasks."""
    return task_list_card(tasks, f"{LIST}{nonce}", page)


def continued(value: Json) -> InvokeAnswer:
    """Answers with a dialog."""
    return InvokeAnswer(OK, {"task": {"type": "continue", "value": value}})


def in_place(content: Json) -> InvokeAnswer:
    """Answers with a card, in the place of the one that was pressed."""
    return InvokeAnswer(OK, {"statusCode": OK, "type": CARD, "value": content})


def refreshed(refresh: CardRefresh, card: Card | None) -> InvokeAnswer:
    """Puts the card as it is now in the place of the one that stands there, if there is one."""
    if card is None:
        return AS_IT_STANDS
    nonce = version_nonce(refresh.message_id, card)
    return in_place(card_content(card, nonce, refresh.sender.member))


def sentence(text: str) -> InvokeAnswer:
    """Answers with a sentence beside the card that was pressed."""
    return InvokeAnswer(OK, {"statusCode": OK, "type": SENTENCE, "value": text})


def found(options: tuple[Option, ...]) -> InvokeAnswer:
    """Answers a field that searches."""
    results = [person_choice(option) for option in options]
    return InvokeAnswer(OK, {"statusCode": OK, "type": FOUND, "value": {"results": results}})


def said_in(reply: ShowFieldErrors | Say) -> Say:
    """Gives a reply as a sentence."""
    if isinstance(reply, Say):
        return reply
    return Say(" ".join(dict.fromkeys(error.message for error in reply.errors)), "refused")


def said_of(reply: ShowForm | ShowPage | ShowFieldErrors | Say) -> str:
    """Gives a reply as a sentence that may stand in a chat."""
    return IN_A_WINDOW if isinstance(reply, ShowForm | ShowPage) else said_in(reply).text


def says_why_not(reply: Reply, press: CardPress, card: Card) -> bool:
    """Whether a refusal is to be said: the card as it is now would ask the same thing again."""
    is_refused = isinstance(reply, Say) and reply.tone == "refused"
    return is_refused and any(button.value == press.press for button in card.buttons)


def is_on_task_list(press: CardPress) -> bool:
    """Says whether a button stands in a task list."""
    return press.nonce.startswith(LIST)


NOTHING_FOUND = found(())

AS_IT_STANDS = sentence(UNCHANGED)
"""Leaves a card alone: Teams knows no answer that changes nothing but a sentence."""
