"""What holds for every test."""

from __future__ import annotations

from hypothesis import settings

# A suite that decides whether work lands gives the same answer twice; new examples are sought by `make fuzz`.
settings.register_profile("suite", derandomize=True, deadline=None)
settings.load_profile("suite")
