"""Cards that are to be sent, as rows that exist before anything is sent.

    waiting -> sending -> sent
       ^          |-----> given_up
       |          |-----> maybe -> sending ...
       +----------+

Rules this file keeps:

- `sending` is committed before the call. After a crash each `sending` becomes `maybe`.
- At most one row of a thread (case, staff member) is in flight, and a thread goes in order, but for
  updates that pass what is held; threads go side by side.
- A row holds who and which card, never what the card says: it is rendered when it is sent.
- What to do with a doubtful row is decided elsewhere; `doubts` says how often it was in doubt.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

import msgspec
from msgspec.structs import asdict
from sqlalchemy import ColumnElement, Connection, func, literal, select

from storage import tables
from storage.failure_codes import known_code
from storage.moments import Moment

OUTBOX = tables.outbox
EARLIER = OUTBOX.alias("earlier")

Kind = Literal["send", "update", "withdraw"]
State = Literal["waiting", "sending", "sent", "maybe", "given_up"]

READY: tuple[State, ...] = ("waiting", "maybe")
UNFINISHED: tuple[State, ...] = ("waiting", "sending", "maybe")


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """One card for one person. The id is "case:sequence:n"; the last five fields start empty."""

    id: str
    case_id: str
    """Empty when it belongs to the school and not to one case."""
    staff_id: str
    card_key: str
    kind: Kind
    created_at: datetime
    not_before: datetime
    state: State = "waiting"
    attempts: int = 0
    doubts: int = 0
    """How often nobody knew whether it had been sent."""
    last_error: str | None = None
    first_tried_at: datetime | None = None


class Outbox:
    """The outbox, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, deliveries: Sequence[Delivery]) -> None:
        """Stores deliveries, in the order in which their threads will show them."""
        if deliveries:
            self._connection.execute(OUTBOX.insert(), [asdict(each) for each in deliveries])

    def is_pending(self, case_id: str, staff_id: str, card_key: str) -> bool:
        """Whether a delivery of this card to this person still has to be made."""
        query = select(OUTBOX.c.id).where(
            OUTBOX.c.case_id == case_id,
            OUTBOX.c.staff_id == staff_id,
            OUTBOX.c.card_key == card_key,
            OUTBOX.c.state.in_(READY),
        )
        return self._connection.scalar(query.limit(1)) is not None

    def hasten(self, case_id: str, staff_id: str, now: datetime) -> int:
        """Lets what waits in a thread go now, since something urgent follows; gives how many."""
        changed = self._connection.execute(
            OUTBOX.update()
            .where(
                OUTBOX.c.case_id == case_id,
                OUTBOX.c.staff_id == staff_id,
                OUTBOX.c.state == "waiting",
                OUTBOX.c.attempts == 0,
                OUTBOX.c.not_before > now,
            )
            .values(not_before=now)
        )
        return changed.rowcount

    def claim(self, now: datetime, limit: int = 50) -> tuple[Delivery, ...]:
        """Marks what may be sent now as sending and gives it; commit before sending."""
        query = (
            select(OUTBOX)
            .where(_is_next_of_its_thread(literal(now, Moment())), OUTBOX.c.not_before <= now)
            .order_by(OUTBOX.c.not_before, OUTBOX.c.position)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        rows = self._connection.execute(query).mappings().all()
        claimed = [row["id"] for row in rows]
        self._connection.execute(
            OUTBOX.update()
            .where(OUTBOX.c.id.in_(claimed))
            .values(
                state="sending",
                attempts=OUTBOX.c.attempts + 1,
                first_tried_at=func.coalesce(OUTBOX.c.first_tried_at, literal(now, Moment())),
            )
        )
        return self._where(OUTBOX.c.id.in_(claimed))

    def sent(self, delivery_id: str, message_id: str, at: datetime) -> bool:
        """Notes that a delivery arrived. False when it was not in flight, or erased meanwhile."""
        return self._leave_sending(
            delivery_id, state="sent", message_id=message_id, finished_at=at, last_error=None
        )

    def not_sent(self, delivery_id: str, retry_at: datetime, code: str) -> bool:
        """Notes that a delivery certainly did not arrive and is tried again. False as `sent`."""
        return self._leave_sending(
            delivery_id, state="waiting", not_before=retry_at, last_error=known_code(code)
        )

    def maybe(self, delivery_id: str, retry_at: datetime, code: str) -> bool:
        """Notes that nobody knows whether a delivery arrived. False as `sent`."""
        return self._leave_sending(
            delivery_id,
            state="maybe",
            doubts=OUTBOX.c.doubts + 1,
            not_before=retry_at,
            last_error=known_code(code),
        )

    def give_up(self, delivery_id: str, at: datetime, code: str) -> bool:
        """Notes that trying again is of no use. False as `sent`."""
        return self._leave_sending(
            delivery_id, state="given_up", finished_at=at, last_error=known_code(code)
        )

    def recover(self, now: datetime) -> int:
        """Turns what was in flight when the program died into maybe; gives how many.

        Only on start, when nothing can be in flight.
        """
        changed = self._connection.execute(
            OUTBOX.update()
            .where(OUTBOX.c.state == "sending")
            .values(state="maybe", doubts=OUTBOX.c.doubts + 1, not_before=now)
        )
        return changed.rowcount

    def next_due(self) -> datetime | None:
        """Gives when the next delivery may be claimed, or None."""
        due: datetime | None = self._connection.scalar(
            select(func.min(OUTBOX.c.not_before)).where(_is_next_of_its_thread(OUTBOX.c.not_before))
        )
        return due

    def stuck(self, now: datetime, older_than: timedelta) -> tuple[Delivery, ...]:
        """Gives what should have arrived longer ago than `older_than` and has not."""
        since = func.coalesce(OUTBOX.c.first_tried_at, OUTBOX.c.not_before)
        return self._where(OUTBOX.c.state.in_(UNFINISHED), since <= now - older_than)

    def given_up(self, since: datetime) -> tuple[Delivery, ...]:
        """Gives what was given up at or after a moment: who has not been reached."""
        return self._where(OUTBOX.c.state == "given_up", OUTBOX.c.finished_at >= since)

    def get(self, delivery_id: str) -> Delivery | None:
        """Gives a delivery, or None when it was never added or is erased."""
        found = self._where(OUTBOX.c.id == delivery_id)
        return found[0] if found else None

    def count(self, state: State) -> int:
        """Gives how many deliveries are in a state."""
        query = select(func.count()).select_from(OUTBOX).where(OUTBOX.c.state == state)
        return self._connection.scalar(query) or 0

    def _leave_sending(self, delivery_id: str, **values: object) -> bool:
        changed = self._connection.execute(
            OUTBOX.update()
            .where(OUTBOX.c.id == delivery_id, OUTBOX.c.state == "sending")
            .values(**values)
        )
        return changed.rowcount == 1

    def _where(self, *conditions: ColumnElement[bool]) -> tuple[Delivery, ...]:
        query = select(OUTBOX).where(*conditions).order_by(OUTBOX.c.not_before, OUTBOX.c.position)
        rows = self._connection.execute(query).mappings().all()
        return msgspec.convert(rows, tuple[Delivery, ...])


def _is_next_of_its_thread(moment: ColumnElement[datetime]) -> ColumnElement[bool]:
    """Ready at `moment`, with nothing of its thread in flight or unfinished before it.

    An update of a card that is shown passes new cards that are held until later, such as those for
    the morning: what is shown stays true meanwhile.
    """
    same_thread = (EARLIER.c.case_id == OUTBOX.c.case_id) & (
        EARLIER.c.staff_id == OUTBOX.c.staff_id
    )
    may_pass = (
        (OUTBOX.c.kind == "update")
        & (EARLIER.c.state == "waiting")
        & (EARLIER.c.not_before > moment)
        & (EARLIER.c.card_key != OUTBOX.c.card_key)
    )
    before = (EARLIER.c.position < OUTBOX.c.position) & EARLIER.c.state.in_(UNFINISHED) & ~may_pass
    in_flight = EARLIER.c.state == "sending"
    blocking = select(EARLIER.c.position).where(same_thread, in_flight | before)
    return OUTBOX.c.state.in_(READY) & ~blocking.exists()
