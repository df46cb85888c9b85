"""The date that a PDF tells: never the clock, so that the same input gives the same bytes."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from brochure.vocabulary.job import UNASKED, Job

if TYPE_CHECKING:
    from brochure.model.project import Project

_EPOCH = "SOURCE_DATE_EPOCH"
_FIXED_DATE = date(2000, 1, 1)
_PATIENCE = 5.0
# As many as the last second of the calendar has.
_DIGITS = 12


def is_dated(project: Project, job: Job) -> bool:
    """Tell whether anything says when the content is from."""
    return _known(project, job) is not None


def date_of(project: Project, job: Job) -> date:
    """Give the date told in the PDF, in UTC.

    It is that of SOURCE_DATE_EPOCH, else the project's, else that of the content file's last commit, where the whole
    history is there to tell, else a fixed one.
    """
    return _known(project, job) or _FIXED_DATE


def looked_up(job: Job) -> Job:
    """Give a job that knows when its content was last committed: a worker starts no program to find out."""
    return replace(job, committed=_committed(job.content))


def _known(project: Project, job: Job) -> date | None:
    if said := asked_for() or project.date:
        return said
    committed = _committed(job.content) if job.committed == UNASKED else job.committed
    return date.fromisoformat(committed) if committed else None


def asked_for() -> date | None:
    """Give the date of SOURCE_DATE_EPOCH; one beyond the calendar is none."""
    return _day(os.environ.get(_EPOCH, ""))


def unread() -> str:
    """Give what SOURCE_DATE_EPOCH says where that is no date, and so is not heeded; else ""."""
    return os.environ.get(_EPOCH, "") if asked_for() is None else ""


def _day(stamp: str) -> date | None:
    """Give the day of a number of seconds, in UTC; None for what is no number, or beyond the calendar."""
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= _DIGITS):
        return None
    try:
        return datetime.fromtimestamp(int(stamp), UTC).date()
    except (ValueError, OverflowError, OSError):
        return None


def _committed(content: Path) -> str:
    """Ask Git; in a shallow clone the last commit known of a file may be no change of it."""
    if asked_for() is not None or not any((folder / ".git").exists() for folder in content.absolute().parents):
        return ""
    if _git(content, "rev-parse", "--is-shallow-repository") != "false":
        return ""
    stamp = _git(content, "rev-list", "--max-count=1", "--timestamp", "HEAD", "--", content.name).partition(" ")[0]
    day = _day(stamp)
    return day.isoformat() if day is not None else ""


def _git(content: Path, *arguments: str) -> str:
    """Give the answer of a plumbing command, "" for none; nothing that the repository configures is run or fetched."""
    import subprocess

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
