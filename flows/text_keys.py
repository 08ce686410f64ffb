"""Which texts a protocol must bring: every key is made of the ids of its elements.

| key | what it is |
|---|---|
| `rol-<role>` | what the school calls a role |
| `spoor-<track>` | the name of a track |
| `stap-<stage>`, `-uitleg` | the short name of a stage or subflow, and what it is for |
| `actie-<stage>-<action>`, `-doen`, `-knop` | title, what to do (content-free), button |
| `actie-<stage>-<action>-woorden` | the words to use in the talk; may be left out |
| `vraag-<stage>-<question>`, `-uitleg` | a follow-up question |
| `overgang-<stage>-<transition>`, `-uitleg` | a way on, as a choice |
| `bericht-<stage>-<notice>` | a content-free notice |
| `magister-<stage>-<record>` | the title of a Magister text that the protocol gives no title |
| `scherm-<step>` | the title of a screen of the report |
| `melden-<question>`, `-hint`, `-<option>` | a question of the report |

This file is the one place that makes the list; the check of a protocol walks it, and so do tests.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from flows import limits
from flows.field_specs import FieldSpec
from flows.protocol import Action, Protocol, Stage, Subflow

TERMS = ("-coach", "-coaches", "-Coach")
"""Words every protocol defines, so that a school can replace them and all texts follow."""

NAME = 40
"""Characters of a role's name: it stands between others on one line of a card."""
TRACK_NAME = 75
"""Characters of a track's name: the heading of its part of a page."""
ACTION_TITLE = 60
"""Characters of an action's title: with the letter of a pupil behind it, still one line."""
ACTION_BUTTON = 24
"""Characters of an action's button: what a telephone shows without cutting it off."""
TO_READ = 600
"""Characters of something to read on a card before acting: about five sentences."""


class TextKey(msgspec.Struct, frozen=True):
    """A text the app will ask for."""

    key: str
    limit: int
    """In characters."""
    optional: bool = False


def _action_keys(flow_id: str, action: Action) -> Iterator[TextKey]:
    key = f"actie-{flow_id}-{action.id}"
    yield TextKey(key, ACTION_TITLE)
    yield TextKey(f"{key}-doen", TO_READ)
    yield TextKey(f"{key}-knop", ACTION_BUTTON)
    yield TextKey(f"{key}-woorden", limits.CARD_PARAGRAPH, optional=True)


def _flow_keys(flow: Stage | Subflow) -> Iterator[TextKey]:
    """Gives what a stage and a subflow have in common."""
    yield TextKey(f"stap-{flow.id}", limits.TITLE)
    yield TextKey(f"stap-{flow.id}-uitleg", TO_READ)
    for action in flow.actions:
        yield from _action_keys(flow.id, action)
    for record in flow.records:
        if not record.title and not record.use:
            yield TextKey(f"magister-{flow.id}-{record.id}", limits.SHORT_TEXT)
    for question in flow.questions:
        yield TextKey(f"vraag-{flow.id}-{question.id}", limits.LABEL)
        yield TextKey(f"vraag-{flow.id}-{question.id}-uitleg", TO_READ)


def _stage_keys(stage: Stage) -> Iterator[TextKey]:
    yield from _flow_keys(stage)
    for transition in stage.transitions:
        yield TextKey(f"overgang-{stage.id}-{transition.id}", limits.OPTION_LABEL)
        yield TextKey(f"overgang-{stage.id}-{transition.id}-uitleg", limits.HINT)
    for notice in stage.notices:
        yield TextKey(f"bericht-{stage.id}-{notice.id}", TO_READ)


def _question_keys(question: FieldSpec) -> Iterator[TextKey]:
    yield TextKey(f"melden-{question.id}", limits.LABEL)
    if question.hint:
        yield TextKey(f"melden-{question.id}-hint", limits.HINT)
    for option in question.options:
        yield TextKey(f"melden-{question.id}-{option}", limits.OPTION_LABEL)


def text_keys(protocol: Protocol) -> tuple[TextKey, ...]:
    """Gives every text the app may ask this protocol for, in the order of the protocol."""
    keys = [TextKey(f"rol-{role.id}", NAME) for role in protocol.roles]
    keys.extend(TextKey(f"spoor-{track.id}", TRACK_NAME) for track in protocol.tracks)
    for step in protocol.intake.steps:
        keys.append(TextKey(f"scherm-{step.id}", limits.TITLE))
        for question in step.questions:
            keys.extend(_question_keys(question))
    for stage in protocol.stages:
        keys.extend(_stage_keys(stage))
    for subflow in protocol.subflows:
        keys.extend(_flow_keys(subflow))
    return tuple(keys)
