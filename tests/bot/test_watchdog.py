"""The watchdog finds what should have happened, and what it says holds no content."""

from __future__ import annotations

import datetime
import sqlite3
from contextlib import closing
from typing import get_args

import msgspec
import pytest

from bot.installation import Installation
from bot.open_case import OpenCase
from bot.watchdog import (
    TEXTS,
    Code,
    Finding,
    Watchdog,
    calendar_findings,
    missing_wants,
    school_card_for,
)
from flows.case import CLOSED_STATES
from storage.follow_ups import FollowUp
from storage.outbox import Delivery
from storage.units_of_work import Store, UnitOfWork
from tests.bot.conftest import CASE, MONDAY, Operator

HOUR = datetime.timedelta(hours=1)


def watchdog(operator: Operator, store: Store) -> Watchdog:
    """Gives a watchdog on an open store."""
    parts: Installation = operator.installation(store)
    return Watchdog(store, parts.cases, parts.directory, operator.clock)


async def reported(operator: Operator, store: Store) -> Watchdog:
    """Stores a melding whose cards have all arrived, and gives a watchdog."""
    await operator.report(store)

    def deliver_all(unit: UnitOfWork) -> None:
        while claimed := unit.outbox.claim(MONDAY):
            for row in claimed:
                unit.outbox.sent(row.id, "m", MONDAY)

    store.run_now(deliver_all)
    return watchdog(operator, store)


async def opened_case(operator: Operator, store: Store) -> OpenCase:
    """Stores a melding and opens it for the program itself."""
    await operator.report(store)
    opened = await operator.installation(store).cases.look(CASE)
    assert opened is not None
    return opened


async def test_all_is_well(operator: Operator) -> None:
    """A melding that waits for somebody, in time, is no finding."""
    with operator.store() as store:
        dog = await reported(operator, store)
        assert dog.looked_at is None
        assert () == await dog.look()
        assert not dog.is_alarmed
        assert MONDAY == dog.looked_at


async def test_a_question_that_was_not_sent(operator: Operator) -> None:
    """A follow-up whose moment is long past has not fired."""
    with operator.store() as store:
        dog = await reported(operator, store)
        (row,) = store.read_now(lambda unit: unit.follow_ups.of(CASE))
        operator.clock.move_to(row.due_at + 15 * datetime.timedelta(minutes=1))
        assert () == await dog.look()
        operator.clock.move_to(row.due_at + HOUR)
        assert (Finding("vraag-te-laat", CASE, row.key),) == await dog.look()
        assert dog.is_alarmed


async def test_a_card_that_does_not_arrive(operator: Operator) -> None:
    """A card that is under way for an hour is a finding, one that waits for its hour is not."""
    with operator.store() as store:
        await operator.report(store)
        dog = watchdog(operator, store)
        operator.clock.move_to(MONDAY + HOUR)
        found = await dog.look()
        assert {"bericht-blijft-hangen"} == {one.code for one in found}
        assert all(one.key.startswith(f"{CASE}:") for one in found)


async def test_a_colleague_who_is_not_reached(operator: Operator) -> None:
    """What was given up is told for a day."""
    with operator.store() as store:
        dog = await reported(operator, store)
        delivery = Delivery(
            id=f"{CASE}:9:0",
            case_id=CASE,
            staff_id="s1",
            card_key="root",
            kind="send",
            created_at=MONDAY,
            not_before=MONDAY,
        )
        store.run_now(lambda unit: unit.outbox.add((delivery,)))
        store.run_now(lambda unit: unit.outbox.claim(MONDAY))
        store.run_now(lambda unit: unit.outbox.give_up(delivery.id, MONDAY, "user_disabled"))
        assert (Finding("collega-niet-bereikt", CASE, delivery.id),) == await dog.look()
        operator.clock.move_to(MONDAY + 25 * HOUR)
        assert "collega-niet-bereikt" not in {one.code for one in await dog.look()}


async def test_a_timer_that_is_gone_is_started_again(operator: Operator) -> None:
    """What the melding remembers is put back as it was; once is enough."""
    with operator.store() as store:
        dog = await reported(operator, store)
        (row,) = store.read_now(lambda unit: unit.follow_ups.of(CASE))
        store.run_now(lambda unit: unit.follow_ups.cancel_all(CASE))
        assert (Finding("wekker-hersteld", CASE, row.key, is_urgent=False),) == await dog.look()
        assert not dog.is_alarmed
        (again,) = store.read_now(lambda unit: unit.follow_ups.of(CASE))
        assert (row.key, row.due_at, row.slot) == (again.key, again.due_at, again.slot)
        assert () == await dog.look()


async def test_an_open_melding_waits_for_somebody(operator: Operator) -> None:
    """Without anything that waits it is urgent; with less than the rules ask it is told."""
    with operator.store() as store:
        opened = await opened_case(operator, store)
        assert () == tuple(missing_wants(opened, MONDAY))
        (waiting,) = opened.case.follow_ups
        nobody = msgspec.structs.replace(opened.case, follow_ups=())
        alone = msgspec.structs.replace(opened, case=nobody)
        assert (Finding("niemand-aan-zet", CASE),) == tuple(missing_wants(alone, MONDAY))
        another = msgspec.structs.replace(
            opened.case, follow_ups=(msgspec.structs.replace(waiting, key="raad/1"),)
        )
        less = msgspec.structs.replace(opened, case=another)
        expected = Finding("niemand-aan-zet", CASE, waiting.key, is_urgent=False)
        assert (expected,) == tuple(missing_wants(less, MONDAY))


async def test_past_the_calendar_only_the_calendar_is_a_finding(operator: Operator) -> None:
    """When the school holidays are not known any more, open meldingen are still looked at."""
    with operator.store() as store:
        dog = await reported(operator, store)
        operator.clock.move_to(datetime.datetime(2031, 1, 6, 9, tzinfo=datetime.UTC))
        found = {one.code for one in await dog.look()}
        assert {"vraag-te-laat", "kalender-eindigt"} == found


async def test_a_melding_that_cannot_be_read_holds_up_no_other(operator: Operator) -> None:
    """A damaged melding is named, and the others are looked at all the same."""
    with operator.store() as store:
        dog = await reported(operator, store)
        await operator.report(store, "9F2M", "Noor Jansen")
        store.run_now(lambda unit: unit.follow_ups.cancel_all("9F2M"))
        store.run_now(lambda unit: unit.follow_ups.cancel_all(CASE))
        with closing(sqlite3.connect(operator.database)) as other, other:
            other.execute("UPDATE events SET ciphertext = x'00' WHERE case_id = ?", (CASE,))
        found = {(one.code, one.case_id) for one in await dog.look()}
        assert {("melding-onleesbaar", CASE), ("wekker-hersteld", "9F2M")} == found


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (121, ()),
        (120, (Finding("kalender-eindigt", is_urgent=False),)),
        (30, (Finding("kalender-eindigt", is_urgent=True),)),
        (-9, (Finding("kalender-eindigt", is_urgent=True),)),
    ],
)
def test_the_calendar_comes_to_its_end(
    operator: Operator, days: int, expected: tuple[Finding, ...]
) -> None:
    """Four months ahead it is told, one month ahead it is urgent."""
    with operator.store() as store:
        calendar = operator.installation(store).directory.known_calendar
    day = calendar.known_until - datetime.timedelta(days=days)
    noon = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
    assert expected == tuple(calendar_findings(calendar, noon))


def test_the_card_is_empty_of_content(operator: Operator) -> None:
    """The card counts per kind, names ids of meldingen and nothing else."""
    with operator.store() as store:
        wording = operator.installation(store).library.current.wording
    findings = (
        Finding("collega-niet-bereikt", "9F2M", "9F2M:1:0"),
        Finding("collega-niet-bereikt", CASE, f"{CASE}:1:0"),
        Finding("collega-niet-bereikt", CASE, f"{CASE}:1:1"),
        Finding("kalender-eindigt", is_urgent=False),
    )
    card = school_card_for(wording, findings, "OEFENING")
    assert ("waakhond", "urgent", "OEFENING") == (card.key, card.tone, card.badge)
    assert (
        "Een collega is niet bereikt: 3 keer (7K3Q, 9F2M)",
        "De schoolkalender loopt bijna af. Er moeten nieuwe vakanties in: 1 keer",
    ) == card.items
    assert "neutral" == school_card_for(wording, findings[3:]).tone


def test_each_finding_has_its_text(operator: Operator) -> None:
    """Every code that can be found has a line on the card."""
    with operator.store() as store:
        wording = operator.installation(store).library.current.wording
    assert get_args(Code) == tuple(TEXTS)
    assert all(wording(key) for key in TEXTS.values())


async def test_a_closed_melding_is_left_alone(operator: Operator) -> None:
    """What has ended is not looked at, whatever its rows say."""
    with operator.store() as store:
        dog = await reported(operator, store)
        row = store.read_now(lambda unit: unit.index.get(CASE))
        assert row is not None
        ended = msgspec.structs.replace(row, state=CLOSED_STATES[0], ended_at=MONDAY)
        store.run_now(lambda unit: unit.index.save(ended))
        store.run_now(lambda unit: unit.follow_ups.cancel_all(CASE))
        store.run_now(
            lambda unit: unit.follow_ups.start(
                FollowUp("", "dag", MONDAY + HOUR, "elke dag", "", MONDAY)
            )
        )
        assert () == await dog.look()
