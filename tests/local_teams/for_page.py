"""What the page of a Playground cannot draw, drawn in another way: a field that searches."""

import copy

from tests.e2e.card_schema import Json
from tests.teams_stub.inputs import inputs_in, is_searched

SEARCHES = "choices.data"


class ForPage:
    """Makes a list of a field that searches, with the people in it who were found before."""

    def __init__(self) -> None:
        self.known: list[Json] = []
        """People as choices."""

    def __call__(self, answer: Json) -> Json:
        """Gives what the bot answers as the page can draw it."""
        drawn = copy.deepcopy(answer)
        dialog = drawn.get("task", {}).get("value")
        if isinstance(dialog, dict):
            for element in inputs_in(dialog["card"]["content"]):
                if is_searched(element):
                    del element[SEARCHES]
                    element |= {"style": "expanded", "choices": self.known}
        return drawn
