"""What comes next: two paragraphs of some words are two items, any other text runs on."""

from __future__ import annotations

from pathlib import Path

import pytest

from brochure.pipeline import build
from brochure.vocabulary.job import Job
from tests.pdfreader.reading import Reading

FIRST, SECOND = "You join a crew of seven. It sails in May.", "You keep what you learn. **Half of all** come back."


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (f"{FIRST}\n\n{SECOND}", 2),
        (FIRST, 0),
        (f"{FIRST}\n\n{SECOND}\n\n{FIRST}", 0),
        (f"{FIRST}\n\n- {SECOND}", 0),
        (f"{FIRST}\n\n{SECOND} {'Many more words. ' * 30}", 0),
        (f"{FIRST}\n\nNo end of a sentence here", 0),
    ],
)
def test_two_short_paragraphs_are_items(text: str, items: int, tmp_path: Path) -> None:
    content = tmp_path / "a.md"
    indented = text.replace("\n", "\n    ")
    content.write_text(f"---\ntitle: T\nlang: en\nthen:\n  desc: |\n    {indented}\n---\n", encoding="utf-8")
    outcome = build(Job(content, tmp_path, None, tmp_path / "out"))
    assert outcome.pdf is not None
    tree = Reading(outcome.pdf).tree
    assert tree is not None
    found = [item for item in tree.find("LI") if "crew" in item.all_text or "learn" in item.all_text]
    assert len(found) == items or (items == 0 and text.count("- ") == len(found))
