"""Opens a melding for a person: the one that was asked for, or the one in which it goes on.

Rules this file keeps:

- Whoever may not open it hears the same as of a melding that never was.
- Who works in the melding into which another one went is led there. Who reported goes on under the
  id they know.
"""

from __future__ import annotations

import msgspec

from bot.case_service import CaseService
from bot.clock import Clock
from bot.merging import Merging
from bot.open_case import OpenCase
from bot.protocol_library import ProtocolLibrary
from flows import verbs
from flows.effects import Refused
from flows.forms import FieldError
from flows.ports import Reply, Say, ShowFieldErrors, Submitted
from flows.presses import Press
from flows.rules.situation import NOT_YOURS
from flows.views.form_errors import refusal_text
from flows.views.merged_cards import as_reported, is_led_on
from flows.views.scene import Scene

KNOWS_OTHERS = (verbs.OPEN_CASE, verbs.MERGE)
"""Where it is told that other meldingen are running with one of these pupils."""

Opened = tuple[OpenCase, Scene]
"""The melding as it is stored, and as this person looks at it."""


class Opening:
    """Opens meldingen for people."""

    def __init__(
        self,
        cases: CaseService,
        merging: Merging,
        library: ProtocolLibrary,
        clock: Clock,
        badge: str,
    ) -> None:
        self._cases = cases
        self._merging = merging
        self._library = library
        self._clock = clock
        self._badge = badge

    def scene(self, opened: OpenCase, person: str) -> Scene:
        """Lets a person look at a melding."""
        return Scene(
            reader=opened.reader(person, self._clock.now()),
            wording=opened.shelved.wording,
            identities=opened.identities,
            badge=self._badge,
            sources=opened.shelved.sources,
        )

    async def find(self, person: str, press: Press) -> Opened | Say:
        """Opens what a press is about, for who may see it; else says why not."""
        opened = await self._cases.open_case(press.case_id, person, press.verb)
        if opened is None:
            return await self.led_on(person, press)
        scene = self.scene(opened, person)
        if press.verb in KNOWS_OTHERS:
            related = await self._merging.related(opened, person)
            scene = msgspec.structs.replace(scene, related=related)
        return opened, scene

    async def led_on(self, person: str, press: Press) -> Opened | Say:
        """Leads from the id of a melding that went into another one to where it goes on."""
        opened = await self._merging.opened(press.case_id, person, press.verb)
        scene = self.scene(opened, person) if opened is not None else None
        if opened is None or scene is None:
            return self._not_yours()
        own = as_reported(scene, press.case_id)
        if own is not None and press.verb == verbs.SAW_MORE:
            return opened, own
        if not is_led_on(scene):
            return self._not_yours()
        if press.verb == verbs.OPEN_CASE:
            return await self.find(person, Press(verbs.OPEN_CASE, opened.case.id))
        if press.verb == verbs.MERGE:
            return Say(scene.say("gedaan-samenvoegen", nummer=press.case_id))
        return Say(scene.say("weigering-samengevoegd", nummer=opened.case.id), "refused")

    async def refused(self, person: str, press: Press, refused: Refused) -> Say:
        """Says why a button did nothing; who works where that melding went is led there."""
        if refused == NOT_YOURS:
            led_on = await self.led_on(person, press)
            return led_on if isinstance(led_on, Say) else self._not_yours()
        return Say(refusal_text(self._library.current.wording, refused.reason), "refused")

    def left_open(self, said: Say, request: Submitted) -> Reply:
        """Leaves a form open whose melding went into another one, so that it can be copied."""
        if said.tone != "refused" or said == self._not_yours() or not request.answers:
            return said
        return ShowFieldErrors((FieldError(request.answers[-1].field, said.text),))

    def _not_yours(self) -> Say:
        return Say(refusal_text(self._library.current.wording, "niet-van-jou"), "refused")
