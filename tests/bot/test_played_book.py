"""Real people who play fictional ones: under whose address they are known, and what is refused."""

import pytest

from bot.played_book import NobodyPlays, PlayedBook, cast_from
from flows.ports import Account, Who
from tests.practice.fake_book import FakeBook

EMAILS = ("k.haddad@vlierhof.example", "t.kuiper@vlierhof.example")
EXAMPLE = "jij@school.nl=k.haddad@vlierhof.example"


def test_pairs_are_read() -> None:
    """Capitals and spaces do not count."""
    assert {} == cast_from((), EMAILS)
    assert {"jij@school.nl": EMAILS[0], "ik@school.nl": EMAILS[1]} == cast_from(
        ("Jij@School.nl = K.Haddad@vlierhof.example", f"ik@school.nl={EMAILS[1]}"), EMAILS
    )


@pytest.mark.parametrize(
    ("pairs", "line"),
    [
        (("jij@school.nl",), "--speelt: schrijf eerst het echte adres"),
        (("jij=karim",), "--speelt: schrijf eerst het echte adres"),
        (
            ("jij@school.nl=k.hadad@vlierhof.example",),
            "werkt niet op de oefenschool. Bedoel je ‘k.haddad@vlierhof.example’?",
        ),
        ((EXAMPLE, f"jij@school.nl={EMAILS[1]}"), "staat er twee keer."),
        ((EXAMPLE, f"ik@school.nl={EMAILS[0]}"), "staat er twee keer."),
    ],
)
def test_what_cannot_be_is_told(pairs: tuple[str, ...], line: str) -> None:
    """A pair that is none, that names nobody, or that plays twice."""
    with pytest.raises(NobodyPlays) as refused:
        cast_from(pairs, EMAILS)
    assert line in str(refused.value)


async def test_who_plays_is_known_as_whom_they_play() -> None:
    """Both ways; who plays nobody is themselves, and whom somebody plays is found as that one."""
    real = FakeBook("slack", U1="jij@school.nl", U2="t.kuiper@vlierhof.example")
    book = PlayedBook(real, {"jij@school.nl": EMAILS[0]})
    karim = Account(Who("slack", "U1"), EMAILS[0])
    tessa = Account(Who("slack", "U2"), EMAILS[1])
    assert ("slack", karim, tessa) == (
        book.platform,
        await book.account("U1"),
        await book.account("U2"),
    )
    assert karim == await book.by_email(EMAILS[0])
    assert tessa == await book.by_email(EMAILS[1])
    assert await book.account("U3") is None
    assert await book.by_email("niemand@vlierhof.example") is None


async def test_who_plays_is_known_by_either_name() -> None:
    """The pair may name the address, or what somebody signs in with where that is another."""
    real = FakeBook("teams")
    real.gives("a1", "piet@school.nl", "jij@school.nl")
    book = PlayedBook(real, {"jij@school.nl": EMAILS[0]})
    found = await book.account("a1")
    assert found is not None
    assert EMAILS[0] == found.email
