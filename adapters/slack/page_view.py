"""A page as a modal: read from top to bottom, with the first thing to do near the top."""

from __future__ import annotations

from collections.abc import Callable

from adapters.sentences import COPY_BODY, COPY_TITLE, which_page
from adapters.slack.block_kit import (
    VIEW_BLOCKS,
    Block,
    View,
    bold,
    button_blocks,
    fact_blocks,
    fact_line,
    item_blocks,
    mark_blocks,
    numbered,
    paragraph_blocks,
    plain,
    section,
    small_blocks,
    text_blocks,
)
from adapters.slack.sheets import COPY, Sheet
from flows.pages import CopyBlock, Entry, Page

CALLBACK = "page"
CLOSE = "Sluiten"
COPIED = "Sluit dit venster"

DIVIDER: Block = {"type": "divider"}


def page_view(page: Page) -> View:
    """Shows a page; one with texts to copy also has a button to close it with."""
    blocks = _blocks(page, _entry)
    if len(blocks) > VIEW_BLOCKS:
        blocks = _blocks(page, _dense_entry)
    view: View = {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": plain(page.title),
        "close": plain(CLOSE),
        "blocks": list(numbered(blocks)),
    }
    return {**view, "submit": plain(COPIED)} if page.copies else view


def _blocks(page: Page, shown: Callable[[Entry], tuple[Block, ...]]) -> tuple[Block, ...]:
    """Gives a page from top to bottom; the main action of a long one comes before its lines."""
    first = tuple(one for one in page.actions if page.entries and one.style == "primary")
    return (
        *mark_blocks(page.badge),
        *paragraph_blocks(page.paragraphs),
        *fact_blocks(page.facts),
        *item_blocks(page.items),
        *button_blocks(first),
        *(block for number, one in enumerate(page.copies) for block in _copy(page, one, number)),
        *(block for entry in page.entries for block in shown(entry)),
        *_turning(page),
        *button_blocks(one for one in page.actions if one not in first),
    )


def _copy(page: Page, copy: CopyBlock, number: int) -> tuple[Block, ...]:
    """Gives title and text a field each, named after what is in it.

    Slack keeps what stands in a field when another page has one that is called the same.
    """
    sheet = Sheet(page.id, f"{copy.title}\n{copy.body}")
    parts = ((COPY_TITLE, copy.title, False), (COPY_BODY, copy.body, True))
    return (
        section(bold(copy.label)),
        *(
            _copy_field(sheet.block(f"{COPY}-{number}", name.lower()), name, text, multiline)
            for name, text, multiline in parts
        ),
    )


def _copy_field(block_id: str, name: str, text: str, multiline: bool) -> Block:  # noqa: FBT001 - told apart by its name at the one place that calls it
    element: Block = {"type": "plain_text_input", "action_id": COPY, "multiline": multiline}
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(name),
        "element": {**element, "initial_value": text} if text else element,
        "optional": True,
    }


def _entry(entry: Entry) -> tuple[Block, ...]:
    return (
        DIVIDER,
        section(bold(entry.heading)),
        *small_blocks(entry.meta),
        *paragraph_blocks(entry.paragraphs),
        *fact_blocks(entry.facts),
        *button_blocks(entry.buttons),
    )


def _dense_entry(entry: Entry) -> tuple[Block, ...]:
    """Gives an entry in as few blocks as hold it."""
    told = (entry.meta, *entry.paragraphs, *(fact_line(fact) for fact in entry.facts))
    return (
        section(bold(entry.heading)),
        *text_blocks("\n\n".join(filter(None, told))),
        *button_blocks(entry.buttons),
    )


def _turning(page: Page) -> tuple[Block, ...]:
    if page.pages == 1:
        return ()
    return (
        DIVIDER,
        *small_blocks(which_page(page.page, page.pages)),
        *button_blocks(one for one in (page.previous, page.next) if one is not None),
    )
