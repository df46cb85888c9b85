"""Running text on large pages: two columns where it has some length, beside the items below where it has little."""

from __future__ import annotations

from pathlib import Path

import pytest

from brochure.vocabulary.paper import FORMATS
from brochure.vocabulary.scale import scale_of
from brochure.vocabulary.units import MM
from tests.compose.test_sharing import made
from tests.seen import Pages

SENTENCE = "The boats go out at dawn and come back with the tide, whatever the weather says. "


@pytest.mark.parametrize("size", ["a4", "letter"])
@pytest.mark.parametrize("sentences", [19, 21, 32, 60])
def test_a_body_stands_in_two_columns(tmp_path: Path, size: str, sentences: int) -> None:
    """At the size of text, or of a lead where that fills its page."""
    paragraphs = "\n\n".join([SENTENCE * 2, *[SENTENCE * 6] * (sentences // 6), SENTENCE * (sentences % 6)])
    made(tmp_path, "", f"## Page\n\n{paragraphs}\n", size=size)
    pages, paper = Pages(tmp_path / "out" / "a.pdf"), FORMATS[size]
    second = (paper.width / 2 + 1) * MM
    right = [run for run in pages.runs(1) if run.box[0] > second]
    left = [run for run in pages.runs(1) if run.box[0] < second]
    crossing = [run for run in left if run.box[2] > second and run.size < scale_of(paper).lead - 0.1]
    assert min(run.box[0] for run in right) < second + 10 * MM
    assert len(right) > len(left) / 2
    assert crossing == []


@pytest.mark.parametrize("size", ["a4", "letter"])
def test_a_short_text_stands_over_what_its_items_say(tmp_path: Path, size: str) -> None:
    """Not in two columns of a few lines each, of which one begins where nothing else does."""
    listed = "".join(f"  > * {name}: what it is about\n\n" for name in ("Open doors", "Public works", "Health care"))
    made(tmp_path, f"desc: |\n  {SENTENCE * 2}\n\n  {SENTENCE * 6}\n\n  They are:\n\n{listed}", size=size)
    paper, scale = FORMATS[size], scale_of(FORMATS[size])
    aside = scale.margin + (paper.width - 2 * scale.margin + scale.gutter) / 3
    pages = Pages(tmp_path / "out" / "a.pdf")
    texts = [run.box[0] / MM for run in pages.runs(1) if scale.small < run.size < scale.lead and run.text != "2"]
    assert len(texts) >= len(SENTENCE.split()) * 6
    assert min(texts) == pytest.approx(aside, abs=1)
