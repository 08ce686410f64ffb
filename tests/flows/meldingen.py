"""Meldingen of the small school, each as far as a test wants it, and the answers that get there."""

from flows import commands as do
from flows.effects import Decision, SendCard, StartFollowUp, UpdateCard
from flows.event_parts import Involved
from flows.events import Event, QuestionAnswered
from flows.forms import Answer
from flows.protocol import Protocol
from flows.school import School
from tests.flows.small_school import BULLY, INTAKE, SCHOOL, TARGET, Play

TODAY = "2026-11-23"
COACH = {"p1": "bram", "p2": "carla", "p3": "carla"}
THIRD = Involved("p3", ("pester",))
OTHER_TARGET = Involved("p3", ("gepeste",))
BOTH_PARTS = (Involved("p1", ("gepeste", "pester")), Involved("p2", ("gepeste", "pester")))


def day(text: str = TODAY) -> Answer:
    """The day on which something happened."""
    return Answer("dag", (text,))


TALK = (day(), Answer("besproken", ("Wat er speelt.",)), Answer("leeftijd", ("onder-16",)))
LATER_TALK = TALK[:2]
"""A talk with a pupil whose age is known."""
AGREEMENT = (
    Answer("wat", ("Elkaar met rust laten.",)),
    Answer("wie", ("p1", "p2")),
    Answer("tot", ("2026-12-07",)),
    Answer("toezicht", ("Pleinwacht.",)),
    Answer("gevolg", ("Opnieuw praten.",)),
)
TOGETHER = (day(), Answer("aanwezig", ("p1", "p2")), Answer("besproken", ("Hoe nu verder.",)))
NOT_YET = (Answer("gesproken", ("nog_niet",)),)
INCIDENT = (day(), Answer("wie", ("p1",)), Answer("gezien", ("Weer geduwd.",)))
SIGHTING = (day(), Answer("gezien", ("Weer geduwd.",)))
ADVICE = (Answer("vraag", ("Hoe begin ik zo'n gesprek?",)),)


def consent(answer: str, *perpetrators: str) -> tuple[Answer, ...]:
    """What the bullied pupil says about a talk with each of these pupils."""
    return (*(Answer(one, (answer,)) for one in perpetrators or ("p2",)), day())


def wish(answer: str) -> tuple[Answer, ...]:
    """What a bullied pupil says about talking together."""
    return (day(), Answer("wens", (answer,)))


def call(outcome: str, guardian: str = "eerste", *more: Answer) -> tuple[Answer, ...]:
    """A call to a guardian."""
    second = (Answer("tweede_ouder", ("nee",)),) if guardian == "eerste" else ()
    return (Answer("ouder", (guardian,)), Answer("uitkomst", (outcome,)), day(), *second, *more)


def evaluation(says: str, on: str = "2026-11-30") -> tuple[Answer, ...]:
    """The pupil was spoken with and says this."""
    return (Answer("gesproken", ("ja",)), day(on), Answer("leerling_zegt", (says,)))


def reported(
    *involved: Involved,
    by: str = "vak",
    acute: bool = False,
    protocol: Protocol | None = None,
    school: School = SCHOOL,
) -> Play:
    """A melding that was just made."""
    play = Play(protocol, school)
    play.does(report(*involved, by=by, acute=acute))
    return play


def report(*involved: Involved, by: str = "vak", acute: bool = False) -> do.ReportBullying:
    """The report itself."""
    return do.ReportBullying(
        actor=by,
        case_id="7K3Q",
        protocol="proef",
        involved=involved or (TARGET, BULLY),
        answers=INTAKE,
        acute=acute,
    )


def taken_up(*involved: Involved, protocol: Protocol | None = None) -> Play:
    """A melding that every coach has taken up."""
    play = reported(*involved, protocol=protocol)
    for coach in dict.fromkeys(COACH[one.pupil] for one in play.case.involved):
        play.does(do.Acknowledge(actor=coach))
    return play


def done(actor: str, task: str, answers: tuple[Answer, ...]) -> do.CompleteTask:
    """Somebody tells what was done for a task."""
    return do.CompleteTask(actor=actor, task=task, answers=answers)


def move(way: str, here: str, reason: str = "", actor: str = "bram") -> do.MoveOn:
    """Somebody chooses a way on."""
    return do.MoveOn(actor=actor, transition=way, here=here, reason=reason)


def talked(*involved: Involved, protocol: Protocol | None = None) -> Play:
    """Every bullied pupil was spoken with."""
    play = taken_up(*involved, protocol=protocol)
    for pupil in play.case.targets:
        play.does(done(COACH[pupil], f"melding.1.gesprek_gepeste.{pupil}", TALK))
    return play


def in_step_one(*involved: Involved, answer: str = "ja", protocol: Protocol | None = None) -> Play:
    """Step 1 began; p1 said this about a talk with p2."""
    play = talked(*involved, protocol=protocol)
    play.does(done("bram", "melding.1.toestemming.p1", consent(answer)))
    play.does(move("starten", "melding.1", "Er is haast bij."))
    return play


def with_agreements() -> Play:
    """All talks of step 1 were held and an agreement was made."""
    play = in_step_one()
    play.does(done("carla", "1.1.gesprek_pester.p2", TALK))
    play.does(done("bram", "1.1.afspraken.", AGREEMENT))
    return play


def in_step_two() -> Play:
    """Step 2 began, with step 1 half done."""
    play = with_agreements()
    play.does(move("verder", "1.1", "Het gaat door."))
    return play


def agreed_together(play: Play) -> Play:
    """The pupils talked together in step 2 and agreed on something: the parents can be told."""
    play.does(done("bram", "2.1.samen_vragen.p1", wish("ja")))
    play.does(done("bram", "2.1.gesprek_samen.", TOGETHER))
    play.does(done("bram", "2.1.afspraken.", AGREEMENT))
    return play


def in_aftercare() -> Play:
    """The bullying seems over."""
    play = with_agreements()
    play.does(move("afronden", "1.1", "Het is gestopt."))
    return play


def closed() -> Play:
    """The melding was closed from aftercare."""
    play = in_aftercare()
    play.does(do.CloseCase(actor="bram", reason="De leerling wil dit zo."))
    return play


def fire(play: Play, key: str) -> Decision:
    """Lets the timer of a follow-up fire on the moment it is due."""
    follow_up = play.case.follow_up(key)
    assert follow_up is not None, key
    play.now = max(play.now, follow_up.due)
    return play.does(do.FollowUpDue(actor="", key=key, due=follow_up.due))


def keys(play: Play) -> set[str]:
    """What waits, by key."""
    return {one.key for one in play.case.follow_ups}


def names(decision: Decision) -> list[str]:
    """The events of a decision by name, those about follow-ups left out."""
    return [name for name in map(name_of, decision.events) if not name.startswith("FollowUp")]


def name_of(event: Event) -> str:
    """The name under which an event is stored."""
    return type(event).__name__


def sent(decision: Decision, key: str) -> list[str]:
    """The slots to which a decision sends this card."""
    return sorted(
        one.slot for one in decision.effects if isinstance(one, SendCard) and one.key == key
    )


def updated(decision: Decision) -> set[str]:
    """The cards that a decision shows anew."""
    return {one.key for one in decision.effects if isinstance(one, UpdateCard)}


def timers(decision: Decision) -> dict[str, str]:
    """The timers that a decision sets, with why then."""
    return {one.key: one.intent for one in decision.effects if isinstance(one, StartFollowUp)}


def answered(play: Play, key: str, says: str, actor: str = "bram") -> do.AnswerQuestion:
    """Somebody answers a question on the day it is."""
    today = play.now.date().isoformat()
    return do.AnswerQuestion(actor=actor, key=key, answers=evaluation(says, today))


def suggestion(decision: Decision) -> str:
    """The way on that an answer proposes."""
    event = decision.events[0]
    assert isinstance(event, QuestionAnswered)
    return event.suggests


def place(play: Play) -> tuple[str, str, int]:
    """Where a melding stands."""
    return play.case.state, play.case.stage, play.case.round


BLOCKED = "1.1.gesprek_pester.p2"
"""The talk that a pupil can refuse."""


def stuck(task: str = BLOCKED, actor: str = "carla", why: str = "Mag niet.") -> do.ReportInfeasible:
    """A coach says that a step cannot be done."""
    return do.ReportInfeasible(actor=actor, task=task, reason=why)


def pasted(actor: str, record: str, pupil: str) -> do.PasteRecord:
    """Somebody says that the text stands in Magister."""
    return do.PasteRecord(actor=actor, record=record, pupil=pupil)


def status(play: Play, task: str) -> str:
    """Whether a task waits for somebody now."""
    return "waits" if f"taak/{task}" in keys(play) else ""
