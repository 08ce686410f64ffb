"""The timers a melding has set, as whoever carries out its effects keeps them."""

import datetime

from flows.effects import CancelFollowUps, Effect, StartFollowUp


class Timers:
    """Follow-ups by key, with the moment at which each wakes the melding."""

    def __init__(self) -> None:
        """Begin without any."""
        self.due: dict[str, datetime.datetime] = {}

    def carry_out(self, effects: tuple[Effect, ...]) -> None:
        """Sets and cancels what a decision asks."""
        for effect in effects:
            if isinstance(effect, CancelFollowUps):
                for key in effect.keys:
                    del self.due[key]
            elif isinstance(effect, StartFollowUp):
                self.due[effect.key] = effect.due
