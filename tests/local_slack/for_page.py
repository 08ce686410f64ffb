"""Modals as the page of local-slack can draw them.

The page does not draw an external_select. In its place comes a list of the people whom the test
knows, found before by typing in the same field. Longer texts stand on one line there.
"""

from copy import deepcopy

from tests.local_slack.repairs import Payload
from tests.slack_stub.elements import fields_in

AS_LIST = {"external_select": "static_select", "multi_external_select": "checkboxes"}
KEPT = ("action_id", "placeholder")


class ForPage:
    """Draws fields that search as lists of `known`, which are options as the bot gave them."""

    def __init__(self) -> None:
        self.known: list[Payload] = []

    def __call__(self, view: Payload) -> Payload:
        """Gives a view as the page can draw it."""
        drawn = deepcopy(view)
        for block, element in fields_in(drawn["blocks"]):
            kind = AS_LIST.get(element["type"])
            if kind is not None:
                names = KEPT if kind == "static_select" else KEPT[:1]
                kept = {name: element[name] for name in names if name in element}
                block["element"] = {"type": kind, "options": self.known, **kept}
        return drawn
