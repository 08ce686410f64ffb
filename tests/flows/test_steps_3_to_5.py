"""Steps 3 to 5 of document A: parents at school, the coordinator, the teamleider (A:228-243)."""

import pytest

from flows import commands as do
from flows.forms import Answer
from flows.logbook import magister_text
from flows.permissions import may, may_see, stance_of
from flows.records import records_of
from flows.rules.going_on import lacks_texts
from flows.rules.situation import Situation
from flows.views.magister_page import magister_page
from tests.flows.meldingen import (
    AGREEMENT,
    agreed_together,
    answered,
    day,
    done,
    fire,
    in_step_two,
    keys,
    move,
    names,
    pasted,
    place,
    sent,
    suggestion,
)
from tests.flows.small_school import Play
from tests.flows.views.dialogs import NAMES, dialog_scene
from tests.flows.views.story import scene_of, seen

INVITED = (day("2026-12-14"), Answer("aanwezigen", ("De ouders.",)))
AT_SCHOOL = (
    day("2026-12-14"),
    Answer("aanwezig", ("p1", "p2")),
    Answer("aanwezigen", ("De ouders.",)),
    Answer("besproken", ("Wat de ouders van p1 vinden.",)),
)
FOR_P2 = (Answer("wat", ("Excuses aanbieden.",)), Answer("wie", ("p2",)), *AGREEMENT[2:])
CONSULTED = (day(), Answer("aanwezigen", ("Iedereen.",)), Answer("besloten", ("Een maatregel.",)))
MEASURE = (day(), Answer("maatregel", ("Een andere plek.",)))
TOLD = (Answer("hoe", ("gesprek",)), day())
SPOKEN = (
    Answer("ouder", ("eerste",)),
    Answer("uitkomst", ("gesproken",)),
    day(),
    Answer("tweede_ouder", ("nee",)),
)


def in_step_three() -> Play:
    """Step 2 did not help."""
    play = agreed_together(in_step_two())
    play.does(move("verder", "2.1", "Het gaat door."))
    return play


def parents_came() -> Play:
    """Everybody was invited and came, and two agreements were made."""
    play = in_step_three()
    play.does(done("bram", "3.1.uitnodigen.p1", INVITED))
    play.does(done("carla", "3.1.uitnodigen.p2", INVITED))
    play.does(done("bram", "3.1.gesprek_ouders.", AT_SCHOOL))
    play.does(done("bram", "3.1.afspraken.", AGREEMENT))
    play.does(done("carla", "3.1.afspraken.", FOR_P2))
    return play


def in_step_four() -> Play:
    """The coordinator leads."""
    play = parents_came()
    play.does(move("verder", "3.1", "Het gaat door."))
    return play


def measured(play: Play, who: str, step: str) -> Play:
    """The colleagues consulted each other and took a measure."""
    play.does(done(who, f"{step}.1.overleg.", CONSULTED))
    play.does(done(who, f"{step}.1.maatregel.", MEASURE))
    return play


def in_step_five() -> Play:
    """The teamleider leads."""
    play = measured(in_step_four(), "tom", "4")
    play.does(move("verder", "4.1", "Het gaat door.", actor="tom"))
    return play


def body(play: Play, person: str, key: str, pupil: str) -> str:
    """The text with this key for a pupil, as it was typed."""
    text = magister_text(dialog_scene(play, person), key, pupil)
    assert text is not None
    return "\n".join(line.text for line in text.lines)


def test_an_invitation_without_a_day_is_asked_after_three_school_days() -> None:
    """As soon as possible gets a limit, and whoever plans nothing is reminded (A:229)."""
    play = in_step_three()
    waits = play.case.follow_up("taak/3.1.uitnodigen.p1")
    assert waits is not None
    assert "2026-11-26" == waits.due.date().isoformat()
    reminded = fire(play, waits.key)
    assert ["begeleider:p1"] == sent(reminded, "herinnering/1/actie/3.1.uitnodigen")


def test_the_antipestcoordinator_joins() -> None:
    """The step is announced, and the day once everybody was invited (A:230)."""
    play = agreed_together(in_step_two())
    begins = play.does(move("verder", "2.1", "Het gaat door."))
    assert ["antipestcoordinator"] == sent(begins, "bericht/3.1.begin")
    first = play.does(done("bram", "3.1.uitnodigen.p1", INVITED))
    last = play.does(done("carla", "3.1.uitnodigen.p2", INVITED))
    assert [] == sent(first, "bericht/3.1.gepland")
    assert ["antipestcoordinator"] == sent(last, "bericht/3.1.gepland")


def test_what_was_agreed_stands_in_magister() -> None:
    """The talk and the agreements about this pupil, under the exact title (A:231-232)."""
    play = parents_came()
    text = magister_text(dialog_scene(play, "bram"), "3.1.stap3", "p1")
    assert text is not None
    assert "Pestprotocol stap 3" == text.title
    said = body(play, "bram", "3.1.stap3", "p1")
    assert "Gesprek op school op 14-12-2026 met de ouders" in said
    assert "Elkaar met rust laten." in said
    assert "Excuses" not in said


def test_each_family_gets_its_own_mail() -> None:
    """In the u-form, only what binds the own child, and nothing of what was discussed (X-21)."""
    play = parents_came()
    mail = body(play, "carla", "3.1.mail3", "p2")
    assert mail.startswith("Beste ")
    assert "Elkaar met rust laten." in mail
    assert "Excuses aanbieden." in mail
    assert "Afspraak 2" in mail
    assert "vinden" not in mail
    other = body(play, "bram", "3.1.mail3", "p1")
    assert "Excuses" not in other
    assert "Afspraak 2" not in other


def test_a_mail_is_ticked_off_per_family() -> None:
    """Sent, it waits no longer for that family; the other one stays."""
    play = parents_came()
    play.does(pasted("bram", "3.1.mail3", "p1"))
    assert "magister/3.1.mail3.p1" not in keys(play)
    assert "magister/3.1.mail3.p2" in keys(play)
    assert "gemaild" in str(seen(play, "bram", "magister/3.1.mail3").items)


def test_a_text_that_cannot_be_made_yet_is_not_ticked_off() -> None:
    """Before the agreements there is no mail to send."""
    play = in_step_three()
    for record in ("3.1.mail3", "3.1.onzin"):
        refused = play.tries(pasted("bram", record, "p1"))
        assert "verlopen" == getattr(refused, "reason", "")


@pytest.mark.parametrize(("band", "said"), [("18-plus", True), ("onder-16", False)])
def test_a_mail_about_a_pupil_of_age(band: str, *, said: bool) -> None:
    """From 18 on the pupil decides what parents hear: the page says so (R-6)."""
    play = agreed_together(in_step_two())
    entry = next(one for one in play.case.log if one.task == "1.1.gesprek_pester.p2")
    answers = (*entry.answers[:2], Answer("leeftijd", (band,)))
    if answers != entry.answers:
        changed = do.CorrectEntry(
            actor="carla", entry=entry.number, answers=answers, reason="Vergist."
        )
        play.does(changed)
    play.does(move("verder", "2.1", "Het gaat door."))
    play.does(done("bram", "3.1.uitnodigen.p1", INVITED))
    play.does(done("carla", "3.1.uitnodigen.p2", INVITED))
    play.does(done("bram", "3.1.gesprek_ouders.", AT_SCHOOL))
    play.does(done("carla", "3.1.afspraken.", FOR_P2))
    page = magister_page(dialog_scene(play, "carla"), "3.1.mail3.p2", NAMES)
    assert page is not None
    assert said == any("18 of ouder" in one for one in page.paragraphs)


def test_step_four_is_led_by_the_coordinator() -> None:
    """The coordinator gets the work; coaches and antipestcoördinator hear of it (A:234-239)."""
    play = parents_came()
    assert frozenset() == stance_of(dialog_scene(play, "tom").reader).ways
    begins = play.does(move("verder", "3.1", "Het gaat door."))
    assert ["teamcoordinator"] == sent(begins, "root")
    assert ["teamcoordinator"] == sent(begins, "actie/4.1.overleg")
    told = ["antipestcoordinator", "begeleider:p1", "begeleider:p2"]
    assert told == sent(begins, "bericht/4.1.begin")
    assert ["leidinggevende"] == sent(begins, "bericht/4.1.teamleider")


def test_the_teamleider_hears_no_content() -> None:
    """At step 4 a card without a way in; the page opens from step 5 (architecture §5.3)."""
    play = in_step_four()
    card = seen(play, "lies", "bericht/4.1.teamleider")
    assert () == card.buttons
    assert "stap 4" in card.paragraphs[0]
    assert frozenset() == stance_of(scene_of(play, "lies").reader).ways
    later = in_step_five()
    assert may_see(stance_of(scene_of(later, "lies").reader), "measures")
    assert may_see(stance_of(scene_of(later, "rector").reader), "measures")
    assert not may_see(stance_of(scene_of(later, "lies").reader), "own_words")


def test_the_coordinator_calls_and_records() -> None:
    """Parents are called by the coordinator, who puts it in Magister too (A:237-238)."""
    play = measured(in_step_four(), "tom", "4")
    for pupil in ("p1", "p2"):
        assert not may(dialog_scene(play, "carla").reader, "complete", f"4.1.bellen.{pupil}")
        play.does(done("tom", f"4.1.bellen.{pupil}", SPOKEN))
    told = play.does(done("tom", "4.1.inlichten.", TOLD))
    assert ["TaskCompleted"] == names(told)
    assert "magister/4.1.stap4.p1" in keys(play)
    text = magister_text(dialog_scene(play, "tom"), "4.1.stap4", "p1")
    assert text is not None
    assert "Pestprotocol stap 4" == text.title
    assert "Een andere plek." in body(play, "tom", "4.1.stap4", "p1")
    page = magister_page(dialog_scene(play, "tom"), "4.1.stap4.p1", NAMES)
    assert page is not None
    assert "Vraag de coach het te maken" in page.paragraphs[-1]
    refused = play.tries(pasted("bram", "4.1.stap4", "p1"))
    assert "niet-van-jou" == getattr(refused, "reason", "")
    play.does(pasted("tom", "4.1.stap4", "p1"))
    assert "magister/4.1.stap4.p1" not in keys(play)


def test_the_coach_asks_and_the_coordinator_chooses() -> None:
    """A week after the measures the coach asks the pupil; who leads chooses the way on."""
    play = measured(in_step_four(), "tom", "4")
    fire(play, "vraag/4.1.week")
    play.does(answered(play, "vraag/4.1.week", "nog_bezig"))
    refused = play.tries(move("verder", "4.1", "Het gaat door."))
    assert "niet-van-jou" == getattr(refused, "reason", "")
    play.does(move("verder", "4.1", "Het gaat door.", actor="tom"))
    assert ("lopend", "5", 1) == place(play)


def test_step_five_has_a_text_that_may_be_left_out() -> None:
    """The document names no title there: an optional one is a choice of this app (X-5)."""
    play = measured(in_step_five(), "lies", "5")
    assert "magister/5.1.stap5.p1" not in keys(play)
    text = magister_text(dialog_scene(play, "tom"), "5.1.stap5", "p1")
    assert text is not None
    assert "Pestprotocol stap 5" == text.title
    play.does(done("tom", "5.1.ouders.p1", SPOKEN))
    play.does(move("afronden", "5.1", "Het is gestopt.", actor="lies"))
    assert ("nazorg", "5", 1) == place(play)
    for one in records_of(play.case, play.protocol):
        if one.record.required and one.status == "ready":
            play.does(pasted("anna", one.key, one.pupil))
    assert not lacks_texts(Situation(play.school, play.protocol, play.case, "bram", play.now))


@pytest.mark.parametrize(
    ("stage", "says", "way"),
    [
        ("3", "gestopt", "afronden"),
        ("3", "minder", "herhalen"),
        ("3", "nog_bezig", "verder"),
        ("4", "gestopt", "afronden"),
        ("4", "minder", "herhalen"),
        ("4", "nog_bezig", "verder"),
        ("5", "gestopt", "afronden"),
        ("5", "minder", "herhalen"),
        ("5", "nog_bezig", "herhalen"),
    ],
)
def test_what_an_answer_suggests(stage: str, says: str, way: str) -> None:
    """A week later the answer of the pupil proposes a way on; a person chooses it (A:39-41)."""
    play = parents_came() if stage == "3" else in_step_four()
    if stage == "4":
        measured(play, "tom", "4")
    if stage == "5":
        play = measured(in_step_five(), "lies", "5")
    key = f"vraag/{stage}.1.week"
    fire(play, key)
    assert way == suggestion(play.does(answered(play, key, says)))


def test_nobody_calls_about_a_measure_that_was_not_taken() -> None:
    """In step 5 the call to parents, which may be left out, waits for the decision (X-5)."""
    play = in_step_five()
    assert not may(dialog_scene(play, "bram").reader, "complete", "5.1.ouders.p1")
    refused = play.tries(done("tom", "5.1.ouders.p1", SPOKEN))
    assert "nog-niet" == getattr(refused, "reason", "")


def finished(stage: str) -> Play:
    """A step in which all work was done and the question was answered."""
    if stage == "3":
        play = parents_came()
    elif stage == "4":
        play = measured(in_step_four(), "tom", "4")
        for pupil in ("p1", "p2"):
            play.does(done("tom", f"4.1.bellen.{pupil}", SPOKEN))
        play.does(done("tom", "4.1.inlichten.", TOLD))
    else:
        play = measured(in_step_five(), "lies", "5")
    key = f"vraag/{stage}.1.week"
    fire(play, key)
    play.does(answered(play, key, "wil_niet_zeggen"))
    return play


@pytest.mark.parametrize(("stage", "who"), [("3", "bram"), ("4", "tom"), ("5", "lies")])
def test_who_asks_to_think_along_says_why(stage: str, who: str) -> None:
    """Also when all work is done, where another way needs no reason (A:279)."""
    play = finished(stage)
    asks = play.tries(move("overleg", f"{stage}.1", actor=who))
    assert "reden-nodig" == getattr(asks, "reason", "")
    assert ["CaseMoved"] == names(play.does(move("herhalen", f"{stage}.1", actor=who)))
