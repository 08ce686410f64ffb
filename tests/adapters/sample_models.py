"""What the samples of all platforms do not show: long texts, and many of everything."""

from flows.cards import Button
from flows.forms import Field, Form, Option, ShownIf
from flows.pages import CopyBlock, Entry, Page
from flows.ports import Say
from flows.task_list import Item, Section, TaskList
from tests.adapters.samples import BADGE, HOSTILE, press

LONG = "Jullie maken nieuwe afspraken. "
EXPLAINED = (
    Option("verder", "Ga door met de volgende stap", LONG * 5),
    Option("kort", "Nog een ronde", "Alles blijft zoals het is."),
    Option("stop", "Rond af"),
)
MANY = tuple(Option(f"o{number}", f"Optie {number}") for number in range(1, 31))

CHOICES = Form(
    id=press("kiezen", "1.1"),
    title="Hoe gaan jullie verder?",
    submit="Leg de keuze vast",
    badge=BADGE,
    fields=(
        Field("keuze", "choice", "Kies een vervolg", required=True, options=EXPLAINED),
        Field("reden", "short_text", "Waarom?", shown_if=ShownIf("keuze", ("stop",))),
        Field("een", "choice", "Eén uit veel", options=MANY, values=("o12",)),
        Field("meer", "choices", "Meer uit veel", options=MANY, values=("o2", "o30")),
        Field("collega", "staff", "Collega", not_in_list=True, values=("anders:de conciërge",)),
        Field(
            "leerlingen",
            "pupils",
            "Leerlingen",
            not_in_list=True,
            required=True,
            options=(Option("l1", "Noor Voorbeeld", "2b"), Option("l2", "Sem Sjabloon", "2c")),
            values=("l1", "l2", "anders:een jongen uit 3a", "anders:zijn broer"),
        ),
        Field("zeker", "checkbox", "Weet je het zeker?", required=True),
    ),
)

COPIES = Page(
    id=press("magister", "1.1.stap1.p1"),
    title="Pestprotocol stap 1",
    paragraphs=("Zet deze tekst alleen bij deze leerling.",),
    copies=tuple(
        CopyBlock(f"Deel {number} van 2", "Pestprotocol stap 1", f"{HOSTILE}\n\n" + "a" * 900)
        for number in (1, 2)
    ),
    page=1,
    pages=2,
    next=Button("Naar Sem Sjabloon (2c)", press("magister", "1.1.stap1.p2")),
    actions=(Button("In Magister gezet", press("in-magister", "1.1.stap1.p1"), "primary"),),
    badge=BADGE,
)

BARE_PAGE = Page(id="p||", title="Alleen een titel", paragraphs=("Er is niets.",))

LONG_ENTRY = Page(
    id="p||",
    title="Lange regel",
    entries=(Entry("Gesprek", "maandag, door Ans", paragraphs=("Eerste.", LONG * 120)),),
    actions=(Button("Sluit de melding", press("sluiten"), "danger"),),
)

EMPTY_TASKS = TaskList("Taken", (Section("Nu doen", (), "Er wacht niets op je."),))

CROWDED_TASKS = TaskList(
    "Taken",
    (
        Section(
            "Nu doen",
            tuple(
                Item(
                    f"Melding A{number:03}: gesprek met leerling A",
                    "maandag 30 november",
                    late=number < 3,
                    button=Button("Noteer een gesprek", press("doen", f"1.1.{number}"), "primary"),
                )
                for number in range(25)
            ),
        ),
        Section("Volgt later", (Item("Melding B001: vraag of het gestopt is", "vrijdag"),)),
        Section("Door jou gemeld", (), "Je hebt niets gemeld."),
    ),
    badge=BADGE,
)

FORMS = {"choices": CHOICES}
PAGES = {"copies": COPIES, "bare": BARE_PAGE, "long_entry": LONG_ENTRY}
TASK_LISTS = {"empty": EMPTY_TASKS, "crowded": CROWDED_TASKS}
SAID = {
    "done": Say("Je melding is opgeslagen."),
    "refused": Say("Dit kan alleen de coach van deze leerling.", "refused"),
}
