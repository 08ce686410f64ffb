"""Periods and terms as values: what they hold, how they are read and written."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.school_calendar import Period, SchoolCalendar, Span, Unit
from tests.flows.calendars_by_region import DAY_UNITS, ZUID, day_of


def test_periods_include_both_ends() -> None:
    """The first and the last day belong to a period; it may be a single day."""
    week = Period(day_of("2026-10-10"), day_of("2026-10-18"), "herfstvakantie")
    single = Period(day_of("2026-10-10"), day_of("2026-10-10"), "studiedag")

    around = ("2026-10-09", "2026-10-10", "2026-10-18", "2026-10-19")
    calendar = SchoolCalendar(holidays=(week,), known_until=day_of("2027-07-31"))
    short = SchoolCalendar(holidays=(single,), known_until=day_of("2027-07-31"))
    assert [False, True, True, False] == [calendar.in_holidays(day_of(day)) for day in around]
    assert [False, True, False, False] == [short.in_holidays(day_of(day)) for day in around]


def test_a_period_does_not_end_before_it_begins() -> None:
    """A period whose last day comes first is refused, by name."""
    with pytest.raises(ValueError, match=r"^‘meivakantie’ eindigt .2026-04-24. voordat hij begint"):
        Period(day_of("2026-04-25"), day_of("2026-04-24"), "meivakantie")


@pytest.mark.parametrize(
    ("text", "amount", "unit", "written"),
    [
        ("1 minuut", 1, "minuten", "1 minuut"),
        ("30 minuten", 30, "minuten", "30 minuten"),
        ("1 uur", 1, "uren", "1 uur"),
        ("2 uur", 2, "uren", "2 uur"),
        ("2 uren", 2, "uren", "2 uur"),
        ("1 dag", 1, "dagen", "1 dag"),
        ("999 dagen", 999, "dagen", "999 dagen"),
        ("1 week", 7, "dagen", "7 dagen"),
        ("4 weken", 28, "dagen", "28 dagen"),
        ("1 schooldag", 1, "schooldagen", "1 schooldag"),
        ("3 schooldagen", 3, "schooldagen", "3 schooldagen"),
        ("1 schoolweek", 1, "schoolweken", "1 schoolweek"),
        ("8 schoolweken", 8, "schoolweken", "8 schoolweken"),
    ],
)
def test_reading_and_writing_terms(text: str, amount: int, unit: Unit, written: str) -> None:
    """A term is read in singular and plural, and written as Dutch writes it."""
    term = Span.parse(text)

    assert Span(amount, unit) == term
    assert written == str(term)


@pytest.mark.parametrize(
    "text",
    ["", "schoolweek", "3", "3 maanden", "3dagen", " 3 dagen", "3 dagen ", "-1 dag", "1000 dagen"],
)
def test_what_is_no_term(text: str) -> None:
    """Anything but a number and a known unit is refused, with examples."""
    with pytest.raises(ValueError, match=f"^‘{text}’ is geen termijn. Schrijf .*‘30 minuten’.$"):
        Span.parse(text)


@pytest.mark.parametrize("text", ["0 dagen", "143 weken"])
def test_terms_of_no_use(text: str) -> None:
    """A term of nothing, or of years, is refused."""
    with pytest.raises(ValueError, match=r"^Een termijn is 1 tot en met 999 dagen.$"):
        Span.parse(text)


@given(st.integers(1, 999), st.sampled_from((*DAY_UNITS, "minuten", "uren")))
def test_terms_are_read_back(amount: int, unit: Unit) -> None:
    """What a term is written as reads as the same term."""
    assert Span(amount, unit) == Span.parse(str(Span(amount, unit)))


def test_values_survive_storage() -> None:
    """A calendar comes back from JSON as it was; a stored term of nothing does not."""
    stored = msgspec.json.encode(ZUID)

    assert ZUID == msgspec.json.decode(stored, type=SchoolCalendar)
    with pytest.raises(msgspec.ValidationError, match="Een termijn is 1 tot en met 999 dagen"):
        msgspec.json.decode(b'{"amount": 0, "unit": "dagen"}', type=Span)
