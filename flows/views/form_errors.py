"""What is wrong with an answer, or why something does not happen, and what to do about it."""

from __future__ import annotations

from flows.field_specs import Fault
from flows.forms import Field, FieldError
from flows.wording import Wording

ABOUT_LENGTH = "te-lang"


def _message(wording: Wording, field: Field | None, code: str) -> str:
    if code == ABOUT_LENGTH and field is not None:
        return wording("veld-fout-te-lang", tekens=str(field.max_length))
    return wording(f"veld-fout-{code}")


def field_errors(
    wording: Wording, fields: tuple[Field, ...], faults: tuple[Fault, ...]
) -> tuple[FieldError, ...]:
    """Gives one sentence per wrong answer, at its field.

    A fault in something this form does not ask stands at the first question, so that it is seen.
    """
    asked = tuple(field for field in fields if field.kind != "note")
    if not asked:
        return ()
    by_id = {field.id: field for field in asked}
    errors: dict[str, FieldError] = {}
    for fault in faults:
        place = fault.field if fault.field in by_id else asked[0].id
        message = _message(wording, by_id.get(fault.field), fault.code)
        errors.setdefault(place, FieldError(place, message))
    return tuple(errors.values())


def refusal_text(wording: Wording, reason: str) -> str:
    """Says why something does not happen; `reason` is that of a `flows.effects.Refused`."""
    return wording(f"weigering-{reason}")
