"""What is shown of going on without one pupil: the button, the form, the card and the logbook."""

from msgspec.structs import replace

from flows import commands as do
from flows import verbs
from flows.school import Place
from tests.flows.small_school import SCHOOL, STAFF, Play, member
from tests.flows.views.dialogs import form, ids, offered, opened, read, whole
from tests.flows.views.story import said, seen, step_one

SLOW = "1.1.gesprek_pester.p2"
LEFT = (verbs.GO_ON_WITHOUT, SLOW)
REASON = "Carla is er deze week niet."


def _gone_on() -> Play:
    """The coach of the bullied pupil goes on without pupil B; pupil C has a coach of their own."""
    play = step_one("ja")
    places = (*SCHOOL.places[:2], Place("p3", ("eva",)))
    play.school = replace(SCHOOL, staff=(*STAFF, member("eva")), places=places)
    play.does(do.GoOnWithout(actor="bram", task=SLOW, reason=REASON))
    return play


def test_who_leads_is_offered_to_go_on() -> None:
    """Only while something waits for a colleague, and not to the colleague."""
    play = step_one("ja")
    shown = {who: LEFT in offered(read(play, who)) for who in ("bram", "anna", "carla")}

    assert {"bram": True, "anna": True, "carla": False} == shown
    assert [False] * 2 == [LEFT in offered(read(_gone_on(), who)) for who in ("bram", "anna")]


def test_the_form_asks_why() -> None:
    """It says which task of which pupil, and that it stays open."""
    shown = opened(step_one("ja"), "bram", *LEFT)

    assert ["over", "let_op", "reden"] == ids(shown)
    assert "Daan de Visser (2c)" == shown.fields[0].hint
    assert None is form(step_one("ja"), "carla", *LEFT)
    assert None is form(_gone_on(), "bram", *LEFT)


def test_the_card_of_the_slow_coach_stays() -> None:
    """It says that the others went on, by letter and without the reason."""
    card = seen(_gone_on(), "carla", "actie/1.1.gesprek_pester")

    assert "gaan alvast verder zonder leerling B" in said(card)
    assert REASON not in said(card)


def test_who_reads_why_nobody_waited() -> None:
    """Those who lead and the coach of that pupil; no coach of another pupil."""
    shown = {who: REASON in whole(_gone_on(), who) for who in ("bram", "anna", "carla", "eva")}

    assert {"bram": True, "anna": True, "carla": True, "eva": False} == shown
