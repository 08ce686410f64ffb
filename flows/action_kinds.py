"""Every kind of action, question and note there is: one entry says what is asked and what it means.

A protocol names kinds by their key here. A new kind is a new entry in `KINDS`, with its texts; the
rest of the core reads this table. Kinds ask no health, religion, orientation or descent (R-17), and
keep what was seen apart from what somebody thinks of it (R-16).
"""

from __future__ import annotations

from typing import Literal

import msgspec

from flows.field_specs import FieldSpec
from flows.forms import ShownIf
from flows.limits import LONG_TEXT, SHORT_TEXT

Meaning = Literal[
    "done",
    "talk",
    "consent",
    "wish",
    "agreement",
    "call",
    "compose",
    "rerun",
    "answer",
    "note",
    "decision",
]
"""What the answers do in the core: `flows.evolve` keeps consents, agreements and calls apart."""


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """One kind: its fields in order, and what the answers mean."""

    meaning: Meaning
    fields: tuple[FieldSpec, ...] = ()
    per_pupil: str = ""
    """For a kind that asks one choice per pupil of this part: which pupils ("pester")."""
    options: tuple[str, ...] = ()
    """The choices asked per pupil."""
    again: str = ""
    """The checkbox that asks for one more of the same ("Nog een afspraak")."""
    needs_perpetrator: bool = False
    """Whether it falls away while nobody knows who bullies (X-26)."""
    sanction: bool = False
    """Whether it can be felt as a punishment, which goes ill with a support group (X-15)."""
    age_band: bool = False
    """Whether the age band of the pupil is asked along when it is not known yet (R-6)."""


def _text(
    field: str, *, required: bool = False, long: bool = True, hint: bool = False
) -> FieldSpec:
    return FieldSpec(
        id=field,
        kind="long_text" if long else "short_text",
        required=required,
        max_length=LONG_TEXT if long else SHORT_TEXT,
        hint=hint,
    )


def _choice(
    field: str, *options: str, required: bool = True, shown_if: ShownIf | None = None
) -> FieldSpec:
    return FieldSpec(id=field, kind="choice", required=required, options=options, shown_if=shown_if)


AGE_BANDS = ("onder-16", "16-17", "18-plus")
AGE_BAND_FIELD = FieldSpec(id="leeftijd", kind="choice", options=AGE_BANDS, hint=True)
DAY = FieldSpec(id="dag", kind="day", required=True)
REASON = _text("reden", required=True)
ACUTE = FieldSpec(id="acuut", kind="checkbox", hint=True)

YES, NO, STILL_ASK = "ja", "nee", "nog_vragen"
PERMISSION = (YES, NO, STILL_ASK)

SPOKEN = "gesproken"
CALL_OUTCOMES = (SPOKEN, "voicemail", "geen_gehoor", "niet_bellen")
GUARDIANS = ("eerste", "tweede")

ENOUGH, SAME_GROUP, OTHER_GROUP = "genoeg", "zelfde", "andere"
"""What comes after a round of a support group (A:324)."""

EVALUATED, NOT_YET = "ja", "nog_niet"
PUPIL_SAYS = ("gestopt", "minder", "nog_bezig", "wil_niet_zeggen")

_ASKED_THE_PUPIL = (
    _choice("gesproken", EVALUATED, NOT_YET),
    FieldSpec(id="dag", kind="day", required=True, shown_if=ShownIf("gesproken", (EVALUATED,))),
    _choice("leerling_zegt", *PUPIL_SAYS, shown_if=ShownIf("gesproken", (EVALUATED,))),
    _text("zie_je"),
)

KINDS: dict[str, Kind] = {
    "gesprek": Kind(
        meaning="talk",
        fields=(DAY, _text("besproken", required=True, hint=True), _text("wil_zelf", hint=True)),
        age_band=True,
    ),
    "toestemming": Kind(
        meaning="consent",
        fields=(DAY,),
        per_pupil="pester",
        options=PERMISSION,
        needs_perpetrator=True,
    ),
    "wens": Kind(
        meaning="wish", fields=(DAY, _choice("wens", *PERMISSION)), needs_perpetrator=True
    ),
    "gesprek_samen": Kind(
        meaning="talk",
        fields=(
            DAY,
            FieldSpec(id="aanwezig", kind="choices", required=True, pupils="leerling"),
            _text("besproken", required=True, hint=True),
        ),
        needs_perpetrator=True,
    ),
    "gesprek_ouders": Kind(
        meaning="talk",
        fields=(
            DAY,
            FieldSpec(id="aanwezig", kind="choices", required=True, pupils="leerling"),
            _text("aanwezigen", required=True, long=False, hint=True),
            _text("besproken", required=True, hint=True),
        ),
    ),
    "afspraken": Kind(
        meaning="agreement",
        fields=(
            _text("wat", required=True, hint=True),
            FieldSpec(id="wie", kind="choices", required=True, pupils="leerling"),
            FieldSpec(id="tot", kind="day", required=True),
            _text("toezicht", required=True, long=False, hint=True),
            _text("gevolg", required=True, long=False, hint=True),
            FieldSpec(id="nog_een", kind="checkbox"),
        ),
        again="nog_een",
    ),
    "bellen": Kind(
        meaning="call",
        fields=(
            FieldSpec(id="script", kind="note"),
            _choice("ouder", *GUARDIANS),
            _choice("uitkomst", *CALL_OUTCOMES),
            DAY,
            FieldSpec(
                id="reden",
                kind="long_text",
                required=True,
                max_length=LONG_TEXT,
                shown_if=ShownIf("uitkomst", ("niet_bellen",)),
            ),
            FieldSpec(
                id="besproken",
                kind="long_text",
                max_length=LONG_TEXT,
                shown_if=ShownIf("uitkomst", (SPOKEN,)),
            ),
            _choice("tweede_ouder", YES, NO, shown_if=ShownIf("ouder", ("eerste",))),
        ),
        age_band=True,
    ),
    "vinkje": Kind(meaning="done", fields=(DAY, _text("toelichting"))),
    "overleg": Kind(
        meaning="done",
        fields=(
            DAY,
            _text("aanwezigen", required=True, long=False, hint=True),
            _text("besloten", required=True),
        ),
    ),
    "inlichten": Kind(
        meaning="done",
        fields=(_choice("hoe", "gesprek", "telefoon", "mail"), DAY, _text("toelichting")),
    ),
    "maatregel": Kind(
        meaning="done",
        fields=(DAY, _text("maatregel", required=True), _text("uitleg")),
        sanction=True,
    ),
    "uitnodigen": Kind(
        meaning="done",
        fields=(
            FieldSpec(id="dag", kind="day", required=True),
            _text("aanwezigen", required=True, long=False, hint=True),
        ),
    ),
    "groep": Kind(
        meaning="compose",
        fields=(
            FieldSpec(id="sympathie", kind="pupils", required=True, hint=True),
            FieldSpec(id="meelopers", kind="pupils", hint=True),
            FieldSpec(id="pesters", kind="choices", pupils="pester", hint=True),
            FieldSpec(id="wijkt_af", kind="checkbox", hint=True),
        ),
    ),
    "gesprek_groep": Kind(meaning="talk", fields=(DAY, _text("besproken", required=True))),
    "voornemen": Kind(
        meaning="done", fields=(_text("voornemen", required=True, long=False, hint=True),)
    ),
    "terugblik": Kind(
        meaning="talk",
        fields=(
            DAY,
            _choice("hoe_ging_het", "goed", "wisselend", "niet_goed"),
            _text("besproken", required=True, hint=True),
        ),
    ),
    "vervolg": Kind(
        meaning="rerun",
        fields=(_choice("vervolg", ENOUGH, SAME_GROUP, OTHER_GROUP), _text("toelichting")),
    ),
    "evaluatie": Kind(meaning="answer", fields=_ASKED_THE_PUPIL),
    "nazorg": Kind(meaning="answer", fields=_ASKED_THE_PUPIL),
    "peiling": Kind(
        meaning="answer",
        fields=(
            _choice("gesproken", EVALUATED, NOT_YET),
            _choice(
                "leerling_zegt",
                "goed",
                "twijfel",
                "slecht",
                shown_if=ShownIf("gesproken", (EVALUATED,)),
            ),
            _text("zie_je"),
        ),
    ),
    "vooraf": Kind(meaning="answer", fields=_ASKED_THE_PUPIL),
    "incident": Kind(
        meaning="note",
        fields=(
            DAY,
            FieldSpec(id="wie", kind="choices", required=True, pupils="leerling"),
            _text("gezien", required=True, hint=True),
            _text("duiding", hint=True),
            ACUTE,
        ),
    ),
    "ouder": Kind(
        meaning="note",
        fields=(
            DAY,
            FieldSpec(id="wie", kind="choice", required=True, pupils="leerling"),
            _text("besproken", required=True),
        ),
    ),
    "waarneming": Kind(
        meaning="note",
        fields=(
            DAY,
            _text("gezien", required=True, hint=True),
            _text("duiding", hint=True),
            ACUTE,
        ),
    ),
    "niet_uitvoerbaar": Kind(meaning="note", fields=(REASON,)),
    "raad": Kind(meaning="note", fields=(_text("vraag", required=True, hint=True),)),
    "raad_antwoord": Kind(meaning="note", fields=(_text("antwoord", required=True),)),
    "besluit": Kind(
        meaning="decision",
        fields=(
            _choice("besluit", "overslaan", "aanpassen", "doorgaan"),
            _text("uitleg", required=True),
        ),
    ),
    "reden": Kind(meaning="note", fields=(REASON,)),
}
