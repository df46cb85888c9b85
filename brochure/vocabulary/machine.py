"""Where the tool runs: Linux and macOS, Python 3.11 or newer. Older Pythons can read this file, to be told so."""

from __future__ import annotations

import sys

OLDEST = (3, 11)


def unsupported() -> str:
    """Say in one line why the tool does not run here and what to do; "" where it does."""
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:2]))
        return f"Python {found} is not supported: use Python 3.11 or newer"
    if sys.platform == "win32":
        return "Windows is not supported: use make-brochure in WSL, https://learn.microsoft.com/windows/wsl/install"
    return ""
