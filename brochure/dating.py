"""The date that a PDF tells: never the clock, so that the same input gives the same bytes."""

from __future__ import annotations

import os
from datetime import date

from brochure.model.project import Project

_FIXED_DATE = date(2000, 1, 1)


def date_of(project: Project) -> date:
    """Give the date told in the PDF: SOURCE_DATE_EPOCH, else the project's, else a fixed one."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        from datetime import UTC, datetime

        return datetime.fromtimestamp(int(epoch), UTC).date()
    return project.date or _FIXED_DATE
