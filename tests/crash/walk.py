"""The main job as a list of steps: from the report to the closed melding.

Each step is what one person does, or time that passes. A step that was begun when the program died
is done again by somebody who does not know whether it was heard.
"""

import datetime
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from flows import verbs
from flows.forms import Answer, Form
from flows.ports import Pressed, Reply, Say, ShowForm, Submitted, Typed, Who
from flows.presses import Press
from tests.crash.journal import Journal
from tests.practice.running_bot import RunningBot

Filled = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Begins:
    """Somebody types a command."""

    person: str
    command: str


@dataclass(frozen=True, slots=True)
class Fills:
    """Somebody fills in the form that the step before opened."""

    person: str
    filled: Filled


@dataclass(frozen=True, slots=True)
class Presses:
    """Somebody presses a button that acts at once."""

    person: str
    verb: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Tells:
    """Somebody presses a button that opens a form, and fills it in."""

    person: str
    verb: str
    subject: str
    filled: Filled


@dataclass(frozen=True, slots=True)
class Waits:
    """Time passes."""

    until: datetime.datetime


Step = Begins | Fills | Presses | Tells | Waits


def _talked(day: str) -> Filled:
    return {
        "dag": (day,),
        "besproken": ("Het was een rustig gesprek.",),
        "wil_zelf": ("Rust in de pauze.",),
        "leeftijd": ("onder-16",),
    }


def _asked(day: str) -> Filled:
    return {
        "gesproken": ("ja",),
        "dag": (day,),
        "leerling_zegt": ("gestopt",),
        "zie_je": ("Rust in de klas.",),
    }


def _morning(year: int, month: int, day: int) -> Waits:
    return Waits(datetime.datetime(year, month, day, 9, 0, tzinfo=datetime.UTC))


STEPS: tuple[Step, ...] = (
    Begins("vak", "pestmelding"),
    Fills("vak", {"soort": ("geen",)}),
    Fills(
        "vak",
        {
            "gepesten": ("leerling-aukje",),
            "pesters": ("leerling-daan",),
            "bron": ("zelf_gezien",),
        },
    ),
    Fills("vak", {"gezien": ("Duwen en lachen op de gang.",), "hoe_vaak": ("vaker",)}),
    Presses("bram", verbs.TAKE_UP),
    Presses("carla", verbs.TAKE_UP),
    Tells("bram", verbs.DO, "melding.1.gesprek_gepeste.p1", _talked("2026-11-23")),
    Tells(
        "bram",
        verbs.DO,
        "melding.1.toestemming.p1",
        {"dag": ("2026-11-23",), "p2": ("ja",)},
    ),
    Tells("bram", verbs.CHOOSE, "melding.1", {"keuze": ("starten",)}),
    Tells("carla", verbs.DO, "1.1.gesprek_pester.p2", _talked("2026-11-23")),
    Tells(
        "carla",
        verbs.DO,
        "1.1.afspraken",
        {
            "wat": ("Elkaar groeten.",),
            "wie": ("p1", "p2"),
            "tot": ("2026-12-07",),
            "toezicht": ("De coach vraagt ernaar.",),
            "gevolg": ("Een nieuw gesprek.",),
        },
    ),
    Presses("bram", verbs.IN_MAGISTER, "1.1.start.p1"),
    Presses("carla", verbs.IN_MAGISTER, "1.1.start.p2"),
    Presses("bram", verbs.IN_MAGISTER, "1.1.stap1.p1"),
    Presses("carla", verbs.IN_MAGISTER, "1.1.stap1.p2"),
    _morning(2026, 11, 30),
    Tells("bram", verbs.ANSWER, "vraag/1.1.week", _asked("2026-11-30")),
    Tells("bram", verbs.CHOOSE, "1.1", {"keuze": ("afronden",)}),
    _morning(2026, 12, 7),
    Tells("bram", verbs.ANSWER, "nazorg/1.1", _asked("2026-12-07")),
    _morning(2027, 1, 4),
    Tells("bram", verbs.ANSWER, "nazorg/1.2", _asked("2027-01-04")),
    _morning(2027, 1, 25),
    Tells("bram", verbs.ANSWER, "nazorg/1.3", _asked("2027-01-25")),
    Tells("bram", verbs.CLOSE, "", {}),
)
"""From Monday morning to the closed melding, on school days and without one reminder."""


class NotHeard(AssertionError):
    """A step was refused that nobody had done yet."""


class Walk:
    """Does the steps one by one, and writes down in the journal what each person was told."""

    def __init__(self, running: RunningBot, journal: Journal, points: Callable[[], int]) -> None:
        self._running = running
        self._journal = journal
        self._points = points
        self._again = journal.was_begun
        self._ways: dict[type[Step], Callable[[int, Step], Awaitable[Reply | None]]] = {
            Begins: self._begin,
            Fills: self._fill,
            Presses: self._press,
            Tells: self._tell,
            Waits: self._wait,
        }

    async def go(self, until: int = len(STEPS)) -> None:
        """Goes on where the journal ends, up to but not including step `until`."""
        await self._running.due_work.run()
        for number in range(self._journal.done, until):
            step = STEPS[number]
            self._journal.begin(number)
            reply = await self._ways[type(step)](number, step)
            if isinstance(reply, Say) and reply.tone == "refused" and not self._again:
                raise NotHeard(number)
            form = reply.form if isinstance(reply, ShowForm) else None
            self._journal.told(number, form)
            await self._running.due_work.run()
            self._journal.settled(number, self._points())
            self._again = False

    async def _begin(self, number: int, step: Step) -> Reply | None:
        assert isinstance(step, Begins)
        return await self._running.bot.handle(Typed(_who(step.person), step.command, f"{number}"))

    async def _fill(self, number: int, step: Step) -> Reply | None:
        assert isinstance(step, Fills)
        form = self._journal.form
        assert form is not None
        return await self._submit(step.person, form, step.filled, number)

    async def _press(self, number: int, step: Step) -> Reply | None:
        assert isinstance(step, Presses)
        value = Press(step.verb, await self._case_id(), step.subject).encoded()
        return await self._running.bot.handle(Pressed(_who(step.person), value, f"{number}"))

    async def _tell(self, number: int, step: Step) -> Reply | None:
        assert isinstance(step, Tells)
        form = self._journal.opened
        if form is None:
            opening = await self._press(number, Presses(step.person, step.verb, step.subject))
            assert isinstance(opening, ShowForm), opening
            form = opening.form
            self._journal.opens(number, form)
        return await self._submit(step.person, form, step.filled, number)

    async def _wait(self, _number: int, step: Step) -> Reply | None:
        assert isinstance(step, Waits)
        await self._running.travel.to(step.until)
        return None

    async def _submit(self, person: str, form: Form, filled: Filled, number: int) -> Reply:
        answers = tuple(Answer(field, values) for field, values in filled.items())
        request = Submitted(_who(person), form.id, answers, form.carried, f"{number}")
        return await self._running.bot.handle(request)

    async def _case_id(self) -> str:
        opened = await self._running.store.read(lambda unit: unit.index.open())
        return opened[0].case_id


def _who(person: str) -> Who:
    return Who("playground", person)
