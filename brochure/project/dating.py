"""The date that a PDF tells: never the clock, so that the same input gives the same bytes."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

from brochure.model.project import Project

_FIXED_DATE = date(2000, 1, 1)
_PATIENCE = 5.0


def is_dated(project: Project, content: Path) -> bool:
    """Tell whether anything says when the content is from."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return epoch.isdigit() or project.date is not None or _committed(content) is not None


def date_of(project: Project, content: Path) -> date:
    """Give the date told in the PDF, in UTC.

    It is that of SOURCE_DATE_EPOCH, else the project's, else that of the content file's last commit, where the whole
    history is there to tell, else a fixed one.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return project.date or _committed(content) or _FIXED_DATE


def _committed(content: Path) -> date | None:
    """Ask Git; in a shallow clone the last commit known of a file may be no change of it."""
    if not any((folder / ".git").exists() for folder in content.absolute().parents):
        return None
    if _git(content, "rev-parse", "--is-shallow-repository") != "false":
        return None
    stamp = _git(content, "rev-list", "--max-count=1", "--timestamp", "HEAD", "--", content.name).partition(" ")[0]
    return datetime.fromtimestamp(int(stamp), UTC).date() if stamp.isdigit() else None


def _git(content: Path, *arguments: str) -> str:
    """Give the answer of a plumbing command, "" for none; nothing that the repository configures is run or fetched."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    quiet = kept | {"GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    command = ["git", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", *arguments]
    try:
        told = subprocess.run(
            command, cwd=content.absolute().parent, env=quiet, capture_output=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return told.stdout.decode("utf-8", "replace").strip() if told.returncode == 0 else ""
