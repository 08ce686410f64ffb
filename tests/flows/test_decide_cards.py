"""Which cards a decision sends again or shows anew: those that changed, and no others."""

import pytest

from flows import commands as do
from flows.commands import Command
from tests.flows.meldingen import (
    INCIDENT,
    TALK,
    done,
    in_aftercare,
    in_step_one,
    keys,
    sent,
    updated,
)


@pytest.mark.parametrize(
    ("command", "cards"),
    [
        (done("carla", "1.1.gesprek_pester.p2", TALK), {"root", "actie/1.1.gesprek_pester"}),
        (do.PasteRecord(actor="bram", record="1.1.start", pupil="p1"), {"magister/1.1.start"}),
        (do.AddNote(actor="carla", kind="incident", answers=INCIDENT), {"root"}),
    ],
)
def test_only_cards_that_changed_are_shown_anew(command: Command, cards: set[str]) -> None:
    """A card that says the same as before is left alone, so that it does not seem new."""
    assert cards == updated(in_step_one().does(command))


@pytest.mark.parametrize(
    ("person", "slots"), [("anna", ["antipestcoordinator"]), ("bram", ["begeleider:p1"])]
)
def test_cards_go_out_again_when_somebody_is_kept_out(person: str, slots: list[str]) -> None:
    """Whoever fills the roles of that person now gets what stood there; nobody else does."""
    play = in_step_one(answer="nee")
    stuck = "1.1.gesprek_pester.p2"
    play.does(do.ReportInfeasible(actor="carla", task=stuck, reason="Mag niet."))
    kept_out = do.ExcludePerson(actor="rector", person=person, reason="Familie.")

    assert slots == sent(play.does(kept_out), "root")


def test_closing_shows_anew_what_nobody_needs_to_do_any_more() -> None:
    """A text that is ready stays ready, but its card and its reminders no longer ask for it."""
    play = in_aftercare()
    assert "magister/1.1.start.p1" in keys(play)
    decision = play.does(do.CloseCase(actor="bram", reason="Alles is gezegd."))

    assert "magister/1.1.start" in updated(decision)
