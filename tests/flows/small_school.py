"""A school of a dozen colleagues, for tests of the rules: every role once, and a deputy."""

import datetime
import pathlib
import tomllib
from collections.abc import Callable

import msgspec

from bot.public_holidays import public_holidays
from flows.case import EMPTY_CASE, Case
from flows.commands import Command
from flows.decide import decide
from flows.effects import Decision, Refused
from flows.event_log import read, written
from flows.event_parts import Involved
from flows.evolve import evolve
from flows.forms import Answer
from flows.protocol import Protocol, Stage
from flows.roster import StaffMember
from flows.school import Contact, Place, School
from flows.school_calendar import SchoolCalendar
from flows.school_holidays import holidays_of, known_until

DEFINITIONS = pathlib.Path(__file__).parents[2] / "flows" / "definitions"

MONDAY = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC)
"""Monday 23 November 2026, 10:00 at school."""


def stappenplan() -> Protocol:
    """The protocol of document A, as data."""
    raw = tomllib.loads((DEFINITIONS / "stappenplan-a" / "protocol.toml").read_text("utf-8"))
    return msgspec.convert(raw, Protocol)


def reworked(number: int, rework: Callable[[Stage], Stage]) -> Protocol:
    """The protocol of document A with one of its stages written otherwise."""
    protocol = stappenplan()
    stages = list(protocol.stages)
    stages[number] = rework(stages[number])
    return msgspec.structs.replace(protocol, stages=tuple(stages))


def member(
    name: str, *roles: str, deputy: str | None = None, teams: tuple[str, ...] = ("onderbouw",)
) -> StaffMember:
    """A colleague whose id and name are the same word."""
    return StaffMember(
        id=name,
        name=name.capitalize(),
        email=f"{name}@school.example",
        roles=roles or ("docent",),
        teams=teams,
        deputy=deputy,
    )


STAFF = (
    member("vak"),
    member("bram", deputy="dirk"),
    member("carla"),
    member("dirk"),
    member("anna", "antipestcoordinator"),
    member("tom", "teamcoordinator"),
    member("lies", "leidinggevende"),
    member("rector", "schoolleiding"),
    member("vera", "laatste_vangnet"),
    member("ict", "ict"),
)

CALENDAR = SchoolCalendar(
    holidays=holidays_of("midden"),
    free_days=public_holidays(range(2025, 2031), bevrijdingsdag_vrij=False),
    known_until=known_until("midden"),
)

SCHOOL = School(
    name="Kleine school",
    staff=STAFF,
    places=(
        Place("p1", ("bram",), "onderbouw", "2b"),
        Place("p2", ("carla",), "onderbouw", "2c"),
        Place("p3", ("carla",), "onderbouw", "2c"),
    ),
    calendar=CALENDAR,
    call_when_acute=(Contact("Conciërge", "toestel 101"),),
    call_about_staff=(Contact("Bestuur", "toestel 201"),),
    call_about_home=(Contact("Aandachtsfunctionaris", "toestel 301"),),
)

TARGET = Involved("p1", ("gepeste",))
BULLY = Involved("p2", ("pester",))

INTAKE = (
    Answer("soort", ("geen",)),
    Answer("bron", ("zelf_gezien",)),
    Answer("gezien", ("Duwen op de gang.",)),
    Answer("hoe_vaak", ("vaker",)),
)


class Play:
    """A melding that is played step by step, each event written to bytes and read back."""

    def __init__(self, protocol: Protocol | None = None, school: School = SCHOOL) -> None:
        self.protocol = protocol or stappenplan()
        self.school = school
        self.case: Case = EMPTY_CASE
        self.now = MONDAY
        self.log: list[bytes] = []

    def tries(self, command: Command) -> Decision | Refused:
        """Gives what the core decides, without letting it happen."""
        return decide(self.school, self.protocol, self.case, command, self.now)

    def does(self, command: Command) -> Decision:
        """Lets it happen; a refusal fails the test."""
        decision = self.tries(command)
        assert isinstance(decision, Decision), decision
        for event in decision.events:
            self.log.append(written(event))
            self.case = evolve(self.case, read(self.log[-1]))
        return decision
