"""Work beside the steps, and protocols that go other ways."""

import msgspec

from flows import commands as do
from flows.effects import Decision, Refused
from flows.events import CaseMoved
from flows.protocol import Action, Protocol, Question, Stage, Subflow
from tests.flows.meldingen import (
    day,
    done,
    in_step_one,
    keys,
    move,
    names,
    talked,
)
from tests.flows.small_school import TARGET, stappenplan

NOT_YOURS = Refused("niet-van-jou")
OUTDATED = Refused("verlopen")


GROUP = Subflow(
    id="steungroep",
    owner="begeleider:gepeste",
    start_by=("begeleider",),
    actions=(
        Action(
            id="groep",
            kind="vinkje",
            each="melding",
            by="begeleider:gepeste",
            due="5 schooldagen",
            ladder="gewoon",
            bron="A:309-311",
        ),
    ),
    questions=(
        Question(
            id="later",
            kind="evaluatie",
            after="1 schoolweek",
            start="stap",
            to="begeleider:gepeste",
            ladder="gewoon",
            postpone="2 schooldagen",
            bron="A:321",
        ),
    ),
    bron="A:295",
)


def with_group() -> Protocol:
    """The protocol with a support group beside the steps."""
    return msgspec.structs.replace(stappenplan(), subflows=(GROUP,))


def test_a_support_group_runs_beside_the_steps() -> None:
    """It is started and ended by who leads, each once, and counts its own rounds (A:324)."""
    play = in_step_one(protocol=with_group())
    start = do.StartSubflow(actor="bram", flow="steungroep")
    end = do.EndSubflow(actor="bram", flow="steungroep", reason=" Het werkt niet. ")
    mine = {"taak/steungroep.1.groep.", "vraag/steungroep.1.later"}
    assert Decision() == play.tries(end)

    assert ["SubflowStarted"] == names(play.does(start))
    assert mine <= keys(play)
    assert Decision() == play.tries(start)
    assert NOT_YOURS == play.tries(msgspec.structs.replace(end, actor="carla"))
    silent = msgspec.structs.replace(end, reason=" ")
    assert Refused("reden-nodig") == play.tries(silent)
    assert Refused("te-lang") == play.tries(msgspec.structs.replace(end, reason="x" * 2001))
    assert isinstance(play.tries(msgspec.structs.replace(end, reason="x" * 2000)), Decision)
    assert ["SubflowEnded"] == names(play.does(end))
    assert "Het werkt niet." == play.case.log[-1].reason
    assert not mine & keys(play)
    assert Decision() == play.tries(end)

    play.does(start)
    assert "taak/steungroep.2.groep." in keys(play)
    play.does(done("bram", "steungroep.2.groep.", (day(),)))
    assert isinstance(play.tries(silent), Decision)
    play.does(end)
    play.does(start)
    assert "taak/steungroep.3.groep." in keys(play)


def test_a_support_group_is_started_by_its_roles_in_a_step() -> None:
    """Not before the first step, not by another role, and only a flow that the protocol has."""
    early = talked(protocol=with_group())
    play = in_step_one(protocol=with_group())
    start = do.StartSubflow(actor="bram", flow="steungroep")

    assert OUTDATED == early.tries(start)
    assert NOT_YOURS == play.tries(msgspec.structs.replace(start, actor="anna"))
    assert NOT_YOURS == play.tries(msgspec.structs.replace(start, flow="onzin"))


def test_a_way_on_can_wait_for_work_that_is_there_only() -> None:
    """A way that requires work for a pupil nobody knows is not shut for ever (X-26)."""
    protocol = stappenplan()
    first = protocol.stages[0]
    ways = tuple(
        msgspec.structs.replace(one, requires=("gesprek_gepeste", "toestemming"))
        for one in first.transitions
    )
    stages: tuple[Stage, ...] = (
        msgspec.structs.replace(first, transitions=ways),
        *protocol.stages[1:],
    )
    strict = msgspec.structs.replace(protocol, stages=stages)

    assert Refused("eerst-gesprek") == talked(protocol=strict).tries(
        move("starten", "melding.1", "Haast.")
    )
    unknown = talked(TARGET, protocol=strict)
    assert isinstance(unknown.tries(move("starten", "melding.1", "Haast.")), Decision)


def test_a_way_can_lead_straight_to_closing() -> None:
    """A protocol without aftercare closes from a step."""
    protocol = stappenplan()
    step = protocol.stages[1]
    ways = (msgspec.structs.replace(step.transitions[0], to="gesloten", reason="never"),)
    stages = (protocol.stages[0], msgspec.structs.replace(step, transitions=ways))
    play = in_step_one(protocol=msgspec.structs.replace(protocol, stages=stages))

    decision = play.does(move("afronden", "1.1"))

    moved = decision.events[0]
    assert isinstance(moved, CaseMoved)
    assert ("gesloten", set()) == (moved.state, keys(play))
