"""Checks a whole protocol before any melding follows it: one table, every fault in one pass.

Each check is one small function in `flows.checking` that gives a Dutch line per fault: where it
is and what to do about it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flows.checking import names, report, texts_for_magister, tracks, waits, ways, words, work
from flows.protocol import Protocol
from flows.source_list import SourceParagraph
from flows.wording import Wording

CHECKS: tuple[Callable[[Protocol], Iterator[str]], ...] = (
    names.ids_are_fit,
    names.required_roles_exist,
    names.roles_have_a_fallback,
    names.roles_are_known,
    names.somebody_may_always_act,
    waits.ladders_are_known,
    waits.ladders_reach_somebody,
    waits.spans_are_readable,
    waits.limits_have_a_ladder,
    report.report_is_short,
    report.earlier_screens_ask_little,
    report.report_fits_a_page,
    report.needed_questions_are_asked,
    report.first_screen_asks_what_it_is_about,
    report.questions_fit_their_kind,
    report.hidden_questions_hang_on_a_choice,
    ways.there_are_stages,
    ways.there_are_few_ways_on,
    ways.transitions_lead_somewhere,
    ways.transitions_can_be_made,
    ways.stages_can_be_reached,
    ways.meldingen_can_be_closed,
    ways.aftercare_is_whole,
    work.stages_have_work,
    work.kinds_are_known,
    work.members_are_composed,
    work.order_is_possible,
    work.gates_are_asked,
    work.gates_come_first,
    work.questions_begin,
    work.notices_wait_for_work,
    work.suggestions_fit,
    tracks.tracks_are_known,
    tracks.counted_kinds_are_known,
    texts_for_magister.records_have_a_place,
    texts_for_magister.titles_are_exact,
    texts_for_magister.records_hang_under_one_before,
    texts_for_magister.records_tell_of_work,
    words.texts_have_own_keys,
)
"""Checks of the protocol alone."""

CHECKS_OF_WORDS: tuple[Callable[[Protocol, Wording], Iterator[str]], ...] = (
    words.texts_are_there,
    words.texts_are_asked_for,
)


def faults_in(protocol: Protocol) -> tuple[str, ...]:
    """Gives what is wrong with a protocol, whatever its texts are."""
    return tuple(fault for check in CHECKS for fault in check(protocol))


def faults_in_words(protocol: Protocol, wording: Wording) -> tuple[str, ...]:
    """Gives what is wrong with the texts of a protocol."""
    return tuple(fault for check in CHECKS_OF_WORDS for fault in check(protocol, wording))


def faults_in_sources(protocol: Protocol, sources: tuple[SourceParagraph, ...]) -> tuple[str, ...]:
    """Gives the parts of a protocol that refer to a paragraph which is not listed."""
    return tuple(words.sources_are_listed(protocol, sources))
