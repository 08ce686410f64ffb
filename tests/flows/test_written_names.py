"""Taking names apart that were written as one."""

import pytest

from flows.written_names import NameParts, split_name


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
