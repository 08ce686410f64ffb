"""A card as HTML, and the parts it shares with pages and task lists."""

from __future__ import annotations

from adapters.playground.markup import Html, joined, tag
from adapters.sentences import TONE_WORDS
from flows.cards import Button, Card, Fact, Mention, Progress, Tone


def card_html(card: Card, anchor: str, meta: Html | None = None) -> Html:
    """Shows a card with its title as a heading below the day; `anchor` is unique on the page.

    `meta` says when it was posted; it comes from the chat and not from the card.
    """
    heading = f"{anchor}-title"
    return tag(
        "article",
        tag(
            "header",
            marks_html(card.badge, card.tone),
            tag("h4", card.title, id=heading, class_="card-title", dir="auto"),
            class_="card-head",
        ),
        *((meta,) if meta else ()),
        mentions_html(card.mentions),
        paragraphs_html(card.paragraphs),
        facts_html(card.facts),
        items_html(card.items),
        _progress_html(card.progress),
        buttons_html(card.buttons, about=heading),
        tag("p", card.footnote, class_="footnote", dir="auto") if card.footnote else "",
        class_=f"card tone-{card.tone}",
        aria_labelledby=heading,
    )


def marks_html(badge: str, tone: Tone = "neutral") -> Html:
    """Shows the badge and the tone in words, or nothing when there is neither."""
    words = TONE_WORDS[tone]
    if not badge and not words:
        return joined()
    return tag(
        "p",
        tag("span", badge, class_="badge", dir="auto") if badge else "",
        " " if badge and words else "",
        tag("span", words, class_="tone") if words else "",
        class_="marks",
    )


def paragraphs_html(paragraphs: tuple[str, ...]) -> Html:
    """Shows each paragraph; a line break that was typed stays one."""
    return joined(*(tag("p", paragraph, dir="auto") for paragraph in paragraphs))


def mentions_html(mentions: tuple[Mention, ...]) -> Html:
    """Names who is called on, or nothing when nobody is."""
    if not mentions:
        return joined()
    named = (tag("li", one.name, dir="auto") for one in mentions)
    return tag("ul", *named, class_="mentions", aria_label="Aan zet")


def facts_html(facts: tuple[Fact, ...]) -> Html:
    """Shows labels with their values."""
    if not facts:
        return joined()
    return tag(
        "dl",
        *(
            tag("div", tag("dt", fact.label, dir="auto"), tag("dd", fact.value, dir="auto"))
            for fact in facts
        ),
        class_="facts",
    )


def items_html(items: tuple[str, ...]) -> Html:
    """Shows a list."""
    if not items:
        return joined()
    return tag("ul", *(tag("li", item, dir="auto") for item in items), class_="items")


def buttons_html(buttons: tuple[Button, ...], about: str = "") -> Html:
    """Shows buttons in a row, in their order; `about` as at `button_html`."""
    if not buttons:
        return joined()
    return tag("div", *(button_html(button, about) for button in buttons), class_="buttons")


def button_html(button: Button, about: str = "") -> Html:
    """Shows one button, which sends back its value as it stands.

    `about` is the id of the words that say what it is about: several are called alike.
    """
    return tag(
        "button",
        button.label,
        type="button",
        class_=f"button {button.style}",
        data_press=button.value,
        aria_describedby=about or None,
        dir="auto",
    )


def _progress_html(progress: Progress | None) -> Html:
    if progress is None:
        return joined()
    return tag(
        "label",
        tag("span", progress.label, dir="auto"),
        tag("progress", value=progress.done, max=progress.total),
        class_="progress",
    )
