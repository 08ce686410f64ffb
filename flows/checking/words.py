"""Checks of the words of a protocol: every text is there, fits every platform and is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from flows.checking.names import ids_are_fit
from flows.checking.places import parts_of
from flows.nearest_word import meant
from flows.protocol import Protocol
from flows.source_list import OWN_CHOICE, SourceParagraph
from flows.text_keys import TERMS, text_keys
from flows.wording import UnusableText, Wording


def texts_are_there(protocol: Protocol, wording: Wording) -> Iterator[str]:
    """Every text the app will ask for exists, can be filled in and is not too long."""
    for term in TERMS:
        if not wording.has(term):
            yield f"het woord ‘{term}’ ontbreekt. Schrijf ‘{term} = …’."
    for text in text_keys(protocol):
        if not wording.has(text.key):
            if not text.optional:
                yield f"‘{text.key}’ ontbreekt. Schrijf ‘{text.key} = …’."
            continue
        variables = sorted(wording.variables(text.key))
        if variables:
            yield (
                f"{wording.place(text.key)}: ‘{text.key}’ gebruikt ‘${variables[0]}’, maar krijgt "
                f"geen variabelen. Haal ‘{{ ${variables[0]} }}’ weg."
            )
            continue
        try:
            length = len(wording(text.key))
        except UnusableText:
            yield (
                f"{wording.place(text.key)}: ‘{text.key}’ kan niet worden ingevuld. Gebruik alleen "
                "gewone tekst en woorden zoals { -coach }."
            )
            continue
        if length > text.limit:
            yield (
                f"{wording.place(text.key)}: ‘{text.key}’ is {length} tekens lang. Gebruik er "
                f"hoogstens {text.limit}."
            )


def texts_are_asked_for(protocol: Protocol, wording: Wording) -> Iterator[str]:
    """A text that nobody asks for is a typing mistake, or left over."""
    known = tuple(text.key for text in text_keys(protocol))
    texts = wording.keys()
    for key in texts:
        if key not in known and key not in wording.used_in_others():
            missing = [one for one in known if not wording.has(one)]
            yield (
                f"{wording.place(key)}: ‘{key}’ wordt nergens gebruikt. Haal die weg."
                f"{meant(key, missing)}"
            )


def texts_have_own_keys(protocol: Protocol) -> Iterator[str]:
    """No two parts ask for the same text, as an option with the id "hint" would."""
    if any(ids_are_fit(protocol)):
        return
    seen: set[str] = set()
    for text in text_keys(protocol):
        if text.key in seen:
            yield f"twee onderdelen gebruiken de tekst ‘{text.key}’. Geef er één een andere id."
        seen.add(text.key)


def sources_are_listed(protocol: Protocol, sources: tuple[SourceParagraph, ...]) -> Iterator[str]:
    """Every part says where it comes from: a paragraph of bron.md, or a choice of this app."""
    known = (OWN_CHOICE, *(paragraph.ref for paragraph in sources))
    for place, part in parts_of(protocol):
        if part.bron not in known:
            yield (
                f"{place}: de bron ‘{part.bron}’ staat niet in bron.md. "
                f'Zet die erin, of schrijf "{OWN_CHOICE}".'
            )
