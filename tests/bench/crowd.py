"""The school of the Slack measurements: 200 coaches more, each with a pupil of their own."""

import pathlib

from bot.school_files import SchoolFiles
from bot.wiring import store_school
from flows.roster import RosterPupil, StaffMember
from storage.migrations import migrate
from storage.units_of_work import Store
from tests.practice.running_bot import DATABASE
from tests.practice.twelve import KEY, PUPILS, STAFF, library, settings
from tests.storage.conftest import PredictableBytes

CROWD = tuple(f"coach{n:03}" for n in range(200))


def pupil_of(coach: str) -> str:
    """Gives the id of the pupil of a coach."""
    return f"leerling-van-{coach}"


def _coach(name: str) -> StaffMember:
    return StaffMember(
        id=name,
        name=name.capitalize(),
        email=f"{name}@school.example",
        roles=("docent",),
        teams=("onderbouw",),
        deputy=None,
    )


def _pupil(coach: str) -> RosterPupil:
    return RosterPupil(
        id=pupil_of(coach),
        leerlingnummer=f"nr-{coach}",
        roepnaam=coach.capitalize(),
        tussenvoegsel="van",
        achternaam="Beek",
        klas="3a",
        leerjaar=3,
        team="onderbouw",
        coaches=(coach,),
    )


def make_crowded_school(folder: pathlib.Path) -> None:
    """Makes the database of the school in a folder."""
    url = f"sqlite:///{folder / DATABASE}"
    migrate(url)
    pupils = (*PUPILS, *map(_pupil, CROWD))
    staff = (*STAFF, *map(_coach, CROWD))
    with Store.open(url, KEY, PredictableBytes()) as store:
        store.run_now(lambda unit: store_school(unit, SchoolFiles(pupils, staff, settings())))
        store.run_now(library().store_current)
