"""What holds for every test."""

from __future__ import annotations

import signal

from hypothesis import settings

from tests.worker.inside import inside_worker as inside_worker

# A suite that decides whether work lands gives the same answer twice; new examples are sought by `make fuzz`.
settings.register_profile("suite", derandomize=True, deadline=None)
settings.load_profile("suite")

# A shell has what it starts in the background ignore Ctrl-C, which programs pass on to those that they start: a test
# that interrupts one would wait for ever.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
