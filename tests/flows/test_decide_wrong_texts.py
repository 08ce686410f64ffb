"""Texts that were placed for a pupil who was chosen wrongly: somebody must put them right."""

import msgspec

from flows import commands as do
from flows.effects import Decision
from tests.flows.meldingen import (
    in_aftercare,
    in_step_one,
    keys,
    move,
    names,
    pasted,
    sent,
    stuck,
    updated,
)
from tests.flows.test_decide_mistaken import NOT_YOURS, OUTDATED, correct, of


def test_magister_must_be_cleared() -> None:
    """A text that stands there for the wrong pupil keeps waiting for the antipestcoördinator."""
    play = of(in_step_one())
    play.does(pasted("carla", "1.1.start", "p2"))
    decision = play.does(correct("p2", "bram"))

    assert ["antipestcoordinator"] == sent(decision, "opruimen/1")
    follow_up = play.case.follow_up("opruimen/1")
    assert follow_up is not None
    assert ("antipestcoordinator",) == follow_up.slots
    assert () == play.case.pasted
    clear = do.ClearTexts(actor="anna", number=1)
    assert NOT_YOURS == play.tries(msgspec.structs.replace(clear, actor="eva"))
    assert OUTDATED == play.tries(msgspec.structs.replace(clear, number=7))

    cleared = play.does(clear)

    assert ["TextsCleared"] == names(cleared)
    assert "opruimen/1" in updated(cleared)
    assert "opruimen/1" not in keys(play)
    assert Decision() == play.tries(clear)


def test_magister_is_cleared_after_closing_too() -> None:
    """The card comes, and can be answered; only no timer runs in a closed melding."""
    play = in_aftercare()
    play.does(pasted("carla", "1.1.start", "p2"))
    play.does(do.CloseCase(actor="bram", reason="Klaar."))
    decision = play.does(correct("p2"))

    assert ["antipestcoordinator"] == sent(decision, "opruimen/1")
    assert () == play.case.follow_ups
    assert isinstance(play.tries(do.ClearTexts(actor="anna", number=1)), Decision)


def test_other_matters_are_not_cleared() -> None:
    """What waits for a decision is no text in Magister."""
    play = in_step_one(answer="nee")
    play.does(stuck())

    assert OUTDATED == play.tries(do.ClearTexts(actor="anna", number=1))


def test_clearing_magister_does_not_keep_a_step_going() -> None:
    """How to go on can be chosen beside it."""
    play = of(in_step_one())
    play.does(pasted("carla", "1.1.start", "p2"))
    play.does(correct("p2"))

    assert isinstance(play.tries(move("afronden", "1.1", "Het is gestopt.")), Decision)
