"""What a task list always offers, even when the list itself does not, and which page of it.

The labels are those of the list itself (`flows/texts`): one thing has one name.
"""

from __future__ import annotations

from flows import verbs
from flows.cards import Button
from flows.presses import Press, decoded
from flows.task_list import TaskList

REPORT = Button("Meld pesten", Press(verbs.REPORT).encoded(), "primary")
PROTOCOL = Button("Lees het protocol", Press(verbs.PROTOCOL).encoded())
HELP = Button("Lees de uitleg", Press(verbs.HELP).encoded())
TASKS = Button("Bekijk je taken", Press(verbs.TASKS).encoded())

ALWAYS: tuple[Button, ...] = (REPORT, PROTOCOL, HELP)


def actions_of(task_list: TaskList) -> tuple[Button, ...]:
    """Gives the actions of a list, and those that every list has as far as they lack."""
    offered = {_verb(button) for button in task_list.actions}
    return (*task_list.actions, *(one for one in ALWAYS if _verb(one) not in offered))


def turns(page: int, pages: int) -> tuple[Button, ...]:
    """Gives the buttons to the page before this one and after it, as far as there are any."""
    to = (("Vorige bladzijde", page - 1), ("Volgende bladzijde", page + 1))
    return tuple(
        Button(label, Press(verbs.TASKS, "", str(number)).encoded())
        for label, number in to
        if 1 <= number <= pages
    )


def page_in(value: str) -> int:
    """Gives which page of the tasks a button turns to; the first when it turns to none."""
    press = decoded(value)
    wanted = press.subject if press is not None and press.verb == verbs.TASKS else ""
    return max(1, int(wanted)) if wanted.isdecimal() else 1


def _verb(button: Button) -> str:
    press = decoded(button.value)
    return press.verb if press is not None else ""
