"""Copies that are made of a brochure that stands for them are alike to full builds, in every preset and format."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from brochure.vocabulary.job import Job
from brochure.vocabulary.problems import BrochureError
from brochure.warm import Made, Warm
from tests.merge.alike import differences
from tests.merge.conftest import CONTENT, SETTINGS
from tests.merge.rows import borders, rows

pytestmark = pytest.mark.deep

# In the suite a few; `make equal` takes them all.
_ASKED = int(os.environ.get("BROCHURE_ROWS", "0"))
_LEAFLET = "format: leaflet\n"


def _made(warm: Warm, job: Job, copy: bool, spelling: tuple[str, ...]) -> Made | BrochureError:
    try:
        return warm.copy(job, spelling) if copy else warm.build(job)
    except BrochureError as error:
        return error


@pytest.mark.parametrize("preset", ["screen", "press", "booklet"])
@pytest.mark.parametrize("settings", ["", _LEAFLET], ids=["a5", "leaflet"])
def test_copies_are_alike_to_builds(preset: str, settings: str, job: Job, project: Path) -> None:
    """Text, pixels at 144 dpi, inks, tags, links, bookmarks, metadata, and what is told; many are made quickly."""
    (project / "brochure.yaml").write_text(settings + SETTINGS, encoding="utf-8")
    count = _ASKED or 14
    copied = _compared(replace(job, preset=preset), list(rows(count)))
    assert copied >= count // 3


@pytest.mark.parametrize("guessed", [False, True], ids=["told", "guessed"])
def test_rows_at_borders_are_alike_to_builds(guessed: bool, job: Job, project: Path) -> None:
    """Where a letter more changes a line, a size, a hyphen, what a word stands with, or the language."""
    content, settings = (text.replace("lang: en\n", "").replace("language: en\n", "") for text in (CONTENT, SETTINGS))
    (project / "brochure.yaml").write_text(settings if guessed else SETTINGS, encoding="utf-8")
    job.content.write_text(content if guessed else CONTENT, encoding="utf-8")
    found = list(borders())
    # In the suite a few, without a language those that are a border of it.
    few = found[-4:] if guessed else found[::3]
    _compared(job, found if _ASKED else few)


def _compared(job: Job, wanted: Sequence[tuple[tuple[str, str], ...]]) -> int:
    """Hold the copies of rows to their builds; gives how many were made of a brochure that stands for them."""
    spelling = tuple(sorted({word for values in wanted for _, value in values for word in value.split()}))
    copies, builds = Warm(), Warm()
    for number, values in enumerate(wanted):
        row = replace(job, values=values, called=f"{number}.pdf", committed="2026-11-01")
        copy, full = _made(copies, row, True, spelling), _made(builds, row, False, ())
        if isinstance(copy, BrochureError) or isinstance(full, BrochureError):
            assert str(copy) == str(full), values
            continue
        assert differences(copy.pdf, full.pdf) == [], values
        assert (copy.problems, copy.pages, copy.trim) == (full.problems, full.pages, full.trim), values
    copies.close()
    builds.close()
    return copies.copied
