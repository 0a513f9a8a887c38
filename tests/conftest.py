"""Lets the tests with invented examples judge results only: how fast a busy machine is says nothing about the code."""

import os

from hypothesis import HealthCheck, settings

# The same examples every time; `make fuzz` looks for new ones, where a failure stops nobody.
settings.register_profile(
    "any machine",
    deadline=None,
    derandomize="FUZZ_MINUTES" not in os.environ,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("any machine")
