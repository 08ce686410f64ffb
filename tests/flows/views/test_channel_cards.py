"""What stands in the staff channel: the id, the stage, a date, colleagues, and nothing else."""

import re

import msgspec
import pytest

from flows import commands as do
from flows import limits
from flows.cards import Card
from flows.desk import standing
from flows.event_parts import Involved
from flows.forms import Answer
from flows.school import people_for
from flows.staff_channel import CHANNEL, TAKING_UP, channel_keys, goes_there
from flows.views.channel_cards import channel_card, merged_channel_card
from tests.flows.meldingen import ADVICE, INCIDENT, SIGHTING, stuck
from tests.flows.small_school import Play
from tests.flows.views import story

CASE = "7K3Q"
DATE = re.compile(r"(ma|di|wo|do|vr) \d{1,2} [a-z]+( 20\d\d)?( \(die dag is voorbij\))?")
STAGES = re.compile(r"[a-zA-Z0-9 :,()-]+")


def card(play: Play, key: str) -> Card:
    """The card with this key as it stands in the channel now."""
    return channel_card(story.scene_of(play, CHANNEL), key)


def in_channel(play: Play) -> list[str]:
    """The keys of the cards that stand in the channel now."""
    keys = (one.key for one in standing(play.case, play.protocol))
    return list(dict.fromkeys(key for one in keys for key in channel_keys(one)))


def called(play: Play, key: str) -> list[str]:
    """Who is called on in a card."""
    return [one.staff_id for one in card(play, key).mentions]


def facts(play: Play, key: str) -> dict[str, str]:
    """What stands on a card, by label."""
    return {one.label: one.value for one in card(play, key).facts}


def with_everything() -> Play:
    """A melding in which all that can be raised was."""
    play = story.step_one()
    play.does(stuck())
    play.does(do.AskAdvice(actor="carla", to="tom", answers=ADVICE))
    play.does(do.AddNote(actor="carla", kind="incident", answers=INCIDENT))
    play.does(do.AddNote(actor="vak", kind="waarneming", answers=SIGHTING))
    play.does(do.ExcludePerson(actor="anna", person="carla", reason=story.TYPED))
    return play


def closed() -> Play:
    """A melding that was closed from aftercare."""
    play = story.aftercare()
    play.does(do.CloseCase(actor="bram", reason=story.TYPED))
    return play


MOMENTS = {
    "acute": lambda: story.reported(acute=True),
    "taken_up": story.taken_up,
    "talked": story.talked,
    "consented": story.consented,
    "step_one": story.step_one,
    "with_everything": with_everything,
    "agreed": story.agreed,
    "pasted": story.pasted,
    "asked": story.asked,
    "aftercare": story.aftercare,
    "closed": closed,
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_card_holds_what_anybody_may_read(moment: str) -> None:
    """Every part of every card at every turn: nothing but id, stage, date and colleagues."""
    play = MOMENTS[moment]()
    say = story.WORDING
    titles = ("root-titel", "kanaal-aan-zet", "kanaal-wacht", "kanaal-klaar")
    for key in in_channel(play):
        shown = card(play, key)
        stage, *dates = shown.facts
        assert shown.title in {say("kaart-titel", id=CASE, wat=say(one)) for one in titles}
        assert say("feit-stap") == stage.label
        assert STAGES.fullmatch(stage.value)
        assert {say("feit-uiterlijk"), say("feit-datum")} >= {one.label for one in dates}
        assert all(DATE.fullmatch(one.value) for one in dates), dates
        assert {f"open|{CASE}|"} >= {one.value for one in shown.buttons}
        assert {one.id: one.name for one in play.school.staff}.items() >= {
            one.staff_id: one.name for one in shown.mentions
        }.items()
        assert ((), (), None, "") == (
            shown.paragraphs,
            shown.items,
            shown.progress,
            shown.footnote,
        )


@pytest.mark.parametrize("moment", MOMENTS)
def test_nobody_is_named_but_who_must_act(moment: str) -> None:
    """Neither who did something nor who reported: a coach who reported took it up at once."""
    play = MOMENTS[moment]()
    for key in in_channel(play):
        text = msgspec.json.encode(card(play, key)).decode()
        names = {one.name for one in play.school.staff if one.name in text}
        assert {one.name for one in card(play, key).mentions} == names
        assert "leerling" not in text
        assert story.TYPED not in text


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_card_fits(moment: str) -> None:
    """Within the limits of the strictest platform."""
    play = MOMENTS[moment]()
    for key in in_channel(play):
        shown = card(play, key)
        assert len(shown.title) <= limits.CARD_TITLE
        assert len(msgspec.json.encode(shown)) <= limits.CARD_BYTES


def test_the_root_says_where_a_melding_stands_and_until_when() -> None:
    """Nothing to press and nobody to call."""
    shown = card(story.reported(), "root")
    assert "Melding 7K3Q: Zo staat het ervoor" == shown.title
    assert ["Waar zijn we", "Eerstvolgende datum"] == [one.label for one in shown.facts]
    assert "di 24 november" == shown.facts[1].value
    assert ("neutral", (), ()) == (shown.tone, shown.mentions, shown.buttons)


def test_the_date_of_the_root_is_the_first_limit() -> None:
    """As soon as something with a limit is the first to be due."""
    play = story.taken_up()
    assert ["Waar zijn we", "Uiterlijk"] == list(facts(play, "root"))


def test_what_stays_between_two_people_moves_no_date() -> None:
    """Nobody sees in the channel that advice was asked."""
    play = story.aftercare()
    before = card(play, "root")
    play.does(do.AskAdvice(actor="bram", to="tom", answers=ADVICE))
    assert "raad/1" in {one.key for one in play.case.follow_ups}
    assert before == card(play, "root")


def test_the_root_of_a_closed_melding_is_done() -> None:
    """It says that it is closed, and has no date any more."""
    shown = card(closed(), "root")
    assert ("done", ["gesloten"]) == (shown.tone, [one.value for one in shown.facts])


def test_taking_up_calls_every_coach_who_has_not() -> None:
    """All who fill the slot; one less when one did, and in the end nobody."""
    play = story.reported()
    assert ["bram", "carla"] == called(play, TAKING_UP)
    play.does(do.Acknowledge(actor="bram"))
    assert ["carla"] == called(play, TAKING_UP)
    play.does(do.Acknowledge(actor="carla"))
    assert "Melding 7K3Q: Deze stap is klaar" == card(play, TAKING_UP).title
    assert ("done", ()) == (card(play, TAKING_UP).tone, card(play, TAKING_UP).buttons)


def test_taking_up_is_over_when_a_melding_is_closed() -> None:
    """Nobody is called on for what need not be done any more."""
    play = closed()
    acknowledged = play.case.acknowledged[:1]
    play.case = msgspec.structs.replace(play.case, acknowledged=acknowledged)
    assert [] == called(play, TAKING_UP)


def test_a_deputy_is_called_for_who_is_kept_out() -> None:
    """Whoever fills the slot now."""
    play = story.reported()
    play.does(do.ExcludePerson(actor="anna", person="bram", reason=story.TYPED))
    assert ["dirk", "carla"] == called(play, TAKING_UP)


def test_an_action_calls_who_can_do_it() -> None:
    """With its limit and a button to the melding."""
    play = story.taken_up()
    key = "actie/melding.1.gesprek_gepeste"
    shown = card(play, key)
    assert (["bram"], "action") == (called(play, key), shown.tone)
    assert ["Waar zijn we", "Uiterlijk"] == [one.label for one in shown.facts]
    assert ["Open de melding"] == [one.label for one in shown.buttons]


def test_an_action_that_cannot_be_done_calls_until_somebody_is_asked() -> None:
    """Then it waits, and the decision calls the antipestcoördinator."""
    play = story.step_one()
    key = "actie/1.1.gesprek_pester"
    assert ["carla"] == called(play, key)
    for pupil in ("p2", "p3"):
        play.does(stuck(f"1.1.gesprek_pester.{pupil}"))
    assert [] == called(play, key)
    assert "Melding 7K3Q: Deze stap wacht nog even" == card(play, key).title
    assert "neutral" == card(play, key).tone
    assert ["anna"] == called(play, "besluit/1")


def test_an_action_that_was_done_calls_nobody() -> None:
    """It is done, by whom is not told."""
    play = story.talked()
    assert "done" == card(play, "actie/melding.1.gesprek_gepeste").tone


def test_a_text_for_magister_calls_the_coaches_for_whom_it_is_ready() -> None:
    """Each once, however many pupils they have."""
    play = story.agreed()
    assert ["bram", "carla"] == called(play, "magister/1.1.stap1")
    for pupil in ("p2", "p3"):
        play.does(do.PasteRecord(actor="carla", record="1.1.stap1", pupil=pupil))
    assert ["bram"] == called(play, "magister/1.1.stap1")
    play.does(do.PasteRecord(actor="bram", record="1.1.stap1", pupil="p1"))
    assert "done" == card(play, "magister/1.1.stap1").tone


def test_a_question_calls_once_it_is_asked() -> None:
    """Before, and after the answer, it calls nobody. It has no limit, so it gives no date."""
    key = "vraag/1.1.week"
    assert [] == called(story.pasted(), key)
    play = story.asked()
    assert (["bram"], ["Waar zijn we"]) == (called(play, key), list(facts(play, key)))
    play.does(do.AnswerQuestion(actor="bram", key=key, answers=story.STOPPED))
    assert "done" == card(play, key).tone


def test_news_does_not_say_whose_it_is() -> None:
    """That the reporter saw more looks like any other step."""
    mine, yours = story.taken_up(), story.taken_up()
    mine.does(do.AddNote(actor="carla", kind="incident", answers=INCIDENT))
    yours.does(do.AddNote(actor="vak", kind="waarneming", answers=SIGHTING))
    assert card(mine, "gebeurd/1") == card(yours, "gebeurd/1")
    assert ["bram"] == called(mine, "gebeurd/1")


def test_a_coach_who_reports_looks_like_one_who_is_quick() -> None:
    """Nothing in the channel tells the one from the other."""
    own, quick = story.reported(by="bram"), story.reported()
    quick.does(do.Acknowledge(actor="bram"))
    assert in_channel(own) == in_channel(quick)
    assert [card(own, key) for key in in_channel(own)] == [
        card(quick, key) for key in in_channel(quick)
    ]


@pytest.mark.parametrize("key", ["raad/1", "opgepakt", "overdracht/begeleider:p1", "verzonnen"])
def test_what_does_not_go_there_says_nothing(key: str) -> None:
    """Should a row ask for it all the same, it is a card that is not posted."""
    assert "withdrawn" == card(with_everything(), key).tone


def test_a_melding_that_went_into_another_one_does_not_say_which() -> None:
    """Who reported it may read along, and knows of no other one."""
    shown = merged_channel_card(story.scene_of(story.reported(), CHANNEL), "9XYZ", "root")
    assert ("Melding 9XYZ: Samengevoegd", "withdrawn") == (shown.title, shown.tone)
    assert (story.WORDING("kanaal-samengevoegd"),) == shown.paragraphs
    assert CASE not in msgspec.json.encode(shown).decode()


def test_a_slot_that_nobody_fills_calls_nobody() -> None:
    """A step without people waits; it does not break the thread."""
    play = story.reported(involved=(Involved("p1", ("gepeste",)),))
    play.school = msgspec.structs.replace(play.school, staff=())
    assert "Melding 7K3Q: Deze stap wacht nog even" == card(play, TAKING_UP).title


def test_who_is_called_is_who_has_the_card() -> None:
    """Nobody hears in the channel of a step that is on nobody's own desk."""
    for moment in MOMENTS.values():
        play = moment()
        for one in standing(play.case, play.protocol):
            if not goes_there(one.key) or one.key == "root":
                continue
            desks = {
                person
                for other in standing(play.case, play.protocol)
                if other.key == one.key
                for person in people_for(
                    other.slot, play.case, play.protocol, play.school, play.now
                )
            }
            assert desks >= set(called(play, one.key)), one.key


GOLDEN = [
    ("root", story.taken_up, "root"),
    ("taking_up", story.reported, TAKING_UP),
    ("action", story.taken_up, "actie/melding.1.gesprek_gepeste"),
]


@pytest.mark.parametrize(("name", "moment", "key"), GOLDEN, ids=[one[0] for one in GOLDEN])
def test_a_card_is_as_kept(name: str, moment: object, key: str) -> None:
    """The whole card as JSON, so that any change is seen."""
    assert callable(moment)
    expected, made = story.kept(f"channel_{name}", card(moment(), key))
    assert expected == made


def test_the_channel_being_away_is_told_without_a_name() -> None:
    """The antipestcoördinator hears that the channel could not be reached, and not a person."""
    shown = story.seen(story.reported(), "anna", f"onbereikbaar/{CHANNEL}")
    assert "Melding 7K3Q: Het kanaal is niet te bereiken" == shown.title
    assert "withdrawn" == story.seen(story.reported(), "tom", f"onbereikbaar/{CHANNEL}").tone


def test_an_answer_typed_by_hand_is_in_no_card() -> None:
    """Not even the word that stands in for it."""
    play = story.step_one()
    seen = (story.DAY, Answer("gezien", (story.TYPED,)), Answer("duiding", (story.TYPED,)))
    play.does(do.AddNote(actor="vak", kind="waarneming", answers=seen))
    for key in in_channel(play):
        assert story.TYPED not in msgspec.json.encode(card(play, key)).decode()
