"""Markup escapes all that it did not make."""

import pytest

from adapters.playground.markup import Attribute, joined, tag
from tests.adapters.samples import HOSTILE


def test_text_is_escaped() -> None:
    """Text inside an element is never read as markup."""
    assert "<p>&lt;b&gt; &amp; &quot;</p>" == tag("p", '<b> & "')


def test_elements_are_kept() -> None:
    """An element inside an element stays one."""
    assert "<p>a<b>c</b></p>" == tag("p", "a", tag("b", "c"))


def test_attributes_are_escaped() -> None:
    """A value cannot end its attribute."""
    assert '<p title="&quot;&gt;&lt;b&gt;"></p>' == tag("p", title='"><b>')


@pytest.mark.parametrize("left_out", [None, False])
def test_attributes_without_meaning_are_left_out(left_out: Attribute) -> None:
    """None and False give no attribute at all."""
    assert "<p></p>" == tag("p", hidden=left_out)


def test_attribute_names() -> None:
    """Names are written as HTML does; True needs no value."""
    assert '<p class="a" data-x="1" hidden></p>' == tag("p", class_="a", data_x=1, hidden=True)


def test_void_elements_are_not_closed() -> None:
    """An input has no closing tag."""
    assert '<input type="text">' == tag("input", type="text")


def test_joining_escapes_text() -> None:
    """Text beside elements is escaped as well."""
    assert "<script" not in joined(HOSTILE, tag("b"))
