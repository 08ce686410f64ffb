"""The card of an action, and that of a Magister text."""

import datetime

import msgspec

from flows import commands as do
from flows.forms import Answer
from flows.views.cards import card_for
from tests.flows.meldingen import agreed_together
from tests.flows.small_school import BULLY, TARGET
from tests.flows.views import story

TALK = "actie/melding.1.gesprek_gepeste"
CONSENT = "actie/melding.1.toestemming"
OTHERS = "actie/1.1.gesprek_pester"


def test_it_says_what_to_do_for_whom_and_until_when() -> None:
    """Everything a tired coach needs stands on this one card."""
    card = story.seen(story.taken_up(), "bram", TALK)
    assert "Melding 7K3Q: Gesprek met de leerling die gepest wordt" == card.title
    assert "Voor: leerling A" in story.said(card)
    assert "Uiterlijk: wo 25 november" in story.said(card)
    assert "Waar zijn we: eerst uitzoeken" in story.said(card)
    task = "melding.1.gesprek_gepeste.p1"
    expected = [("doen", task), ("niet-uitvoerbaar", task), ("waarom", "A:171-173"), ("raad", "")]
    assert expected == story.presses(card)


def test_only_who_does_it_sees_it() -> None:
    """Another coach and the antipestcoördinator have no such card."""
    for person in ("carla", "anna", "vak", "tom"):
        assert "Vervallen" == story.seen(story.taken_up(), person, TALK).title


def test_after_its_day_the_limit_says_so() -> None:
    """The limit stays what it was while the reminders go on."""
    play = story.taken_up()
    story.goes_off(play, "taak/melding.1.gesprek_gepeste.p1")
    play.now += datetime.timedelta(days=1)
    card = story.seen(play, "bram", TALK)
    assert "Uiterlijk: wo 25 november (die dag is voorbij)" in story.said(card)


def test_when_done_it_says_by_whom_and_when() -> None:
    """The buttons are gone and the outcome stands in their place."""
    card = story.seen(story.talked(), "bram", TALK)
    assert "done" == card.tone
    assert ("Leerling A: gedaan door Bram, ma 23 november 10:00.",) == card.items
    assert [("open", "")] == story.presses(card)


def test_consent_ends_by_its_answers() -> None:
    """It tells who recorded them, in a later step too."""
    for play in (story.consented(), story.aftercare()):
        card = story.seen(play, "bram", CONSENT)
        assert ("Leerling A: gedaan door Bram, ma 23 november 10:00.",) == card.items


def test_a_no_stops_the_talk_and_leads_to_consultation() -> None:
    """For C there is no consent; B can go on. "Zeg dat dit niet lukt" stands ready for C first."""
    card = story.seen(story.step_one(), "carla", OTHERS)
    assert "geen toestemming voor het gesprek met leerling C" in story.said(card)
    verbs = story.presses(card)
    assert ("doen", "1.1.gesprek_pester.p2") == verbs[0]
    assert ("niet-uitvoerbaar", "1.1.gesprek_pester.p3") == verbs[1]
    assert 5 == len(verbs)
    assert "0 van 2 klaar" in story.said(card)


def test_a_card_gives_no_instruction_for_a_talk_that_may_not_be_held() -> None:
    """What to do stands on it only while some of it can be done (A:139-141)."""
    play = story.step_one()
    instruction = story.WORDING("actie-1-gesprek_pester-doen")
    assert instruction in story.said(story.seen(play, "carla", OTHERS))
    play.does(do.CompleteTask(actor="carla", task="1.1.gesprek_pester.p2", answers=story.TALKED))
    card = story.seen(play, "carla", OTHERS)
    assert instruction not in story.said(card)
    assert "Ga dus niet in gesprek" in story.said(card)


def test_a_talk_waits_for_consent() -> None:
    """An answer that is still to be asked is no yes."""
    card = story.seen(story.step_one("nog_vragen"), "carla", OTHERS)
    assert "Wacht op toestemming. Het gesprek met leerling C kan pas daarna." in story.said(card)


def test_consent_that_is_asked_on_says_where_it_belongs() -> None:
    """The question of before step 1 stands open in step 1."""
    card = story.seen(story.step_one("nog_vragen"), "bram", CONSENT)
    assert "Hoort bij: eerst uitzoeken" in story.said(card)
    assert "Waar zijn we: stap 1" in story.said(card)


def test_with_more_pupils_open_the_button_asks_which() -> None:
    """The form asks which pupil; the button names none."""
    card = story.seen(story.step_one("ja"), "carla", OTHERS)
    assert ("doen", "1.1.gesprek_pester") == story.presses(card)[0]


def test_what_the_antipestcoordinator_was_asked_is_not_asked_again() -> None:
    """The card says who thinks along; the button for that pupil is gone."""
    play = story.step_one()
    play.does(do.ReportInfeasible(actor="carla", task="1.1.gesprek_pester.p3", reason="x"))
    card = story.seen(play, "carla", OTHERS)
    assert "Over leerling C denkt de antipestcoördinator met je mee." in story.said(card)
    assert "geen toestemming" not in story.said(card)
    assert ("niet-uitvoerbaar", "1.1.gesprek_pester.p3") not in story.presses(card)


def test_what_was_left_out_says_who_decided() -> None:
    """Skipped after consultation, beside what was done."""
    play = story.step_one()
    play.does(do.ReportInfeasible(actor="carla", task="1.1.gesprek_pester.p3", reason="x"))
    play.does(do.SettleInfeasible(actor="anna", number=1, decision="overslaan", explanation="x"))
    card = story.seen(play, "carla", OTHERS)
    line = "Leerling C: overgeslagen na overleg, besluit door Anna, ma 23 november 10:00."
    assert (line,) == card.items
    assert "1 van 2 klaar" in story.said(card)


def test_a_joint_action_names_own_pupils_and_is_done_for_all() -> None:
    """Each coach sees the own letters; done by one is done."""
    play = story.agreed()
    card = story.seen(play, "carla", "actie/1.1.afspraken")
    assert ("Deze actie: gedaan door Bram, ma 23 november 10:00.",) == card.items
    before = story.step_one("ja")
    for pupil in ("p2", "p3"):
        task = f"1.1.gesprek_pester.{pupil}"
        before.does(do.CompleteTask(actor="carla", task=task, answers=story.TALKED))
    open_card = story.seen(before, "carla", "actie/1.1.afspraken")
    assert "Voor: leerling B en leerling C" in story.said(open_card)
    assert ("doen", "1.1.afspraken.") == story.presses(open_card)[0]


def test_what_was_not_done_lapses_when_the_melding_goes_on() -> None:
    """An action of a step that is over says that it need not be done any more."""
    play = story.step_one("ja")
    play.does(do.MoveOn(actor="bram", transition="verder", here="1.1", reason="x"))
    card = story.seen(play, "carla", OTHERS)
    assert "withdrawn" == card.tone
    assert "Leerling B: vervallen, want de melding ging hier zonder verder." == card.items[0]


def test_step_two_waits_for_the_wish_of_the_bullied_pupil() -> None:
    """No means no: the joint talk does not go on (A:119)."""
    play = story.step_one("ja")
    play.does(do.MoveOn(actor="bram", transition="verder", here="1.1", reason="x"))
    waits = story.seen(play, "bram", "actie/2.1.gesprek_samen")
    assert "Wacht op het antwoord van de leerling die gepest wordt." in story.said(waits)
    answers = (story.DAY, Answer("wens", ("nee",)))
    play.does(do.CompleteTask(actor="bram", task="2.1.samen_vragen.p1", answers=answers))
    card = story.seen(play, "bram", "actie/2.1.gesprek_samen")
    assert "wil nu niet samen praten" in story.said(card)
    assert [] == story.primary(card)
    done = story.seen(play, "bram", "actie/2.1.samen_vragen")
    assert ("Leerling A: gedaan door Bram, ma 23 november 10:00.",) == done.items


def test_voicemail_informs_nobody() -> None:
    """The card of the calls says that somebody must call again (A:224)."""
    play = story.step_one("ja")
    play.does(do.MoveOn(actor="bram", transition="verder", here="1.1", reason="x"))
    agreed_together(play)
    for pupil, outcome in (("p2", "voicemail"), ("p3", "geen_gehoor")):
        answers = (
            Answer("ouder", ("eerste",)),
            Answer("uitkomst", (outcome,)),
            story.DAY,
            Answer("tweede_ouder", ("nee",)),
            Answer("leeftijd", ("onder-16",)),
        )
        play.does(do.CompleteTask(actor="carla", task=f"2.1.bellen.{pupil}", answers=answers))
    said = story.said(story.seen(play, "carla", "actie/2.1.bellen"))
    assert "Ouder van leerling B: voicemail. Bel nog eens" in said
    assert "Ouder van leerling C: geen gehoor. Bel nog eens." in said


def test_an_action_that_waits_for_another_says_so() -> None:
    """Agreements come after the talks; before, the card says that it cannot be done yet."""
    card = story.seen(story.step_one("ja"), "bram", "actie/1.1.afspraken")
    assert "Nog even wachten met deze actie" in story.said(card)
    assert [] == story.primary(card)


def test_an_overridden_talk_may_go_on() -> None:
    """Whoever may override sees the button, when the talk is theirs to hold."""
    play = story.step_one()
    play.does(do.TakeOver(actor="anna", slot="begeleider:p3"))
    card = story.seen(play, "anna", OTHERS)
    assert ("toch-doorgaan", "1.1.gesprek_pester.p3") in story.presses(card)
    play.does(do.OverrideGate(actor="anna", task="1.1.gesprek_pester.p3", reason="veilig"))
    assert ("doen", "1.1.gesprek_pester.p3") in story.presses(story.seen(play, "anna", OTHERS))


def test_consent_that_was_overridden_is_done_without_a_name() -> None:
    """Nobody recorded an answer, and none is needed any more."""
    play = story.reported(involved=(TARGET, BULLY))
    play.does(do.Acknowledge(actor="bram"))
    play.does(
        do.CompleteTask(actor="bram", task="melding.1.gesprek_gepeste.p1", answers=story.TALKED)
    )
    play.does(do.MoveOn(actor="bram", transition="starten", here="melding.1", reason="x"))
    play.does(do.OverrideGate(actor="anna", task="1.1.gesprek_pester.p2", reason="veilig"))
    assert ("Leerling A: gedaan.",) == story.seen(play, "bram", CONSENT).items


def test_an_action_for_a_pupil_nobody_took_up_is_not_shown() -> None:
    """A card that stands there while nothing of it can begin is empty of work."""
    assert "withdrawn" == story.seen(story.reported(), "bram", TALK).tone


def test_a_button_is_shown_only_to_who_may_press_it() -> None:
    """Leaders to whom the melding is not open yet read what waits and why, no more."""
    play = story.taken_up()
    first, *rest = play.protocol.stages
    talk, *others = first.actions
    actions = (msgspec.structs.replace(talk, each="melding", by="schoolleiding"), *others)
    changed = msgspec.structs.replace(first, actions=actions)
    play.protocol = msgspec.structs.replace(play.protocol, stages=(changed, *rest))
    card = story.seen(play, "rector", TALK)
    assert [("waarom", "A:171-173")] == story.presses(card)


def test_unknown_actions_say_nothing() -> None:
    """A key that is none gives the neutral card."""
    play = story.taken_up()
    for key in ("actie/", "actie/melding.x.gesprek_gepeste", "actie/9.1.iets", "actie/1.1.iets"):
        assert "Vervallen" == story.seen(play, "bram", key).title


def test_without_stance_even_an_own_action_is_empty() -> None:
    """Somebody excluded who still holds a key sees nothing."""
    play = story.taken_up()
    play.case = msgspec.structs.replace(play.case, excluded=("bram",))
    assert "Vervallen" == story.seen(play, "bram", TALK).title


def test_a_text_for_magister_stands_ready_under_its_exact_title() -> None:
    """Title, own pupils and limit; the words themselves are behind the button."""
    card = story.seen(story.agreed(), "carla", "magister/1.1.stap1")
    assert "Melding 7K3Q: Tekst voor Magister: Pestprotocol stap 1" == card.title
    assert "Titel in Magister: Pestprotocol stap 1" in story.said(card)
    assert "Voor: leerling B en leerling C" in story.said(card)
    assert ("magister", "1.1.stap1") == story.presses(card)[0]


def test_a_text_is_done_pupil_by_pupil() -> None:
    """It tells who put it in Magister, and for whom it is left."""
    play = story.agreed()
    play.does(do.PasteRecord(actor="carla", record="1.1.stap1", pupil="p2"))
    card = story.seen(play, "carla", "magister/1.1.stap1")
    line = "Leerling B: in Magister gezet door Carla, ma 23 november 10:00."
    assert (line,) == card.items
    assert "Voor: leerling C" in story.said(card)
    assert "1 van 2 klaar" in story.said(card)
    done = story.seen(story.pasted(), "carla", "magister/1.1.stap1")
    assert "done" == done.tone
    assert 2 == len(done.items)


def test_a_text_that_cannot_be_made_yet_lapses() -> None:
    """No agreements yet, no text."""
    card = story.seen(story.step_one("ja"), "carla", "magister/1.1.stap1")
    assert "Vervallen: dit hoeft niet meer." in card.paragraphs


def test_a_text_without_a_title_shows_the_path_in_magister() -> None:
    """Another protocol names a place instead; a later phase makes the same texts again."""
    folder = story.TEXTS.parents[1] / "tests" / "definitions" / "fasen-b"
    play = story.taken_up()
    play.protocol = story.protocol_in(folder)
    wording = story.words_of(folder)
    for stage in ("2", "3"):
        play.case = msgspec.structs.replace(play.case, state="lopend", stage=stage, done=())
        scene = story.scene_of(play, "carla", wording)
        card = card_for(scene, f"magister/{stage}.1.incident")
        said = story.said(card)
        assert "Plek in Magister: logboek → nieuwe notitie → incidenten → pesten" in said
        assert "Titel in Magister" not in said
        assert "Voor: leerling B\n" in said


def test_a_text_about_the_whole_melding_names_no_pupil() -> None:
    """Made once, by the coach of the bullied pupil, and optional: it has no limit."""
    play = story.step_one("ja")
    first, one, *rest = play.protocol.stages
    start = msgspec.structs.replace(one.records[0], each="melding", required=False)
    changed = msgspec.structs.replace(one, records=(start,))
    play.protocol = msgspec.structs.replace(play.protocol, stages=(first, changed, *rest))
    play.case = msgspec.structs.replace(play.case, follow_ups=())
    card = story.seen(play, "bram", "magister/1.1.start")
    labels = ["Waar zijn we", "Titel in Magister"]
    assert labels == [fact.label for fact in card.facts]
    play.does(do.PasteRecord(actor="anna", record="1.1.start", pupil=""))
    done = story.seen(play, "bram", "magister/1.1.start")
    assert ("De hele melding: in Magister gezet door Anna, ma 23 november 10:00.",) == done.items


def test_a_text_of_another_coach_is_empty() -> None:
    """The antipestcoördinator has no pupils of their own here; unknown texts say nothing."""
    play = story.agreed()
    assert "Vervallen" == story.seen(play, "anna", "magister/1.1.stap1").title
    for key in ("magister/1.1.iets", "magister/9.1.stap1", "magister/"):
        assert "Vervallen" == story.seen(play, "carla", key).title
