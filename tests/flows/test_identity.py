"""Names of pupils, for as long as somebody looks."""

import pytest

from flows.identity import Identity, identity_of, letter


@pytest.mark.parametrize(
    ("pupil", "expected"), [("p1", "A"), ("p2", "B"), ("p26", "Z"), ("p27", "A2"), ("p53", "A3")]
)
def test_a_pupil_has_a_letter_in_the_chat(pupil: str, expected: str) -> None:
    """The letter follows from the number within the melding."""
    assert expected == letter(pupil)


@pytest.mark.parametrize(
    ("identity", "expected"),
    [
        (Identity("p1", "r1", "Noor", "van den", "Akker"), "Noor van den Akker"),
        (Identity("p1", "r1", "Noor", "", "Akker"), "Noor Akker"),
        (Identity("p1", description="jongen met rode jas"), "jongen met rode jas"),
    ],
)
def test_a_name_is_written_as_people_do(identity: Identity, expected: str) -> None:
    """The tussenvoegsel in its place; who is not in the list is described."""
    assert expected == identity.full_name


def test_a_pupil_without_identity_is_a_letter() -> None:
    """When the key was destroyed only the letter is left."""
    noor = Identity("p1", "r1", "Noor", "", "Akker")

    assert noor == identity_of((noor,), "p1")
    assert "B" == identity_of((noor,), "p2").full_name
