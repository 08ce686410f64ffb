"""Reading what a school hands over: every fault at once, and never a pupil's name in a fault."""

# ruff: noqa: RUF001 (Turkish names have a dotless i)

import datetime
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.opaque_ids import opaque_id
from bot.school_files import SchoolFilesRefused, load_school_files, read_school_files
from flows.roster import RosterPupil, StaffMember
from tests.bot import fictional_school_source

KEY = b"k" * 32

PUPILS = """leerlingnummer,roepnaam,tussenvoegsel,achternaam,klas,leerjaar,team
260001,Zoë,,Yılmaz,2B,2,team-2
260002,Sanne,van den,Berg,2B,2,team-2
"""
COACHES = """klas,leerlingnummer,coach_email
2B,,femke@school.example
2B,,karim@school.example
,260002,marit@school.example
"""
STAFF = """email,naam,rol,team,werkdagen,vervanger_email,afwezig_van,afwezig_tot
marit@school.example,Marit van Dongen,docent antipestcoordinator,,,,,
hanneke@school.example,Hanneke Terpstra,schoolleiding|laatste_vangnet,,,,,
femke@school.example,Femke de Graaf,docent teamcoordinator,team-2,ma di do,Karim@school.example,,
karim@school.example,Karim Haddad,docent,team-2,,femke@school.example,23-11-2026,2026-12-18
"""
SETTINGS = (fictional_school_source.FOLDER / "school.toml").read_text(encoding="utf-8")

FILES = {
    "leerlingen.csv": PUPILS,
    "coaches.csv": COACHES,
    "personeel.csv": STAFF,
    "school.toml": SETTINGS,
}


def _bytes(changes: Mapping[str, str] | None = None) -> dict[str, bytes]:
    return {name: text.encode() for name, text in (FILES | dict(changes or {})).items()}


def _faults(file: str, text: str) -> tuple[str, ...]:
    with pytest.raises(SchoolFilesRefused) as refused:
        read_school_files(_bytes({file: text}), KEY)
    return refused.value.lines


def _staff_id(email: str) -> str:
    return opaque_id("medewerker", email, KEY)


def test_reads_pupils_with_their_coaches() -> None:
    """A pupil has the coaches of the class, unless a coach is named for this pupil."""
    zoe, sanne = read_school_files(_bytes(), KEY).pupils
    assert (_staff_id("femke@school.example"), _staff_id("karim@school.example")) == zoe.coaches
    assert (
        RosterPupil(
            id=opaque_id("leerling", "260002", KEY),
            leerlingnummer="260002",
            roepnaam="Sanne",
            tussenvoegsel="van den",
            achternaam="Berg",
            klas="2B",
            leerjaar=2,
            team="team-2",
            coaches=(_staff_id("marit@school.example"),),
        )
        == sanne
    )


def test_a_coach_who_is_named_twice_is_one_coach() -> None:
    """A double row in coaches.csv does no harm."""
    school = read_school_files(_bytes({"coaches.csv": COACHES + "2B,,femke@school.example\n"}), KEY)
    assert 2 == len(school.roster.pupils[0].coaches)


def test_reads_staff_with_roles_days_deputy_and_absence() -> None:
    """Everything personeel.csv says of a colleague is in the roster, the deputy by id."""
    *_, femke, karim = read_school_files(_bytes(), KEY).staff
    assert (
        StaffMember(
            id=_staff_id("femke@school.example"),
            name="Femke de Graaf",
            email="femke@school.example",
            roles=("docent", "teamcoordinator"),
            teams=("team-2",),
            working_days=(1, 2, 4),
            deputy=_staff_id("karim@school.example"),
        )
        == femke
    )
    assert (datetime.date(2026, 11, 23), datetime.date(2026, 12, 18)) == (
        karim.absent_from,
        karim.absent_until,
    )


def test_an_id_tells_nothing_and_stays_the_same() -> None:
    """An id depends on the key and the person alone, not on capitals or the kind of file."""
    first = opaque_id("medewerker", "Femke@school.example ", KEY)
    assert first == opaque_id("medewerker", "femke@school.example", KEY)
    assert 12 == len(first)
    assert first != opaque_id("medewerker", "femke@school.example", b"another key")
    assert opaque_id("leerling", "1", KEY) != opaque_id("medewerker", "1", KEY)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_reads_what_spreadsheets_save(encoding: str, delimiter: str, line_end: str) -> None:
    """The separators, line ends and encodings of Dutch spreadsheets all give the same school."""
    text = PUPILS.replace("Yılmaz", "Müller").replace(",", delimiter).replace("\n", line_end)
    files = _bytes() | {"leerlingen.csv": text.encode(encoding)}
    assert ["Zoë Müller", "Sanne van den Berg"] == [
        pupil.full_name for pupil in read_school_files(files, KEY).pupils
    ]


def test_reads_columns_in_any_order_and_leaves_others_out() -> None:
    """A head may have capitals and more columns; what is not needed is not read, with a warning."""
    text = (
        "Team;Klas;Leerjaar;Achternaam;Tussenvoegsel;Roepnaam;Leerlingnummer;Geboortedatum;\n"
        "team-2;2B;2;Yılmaz;;Zoë;260001;2012-01-01;\n"
        "\n"
        "team-2;2B;2;Berg;van den;Sanne;260002\n"
    )
    school = read_school_files(_bytes({"leerlingen.csv": text}), KEY)
    assert ["260001", "260002"] == [pupil.leerlingnummer for pupil in school.pupils]
    assert 1 == len(school.warnings)
    assert "2012" not in str(school)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("x@s.nl,X,docent,,,y@s.nl,,", "vervanger_email y@s.nl staat niet in personeel.csv"),
        ("x@s.nl,X,docent,,,x@s.nl,,", "iemand kan niet de eigen vervanger zijn"),
        ("x@s.nl,X,conrector,,,,,", "de rol ‘conrector’ is niet bekend"),
        ("x@s.nl,X,,,,,,", "rol is leeg"),
        ("x@s.nl,,docent,,,,,", "naam is leeg"),
        (f"x@s.nl,{'X' * 61},docent,,,,,", "naam is langer dan 60 tekens"),
        ("x,X,docent,,,,,", "dit is geen e-mailadres"),
        ("Marit@school.example,X,docent,,,,,", "marit@school.example staat ook op rij 2"),
        ("x@s.nl,X,docent,,ma zo,,,", "de werkdag ‘zo’ is niet bekend"),
        ("x@s.nl,X,docent,,,,31-02-2026,", "afwezig_van is geen datum"),
        ("x@s.nl,X,docent,,,,,volgende week", "afwezig_tot is geen datum"),
        ("x@s.nl,X,docent,,,,2026-11-23,2026-11-22", "afwezig_tot ligt voor afwezig_van"),
        ("x@s.nl,X,docent,,,,,,docent", "meer kolommen dan de kop"),
    ],
)
def test_names_the_row_of_a_fault_in_the_staff_file(row: str, fault: str) -> None:
    """A fault says where it is and what to do, with the row as the spreadsheet counts it."""
    (line,) = _faults("personeel.csv", STAFF + row + "\n")
    assert line.startswith("personeel.csv, rij 6: ")
    assert fault in line


@pytest.mark.parametrize("role", ["antipestcoordinator", "laatste_vangnet"])
def test_refuses_a_school_without_a_role_that_must_be_filled(role: str) -> None:
    """Somebody gets every melding, and somebody hears it when nobody reacts."""
    (line,) = _faults("personeel.csv", STAFF.replace(role, "docent"))
    assert f"niemand heeft de rol {role}" in line


def test_roles_may_be_written_with_accents_and_hyphens() -> None:
    """A role is known by its letters, whatever accents and hyphens it has."""
    text = STAFF.replace("antipestcoordinator", "Antipestcoördinator").replace(
        "laatste_vangnet", "laatste-vangnet"
    )
    marit, hanneke, *_ = read_school_files(_bytes({"personeel.csv": text}), KEY).staff
    assert ("docent", "antipestcoordinator") == marit.roles
    assert ("schoolleiding", "laatste_vangnet") == hanneke.roles


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("260001,Zoë,,Geheim,2B,2,team-2", "dit leerlingnummer staat ook op rij 2"),
        (",Zoë,,Geheim,2B,2,team-2", "leerlingnummer is leeg"),
        ("260003,,,Geheim,2B,2,team-2", "roepnaam is leeg"),
        ("260003,Zoë,,Geheim,2B,negen,team-2", "leerjaar moet een getal"),
        ("260003,Zoë,,Geheim,2B,9,team-2", "leerjaar moet een getal"),
        (f"260003,Zoë,,Geheim{'m' * 60},2B,2,team-2", "de naam is samen langer dan 60 tekens"),
        ("260003,Zoë,,2B,Geheim van Zoë,2,team-2", "klas is langer dan"),
        ("260003,Zoë,,Geheim,2B,2,team-2,te veel", "meer kolommen dan de kop"),
    ],
)
def test_a_fault_about_a_pupil_shows_the_row_only(row: str, fault: str) -> None:
    """Neither the name nor the number of a pupil stands in a fault, whatever column it is in."""
    lines = _faults("leerlingen.csv", PUPILS + row + "\n")
    assert any(line.startswith("leerlingen.csv, rij 4: ") and fault in line for line in lines)
    assert not any(word in "".join(lines) for word in ("Geheim", "Zoë", "26000"))


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("2B,260001,femke@school.example", "vul óf klas óf leerlingnummer in"),
        (",,femke@school.example", "vul óf klas óf leerlingnummer in"),
        ("2B,,niemand@school.example", "coach_email staat niet in personeel.csv"),
        ("9Z,,femke@school.example", "deze klas komt niet voor in leerlingen.csv"),
        (",269999,femke@school.example", "dit leerlingnummer komt niet voor"),
    ],
)
def test_names_the_row_of_a_fault_in_the_coach_file(row: str, fault: str) -> None:
    """A coach must exist, and so must the class or the pupil; the number itself is not shown."""
    (line,) = _faults("coaches.csv", COACHES + row + "\n")
    assert line.startswith("coaches.csv, rij 5: ")
    assert fault in line
    assert "2699" not in line


def test_tells_every_fault_of_all_files_at_once() -> None:
    """Who repairs the files sees the whole list, not the next fault after each try."""
    files = _bytes(
        {
            "leerlingen.csv": PUPILS + "260001,Zoë,,Vos,2B,2,team-2\n,Tim,,Vos,2B,2,team-2\n",
            "coaches.csv": COACHES + "9Z,,femke@school.example\n",
            "personeel.csv": STAFF + "x,X,docent,,,,,\n",
            "school.toml": SETTINGS.replace('"midden"', '"oost"'),
        }
    )
    with pytest.raises(SchoolFilesRefused) as refused:
        read_school_files(files, KEY)
    assert 5 == len(refused.value.lines)
    assert str(refused.value) == "\n".join(refused.value.lines)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "rij 1: deze kolommen ontbreken: klas, leerlingnummer, coach_email"),
        (b"klas,coach_email\n", "rij 1: deze kolommen ontbreken: leerlingnummer."),
        (b"klas,klas,leerlingnummer,coach_email\n", "rij 1: dubbele kolommen: klas."),
        (b"klas,leerlingnummer,coach_email\n", "er staan geen rijen onder de kop"),
        (b"klas,leerlingnummer,coach_email\n\n,,\n", "er staan geen rijen onder de kop"),
        (b'klas,leerlingnummer,coach_email\n"2B,,x\n', "geen goed CSV-bestand"),
        ("klas\n".encode("utf-16"), "geen gewone tekst"),
        (b"klas\x00\n", "geen gewone tekst"),
        (b"klas\x81\n", "de letters zijn niet te lezen"),
    ],
)
def test_refuses_a_file_that_cannot_be_read(content: bytes, fault: str) -> None:
    """A broken file is told as one fault, and the other files are still looked at."""
    with pytest.raises(SchoolFilesRefused) as refused:
        read_school_files(_bytes() | {"coaches.csv": content}, KEY)
    assert fault in refused.value.lines[0]


def test_a_staff_file_without_rows_is_told_once() -> None:
    """Without staff every other row would be a fault as well; the cause comes first."""
    lines = _faults("personeel.csv", STAFF.splitlines()[0] + "\n")
    assert "personeel.csv: er staan geen rijen onder de kop." == lines[0]
    assert not any("niemand heeft de rol" in line for line in lines)


def test_a_pupil_file_without_rows_makes_no_class_unknown() -> None:
    """The coaches are only held against pupils that could be read."""
    assert ("leerlingen.csv: er staan geen rijen onder de kop.",) == _faults(
        "leerlingen.csv", PUPILS.splitlines()[0] + "\n"
    )


def test_warns_once_for_a_class_without_coach_and_for_teams_that_nobody_leads() -> None:
    """A school may go on without them; its reports then go to the antipestcoördinator."""
    more = "260003,Tim,,Vos,3A,3,team-3\n260004,Pim,,Vos,3A,3,team-3\n"
    school = read_school_files(_bytes({"leerlingen.csv": PUPILS + more}), KEY)
    class_line, team_line = school.warnings
    assert class_line.startswith(
        "leerlingen.csv, rij 4: de klas van deze leerling heeft geen coach"
    )
    assert team_line.startswith("personeel.csv: 1 van de teams")
    assert () == school.pupils[2].coaches


def test_warns_for_an_absence_without_deputy() -> None:
    """Somebody has to be asked while a colleague is away."""
    text = STAFF + "x@s.nl,X,docent,,maandag,,2026-11-23,\n"
    school = read_school_files(_bytes({"personeel.csv": text}), KEY)
    assert ["personeel.csv, rij 6"] == [line.split(":")[0] for line in school.warnings]
    assert (1,) == school.staff[-1].working_days


def test_says_which_file_is_missing(tmp_path: Path) -> None:
    """A folder without one of the files is refused with the names of all that are missing."""
    (tmp_path / "leerlingen.csv").write_text(PUPILS)
    with pytest.raises(SchoolFilesRefused) as refused:
        load_school_files(tmp_path, KEY)
    assert ["coaches.csv", "personeel.csv", "school.toml"] == [
        line.split(":")[0] for line in refused.value.lines
    ]


def test_the_fictional_school_equals_its_source() -> None:
    """The checked-in files are made by the source beside the tests, not by hand."""
    folder = fictional_school_source.FOLDER
    assert fictional_school_source.files() == {
        name: (folder / name).read_text(encoding="utf-8")
        for name in fictional_school_source.files()
    }


def test_the_fictional_school_is_a_whole_school() -> None:
    """It can be used as it is, and holds the odd things that schools have."""
    school = load_school_files(fictional_school_source.FOLDER, KEY)
    names = [pupil.full_name for pupil in school.pupils]
    classes = {pupil.klas: pupil.coaches for pupil in school.pupils}
    assert () == school.warnings
    assert (1200, 48, 6, 110) == (
        len(names),
        len(classes),
        len({pupil.team for pupil in school.pupils}),
        len(school.staff),
    )
    assert ["1C", "3A"] == [p.klas for p in school.pupils if p.full_name == "Noor Jansen"]
    assert 1199 == len(set(names))
    assert 2 == len(classes["2B"])
    assert all(classes.values())
    absent = [member for member in school.staff if member.is_absent(datetime.date(2026, 11, 23))]
    assert [True] == [member.deputy is not None for member in absent]
    assert all(member.email.endswith("@vlierhof.example") for member in school.staff)
