"""Makes the fictional school: the same files each time, by counting and without chance.

`python -m tests.bot.fictional_school_source` writes them to bot/fictional_school. A test holds the
checked-in files against this source.
"""

# ruff: noqa: RUF001 (Turkish names have a dotless i)

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.school_files import COACH_COLUMNS, COACH_FILE, PUPIL_COLUMNS, PUPIL_FILE
from bot.staff_file import STAFF_COLUMNS, STAFF_FILE
from flows.folded_text import fold
from flows.written_names import split_name, words_in

FOLDER = Path(__file__).parents[2] / "bot" / "fictional_school"

_CLASSES_PER_YEAR = {1: 10, 2: 10, 3: 9, 4: 8, 5: 6, 6: 5}
_PUPILS_PER_CLASS = 25
_STAFF_COUNT = 110
_OOP_COUNT = 8

_PUPIL_NAMES = """
    Aylin Bram Chloé Daan Elif Finn Guusje Hamza Isa Jort Kyra Levi Maud Nils Olivia Pepijn Quinty
    Rayan Sara Teun Umar Vera Wessel Xena Yara Zakaria Amélie Bilal Cato Dex Esmée Faris Gijs Hannah
    Imane Jesse Keano Lotte Mees Nora Oskar Puck Ravi Saar Tygo Ümit Vajèn Wout Yusuf Zoë Amir Britt
    Casper Dina Emre Fenna Gürkan Hidde Ilse Jip Kees Liv Mohamed Naomi Otis Philou Romée Sem Tirza
    Valentijn Willemijn Younes Zeynep Anne-Marie Boaz Céline Djamila Eva Floris Gwen Hugo Inès
    Jurre Koen Lynn Maël Noa Ole Pien René Stijn Tess Veerle Wietske Yasmina Zara
""".split()

_STAFF_NAMES = """
    Anouk Bas Carolien Dirk Els Frank Gerda Hans Irene Jeroen Karin Lars Monique Niels Olga Peter
    Quirine Rob Saskia Tom Ursula Vincent Wilma Xander Yvonne Zeki Astrid Bart Cindy Dennis Esther
    Fouad Greetje Henk Ingrid Jelle Kim Luuk Mirjam Nico Petra Rachid Sonja Theo Veronique Wouter
    Ankie Bernard Corrie Dewi Erik Fatima Gert
""".split()

_SURNAMES = (
    """
    Jansen|de Vries|van Dijk|Bakker|Janssen|Visser|Smit|Meijer|de Boer|Mulder|de Groot|Bos|Vos
    Peters|Hendriks|van Leeuwen|Dekker|Brouwer|de Wit|Dijkstra|Smits|de Graaf|van der Meer|Kok
    Jacobs|van der Veen|Prins|Huisman|Postma|Kuiper|Yılmaz|El Idrissi|Özdemir|Benali|D'hondt
    van 't Hof|in 't Veld|ter Horst|Jansen-de Boer|van der Linden|Nguyen|Kaya|Haddad|Şahin
    de la Cruz|Santos Silva|Kowalski|Wójcik|Müller|O'Brien|Amrani|Bouzid|Çelik|Dağ|Ferreira
    Groeneveld|Hoekstra|IJzerman|Jonker|Kramer|Lammers|Molenaar|Nijhuis|van Oosten|Pronk|Quist
    Roelofs|Schouten|Timmer|Uitslag|Verhoef|Wagenaar|van Zanten|Aksoy|Blom|Coenen|Driessen
    van Eijk|Franken|Geerts|van den Heuvel|Isarin|Jaspers|Klaver|Lubbers|Maas|Noordam|Oomen
    Pieters|Rietveld|Snoek|van Tol|van Uden|Veldkamp|Wiersma|Zeeman|Abdi|Boersma|Citroen|Doorn
    Engels
""".strip()
    .replace("\n", "|")
    .split("|")
)

_KNOWN_PUPILS = {
    ("1A", 0): "Zoë Yılmaz",
    ("1A", 1): "Noël van 't Hof",
    ("1C", 4): "Noor Jansen",
    ("2B", 0): "Sanne van den Berg",
    ("2B", 1): "Milan Bakker",
    ("2B", 2): "Sanne de Wit",
    ("2D", 0): "Yara El Idrissi",
    ("2D", 1): "Thijs D'hondt",
    ("3A", 0): "Noor Jansen",
    ("3A", 1): "Anne-Marie Jansen-de Boer",
}
"""The pupils whom examples and tests name, by class and seat."""

_OWN_COACH = {("2B", 1): "r.postma"}

_KNOWN_STAFF = """
    Marit van Dongen;docent antipestcoordinator;;ma di wo do;r.postma
    Ruben Postma;docent;team-2;;
    Hanneke Terpstra;schoolleiding laatste_vangnet;;;s.lindeman
    Sjoerd Lindeman;schoolleiding leidinggevende;team-4 team-5 team-6;;h.terpstra
    Aisha Morsi;leidinggevende;team-1 team-2 team-3;;s.lindeman
    Ilse Brouwer;docent;team-1;ma di wo do;
    Karim Haddad;docent;team-2;;f.degraaf
    Femke de Graaf;docent;team-2;ma di do;k.haddad
    Joris Wolters;docent;team-2;;t.kuiper;2026-11-16;2026-12-18
    Tessa Kuiper;docent;team-2;;
    Bram Oosterling;docent teamcoordinator;team-1;;
    Lieke van der Wal;docent teamcoordinator;team-2;ma di do vr;b.oosterling
    Samir Aouad;docent teamcoordinator;team-3;;
    Griet Hofstra;docent teamcoordinator;team-4;;
    Pieter-Jan Ruiter;docent teamcoordinator;team-5;;
    Dominique Faber;docent teamcoordinator;team-6;wo do vr;p.ruiter
    Nadia Bensaïd;zorgcoordinator team_sociale_veiligheid;;ma di do vr;
    Wim Steenstra;vertrouwenspersoon docent;;;
    Loes Ketelaar;privacy;;ma wo;
    Ravi Ramdin;ict oop;;;
"""
"""Name; roles; teams; working days; deputy; absent from; absent until."""

_CLASS_COACHES = {
    "1A": ("i.brouwer",),
    "2B": ("k.haddad", "f.degraaf"),
    "2D": ("j.wolters",),
}

_WORKING_WEEKS = ("", "", "ma di do", "", "ma di wo do", "", "wo do vr", "", "di wo do vr")


def files() -> dict[str, str]:
    """Return the text of each generated file by its name."""
    return {
        PUPIL_FILE: _csv_text(PUPIL_COLUMNS, _pupil_rows()),
        STAFF_FILE: _csv_text(STAFF_COLUMNS, _staff_rows()),
        COACH_FILE: _csv_text(COACH_COLUMNS, _coach_rows()),
    }


def _csv_text(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([columns, *rows])
    return written.getvalue()


def _classes() -> list[tuple[str, int]]:
    return [
        (f"{year}{chr(ord('A') + number)}", year)
        for year, count in _CLASSES_PER_YEAR.items()
        for number in range(count)
    ]


def _pupil_number(klas: str, seat: int) -> str:
    place = [name for name, _ in _classes()].index(klas) * _PUPILS_PER_CLASS + seat
    return str(260001 + place)


def _pupil_rows() -> Iterator[tuple[str, ...]]:
    seats = [(klas, year, n) for klas, year in _classes() for n in range(_PUPILS_PER_CLASS)]
    for place, (klas, year, seat) in enumerate(seats):
        first = _PUPIL_NAMES[place * 5 % len(_PUPIL_NAMES)]
        last = _SURNAMES[place * 7 % len(_SURNAMES)].strip()
        name = split_name(_KNOWN_PUPILS.get((klas, seat), f"{first} {last}"))
        yield (
            _pupil_number(klas, seat),
            name.roepnaam,
            name.tussenvoegsel,
            name.achternaam,
            klas,
            str(year),
            f"team-{year}",
        )


def _mailbox(name: str) -> str:
    parts = split_name(name)
    surname = "".join(words_in(f"{parts.tussenvoegsel} {parts.achternaam}"))
    return f"{fold(parts.roepnaam)[0]}.{surname}"


def _email(mailbox: str) -> str:
    return f"{mailbox}@vlierhof.example" if mailbox else ""


def _staff_rows() -> Iterator[tuple[str, ...]]:
    known = [line.strip().split(";") for line in _KNOWN_STAFF.strip().splitlines()]
    for name, roles, teams, days, deputy, *absence in known:
        absent_from, absent_until = absence or ("", "")
        yield (
            _email(_mailbox(name)),
            name,
            roles,
            teams,
            days,
            _email(deputy),
            absent_from,
            absent_until,
        )
    for place in range(_STAFF_COUNT - len(known)):
        name = _generated_name(place)
        role = "oop" if place >= _STAFF_COUNT - len(known) - _OOP_COUNT else "docent"
        team = f"team-{place % len(_CLASSES_PER_YEAR) + 1}" if role == "docent" else ""
        days = _WORKING_WEEKS[place % len(_WORKING_WEEKS)]
        yield (_email(_mailbox(name)), name, role, team, days, "", "", "")


def _generated_name(place: int) -> str:
    last = _SURNAMES[(place * 3 + 11) % len(_SURNAMES)].strip()
    return f"{_STAFF_NAMES[place % len(_STAFF_NAMES)]} {last}"


def _coach_rows() -> Iterator[tuple[str, ...]]:
    for place, (klas, _) in enumerate(_classes()):
        for mailbox in _CLASS_COACHES.get(klas, (_mailbox(_generated_name(place)),)):
            yield (klas, "", _email(mailbox))
    for (klas, seat), mailbox in _OWN_COACH.items():
        yield ("", _pupil_number(klas, seat), _email(mailbox))


if __name__ == "__main__":
    for file, text in files().items():
        (FOLDER / file).write_text(text, encoding="utf-8", newline="\n")
