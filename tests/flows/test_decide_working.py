"""Talks, consent, agreements and calls: what may be recorded, by whom, and what it leads to."""

import msgspec
import pytest

from flows import commands as do
from flows.effects import Decision, Refused
from flows.event_parts import Involved
from flows.events import AgreementMade, ConsentRecorded
from flows.field_specs import Fault
from flows.forms import Answer
from tests.flows.meldingen import (
    AGREEMENT,
    BOTH_PARTS,
    LATER_TALK,
    OTHER_TARGET,
    TALK,
    THIRD,
    TODAY,
    TOGETHER,
    agreed_together,
    call,
    consent,
    day,
    done,
    in_step_one,
    in_step_two,
    keys,
    move,
    names,
    reported,
    sent,
    status,
    taken_up,
    talked,
    wish,
    with_agreements,
)
from tests.flows.small_school import BULLY, TARGET

NOT_YOURS = Refused("niet-van-jou")
OUTDATED = Refused("verlopen")
TALK_WITH_BULLY = done("carla", "1.1.gesprek_pester.p2", TALK)
CONSENT = "melding.1.toestemming.p1"


def test_the_first_talk_is_with_the_bullied_pupil() -> None:
    """After it the pupil is asked for consent, not before (A:171-173)."""
    play = taken_up()
    assert {"taak/melding.1.gesprek_gepeste.p1"} == keys(play)
    assert Refused("nog-niet") == play.tries(done("bram", CONSENT, consent("ja")))

    decision = play.does(done("bram", "melding.1.gesprek_gepeste.p1", TALK))

    assert ["AgeBandSet", "TaskCompleted"] == names(decision)
    assert {f"taak/{CONSENT}"} == keys(play)
    assert ["begeleider:p1"] == sent(decision, "actie/melding.1.toestemming")


def test_telling_twice_of_a_talk_counts_once() -> None:
    """A talk that was told of is done, whoever tells it again, also when the step was left."""
    talk = done("bram", "melding.1.gesprek_gepeste.p1", TALK)

    assert Decision() == talked().tries(talk)
    assert Decision() == in_step_one().tries(talk)


def test_a_task_that_never_was_is_outdated() -> None:
    """A button of another protocol or another melding does nothing."""
    assert OUTDATED == talked().tries(done("bram", "9.1.gesprek.p1", TALK))
    assert OUTDATED == talked().tries(done("bram", "onzin", TALK))


def test_whoever_tells_of_a_talk_has_taken_the_melding_up() -> None:
    """Nobody is asked whether they read what they already act on."""
    play = reported()
    decision = play.does(done("bram", "melding.1.gesprek_gepeste.p1", TALK))

    assert ["ReportAcknowledged", "AgeBandSet", "TaskCompleted"] == names(decision)


def test_work_for_the_whole_melding_takes_it_up_for_own_pupils() -> None:
    """Finding out what happened is done once, by a coach who then has taken it up."""
    play = reported()
    play.does(done("bram", "melding.1.uitzoeken.", (day(),)))

    assert ["p1"] == [one.pupil for one in play.case.acknowledged]


def test_a_task_is_for_the_coach_of_that_pupil_and_the_antipestcoordinator() -> None:
    """Another coach does not tell what was said to a pupil who is not theirs (A:250-252)."""
    play = taken_up()
    talk = done("carla", "melding.1.gesprek_gepeste.p1", TALK)

    assert NOT_YOURS == play.tries(talk)
    assert isinstance(play.tries(msgspec.structs.replace(talk, actor="anna")), Decision)


def test_age_is_asked_once() -> None:
    """The age band is required in the first talk and no question after that (R-6)."""
    play = taken_up()
    talk = done("bram", "melding.1.gesprek_gepeste.p1", LATER_TALK)

    assert Refused("velden", (Fault("leeftijd", "verplicht"),)) == play.tries(talk)

    both = in_step_one(*BOTH_PARTS)
    both.does(done("carla", "melding.1.toestemming.p2", consent("ja", "p1")))
    assert "onder-16" == both.case.band("p1")
    again = done("bram", "1.1.gesprek_pester.p1", TALK)
    assert Refused("velden", (Fault("leeftijd", "onbekend"),)) == both.tries(again)


@pytest.mark.parametrize(
    ("answer", "refusal"),
    [("nee", Refused("geen-toestemming")), ("nog_vragen", Refused("nog-niet"))],
)
def test_no_talk_with_a_pupil_who_bullies_without_consent(answer: str, refusal: Refused) -> None:
    """No means no, and "nog vragen" means not yet (A:139-141)."""
    assert refusal == in_step_one(answer=answer).tries(TALK_WITH_BULLY)


def test_with_consent_the_talk_can_be_held() -> None:
    """After a yes the talk is one to do, and after the talk it is done."""
    play = in_step_one()

    assert "waits" == status(play, "1.1.gesprek_pester.p2")
    assert ["AgeBandSet", "TaskCompleted"] == names(play.does(TALK_WITH_BULLY))
    assert "" == status(play, "1.1.gesprek_pester.p2")


def test_a_waiting_talk_has_no_due_date_and_no_reminder() -> None:
    """The question for consent is asked again; the talk waits for it in silence."""
    play = in_step_one(answer="nog_vragen")

    assert "" == status(play, "1.1.gesprek_pester.p2")
    assert "waits" == status(play, CONSENT)


def test_consent_can_be_withdrawn_until_the_talk() -> None:
    """A pupil may change their mind; after the talk there is nothing left to withdraw."""
    play = in_step_one()
    decision = play.does(done("bram", CONSENT, consent("nee")))

    assert ["ConsentRecorded"] == names(decision)
    assert Refused("geen-toestemming") == play.tries(TALK_WITH_BULLY)

    play.does(done("bram", CONSENT, consent("ja")))
    play.does(TALK_WITH_BULLY)
    refused = play.tries(done("bram", CONSENT, consent("nee")))
    assert Refused("velden", (Fault("p2", "onbekend"),)) == refused


def test_the_same_consent_again_changes_nothing() -> None:
    """What was recorded already is not recorded twice."""
    assert Decision() == in_step_one().tries(done("bram", CONSENT, consent("ja")))


def test_consent_is_asked_per_pair() -> None:
    """One answer for each pupil who bullies; only what changed is recorded, with its day."""
    play = talked(TARGET, BULLY, THIRD)
    missing = play.tries(done("bram", CONSENT, consent("ja")))
    assert Refused("velden", (Fault("p3", "verplicht"),)) == missing

    answers = (Answer("p2", ("ja",)), Answer("p3", ("nee",)), day())
    play.does(done("bram", CONSENT, answers))
    changed = play.does(done("bram", CONSENT, consent("ja", "p2", "p3")))

    given = [one for one in changed.events if isinstance(one, ConsentRecorded)]
    assert [("p1", "p3", "ja", (day(),))] == [
        (one.target, one.perpetrator, one.answer, one.answers) for one in given
    ]


def test_every_bullied_pupil_must_agree() -> None:
    """One of two saying no is a no; nobody needs consent for a talk with themselves (X-26)."""
    two = in_step_one(TARGET, OTHER_TARGET, BULLY)
    assert Refused("nog-niet") == two.tries(TALK_WITH_BULLY)
    two.does(done("carla", "melding.1.toestemming.p3", consent("nee")))
    assert Refused("geen-toestemming") == two.tries(TALK_WITH_BULLY)

    both = in_step_one(*BOTH_PARTS)
    assert isinstance(both.tries(done("carla", "1.1.gesprek_pester.p2", LATER_TALK)), Decision)


def test_who_was_named_later_and_bullies_needs_consent_too() -> None:
    """The question comes back for the new pupil, and the talk waits for the answer."""
    play = in_step_one()
    play.does(do.AddPupil(actor="bram", parts=THIRD.parts))

    assert "waits" == status(play, CONSENT)
    assert Refused("nog-niet") == play.tries(done("carla", "1.1.gesprek_pester.p3", TALK))


def test_consent_is_not_asked_for_a_talk_that_was_held() -> None:
    """Somebody who turns out to be bullied after the talk has nothing to agree to."""
    play = in_step_one()
    play.does(TALK_WITH_BULLY)
    play.does(do.AddPupil(actor="bram", parts=OTHER_TARGET.parts))
    play.does(do.Acknowledge(actor="carla"))

    assert "" == status(play, "melding.1.toestemming.p3")


def test_nobody_knows_who_bullies() -> None:
    """What needs a pupil who bullies falls away; agreements can still be made (X-26)."""
    play = talked(TARGET)
    assert {"keuze/melding.1"} == keys(play)

    play.does(move("starten", "melding.1"))

    assert {"magister/1.1.start.p1", "taak/1.1.afspraken."} == keys(play)


@pytest.mark.parametrize(
    ("answer", "refusal"),
    [("nee", Refused("geen-toestemming")), ("nog_vragen", Refused("nog-niet"))],
)
def test_no_talk_together_unless_the_pupil_wants_it(answer: str, refusal: Refused) -> None:
    """A joint talk is held only if the bullied pupil wants it (A:119)."""
    play = in_step_two()
    together = done("bram", "2.1.gesprek_samen.", TOGETHER)
    assert Refused("nog-niet") == play.tries(together)

    asked = done("bram", "2.1.samen_vragen.p1", wish(answer))
    assert ["WishRecorded"] == names(play.does(asked))
    assert Decision() == play.tries(asked)
    assert refusal == play.tries(together)

    decision = play.does(done("bram", "2.1.samen_vragen.p1", wish("ja")))
    assert ["WishRecorded"] == names(decision)
    assert (day(),) == play.case.log[-1].answers
    assert ["TaskCompleted"] == names(play.does(together))


def test_agreements_come_after_the_talks() -> None:
    """No agreements before every talk of the step was held (A:217)."""
    play = in_step_one()

    assert Refused("nog-niet") == play.tries(done("bram", "1.1.afspraken.", AGREEMENT))


def test_one_more_agreement_keeps_the_task_open() -> None:
    """With "nog een afspraak" ticked the task goes on; agreements are numbered."""
    play = in_step_one()
    play.does(TALK_WITH_BULLY)
    first = play.does(done("bram", "1.1.afspraken.", (*AGREEMENT, Answer("nog_een", ("ja",)))))
    assert ["AgreementMade"] == names(first)
    assert "waits" == status(play, "1.1.afspraken.")

    second = play.does(done("carla", "1.1.afspraken.", AGREEMENT))
    third = play.does(done("bram", "1.1.afspraken.", AGREEMENT))

    assert ["AgreementMade", "TaskCompleted"] == names(second)
    assert ["AgreementMade"] == names(third)
    made = [one for one in (*first.events, *third.events) if isinstance(one, AgreementMade)]
    assert [(1, ("p1", "p2"), AGREEMENT), (3, ("p1", "p2"), AGREEMENT)] == [
        (one.number, one.binds, one.answers) for one in made
    ]


@pytest.mark.parametrize(
    ("calls", "informed"),
    [
        ((call("gesproken"),), True),
        ((call("voicemail"),), False),
        ((call("geen_gehoor"),), False),
        ((call("voicemail"), call("gesproken")), True),
        ((call("niet_bellen", "eerste", Answer("reden", ("Leerling is 18.",))),), True),
        ((call("gesproken", "tweede"),), False),
        ((call("gesproken", "tweede"), call("gesproken")), True),
    ],
)
def test_only_a_talk_informs_a_parent(
    calls: tuple[tuple[Answer, ...], ...], *, informed: bool
) -> None:
    """Voicemail and no answer never inform; not calling needs a reason (A:224)."""
    play = agreed_together(in_step_two())
    for answers in calls:
        play.does(done("bram", "2.1.bellen.p1", answers))

    assert ("" if informed else "waits") == status(play, "2.1.bellen.p1")
    assert informed == any(one.task == "2.1.bellen.p1" for one in play.case.done)


def test_parents_are_called_after_the_agreements() -> None:
    """They are told what was agreed, so the call waits for it (A:223-224)."""
    play = in_step_two()
    tells = done("bram", "2.1.bellen.p1", call("gesproken"))
    assert Refused("nog-niet") == play.tries(tells)

    agreed_together(play)

    assert "taak/2.1.bellen.p1" in keys(play)
    assert ["ParentCalled", "TaskCompleted"] == names(play.does(tells))


def test_a_second_guardian_is_called_as_well() -> None:
    """When there are two, both are called; which one first does not matter (R-7)."""
    play = agreed_together(in_step_two())
    first = tuple(
        Answer("tweede_ouder", ("ja",)) if one.field == "tweede_ouder" else one
        for one in call("gesproken")
    )
    assert ["ParentCalled"] == names(play.does(done("bram", "2.1.bellen.p1", first)))

    second = play.does(done("bram", "2.1.bellen.p1", call("gesproken", "tweede")))

    assert ["ParentCalled", "TaskCompleted"] == names(second)
    once_more = play.does(done("bram", "2.1.bellen.p1", call("gesproken", "tweede")))
    assert ["ParentCalled"] == names(once_more)


def test_the_last_call_says_whether_there_is_a_second_guardian() -> None:
    """Who turns out to be the only guardian was informed by one call."""
    play = agreed_together(in_step_two())
    two = tuple(
        Answer("tweede_ouder", ("ja",)) if one.field == "tweede_ouder" else one
        for one in call("voicemail")
    )
    play.does(done("bram", "2.1.bellen.p1", two))

    last = play.does(done("bram", "2.1.bellen.p1", call("gesproken")))
    assert ["ParentCalled", "TaskCompleted"] == names(last)


def test_not_calling_says_why() -> None:
    """Choosing "niet bellen" without a reason is refused."""
    refused = agreed_together(in_step_two()).tries(
        done("bram", "2.1.bellen.p1", call("niet_bellen"))
    )

    assert Refused("velden", (Fault("reden", "verplicht"),)) == refused


def test_the_reporter_hears_nothing_of_the_work() -> None:
    """After "opgepakt" no card goes to the reporter but the one that shows how far it is."""
    play = with_agreements()

    assert TODAY == play.now.date().isoformat()
    decision = play.does(move("verder", "1.1", "Het gaat door."))
    assert [] == [one for one in decision.effects if getattr(one, "slot", "") == "melder"]


def test_a_pupil_who_is_only_involved_has_no_tasks() -> None:
    """Somebody who saw it is named, and nothing is asked of them."""
    play = in_step_one(TARGET, BULLY, Involved("p3", ("betrokken",)))

    assert [] == [key for key in keys(play) if key.endswith(".p3")]
