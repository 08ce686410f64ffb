"""Every error code of Slack ends a call in one way, and the outbox knows each that it is told."""

from adapters.slack.outcomes import (
    APP_FAULTS,
    LATER,
    OF_OURS,
    OF_THE_PERSON,
    OF_WHAT_WAS_THERE,
    OUTCOMES,
    RATE_LIMITED,
    UNCERTAIN,
    outcome_of_error,
)
from flows.ports import Gone, MaybeSent, NotSent, Unreachable
from storage.failure_codes import FAILURE_CODES


def test_no_code_stands_in_two_tables() -> None:
    """Which way a code goes does not hang on the order of the tables."""
    tables = (APP_FAULTS, OF_THE_PERSON, OF_WHAT_WAS_THERE, OF_OURS, UNCERTAIN, LATER, RATE_LIMITED)
    assert len(OUTCOMES) == sum(len(table) for table in tables)


def test_what_is_raised_carries_a_code_of_the_table() -> None:
    """Nothing of what Slack sent goes along but a word that is known here."""
    for code in OUTCOMES:
        outcome = outcome_of_error(code)
        assert isinstance(outcome, Gone) or outcome.args[0] in OUTCOMES


def test_the_outbox_keeps_every_code_that_it_is_told() -> None:
    """Otherwise an operator would read "other" where Slack said what is wrong."""
    outcomes = [outcome_of_error(code) for code in (*OUTCOMES, "a_code_of_next_year")]
    told = {one.code for one in outcomes if isinstance(one, (NotSent, MaybeSent, Unreachable))}
    assert set() == told - FAILURE_CODES
