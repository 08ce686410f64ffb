"""Who is whom on a platform: found by address, checked again, let go when they left."""

import asyncio
from datetime import timedelta

import msgspec
import pytest

from bot import admission
from bot.linked_accounts import PAUSE, LinkedAccounts
from flows.cards import Card
from flows.ports import Account, NoAnswer, NotSent, Placed, Say, Typed, Unreachable, Who
from flows.staff_channel import CHANNEL
from storage.sent_cards import SentCard
from tests.practice.linked import Linked, rows, who
from tests.practice.running_bot import RunningBot
from tests.practice.twelve import STAFF

MINUTE = timedelta(minutes=1)
CARD = Card(key="root", title="Melding 7K3Q")


class Wall:
    """A surface that takes everything."""

    platform = "playground"

    async def post(self, who: Who, card: Card, thread_id: str, delivery_id: str) -> Placed:
        """Posts."""
        return Placed(delivery_id, thread_id)

    async def replace(self, who: Who, placed: Placed, card: Card) -> None:
        """Replaces."""


async def test_who_comes_is_linked_at_once(linked: Linked) -> None:
    """The first contact is enough, and is remembered by a program that starts after that."""
    assert {} == rows(linked.store)
    assert "bram" == await linked.staff_id(who("Ubram"))
    assert {"bram": "Ubram"} == rows(linked.store)
    again = LinkedAccounts(linked.store, [(linked.book, Wall())], linked.time)
    await again.open()
    assert who("Ubram") == await _place(again, "bram")


async def test_the_staff_channel_is_where_the_school_says(linked: Linked) -> None:
    """On the platform that it belongs to, as far as that one is served."""
    pair = [(linked.book, Wall())]
    there, away = Who("playground", "19:a@thread.tacv2"), Who("teams", "19:a@thread.tacv2")
    named = LinkedAccounts(linked.store, pair, linked.time, channel=there)
    assert there == await _place(named, CHANNEL)
    for channel in (None, away):
        none = LinkedAccounts(linked.store, pair, linked.time, channel=channel)
        assert await none.whereabouts(CHANNEL) is None
    assert [] == linked.book.asked


async def test_who_is_called_on_is_known_by_account(linked: Linked) -> None:
    """Only as far as somebody was linked; nothing is asked for it."""
    assert "" == linked.known_as("playground", "bram")
    assert "bram" == await linked.staff_id(who("Ubram"))
    assert ("Ubram", "") == (linked.known_as("playground", "bram"), linked.known_as("x", "bram"))
    assert ["Ubram"] == linked.book.asked


async def _place(accounts: LinkedAccounts, staff_id: str) -> Who:
    """Gives where cards for somebody go."""
    place = await accounts.whereabouts(staff_id)
    assert place is not None
    return place[1]


async def test_nobody_else_is_let_in(linked: Linked) -> None:
    """A guest, somebody whose address nobody on staff has, and another platform are nobody."""
    linked.book.refuses("Ubram")
    linked.book.gives("Uouder", "ouder@thuis.example")
    linked.book.gives("Uzonder", "")
    for user_id in ("Ubram", "Uouder", "Uzonder", "Uonbekend"):
        assert await linked.staff_id(who(user_id)) is None
    assert await linked.staff_id(Who("teams", "Ucarla")) is None
    assert {} == rows(linked.store)


async def test_known_by_what_they_sign_in_with(linked: Linked) -> None:
    """An account of which the address is another one, is whose name it signs in with has."""
    linked.book.gives("Ubram", "b.de.vries@school.example", "bram@school.example")
    linked.book.gives("Ucarla", "carla@school.example", "dirk@school.example")
    assert "bram" == await linked.staff_id(who("Ubram"))
    assert "carla" == await linked.staff_id(who("Ucarla"))


async def test_the_neutral_sentence(up: RunningBot, linked: Linked) -> None:
    """Somebody who became a guest reads the same as a stranger, within five minutes."""
    request = Typed(who("Ubram"), "pestmelding", "r1")
    assert not isinstance(await up.bot.handle(request), Say)
    linked.book.refuses("Ubram")
    linked.passes(5 * MINUTE)
    refused = await up.bot.handle(request)
    stranger = await up.bot.handle(Typed(who("Uvreemd"), "pestmelding", "r2"))
    assert isinstance(refused, Say)
    assert refused == stranger


async def test_an_account_is_asked_about_every_five_minutes(linked: Linked) -> None:
    """Within them nothing is asked, and after that once."""
    for _ in range(3):
        assert "bram" == await linked.staff_id(who("Ubram"))
        linked.passes(2 * MINUTE)
    assert ["Ubram"] == linked.book.asked
    await linked.staff_id(who("Ubram"))
    assert ["Ubram", "Ubram"] == linked.book.asked


async def test_at_one_moment_one_question(linked: Linked) -> None:
    """People who press twice wait for the same answer."""
    found = await asyncio.gather(*(linked.staff_id(who("Ubram")) for _ in range(5)))
    assert ["bram"] * 5 == found
    assert ["Ubram"] == linked.book.asked


async def test_a_platform_that_is_silent_for_a_while(linked: Linked) -> None:
    """Who was let in stays in for a quarter of an hour in all, then nobody is known."""
    await linked.staff_id(who("Ubram"))
    linked.book.refuses("Ucarla")
    await linked.staff_id(who("Ucarla"))
    linked.book.is_silent = True
    linked.passes(14 * MINUTE)
    assert "bram" == await linked.staff_id(who("Ubram"))
    for user_id in ("Ucarla", "Udirk"):
        with pytest.raises(NoAnswer):
            await linked.staff_id(who(user_id))
    linked.passes(MINUTE)
    with pytest.raises(NoAnswer):
        await linked.staff_id(who("Ubram"))
    linked.book.is_silent = False
    assert "bram" == await linked.staff_id(who("Ubram"))


async def test_a_platform_that_hangs(linked: Linked, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits longer than for something to appear in time."""
    monkeypatch.setattr(admission, "ANSWERS_WITHIN", 0.001)

    async def hangs(user_id: str) -> Account | None:
        await asyncio.Event().wait()
        return None

    monkeypatch.setattr(linked.book, "account", hangs)
    with pytest.raises(NoAnswer):
        await linked.staff_id(who("Ubram"))


async def test_what_changed_is_asked_again(linked: Linked) -> None:
    """The platform says that somebody changed: the next request asks."""
    await linked.staff_id(who("Ubram"))
    linked.book.refuses("Ubram")
    linked.forget(who("Ubram"))
    assert await linked.staff_id(who("Ubram")) is None


async def test_an_answer_from_before_a_change_is_not_kept(linked: Linked) -> None:
    """What was asked before the change may say how it was."""
    under_way = asyncio.ensure_future(linked.staff_id(who("Ubram")))
    await asyncio.sleep(0)
    linked.forget(who("Ubram"))
    await under_way
    linked.book.refuses("Ubram")
    assert await linked.staff_id(who("Ubram")) is None


async def test_cards_find_their_way_at_once(linked: Linked) -> None:
    """Who never came is found when there is a card for them; capitals do not count."""
    linked.book.gives("Ubram", "bram@school.example")
    await linked.becomes(
        (msgspec.structs.replace(STAFF[1], email="Bram@School.Example"), *STAFF[2:])
    )
    assert who("Ubram") == await _place(linked, "bram")
    assert {"bram": "Ubram"} == rows(linked.store)
    assert await linked.whereabouts("wie-dan-ook") is None


async def test_who_has_no_account_is_looked_for_again(linked: Linked) -> None:
    """Once a day, and at once when there is a new staff file."""
    linked.book.refuses("Ubram")
    for _ in range(3):
        assert await linked.whereabouts("bram") is None
    assert ["bram@school.example"] == linked.book.asked
    linked.passes(timedelta(days=1))
    assert await linked.whereabouts("bram") is None
    linked.book.gives("U2", "bram@school.example")
    assert await linked.whereabouts("bram") is None
    await linked.becomes(STAFF)
    assert who("U2") == await _place(linked, "bram")


async def test_no_answer_is_not_the_same_as_no_account(linked: Linked) -> None:
    """A card for somebody who cannot be looked for now, waits."""
    linked.book.is_silent = True
    with pytest.raises(NotSent):
        await linked.whereabouts("bram")
    linked.book.is_silent = False
    assert who("Ubram") == await _place(linked, "bram")


async def test_nothing_new_goes_to_a_refused_account(up: RunningBot, linked: Linked) -> None:
    """What stands there is replaced; a new card is one for somebody who cannot be reached."""
    await linked.staff_id(who("Ubram"))
    linked.book.refuses("Ubram")
    linked.forget(who("Ubram"))
    place = await linked.whereabouts("bram")
    assert place is not None
    surface, bram = place
    with pytest.raises(Unreachable):
        await surface.post(bram, CARD, "", "d1")
    placed = await linked.surface.post(bram, CARD, "", "d0")
    later = msgspec.structs.replace(CARD, tone="withdrawn")
    await surface.replace(bram, placed, later)
    assert (later,) == tuple(one.card for one in up.chat.messages("Ubram"))


async def test_a_round_links_everybody(linked: Linked) -> None:
    """One question at a time, with a pause; a second round the same day asks nothing."""
    await linked.keep_up()
    assert {one.id: f"U{one.id}" for one in STAFF} == rows(linked.store)
    assert [PAUSE] * (len(STAFF) - 1) == linked.pauses
    asked = len(linked.book.asked)
    await linked.keep_up()
    assert asked == len(linked.book.asked)


async def test_a_round_goes_on_where_it_stopped(linked: Linked) -> None:
    """Nobody is asked about twice because the platform was silent for a while."""
    await linked.whereabouts("vak")
    linked.book.is_silent = True
    await linked.keep_up()
    linked.book.is_silent = False
    await linked.keep_up()
    assert len(STAFF) == len(rows(linked.store))
    twice = [one for one in set(linked.book.asked) if linked.book.asked.count(one) > 1]
    assert 1 == len(twice)


async def test_a_round_a_day_looks_at_each_account(linked: Linked) -> None:
    """Who got another account with the same address goes on in that one."""
    await linked.keep_up()
    linked.book.refuses("Ubram")
    linked.book.gives("Unieuw", "bram@school.example")
    linked.passes(timedelta(days=1))
    await linked.keep_up()
    assert "Unieuw" == rows(linked.store)["bram"]
    assert "bram" == await linked.staff_id(who("Unieuw"))
    assert await linked.staff_id(who("Ubram")) is None


async def test_the_address_decides(linked: Linked) -> None:
    """An account that gets a colleague's address is that colleague's from then on, alone."""
    await linked.keep_up()
    linked.book.gives("Ubram", "carla@school.example")
    linked.book.refuses("Ucarla")
    linked.forget(who("Ubram"))
    assert "carla" == await linked.staff_id(who("Ubram"))
    assert await linked.whereabouts("bram") is None
    assert who("Ubram") == await _place(linked, "carla")
    assert "bram" not in rows(linked.store)


async def test_another_address_alone_changes_nobody(linked: Linked) -> None:
    """An account that was linked stays whose it was, under an address that nobody has."""
    await linked.staff_id(who("Ubram"))
    linked.book.gives("Ubram", "bram.de.vries@school.example")
    linked.passes(5 * MINUTE)
    assert "bram" == await linked.staff_id(who("Ubram"))


async def test_who_left_is_forgotten_after_the_last_card(linked: Linked) -> None:
    """Off the staff at once; known until no card is left to replace."""
    await linked.keep_up()
    await linked.store.run(lambda unit: unit.cards.put(SentCard("7K3Q", "bram", "root", *"123")))
    await linked.becomes(tuple(one for one in STAFF if one.id not in {"bram", "carla"}))
    linked.passes(timedelta(days=1))
    assert await linked.staff_id(who("Ubram")) is None
    await linked.keep_up()
    assert "carla" not in rows(linked.store)
    assert who("Ubram") == await _place(linked, "bram")
    assert await linked.whereabouts("carla") is None
