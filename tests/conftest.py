"""How the tests draw their examples."""

from hypothesis import settings

# How busy the machine is says nothing about the rules, so no example has a deadline.
settings.register_profile("everyday", deadline=None)
# `make mutants` asks the same tests hundreds of times: few examples, the same ones each time.
settings.register_profile(
    "mutants", deadline=None, derandomize=True, database=None, max_examples=25
)
settings.load_profile("everyday")
