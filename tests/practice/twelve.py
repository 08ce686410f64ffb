"""A school of a dozen colleagues and six pupils, as it is stored."""

import datetime
import functools
import pathlib

from bot.directory import Directory
from bot.protocol_library import DEFINITIONS, ProtocolLibrary, read_files
from bot.school_files import SchoolFiles
from bot.school_settings import SchoolSettings, read_settings
from bot.wiring import store_school
from flows.protocol_file import ProtocolFiles
from flows.roster import RosterPupil, StaffMember
from storage.encryption import SchoolKey
from storage.migrations import migrate
from storage.units_of_work import Store
from tests.storage.conftest import PredictableBytes

FICTIONAL_SCHOOL = pathlib.Path(__file__).parents[2] / "bot" / "fictional_school"

MONDAY = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC)
"""Monday 23 November 2026, 10:00 at school."""

KEY = SchoolKey.derive(bytes(range(32)))


def _member(name: str, *roles: str, deputy: str | None = None) -> StaffMember:
    return StaffMember(
        id=name,
        name=name.capitalize(),
        email=f"{name}@school.example",
        roles=roles or ("docent",),
        teams=("onderbouw",),
        deputy=deputy,
    )


def _pupil(name: str, surname: str, klas: str, coach: str) -> RosterPupil:
    return RosterPupil(
        id=f"leerling-{name}",
        leerlingnummer=f"nr-{name}",
        roepnaam=name.capitalize(),
        tussenvoegsel="",
        achternaam=surname,
        klas=klas,
        leerjaar=2,
        team="onderbouw",
        coaches=(coach,),
    )


STAFF = (
    _member("vak"),
    _member("bram", deputy="dirk"),
    _member("carla"),
    _member("dirk"),
    _member("emma"),
    _member("finn"),
    _member("anna", "antipestcoordinator"),
    _member("tom", "teamcoordinator"),
    _member("lies", "leidinggevende"),
    _member("rector", "schoolleiding"),
    _member("vera", "laatste_vangnet"),
    _member("ict", "ict"),
)
"""Bram coaches 2b and Carla 2c; the others hold every role once."""

PUPILS = (
    _pupil("aukje", "Wiersma", "2b", "bram"),
    _pupil("bilal", "Yalcin", "2b", "bram"),
    _pupil("cato", "Verhulst", "2b", "bram"),
    _pupil("daan", "Zwart", "2c", "carla"),
    _pupil("elif", "Quist", "2c", "carla"),
    _pupil("fenna", "Udema", "2c", "carla"),
)


@functools.cache
def settings() -> SchoolSettings:
    """Gives the settings of the school: those of the fictional school."""
    return read_settings((FICTIONAL_SCHOOL / "school.toml").read_bytes())


@functools.cache
def protocol_files() -> ProtocolFiles:
    """Gives the protocol of the school as files."""
    return read_files(DEFINITIONS / settings().protocol)


@functools.cache
def directory() -> Directory:
    """Gives the directory of the school; made once, for its calendar takes a while."""
    return Directory(settings())


@functools.cache
def library() -> ProtocolLibrary:
    """Gives the protocol of the school; made once, for its words take a while to read."""
    return ProtocolLibrary(protocol_files(), settings().words)


def make_template(path: pathlib.Path) -> None:
    """Makes a database with the school and its protocol in it, to copy for each test."""
    url = f"sqlite:///{path}"
    migrate(url)
    with Store.open(url, KEY, PredictableBytes()) as store:
        store.run_now(lambda unit: store_school(unit, SchoolFiles(PUPILS, STAFF, settings())))
        store.run_now(library().store_current)
