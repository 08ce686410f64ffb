"""The chat of one person and the side bar of people as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from adapters.playground.chat_store import Message
from adapters.playground.clock_words import day_in_words, moment_in_words, time_in_words
from adapters.playground.hosting import RECOMMENDED, Person
from adapters.playground.html_cards import card_html
from adapters.playground.markup import Html, joined, tag

STARTERS = ("/pestmelding", "/taken", "/help")
"""Commands that an empty chat offers as buttons."""


def chat_html(person: Person, messages: tuple[Message, ...]) -> Html:
    """Shows root cards by day, oldest first, each with the replies in its thread."""
    roots = [message for message in messages if message.is_root]
    if not roots:
        return _empty_chat(person)
    days = groupby(roots, key=lambda root: day_in_words(root.posted_at))
    return joined(*(_day_html(day, list(of_day), messages) for day, of_day in days))


def _empty_chat(person: Person) -> Html:
    starters = (
        tag("button", command, type="button", class_="button plain", data_command=command)
        for command in STARTERS
    )
    return tag(
        "div",
        tag("p", f"Nog geen berichten voor {person.name}.", class_="empty-title", dir="auto"),
        tag("p", "Heb je iets gezien of gehoord? Begin met een melding. Het duurt een minuut."),
        tag("div", *starters, class_="buttons"),
        class_="empty-chat",
    )


def _day_html(day: str, roots: list[Message], messages: tuple[Message, ...]) -> Html:
    return tag(
        "section",
        tag("h3", day, class_="day"),
        tag(
            "ol",
            *(
                tag("li", _card(root, root.posted_at), _thread_html(root, messages))
                for root in roots
            ),
            class_="messages",
        ),
        class_="day-group",
    )


def _thread_html(root: Message, messages: tuple[Message, ...]) -> Html:
    replies = [
        message
        for message in messages
        if message.thread_id == root.message_id and not message.is_root
    ]
    if not replies:
        return joined()
    unread = sum(not reply.is_read for reply in replies)
    return tag(
        "details",
        tag(
            "summary",
            _count(len(replies), "bericht", "berichten"),
            " in deze draad",
            tag("span", f"{unread} nieuw", class_="new") if unread else "",
        ),
        tag(
            "ol",
            *(tag("li", _card(reply, root.posted_at)) for reply in replies),
            class_="messages",
        ),
        class_="thread",
        data_thread=root.message_id,
        data_unread=unread,
    )


def _card(message: Message, shown_day: datetime) -> Html:
    return tag(
        "div",
        card_html(message.card, message.message_id, _when(message, shown_day)),
        class_="message" if message.is_read else "message is-new",
        data_message=message.message_id,
        data_new=not message.is_read,
    )


def _when(message: Message, shown_day: datetime) -> Html:
    """Says when it was posted and changed; a day is named where another one stands above it."""
    changed = message.replaced_at
    return tag(
        "p",
        tag("span", "Nieuw", class_="new") if not message.is_read else "",
        _time(message.posted_at, shown_day),
        *((", bijgewerkt", _time_of_change(message.posted_at, changed)) if changed else ()),
        class_="meta",
    )


def _time(moment: datetime, shown_day: datetime) -> Html:
    words = time_in_words(moment)
    if day_in_words(moment) != day_in_words(shown_day):
        words = f"{day_in_words(moment)}, {words}"
    return tag("time", words, datetime=moment.isoformat())


def _time_of_change(posted: datetime, changed: datetime) -> Html:
    """Says when, unless it was within the minute."""
    if moment_in_words(posted) == moment_in_words(changed):
        return joined()
    return joined(" ", _time(changed, posted))


def people_html(people: Iterable[Person], unread: dict[str, int], current: str) -> Html:
    """Shows the people a visitor can be: the chosen few first, all others folded by group."""
    recommended: list[Person] = []
    others: dict[str, list[Person]] = {}
    for person in people:
        if person.group == RECOMMENDED:
            recommended.append(person)
        else:
            others.setdefault(person.group, []).append(person)
    return joined(
        _group_html("Begin bij", recommended, unread, current) if recommended else "",
        _all_others_html(others, unread, current) if others else "",
    )


def _all_others_html(others: dict[str, list[Person]], unread: dict[str, int], current: str) -> Html:
    everyone = [person for group in others.values() for person in group]
    waiting = sum(unread.get(person.id, 0) for person in everyone)
    return tag(
        "details",
        tag(
            "summary",
            f"Andere collega’s ({len(everyone)})",
            _unread_html(waiting) if waiting else "",
        ),
        *(_group_html(name, group, unread, current) for name, group in others.items()),
        class_="other-people",
        open=any(person.id == current for person in everyone),
    )


def _group_html(name: str, group: list[Person], unread: dict[str, int], current: str) -> Html:
    return tag(
        "section",
        tag("h3", name, dir="auto"),
        tag("ul", *(_person_html(person, unread.get(person.id, 0), current) for person in group)),
        class_="people-group",
    )


def _person_html(person: Person, unread: int, current: str) -> Html:
    return tag(
        "li",
        tag(
            "button",
            tag("span", person.name, class_="person-name", dir="auto"),
            tag("span", person.role, class_="person-role", dir="auto"),
            _unread_html(unread) if unread else "",
            type="button",
            class_="person",
            data_person=person.id,
            aria_current="true" if person.id == current else None,
        ),
    )


def _unread_html(count: int) -> Html:
    return tag(
        "span",
        str(count),
        tag("span", " ongelezen", class_="only-heard"),
        class_="unread",
    )


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"
