"""What is private to one pupil of a melding, and whether anybody reads it who should not.

Written apart from the tables of the views, so that both must agree.
"""

from collections.abc import Iterator

from flows.case import Entry
from flows.desk import opened_roles
from flows.forms import values_of
from flows.permissions import Reader, stance_of
from flows.school import ANTIPEST, Slot
from flows.tasks import task_ref
from flows.views.case_looks import seen_entries
from flows.views.scene import Scene
from tests.flows.views.story import WORDING

OWN_WORDS = ("ConsentRecorded", "WishRecorded", "QuestionAnswered", "QuestionPostponed")
"""What the bullied pupil says: for those who lead, whatever other pupil it is about."""

ABOUT_A_PUPIL = ("TaskCompleted", "ParentCalled", "AgreementMade", "RecordPasted", "WentOnWithout")
"""What is only read by the coach of a pupil it is about."""


def _pupils(entry: Entry) -> set[str]:
    """Gives the pupils a line is about."""
    ref = task_ref(entry.task)
    named = (*values_of(entry.answers, "aanwezig"), *values_of(entry.answers, "wie"))
    return {*entry.pupils, *named, *((ref.pupil,) if ref is not None else ())} - {""}


def read_by_others(reader: Reader) -> Iterator[tuple[str, int]]:
    """Gives the lines that somebody reads who neither leads nor answers for such a pupil.

    Who reads the summary from a later step on is left out: the table of that is another one.
    """
    case = reader.case
    mine = {one.pupil for one in case.involved if reader.fills(Slot("begeleider", one.pupil))}
    kept_out = reader.person in case.excluded
    leads = not kept_out and (bool(mine & set(case.targets)) or reader.fills(Slot(ANTIPEST)))
    stance = stance_of(reader)
    summary = any(reader.fills(Slot(role)) for role in opened_roles(case, reader.protocol))
    if leads or (summary and not kept_out):
        return
    for seen in seen_entries(Scene(reader, WORDING), stance):
        entry = seen.entry
        if entry.by == reader.person:
            continue
        private = entry.what in OWN_WORDS
        of_others = entry.what in ABOUT_A_PUPIL and not _pupils(entry) & mine
        if private or of_others or kept_out:
            yield reader.person, entry.number
