"""The first card of a melding, as each reader sees it."""

import msgspec
import pytest

from flows import commands as do
from flows import verbs
from flows.school import Place
from flows.views.cards import card_for
from tests.flows.small_school import BULLY, INTAKE, SCHOOL, TARGET, Play
from tests.flows.views import story


def _with_intake(play: Play, **changes: object) -> None:
    intake = msgspec.structs.replace(play.protocol.intake, **changes)
    play.protocol = msgspec.structs.replace(play.protocol, intake=intake)


def test_a_coach_is_asked_to_take_it_up_for_own_pupils() -> None:
    """The main button takes it up, for the letters of this coach only."""
    card = story.seen(story.reported(), "carla", "root")
    assert ["oppakken"] == story.primary(card)
    assert "coach van leerling B en leerling C" in story.said(card)
    assert "action" == card.tone
    assert card.footnote


def test_after_taking_up_the_card_says_who_did_and_what_comes_next() -> None:
    """The button is gone; opening is the main thing now."""
    play = story.reported()
    play.does(do.Acknowledge(actor="bram"))
    card = story.seen(play, "bram", "root")
    assert ["open"] == story.primary(card)
    assert "Opgepakt: leerling A: Bram" in story.said(card)
    assert "Nog niet opgepakt: leerling B en leerling C" in story.said(card)
    assert "Nu aan jou: Gesprek met de leerling die gepest wordt" in story.said(card)
    assert "wo 25 november" in story.said(card)


def test_a_colleague_who_took_up_several_pupils_is_named_once() -> None:
    """The letters stand together before the name."""
    card = story.seen(story.taken_up(), "anna", "root")
    assert "Opgepakt: leerling A: Bram; leerling B en leerling C: Carla\n" in story.said(card)


@pytest.mark.parametrize("reporter", ["vak", "bram", "anna"])
def test_the_first_card_of_another_coach_does_not_tell_who_reported(reporter: str) -> None:
    """A coach who reports has taken it up at once; the other coach sees only own pupils."""
    card = story.seen(story.reported(by=reporter), "carla", "root")
    assert "Nog niet opgepakt: leerling B en leerling C" in story.said(card)
    assert "Opgepakt:" not in story.said(card)
    assert "Bram" not in story.said(card)
    assert "Hierna" not in story.said(card)


@pytest.mark.parametrize("reporter", ["vak", "bram"])
def test_nor_does_the_card_after_taking_up(reporter: str) -> None:
    """Of a pupil who is not their own another coach never sees who took it up, or when."""
    play = story.reported(by=reporter)
    play.does(do.Acknowledge(actor="carla"))
    card = story.seen(play, "carla", "root")
    assert "Melding 7K3Q: Zo staat het ervoor" == card.title
    assert "Opgepakt: leerling B en leerling C: Carla" in story.said(card)
    assert "Bram" not in story.said(card)
    assert "Hierna" not in story.said(card)


def test_who_waits_for_another_sees_what_comes_after() -> None:
    """The antipestcoördinator sees what waits, though not with them."""
    card = story.seen(story.taken_up(), "anna", "root")
    assert "Hierna: Gesprek met de leerling die gepest wordt" in story.said(card)
    assert "neutral" == card.tone


def test_the_next_thing_is_told_without_a_day_when_it_has_no_limit() -> None:
    """A choice to make has no limit, only a reminder."""
    card = story.seen(story.consented(), "bram", "root")
    assert "Nu aan jou: Kies hoe het verder gaat\n" in story.said(card)


def test_an_acute_melding_says_loudly_to_call() -> None:
    """A message is no help: the card says whom to call, until it was taken up."""
    for person in ("bram", "carla", "anna", "vak"):
        card = story.seen(story.reported(acute=True), person, "root")
        assert "urgent" == card.tone
        assert "Een bericht is geen hulp" in story.said(card)
        assert "Bel Conciërge: toestel 101." in card.paragraphs
    for person in ("bram", "vak"):
        card = story.seen(story.taken_up(acute=True), person, "root")
        assert "Een bericht is geen hulp" not in story.said(card)


def test_the_reporter_reads_nothing_but_that_it_arrived() -> None:
    """No stage, no letter, no colleague; one button to add something."""
    card = story.seen(story.reported(), "vak", "root")
    assert "Melding 7K3Q: Je melding is binnen" == card.title
    assert () == card.facts
    assert [(verbs.SAW_MORE, "")] == story.presses(card)
    assert "leerling A" not in story.said(card)
    assert "Bram" not in story.said(card)


def test_the_reporter_hears_that_it_was_taken_up() -> None:
    """Both the first card and a new one say so, not by whom."""
    play = story.reported()
    assert "withdrawn" == story.seen(play, "vak", "opgepakt").tone
    assert ("vak", "opgepakt") in story.cards_sent(play, do.Acknowledge(actor="bram"))
    for key in ("root", "opgepakt"):
        card = story.seen(play, "vak", key)
        assert "done" == card.tone
        assert "Je melding is opgepakt." in story.said(card)
        assert "Bram" not in story.said(card)


def test_only_the_reporter_has_the_card_that_it_was_taken_up() -> None:
    """Anybody else sees a card that says nothing."""
    assert "Vervallen" == story.seen(story.taken_up(), "bram", "opgepakt").title


def test_a_reporter_who_is_the_coach_works_in_it() -> None:
    """The card of who works comes before that of who reported."""
    play = Play()
    play.does(
        do.ReportBullying(
            actor="bram", case_id="7K3Q", protocol="x", involved=(TARGET,), answers=INTAKE
        )
    )
    assert ["open"] == story.primary(story.seen(play, "bram", "root"))
    taken_up = story.said(story.seen(play, "bram", "opgepakt"))
    assert "Wat jij nu kunt doen" in taken_up
    assert "hier niet meer lezen" not in taken_up


def test_in_a_second_round_the_card_says_so() -> None:
    """Step 1 again is told as such."""
    play = story.asked()
    play.does(do.AnswerQuestion(actor="bram", key="vraag/1.1.week", answers=story.STOPPED))
    play.does(do.MoveOn(actor="bram", transition="herhalen", here="1.1", reason="x"))
    assert "stap 1, 2e keer" in story.said(story.seen(play, "bram", "root"))


def test_nobody_is_asked_to_take_up_what_is_over() -> None:
    """A coach who never took it up is not asked once it turned out to be no bullying."""
    play = story.reported()
    play.does(do.Acknowledge(actor="bram"))
    task = "melding.1.gesprek_gepeste.p1"
    play.does(do.CompleteTask(actor="bram", task=task, answers=story.TALKED))
    play.does(do.MoveOn(actor="bram", transition="geen_pesten", here="melding.1", reason="x"))
    card = story.seen(play, "carla", "root")
    assert "Pak je dit op?" not in story.said(card)
    assert "" == card.footnote


def test_after_closing_the_card_is_done_and_can_open_again() -> None:
    """The coach can open the melding again; nothing else waits."""
    play = story.aftercare()
    play.does(do.CloseCase(actor="bram", reason="x"))
    card = story.seen(play, "bram", "root")
    assert "done" == card.tone
    assert [("open", ""), ("heropenen", "")] == story.presses(card)
    assert "Waar zijn we: gesloten" in story.said(card)


def test_a_melding_that_was_no_bullying_cannot_open_again() -> None:
    """It is done, with only the page to read."""
    play = story.consented()
    play.does(do.MoveOn(actor="bram", transition="geen_pesten", here="melding.1", reason="x"))
    assert [("open", "")] == story.presses(story.seen(play, "bram", "root"))


def test_a_melding_that_is_gone_leaves_empty_cards() -> None:
    """Merged, withdrawn or erased: nothing to do, for the reporter neither."""
    play = story.taken_up()
    play.case = msgspec.structs.replace(play.case, state="gewist")
    for person in ("bram", "vak"):
        card = story.seen(play, person, "root")
        assert "withdrawn" == card.tone
        assert () == card.buttons
    assert () == story.seen(play, "vak", "opgepakt").buttons


def test_a_page_reader_gets_the_summary_and_no_work() -> None:
    """The team coordinator reads along from the stage that opens for them."""
    play = story.taken_up()
    first, *rest = play.protocol.stages
    opened = msgspec.structs.replace(first, opens_for=("teamcoordinator",))
    play.protocol = msgspec.structs.replace(play.protocol, stages=(opened, *rest))
    card = story.seen(play, "tom", "root")
    assert [("open", ""), ("raad", "")] == story.presses(card)
    assert "samenvatting" in story.said(card)


def test_who_must_know_of_an_acute_melding_is_warned_without_reading_it() -> None:
    """A role in `acute_to` hears that it is acute, and gets no button."""
    play = story.reported(acute=True)
    _with_intake(play, acute_to=("leidinggevende",))
    card = story.seen(play, "lies", "root")
    assert "urgent" == card.tone
    assert "Een bericht is geen hulp" in story.said(card)
    assert () == card.buttons
    play.case = msgspec.structs.replace(play.case, state="gesloten")
    assert "withdrawn" == story.seen(play, "lies", "root").tone


@pytest.mark.parametrize("person", ["tom", "lies", "rector", "vera", "ict", "nobody"])
def test_a_stranger_sees_the_same_empty_card(person: str) -> None:
    """Not even the id: no hint that there is a melding."""
    card = story.seen(story.reported(), person, "root")
    assert "withdrawn" == card.tone
    assert "7K3Q" not in story.said(card)
    assert () == card.buttons


def test_an_excluded_coach_sees_the_empty_card() -> None:
    """Whoever stepped back is a stranger from then on; the deputy has the card."""
    play = story.reported()
    play.does(do.ExcludePerson(actor="bram", person="bram", reason="ouder"))
    assert "Vervallen" == story.seen(play, "bram", "root").title
    assert ["oppakken"] == story.primary(story.seen(play, "dirk", "root"))


def test_a_coach_reads_who_took_over() -> None:
    """Nothing else of the melding: nobody wonders where it went, and it can be taken back."""
    play = story.reported()
    play.does(do.TakeOver(actor="anna", slot="begeleider:p1"))
    card = story.seen(play, "bram", "root")
    assert "Melding 7K3Q: Opgepakt door een collega" == card.title
    assert "Anna doet dit. Je hoeft niets te doen." == card.paragraphs[0]
    assert ["Opgepakt: leerling A: Anna"] == [f"{one.label}: {one.value}" for one in card.facts]
    assert [("overnemen", "begeleider:p1")] == story.presses(card)


def test_who_is_kept_out_does_not_read_who_took_over() -> None:
    """An excluded coach is a stranger, whoever answers for it now."""
    play = story.reported()
    play.does(do.TakeOver(actor="anna", slot="begeleider:p1"))
    play.does(do.ExcludePerson(actor="anna", person="bram", reason="Familie."))
    assert story.seen(play, "vreemd", "root") == story.seen(play, "bram", "root")


def test_without_a_coach_the_antipestcoordinator_takes_it_up() -> None:
    """The role falls back, and so does the button."""
    play = Play(school=msgspec.structs.replace(SCHOOL, places=(Place("p1"),)))
    play.does(
        do.ReportBullying(
            actor="vak",
            case_id="7K3Q",
            protocol="x",
            involved=(TARGET, BULLY),
            answers=INTAKE,
        )
    )
    assert ["oppakken"] == story.primary(story.seen(play, "anna", "root"))


def test_a_badge_stands_on_every_card() -> None:
    """In practice mode every card is marked."""
    play = story.reported()
    scene = msgspec.structs.replace(story.scene_of(play, "bram"), badge="OEFENING")
    for person, key in (("bram", "root"), ("bram", "nergens/1")):
        assert "OEFENING" == card_for(scene, key).badge, person


def _two_coaches() -> Play:
    """Both pupils have two coaches; one of them took up the melding for both."""
    play = story.reported(involved=(TARGET, BULLY))
    places = tuple(msgspec.structs.replace(one, coaches=("bram", "carla")) for one in SCHOOL.places)
    play.school = msgspec.structs.replace(SCHOOL, places=places)
    play.does(do.Acknowledge(actor="bram"))
    return play


def test_the_second_coach_sees_who_does_it() -> None:
    """By letter, with a button per pupil, and no way to open the melding."""
    card = story.seen(_two_coaches(), "carla", "root")
    assert ["Opgepakt: leerling A en leerling B: Bram"] == [
        f"{one.label}: {one.value}" for one in card.facts
    ]
    assert [("overnemen", "begeleider:p1"), ("overnemen", "begeleider:p2")] == story.presses(card)
    assert ["Neem over: leerling A", "Neem over: leerling B"] == [one.label for one in card.buttons]


def test_the_second_coach_takes_over_nothing_of_what_is_over() -> None:
    """Once the melding is closed there is nothing to take over."""
    play = _two_coaches()
    play.case = msgspec.structs.replace(play.case, state="gesloten")
    card = story.seen(play, "carla", "root")
    assert "withdrawn" == card.tone
    assert () == card.facts + card.buttons
    assert ("Bram doet dit. Je hoeft niets te doen.",) == card.paragraphs


def test_who_took_over_is_named_on_the_card_of_the_others() -> None:
    """Not who took it up before."""
    play = _two_coaches()
    play.does(do.TakeOver(actor="carla", slot="begeleider:p2"))
    card = story.seen(play, "anna", "root")
    assert "leerling A: Bram; leerling B: Carla" in story.said(card)


def test_who_is_away_or_kept_out_is_not_named_as_the_one_who_does_it() -> None:
    """Whoever stands in is; when nobody took it up but the antipestcoördinator, that stays."""
    play = _two_coaches()
    play.does(do.ExcludePerson(actor="anna", person="bram", reason="Familie."))
    assert "leerling A en leerling B: Dirk" in story.said(story.seen(play, "anna", "root"))
    alone = story.reported(involved=(TARGET,))
    talk = do.CompleteTask(actor="anna", task="melding.1.gesprek_gepeste.p1", answers=story.TALKED)
    alone.does(talk)
    assert "leerling A: Anna" in story.said(story.seen(alone, "bram", "root"))
