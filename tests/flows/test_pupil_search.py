"""Finding pupils and colleagues while somebody types."""

# ruff: noqa: RUF001 (Turkish names have a dotless i)

import pytest

from flows.pupil_search import PupilIndex, StaffIndex, search, search_staff
from flows.roster import RosterPupil, StaffMember


def _pupil(
    number: int, klas: str, roepnaam: str, tussenvoegsel: str, achternaam: str
) -> RosterPupil:
    return RosterPupil(
        id=f"p{number}",
        leerlingnummer=str(number),
        roepnaam=roepnaam,
        tussenvoegsel=tussenvoegsel,
        achternaam=achternaam,
        klas=klas,
        leerjaar=2,
        team="team-2",
    )


PUPILS = PupilIndex.of(
    _pupil(number, *parts)
    for number, parts in enumerate(
        [
            ("2B", "Sanne", "van den", "Berg"),
            ("2B", "Sanne", "de", "Wit"),
            ("3A", "Sanne", "", "Bos"),
            ("H2C", "Zoë", "", "Yılmaz"),
            ("2D", "Thijs", "", "D'hondt"),
            ("2D", "Anne-Marie", "", "Jansen-de Boer"),
            ("1C", "Noor", "", "Jansen"),
            ("3A", "Noor", "", "Jansen"),
            ("3A", "Jan", "", "Jansen"),
            ("1C", "Berghe", "", "Noordam"),
            ("1C", "Vanessa", "", "Smit"),
            ("4-B", "Søren", "", "Łukasz"),
        ]
    )
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("zoe", ["Zoë Yılmaz"]),
        ("ZOË YIL", ["Zoë Yılmaz"]),
        ("yilmaz zo", ["Zoë Yılmaz"]),
        ("soren luk", ["Søren Łukasz"]),
        ("van den berg", ["Sanne van den Berg", "Berghe Noordam"]),
        ("v.d. berg", ["Sanne van den Berg"]),
        ("vd berg", ["Sanne van den Berg", "Berghe Noordam"]),
        ("van der berg", ["Sanne van den Berg", "Berghe Noordam"]),
        ("sanne van wit", ["Sanne de Wit"]),
        ("d'hondt", ["Thijs D'hondt"]),
        ("dhondt", ["Thijs D'hondt"]),
        ("d’hon", ["Thijs D'hondt"]),
        ("annemarie", ["Anne-Marie Jansen-de Boer"]),
        ("anne marie boer", ["Anne-Marie Jansen-de Boer"]),
        ("sanne 2b", ["Sanne van den Berg", "Sanne de Wit"]),
        ("2b wit", ["Sanne de Wit"]),
        ("2c", ["Zoë Yılmaz"]),
        ("h2c", ["Zoë Yılmaz"]),
        ("4b", ["Søren Łukasz"]),
        ("jan jan", ["Jan Jansen"]),
        ("jan jansen", ["Jan Jansen"]),
        ("noor", ["Noor Jansen", "Noor Jansen", "Berghe Noordam"]),
        ("berg", ["Sanne van den Berg", "Berghe Noordam"]),
        ("van", ["Sanne van den Berg", "Vanessa Smit"]),
        ("het", []),
        ("pietje", []),
        ("sanne sanne", []),
        ("", []),
        (" - ", []),
    ],
)
def test_finds_by_parts_of_the_name_and_the_class(typed: str, found: list[str]) -> None:
    """What is typed finds these pupils, in this order."""
    assert found == [pupil.full_name for pupil in search(PUPILS, typed, 10)]


def test_roepnaam_goes_before_achternaam() -> None:
    """Of equally good matches the one whose roepnaam was begun comes first."""
    assert ["Noor Jansen", "Noor Jansen", "Berghe Noordam"] == [
        pupil.full_name for pupil in search(PUPILS, "noo", 10)
    ]


def test_same_names_come_in_the_order_of_their_classes() -> None:
    """Two pupils of the same name are told apart by class, the lowest first."""
    assert ["1C", "3A"] == [pupil.klas for pupil in search(PUPILS, "noor jansen", 10)]


def test_gives_no_more_than_the_limit() -> None:
    """A list for a form has a length that the form can show."""
    assert 2 == len(search(PUPILS, "sanne", 2))


def test_an_unknown_name_of_signs_alone_is_no_problem() -> None:
    """A roster may hold odd names; searching still works."""
    odd = PupilIndex.of([_pupil(1, "2B", "-", "", "-")])
    assert ["- -"] == [pupil.full_name for pupil in search(odd, "2b", 10)]
    assert () == search(odd, "sanne", 10)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("graaf", ["Femke de Graaf"]),
        ("femke", ["Femke de Graaf"]),
        ("dongen m", ["Marit van Dongen"]),
        ("f", ["Femke de Graaf", "Pieter-Jan Faber"]),
        ("pieterjan", ["Pieter-Jan Faber"]),
        ("2b", []),
    ],
)
def test_finds_colleagues_by_name(typed: str, found: list[str]) -> None:
    """Colleagues are found in the same way, by name only."""
    names = ["Pieter-Jan Faber", "Marit van Dongen", "Femke de Graaf"]
    staff = StaffIndex.of(
        StaffMember(id=name, name=name, email="", roles=("docent",)) for name in names
    )
    assert found == [member.name for member in search_staff(staff, typed, 10)]
