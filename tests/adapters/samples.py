"""One of everything that can be shown: a card, form, page and task list with all their parts."""

from flows.cards import Button, Card, Fact, Mention, Progress
from flows.forms import Field, Form, Option, ShownIf
from flows.pages import CopyBlock, Entry, Page
from flows.presses import Press
from flows.task_list import Item, Section, TaskList

BADGE = "OEFENING"
CASE = "7K3Q"

HOSTILE = "<script>alert(1)</script> & <!channel> \"aan\" 'uit' 🙂 مرحبا"
"""Text that means something to some platform, and is only text here."""


def press(verb: str, subject: str = "") -> str:
    """Gives the value of a button about the sample melding."""
    return Press(verb, CASE, subject).encoded()


NEW_REPORT = Card(
    key="melding",
    title=f"Nieuwe melding {CASE}",
    tone="action",
    facts=(
        Fact("Leerling", "leerling A, van jou"),
        Fact("Uiterlijk gezien", "dinsdag 24 november, 17:00"),
    ),
    paragraphs=("Er is een melding voor je. Wat er staat, lees je als je hem opent.",),
    buttons=(
        Button("Ik pak dit op", press("opgepakt"), "primary"),
        Button("Open de melding", press("open")),
    ),
    footnote="Ben je er deze week niet? Dan gaat de melding naar je vervanger.",
    badge=BADGE,
)

STEP_ONE = Card(
    key="stap-1",
    title="Stap 1: gesprekken",
    tone="action",
    facts=(Fact("Uiterlijk", "maandag 30 november"),),
    items=("Gesprek met leerling A", "Gesprek met leerling B", "Afspraken maken"),
    progress=Progress(1, 3, "1 van 3 gedaan"),
    buttons=(
        Button("Noteer een gesprek", press("gesprek", "p1"), "primary"),
        Button("Maak de Magister-tekst", press("magister", "p1")),
        Button("Stap niet uitvoerbaar", press("niet-uitvoerbaar"), "danger"),
    ),
    badge=BADGE,
)

ACUTE = Card(
    key="acuut",
    title=f"Acute melding {CASE}",
    tone="urgent",
    paragraphs=("Een bericht is nog geen hulp. Bel of ga er nu naartoe.",),
    buttons=(Button("Ik ga er nu heen", press("acuut"), "danger"),),
    badge=BADGE,
)

DONE = Card(
    key="opgepakt",
    title="Opgepakt",
    tone="done",
    paragraphs=("Je hebt de melding opgepakt op maandag 23 november om 08:45.",),
    badge=BADGE,
)

WITHDRAWN = Card(
    key="vervallen",
    title="Vervallen: verkeerde leerling gekozen",
    tone="withdrawn",
    badge=BADGE,
)

CONFIRMATION = Card(
    key="ontvangst",
    title=f"Je melding {CASE} is binnen",
    tone="neutral",
    paragraphs=("De coach en de antipestcoördinator krijgen nu bericht.",),
    buttons=(Button("Ik heb nog iets gezien", press("aanvullen")),),
    badge=BADGE,
)

CALLING = Card(
    key="oppakken",
    title=f"Melding {CASE}: Hier is iets te doen",
    tone="action",
    mentions=(
        Mention("Karim Haddad", "m-karim", "U0KARIM001"),
        Mention("Tessa Kuiper", "m-tessa"),
    ),
    facts=(Fact("Waar zijn we", "signaal"),),
    buttons=(Button("Open de melding", press("open"), "primary"),),
    badge=BADGE,
)

HOSTILE_CARD = Card(
    key=HOSTILE,
    title=HOSTILE,
    mentions=(Mention(HOSTILE, HOSTILE),),
    facts=(Fact(HOSTILE, HOSTILE),),
    paragraphs=(HOSTILE,),
    items=(HOSTILE,),
    progress=Progress(0, 1, HOSTILE),
    buttons=(Button(HOSTILE, HOSTILE),),
    footnote=HOSTILE,
    badge=HOSTILE,
)

CARDS = {
    "new_report": NEW_REPORT,
    "step_one": STEP_ONE,
    "acute": ACUTE,
    "done": DONE,
    "withdrawn": WITHDRAWN,
    "confirmation": CONFIRMATION,
    "calling": CALLING,
    "hostile": HOSTILE_CARD,
}

REPORT_KIND = Form(
    id="melden||soort",
    title="Een melding doen",
    submit="Ga verder",
    steps=3,
    badge=BADGE,
    fields=(
        Field(
            "soort",
            "choice",
            "Gaat het over een van deze dingen?",
            hint="Dan moet er misschien eerst iets anders gebeuren.",
            required=True,
            options=(
                Option("personeel", "Het gaat over iemand die hier werkt"),
                Option("beelden", "Er zijn seksuele beelden bij"),
                Option("thuis", "Het lijkt thuis niet veilig"),
                Option("geen", "Geen van deze", "Meestal is dit het goede antwoord."),
            ),
        ),
    ),
)

REPORT_WHO = Form(
    id="melden||wie",
    title="Om wie gaat het?",
    submit="Ga verder",
    step=2,
    steps=3,
    carried="verzegeld",
    badge=BADGE,
    fields=(
        Field("uitleg", "note", "Alleen namen die je zeker weet.", hint="De coach zoekt het uit."),
        Field(
            "gepest",
            "pupils",
            "Wie wordt volgens jou gepest?",
            hint="Je mag meer leerlingen kiezen.",
            required=True,
            not_in_list=True,
        ),
        Field("onbekend", "checkbox", "Ik weet niet wie er pest"),
        Field("pest", "pupils", "Wie pest er volgens jou?", not_in_list=True),
    ),
)

REPORT_WHAT = Form(
    id="melden||wat",
    title="Wat is er gebeurd?",
    submit="Verstuur de melding",
    step=3,
    steps=3,
    carried="verzegeld",
    badge=BADGE,
    fields=(
        Field("gezien", "long_text", "Wat zag of hoorde je?", required=True, max_length=2000),
        Field(
            "bron",
            "choice",
            "Hoe weet je het?",
            required=True,
            options=(
                Option("zelf", "Zelf gezien"),
                Option("leerling", "Van een leerling"),
                Option("ouder", "Van een ouder"),
            ),
        ),
        Field(
            "welke_ouder",
            "short_text",
            "Welke ouder?",
            max_length=100,
            shown_if=ShownIf("bron", ("ouder",)),
        ),
        Field("sinds", "day", "Sinds wanneer?", hint="Ongeveer is goed."),
        Field(
            "waar",
            "choices",
            "Waar?",
            options=(
                Option("les", "In de les"),
                Option("pauze", "In de pauze"),
                Option("online", "Online", "Bijvoorbeeld in een groepsapp."),
            ),
        ),
        Field("acuut", "checkbox", "Dit is nu gevaarlijk", hint="Bel dan ook zelf."),
    ),
)

EVERY_FIELD = Form(
    id="alles||velden",
    title="Alle velden",
    submit="Bewaar",
    badge=BADGE,
    fields=(
        Field("kort", "short_text", "Kort", max_length=10, values=("twaalf",)),
        Field("lang", "long_text", "Lang", hint=HOSTILE, max_length=50, values=(HOSTILE,)),
        Field(
            "keuze",
            "choice",
            "Keuze",
            options=(Option("a", "Eerste"), Option("b", "Tweede", "Met uitleg")),
            values=("b",),
        ),
        Field(
            "keuzes",
            "choices",
            "Keuzes",
            required=True,
            options=(Option("a", "Eerste"), Option("b", "Tweede")),
            values=("a", "b"),
        ),
        Field(
            "lijst",
            "choice",
            "Lange lijst",
            options=tuple(Option(f"o{number}", f"Optie {number}") for number in range(1, 10)),
            values=("o3",),
        ),
        Field(
            "leerling",
            "pupil",
            "Leerling",
            options=(Option("l1", "Noor Voorbeeld (2b)"),),
            values=("l1",),
            not_in_list=True,
        ),
        Field("collega", "staff_several", "Collega’s", values=("anders:de conciërge",)),
        Field("dag", "day", "Dag", values=("2026-11-23",), required=True),
        Field("vinkje", "checkbox", "Vinkje", values=("ja",), hint="Met uitleg"),
        Field("later", "note", "Verborgen", shown_if=ShownIf("keuze", ("a",))),
    ),
)

ASK_ADVICE = Form(
    id=press("raad"),
    title="Vraag om raad",
    submit="Stuur de vraag",
    badge=BADGE,
    fields=(
        Field("wie", "staff", "Aan wie?", required=True),
        Field("vraag", "long_text", "Wat wil je vragen?", required=True, max_length=2000),
    ),
)

FORMS = {
    "ask_advice": ASK_ADVICE,
    "report_kind": REPORT_KIND,
    "report_who": REPORT_WHO,
    "report_what": REPORT_WHAT,
    "every_field": EVERY_FIELD,
}

MAGISTER = Page(
    id="magister",
    title="Tekst voor Magister",
    paragraphs=("Controleer de tekst en plak hem in Magister.",),
    copies=(
        CopyBlock(
            "Leerling A",
            "Pestprotocol stap 1",
            "Besproken op maandag 23 november.\n\nAfspraken:\n- een medeleerling stopt hiermee",
        ),
    ),
    actions=(Button("In Magister gezet", press("geplakt", "p1"), "primary"),),
    badge=BADGE,
)

CASE_PAGE = Page(
    id="zaak",
    title=f"Melding {CASE}",
    paragraphs=("Deze bladzijde is alleen voor jou gemaakt en wordt niet bewaard.",),
    facts=(Fact("Stand", "lopend, stap 1"), Fact("Gemeld op", "maandag 23 november")),
    items=("leerling A wordt volgens de melding gepest", "leerling B pest volgens de melding"),
    entries=(
        Entry(
            "Melding",
            meta="maandag 23 november 2026, 08:30, door een collega",
            facts=(Fact("Waar", "in de pauze"),),
            paragraphs=(HOSTILE, "Eerste regel.\nTweede regel."),
            buttons=(Button("Corrigeer", press("corrigeer", "e1")),),
        ),
        Entry("Opgepakt", meta="maandag 23 november 2026, 08:45"),
    ),
    actions=(
        Button("Er is iets gebeurd", press("gebeurd"), "primary"),
        Button("Neem over", press("neem-over")),
    ),
    page=2,
    pages=3,
    previous=Button("Vorige", press("open", "1")),
    next=Button("Volgende", press("open", "3")),
    badge=BADGE,
)

PAGES = {"magister": MAGISTER, "case": CASE_PAGE}

TASKS = TaskList(
    title="Taken",
    sections=(
        Section(
            "Nu doen",
            (
                Item(
                    "Gesprek met leerling A",
                    "vandaag",
                    button=Button("Noteer", press("gesprek", "p1"), "primary"),
                ),
                Item("Bel de ouders van leerling B", "sinds vrijdag", late=True),
            ),
        ),
        Section("Later", (), empty="Er staat niets voor later."),
    ),
    actions=(Button("Meld pesten", "melden||", "primary"),),
    badge=BADGE,
)
