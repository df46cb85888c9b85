"""The user's cache: what is kept there is believed, so it is this user's alone.

This file is imported before all others when the command starts, so it uses os alone.
"""

from __future__ import annotations

import os


def place(*names: str) -> str | None:
    """Give the path of something in the user's cache (XDG Base Directory Specification); None without a home."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(base):
        base = os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "make-brochure", *names) if os.path.isabs(base) else None


def folder(name: str) -> str | None:
    """Give a folder of the user's cache, made where it is not there; None where others may write in it, or none is."""
    path = place(name)
    try:
        if path is None:
            return None
        os.makedirs(path, 0o700, exist_ok=True)
        status = os.stat(path)
    except OSError:
        return None
    return path if status.st_uid == os.geteuid() and not status.st_mode & 0o022 else None
