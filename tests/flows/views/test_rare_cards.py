"""Cards for what seldom happens: nobody to be reached, a choice of another round."""

from tests.flows.views import story


def test_who_cannot_be_reached_is_told_to_who_must_act() -> None:
    """The antipestcoördinator hears who, for which melding, and not what it is about."""
    play = story.agreed()

    told = story.said(story.seen(play, "anna", "onbereikbaar/bram"))
    assert "Bram" in told
    assert "Open de melding" in told
    assert "Vervallen" in story.said(story.seen(play, "carla", "onbereikbaar/bram"))


def test_choice_of_a_round_that_never_was() -> None:
    """A card of a round that the melding is not in offers nothing to choose."""
    card = story.seen(story.agreed(), "bram", "keuze/2.9")

    assert not [one for one in card.buttons if one.value.startswith("kiezen|")]
