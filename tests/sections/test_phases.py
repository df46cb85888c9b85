"""Phases: how many share a bar."""

from __future__ import annotations

from pathlib import Path

import pytest

from brochure.pipeline import build
from brochure.vocabulary.job import Job
from tests.pdfreader.reading import Reading


@pytest.mark.parametrize(("count", "bars"), [(1, []), (2, [2]), (9, [9]), (10, [5, 5]), (19, [6, 7, 6])])
def test_no_more_than_nine_phases_share_a_bar(tmp_path: Path, count: int, bars: list[int]) -> None:
    """More are told in several spreads, as even as can be; one alone has none."""
    content = tmp_path / "a.md"
    phases = "".join(f"    - {{step: Step {number}, duration: 2 months}}\n" for number in range(1, count + 1))
    content.write_text(f"---\ntitle: A\nlang: en\nsteps:\n  list:\n{phases}---\n", encoding="utf-8")
    pdf = build(Job(content, tmp_path, None, tmp_path / "out")).pdf
    assert pdf is not None
    tree = Reading(pdf).tree
    assert tree is not None
    told = [figure.alt or "" for figure in tree.find("Figure")]
    assert [alt.count("Step") for alt in told if alt.startswith("Timeline")] == bars
