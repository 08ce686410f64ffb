"""Checks of what people do in a stage: actions, the gates before them, and the questions after."""

from __future__ import annotations

from collections.abc import Iterator

from flows.action_kinds import KINDS, Kind, Meaning
from flows.checking.places import (
    AFTERCARE,
    Flow,
    flows_of,
    flows_until,
    parts_in,
    place_of,
    unknown,
)
from flows.protocol import NOTICE_MOMENTS, Action, Each, Gate, Protocol, Question, Stage, Suggestion
from flows.tasks import MEMBER

OF_GATES: tuple[Meaning, ...] = ("consent", "wish")
"""Meanings of kinds whose answers open a gate; a gate is called after the meaning."""
OF_GROUPS: tuple[Meaning, ...] = ("compose", "rerun")
"""Meanings that need a support group, which runs beside the stages."""
OF_ACTIONS: tuple[Meaning, ...] = ("done", "talk", "agreement", "call", *OF_GATES, *OF_GROUPS)
OF_QUESTIONS: tuple[Meaning, ...] = ("answer",)

PERPETRATORS: tuple[Each, ...] = ("pester", "eerste_pester", "andere_pesters")
"""Pupils whom nobody may know yet (X-26)."""

PER_PUPIL: dict[Meaning, tuple[Each, ...]] = {
    "consent": ("gepeste",),
    "wish": ("gepeste",),
    "call": ("gepeste", *PERPETRATORS, "leerling"),
    "compose": ("melding",),
    "rerun": ("melding",),
}
"""For whom an action can be done when its kind asks about one pupil."""

FROM_STAGE = "stap"
SAID = "leerling_zegt"
"""The field of a question whose answer suggests how to go on."""

AFTERCARE_WAYS = ("heropenen", "sluiten")


def _actions(protocol: Protocol) -> Iterator[tuple[str, Flow, Action]]:
    for flow in flows_of(protocol):
        for place, part in parts_in(protocol, flow):
            if isinstance(part, Action):
                yield place, flow, part


def _questions(protocol: Protocol) -> Iterator[tuple[str, Flow, Question]]:
    for flow in flows_of(protocol):
        for place, part in parts_in(protocol, flow):
            if isinstance(part, Question):
                yield place, flow, part


def _kinds_with(meanings: tuple[Meaning, ...]) -> dict[str, Kind]:
    return {name: kind for name, kind in KINDS.items() if kind.meaning in meanings}


def kinds_are_known(protocol: Protocol) -> Iterator[str]:
    """What an action or question is, is one of the kinds there are, for pupils it can be for."""
    for place, _, action in _actions(protocol):
        kind = _kinds_with(OF_ACTIONS).get(action.kind)
        if kind is None:
            yield f"{place}: {unknown('de soort', action.kind, _kinds_with(OF_ACTIONS))}"
            continue
        fitting = PER_PUPIL.get(kind.meaning, (action.each,))
        if action.each not in fitting:
            choices = " of ".join(f'"{each}"' for each in fitting)
            yield f'{place}: bij kind = "{action.kind}" hoort each = {choices}.'
    asked = [(place, question.kind) for place, _, question in _questions(protocol)]
    for place, name in (*asked, (AFTERCARE, protocol.aftercare.kind)):
        if name not in _kinds_with(OF_QUESTIONS):
            yield f"{place}: {unknown('de soort vraag', name, _kinds_with(OF_QUESTIONS))}"


def members_are_composed(protocol: Protocol) -> Iterator[str]:
    """What is done for the members of a group stands in a subflow in which one is composed."""
    for place, flow, action in _actions(protocol):
        kind = KINDS.get(action.kind)
        if kind is not None and kind.meaning in OF_GROUPS and isinstance(flow, Stage):
            yield f"{place}: zet deze actie in een deeltraject, want daar hoort een steungroep."
        composes = {KINDS[one.kind].meaning for one in flow.actions if one.kind in KINDS}
        if action.each == MEMBER and "compose" not in composes:
            yield f'{place}: each = "lid" kan alleen waar ook een groep wordt samengesteld.'


def order_is_possible(protocol: Protocol) -> Iterator[str]:
    """What comes first is work of the same stage, and nothing waits for itself."""
    for place, flow, action in _actions(protocol):
        firsts = {one.id: one.after for one in flow.actions}
        for first in action.after:
            if first not in firsts:
                yield f"{place}, veld after: {unknown('de actie', first, firsts)}"
        reached: set[str] = set()
        waiting = list(action.after)
        while waiting:
            first = waiting.pop()
            if first not in reached:
                reached.add(first)
                waiting.extend(firsts.get(first, ()))
        if action.id in reached:
            yield f"{place}, veld after: deze actie wacht op zichzelf. Haal één ‘after’ weg."


def _asked_in(protocol: Protocol, gate: Gate) -> tuple[tuple[Flow, Action], ...]:
    return tuple((flow, one) for _, flow, one in _actions(protocol) if one.id == gate.asked_in)


def gates_are_asked(protocol: Protocol) -> Iterator[str]:
    """A gate is asked in one action, of the kind that fits it."""
    for gate in protocol.gates:
        said = f"voorwaarde {gate.id}"
        asked = _asked_in(protocol, gate)
        if not asked:
            known = {action.id for _, _, action in _actions(protocol)}
            yield f"{said}: {unknown('de actie', gate.asked_in, sorted(known))}"
        if len(asked) > 1:
            yield f"{said}: ‘{gate.asked_in}’ staat in meer dan één stap. Geef de acties eigen ids."
        for _, action in asked:
            kind = KINDS.get(action.kind)
            if kind is not None and kind.meaning != gate.kind:
                fitting = " of ".join(f"‘{name}’" for name in _kinds_with((gate.kind,)))
                yield f"{said}: maak van de actie ‘{action.id}’ de soort {fitting}."
    asked_in = {gate.asked_in for gate in protocol.gates}
    for place, _, action in _actions(protocol):
        kind = KINDS.get(action.kind)
        if kind is not None and kind.meaning in OF_GATES and action.id not in asked_in:
            yield f"{place}: geen voorwaarde noemt deze actie bij ‘asked_in’. Voeg die toe."


def gates_come_first(protocol: Protocol) -> Iterator[str]:
    """A gate before an action exists, and is asked in the same stage or an earlier one."""
    known = tuple(gate.id for gate in protocol.gates)
    for place, flow, action in _actions(protocol):
        if not action.gate:
            continue
        gate = protocol.gate(action.gate)
        if gate is None:
            yield f"{place}: {unknown('de voorwaarde', action.gate, known)}"
            continue
        if gate.kind == "consent" and action.each not in PERPETRATORS:
            yield f'{place}: toestemming gaat over één pester. Schrijf each = "pester".'
        before = flows_until(protocol, flow)
        if all(asked_in not in before for asked_in, _ in _asked_in(protocol, gate)):
            yield (
                f"{place}: de voorwaarde ‘{gate.id}’ wordt pas later gevraagd. "
                "Vraag haar in deze stap of eerder."
            )


def questions_begin(protocol: Protocol) -> Iterator[str]:
    """A question's time begins with its stage, or with an action there or earlier (X-11)."""
    for place, flow, question in _questions(protocol):
        before = flows_until(protocol, flow)
        known = (FROM_STAGE, *(action.id for each in before for action in each.actions))
        if question.start not in known:
            yield f"{place}, veld start: {unknown('de actie', question.start, known)}"


def notices_wait_for_work(protocol: Protocol) -> Iterator[str]:
    """A notice goes out when its stage begins, when it is done, or after an action of it."""
    for stage in protocol.stages:
        known = (*NOTICE_MOMENTS, *(action.id for action in stage.actions))
        for notice in stage.notices:
            if notice.on not in known:
                place = f"{place_of(protocol, stage)}, bericht {notice.id}"
                yield f"{place}, veld on: {unknown('het moment', notice.on, known)}"


def _suggestions(
    protocol: Protocol,
) -> Iterator[tuple[str, str, tuple[Suggestion, ...], tuple[str, ...]]]:
    """Gives each question's place and kind, what its answers suggest and the ways there are."""
    for place, flow, question in _questions(protocol):
        ways = flow.transitions if isinstance(flow, Stage) else ()
        yield place, question.kind, question.suggests, tuple(way.id for way in ways)
    care = protocol.aftercare
    yield AFTERCARE, care.kind, care.suggests, AFTERCARE_WAYS


def suggestions_fit(protocol: Protocol) -> Iterator[str]:
    """An answer that suggests a way on can be given, and that way is there."""
    for place, kind, suggests, ways in _suggestions(protocol):
        fields = KINDS[kind].fields if kind in KINDS else ()
        answers = tuple(option for one in fields if one.id == SAID for option in one.options)
        for one in suggests:
            if fields and one.answer not in answers:
                yield f"{place}, voorstel: {unknown('het antwoord', one.answer, answers)}"
            if one.transition not in ways:
                yield f"{place}, voorstel: {unknown('de overgang', one.transition, ways)}"


def stages_have_work(protocol: Protocol) -> Iterator[str]:
    """A stage or subflow asks something of somebody."""
    for flow in flows_of(protocol):
        if not (flow.actions or flow.records or flow.questions):
            yield f"{place_of(protocol, flow)}: hier is niets te doen. Voeg een actie toe."
