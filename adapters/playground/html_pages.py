"""A page and a task list as HTML."""

from __future__ import annotations

from adapters.playground.html_cards import (
    button_html,
    buttons_html,
    facts_html,
    items_html,
    marks_html,
    paragraphs_html,
)
from adapters.playground.html_forms import TITLE
from adapters.playground.markup import Html, joined, tag
from adapters.sentences import COPY_BODY, COPY_TITLE, LATE, which_page
from flows.pages import CopyBlock, Entry, Page
from flows.task_list import Item, Section, TaskList

CHARACTERS_A_LINE = 60
FEWEST_ROWS = 5
MOST_ROWS = 18
"""A text to copy is shown whole if it is not too long: nobody pastes what they cannot see."""


def page_html(page: Page) -> Html:
    """Shows a page to read inside a dialog, its actions below."""
    return tag(
        "div",
        tag(
            "div",
            marks_html(page.badge),
            tag("h2", page.title, id=TITLE, tabindex=-1, dir="auto"),
            class_="dialog-head",
        ),
        paragraphs_html(page.paragraphs),
        facts_html(page.facts),
        items_html(page.items),
        *(_copy_html(block, number) for number, block in enumerate(page.copies, 1)),
        *(_entry_html(entry, number) for number, entry in enumerate(page.entries, 1)),
        _turning_html(page),
        tag(
            "div",
            *(button_html(action) for action in page.actions),
            tag(
                "button", "Sluit dit venster", type="button", class_="button plain", data_close=True
            ),
            class_="buttons",
        ),
        class_="page",
    )


def _entry_html(entry: Entry, number: int) -> Html:
    heading = f"entry-{number}-title"
    return tag(
        "section",
        tag("h3", entry.heading, id=heading, dir="auto"),
        tag("p", entry.meta, class_="meta", dir="auto") if entry.meta else "",
        paragraphs_html(entry.paragraphs),
        facts_html(entry.facts),
        buttons_html(entry.buttons, about=heading),
        class_="entry",
    )


def _copy_html(block: CopyBlock, number: int) -> Html:
    title_id, body_id = f"copy-{number}-title", f"copy-{number}-body"
    return tag(
        "section",
        tag("h3", block.label, dir="auto"),
        tag("label", COPY_TITLE, for_=title_id),
        tag(
            "div",
            tag("input", id=title_id, type="text", value=block.title, readonly=True, dir="auto"),
            _copy_button("Kopieer titel", title_id),
            class_="with-button",
        ),
        tag("label", COPY_BODY, for_=body_id),
        tag(
            "textarea",
            f"\n{block.body}",
            id=body_id,
            rows=_rows_for(block.body),
            readonly=True,
            dir="auto",
        ),
        _copy_button("Kopieer tekst", body_id),
        tag("p", class_="copied", role="status"),
        class_="copy",
    )


def _rows_for(text: str) -> int:
    lines = sum(1 + len(line) // CHARACTERS_A_LINE for line in text.split("\n"))
    return max(FEWEST_ROWS, min(lines + 1, MOST_ROWS))


def _copy_button(label: str, source: str) -> Html:
    return tag("button", label, type="button", class_="button plain", data_copy=source)


def _turning_html(page: Page) -> Html:
    if page.pages == 1:
        return joined()
    return tag(
        "nav",
        button_html(page.previous) if page.previous else "",
        tag("span", which_page(page.page, page.pages)),
        button_html(page.next) if page.next else "",
        class_="turning",
        aria_label="Bladeren",
    )


def task_list_html(tasks: TaskList) -> Html:
    """Shows all that waits for a person."""
    return joined(
        marks_html(tasks.badge),
        tag("h2", tasks.title, dir="auto"),
        *(_section_html(section, number) for number, section in enumerate(tasks.sections, 1)),
        buttons_html(tasks.actions),
    )


def _section_html(section: Section, number: int) -> Html:
    items = tag(
        "ul",
        *(
            _item_html(item, f"task-{number}-{place}-title")
            for place, item in enumerate(section.items, 1)
        ),
        class_="tasks",
    )
    return tag(
        "section",
        tag("h3", section.heading, dir="auto"),
        items if section.items else tag("p", section.empty, class_="empty", dir="auto"),
    )


def _item_html(item: Item, title: str) -> Html:
    late = tag("strong", f"{LATE}:", class_="late") if item.late else ""
    due = tag("span", item.due, dir="auto") if item.due else ""
    return tag(
        "li",
        tag("p", item.title, id=title, class_="task-title", dir="auto"),
        tag("p", late, " " if late and due else "", due, class_="meta") if late or due else "",
        button_html(item.button, title) if item.button else "",
        class_="task is-late" if item.late else "task",
    )
