"""What cannot be done, asking for advice, Magister texts, and who takes part."""

import msgspec
import pytest

from flows import commands as do
from flows.effects import Decision, Refused
from flows.field_specs import Fault
from flows.forms import Answer
from flows.limits import LONG_TEXT, SHORT_TEXT
from flows.protocol import Protocol, Record
from tests.flows.meldingen import (
    ADVICE,
    BLOCKED,
    closed,
    in_aftercare,
    in_step_one,
    in_step_two,
    keys,
    move,
    names,
    pasted,
    sent,
    stuck,
    taken_up,
    updated,
    with_agreements,
)
from tests.flows.small_school import stappenplan

NOT_YOURS = Refused("niet-van-jou")
OUTDATED = Refused("verlopen")


def settled(
    decision: str, actor: str = "anna", why: str = "Samen besloten."
) -> do.SettleInfeasible:
    """The antipestcoördinator records what was decided together."""
    return do.SettleInfeasible(actor=actor, number=1, decision=decision, explanation=why)


def test_what_cannot_be_done_is_decided_together() -> None:
    """The antipestcoördinator is asked, and the task stops asking meanwhile (A:279)."""
    play = in_step_one(answer="nee")
    assert f"taak/{BLOCKED}" in keys(play)

    decision = play.does(stuck())

    assert ["antipestcoordinator"] == sent(decision, "besluit/1")
    assert "besluit/1" in keys(play)
    assert f"taak/{BLOCKED}" not in keys(play)
    assert Decision() == play.tries(stuck())


@pytest.mark.parametrize(
    ("decision", "still_asked"), [("overslaan", False), ("aanpassen", True), ("doorgaan", True)]
)
def test_a_joint_decision_is_told_to_who_asked(decision: str, *, still_asked: bool) -> None:
    """Leaving it out ends the task; otherwise it is asked again."""
    play = in_step_one(answer="nee")
    play.does(stuck())

    answer = play.does(settled(decision))

    assert ["steller:1"] == sent(answer, "antwoord/1")
    assert still_asked == (f"taak/{BLOCKED}" in keys(play))
    assert "besluit/1" not in keys(play)
    assert Decision() == play.tries(settled("doorgaan"))


def test_what_was_left_out_makes_way_for_what_comes_after() -> None:
    """After a talk that was left out the agreements can be made."""
    play = in_step_one(answer="nee")
    play.does(stuck())
    play.does(settled("overslaan"))

    assert "taak/1.1.afspraken." in keys(play)
    assert OUTDATED == play.tries(stuck())


def test_a_stuck_step_says_why() -> None:
    """No reason or too long a reason is refused, as is a step that is done or unknown."""
    play = in_step_one(answer="nee")

    assert Refused("reden-nodig") == play.tries(stuck(why=" "))
    assert Refused("te-lang") == play.tries(stuck(why="x" * (LONG_TEXT + 1)))
    assert isinstance(play.tries(stuck(why="x" * LONG_TEXT)), Decision)
    assert OUTDATED == play.tries(stuck("1.1.onzin."))
    assert NOT_YOURS == play.tries(stuck(actor="vak"))


def test_a_joint_decision_is_one_of_three_with_an_explanation() -> None:
    """Only the antipestcoördinator records it, about something that was asked."""
    play = in_step_one(answer="nee")
    assert OUTDATED == play.tries(settled("doorgaan"))
    play.does(stuck())

    assert NOT_YOURS == play.tries(settled("doorgaan", actor="carla"))
    assert Refused("velden", (Fault("besluit", "onbekende-keuze"),)) == play.tries(settled("weg"))
    assert Refused("velden", (Fault("uitleg", "verplicht"),)) == play.tries(
        settled("doorgaan", why=" ")
    )


def test_going_on_can_be_talked_over_first() -> None:
    """To choose "overleg" asks the antipestcoördinator once, with a reason, and moves nothing."""
    play = with_agreements()
    consult = move("overleg", "1.1", "Hoe nu verder?")
    assert Refused("reden-nodig") == play.tries(move("overleg", "1.1"))

    assert ["ConsultationAsked"] == names(play.does(consult))
    assert Decision() == play.tries(consult)
    assert ["steller:1"] == sent(play.does(settled("aanpassen")), "antwoord/1")
    assert ("1", "lopend") == (play.case.stage, play.case.state)


def ask(to: str = "tom", actor: str = "bram") -> do.AskAdvice:
    """A coach asks a colleague for advice."""
    return do.AskAdvice(actor=actor, to=to, answers=ADVICE)


def advise(actor: str = "tom", text: str = "Begin rustig.") -> do.GiveAdvice:
    """The colleague answers."""
    return do.GiveAdvice(actor=actor, number=1, answers=(Answer("antwoord", (text,)),))


def test_a_colleague_is_asked_for_advice_and_answers_once() -> None:
    """Whoever is asked gets one card, and the asker gets the answer (A:103-107)."""
    play = taken_up()
    assert ["raad:1"] == sent(play.does(ask()), "raad/1")
    assert "raad/1" in keys(play)

    assert Refused("velden", (Fault("antwoord", "verplicht"),)) == play.tries(advise(text=" "))
    assert ["steller:1"] == sent(play.does(advise()), "antwoord/1")
    assert "raad/1" not in keys(play)
    assert Decision() == play.tries(advise())


def test_advice_is_asked_of_a_colleague_who_can_see_it() -> None:
    """Nobody outside the school and nobody who was kept out is asked."""
    play = taken_up()
    play.does(do.ExcludePerson(actor="anna", person="tom", reason="Familie."))

    assert Refused("niet-op-de-lijst") == play.tries(ask("onbekend"))
    assert Refused("niet-op-de-lijst") == play.tries(ask("tom"))
    assert Refused("velden", (Fault("vraag", "verplicht"),)) == play.tries(
        msgspec.structs.replace(ask("lies"), answers=())
    )
    assert NOT_YOURS == play.tries(ask("lies", actor="vak"))
    assert Refused("gesloten") == closed().tries(ask("lies"))


def test_only_who_was_asked_advises() -> None:
    """The answer comes from the colleague who was asked."""
    play = taken_up()
    play.does(ask())

    assert NOT_YOURS == play.tries(advise(actor="anna"))


def test_advice_of_somebody_who_was_kept_out_is_not_waited_for() -> None:
    """An adviser who stands outside from now on is asked nothing."""
    play = taken_up()
    play.does(ask())
    play.does(do.ExcludePerson(actor="anna", person="tom", reason="Familie."))

    assert "raad/1" not in keys(play)
    assert NOT_YOURS == play.tries(advise())


def test_a_text_is_put_in_magister_once_per_pupil() -> None:
    """Each coach puts the texts of own pupils in Magister (A:250-252)."""
    play = in_step_one()
    assert {"magister/1.1.start.p1", "magister/1.1.start.p2"} <= keys(play)

    assert NOT_YOURS == play.tries(pasted("bram", "1.1.start", "p2"))
    decision = play.does(pasted("bram", "1.1.start", "p1"))

    assert ["RecordPasted"] == names(decision)
    assert "magister/1.1.start" in updated(decision)
    assert "magister/1.1.start.p1" not in keys(play)
    assert Decision() == play.tries(pasted("anna", "1.1.start", "p1"))


def test_a_text_is_ready_when_what_it_tells_was_done() -> None:
    """The text of step 1 waits for the agreements (A:218)."""
    assert OUTDATED == in_step_one().tries(pasted("bram", "1.1.stap1", "p1"))
    assert ["RecordPasted"] == names(with_agreements().does(pasted("bram", "1.1.stap1", "p1")))


def test_a_text_of_a_step_that_was_left_can_still_be_made() -> None:
    """Nothing is lost by going on: what was ready stays ready, after closing too."""
    for play in (in_step_two(), in_aftercare(), closed()):
        assert ["RecordPasted"] == names(play.does(pasted("bram", "1.1.stap1", "p1")))


def reviewed(*phrases: str, actor: str = "bram", record: str = "1.1.start") -> do.ReviewRecord:
    """A coach confirms the words that stand in for names."""
    return do.ReviewRecord(actor=actor, record=record, pupil="p1", phrases=phrases, digest="d1")


def test_the_words_for_names_are_kept_until_others_are_chosen() -> None:
    """The same choice again changes nothing; another choice replaces it (R-4)."""
    play = in_step_one()
    play.does(reviewed("een medeleerling"))
    assert Decision() == play.tries(reviewed("een medeleerling"))

    play.does(reviewed("een klasgenoot"))

    assert [("een klasgenoot",)] == [one.phrases for one in play.case.reviews]


def test_words_for_names_are_words() -> None:
    """Nothing at all and a whole story are refused, as is a text that is not there."""
    play = in_step_one()

    assert Refused("reden-nodig") == play.tries(reviewed(" "))
    assert Refused("te-lang") == play.tries(reviewed("x" * (SHORT_TEXT + 1)))
    assert isinstance(play.tries(reviewed("x" * SHORT_TEXT)), Decision)
    assert OUTDATED == play.tries(reviewed("een medeleerling", record="1.1.onzin"))
    assert NOT_YOURS == play.tries(reviewed("een medeleerling", actor="carla"))


def with_one_text_for_all(protocol: Protocol) -> Protocol:
    """A protocol whose step 1 has one text for the whole melding, and uses those of step 2."""
    stages = list(protocol.stages)
    texts = (
        Record(id="geheel", each="melding", title="Pesten", bron="eigen"),
        Record(id="opnieuw", each="melding", use="2", bron="eigen"),
    )
    stages[1] = msgspec.structs.replace(stages[1], records=texts)
    return msgspec.structs.replace(protocol, stages=tuple(stages))


def test_one_text_for_the_whole_melding_is_for_who_leads() -> None:
    """The coach of the bullied pupil makes it; the coach of another pupil does not."""
    play = in_step_one(protocol=with_one_text_for_all(stappenplan()))

    assert NOT_YOURS == play.tries(pasted("carla", "1.1.geheel", ""))
    assert ["RecordPasted"] == names(play.does(pasted("bram", "1.1.geheel", "")))
