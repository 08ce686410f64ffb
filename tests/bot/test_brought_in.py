"""Pupils who come into a melding later get the next number; who is there keeps their own."""

from bot.brought_in import brought_in
from flows import commands as do
from flows.case import Case
from flows.effects import Refused
from flows.event_parts import Involved, Member
from flows.field_specs import Fault
from flows.identity import Identity

CASE = Case(id="7K3Q", numbered=3, involved=(Involved("p1", ("gepeste",)), Involved("p2", ())))
NAMED = (
    Identity("p1", roster_id="rood"),
    Identity("p2", description="jongen met rode fiets"),
    Identity("p3", roster_id="groen"),
)
"""The third is in a support group only."""

ADD = do.AddPupil(actor="bram", parts=("pester",))


def test_who_is_new_gets_the_next_number() -> None:
    """Also somebody who was in a support group only, and somebody who is not in the list."""
    for pupil in (Identity("", roster_id="groen"), Identity("", description="meisje met pet")):
        brought = brought_in(ADD, (pupil,), CASE, NAMED)
        assert not isinstance(brought, Refused)
        assert ("p4",) == tuple(one.pupil for one in brought[1])


def test_who_is_involved_is_not_named_twice() -> None:
    """The field says so."""
    brought = brought_in(ADD, (Identity("", roster_id="rood"),), CASE, NAMED)
    assert Refused("velden", (Fault("leerling", "al-genoemd"),)) == brought


def test_members_keep_the_number_they_have() -> None:
    """Whoever was looked up is replaced by the number, and who bullies stays as chosen."""
    members = tuple(Member(one, "sympathie") for one in ("groen", "blauw", "geel"))
    command = do.ComposeGroup(
        actor="bram", task="steungroep.1.samenstellen.", members=(*members, Member("p2", "pester"))
    )
    chosen = tuple(Identity(one, roster_id=one) for one in ("groen", "blauw", "geel"))
    brought = brought_in(command, chosen, CASE, NAMED)
    assert not isinstance(brought, Refused)
    composed, new = brought
    assert isinstance(composed, do.ComposeGroup)
    assert ["p3", "p4", "p5", "p2"] == [one.pupil for one in composed.members]
    assert [("p4", "blauw"), ("p5", "geel")] == [(one.pupil, one.roster_id) for one in new]
