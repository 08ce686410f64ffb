"""What an import changes, told before it is applied."""

import datetime

import msgspec

from bot.roster_difference import difference
from flows.roster import Roster, RosterPupil, StaffMember

FEMKE = StaffMember(id="femke", name="Femke de Graaf", email="f@s.nl", roles=("docent",))
KARIM = StaffMember(id="karim", name="Karim Haddad", email="k@s.nl", roles=("docent",))


def _pupil(number: str, klas: str, *coaches: str) -> RosterPupil:
    return RosterPupil(
        id=number,
        leerlingnummer=number,
        roepnaam="Geheim",
        tussenvoegsel="",
        achternaam="Geheim",
        klas=klas,
        leerjaar=2,
        team="team-2",
        coaches=coaches,
    )


OLD = Roster((_pupil("1", "2B", "femke"), _pupil("2", "2B", "femke", "karim")), (FEMKE, KARIM))


def test_the_same_roster_changes_nothing() -> None:
    """A second import of the same files has nothing to say."""
    change = difference(OLD, OLD, ())
    assert change.is_empty
    assert () == change.lines
    assert OLD == change.result


def test_a_first_import_adds_everybody() -> None:
    """Pupils are counted per class; colleagues are named."""
    change = difference(Roster((), ()), OLD, ())
    assert (2, 2) == (change.pupils_added, change.staff_added)
    assert (
        "Nieuwe leerlingen: 2 (2B 2).",
        "Nieuw personeel: Femke de Graaf, Karim Haddad.",
    ) == change.lines


def test_tells_what_changed_and_who_left() -> None:
    """Of a pupil only the class is told, of a colleague what is different."""
    ill = msgspec.structs.replace(FEMKE, absent_from=datetime.date(2026, 11, 23), teams=("team-2",))
    change = difference(OLD, Roster((_pupil("1", "2C", "femke"),), (ill,)), ())
    assert (0, 1, 1, 0) == (
        change.pupils_added,
        change.pupils_changed,
        change.pupils_removed,
        change.kept_for_open_cases,
    )
    assert (
        "Gewijzigde leerlingen: 1 (2C 1).",
        "Vertrokken leerlingen: 1 (2B 1).",
        "Gewijzigd personeel: Femke de Graaf (team, afwezigheid).",
        "Vertrokken personeel: Karim Haddad.",
    ) == change.lines
    assert "Geheim" not in "".join(change.lines)


def test_a_pupil_in_an_open_melding_stays() -> None:
    """Who left the lists but not the melding is kept, with the coaches who still work here."""
    change = difference(OLD, Roster((_pupil("1", "2B", "femke"),), (FEMKE,)), {"2"})
    assert (0, 1) == (change.pupils_removed, change.kept_for_open_cases)
    assert (_pupil("1", "2B", "femke"), _pupil("2", "2B", "femke")) == change.result.pupils
    assert change.lines[0].startswith("Niet meer in de lijst maar wel bewaard: 1 leerling(en)")
