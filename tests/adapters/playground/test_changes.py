"""The stream of changes."""

from adapters.playground.changes import EVERYBODY, WAITING_AT_MOST, Changes


def test_every_listener_hears_a_change() -> None:
    """All open pages hear whose chat changed."""
    changes = Changes()
    with changes.listening() as first, changes.listening() as second:
        changes.tell("c1")

        assert ("c1", "c1") == (first.get_nowait(), second.get_nowait())


def test_a_page_that_left_hears_nothing() -> None:
    """Nothing is kept for a page that is closed."""
    changes = Changes()
    with changes.listening() as listener:
        pass
    changes.tell("c1")

    assert listener.empty()


def test_a_page_that_falls_behind_looks_at_all() -> None:
    """When too much waits, one word says that everything may have changed."""
    changes = Changes()
    with changes.listening() as listener:
        for _ in range(WAITING_AT_MOST + 1):
            changes.tell("c1")

        assert (EVERYBODY, True) == (listener.get_nowait(), listener.empty())


def test_the_end_is_told() -> None:
    """A page hears that the playground stops, also when much still waits."""
    changes = Changes()
    with changes.listening() as listener:
        changes.tell("c1")
        changes.end()

        assert (None, True) == (listener.get_nowait(), listener.empty())
