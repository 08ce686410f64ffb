"""What is done once a day."""

from __future__ import annotations

import datetime

from bot.daily_work import hand_over, work_of_the_day
from bot.directory import staff_rows
from flows.roster import StaffMember
from storage.units_of_work import Store, UnitOfWork
from tests.bot.conftest import CASE, MONDAY, Operator

DAY = datetime.timedelta(days=1)


async def test_heads_are_recorded_and_requests_forgotten(operator: Operator) -> None:
    """Each day has its record, and requests from before yesterday are forgotten."""
    with operator.store() as store:
        await operator.report(store)
        operator.clock.move_to(MONDAY + datetime.timedelta(hours=23))
        await work_of_the_day(store, operator.clock)
        assert store.run_now(lambda unit: unit.inbox.seen(f"form-{CASE}", MONDAY))
        operator.clock.move_to(MONDAY + datetime.timedelta(hours=25))
        await work_of_the_day(store, operator.clock)
        assert not store.run_now(lambda unit: unit.inbox.seen(f"form-{CASE}", MONDAY))
        report = store.read_now(lambda unit: unit.verification.verify())
    assert (2, True) == (report.records, report.is_sound)


def absent(operator: Operator, store: Store, name: str, first: datetime.date) -> StaffMember:
    """Records an absence of two days; gives the deputy."""
    people = store.read_now(operator.installation(store).directory.people)
    member = next(one for one in people.staff if one.name == name)
    deputy = next(one for one in people.staff if one.name == "Tessa Kuiper")
    away = StaffMember(
        id=member.id,
        name=member.name,
        email=member.email,
        roles=member.roles,
        teams=member.teams,
        deputy=deputy.id,
        absent_from=first,
        absent_until=first + DAY,
    )
    others = tuple(one for one in people.staff if one.id != member.id)

    def work(unit: UnitOfWork) -> None:
        unit.staff.replace(staff_rows((*others, away)))

    store.run_now(work)
    return deputy


async def test_a_deputy_takes_over_on_the_first_day_of_absence(operator: Operator) -> None:
    """When an absence begins the deputy gets the cards, and no day later once more."""
    with operator.store() as store:
        deputy = absent(operator, store, "Karim Haddad", MONDAY.date() + DAY)
        await operator.report(store)
        cases = operator.installation(store).cases

        def events() -> int:
            return len(store.read_now(lambda unit: unit.cases.load(CASE)))

        def has_card() -> bool:
            return store.read_now(lambda unit: unit.outbox.is_pending(CASE, deputy.id, "root"))

        assert 0 == await hand_over(store, cases, operator.clock)
        assert (2, False) == (events(), has_card())
        operator.clock.move_to(MONDAY + DAY)
        assert 1 == await hand_over(store, cases, operator.clock)
        assert (3, True) == (events(), has_card())
        operator.clock.move_to(MONDAY + DAY + datetime.timedelta(hours=1))
        await hand_over(store, cases, operator.clock)
        assert 3 == events()
        operator.clock.move_to(MONDAY + 3 * DAY)
        await hand_over(store, cases, operator.clock)
        assert 4 == events()
