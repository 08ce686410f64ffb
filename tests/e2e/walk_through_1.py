"""Walk-through 1: a teacher reports a pupil of one class, and it is over after step 1.

In parts, so that a test can stop where it wants to look around.
"""

from tests.e2e.visitor import Visitor

TEACHER = "Tessa Kuiper"
COACH = "Ilse Brouwer"
TARGET = "Kyra Hendriks"
BULLY = "Jort Kowalski"
UNDER_16 = "Jonger dan 16"


def say_who(visitor: Visitor) -> None:
    """The teacher begins a report and says who it is about."""
    visitor.become(TEACHER)
    visitor.type_command("/pestmelding")
    visitor.see_dialog("Waar gaat het over?")
    visitor.choose("Is één van deze dingen aan de hand?", "Nee, geen van deze")
    visitor.picture("waar-gaat-het-over")
    visitor.submit()
    visitor.see_dialog("Om wie gaat het?")
    visitor.name_pupil("Welke leerling", "kyra", TARGET)
    visitor.name_pupil("Wie pest", "kowal", BULLY)
    visitor.choose("Hoe weet je dit?", "Zelf gezien of gehoord")
    visitor.picture("om-wie-gaat-het")
    visitor.submit()
    visitor.see_dialog("Wat gebeurde er?")


def report(visitor: Visitor) -> None:
    """The teacher reports what happened."""
    say_who(visitor)
    visitor.write(
        "Wat heb je gezien of gehoord?",
        "In de pauze pakte Jort de tas van Kyra af en gooide die over het hek. Zij huilde.",
    )
    visitor.choose("Hoe vaak gebeurt het?", "Een paar keer")
    visitor.picture("wat-gebeurde-er")
    visitor.submit()
    visitor.see_dialog("Dank je wel")
    visitor.picture("dank-je-wel")
    visitor.press_in_dialog("Sluit dit venster")
    visitor.see_card("Je melding is binnen")
    visitor.picture("melder")


def take_up(visitor: Visitor) -> None:
    """The coach takes it up."""
    visitor.become(COACH)
    visitor.picture("coach")
    visitor.press_in_chat("Pak dit op")
    visitor.see_card("Gesprek met de leerling die gepest wordt")
    visitor.picture("opgepakt")


def talk_with_target(visitor: Visitor) -> None:
    """The coach talks with the bullied pupil, who allows a talk with the other."""
    visitor.press_in_chat("Leg het gesprek vast")
    visitor.see_dialog("Gesprek vastleggen")
    visitor.write("Wat is er besproken?", "Kyra vertelt dat dit al twee weken zo gaat.")
    visitor.choose("Hoe oud is de leerling?", UNDER_16)
    visitor.picture("gesprek-gepeste")
    visitor.submit()
    visitor.see_dialog("Toestemming")
    visitor.choose(f"Vindt de leerling een gesprek goed met {BULLY}", "Ja")
    visitor.picture("toestemming")
    visitor.submit()
    visitor.see_no_dialog()


def start_step_1(visitor: Visitor) -> None:
    """The coach starts the plan."""
    visitor.see_card("Kies hoe het verder gaat")
    visitor.picture("draad")
    visitor.press_in_chat("Kies hoe het verder gaat")
    visitor.see_dialog("Hoe gaan we verder?")
    visitor.choose("Wat kies je?", "Start het stappenplan met stap 1")
    visitor.picture("kiezen")
    visitor.submit()
    visitor.see_no_dialog()
    visitor.see_card("Gesprek met de leerling die volgens de melding pest")
    visitor.picture("stap-1")


def talk_with_bully(visitor: Visitor) -> None:
    """The coach talks with the pupil who bullies, and they agree on something."""
    visitor.press_in_chat("Leg het gesprek vast")
    visitor.see_dialog("Gesprek vastleggen")
    visitor.write("Wat is er besproken?", "Jort schrok en zegt dat hij stopt.")
    visitor.choose("Hoe oud is de leerling?", UNDER_16)
    visitor.picture("gesprek-pester")
    visitor.submit()
    visitor.see_dialog("Afspraak vastleggen")
    visitor.write("Wat is er afgesproken?", "Jort blijft van de spullen van Kyra af.")
    visitor.choose("Voor wie geldt het?", f"{BULLY} (1A)")
    visitor.write("Tot wanneer?", "2026-12-18")
    visitor.write("Hoe kijken jullie of het lukt?", "De surveillant let op in de pauze.")
    visitor.write("Wat als het niet lukt?", "Dan praten we opnieuw.")
    visitor.picture("afspraak")
    visitor.submit()
    visitor.see_no_dialog()


def put_in_magister(visitor: Visitor) -> None:
    """The coach puts all texts in Magister, one after the other, and hears when that is all."""
    visitor.picture("teksten-wachten")
    visitor.press_on_card("Tekst voor Magister: Melding pesten", "Bekijk de tekst")
    visitor.press_in_dialog(f"Bekijk de tekst voor {TARGET} (1A)")
    for title in ("Melding pesten", "Pestprotocol stap 1"):
        for pupil in (TARGET, BULLY):
            visitor.see_dialog(title)
            visitor.see_in_dialog(f"{pupil} (1A)")
            if visitor.has_in_dialog("Kijk de namen na"):
                visitor.press_in_dialog("Kijk de namen na")
                visitor.see_dialog("Namen nakijken")
                visitor.picture("namen-nakijken")
                visitor.submit()
                visitor.see_dialog(title)
            visitor.picture("magister")
            visitor.press_in_dialog("Vink af: staat in Magister")
    visitor.see_dialog("Alle teksten zijn klaar")
    visitor.picture("alles-staat-in-magister")
    visitor.press_in_dialog("Sluit dit venster")
    visitor.see_no_dialog()


def look_at_case(visitor: Visitor) -> None:
    """The coach reads back what was recorded."""
    visitor.press_on_card("Zo staat het ervoor", "Open de melding")
    visitor.see_dialog("Melding ")
    visitor.picture("melding")
    visitor.press_in_dialog("Sluit dit venster")


def answer_after_a_week(visitor: Visitor) -> None:
    """A week later the coach is asked whether it stopped, and rounds it off."""
    visitor.let_pass("+1 week")
    visitor.see_card("Een week na de afspraken: is het gestopt?")
    visitor.picture("na-een-week")
    visitor.press_in_chat("Vul het antwoord in")
    visitor.see_dialog("Is het gestopt?")
    visitor.choose("Heb je de leerling gesproken?", "Ja")
    visitor.choose("Wat zegt de leerling?", "Het is gestopt")
    visitor.write("Wat zie je zelf?", "Kyra staat weer bij de anderen in de pauze.")
    visitor.picture("is-het-gestopt")
    visitor.submit()
    visitor.see_dialog("Hoe gaan we verder?")
    visitor.picture("afronden")
    visitor.submit()
    visitor.see_no_dialog()


def aftercare(visitor: Visitor) -> None:
    """After 1, 4 and 8 school weeks the coach asks once more; then the coach closes."""
    _ask_again(visitor, weeks=1)
    visitor.see_no_dialog()
    _ask_again(visitor, weeks=4)
    visitor.see_no_dialog()
    _ask_again(visitor, weeks=3)
    visitor.see_dialog("Melding sluiten")
    visitor.picture("sluiten")
    visitor.submit()
    visitor.see_no_dialog()
    visitor.picture("gesloten")


def _ask_again(visitor: Visitor, weeks: int) -> None:
    visitor.see_none_to_press("Vul het antwoord in")
    for _ in range(weeks):
        visitor.let_pass("+1 week")
    visitor.press_in_chat("Vul het antwoord in")
    visitor.see_dialog("Hoe gaat het nu?")
    visitor.choose("Heb je de leerling gesproken?", "Ja")
    visitor.choose("Wat zegt de leerling?", "Het is gestopt")
    visitor.picture("nazorg")
    visitor.submit()


def whole(visitor: Visitor) -> None:
    """All parts in their order."""
    report(visitor)
    take_up(visitor)
    talk_with_target(visitor)
    start_step_1(visitor)
    talk_with_bully(visitor)
    put_in_magister(visitor)
    look_at_case(visitor)
    answer_after_a_week(visitor)
    aftercare(visitor)
