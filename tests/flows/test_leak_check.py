"""The leak check: a text about one pupil names only that pupil."""

# ruff: noqa: RUF001 (Turkish names have a dotless i)

import re
import unicodedata
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.leak_check import Leak, LeakIndex, find_leaks, replace, replacement_words
from flows.roster import RosterPupil, StaffMember


def _pupil(roepnaam: str, tussenvoegsel: str, achternaam: str, klas: str = "2B") -> RosterPupil:
    return RosterPupil(
        id=f"{roepnaam}/{achternaam}/{klas}",
        leerlingnummer="260001",
        roepnaam=roepnaam,
        tussenvoegsel=tussenvoegsel,
        achternaam=achternaam,
        klas=klas,
        leerjaar=2,
        team="team-2",
    )


SANNE = _pupil("Sanne", "van den", "Berg")
IN_CASE = (
    _pupil("Thomas", "", "Bakker"),
    _pupil("Zoë", "", "Yılmaz"),
    _pupil("Anne-Marie", "", "Jansen-de Boer"),
    _pupil("Thijs", "", "D'hondt"),
    _pupil("Roos", "", "El Idrissi"),
    _pupil("Sanne", "de", "Wit"),
    _pupil("Bo", "van der", "Veen"),
    _pupil("Jan Willem", "in 't", "Veld"),
    _pupil("Sophie", "", "Fliermann"),
)
SCHOOL = (
    _pupil("Noor", "", "Jansen", "3A"),
    _pupil("Emma", "van 't", "Hof", "1C"),
    _pupil("Daan", "de", "Vries", "4D"),
    _pupil("Sanne", "van den", "Berg", "5A"),
    SANNE,
    *IN_CASE,
)
REPORTER = StaffMember(id="s1", name="mw. Karin de Graaf", email="", roles=("docent",))

SENTENCES = [
    # The pupil whom the text is about may be named.
    "Sanne van den Berg voelt zich niet veilig op het plein.",
    "Mevrouw Van den Berg belde over haar dochter.",
    "De jas van S. v.d. Berg lag in de sloot.",
    "Sanne van den Bergs jas lag in de sloot.",
    # A shared roepnaam says nothing about whom is meant.
    "«Sanne» is verdrietig.",
    "«Sanne de Wit» zat naast Sanne van den Berg.",
    "«Wit, Sanne de» stond in de lijst.",
    # Others in the melding: roepnaam alone.
    "«Thomas» lachte haar uit.",
    "Haar tas is door «thomas» weggegooid.",
    "HAAR TAS IS DOOR «THOMAS» WEGGEGOOID.",
    "«Zoë» en «Zoe» zijn dezelfde.",
    "«Zoe\u0308» schreef haar naam met een los trema.",
    "«Anne-Marie» en «Anne Marie» en «Annemarie» en «Anne\u2011Marie».",
    "«Jan Willem» en «Jan-Willem» bleven staan.",
    "(«Roos») «Roos», «Roos»; «Roos»: «Roos»! «Roos»? “«Roos»” …«Roos»…",
    # Achternaam alone, with and without tussenvoegsel, with initials.
    "«Bakker» gooide de bal.",
    "«T. Bakker» gooide de bal naar «T Bakker».",
    "«T.J. Bakker» en «Bakker, T.J.» staan allebei genoteerd.",
    "«D'hondt», «D’Hondt», «d hondt» en «Dhondt» betekenen hetzelfde.",
    "«El Idrissi» en «Idrissi» en «elidrissi».",
    "«van der Veen», «Van de Veen», «v.d. Veen», «vd Veen», «v. d. Veen», «Veen».",
    "«Jansen-de Boer», «Jansen» en «de Boer» en «Boer».",
    "«in 't Veld» en «in het Veld» en «i.'t. Veld».",
    "De ouders van «Yılmaz» en van «Yilmaz» zijn gebeld.",
    "«t. bakker», «t bakker», «a.m. de boer», «a. jansen» en «am jansen».",
    "Op de foto's «Fliermann», en op foto’s «Bakker» met «s. fliermann».",
    # Genitives.
    "«Zoë's» tas, «Zoë’s» tas, «Zoë\u00b4s» tas en «Zoës» tas.",
    "«Thomas'» jas hing naast «Thomas’» tas en «Thomas's» fiets.",
    "Hij riep 'Thomas is een held'.".replace("Thomas", "«Thomas»"),
    "De ‘«Thomas»’ uit het verhaal.",
    "«Roos'» schrift en «Bakkers» schrift.",
    "«Bo's» fiets staat in het bos.",
    "Ze riep ‘die «Bakkers»’ en ging; zij zei'«Thomas»' en hij zei'«Bo» ook'.",
    # Invisible signs, ligatures and wide letters do not hide a name.
    "«Tho\u00admas» en «Tho\u200bmas» en «T\u2060homas».",
    "met\u200b«Thomas»\u200bnaar huis",
    "«So\u200dphie Fliermann» en «\ufb02iermann» en «\uff34\uff48\uff4f\uff4d\uff41\uff53».",
    "@«thomas_bakker» en «thomasbakker»2010@school.example en xX_«roos»_Xx.",
    # Whole words only.
    "Ze fietste door Roosendaal, langs Thomaskerk en Bobakkers.",
    "De bakkerij en het veldje; de boerin, boos en de witte jas.",
    "Hij zag foto's «Bakker» staan erop.",
    "Foto's «Fliermann» en filmpjes.",
    # The rest of the school: only roepnaam and achternaam together.
    "Noor en Emma en Daan zagen het, net als Hof en De Vries.",
    "<Noor «Jansen»> zag het.".replace("«", "").replace("»", ""),
    "<Jansen, Noor> zag het.",
    "<Emma van 't Hof>, <Emma van ’t Hof>, <Emma van het Hof>, <Emma Hof>, <Hof, Emma van 't>.",
    "<Hof, van 't, Emma> en <van 't Hof, Emma>.",
    "<Daan\nde Vries> en <daan.devries>@school.example en <Daan de Vries'> fiets.",
    "Daan. De Vries kwam later.",
    # Names that overlap.
    "«Thomas Bakker» en «Bakker Thomas» zijn één.",
    "Tegen «Bakker», «Zoë Yılmaz» en <Daan de Vries>: stop.",
    # Colleagues whom the text may not name.
    "Gemeld door {Karin de Graaf}, ook wel {mevrouw}.".replace("{mevrouw}", "mevrouw {De Graaf}"),
    "{Karin's} les; {K. de Graaf} en {Graaf} en {Karin}.",
    # No names at all.
    "Er is een gesprek geweest. De afspraken staan hieronder: 1) op tijd naar huis.",
    "",
]
"""A leak is marked: «in the melding», <elsewhere in the school>, {a colleague}."""

_MARKS = {"«": "in_melding", "<": "in_school", "{": "medewerker"}


@cache
def _rest() -> LeakIndex:
    return LeakIndex(SCHOOL)


@pytest.fixture(autouse=True)
def _index_is_made_anew() -> None:
    _rest.cache_clear()


def _unmarked(sentence: str) -> tuple[str, list[tuple[int, int, str]]]:
    text = ""
    hits = []
    for part in re.split(r"([«<{][^»>}]*[»>}])", sentence):
        if part and part[0] in _MARKS:
            hits.append((len(text), len(text) + len(part) - 2, _MARKS[part[0]]))
            text += part[1:-1]
        else:
            text += part
    return text, hits


def _leaks(text: str) -> tuple[Leak, ...]:
    return find_leaks(text, SANNE, IN_CASE, _rest(), (REPORTER,))


@pytest.mark.parametrize("sentence", SENTENCES)
def test_finds_exactly_the_marked_names(sentence: str) -> None:
    """Each marked name is found in its place with its reason, and nothing else."""
    text, hits = _unmarked(sentence)
    assert hits == [(leak.start, leak.end, leak.reason) for leak in _leaks(text)]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_finds_the_same_when_accents_are_written_apart(sentence: str) -> None:
    """Letters with loose accents are found as well as letters with their accents built in."""
    text, hits = _unmarked(sentence)
    apart = unicodedata.normalize("NFD", text)
    assert len(hits) == len(_leaks(apart))
    assert [leak.found for leak in _leaks(apart)] == [
        apart[leak.start : leak.end] for leak in _leaks(apart)
    ]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_nothing_is_found_after_replacing(sentence: str) -> None:
    """A text that was cleaned once is clean."""
    text, _ = _unmarked(sentence)
    assert () == _leaks(replace(text, _leaks(text)))


_PIECES = st.sampled_from(
    [
        *(
            "Sanne",
            "van den Berg",
            "Sanne van den Berg",
            "Thomas",
            "Bakker",
            "T.",
            "Zoë",
            "Zoe\u0308",
        ),
        *("Yılmaz", "Anne", "Marie", "Anne-Marie", "Jansen", "de Boer", "D’hondt", "Roos", "Noor"),
        *(
            "El Idrissi",
            "de Wit",
            "Bo",
            "v.d.",
            "Veen",
            "Emma",
            "Hof",
            "van 't",
            "Karin",
            "de Graaf",
        ),
        *("Jan", "Willem", "in 't", "Veld", "en", "sloeg", "Roosendaal", "\ufb02iermann", "S.J."),
    ]
)
_GAPS = st.sampled_from(
    [
        " ",
        "",
        "  ",
        "-",
        "'s ",
        "’s ",
        "s ",
        "' ",
        ", ",
        ". ",
        ".",
        "\n",
        "\u00ad",
        "\u200b",
        "_",
        " ('",
    ]
)
_TEXTS = st.lists(st.tuples(_PIECES, _GAPS)).map(
    lambda parts: "".join(piece + gap for piece, gap in parts)
)


@given(_TEXTS)
def test_a_cleaned_text_stays_clean(text: str) -> None:
    """Whatever names stand beside each other, nothing is found once the leaks are replaced."""
    assert () == _leaks(replace(text, _leaks(text)))


@given(_TEXTS)
def test_leaks_are_pieces_of_the_text_in_order(text: str) -> None:
    """Leaks come in order, do not overlap, and are what stands at their places."""
    leaks = _leaks(text)
    assert [text[leak.start : leak.end] for leak in leaks] == [leak.found for leak in leaks]
    bounds = [place for leak in leaks for place in (leak.start, leak.end)]
    assert sorted(bounds) == bounds


@given(_TEXTS)
def test_a_roepnaam_in_the_melding_is_never_left(text: str) -> None:
    """Whatever stands around it, a whole word that is a roepnaam in the melding is gone."""
    cleaned = replace(text, _leaks(text))
    assert [] == re.findall(r"(?<![^\W_])(?:Thomas|Roos)(?![^\W_])", cleaned)


@given(st.text(alphabet="abcdefgh ijk.,'!?\n\u00ad\u00e9\u0301\U0001f600", max_size=200))
def test_a_text_without_names_is_untouched(text: str) -> None:
    """Nothing is changed where nobody is named."""
    assert text == replace(text, _leaks(text))


def test_the_pupil_whom_the_text_is_about_is_never_a_stranger() -> None:
    """A namesake elsewhere in the school does not make a pupil's own full name a leak."""
    text = "Sanne van den Berg, Berg, Sanne van den en Van den Berg, Sanne"
    assert () == find_leaks(text, SANNE, (), _rest())


def test_a_namesake_in_the_melding_makes_single_names_leaks_only() -> None:
    """Two of the same name cannot be told apart by it; the full name stays, its parts do not."""
    namesake = _pupil("Sanne", "van den", "Berg", "5A")
    text = "Sanne van den Berg zag Sanne en mevrouw Van den Berg."
    assert ["Sanne", "Van den Berg"] == [
        leak.found for leak in find_leaks(text, SANNE, (SANNE, namesake), _rest())
    ]


def test_a_shared_achternaam_is_a_leak_when_it_stands_alone() -> None:
    """Of a brother and a sister in one melding the achternaam alone does not say who is meant."""
    brother = _pupil("Ruben", "van den", "Berg", "4A")
    text = "Van den Berg sloeg Sanne van den Berg; Sanne huilde en R. van den Berg riep."
    assert ["Van den Berg", "R. van den Berg"] == [
        leak.found for leak in find_leaks(text, SANNE, (brother,), _rest())
    ]


@pytest.mark.parametrize(
    ("own", "other", "found"),
    [
        ("Hannes", "Hanne", ["Hanne's"]),
        ("Hanne", "Hannes", ["Hannes", "Hannes'"]),
    ],
)
def test_the_reading_without_a_stuck_s_is_the_likelier(
    own: str, other: str, found: list[str]
) -> None:
    """Hannes is Hannes before it is the genitive of Hanne."""
    leaks = find_leaks(
        "Hannes kwam met Hanne's broer en Hannes' fiets.",
        _pupil(own, "", "Vos"),
        (_pupil(other, "", "Kok"),),
        LeakIndex([]),
    )
    assert found == [leak.found for leak in leaks]


def test_an_own_name_in_reverse_hides_nobody() -> None:
    """Jansen, Sanne is no own name when somebody else in the melding is called Jansen."""
    leaks = find_leaks(
        "Ze schreeuwde tegen Jansen, Sanne huilde.",
        _pupil("Sanne", "", "Jansen"),
        (_pupil("Tim", "", "Jansen"),),
        LeakIndex([]),
    )
    assert ["Jansen"] == [leak.found for leak in leaks]


@pytest.mark.parametrize(
    ("text", "about", "other", "at_school", "found"),
    [
        ("Roosje Jan Wim", ("Roosje", "Jan"), ("Jan Wim", "Kok"), ("Noor", "Vos"), "Jan Wim"),
        ("Jan Wim Boskamp", ("Roos", "Vos"), ("Jan Wim", "Kok"), ("Wim", "Boskamp"), "Jan Wim"),
        ("Wim Boskamp", ("Roos", "Vos"), ("Jan Wim", "Kok"), ("Wim", "Boskamp"), "Wim Boskamp"),
    ],
)
def test_of_two_names_that_share_a_word_the_weightier_is_found(
    text: str,
    about: tuple[str, str],
    other: tuple[str, str],
    at_school: tuple[str, str],
    found: str,
) -> None:
    """A pupil of the melding goes before one elsewhere, and both before the pupil's own name."""
    subject, involved, stranger = (
        _pupil(roepnaam, "", achternaam) for roepnaam, achternaam in (about, other, at_school)
    )
    leaks = find_leaks(text, subject, (involved,), LeakIndex([subject, involved, stranger]))
    assert [found] == [leak.found for leak in leaks]


def test_a_pupil_in_no_list_may_have_one_name() -> None:
    """A pupil who was typed in with a roepnaam alone is looked for as well."""
    leaks = find_leaks("Kevin's fiets.", SANNE, (_pupil("Kevin", "", ""),), LeakIndex([]))
    assert ["Kevin's"] == [leak.found for leak in leaks]


def test_a_single_letter_is_no_name() -> None:
    """Somebody called by one letter does not make every such letter of the text a name."""
    colleague = StaffMember(id="s2", name="K. Bos", email="", roles=())
    leaks = find_leaks(
        "Punt k en punt o zijn besproken met K. Bos en Minh O.",
        SANNE,
        (_pupil("Minh", "", "O"),),
        LeakIndex([]),
        (colleague,),
    )
    assert ["K. Bos", "Minh O"] == [leak.found for leak in leaks]


def test_replacements_fit_in_the_sentence() -> None:
    """A sentence keeps its capital, a genitive its s, and a colleague is no pupil."""
    text = "Thomas' jas. Toen zei Karin: 'Roos en Zoë's zus.'\n- Bakker belde."
    words = replacement_words(text, _leaks(text))
    assert (
        "Een medeleerlings",
        "een medewerker",
        "een medeleerling",
        "een medeleerlings",
        "Een medeleerling",
    ) == words


def test_replace_takes_the_words_that_a_person_chose() -> None:
    """The words of the preview come in the order of the leaks."""
    text = "Thomas duwde Roos."
    assert "Iemand duwde een vriendin." == replace(text, _leaks(text), ["Iemand", "een vriendin"])


def test_replace_wants_a_word_for_each_leak() -> None:
    """A preview of another text is refused rather than filled in halfway."""
    text = "Thomas duwde Roos."
    with pytest.raises(ValueError, match="shorter"):
        replace(text, _leaks(text), ["Iemand"])
