"""A page as a dialog: read from top to bottom, with the first thing to do near the top."""

from __future__ import annotations

from adapters.sentences import COPY_BODY, COPY_TITLE, which_page
from adapters.teams.adaptive_cards import (
    Json,
    action_rows,
    adaptive_card,
    bold,
    container,
    dialog_action,
    fact_blocks,
    item_blocks,
    mark_blocks,
    paragraph_blocks,
    small,
)
from adapters.teams.dialog import dialog
from adapters.teams.input_ids import COPY, input_id
from flows.pages import CopyBlock, Entry, Page


def page_dialog(page: Page, nonce: str) -> Json:
    """Shows a page; each of its buttons puts the next dialog in its place."""
    first = tuple(one for one in page.actions if page.entries and one.style == "primary")
    body = (
        *mark_blocks(page.badge),
        *paragraph_blocks(page.paragraphs),
        *fact_blocks(page.facts),
        *item_blocks(page.items),
        *action_rows(dialog_action(one, nonce) for one in first),
        *(block for number, one in enumerate(page.copies) for block in _copy(one, number)),
        *(block for one in page.entries for block in _entry(one, nonce)),
        *_turning(page, nonce),
        *action_rows(dialog_action(one, nonce) for one in page.actions if one not in first),
    )
    return dialog(page.title, adaptive_card(body), "large")


def _copy(copy: CopyBlock, number: int) -> tuple[Json, ...]:
    """Gives title and text a field each: selecting all in it gives exactly the text."""
    parts = ((COPY_TITLE, copy.title, False), (COPY_BODY, copy.body, True))
    return container(
        (
            *bold(copy.label),
            *(
                {
                    "type": "Input.Text",
                    "id": input_id(f"{number}-{name.lower()}", COPY),
                    "label": name,
                    "value": text,
                    "isMultiline": is_long,
                }
                for name, text, is_long in parts
            ),
        ),
        spacing="Medium",
    )


def _entry(entry: Entry, nonce: str) -> tuple[Json, ...]:
    return container(
        (
            *bold(entry.heading),
            *small(entry.meta, "None"),
            *paragraph_blocks(entry.paragraphs),
            *fact_blocks(entry.facts),
            *action_rows(dialog_action(one, nonce) for one in entry.buttons),
        ),
        separator=True,
        spacing="Medium",
    )


def _turning(page: Page, nonce: str) -> tuple[Json, ...]:
    if page.pages == 1:
        return ()
    turns = (one for one in (page.previous, page.next) if one is not None)
    return container(
        (
            *small(which_page(page.page, page.pages)),
            *action_rows(dialog_action(one, nonce) for one in turns),
        ),
        separator=True,
        spacing="Medium",
    )
