"""One choice, as it is offered and as it stays when it is chosen."""

from __future__ import annotations

from adapters.slack.block_kit import Block, plain
from flows.forms import Option
from flows.limits import OPTION_LABEL


def choice_of(option: Option) -> Block:
    """Gives a choice with its explanation below it, as far as Slack has room for that."""
    choice: Block = {"text": plain(option.label), "value": option.value}
    return {**choice, "description": plain(option.hint)} if has_room(option) else choice


def has_room(option: Option) -> bool:
    """Says whether there is an explanation that fits below the choice itself."""
    return 0 < len(option.hint) <= OPTION_LABEL


def option_of(option: Option) -> Block:
    """Gives a person who was found: the class is part of the name, for it must stay in sight."""
    whole = f"{option.label} ({option.hint})"
    if option.hint and len(whole) <= OPTION_LABEL:
        return {"text": plain(whole), "value": option.value}
    return choice_of(option)
