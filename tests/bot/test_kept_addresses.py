"""Addresses of one platform: compared before they are written, and mostly not even that."""

from datetime import timedelta

import pytest

from bot.kept_addresses import COMPARED_EVERY, KeptAddresses
from tests.bot.conftest import Operator


async def test_an_address_is_kept_and_forgotten(operator: Operator) -> None:
    """The last one counts, for this account on this platform; forgetting twice is harmless."""
    with operator.store() as store:
        addresses = KeptAddresses(store, "teams", operator.clock)
        assert "" == await addresses.get("a")
        await addresses.put("a", "een")
        await addresses.put("a", "twee")
        assert ("twee", "") == (await addresses.get("a"), await addresses.get("b"))
        assert "" == await KeptAddresses(store, "slack", operator.clock).get("a")
        for _ in range(2):
            await addresses.drop("a")
        assert "" == await addresses.get("a")
        await addresses.put("a", "twee")
        assert "twee" == await addresses.get("a")


async def test_what_stays_the_same_is_not_written(operator: Operator) -> None:
    """Since when it is kept stays what it was; after an hour it is looked for once more."""
    with operator.store() as store:
        addresses = KeptAddresses(store, "teams", operator.clock)
        await addresses.put("a", "een")
        first = store.read_now(lambda unit: unit.addresses.get("teams", "a"))
        operator.clock.move_to(operator.clock.now() + timedelta(minutes=1))
        await addresses.put("a", "een")
        assert first == store.read_now(lambda unit: unit.addresses.get("teams", "a"))
        store.run_now(lambda unit: unit.addresses.drop("teams", "a"))
        await addresses.put("a", "een")
        assert "" == await addresses.get("a")
        operator.clock.move_to(operator.clock.now() + COMPARED_EVERY)
        await addresses.put("a", "een")
        assert "een" == await addresses.get("a")
        second = store.read_now(lambda unit: unit.addresses.get("teams", "a"))
        operator.clock.move_to(operator.clock.now() + COMPARED_EVERY)
        await addresses.put("a", "een")
        assert second == store.read_now(lambda unit: unit.addresses.get("teams", "a"))


async def test_an_address_has_an_end(operator: Operator) -> None:
    """Longer than a platform needs is refused."""
    with operator.store() as store:
        addresses = KeptAddresses(store, "teams", operator.clock)
        await addresses.put("a", "x" * 2_000)
        with pytest.raises(ValueError, match="address too long"):
            await addresses.put("a", "é" * 1_001)
