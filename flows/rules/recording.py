"""Rules for texts that leave the app: the words for names in them, and that they stand there."""

from __future__ import annotations

from flows import commands as do
from flows import events as ev
from flows.effects import Refused
from flows.limits import SHORT_TEXT
from flows.records import record_of
from flows.rules.situation import (
    NEEDS_REASON,
    NOT_YOURS,
    NOTHING,
    OUTDATED,
    TOO_LONG,
    Outcome,
    Situation,
)


def review(situation: Situation, command: do.ReviewRecord) -> Outcome | Refused:
    """Keeps the words chosen for names in a Magister text; `bot/` has checked them for names."""
    subject = f"{command.record}.{command.pupil}"
    if record_of(situation.case, situation.protocol, subject) is None:
        return OUTDATED
    if not situation.may("record", subject):
        return NOT_YOURS
    if not all(phrase.strip() for phrase in command.phrases):
        return NEEDS_REASON
    if any(len(phrase) > SHORT_TEXT for phrase in command.phrases):
        return TOO_LONG
    chosen = (command.record, command.pupil, command.phrases, command.digest)
    if any(
        (one.record, one.pupil, one.phrases, one.digest) == chosen for one in situation.case.reviews
    ):
        return NOTHING
    reviewed = ev.RecordReviewed(
        record=command.record,
        pupil=command.pupil,
        phrases=command.phrases,
        digest=command.digest,
        **situation.stamp,
    )
    return Outcome((reviewed,))


def paste(situation: Situation, command: do.PasteRecord) -> Outcome | Refused:
    """The text stands in Magister, or was mailed (A:179, A:231-232)."""
    subject = f"{command.record}.{command.pupil}"
    record = record_of(situation.case, situation.protocol, subject)
    if record is None:
        return OUTDATED
    if not situation.may("record", subject):
        return NOT_YOURS
    if any(
        (one.record, one.pupil) == (command.record, command.pupil) for one in situation.case.pasted
    ):
        return NOTHING
    if record.status != "ready":
        return OUTDATED
    pasted = ev.RecordPasted(record=command.record, pupil=command.pupil, **situation.stamp)
    return Outcome((pasted,))
