"""Running text on large pages: two columns where it has some length, beside the items below where it has little."""

from __future__ import annotations

from pathlib import Path

import pytest

from brochure.pipeline import build
from brochure.vocabulary.job import Job
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


@pytest.mark.parametrize("theme", ["studio", "civic", "ledger", "festival"])
@pytest.mark.parametrize("size", ["a5", "a4", "square"])
def test_lists_keep_their_distances(tmp_path: Path, size: str, theme: str) -> None:
    """As much below a heading as below a paragraph; bullets begin where numbers do, words of both at one place."""
    content, settings = tmp_path / "a.md", tmp_path / "brochure.yaml"
    lists = "Each who:\n\n- kneels at dawn\n- rows\n\n### Hours\n\n1. Knock first.\n2. Wait.\n"
    content.write_text(
        f"---\ntitle: T\nlang: en\n---\n## Page\n\n{SENTENCE}\n\n{SENTENCE * 6}\n\n{lists}", encoding="utf-8"
    )
    settings.write_text(f"language: en\nformat: {size}\ntheme: {theme}\n", encoding="utf-8")
    outcome = build(Job(content, tmp_path, settings, tmp_path / "out"))
    assert outcome.pdf is not None
    runs = Pages(outcome.pdf).runs(1)
    found = {word: next(run for run in runs if run.text == word) for word in ("who:", "kneels", "Hours", "Knock", "1.")}
    bullet = next(run for run in runs if run.text == "\u2022")
    em = bullet.size
    assert bullet.box[0] - found["1."].box[0] == pytest.approx(0, abs=0.2 * em)
    assert found["kneels"].box[0] == pytest.approx(found["Knock"].box[0], abs=0.1 * em)
    # From baseline to baseline, less what each of the two lines has of its own.
    below_words = found["who:"].box[1] - found["kneels"].box[1] - 1.4173 * em
    below_heading = found["Hours"].box[1] - found["Knock"].box[1] - 1.4173 * em
    assert below_heading >= below_words - 0.2 * em
