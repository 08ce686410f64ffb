"""Any order of claims, outcomes and crashes: nothing is lost and no thread overtakes itself."""

from collections import Counter
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from storage.encryption import SchoolKey
from storage.migrations import migrate
from storage.outbox import Delivery
from storage.units_of_work import Store
from tests.storage.conftest import MONDAY, PredictableBytes

MINUTES = st.integers(0, 5).map(lambda minutes: timedelta(minutes=minutes))
UNFINISHED = {"waiting", "sending", "maybe"}


class OutboxMachine(RuleBasedStateMachine):
    """Two cases, two people, a clock that only goes on, and a program that crashes."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        url = f"sqlite:///{Path(self.folder.name) / 'machine.db'}"
        migrate(url)
        self.store = Store.open(url, SchoolKey.derive(bytes(32)), PredictableBytes())
        self.now = MONDAY
        self.added: list[Delivery] = []
        self.in_flight: list[str] = []
        self.finished: set[str] = set()

    @rule(case=st.sampled_from(["7K3Q", "9XYZ"]), staff=st.sampled_from(["s1", "s2"]), hold=MINUTES)
    def add(self, case: str, staff: str, hold: timedelta) -> None:
        """A decision asks for one more card."""
        new = Delivery(
            id=f"{case}:{len(self.added)}:1",
            case_id=case,
            staff_id=staff,
            card_key="k",
            kind="send",
            created_at=self.now,
            not_before=self.now + hold,
        )
        self.store.run_now(lambda unit: unit.outbox.add((new,)))
        self.added.append(new)

    @rule(limit=st.integers(1, 4))
    def claim(self, limit: int) -> None:
        """Delivery takes what may go; it is the oldest unfinished one of its thread."""
        claimed = self.store.run_now(lambda unit: unit.outbox.claim(self.now, limit))
        assert len(claimed) <= limit
        for each in claimed:
            assert each.not_before <= self.now
            thread = (each.case_id, each.staff_id)
            waiting = [
                other.id
                for other in self.added
                if (other.case_id, other.staff_id) == thread and other.id not in self.finished
            ]
            assert waiting[0] == each.id
        self.in_flight += [each.id for each in claimed]

    @precondition(lambda self: self.in_flight)
    @rule(
        data=st.data(),
        outcome=st.sampled_from(["sent", "not_sent", "maybe", "give_up"]),
        wait=MINUTES,
    )
    def outcome(self, data: st.DataObject, outcome: str, wait: timedelta) -> None:
        """The platform answers, or does not."""
        answered = data.draw(st.sampled_from(self.in_flight))
        self.in_flight.remove(answered)
        later = self.now + wait
        told = self.store.run_now(
            lambda unit: {
                "sent": lambda: unit.outbox.sent(answered, "m", self.now),
                "not_sent": lambda: unit.outbox.not_sent(answered, later, "conflict"),
                "maybe": lambda: unit.outbox.maybe(answered, later, "timed_out"),
                "give_up": lambda: unit.outbox.give_up(answered, self.now, "forbidden"),
            }[outcome]()
        )
        assert told
        if outcome in {"sent", "give_up"}:
            self.finished.add(answered)

    @rule()
    def crash(self) -> None:
        """The program dies and starts again; what was in flight is in doubt."""
        recovered = self.store.run_now(lambda unit: unit.outbox.recover(self.now))
        assert len(self.in_flight) == recovered
        self.in_flight = []

    @rule(passed=MINUTES)
    def time_passes(self, passed: timedelta) -> None:
        """The clock goes on."""
        self.now += passed

    @invariant()
    def nothing_is_lost(self) -> None:
        """Every row that was added is there, finished or not."""
        rows = self.store.read_now(lambda unit: [unit.outbox.get(each.id) for each in self.added])
        states = {row.id: row.state for row in rows if row is not None}
        assert len(self.added) == len(states)
        assert self.finished == {id_ for id_, state in states.items() if state not in UNFINISHED}
        assert set(self.in_flight) == {id_ for id_, state in states.items() if state == "sending"}

    @invariant()
    def one_of_a_thread_is_in_flight(self) -> None:
        """No thread has two in flight."""
        threads = Counter(
            (each.case_id, each.staff_id) for each in self.added if each.id in self.in_flight
        )
        assert all(count == 1 for count in threads.values())

    @invariant()
    def somebody_is_woken(self) -> None:
        """Whenever something may still go, there is a next moment or something is in flight."""
        next_due = self.store.read_now(lambda unit: unit.outbox.next_due())
        has_work = len(self.finished) < len(self.added)
        assert has_work == (next_due is not None or bool(self.in_flight))

    def teardown(self) -> None:
        """Closes the store of this run."""
        self.store.close()
        self.folder.cleanup()


TestOutbox = OutboxMachine.TestCase
TestOutbox.settings = settings(
    max_examples=15,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
