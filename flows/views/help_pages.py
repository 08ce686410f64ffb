"""Pages about the protocol and the program: why something is asked, who does what when, help."""

from __future__ import annotations

from flows import verbs
from flows.cards import Fact
from flows.pages import Entry, Page
from flows.presses import Press
from flows.protocol import Action, Protocol, Record, Stage, Subflow
from flows.views.naming import capital
from flows.views.scene import Scene
from flows.wording import Wording

OWN_CHOICE = "eigen"
"""The `bron` of what the school's document does not say."""


def why_page(scene: Scene, bron: str) -> Page | None:
    """Says whether something comes from the school's document, and in short words what it says."""
    words = scene.source(bron)
    if not words and bron != OWN_CHOICE:
        return None
    said = (
        (scene.say("pagina-waarom-eigen"),)
        if bron == OWN_CHOICE
        else (scene.say("pagina-waarom-document", document=scene.protocol.source), words)
    )
    return Page(
        id=Press(verbs.WHY, "", bron).encoded(),
        title=scene.say("pagina-waarom"),
        paragraphs=said,
        badge=scene.badge,
    )


def _who(wording: Wording, by: str) -> str:
    return wording(f"rol-{by.partition(':')[0]}")


def _action_fact(wording: Wording, flow: str, action: Action) -> Fact:
    """Says of an action who does it, and within what time."""
    who = _who(wording, action.by)
    due = wording("pagina-protocol-binnen", termijn=action.due) if action.due else ""
    if action.opens:
        due = wording("pagina-protocol-pas-na", termijn=action.opens)
    if not action.required:
        due = wording("pagina-protocol-mag")
    return Fact(wording(f"actie-{flow}-{action.id}"), f"{who}, {due}" if due else who)


def _record_fact(wording: Wording, flow: str, record: Record) -> Fact:
    title = record.title or (
        wording(f"magister-{flow}-{record.id}") if not record.use else wording(f"stap-{record.use}")
    )
    return Fact(wording(f"pagina-protocol-{record.medium}"), title)


def _stage_entry(wording: Wording, stage: Stage) -> Entry:
    """Shows a stage under its name in the school's document, where it has one."""
    questions = tuple(
        Fact(
            wording(f"vraag-{stage.id}-{one.id}"),
            wording("pagina-protocol-na", termijn=one.after, wie=_who(wording, one.to)),
        )
        for one in stage.questions
    )
    ways = "; ".join(wording(f"overgang-{stage.id}-{one.id}") for one in stage.transitions)
    return Entry(
        heading=stage.title or capital(wording(f"stap-{stage.id}")),
        meta=wording("pagina-protocol-leiding", wie=_who(wording, stage.owner)),
        paragraphs=(wording(f"stap-{stage.id}-uitleg"),),
        facts=(
            *(_action_fact(wording, stage.id, action) for action in stage.actions),
            *(_record_fact(wording, stage.id, record) for record in stage.records),
            *questions,
            *((Fact(wording("pagina-protocol-daarna"), ways),) if ways else ()),
        ),
    )


def _subflow_entry(wording: Wording, flow: Subflow) -> Entry:
    """Shows work beside the stages, such as a support group."""
    return Entry(
        heading=wording("pagina-protocol-ernaast", wat=wording(f"stap-{flow.id}")),
        meta=wording("pagina-protocol-leiding", wie=_who(wording, flow.owner)),
        paragraphs=(wording(f"stap-{flow.id}-uitleg"),),
        facts=tuple(_action_fact(wording, flow.id, action) for action in flow.actions),
    )


def _aftercare_entry(wording: Wording, protocol: Protocol) -> Entry:
    care = protocol.aftercare
    return Entry(
        heading=wording("pagina-staat-nazorg"),
        meta=wording("pagina-protocol-leiding", wie=_who(wording, care.to)),
        facts=(Fact(wording("pagina-protocol-vragen"), ", ".join(care.after)),),
    )


def protocol_page(protocol: Protocol, wording: Wording, badge: str = "") -> Page:
    """Shows the protocol as the program runs it: stages, actions, who and when."""
    return Page(
        id=Press(verbs.PROTOCOL).encoded(),
        title=wording("pagina-protocol"),
        paragraphs=(
            wording("pagina-protocol-tekst", document=protocol.source, versie=protocol.version),
        ),
        entries=(
            *(_stage_entry(wording, stage) for stage in protocol.stages),
            *(_subflow_entry(wording, flow) for flow in protocol.subflows),
            _aftercare_entry(wording, protocol),
        ),
        badge=badge,
    )


HELP_PARAGRAPHS = ("wat", "wie", "chat", "commando", "acuut")
COMMANDS_ON = {"slack": "commando-slack", "teams": "commando-teams"}
"""On platforms with ways in of their own: what tells them, in place of "commando"."""


def help_page(wording: Wording, badge: str = "", platform: str = "") -> Page:
    """Says what this program does, who sees what, and what to type on this platform."""
    own = {"commando": COMMANDS_ON.get(platform, "commando")}
    return Page(
        id=Press(verbs.HELP).encoded(),
        title=wording("pagina-hulp"),
        paragraphs=tuple(wording(f"pagina-hulp-{own.get(one, one)}") for one in HELP_PARAGRAPHS),
        badge=badge,
    )
