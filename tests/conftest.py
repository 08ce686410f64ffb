"""How the tests draw their examples, and what they do not do over and over."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.practice.compiled_once import compiled_once

# How busy the machine is says nothing about the rules, so no example has a deadline.
settings.register_profile("everyday", deadline=None)
# `make mutants` asks the same tests hundreds of times: few examples, the same ones each time.
settings.register_profile(
    "mutants", deadline=None, derandomize=True, database=None, max_examples=25
)
settings.load_profile("everyday")


@pytest.fixture(scope="session", autouse=True)
def statements_compiled_once() -> Iterator[None]:
    """Compiles each statement once in the whole run."""
    with compiled_once():
        yield
