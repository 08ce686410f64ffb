"""Read personeel.csv: who works at the school, in which roles, on which days, with which deputy."""

import datetime
import re
from collections.abc import Iterable, Mapping

from bot.csv_table import Findings, Row
from bot.opaque_ids import opaque_id
from flows.folded_text import fold
from flows.limits import PERSON_NAME
from flows.roster import MONDAY_TO_FRIDAY, StaffMember

STAFF_FILE = "personeel.csv"
STAFF_COLUMNS = (
    "email",
    "naam",
    "rol",
    "team",
    "werkdagen",
    "vervanger_email",
    "afwezig_van",
    "afwezig_tot",
)

ROLES = (
    "docent",
    "oop",
    "begeleider",
    "antipestcoordinator",
    "teamcoordinator",
    "leidinggevende",
    "schoolleiding",
    "laatste_vangnet",
    "privacy",
    "ict",
    "vertrouwenspersoon",
    "zorgcoordinator",
    "team_sociale_veiligheid",
)
"""The roles that personeel.csv may name. Who is whose coach stands in coaches.csv."""

_REQUIRED_ROLES: tuple[tuple[str, str], ...] = (
    ("antipestcoordinator", "Die krijgt elke melding."),
    ("laatste_vangnet", "Die krijgt bericht als niemand anders reageert."),
)

_WEEKDAYS = {"ma": 1, "di": 2, "wo": 3, "do": 4, "vr": 5}
_SEPARATORS = re.compile(r"[\s|]+")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_DAY_FIRST = re.compile(r"(\d\d)-(\d\d)-(\d{4})")


def read_staff(rows: tuple[Row, ...], key: bytes, findings: Findings) -> Mapping[str, StaffMember]:
    """Return the staff by lower-case e-mail address; faults and warnings go to `findings`."""
    emails = _emails(rows, findings)
    return {email: _member(row, email, emails, key, findings) for email, row in emails.items()}


def check_roles(staff: Iterable[StaffMember], findings: Findings) -> None:
    """Add a fault for each role that a school cannot do without."""
    held = {role for member in staff for role in member.roles}
    findings.faults.extend(
        f"{STAFF_FILE}: niemand heeft de rol {role}. {why} Geef minstens één collega deze rol."
        for role, why in _REQUIRED_ROLES
        if role not in held
    )


def _emails(rows: tuple[Row, ...], findings: Findings) -> dict[str, Row]:
    emails: dict[str, Row] = {}
    for row in rows:
        email = row["email"].lower()
        if _EMAIL.fullmatch(email) is None:
            findings.faults.append(
                f"{row.place}: dit is geen e-mailadres. Vul er een in zoals naam@school.nl."
            )
        elif email in emails:
            findings.faults.append(
                f"{row.place}: {email} staat ook op rij {emails[email].number}. Haal er één weg."
            )
        else:
            emails[email] = row
    return emails


def _member(
    row: Row, email: str, emails: Mapping[str, Row], key: bytes, findings: Findings
) -> StaffMember:
    if not row["naam"]:
        findings.faults.append(f"{row.place}: naam is leeg. Vul de naam in.")
    if len(row["naam"]) > PERSON_NAME:
        findings.faults.append(
            f"{row.place}: naam is langer dan {PERSON_NAME} tekens. Kort die in."
        )
    absent_from = _day(row, "afwezig_van", findings)
    absent_until = _day(row, "afwezig_tot", findings)
    deputy = _deputy(row, email, emails, findings)
    if absent_from and absent_until and absent_until < absent_from:
        findings.faults.append(
            f"{row.place}: afwezig_tot ligt voor afwezig_van. Draai de datums om."
        )
    if (absent_from or absent_until) and not deputy:
        findings.warnings.append(
            f"{row.place}: een afwezige collega zonder vervanger. De antipestcoördinator krijgt"
            " in die tijd de berichten."
        )
    return StaffMember(
        id=opaque_id("medewerker", email, key),
        name=row["naam"],
        email=email,
        roles=_roles(row, findings),
        teams=_several(row["team"]),
        working_days=_working_days(row, findings),
        deputy=opaque_id("medewerker", deputy, key) if deputy else None,
        absent_from=absent_from,
        absent_until=absent_until,
    )


def _deputy(row: Row, email: str, emails: Mapping[str, Row], findings: Findings) -> str:
    deputy = row["vervanger_email"].lower()
    if deputy == email:
        findings.faults.append(
            f"{row.place}: iemand kan niet de eigen vervanger zijn. Vul een ander in, of niemand."
        )
    elif deputy and deputy not in emails:
        findings.faults.append(
            f"{row.place}: vervanger_email {deputy} staat niet in {STAFF_FILE}."
            " Vul een e-mailadres in dat er wel in staat, of laat het leeg."
        )
    return deputy


def _roles(row: Row, findings: Findings) -> tuple[str, ...]:
    roles = tuple(fold(role).replace("-", "_") for role in _several(row["rol"]))
    if not roles:
        findings.faults.append(f"{row.place}: rol is leeg. Vul bijvoorbeeld docent of oop in.")
    findings.faults.extend(
        f"{row.place}: de rol ‘{role}’ is niet bekend. Kies uit: {', '.join(ROLES)}."
        for role in roles
        if role not in ROLES
    )
    return roles


def _working_days(row: Row, findings: Findings) -> tuple[int, ...]:
    """ISO weekdays; "di" and "dinsdag" are the same, and no days at all means the whole week."""
    written = [fold(day) for day in _several(row["werkdagen"])]
    unknown = [day for day in written if day[:2] not in _WEEKDAYS]
    findings.faults.extend(
        f"{row.place}: de werkdag ‘{day}’ is niet bekend. Kies uit ma, di, wo, do en vr."
        for day in unknown
    )
    days = {_WEEKDAYS[day[:2]] for day in written if day not in unknown}
    return tuple(sorted(days)) or MONDAY_TO_FRIDAY


def _day(row: Row, column: str, findings: Findings) -> datetime.date | None:
    if not row[column]:
        return None
    year_first = _DAY_FIRST.sub(r"\3-\2-\1", row[column])
    try:
        return datetime.date.fromisoformat(year_first)
    except ValueError:
        findings.faults.append(
            f"{row.place}: {column} is geen datum. Schrijf 23-11-2026 of 2026-11-23."
        )
        return None


def _several(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in _SEPARATORS.split(cell) if part))
