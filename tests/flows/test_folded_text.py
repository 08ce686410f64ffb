"""Text as names are compared: what becomes of each sign, and where it stood."""

import pytest

from flows.folded_text import Folded, fold, fold_with_places, has_invisible

SOFT_HYPHEN = "\u00ad"
LOOSE_TREMA = "\u0308"
CIRCLE = "\u20dd"


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> None:
    """Folds other signs until none is remembered that was folded before."""
    fold("".join(map(chr, range(0x4E00, 0x4E00 + 4096))))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Zoë D’Hondt", "zoe d'hondt"),
        (f"Zoe{LOOSE_TREMA}", "zoe"),
        (f"A{CIRCLE}", "a"),
        ("Łukasz Bjørn Æsa", "lukasz bjorn aesa"),
        ("Anne\u2011Marie", "anne-marie"),
        ("\ufb02ier", "flier"),
        (f"Tho{SOFT_HYPHEN}mas", "thomas"),
        ("groep 2b, 12!", "groep 2b, 12!"),
        ("", ""),
    ],
)
def test_names_are_compared_without_capitals_accents_and_marks(text: str, folded: str) -> None:
    """What looks or sounds the same to a reader is the same here; the rest stays as it is."""
    assert folded == fold(text)


@pytest.mark.parametrize(
    ("text", "invisible", "folded"),
    [
        ("Ro", "", Folded("ro", (0, 1), (1, 2))),
        (f"e{LOOSE_TREMA}n", "", Folded("en", (0, 2), (2, 3))),
        ("\ufb02a", "", Folded("fla", (0, 0, 1), (1, 1, 2))),
        (f"a{SOFT_HYPHEN}b", "", Folded("ab", (0, 2), (1, 3))),
        (f"a{SOFT_HYPHEN}b", " ", Folded("a b", (0, 1, 2), (1, 2, 3))),
        (f"{LOOSE_TREMA}a", "", Folded("a", (1,), (2,))),
    ],
)
def test_every_sign_remembers_where_it_stood(text: str, invisible: str, folded: Folded) -> None:
    """A loose accent belongs to its letter; a ligature is two letters in one place."""
    assert folded == fold_with_places(text, invisible=invisible)


def test_invisible_signs_are_left_out_unless_asked_otherwise() -> None:
    """Nobody sees a soft hyphen, so a name is read across it."""
    assert "thomas" == fold_with_places(f"Tho{SOFT_HYPHEN}mas").text


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Thomas", False),
        ("Zoë", False),
        (f"Zoe{LOOSE_TREMA}", False),
        (f"Tho{SOFT_HYPHEN}mas", True),
        ("Tho\u200bmas", True),
        ("", False),
    ],
)
def test_a_text_tells_whether_it_hides_something(text: str, *, hidden: bool) -> None:
    """Only a sign that takes no room is hidden; an accent is not."""
    assert hidden == has_invisible(text)
