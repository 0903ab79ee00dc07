"""One profile for all property tests: the same examples each time, and no time asserted."""

from __future__ import annotations

from hypothesis import settings

# `pytest --hypothesis-profile=default` looks for new examples instead.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")
