"""Fixtures for all tests, and one profile for all property tests: the same examples each time, and no time
asserted."""

from __future__ import annotations

from hypothesis import settings

from tests.command_line import run as run
from tests.postgresql import server as server

# `pytest --hypothesis-profile=default` looks for new examples instead.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")
