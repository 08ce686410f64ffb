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

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Literal

import msgspec
from msgspec.structs import asdict, replace
from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    Update,
    bindparam,
    func,
    literal_column,
    select,
)

from storage import tables
from storage.failure_codes import known_code
from storage.moments import Moment

OUTBOX = tables.outbox
EARLIER = OUTBOX.alias("earlier")

Kind = Literal["send", "update", "withdraw"]
State = Literal["waiting", "sending", "sent", "maybe", "given_up"]

UNFINISHED: tuple[State, ...] = ("waiting", "sending", "maybe")

NOBODY_BUSY: Mapping[str, int] = MappingProxyType({})

NOW = bindparam("now", type_=Moment())


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


class Arrival(msgspec.Struct, frozen=True):
    """A delivery that arrived, with the platform's id of the message when there is a new one."""

    delivery_id: str
    message_id: str = ""


def is_unfinished(state: ColumnElement[str]) -> ColumnElement[bool]:
    """Says whether a row is still to be sent.

    Written as in the index on what is unfinished: in other words the index is not used.
    """
    return state.in_([literal_column(f"'{one}'") for one in UNFINISHED])


IS_READY = is_unfinished(OUTBOX.c.state) & (OUTBOX.c.state != "sending")


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
    in_flight = EARLIER.c.state == "sending"
    before = (EARLIER.c.position < OUTBOX.c.position) & ~may_pass
    blocking = select(EARLIER.c.position).where(
        same_thread, is_unfinished(EARLIER.c.state), in_flight | before
    )
    return IS_READY & ~blocking.exists()


def _leaving_sending(**values: object) -> Update:
    return (
        OUTBOX.update()
        .where(OUTBOX.c.id == bindparam("delivery"), OUTBOX.c.state == "sending")
        .values(**values)
    )


INSERT = OUTBOX.insert()
IN_ORDER = select(OUTBOX).order_by(OUTBOX.c.not_before, OUTBOX.c.position)
ONE = IN_ORDER.where(OUTBOX.c.id == bindparam("delivery"))
READY_OF_CASE = IN_ORDER.where(OUTBOX.c.case_id == bindparam("case"), IS_READY)
READY_OF_PERSON = READY_OF_CASE.where(OUTBOX.c.staff_id == bindparam("person"))
CLAIMABLE = (
    IN_ORDER.where(
        _is_next_of_its_thread(NOW),
        OUTBOX.c.not_before <= NOW,
        OUTBOX.c.staff_id.not_in(bindparam("full", expanding=True)),
    )
    .limit(bindparam("most", type_=Integer()))
    .with_for_update(skip_locked=True)
)
NEXT_DUE = select(func.min(OUTBOX.c.not_before)).where(_is_next_of_its_thread(OUTBOX.c.not_before))
STUCK = IN_ORDER.where(
    is_unfinished(OUTBOX.c.state),
    func.coalesce(OUTBOX.c.first_tried_at, OUTBOX.c.not_before)
    <= bindparam("since", type_=Moment()),
)
GIVEN_UP = IN_ORDER.where(
    OUTBOX.c.state == "given_up", OUTBOX.c.finished_at >= bindparam("since", type_=Moment())
)
COUNT = select(func.count()).select_from(OUTBOX).where(OUTBOX.c.state == bindparam("in_state"))
IN_FLIGHT = select(OUTBOX.c.id).where(is_unfinished(OUTBOX.c.state), OUTBOX.c.state == "sending")

FORGET = OUTBOX.delete().where(OUTBOX.c.case_id == bindparam("case"))
CLAIM = (
    OUTBOX.update()
    .where(OUTBOX.c.id == bindparam("delivery"))
    .values(
        state="sending",
        attempts=OUTBOX.c.attempts + 1,
        first_tried_at=func.coalesce(OUTBOX.c.first_tried_at, NOW),
    )
)
HASTEN = (
    OUTBOX.update()
    .where(
        OUTBOX.c.case_id == bindparam("case"),
        OUTBOX.c.staff_id == bindparam("person"),
        is_unfinished(OUTBOX.c.state),
        OUTBOX.c.state == "waiting",
        OUTBOX.c.attempts == 0,
        OUTBOX.c.not_before > NOW,
    )
    .values(not_before=NOW)
)
RECOVER = (
    OUTBOX.update()
    .where(is_unfinished(OUTBOX.c.state), OUTBOX.c.state == "sending")
    .values(state="maybe", doubts=OUTBOX.c.doubts + 1, not_before=NOW)
)
SENT = _leaving_sending(
    state="sent",
    message_id=bindparam("message"),
    finished_at=bindparam("at", type_=Moment()),
    last_error=None,
)
NOT_SENT = _leaving_sending(
    state="waiting",
    not_before=bindparam("again_at", type_=Moment()),
    last_error=bindparam("code"),
)
MAYBE = _leaving_sending(
    state="maybe",
    doubts=OUTBOX.c.doubts + 1,
    not_before=bindparam("again_at", type_=Moment()),
    last_error=bindparam("code"),
)
GIVE_UP = _leaving_sending(
    state="given_up",
    finished_at=bindparam("at", type_=Moment()),
    last_error=bindparam("code"),
)


def _as_many_as_fit(
    rows: Sequence[Delivery], under_way: Counter[str], most: int
) -> Iterator[Delivery]:
    """Gives rows in order and counts them, without those for whom there are enough already."""
    for row in rows:
        if under_way[row.staff_id] < most:
            under_way[row.staff_id] += 1
            yield row


def _claimed(row: Delivery, now: datetime) -> Delivery:
    """Gives a row as it is stored when it is claimed."""
    first = row.first_tried_at or now
    return replace(row, state="sending", attempts=row.attempts + 1, first_tried_at=first)


class Outbox:
    """The outbox, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, deliveries: Sequence[Delivery]) -> None:
        """Stores deliveries, in the order in which their threads will show them."""
        if deliveries:
            self._connection.execute(INSERT, [asdict(each) for each in deliveries])

    def ready_of(self, case_id: str) -> tuple[Delivery, ...]:
        """Gives what of a case still has to be sent and is not in flight."""
        return self._rows(READY_OF_CASE, case=case_id)

    def forget(self, case_id: str) -> None:
        """Deletes every delivery of a case: nothing more is sent for it, and nothing noted."""
        self._connection.execute(FORGET, {"case": case_id})

    def is_pending(self, case_id: str, staff_id: str, card_key: str) -> bool:
        """Whether a delivery of this card to this person still has to be made."""
        ready = self._rows(READY_OF_PERSON, case=case_id, person=staff_id)
        return any(each.card_key == card_key for each in ready)

    def hasten(self, case_id: str, staff_id: str, now: datetime) -> int:
        """Lets what waits in a thread go now, since something urgent follows; gives how many."""
        return self._changed(HASTEN, case=case_id, person=staff_id, now=now)

    def claim(
        self,
        now: datetime,
        limit: int = 50,
        *,
        for_one: int | None = None,
        busy: Mapping[str, int] = NOBODY_BUSY,
    ) -> tuple[Delivery, ...]:
        """Marks what may be sent now as sending and gives it; commit before sending.

        Nobody gets more than `for_one` at a time, of which `busy` counts what is in flight already.
        """
        most = limit if for_one is None else for_one
        under_way = Counter(busy)
        claimed: list[Delivery] = []
        while True:
            full = [person for person, number in under_way.items() if number >= most]
            found = self._rows(CLAIMABLE, now=now, most=limit - len(claimed), full=full)
            taken = tuple(_as_many_as_fit(found, under_way, most))
            if taken:
                marked = [{"delivery": row.id, "now": now} for row in taken]
                self._connection.execute(CLAIM, marked)
            claimed.extend(_claimed(row, now) for row in taken)
            if len(taken) == len(found):
                return tuple(claimed)

    def sent(self, delivery_id: str, message_id: str, at: datetime) -> bool:
        """Notes that a delivery arrived. False when it was not in flight, or erased meanwhile."""
        return bool(self.all_sent((Arrival(delivery_id, message_id),), at))

    def all_sent(self, arrived: Sequence[Arrival], at: datetime) -> frozenset[str]:
        """Notes that deliveries arrived; gives the ids of those for which `sent` gives True."""
        in_flight = frozenset(self._connection.scalars(IN_FLIGHT))
        noted = [
            {"delivery": one.delivery_id, "message": one.message_id, "at": at}
            for one in arrived
            if one.delivery_id in in_flight
        ]
        if noted:
            self._connection.execute(SENT, noted)
        return in_flight.intersection(one.delivery_id for one in arrived)

    def not_sent(self, delivery_id: str, retry_at: datetime, code: str) -> bool:
        """Notes that a delivery certainly did not arrive and is tried again. False as `sent`."""
        given = {"again_at": retry_at, "code": known_code(code)}
        return self._changed(NOT_SENT, delivery=delivery_id, **given) == 1

    def maybe(self, delivery_id: str, retry_at: datetime, code: str) -> bool:
        """Notes that nobody knows whether a delivery arrived. False as `sent`."""
        given = {"again_at": retry_at, "code": known_code(code)}
        return self._changed(MAYBE, delivery=delivery_id, **given) == 1

    def give_up(self, delivery_id: str, at: datetime, code: str) -> bool:
        """Notes that trying again is of no use. False as `sent`."""
        return self._changed(GIVE_UP, delivery=delivery_id, at=at, code=known_code(code)) == 1

    def recover(self, now: datetime) -> int:
        """Turns what was in flight when the program died into maybe; gives how many.

        Only on start, when nothing can be in flight.
        """
        return self._changed(RECOVER, now=now)

    def next_due(self) -> datetime | None:
        """Gives when the next delivery may be claimed, or None."""
        due: datetime | None = self._connection.scalar(NEXT_DUE)
        return due

    def stuck(self, now: datetime, older_than: timedelta) -> tuple[Delivery, ...]:
        """Gives what should have arrived longer ago than `older_than` and has not."""
        return self._rows(STUCK, since=now - older_than)

    def given_up(self, since: datetime) -> tuple[Delivery, ...]:
        """Gives what was given up at or after a moment: who has not been reached."""
        return self._rows(GIVEN_UP, since=since)

    def get(self, delivery_id: str) -> Delivery | None:
        """Gives a delivery, or None when it was never added or is erased."""
        found = self._rows(ONE, delivery=delivery_id)
        return found[0] if found else None

    def count(self, state: State) -> int:
        """Gives how many deliveries are in a state."""
        return self._connection.scalar(COUNT, {"in_state": state}) or 0

    def _changed(self, change: Update, **given: object) -> int:
        return self._connection.execute(change, given).rowcount

    def _rows(self, query: Select[Any], **given: object) -> tuple[Delivery, ...]:
        rows = self._connection.execute(query, given).mappings().all()
        return msgspec.convert(rows, tuple[Delivery, ...])
