"""Checks of the ways through a protocol: stages can be reached, and a melding can be closed."""

from __future__ import annotations

from collections.abc import Iterator

from flows import protocol as pr
from flows.action_kinds import KINDS
from flows.checking.places import AFTERCARE, parts_in, place_of, unknown
from flows.checking.work import PERPETRATORS
from flows.limits import RADIO_OPTIONS
from flows.protocol import Protocol, Stage, Transition

ENDS = (pr.TO_AFTERCARE, pr.TO_CLOSED, pr.TO_NOT_BULLYING)
"""Where a melding is no longer in a stage."""


def _transitions(protocol: Protocol) -> Iterator[tuple[str, Stage, Transition]]:
    for stage in protocol.stages:
        for place, part in parts_in(protocol, stage):
            if isinstance(part, Transition):
                yield place, stage, part


def there_are_stages(protocol: Protocol) -> Iterator[str]:
    """A protocol has stages; the first is the report and the others are what follows."""
    if not protocol.stages:
        yield "stappen: er is geen enkele stap. Voeg er minstens één toe."
    for number, stage in enumerate(protocol.stages):
        state = "lopend" if number else "gemeld"
        if stage.state != state:
            yield f'{place_of(protocol, stage)}: schrijf state = "{state}".'


def there_are_few_ways_on(protocol: Protocol) -> Iterator[str]:
    """The ways on from a stage stand below each other, each with what it means."""
    for stage in protocol.stages:
        many = len(stage.transitions)
        if many > RADIO_OPTIONS:
            yield (
                f"{place_of(protocol, stage)}: er zijn {many} overgangen. Gebruik er hoogstens "
                f"{RADIO_OPTIONS}."
            )


def transitions_lead_somewhere(protocol: Protocol) -> Iterator[str]:
    """A way on leads to a stage or a known end, and says how long to wait when it waits."""
    known = (*(stage.id for stage in protocol.stages), *pr.DESTINATIONS)
    for place, _, transition in _transitions(protocol):
        if transition.to not in known:
            yield f"{place}: {unknown('het doel', transition.to, known)}"
        if transition.to == pr.WAIT_AND_ASK and not transition.after:
            yield f"{place}: vul bij ‘after’ in na hoe lang het opnieuw wordt gevraagd."
        if transition.to != pr.WAIT_AND_ASK and transition.after:
            yield f'{place}: ‘after’ hoort alleen bij to = "{pr.WAIT_AND_ASK}". Haal het weg.'


def transitions_can_be_made(protocol: Protocol) -> Iterator[str]:
    """What must come before a way on is work of that stage that can always be done."""
    for place, stage, transition in _transitions(protocol):
        actions = {action.id: action for action in stage.actions}
        for needed in transition.requires:
            action = actions.get(needed)
            if action is None:
                yield f"{place}, veld requires: {unknown('de actie', needed, actions)}"
                continue
            kind = KINDS.get(action.kind)
            if action.each in PERPETRATORS or (kind is not None and kind.needs_perpetrator):
                yield (
                    f"{place}, veld requires: ‘{needed}’ kan niet zolang niemand weet wie pest. "
                    "Haal die actie hier weg."
                )


def _reached_from(protocol: Protocol, first: Stage) -> frozenset[str]:
    """Gives the ids of the stages, and the ends, that a melding can come to from a stage."""
    reached = {first.id}
    waiting = [first]
    while waiting:
        for transition in waiting.pop().transitions:
            stage = protocol.stage(transition.to)
            if stage is not None and stage.id not in reached:
                waiting.append(stage)
            reached.add(transition.to)
    return frozenset(reached)


def stages_can_be_reached(protocol: Protocol) -> Iterator[str]:
    """Each stage lies on a way from the first one."""
    reached = _reached_from(protocol, protocol.stages[0]) if protocol.stages else frozenset[str]()
    for stage in protocol.stages:
        if stage.id not in reached:
            yield (
                f"{place_of(protocol, stage)}: geen overgang leidt hierheen. "
                "Voeg er één toe, of haal de stap weg."
            )


def meldingen_can_be_closed(protocol: Protocol) -> Iterator[str]:
    """From each stage there is a way to aftercare or to an end (X-13)."""
    for stage in protocol.stages:
        if not _reached_from(protocol, stage) & set(ENDS):
            ends = ", ".join(f"‘{end}’" for end in ENDS)
            yield (
                f"{place_of(protocol, stage)}: van hier kan een melding nooit worden afgesloten. "
                f"Voeg een overgang toe naar {ends}."
            )


def aftercare_is_whole(protocol: Protocol) -> Iterator[str]:
    """Aftercare asks at least once, and a melding that is opened again goes on in a stage."""
    care = protocol.aftercare
    known = tuple(stage.id for stage in protocol.stages)
    if not care.after:
        yield f"{AFTERCARE}, veld after: noem minstens één termijn."
    if care.reopen_to not in known:
        yield f"{AFTERCARE}, veld reopen_to: {unknown('de stap', care.reopen_to, known)}"
