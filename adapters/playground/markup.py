"""Markup that cannot be tricked: every text is escaped, unless it already came out of `tag`."""

from __future__ import annotations

from html import escape

VOID_ELEMENTS = frozenset({"input"})
"""Elements of this page that have no closing tag."""

Attribute = str | int | bool | None


class Html(str):
    """Text that is markup already. Only `tag` and `joined` make it."""

    __slots__ = ()


def tag(name: str, /, *children: str, **attributes: Attribute) -> Html:
    """Makes one element; plain text among `children` and in `attributes` is escaped.

    `class_` becomes class and `aria_label` becomes aria-label. True gives an attribute without a
    value; False and None leave it out.
    """
    opening = "".join(
        _attribute(key, value)
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    if name in VOID_ELEMENTS:
        return Html(f"<{name}{opening}>")
    return Html(f"<{name}{opening}>{joined(*children)}</{name}>")


def joined(*children: str) -> Html:
    """Puts texts and elements after each other, escaping the texts."""
    return Html("".join(_markup(child) for child in children))


def _markup(child: str) -> str:
    return str(child) if isinstance(child, Html) else escape(child)


def _attribute(key: str, value: Attribute) -> str:
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
