"""The task list as the card "taken", a page at a time, without a name of a pupil."""

from __future__ import annotations

from itertools import groupby

import msgspec

from adapters.sentences import LATE, which_page
from adapters.teams.adaptive_cards import (
    BETWEEN,
    Json,
    action_rows,
    adaptive_card,
    container,
    heading,
    line_of,
    mark_blocks,
    plain,
    press_action,
    runs,
    size_of,
    small,
)
from adapters.ways_in import actions_of, turns
from flows.cards import Button
from flows.limits import CARD_BYTES
from flows.task_list import Item, Section, TaskList

ROWS = 10
"""Items on one page: what is read on a telephone."""


class Row(msgspec.Struct, frozen=True):
    """One item, or what is said when there are none, with the heading it stands under."""

    heading: str
    blocks: tuple[Json, ...]


def task_list_card(task_list: TaskList, nonce: str, page: int = 1) -> Json:
    """Shows a page of the list; a page that is not there any longer is the last one."""
    pages = _pages(task_list, nonce)
    here = min(max(1, page), len(pages))
    return _card(task_list, nonce, pages[here - 1], (here, len(pages)))


def _card(task_list: TaskList, nonce: str, rows: tuple[Row, ...], where: tuple[int, int]) -> Json:
    body = (
        *mark_blocks(task_list.badge),
        heading(task_list.title, spacing="Small"),
        *(
            block
            for name, under in groupby(rows, lambda row: row.heading)
            for block in (*_heading(name), *(block for row in under for block in row.blocks))
        ),
        *small(which_page(*where), "Medium"),
        *action_rows(press_action(one, nonce) for one in turns(*where)),
        *container(
            action_rows(press_action(one, nonce) for one in actions_of(task_list)),
            separator=True,
            spacing="Medium",
        ),
    )
    return adaptive_card(body)


def _pages(task_list: TaskList, nonce: str) -> tuple[tuple[Row, ...], ...]:
    """Gives the rows of each page: as many as are read easily, and as fit in one message."""
    room = CARD_BYTES - size_of(_card(task_list, nonce, (), (99, 999)))
    pages: list[list[Row]] = [[]]
    left = room
    for row in (row for part in task_list.sections for row in _rows(part, nonce)):
        size = size_of([*_heading(row.heading), *row.blocks])
        if pages[-1] and (len(pages[-1]) == ROWS or size > left):
            pages.append([])
            left = room
        pages[-1].append(row)
        left -= size
    return tuple(map(tuple, pages))


def _heading(name: str) -> tuple[Json, ...]:
    return plain(name, "Large", weight="Bolder", size="Medium")


def _rows(part: Section, nonce: str) -> tuple[Row, ...]:
    if part.items:
        return tuple(Row(part.heading, _item(item, nonce)) for item in part.items)
    return (Row(part.heading, plain(part.empty, "Small")),)


def _item(item: Item, nonce: str) -> tuple[Json, ...]:
    """Gives an item; its button is plain, for of a whole list only one thing can come first."""
    button = item.button
    late = runs(LATE, color="Attention", weight="Bolder", size="Small") if item.late else ()
    due = f"{BETWEEN if item.late else ''}{item.due}" if item.due else ""
    return container(
        (
            *plain(item.title, weight="Bolder"),
            *line_of((*late, *runs(due, size="Small", isSubtle=True)), "None"),
            *(
                action_rows([press_action(Button(button.label, button.value), nonce)])
                if button
                else ()
            ),
        ),
        spacing="Medium",
    )
