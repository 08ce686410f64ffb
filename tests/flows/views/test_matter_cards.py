"""Cards of what passes between people, notices and reminders."""

import msgspec

from flows import commands as do
from flows.forms import Answer
from tests.flows.meldingen import SIGHTING, fire
from tests.flows.small_school import SCHOOL, Play
from tests.flows.views import story

STUCK = "1.1.gesprek_pester.p3"
INCIDENT = (story.DAY, Answer("wie", ("p2",)), Answer("gezien", (story.TYPED,)))


def _stuck() -> Play:
    play = story.step_one()
    play.does(do.ReportInfeasible(actor="carla", task=STUCK, reason=story.TYPED))
    return play


def _consulted() -> Play:
    play = story.consented()
    stage = play.protocol.stages[0]
    consult = next(one for one in play.protocol.stages[1].transitions if one.id == "overleg")
    stages = (
        msgspec.structs.replace(stage, transitions=(*stage.transitions, consult)),
        *play.protocol.stages[1:],
    )
    play.protocol = msgspec.structs.replace(play.protocol, stages=stages)
    play.does(do.MoveOn(actor="bram", transition="overleg", here="melding.1", reason=story.TYPED))
    return play


def _advice() -> Play:
    play = story.taken_up()
    answers = (Answer("vraag", (story.TYPED,)),)
    play.does(do.AskAdvice(actor="carla", to="tom", answers=answers))
    return play


def _noted(*, acute: bool = False, by: str = "carla") -> Play:
    play = story.taken_up()
    answers = (*INCIDENT, Answer("acuut", ("ja",))) if acute else INCIDENT
    play.does(do.AddNote(actor=by, kind="incident", answers=answers))
    return play


def test_the_antipestcoordinator_is_asked_about_a_step_that_cannot_be_done() -> None:
    """Which step, for whom, by whom; with the way to go on without consent beside it (A:279)."""
    card = story.seen(_stuck(), "anna", "besluit/1")
    assert "Actie: Gesprek met de leerling die volgens de melding pest" in story.said(card)
    assert "Voor: leerling C" in story.said(card)
    assert "Gevraagd: door Carla, ma 23 november 10:00" in story.said(card)
    expected = [("besluiten", "1"), ("open", ""), ("toch-doorgaan", STUCK), ("waarom", "A:279")]
    assert expected == story.presses(card)


def test_only_the_antipestcoordinator_decides() -> None:
    """Nobody else has the card; a number that is none has none either."""
    for person in ("carla", "bram", "rector"):
        assert "Vervallen" == story.seen(_stuck(), person, "besluit/1").title
    for key in ("besluit/7", "besluit/x"):
        assert "Vervallen" == story.seen(_stuck(), "anna", key).title


def test_school_leadership_that_is_passed_it_can_open_the_gate() -> None:
    """Whoever may override gets that button along with what waits; others do not (X-4)."""
    staff = tuple(
        msgspec.structs.replace(one, roles=(*one.roles, "schoolleiding"))
        if one.id == "vera"
        else one
        for one in SCHOOL.staff
    )
    for school, offered in ((SCHOOL, 0), (msgspec.structs.replace(SCHOOL, staff=staff), 1)):
        for play, key in ((_stuck(), "besluit/1"), (story.step_one(), f"taak/{STUCK}")):
            play.school = school
            for _ in range(3):
                story.goes_off(play, key)
            shown = "besluit/1" if key == "besluit/1" else "actie/1.1.gesprek_pester"
            card = story.seen(play, "vera", f"herinnering/3/{shown}")
            assert offered == story.presses(card).count(("toch-doorgaan", STUCK))


def test_the_decision_reaches_who_asked() -> None:
    """Both cards say what was decided, by whom and when."""
    play = _stuck()
    play.does(do.SettleInfeasible(actor="anna", number=1, decision="aanpassen", explanation="x"))
    line = "Besluit: het anders aanpakken, door Anna, ma 23 november 10:00."
    for person, key in (("anna", "besluit/1"), ("carla", "antwoord/1")):
        card = story.seen(play, person, key)
        assert line in card.paragraphs
        assert "done" == card.tone
    assert "Vervallen" == story.seen(play, "bram", "antwoord/1").title


def test_an_action_done_once_is_asked_about_without_a_letter() -> None:
    """The agreements are of all pupils."""
    play = story.step_one("ja")
    play.does(do.ReportInfeasible(actor="bram", task="1.1.afspraken.", reason="x"))
    card = story.seen(play, "anna", "besluit/1")
    assert "Actie: Afspraken maken" in story.said(card)
    assert "leerling" not in story.said(card)
    mine = story.seen(play, "bram", "actie/1.1.afspraken")
    assert "Over deze actie denkt de antipestcoördinator met je mee." in story.said(mine)


def test_consultation_how_to_go_on_has_no_action() -> None:
    """A question about what is next, not about one step."""
    card = story.seen(_consulted(), "anna", "besluit/1")
    assert "Overleg gevraagd over het vervolg" in card.title
    labels = ["Waar zijn we", "Gevraagd"]
    assert labels == [fact.label for fact in card.facts]


def test_an_adviser_sees_who_asks_and_nothing_else() -> None:
    """No id, no stage: what was typed stands behind the button."""
    play = _advice()
    card = story.seen(play, "tom", "raad/1")
    assert "Carla vraagt je om raad" == card.title
    assert "7K3Q" not in story.said(card)
    assert [("raad-geven", "1")] == story.presses(card)
    assert "Vervallen" == story.seen(play, "carla", "raad/1").title


def test_advice_is_not_asked_any_more_once_it_is_closed() -> None:
    """An answer would reach nobody, so the card of who was asked lapses."""
    play = _advice()
    play.case = msgspec.structs.replace(play.case, state="gesloten")

    assert "Vervallen" == story.seen(play, "tom", "raad/1").title


def test_another_pupils_coach_does_not_see_who_read_the_news() -> None:
    """When the bullied pupil's coach saw it, the one who read it at once is who reported."""
    play = story.taken_up()
    sighting = do.AddNote(actor="vak", kind="waarneming", answers=SIGHTING)
    play.does(sighting)
    before = story.seen(play, "carla", "gebeurd/1")
    play.does(do.SeeNote(actor="bram", number=1))

    assert before == story.seen(play, "carla", "gebeurd/1")
    assert "Gelezen door Bram" in story.said(story.seen(play, "anna", "gebeurd/1"))


def test_advice_reaches_who_asked() -> None:
    """The adviser's card is done; the asker gets a card with the way to read it."""
    play = _advice()
    play.does(do.GiveAdvice(actor="tom", number=1, answers=(Answer("antwoord", ("x",)),)))
    assert "Beantwoord door Tom" in story.said(story.seen(play, "tom", "raad/1"))
    card = story.seen(play, "carla", "antwoord/1")
    assert "Tom heeft geantwoord op je vraag." in story.said(card)
    assert ("raad-lezen", "1") == story.presses(card)[0]


def test_an_excluded_adviser_sees_nothing() -> None:
    """Exclusion goes before a question that was asked earlier."""
    play = _advice()
    play.does(do.ExcludePerson(actor="anna", person="tom", reason="x"))
    assert "Vervallen" == story.seen(play, "tom", "raad/1").title


def test_news_is_to_be_read_by_who_leads() -> None:
    """The coach of the bullied pupil says that it was read; another coach only hears of it."""
    play = _noted()
    for person in ("bram", "anna"):
        assert [("open", ""), ("gezien", "1")] == story.presses(
            story.seen(play, person, "gebeurd/1")
        )
    other = story.seen(play, "carla", "gebeurd/1")
    assert [("open", "")] == story.presses(other)
    assert "neutral" == other.tone
    for person in ("vak", "tom"):
        assert "Vervallen" == story.seen(play, person, "gebeurd/1").title


def test_acute_news_says_whom_to_call() -> None:
    """As loud as an acute melding."""
    card = story.seen(_noted(acute=True), "bram", "gebeurd/1")
    assert "urgent" == card.tone
    assert "Bel Conciërge: toestel 101." in card.paragraphs


def test_news_that_was_read_is_done() -> None:
    """Whoever recorded it hears that it was read."""
    play = _noted()
    play.does(do.SeeNote(actor="bram", number=1))
    assert "done" == story.seen(play, "bram", "gebeurd/1").tone
    assert "gelezen" in story.said(story.seen(play, "carla", "antwoord/1"))


def test_the_reporter_hears_that_what_they_added_was_read() -> None:
    """Without stage or step: the reporter reads nothing of the melding."""
    play = story.taken_up()
    answers = (story.DAY, Answer("gezien", (story.TYPED,)))
    play.does(do.AddNote(actor="vak", kind="waarneming", answers=answers))
    assert "De melder zag of hoorde nog iets" in story.seen(play, "anna", "gebeurd/1").title
    assert "Vervallen" == story.seen(play, "vak", "antwoord/1").title
    play.does(do.SeeNote(actor="anna", number=1))
    card = story.seen(play, "vak", "antwoord/1")
    assert () == card.facts
    assert () == card.buttons


def test_a_notice_tells_a_role_that_a_step_is_done() -> None:
    """The words of the protocol, for whoever fills the role."""
    play = story.taken_up()
    card = story.seen(play, "anna", "bericht/2.1.klaar")
    assert "Stap 2 is klaar" in story.said(card)
    assert [("open", ""), ("waarom", "A:226")] == story.presses(card)
    assert "Vervallen" == story.seen(play, "bram", "bericht/2.1.klaar").title
    for key in ("bericht/2.1.iets", "bericht/9.1.klaar"):
        assert "Vervallen" == story.seen(play, "anna", key).title


def test_who_was_asked_is_reminded_with_the_same_button() -> None:
    """Facts and main button stay; the first line says that it is a reminder."""
    play = story.taken_up()
    key = "herinnering/1/actie/melding.1.gesprek_gepeste"
    assert [("bram", key)] == story.goes_off(play, "taak/melding.1.gesprek_gepeste.p1")
    card = story.seen(play, "bram", key)
    assert "Melding 7K3Q: Herinnering – Gesprek met de leerling die gepest wordt (leerling A)" == (
        card.title
    )
    task = "melding.1.gesprek_gepeste.p1"
    assert [("doen", task), ("open", "")] == story.presses(card)


def test_a_reminder_for_more_pupils_names_them_below() -> None:
    """One reminder for one card; the letters stand in its facts."""
    play = story.step_one("ja")
    story.goes_off(play, "taak/1.1.gesprek_pester.p2")
    card = story.seen(play, "carla", "herinnering/1/actie/1.1.gesprek_pester")
    assert card.title.endswith("die volgens de melding pest")
    assert "Voor: leerling B en leerling C" in story.said(card)
    taking = story.reported()
    story.goes_off(taking, "melding/p2")
    card = story.seen(taking, "carla", "herinnering/1/root")
    assert card.title.endswith("Herinnering – Melding oppakken")
    assert ["oppakken"] == story.primary(card)


def test_a_reminder_whose_main_button_opens_has_it_once() -> None:
    """News is read by opening the melding."""
    play = _noted()
    story.goes_off(play, "gebeurd/1")
    card = story.seen(play, "bram", "herinnering/1/gebeurd/1")
    assert [("open", "")] == story.presses(card)


def test_an_acute_reminder_says_whom_to_call() -> None:
    """For who was asked, the deputy and the antipestcoördinator alike."""
    play = story.reported(acute=True)
    sent = story.goes_off(play, "melding/p1")
    assert {"bram", "dirk", "anna", "lies"} == {person for person, _ in sent}
    for person, key in sent:
        card = story.seen(play, person, key)
        assert "urgent" == card.tone
        assert "Bel Conciërge: toestel 101." in card.paragraphs


def test_who_comes_next_hears_what_waits_with_whom_since_when() -> None:
    """The deputy may take over without reading; the antipestcoördinator may read as well."""
    play = story.taken_up()
    task = "taak/melding.1.gesprek_gepeste.p1"
    story.goes_off(play, task)
    sent = story.goes_off(play, task)
    key = "herinnering/2/actie/melding.1.gesprek_gepeste"
    assert [("dirk", key), ("anna", key)] == sent
    card = story.seen(play, "dirk", key)
    assert "Wacht bij: Bram" in story.said(card)
    assert "Sinds: ma 23 november 10:00" in story.said(card)
    assert [("overnemen", "begeleider:p1")] == story.presses(card)
    assert [("open", ""), ("overnemen", "begeleider:p1")] == story.presses(
        story.seen(play, "anna", key)
    )
    last = story.goes_off(play, task)
    assert ["vera"] == [person for person, _ in last]
    assert [("overnemen", "begeleider:p1")] == story.presses(story.seen(play, *last[0]))


def test_a_question_waits_since_it_was_asked() -> None:
    """Not since its timer began to run."""
    play = story.asked()
    for _ in range(2):
        story.goes_off(play, "vraag/1.1.week")
    card = story.seen(play, "anna", "herinnering/2/vraag/1.1.week")
    assert "Sinds: ma 30 november 08:30" in story.said(card)
    assert "Wat er wacht: Een week na de afspraken: is het gestopt?" in story.said(card)


def test_taking_over_is_offered_per_pupil() -> None:
    """When more pupils wait, each button names its letter."""
    play = story.step_one("ja")
    for _ in range(2):
        story.goes_off(play, "taak/1.1.gesprek_pester.p2")
        story.goes_off(play, "taak/1.1.gesprek_pester.p3")
    card = story.seen(play, "anna", "herinnering/2/actie/1.1.gesprek_pester")
    labels = {button.label for button in card.buttons}
    assert {"Open de melding", "Neem over: leerling B", "Neem over: leerling C"} == labels


def test_a_text_for_magister_that_waits_is_passed_on() -> None:
    """Without a letter when it waits for more pupils, and only what waits that long."""
    play = story.agreed()
    for pupil in ("p1", "p2", "p1"):
        story.goes_off(play, f"magister/1.1.stap1.{pupil}")
    alone = story.seen(play, "anna", "herinnering/2/magister/1.1.stap1")
    assert "Wat er wacht: Magister: Pestprotocol stap 1 (leerling A)" in story.said(alone)
    assert "Wacht bij: Bram\n" in story.said(alone)
    story.goes_off(play, "magister/1.1.stap1.p2")
    card = story.seen(play, "anna", "herinnering/2/magister/1.1.stap1")
    assert "Wat er wacht: Tekst in Magister zetten\n" in story.said(card)
    assert "Wacht bij: Bram en Carla" in story.said(card)


def test_the_aftercare_that_waits_is_named() -> None:
    """And so is the choice to close after it."""
    play = story.aftercare()
    for _ in range(2):
        story.goes_off(play, "nazorg/1.1")
    card = story.seen(play, "bram", "herinnering/1/nazorg/1.1")
    assert "Herinnering – Nazorg: hoe gaat het nu?" in card.title
    for nth in (1, 2, 3):
        key = f"nazorg/1.{nth}"
        if nth > 1:
            story.goes_off(play, key)
        play.does(do.AnswerQuestion(actor="bram", key=key, answers=story.STOPPED))
    story.goes_off(play, "keuze/nazorg.1")
    card = story.seen(play, "bram", "herinnering/1/keuze/nazorg.1")
    assert "Herinnering – Kies of de melding dicht kan" in card.title


def test_a_reminder_of_what_was_done_meanwhile_says_so() -> None:
    """It tells how it ended, or that it need not be done."""
    play = story.taken_up()
    story.goes_off(play, "taak/melding.1.gesprek_gepeste.p1")
    play.does(
        do.CompleteTask(actor="bram", task="melding.1.gesprek_gepeste.p1", answers=story.TALKED)
    )
    card = story.seen(play, "bram", "herinnering/1/actie/melding.1.gesprek_gepeste")
    assert "done" == card.tone
    assert ("Leerling A: gedaan door Bram, wo 25 november 08:30.",) == card.items
    other = story.seen(play, "anna", "herinnering/2/actie/melding.1.gesprek_gepeste")
    assert "Dit wacht niet meer" in other.title
    assert () == other.buttons


def test_who_was_never_asked_nor_next_sees_no_reminder() -> None:
    """The reporter and the coach of another pupil see the neutral card."""
    play = story.taken_up()
    story.goes_off(play, "taak/melding.1.gesprek_gepeste.p1")
    key = "herinnering/1/actie/melding.1.gesprek_gepeste"
    for person in ("vak", "carla", "dirk", "tom"):
        assert "Vervallen" == story.seen(play, person, key).title


def test_a_reminder_of_what_is_stuck_keeps_the_way_out() -> None:
    """Without consent there is no main button; "niet uitvoerbaar" stays."""
    play = story.step_one()
    task = "1.1.gesprek_pester.p2"
    play.does(do.CompleteTask(actor="carla", task=task, answers=story.TALKED))
    story.goes_off(play, "taak/1.1.gesprek_pester.p3")
    card = story.seen(play, "carla", "herinnering/1/actie/1.1.gesprek_pester")
    assert ("niet-uitvoerbaar", STUCK) == story.presses(card)[0]


def test_a_reminder_with_a_broken_number_still_says_what_waits() -> None:
    """The key of a card is opaque; a strange one shows all that waits."""
    play = story.taken_up()
    card = story.seen(play, "anna", "herinnering/x/actie/melding.1.gesprek_gepeste")
    assert "Wacht bij: Bram" in story.said(card)


def test_what_waits_with_nobody_says_so() -> None:
    """A role without anybody at school still waits, and the card does not hide it."""
    play = _advice()
    for _ in range(2):
        story.goes_off(play, "raad/1")
    play.school = msgspec.structs.replace(
        play.school, staff=tuple(one for one in play.school.staff if one.id != "tom")
    )
    card = story.seen(play, "anna", "herinnering/2/raad/1")
    assert "Wacht bij: nog niemand" in story.said(card)
    assert [("open", "")] == story.presses(card)


def test_whom_a_ladder_came_to_can_let_it_go() -> None:
    """It says no more than that, and nothing to somebody who was kept out since."""
    play = story.taken_up()
    task = "melding.1.gesprek_gepeste.p1"
    for _ in range(2):
        fire(play, f"taak/{task}")
    play.does(do.CompleteTask(actor="bram", task=task, answers=story.TALKED))
    key = "herinnering/2/actie/melding.1.gesprek_gepeste"
    over = story.seen(play, "dirk", key)
    play.does(do.ExcludePerson(actor="anna", person="dirk", reason=""))

    assert "Melding 7K3Q: Dit wacht niet meer" == over.title
    assert () == over.facts + over.buttons
    assert "Vervallen" == story.seen(play, "dirk", key).title
