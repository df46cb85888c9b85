"""Where the tool runs: Linux and macOS, Python 3.11 or newer. Older Pythons can read this file, to be told so."""

from __future__ import annotations

import sys

from brochure.vocabulary.speech import NOTHING, Said

OLDEST = (3, 11)


def unsupported() -> Said:
    """Say in one line why the tool does not run here and what to do; "" where it does."""
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:2]))
        return Said("Python {found} is not supported: use Python 3.11 or newer", found=found)
    if sys.platform == "win32":
        return Said(
            "Windows is not supported: use make-brochure in WSL, {address}",
            address="https://learn.microsoft.com/windows/wsl/install",
        )
    return NOTHING
