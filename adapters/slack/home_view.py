"""The task list as the Home tab: what waits first, a page at a time, without a name of a pupil."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.sentences import LATE, which_page
from adapters.slack.block_kit import (
    BETWEEN,
    Block,
    View,
    button_blocks,
    button_element,
    header,
    labelled,
    mark_blocks,
    numbered,
    section,
    small_blocks,
    text_blocks,
)
from adapters.ways_in import actions_of, turns
from flows.cards import Button
from flows.task_list import Item, Section, TaskList

ROWS = 20
"""Items on one page of Home: what is read on a telephone, far below what Slack allows."""


def home_view(task_list: TaskList, page: int = 1) -> View:
    """Shows a page of the list; a page that is not there any longer is the last one."""
    rows = [(one.heading, row) for one in task_list.sections for row in _rows(one)]
    pages = max(1, -(-len(rows) // ROWS))
    here = min(max(1, page), pages)
    blocks = (
        *mark_blocks(task_list.badge),
        *header(task_list.title),
        *button_blocks(actions_of(task_list)),
        *_under_headings(rows[(here - 1) * ROWS : here * ROWS]),
        *_turning(here, pages),
    )
    return {"type": "home", "blocks": list(numbered(blocks))}


def refused_home(text: str) -> View:
    """Shows one sentence to who has no task list here."""
    return {"type": "home", "blocks": list(text_blocks(text))}


def _rows(part: Section) -> tuple[Block, ...]:
    """Gives the items under one heading, or what is said when there are none."""
    if part.items:
        return tuple(_item(item) for item in part.items)
    return text_blocks(part.empty)


def _item(item: Item) -> Block:
    due = BETWEEN.join(filter(None, (LATE if item.late else "", item.due)))
    return section(labelled(item.title, due), _beside(item.button))


def _beside(button: Button | None) -> Block | None:
    """Gives the button of an item plainly: of a whole list only one thing can come first."""
    return None if button is None else button_element(Button(button.label, button.value))


def _under_headings(rows: list[tuple[str, Block]]) -> Iterator[Block]:
    """Gives each row under its heading, which is told again on a next page."""
    last = None
    for heading, row in rows:
        if heading != last:
            yield from header(heading)
        last = heading
        yield row


def _turning(page: int, pages: int) -> tuple[Block, ...]:
    if pages == 1:
        return ()
    return (*small_blocks(which_page(page, pages)), *button_blocks(turns(page, pages)))
