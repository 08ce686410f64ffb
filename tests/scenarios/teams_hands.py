"""What people in Teams do when they play a conversation, whatever serves the program."""

from __future__ import annotations

from random import Random  # noqa: TID251 - chance that comes from a seed, to be drawn again
from typing import Literal, get_args

from adapters.teams.input_ids import ELSEWHERE, field_in
from bot.conversation_player import Asked, Seen, SeenCard
from flows import verbs
from flows.forms import NOT_IN_LIST, Answer, FieldError, Option, values_of
from flows.presses import Press
from tests.privacy.conversation_secrets import marked
from tests.scenarios.adaptive_reading import (
    answer_seen,
    card_seen,
    deciding_in,
    dialog_seen,
    errors_seen,
    fields_of,
    found_seen,
    tasks_seen,
    words_of,
)
from tests.teams_stub.inputs import (
    CHOICE,
    DAY,
    TOGGLE,
    Json,
    actions_in,
    data_of,
    input_of,
    inputs_in,
    is_searched,
    offered,
    unfit,
)
from tests.teams_stub.person import Aftermath, CannotSubmit, Context, TeamsPerson
from tests.teams_stub.screens import OpenDialog
from tests.teams_stub.tenant import Message, Tenant

FILL_IN = "Vul dit in."
"""What Teams itself says at a field that must be filled in."""

BEHIND = {
    "pestmelding": verbs.REPORT,
    "pestprotocol": verbs.PROTOCOL,
    "help": verbs.HELP,
}
"""The button, on the card that answers a word, which opens what the word asks for."""

SPELLINGS = ("{}", "/{}", "{} graag", " {}\n")
"""How a word is typed."""

PROVISIONAL = {DAY: "2026-11-23", TOGGLE: "ja"}
"""What somebody fills in for the moment, to see which questions a choice brings up."""


class TeamsHands:
    """Does what people do (`bot.conversation_player.Driver`), but for what happens besides."""

    def __init__(
        self, tenant: Tenant, *, seed: int, sent_twice: float = 0.0, opened_again: float = 0.0
    ) -> None:
        """Takes how often what people do is sent twice by Teams, and how often a chat is opened."""
        self.tenant = tenant
        self._random = Random(seed)  # noqa: S311 - as above
        self._sent_twice = sent_twice
        self._opened_again = opened_again
        self._in_front: dict[str, Message] = {}
        """The answer in the chat that somebody looks at, by person."""
        self._answers: set[str] = set()
        """Every message that came as an answer, or before the conversation began."""

    def person(self, email: str) -> TeamsPerson:
        """Gives somebody in Teams, as the program is reached now."""
        raise NotImplementedError

    async def again(self) -> None:
        """Lets the program go on, as soon as what is due was done."""
        raise NotImplementedError

    def was_refused(self, text: str) -> bool:
        """Says whether this is a sentence by which somebody was told no."""
        raise NotImplementedError

    def is_answer(self, *messages: Message) -> None:
        """Takes messages for no card of the conversation."""
        self._answers |= {one.place for one in messages}

    def begin(self) -> None:
        """Takes whatever stands in Teams by now for what is no card of the conversation."""
        self.is_answer(*self.tenant.messages.values())

    # -------------------------------------------------------------- what people do

    async def typed(self, person: str, command: str) -> Seen:
        """Types a word, or uses the command of the message extension."""
        one = self.person(person)
        one.close()
        if command == "pestmelding" and self._random.random() < 1 / 2:
            context: Context = self._random.choice(get_args(Context))
            place = self.tenant.group_of(one.user.id) if context == "slash" else ""
            return await self._after(one, await one.extension(context, conversation=place))
        after = await one.words(
            self._random.choice(SPELLINGS).format(command),
            with_mention=self._random.random() < 1 / 4,
        )
        self._keep(one, after)
        (message,) = after.posted
        value = Press(BEHIND[command]).encoded() if command in BEHIND else ""
        if message.shown is not None and value and _has(message.shown, value):
            after = await one.press_in_message(value, message)
        return await self._after(one, after)

    async def pressed(self, person: str, value: str) -> Seen:
        """Presses a button, in what this person has open or else in a message."""
        one = self.person(person)
        if one.dialog is not None and _has(one.dialog.card, value):
            return await self._after(one, await one.press_in_dialog(value))
        one.close()
        answer = self._in_front.get(one.user.id)
        if answer is None or not _has(answer.shown or {}, value):
            cards = reversed(self._cards_of(one))
            answer = next(card for card in cards if _has(card.shown or {}, value))
        return await self._after(one, await one.press_in_message(value, answer))

    def shows(self, person: str, value: str) -> bool:
        """Says whether a button stands in what somebody has open, or in the answer they got."""
        one = self.person(person)
        answer = self._in_front.get(one.user.id)
        shown = [one.dialog.card if one.dialog else None, answer.shown if answer else None]
        return any(_has(card, value) for card in shown if card is not None)

    def holds(self, person: str, value: str) -> bool:
        """Says whether somebody can press a button here."""
        cards = self._cards_of(self.person(person))
        return self.shows(person, value) or any(_has(card.shown or {}, value) for card in cards)

    async def decided(self, person: str, form: Seen, answer: Answer) -> Seen:
        """Makes a choice; when others hang on it, submits to see them.

        What else must be filled in is filled in for the moment, for Teams holds back a form in
        which something is missing.
        """
        one = self.person(person)
        opened = _open(one)
        _fill(one, opened, answer.field, answer.values)
        if deciding_in(opened.card).get(answer.field, frozenset()).isdisjoint(answer.values):
            return dialog_seen(opened)
        provisional = unfit(opened.card, opened.state)
        for name in provisional:
            await self._fill_for_now(one, name)
        await one.submit()
        for name in provisional:
            if input_of(_open(one).card, name) is not None:
                one.fill(name)
        await self.again()
        again = dialog_seen(_open(one))
        assert (form.form, form.carried) == (again.form, again.carried)
        return again

    async def submitted(
        self, person: str, form: str, answers: tuple[Answer, ...], carried: str
    ) -> Seen:
        """Fills in the dialog and submits it, again when questions came up that can stay empty."""
        one = self.person(person)
        opened = _open(one)
        asked = dialog_form(opened)
        assert (form, carried) == (asked["form"], asked["carried"])
        fields = fields_of(opened.card, opened.state)
        for field in fields:
            _fill(one, opened, field.id, values_of(self._as_typed(fields, answers), field.id))
        while True:
            before = opened.card
            try:
                after = await one.submit()
            except CannotSubmit as held:
                return errors_seen(tuple(FieldError(_field(name), FILL_IN) for name in held.fields))
            if not _is_same_step(before, after.dialog):
                return await self._after(one, after)

    def _as_typed(
        self, fields: tuple[Asked, ...], answers: tuple[Answer, ...]
    ) -> tuple[Answer, ...]:
        """Gives the answers with a word of our own in every text, which no message may hold."""
        return marked(fields, answers) if self.tenant.secrets else answers

    async def search(
        self, person: str, kind: Literal["pupil", "staff"], typed: str
    ) -> tuple[Option, ...]:
        """Types in a field that names people."""
        one = self.person(person)
        searching = (
            element["id"]
            for element in inputs_in(_open(one).card)
            if is_searched(element) and element["choices.data"]["dataset"] == kind
        )
        found = await one.search(next(searching), typed)
        return tuple(found_seen(value, title) for value, title in found)

    async def cards_of(self, person: str) -> tuple[SeenCard, ...]:
        """Looks at what stands in somebody's chat with the app."""
        return tuple(card_seen(one.shown or {}) for one in self._cards_of(self.person(person)))

    def _cards_of(self, one: TeamsPerson) -> tuple[Message, ...]:
        """Gives the cards that the app posted of its own accord."""
        return self.cards_in(one.messages)

    def cards_in(self, messages: tuple[Message, ...]) -> tuple[Message, ...]:
        """Gives the cards among messages that were no answer."""
        return tuple(
            one for one in messages if one.card is not None and one.place not in self._answers
        )

    # -------------------------------------------------------------- what they see

    async def _after(self, one: TeamsPerson, after: Aftermath) -> Seen:
        self._keep(one, after)
        if self._random.random() < self._sent_twice:
            before = len(one.messages)
            await one.redeliver(with_new_id=self._random.random() < 1 / 2)
            self.is_answer(*one.messages[before:])
        if self._random.random() < self._opened_again:
            opened = await one.opens_chat()
            assert ((), ()) == (opened.said, opened.posted)
        await self.again()
        if after.dialog_changed and after.dialog is not None:
            return answer_seen(after.dialog)
        if after.said or after.posted:
            return self._answered(after)
        assert after.card is not None, after
        return Seen(kind="said", text=words_of(after.card))

    def _keep(self, one: TeamsPerson, after: Aftermath) -> None:
        """Remembers which messages were an answer, and the last card among them."""
        self.is_answer(*after.posted)
        self._in_front.pop(one.user.id, None)
        for message in after.posted:
            if message.shown is not None:
                self._in_front[one.user.id] = message

    def _answered(self, after: Aftermath) -> Seen:
        for message in after.posted:
            if message.shown is not None:
                return tasks_seen(message.shown)
        text = "\n".join((*after.said, *(message.text for message in after.posted)))
        return Seen(kind="refused" if self.was_refused(text) else "said", text=text)

    async def _fill_for_now(self, one: TeamsPerson, name: str) -> None:
        element = next(each for each in inputs_in(_open(one).card) if each["id"] == name)
        if is_searched(element):
            found = await one.search(name, "an")
            one.fill(name, found[0][0])
        elif element["type"] == CHOICE:
            one.fill(name, offered(element)[0])
        else:
            one.fill(name, PROVISIONAL.get(element["type"], "voorlopig"))


def dialog_form(opened: OpenDialog) -> Json:
    """Gives what the button of the form in a dialog brings back."""
    return next(data_of(one) for one in actions_in(opened.card) if "form" in data_of(one))


def _open(one: TeamsPerson) -> OpenDialog:
    assert one.dialog is not None
    return one.dialog


def _fill(one: TeamsPerson, opened: OpenDialog, field: str, values: tuple[str, ...]) -> None:
    """Fills in a field, the part for who is not in the list as well."""
    typed = [value.removeprefix(NOT_IN_LIST) for value in values if value.startswith(NOT_IN_LIST)]
    listed = [value for value in values if not value.startswith(NOT_IN_LIST)]
    for element in inputs_in(opened.card):
        name, part = field_in(element["id"]) or ("", "")
        if name != field:
            continue
        if part == ELSEWHERE:
            one.fill(element["id"], "\n".join(typed))
        elif is_searched(element):
            known = {*offered(element), *opened.found}
            one.fill(element["id"], *(_known_as(known, value) for value in listed))
        else:
            one.fill(element["id"], *listed)


def _known_as(known: set[str], person: str) -> str:
    """Gives the value under which somebody was found: their id, with the name behind it."""
    return next(value for value in known if value.partition("~")[0] == person)


def _field(name: str) -> str:
    found = field_in(name)
    return found[0] if found else name


def _is_same_step(before: Json, after: OpenDialog | None) -> bool:
    """Says whether a form is shown again because questions came up, with no fault in it."""
    if after is None or answer_seen(after).kind != "form":
        return False
    asked = next(data_of(one) for one in actions_in(before) if "form" in data_of(one))
    shown = dialog_form(after)
    is_same = (asked["form"], asked["carried"]) == (shown["form"], shown["carried"])
    return is_same and asked["asked"] != shown["asked"]


def _has(card: Json, value: str) -> bool:
    return any(data_of(action).get("press") == value for action in actions_in(card))
