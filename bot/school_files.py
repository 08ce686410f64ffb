"""Read the four files that a school hands over, and refuse them with everything that is wrong.

| file | columns |
|---|---|
| leerlingen.csv | leerlingnummer, roepnaam, tussenvoegsel, achternaam, klas, leerjaar, team |
| coaches.csv | klas, leerlingnummer, coach_email: exactly one of the first two is filled in |
| personeel.csv | email, naam, rol, team, werkdagen, vervanger_email, afwezig_van, afwezig_tot |
| school.toml | see bot/school_settings.py |

All faults come in one pass, as Dutch lines with file and row. A line never holds a pupil's name or
number.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from bot.csv_table import Findings, Row, read_table
from bot.opaque_ids import opaque_id
from bot.school_settings import FILE_NAME, SchoolSettings, SettingsRefused, read_settings
from bot.staff_file import STAFF_COLUMNS, STAFF_FILE, check_roles, read_staff
from flows.limits import PERSON_NAME
from flows.roster import Roster, RosterPupil, StaffMember

PUPIL_FILE = "leerlingen.csv"
PUPIL_COLUMNS = (
    "leerlingnummer",
    "roepnaam",
    "tussenvoegsel",
    "achternaam",
    "klas",
    "leerjaar",
    "team",
)
COACH_FILE = "coaches.csv"
COACH_COLUMNS = ("klas", "leerlingnummer", "coach_email")

_LONGEST_CLASS_NAME = 12
_LAST_SCHOOL_YEAR = 8
_SCHOOL_YEARS = frozenset(str(year) for year in range(1, _LAST_SCHOOL_YEAR + 1))
_NAME = ("roepnaam", "tussenvoegsel", "achternaam")
_MAY_BE_EMPTY = ("tussenvoegsel",)
_THIS = {"klas": "deze klas", "leerlingnummer": "dit leerlingnummer"}
"""The two ways to say who is coached."""


class SchoolFilesRefused(Exception):
    """De bestanden van de school kloppen niet. `lines` zegt per regel wat er moet veranderen."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))


class SchoolFiles(msgspec.Struct, frozen=True):
    """What the files of one school say. `warnings` are Dutch lines for who imports them."""

    pupils: tuple[RosterPupil, ...]
    staff: tuple[StaffMember, ...]
    settings: SchoolSettings
    warnings: tuple[str, ...] = ()

    @property
    def roster(self) -> Roster:
        """Everybody in the files."""
        return Roster(self.pupils, self.staff)


def load_school_files(folder: Path, key: bytes) -> SchoolFiles:
    """Read the files of a school from `folder`; ids are derived with `key`.

    Raises SchoolFilesRefused with every fault when the files cannot be used.
    """
    names = (PUPIL_FILE, COACH_FILE, STAFF_FILE, FILE_NAME)
    missing = [name for name in names if not (folder / name).is_file()]
    if missing:
        raise SchoolFilesRefused(
            f"{name}: dit bestand ontbreekt. Zet het in de map met de andere." for name in missing
        )
    return read_school_files({name: (folder / name).read_bytes() for name in names}, key)


def read_school_files(contents: Mapping[str, bytes], key: bytes) -> SchoolFiles:
    """Read the files of a school from their bytes, by file name; see `load_school_files`."""
    findings = Findings()
    settings = _settings(contents[FILE_NAME], findings)
    staff_rows = read_table(STAFF_FILE, contents[STAFF_FILE], STAFF_COLUMNS, findings)
    staff = read_staff(staff_rows, key, findings)
    if staff_rows:
        check_roles(staff.values(), findings)
    pupil_rows = read_table(PUPIL_FILE, contents[PUPIL_FILE], PUPIL_COLUMNS, findings)
    coach_rows = read_table(COACH_FILE, contents[COACH_FILE], COACH_COLUMNS, findings)
    coaches = _Coaches(pupil_rows, coach_rows, staff, findings)
    pupils = _pupils(pupil_rows, coaches, key, findings)
    _warn_about_teams(pupils, staff.values(), findings)
    if findings.faults or settings is None:
        raise SchoolFilesRefused(findings.faults)
    return SchoolFiles(pupils, tuple(staff.values()), settings, tuple(findings.warnings))


def _settings(content: bytes, findings: Findings) -> SchoolSettings | None:
    try:
        return read_settings(content)
    except SettingsRefused as refused:
        findings.faults.extend(refused.lines)
        return None


class _Coaches:
    """Who coaches whom: a coach named for one pupil goes before the coaches of the class."""

    def __init__(
        self,
        pupil_rows: tuple[Row, ...],
        coach_rows: tuple[Row, ...],
        staff: Mapping[str, StaffMember],
        findings: Findings,
    ) -> None:
        self._of: dict[tuple[str, str], list[str]] = {}
        known = {
            (column, row[column]) for row in pupil_rows for column in ("klas", "leerlingnummer")
        }
        for row in coach_rows:
            filled = [column for column in _THIS if row[column]]
            member = staff.get(row["coach_email"].lower())
            if len(filled) != 1:
                findings.faults.append(
                    f"{row.place}: vul óf klas óf leerlingnummer in, en laat het andere leeg."
                )
                continue
            if member is None:
                findings.faults.append(
                    f"{row.place}: de coach_email staat niet in {STAFF_FILE}."
                    " Vul een e-mailadres in dat er wel in staat."
                )
                continue
            coached = (filled[0], row[filled[0]])
            if pupil_rows and coached not in known:
                findings.faults.append(
                    f"{row.place}: {_THIS[filled[0]]} komt niet voor in {PUPIL_FILE}."
                    " Verbeter de rij of haal die weg."
                )
            coaches = self._of.setdefault(coached, [])
            if member.id not in coaches:
                coaches.append(member.id)

    def of(self, row: Row) -> tuple[str, ...]:
        """Return the coaches of the pupil in `row`, in the order of the file."""
        personal = self._of.get(("leerlingnummer", row["leerlingnummer"]), ())
        return tuple(personal or self._of.get(("klas", row["klas"]), ()))


def _pupils(
    rows: tuple[Row, ...], coaches: _Coaches, key: bytes, findings: Findings
) -> tuple[RosterPupil, ...]:
    first_rows: dict[str, int] = {}
    without_coach: dict[str, int] = {}
    pupils = []
    for row in rows:
        findings.faults.extend(_faults_of_pupil(row))
        number = row["leerlingnummer"]
        if number and first_rows.setdefault(number, row.number) != row.number:
            findings.faults.append(
                f"{row.place}: dit leerlingnummer staat ook op rij {first_rows[number]}."
                " Haal er één weg."
            )
        pupil = RosterPupil(
            id=opaque_id("leerling", number, key),
            leerlingnummer=number,
            roepnaam=row["roepnaam"],
            tussenvoegsel=row["tussenvoegsel"],
            achternaam=row["achternaam"],
            klas=row["klas"],
            leerjaar=int(row["leerjaar"]) if row["leerjaar"] in _SCHOOL_YEARS else 0,
            team=row["team"],
            coaches=coaches.of(row),
        )
        pupils.append(pupil)
        if not pupil.coaches:
            without_coach.setdefault(pupil.klas, row.number)
    findings.warnings.extend(
        f"{PUPIL_FILE}, rij {first}: de klas van deze leerling heeft geen coach in {COACH_FILE}."
        " Meldingen over deze klas gaan naar de antipestcoördinator."
        for first in without_coach.values()
    )
    return tuple(pupils)


def _faults_of_pupil(row: Row) -> Iterable[str]:
    for column in PUPIL_COLUMNS:
        if not row[column] and column not in _MAY_BE_EMPTY:
            yield f"{row.place}: {column} is leeg. Vul {column} in."
    if len(row["klas"]) > _LONGEST_CLASS_NAME:
        yield f"{row.place}: klas is langer dan {_LONGEST_CLASS_NAME} tekens. Kort die in."
    if len(" ".join(row[column] for column in _NAME if row[column])) > PERSON_NAME:
        yield f"{row.place}: de naam is samen langer dan {PERSON_NAME} tekens. Kort die in."
    leerjaar = row["leerjaar"]
    if leerjaar and leerjaar not in _SCHOOL_YEARS:
        yield f"{row.place}: leerjaar moet een getal van 1 tot en met {_LAST_SCHOOL_YEAR} zijn."


def _warn_about_teams(
    pupils: tuple[RosterPupil, ...], staff: Iterable[StaffMember], findings: Findings
) -> None:
    led = {team for member in staff if "teamcoordinator" in member.roles for team in member.teams}
    unled = {pupil.team for pupil in pupils} - led
    if unled:
        findings.warnings.append(
            f"{STAFF_FILE}: {len(unled)} van de teams uit {PUPIL_FILE} heeft geen teamcoordinator."
            " Kijk of de teams in beide bestanden hetzelfde heten."
        )
