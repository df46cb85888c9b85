"""The facts: their date is parted at its day, which is said large and once."""

from __future__ import annotations

from pathlib import Path

import pytest

from brochure.vocabulary.paper import FORMATS
from brochure.vocabulary.scale import scale_of
from tests.compose.test_sharing import made
from tests.seen import Pages


@pytest.mark.parametrize("size", ["a5", "a4", "square"])
@pytest.mark.parametrize(
    ("date", "rows"),
    [
        ("Saturday 14 March 2026", [["Saturday"], ["14"], ["March", "2026"]]),
        ("14 March 2026", [["14"], ["March", "2026"]]),
        # A day with a comma of its own stays with what follows.
        ("March 14, 2026", [["14"], ["March", "14,", "2026"]]),
    ],
)
def test_the_day_of_a_date_is_said_once(tmp_path: Path, size: str, date: str, rows: list[list[str]]) -> None:
    """Large, with what stands before it above it and what follows below."""
    made(tmp_path, f"facts: {{title: In short, date: '{date}', place: Quay 7}}\n", size=size)
    pages, scale = Pages(tmp_path / "out" / "a.pdf"), scale_of(FORMATS[size])
    words = {word for row in rows for word in row}
    said = [run for run in pages.runs(1) if run.text in words and run.size > scale.lead]
    large = max(said, key=lambda run: run.size)
    over = [run for run in said if run.box[1] >= large.box[3]]
    under = [run for run in said if run.box[3] <= large.box[1]]
    told = [[run.text for run in part] for part in (over, [large], under) if part]
    assert told == rows
