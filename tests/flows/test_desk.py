"""Which cards stand on whose desk, and when what they show has changed."""

import msgspec

from flows import commands as do
from flows.desk import opened_roles, stage_done, standing
from flows.forms import Answer
from flows.protocol import Notice, Protocol
from tests.flows.meldingen import (
    AGREEMENT,
    INCIDENT,
    TALK,
    agreed_together,
    call,
    consent,
    done,
    fire,
    in_step_one,
    in_step_two,
    move,
    report,
    reported,
    sent,
    taken_up,
    talked,
    updated,
    with_agreements,
)
from tests.flows.small_school import BULLY, TARGET, Play, stappenplan


def desk(play: Play) -> dict[str, set[str]]:
    """Each card that stands somewhere, with the slots on whose desk it stands."""
    cards: dict[str, set[str]] = {}
    for one in standing(play.case, play.protocol):
        cards.setdefault(one.key, set()).add(one.slot.encoded())
    return cards


def stamp(play: Play, key: str) -> str:
    """What a card shows, in short."""
    return next(one.stamp for one in standing(play.case, play.protocol) if one.key == key)


def test_a_new_report_is_one_card_for_each_who_gets_it() -> None:
    """The root card of each coach, the antipestcoördinator and the reporter; no work yet."""
    readers = {"begeleider:p1", "begeleider:p2", "antipestcoordinator", "melder"}

    assert {"root": readers} == desk(reported())


def test_an_acute_report_goes_to_more_roles_as_the_protocol_says() -> None:
    """Roles of `acute_to` get it only when it is acute."""
    protocol = stappenplan()
    intake = msgspec.structs.replace(protocol.intake, acute_to=("leidinggevende",))
    louder = msgspec.structs.replace(protocol, intake=intake)

    assert "leidinggevende" not in desk(reported(protocol=louder))["root"]
    assert "leidinggevende" in desk(reported(acute=True, protocol=louder))["root"]


def test_work_that_can_be_done_has_a_card() -> None:
    """Only required work, only once it was taken up, and nothing that waits."""
    cards = desk(taken_up())

    assert {"root", "opgepakt", "actie/melding.1.gesprek_gepeste"} == set(cards)
    assert {"begeleider:p1"} == cards["actie/melding.1.gesprek_gepeste"]
    assert {"melder"} == cards["opgepakt"]


def test_the_other_coach_alone_does_not_take_it_up() -> None:
    """The reporter hears "opgepakt" when it was taken up for a bullied pupil."""
    play = reported()
    play.does(do.Acknowledge(actor="carla"))

    assert "opgepakt" not in desk(play)


def test_a_card_of_several_pupils_changes_with_each() -> None:
    """What was done for one pupil shows on the card of both coaches."""
    play = agreed_together(in_step_two())
    before = stamp(play, "actie/2.1.bellen")
    decision = play.does(done("bram", "2.1.bellen.p1", call("voicemail")))

    assert "actie/2.1.bellen" in updated(decision)
    assert before != stamp(play, "actie/2.1.bellen")
    assert {"begeleider:p1", "begeleider:p2"} == desk(play)["actie/2.1.bellen"]


def test_a_magister_card_shows_whose_text_stands_there() -> None:
    """Each coach has the card; it changes when the other one is done."""
    play = in_step_one()
    decision = play.does(do.PasteRecord(actor="carla", record="1.1.start", pupil="p2"))

    assert {"begeleider:p1", "begeleider:p2"} == desk(play)["magister/1.1.start"]
    assert "magister/1.1.start" in updated(decision)
    assert "magister/1.1.stap1" not in desk(play)


def test_the_root_card_shows_how_far_it_is() -> None:
    """It changes with the stage, with what was done and with what is due next."""
    play = taken_up()
    stamps = [stamp(play, "root")]
    for command in (
        done("bram", "melding.1.gesprek_gepeste.p1", TALK),
        done("bram", "melding.1.toestemming.p1", consent("ja")),
        move("starten", "melding.1"),
    ):
        decision = play.does(command)
        assert "root" in updated(decision)
        stamps.append(stamp(play, "root"))

    assert len(stamps) == len(set(stamps))
    assert "gemeld melding 1 2 0/3 2026-11-25T07:30:00+00:00" == stamps[0]


def test_a_question_has_a_card_once_it_is_asked() -> None:
    """Before its day it stands nowhere."""
    play = with_agreements()
    assert "vraag/1.1.week" not in desk(play)
    fire(play, "vraag/1.1.week")

    assert {"begeleider:p1"} == desk(play)["vraag/1.1.week"]


def test_a_choice_has_a_card_at_once() -> None:
    """Nothing else is left: somebody chooses how to go on."""
    assert {"begeleider:p1"} == desk(talked(TARGET))["keuze/melding.1"]


def test_a_note_is_a_card_for_all_who_work_on_it() -> None:
    """What happened and what the reporter saw later; what a parent said is not sent round."""
    play = in_step_one()
    parent = (*INCIDENT[:2], Answer("besproken", ("Dank.",)))
    play.does(do.AddNote(actor="carla", kind="incident", answers=INCIDENT))
    play.does(do.AddNote(actor="carla", kind="ouder", answers=parent))

    cards = desk(play)
    assert {"begeleider:p1", "begeleider:p2", "antipestcoordinator"} == cards["gebeurd/1"]
    assert "gebeurd/2" not in cards


def with_notice(on: str) -> Protocol:
    """The protocol whose step 1 lets a role read along and tells it of its begin or end."""
    protocol = stappenplan()
    notice = Notice(id="bericht", on=on, to=("teamcoordinator",), bron="eigen")
    step = msgspec.structs.replace(
        protocol.stages[1], notices=(notice,), opens_for=("teamcoordinator",)
    )
    stages = (protocol.stages[0], step, *protocol.stages[2:])
    return msgspec.structs.replace(protocol, stages=stages)


def test_a_role_reads_along_from_its_stage_on() -> None:
    """Before it the role has no card; after it was left the card stays."""
    play = talked(TARGET, protocol=with_notice("begin"))
    assert () == opened_roles(play.case, play.protocol)
    assert "teamcoordinator" not in desk(play)["root"]

    decision = play.does(move("starten", "melding.1"))
    assert ["teamcoordinator"] == sent(decision, "root")
    assert ["teamcoordinator"] == sent(decision, "bericht/1.1.bericht")

    play.does(move("verder", "1.1", "Haast."))
    assert ("teamcoordinator",) == opened_roles(play.case, play.protocol)
    assert "bericht/1.1.bericht" not in desk(play)


def test_a_notice_of_the_end_waits_for_all_required_work() -> None:
    """Tasks and Magister texts of the stage, for every pupil."""
    play = in_step_one(TARGET, BULLY, protocol=with_notice("klaar"))
    stage = play.protocol.stages[1]

    play.does(done("carla", "1.1.gesprek_pester.p2", TALK))
    play.does(done("bram", "1.1.afspraken.", AGREEMENT))
    for record in ("start", "stap1"):
        for pupil in ("p1", "p2"):
            assert not stage_done(play.case, play.protocol, stage)
            assert "bericht/1.1.bericht" not in desk(play)
            play.does(do.PasteRecord(actor="anna", record=f"1.1.{record}", pupil=pupil))

    assert stage_done(play.case, play.protocol, stage)
    assert {"teamcoordinator"} == desk(play)["bericht/1.1.bericht"]


def test_a_report_that_is_tried_has_sent_nothing_yet() -> None:
    """Deciding changes nothing by itself."""
    play = Play()
    play.tries(report())

    assert 0 == play.case.sequence
