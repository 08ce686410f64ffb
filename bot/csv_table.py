"""Read a CSV file the way schools save them: from Excel, with `;` or `,`, in UTF-8 or cp1252.

A fault names the file and the row as the spreadsheet numbers it, never what stands in a cell: the
cell may hold a pupil's name.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CODED_AS_EXCEL = "cp1252"


@dataclass(slots=True)
class Findings:
    """What is wrong (`faults`, the files are refused) or only odd (`warnings`), as Dutch lines."""

    faults: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by column, stripped, and its number in the spreadsheet (the head is 1)."""

    file: str
    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    @property
    def place(self) -> str:
        """Where a person finds this row: "personeel.csv, rij 14"."""
        return f"{self.file}, rij {self.number}"


def read_table(
    file: str, content: bytes, columns: tuple[str, ...], findings: Findings
) -> tuple[Row, ...]:
    """Return the rows of a CSV file that must have `columns`; other columns are left out.

    What is wrong is added to `findings`; a file that cannot be read at all gives no rows. Cells
    missing at the end of a row are empty, as older spreadsheets leave them out.
    """
    text = _decoded(file, content, findings)
    if text is None:
        return ()
    head, _, _ = text.partition("\n")
    delimiter = ";" if head.count(";") >= head.count(",") else ","
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        findings.faults.append(
            f"{file}: dit is geen goed CSV-bestand. Kijk of elk aanhalingsteken gesloten is."
        )
        return ()
    names = [name.strip().lower() for name in lines[0]] if lines else []
    if not _is_head_usable(file, names, columns, findings):
        return ()
    rows = tuple(_rows(file, names, lines, columns, findings))
    if not rows:
        findings.faults.append(f"{file}: er staan geen rijen onder de kop.")
    return rows


def _decoded(file: str, content: bytes, findings: Findings) -> str | None:
    if content.startswith(_UTF_16_MARKS) or b"\x00" in content:
        findings.faults.append(
            f"{file}: dit bestand is geen gewone tekst. Sla het op als ‘CSV UTF-8’."
        )
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode(_CODED_AS_EXCEL)
    except UnicodeDecodeError:
        findings.faults.append(
            f"{file}: de letters zijn niet te lezen. Sla het bestand op als ‘CSV UTF-8’."
        )
        return None


def _is_head_usable(
    file: str, names: list[str], columns: tuple[str, ...], findings: Findings
) -> bool:
    missing = [column for column in columns if column not in names]
    double = [column for column in columns if names.count(column) > 1]
    odd = sum(bool(name) and name not in columns for name in names)
    if missing:
        findings.faults.append(
            f"{file}, rij 1: deze kolommen ontbreken: {', '.join(missing)}."
            f" De eerste rij moet zijn: {','.join(columns)}."
        )
    elif double:
        findings.faults.append(f"{file}, rij 1: dubbele kolommen: {', '.join(double)}.")
    elif odd:
        findings.warnings.append(
            f"{file}: {odd} kolom(men) die niet nodig zijn, worden niet gelezen."
            " Laat ze liever weg: zo deel je niet meer dan nodig is."
        )
    return not missing and not double


def _rows(
    file: str,
    names: list[str],
    lines: list[list[str]],
    columns: tuple[str, ...],
    findings: Findings,
) -> Iterator[Row]:
    for number, line in enumerate(lines[1:], start=2):
        values = [cell.strip() for cell in line]
        if not any(values):
            continue
        if any(values[len(names) :]):
            findings.faults.append(
                f"{file}, rij {number}: deze rij heeft meer kolommen dan de kop. Zet een waarde"
                " met een komma of puntkomma tussen aanhalingstekens."
            )
            continue
        cells = dict(zip_longest(names, values[: len(names)], fillvalue=""))
        yield Row(file, number, {column: cells[column] for column in columns})
