"""Cards, forms, pages and task lists as long and as strange as `flows/limits.py` allows.

Words of our own (titles, labels, buttons) have no emoji; what people type has anything.
"""

import itertools
from typing import TypeVar

from hypothesis import strategies as st
from msgspec import structs

from flows import limits
from flows.cards import Button, Card, Fact, Mention, Progress, Tone
from flows.forms import CHECKED, NOT_IN_LIST, Field, FieldKind, Form, Option, ShownIf
from flows.pages import ENTRIES_ON_A_PAGE, CopyBlock, Entry, Page
from flows.presses import Press
from flows.task_list import Item, Section, TaskList
from flows.text_pieces import in_pieces, width

T = TypeVar("T")

HOSTILE = (
    "<!channel>",
    "<@U1|naam>",
    "*vet*",
    "_schuin_",
    "~weg~",
    "`code`",
    "&lt;b&gt;",
    "& < >",
    ":smile:",
    "http://x.nl/?a=1&b=2",
    "مرحبا",
    "é ï ’ „",
    "\n\n- lijst\n> citaat",
)
EMOJI = ("🙂", "👩‍👧‍👦", "🇳🇱")

TONES: tuple[Tone, ...] = ("neutral", "action", "urgent", "done", "withdrawn")


def _texts(parts: tuple[str, ...], most: int) -> st.SearchStrategy[str]:
    """Draws a text of at most `most` characters, often exactly as long as that."""
    letters = st.characters(
        blacklist_categories=("Cs", "Cc", "Zs", "Zl", "Zp"), max_codepoint=0xFFFF
    )
    free = st.text(letters, min_size=1, max_size=min(most, 8))
    strange = st.sampled_from(parts).map(lambda part: f"a{part}b"[:most])
    full = st.sampled_from(parts).map(lambda part: (f"a{part}" * most)[:most])
    drawn = st.one_of(free, strange, full, st.just("a" * most))
    return drawn.filter(lambda text: bool(text.strip()))


def words(most: int) -> st.SearchStrategy[str]:
    """Draws words of our own, with at most names in them."""
    return _texts(HOSTILE, most)


def typed(most: int) -> st.SearchStrategy[str]:
    """Draws what somebody typed, which a browser counts as at most `most` characters."""
    cut = _texts((*HOSTILE, *EMOJI), most).map(lambda text: in_pieces(text, most)[0])
    return cut.filter(lambda text: bool(text.strip()))


ids = st.text("abcdefghijklmnopqrstuvwxyz0123456789_", min_size=1, max_size=limits.ID)
presses = st.builds(
    lambda verb, subject: Press(verb, "7K3Q", subject).encoded(),
    st.sampled_from(("open", "doen", "niet-uitvoerbaar")),
    st.one_of(ids, st.just("a" * 120)),
)
buttons = st.builds(
    Button, words(limits.BUTTON), presses, st.sampled_from(("primary", "plain", "danger"))
)


def _tuples(one: st.SearchStrategy[T], most: int) -> st.SearchStrategy[tuple[T, ...]]:
    """Draws up to `most` things, of which three at most differ: what counts is how many."""
    return st.builds(
        lambda drawn, many: tuple(itertools.islice(itertools.cycle(drawn), many)),
        st.lists(one, min_size=1, max_size=3),
        st.integers(0, most),
    )


def characters(card: Card) -> int:
    """Counts all the words of a card."""
    buttons = (button.label for button in card.buttons)
    facts = (f"{fact.label}{fact.value}" for fact in card.facts)
    progress = card.progress.label if card.progress else ""
    parts = (card.title, *facts, *card.paragraphs, *card.items, progress, *buttons, card.footnote)
    return sum(map(len, parts))


def _fitted(card: Card) -> Card:
    """Leaves out of a card what `limits.CARD_TEXT` has no room for."""
    for part in ("paragraphs", "items", "facts", "footnote"):
        while characters(card) > limits.CARD_TEXT and getattr(card, part):
            card = structs.replace(card, **{part: getattr(card, part)[:-1]})
    return card


facts = st.builds(Fact, words(limits.LABEL), st.one_of(st.just(""), typed(limits.LONG_TEXT)))

cards = st.builds(
    Card,
    key=st.just("root"),
    title=words(limits.CARD_TITLE),
    tone=st.sampled_from(TONES),
    mentions=_tuples(
        st.builds(
            Mention, words(limits.PERSON_NAME), st.just("s1"), st.sampled_from(("", "U024BE7LH"))
        ),
        3,
    ),
    facts=_tuples(st.builds(Fact, words(60), words(300)), 25),
    paragraphs=_tuples(words(limits.CARD_PARAGRAPH), 60),
    items=_tuples(words(300), 60),
    progress=st.one_of(
        st.none(), st.builds(Progress, st.integers(0, 12), st.integers(0, 12), words(60))
    ),
    buttons=_tuples(buttons, limits.CARD_BUTTONS),
    footnote=st.one_of(st.just(""), words(600)),
    badge=st.sampled_from(("", "OEFENING")),
).map(_fitted)


@st.composite
def options_of(draw: st.DrawFn, most: int) -> tuple[Option, ...]:
    """Draws choices, each with a value of its own."""
    few = most <= limits.RADIO_OPTIONS
    hints = st.one_of(st.just(""), words(limits.HINT if few else limits.OPTION_LABEL))
    alike = draw(_tuples(st.tuples(words(limits.OPTION_LABEL), hints), most - 1))
    first = Option(draw(ids), draw(words(limits.OPTION_LABEL)))
    return (first, *(Option(f"o-{n}", label, hint) for n, (label, hint) in enumerate(alike)))


days = st.dates().map(lambda day: day.isoformat()).filter(lambda day: len(day) == 10)
people = st.integers(0, 8).map(lambda many: [f"leerling{number}" for number in range(many)])
described = typed(limits.SHORT_TEXT).map(lambda text: " ".join(text.split()))
LENGTHS = {"short_text": limits.SHORT_TEXT, "long_text": limits.LONG_TEXT}
KINDS: tuple[FieldKind, ...] = (
    *("short_text", "long_text", "choice", "choices", "pupil", "pupils"),
    *("staff", "staff_several", "day", "checkbox", "note"),
)


@st.composite
def fields_named(draw: st.DrawFn, name: str, choices: tuple[Field, ...]) -> Field:
    """Draws a field, filled in or not, that may hang on one of the choices before it.

    At most one choice of a step is a long list: what a school writes itself has ten at most.
    """
    kind = draw(st.sampled_from(KINDS))
    most = LENGTHS.get(kind, 0)
    few = draw(st.booleans()) or any(len(one.options) > limits.RADIO_OPTIONS for one in choices)
    options: tuple[Option, ...] = ()
    not_in_list = False
    values: tuple[str, ...] = ()
    if kind in ("choice", "choices"):
        options = draw(options_of(limits.RADIO_OPTIONS if few else limits.OPTIONS))
        first, last = sorted((draw(st.integers(0, len(options))), draw(st.integers(0, 3))))
        in_order = tuple(one.value for one in options[first:last])
        values = in_order[:1] if kind == "choice" else in_order
    elif kind in ("pupil", "pupils", "staff", "staff_several"):
        listed = draw(people)
        who = draw(words(limits.PERSON_NAME))
        options = tuple(Option(one, who, "2b") for one in listed)
        not_in_list = draw(st.booleans())
        others = draw(st.lists(described, max_size=4)) if not_in_list else []
        values = (*listed, *(f"{NOT_IN_LIST}{one}" for one in others))
        values = values if kind in ("pupils", "staff_several") else values[:1]
    elif kind == "day":
        values = draw(st.one_of(st.just(()), days.map(lambda day: (day,))))
    elif kind == "checkbox":
        values = draw(st.sampled_from(((), (CHECKED,))))
    elif kind != "note":
        values = draw(st.one_of(st.just(()), typed(most).map(lambda text: (text,))))
    hint = limits.CARD_PARAGRAPH if kind == "note" else limits.HINT
    on = draw(st.sampled_from((None, *choices)))
    return Field(
        id=name,
        kind=kind,
        label=draw(words(limits.LABEL)),
        hint=draw(st.one_of(st.just(""), words(hint))),
        required=draw(st.booleans()),
        max_length=most,
        options=options,
        shown_if=None if on is None else ShownIf(on.id, (on.options[0].value,)),
        values=values,
        not_in_list=not_in_list,
    )


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """Draws a step of a form: ten questions and the notes above them."""
    most = limits.FIELDS + 3
    names = [f"{draw(ids)[:30]}_{number}" for number in range(draw(st.integers(1, most)))]
    fields: tuple[Field, ...] = ()
    for name in names:
        choices = tuple(one for one in fields if one.kind in ("choice", "choices"))
        fields = (*fields, draw(fields_named(name, choices)))
    return Form(
        id=draw(presses),
        title=draw(words(limits.TITLE)),
        fields=fields,
        submit=draw(words(limits.TITLE)),
        step=draw(st.integers(1, limits.STEPS)),
        steps=limits.STEPS,
        carried=draw(st.sampled_from(("", "A" * limits.CARRIED))),
        badge=draw(st.sampled_from(("", "OEFENING"))),
    )


copies = st.builds(
    CopyBlock, words(limits.LABEL), typed(limits.SHORT_TEXT), typed(limits.COPY_BLOCK)
)


@st.composite
def entries(draw: st.DrawFn) -> tuple[Entry, ...]:
    """Draws entries, in which people typed as much as stands on one page at most."""
    left = limits.PAGE_TEXT
    drawn = []
    for _ in range(draw(st.integers(0, ENTRIES_ON_A_PAGE))):
        own = []
        for fact in draw(_tuples(facts, 10)):
            if width(fact.value) <= left:
                left -= width(fact.value)
                own.append(fact)
        entry = Entry(
            heading=draw(words(limits.LABEL)),
            meta=draw(words(limits.LABEL)),
            facts=tuple(own),
            paragraphs=draw(_tuples(words(300), 20)),
            buttons=draw(_tuples(buttons, 2)),
        )
        drawn.append(entry)
    return tuple(drawn)


pages = st.builds(
    Page,
    id=presses,
    title=words(limits.TITLE),
    paragraphs=_tuples(words(600), 3),
    facts=_tuples(st.builds(Fact, words(limits.LABEL), words(200)), 25),
    entries=entries(),
    copies=_tuples(copies, 6),
    items=_tuples(words(200), 25),
    actions=_tuples(buttons, 30),
    page=st.integers(1, 3),
    pages=st.integers(1, 3),
    previous=st.one_of(st.none(), buttons),
    next=st.one_of(st.none(), buttons),
    badge=st.sampled_from(("", "OEFENING")),
).filter(lambda page: bool(page.paragraphs or page.facts))

items = st.builds(
    Item,
    words(limits.CARD_TITLE),
    st.one_of(st.just(""), words(60)),
    st.booleans(),
    st.one_of(st.none(), buttons),
)
task_lists = st.builds(
    TaskList,
    words(limits.CARD_TITLE),
    _tuples(
        st.builds(Section, words(limits.LABEL), _tuples(items, 45), st.sampled_from(("", "Leeg."))),
        6,
    ),
    _tuples(buttons, 3),
    st.sampled_from(("", "OEFENING")),
)
