"""Reads the markup of the playground page as a person does: titles, words, fields and buttons."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

import msgspec

from bot.conversation_player import Asked, Control, Seen, SeenCard
from flows.forms import FieldKind, Option, ShownIf

VOID = frozenset({"input", "br", "meta", "link"})
MAKES_LINES = frozenset({"span", "strong", "time", "option"})
"""Elements that stand in a line of text, and do not begin a new one."""


class Element:
    """An element with its attributes and what stands in it."""

    def __init__(self, name: str, attributes: dict[str, str | None]) -> None:
        self.name = name
        self.attributes = attributes
        self.children: list[Element | str] = []

    def get(self, attribute: str) -> str:
        """Gives an attribute, or an empty text."""
        return self.attributes.get(attribute) or ""

    def has(self, attribute: str) -> bool:
        """Says whether the attribute is there, with or without a value."""
        return attribute in self.attributes

    def all(self, *names: str) -> Iterator[Element]:
        """Gives the elements with these names within this one, in reading order."""
        for child in self.children:
            if isinstance(child, Element):
                if child.name in names:
                    yield child
                yield from child.all(*names)

    def first(self, *names: str) -> Element | None:
        """Gives the first element with one of these names."""
        return next(self.all(*names), None)

    @property
    def text(self) -> str:
        """All words but those on buttons, with what stands in the fields to copy from."""
        return " ".join("".join(self.words()).split())

    def words(self) -> Iterator[str]:
        """Gives the words in reading order."""
        if self.name == "input" and self.has("readonly"):
            yield f" {self.get('value')} "
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.name != "button":
                yield from child.words()
        if self.name not in MAKES_LINES:
            yield "\n"


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.unclosed = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self.unclosed[-1].children.append(element)
        if tag not in VOID:
            self.unclosed.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.unclosed.pop().name

    def handle_data(self, data: str) -> None:
        self.unclosed[-1].children.append(data)


def read(html: str) -> Element:
    """Reads markup; each element that opens must close."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert builder.root is builder.unclosed.pop()
    return builder.root


def dialog_in(html: str) -> Seen:
    """Reads a dialog: a form to fill in or a page to read."""
    root = read(html)
    form = root.first("form")
    heading = root.first("h2")
    return Seen(
        kind="page" if form is None else "form",
        title="" if heading is None else heading.text,
        text=root.text,
        buttons=buttons_in(root),
        form="" if form is None else form.get("data-form"),
        carried="" if form is None else form.get("data-carried"),
        fields=tuple(_field(one) for one in root.all("div") if one.has("data-field")),
    )


def tasks_in(html: str) -> Seen:
    """Reads the task list."""
    root = read(html)
    return Seen(kind="tasks", text=root.text, buttons=buttons_in(root))


def cards_in(html: str) -> tuple[SeenCard, ...]:
    """Reads the cards of a chat."""
    return tuple(
        SeenCard(heading.text, card.text, buttons_in(card))
        for card in read(html).all("article")
        if (heading := card.first("h4")) is not None
    )


def buttons_in(element: Element) -> tuple[Control, ...]:
    """Gives the buttons that send something back."""
    return tuple(
        Control(one.text, one.get("data-press"))
        for one in element.all("button")
        if one.has("data-press")
    )


def _field(block: Element) -> Asked:
    shown_if = block.get("data-shown-if")
    values = msgspec.json.decode(block.get("data-shown-values") or "[]", type=tuple[str, ...])
    return Asked(
        id=block.get("data-field"),
        kind=msgspec.convert(block.get("data-kind"), FieldKind),
        label=_label(block),
        options=tuple(_options(block)),
        values=tuple(value for value in _values(block) if value.strip()),
        shown_if=ShownIf(shown_if, values) if shown_if else None,
    )


def _label(block: Element) -> str:
    label = block.first("legend", "label", "p")
    return "" if label is None else label.text


def _options(block: Element) -> Iterator[Option]:
    labels = {one.get("for"): one.text for one in block.all("label")}
    for one in block.all("input"):
        if one.get("type") in ("radio", "checkbox"):
            yield Option(one.get("value"), labels[one.get("id")])
    for one in block.all("option"):
        if one.get("value"):
            yield Option(one.get("value"), one.text)


def _values(block: Element) -> Iterator[str]:
    """Gives what is filled in beforehand, as the page would send it back."""
    for one in block.all("input", "textarea", "option", "li"):
        if one.name == "textarea":
            yield "".join(part for part in one.children if isinstance(part, str)).removeprefix("\n")
        elif one.name == "li" and one.has("data-value"):
            yield one.get("data-value")
        elif one.has("checked") or one.has("selected") or _is_typed_in(one):
            yield one.get("value")


def _is_typed_in(control: Element) -> bool:
    return control.get("type") in ("date", "text") and not control.has("data-search")
