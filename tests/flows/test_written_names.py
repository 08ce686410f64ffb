"""Taking names apart that were written as one."""

import pytest

from flows.written_names import NameParts, full_names, single_names, split_name


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Sanne van den Berg", NameParts("Sanne", "van den", "Berg")),
        ("Noël van ’t Hof", NameParts("Noël", "van ’t", "Hof")),
        ("mw. drs. Karin de Graaf", NameParts("Karin", "de", "Graaf")),
        ("Anne Marie de Wit", NameParts("Anne Marie", "de", "Wit")),
        ("Anne-Marie Jansen-de Boer", NameParts("Anne-Marie", "", "Jansen-de Boer")),
        ("Milan Bakker", NameParts("Milan", "", "Bakker")),
        ("Ben de", NameParts("Ben", "", "de")),
        ("Kevin", NameParts("Kevin", "", "")),
        ("", NameParts("", "", "")),
    ],
)
def test_splits_a_name(name: str, parts: NameParts) -> None:
    """A name falls into roepnaam, tussenvoegsel and achternaam, without titles."""
    assert parts == split_name(name)


def kinds_of(parts: NameParts) -> dict[str, set[str]]:
    """Each way to write a name, words apart by spaces, with what kind of name it is then."""
    kinds: dict[str, set[str]] = {}
    for name in (*full_names(parts), *single_names(parts)):
        kinds.setdefault(" ".join(name.words), set()).add(name.kind)
    return kinds


BO = NameParts("Bo", "van der", "Veen")
ANNE = NameParts("Anne-Marie", "", "Jansen-de Boer")
ROOS = NameParts("Roos", "", "El Idrissi")
NOOR = NameParts("Noor", "van", "Dijk-Smit")


@pytest.mark.parametrize(
    ("parts", "written", "kind"),
    [
        (BO, "bo van der veen", "volledig"),
        (BO, "bovanderveen", "volledig"),
        (BO, "bo v d veen", "volledig"),
        (BO, "bo van den veen", "volledig"),
        (BO, "bo veen", "volledig"),
        (BO, "van der veen bo", "omgekeerd"),
        (BO, "veen bo van der", "omgekeerd"),
        (BO, "veen van der bo", "omgekeerd"),
        (BO, "veen bo", "omgekeerd"),
        (BO, "bo", "roepnaam"),
        (BO, "vanderveen", "achternaam"),
        (BO, "vd veen", "achternaam"),
        (BO, "veen", "achternaam"),
        (BO, "b van der veen", "achternaam"),
        (BO, "b veen", "achternaam"),
        (ANNE, "annemarie", "roepnaam"),
        (ANNE, "am jansen", "achternaam"),
        (ANNE, "a m jansen", "achternaam"),
        (ANNE, "a jansen", "achternaam"),
        (ANNE, "de boer", "achternaam"),
        (ANNE, "boer", "achternaam"),
        (ANNE, "jansendeboer", "achternaam"),
        (ANNE, "anne", "roepnaam"),
        (ANNE, "marie", "roepnaam"),
        (ANNE, "anne marie jansendeboer", "volledig"),
        (ROOS, "elidrissi", "achternaam"),
        (ROOS, "roos elidrissi", "volledig"),
        (ROOS, "idrissi", "achternaam"),
        (NOOR, "dijksmit", "achternaam"),
        (NOOR, "noor dijksmit", "volledig"),
    ],
)
def test_a_name_is_written_in_many_ways(parts: NameParts, written: str, kind: str) -> None:
    """Full or single, in either order, with initials, as one word as in an e-mail address."""
    assert {kind} == kinds_of(parts)[written]


@pytest.mark.parametrize(
    ("parts", "written"),
    [
        (BO, "b"),
        (BO, "van der"),
        (BO, "van"),
        (BO, "bo van der"),
        (ANNE, "a m"),
        (ANNE, "de"),
        (NameParts("Maria de Lourdes", "", "Silva"), "de"),
        (ROOS, "el"),
    ],
)
def test_what_says_nothing_about_whom_is_no_name(parts: NameParts, written: str) -> None:
    """Initials and tussenvoegsels alone are nobody's name."""
    assert written not in kinds_of(parts)


def test_a_pupil_with_one_name_has_no_full_name() -> None:
    """Of somebody who was typed in with a roepnaam alone there is one way to write it."""
    assert {"kevin": {"roepnaam"}} == kinds_of(NameParts("Kevin", "", ""))
