"""What drawings say, in their texts and in words for who does not see them, is plain text."""

from __future__ import annotations

from pathlib import Path

import pytest

from brochure.pipeline import build
from brochure.vocabulary.job import Job
from tests.pdfreader.reading import Reading

CONTENT = """---
title: A
lang: en
steps:
  list:
    - {step: "*Phase* `1`", duration: "**2 months**"}
    - {title: "[Next](https://example.org/)", duration: "one & a bit\\\\!"}
quote: {photo: img/a.svg, quote: Yes, name: "Anna **Karénine**"}
---
"""
PORTRAIT = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z" fill="#123456"/></svg>'
TOLD = "Timeline of the phases: Phase 1 (2 months), Next (one & a bit!)."


@pytest.mark.parametrize("size", ["a5", "leaflet"])
def test_marks_of_markdown_are_not_drawn(tmp_path: Path, size: str) -> None:
    """Neither in the band nor in its alternative text; what the marks hide is read: two months are two months."""
    content, project = tmp_path / "a.md", tmp_path / "brochure.yaml"
    content.write_text(CONTENT, encoding="utf-8")
    project.write_text(f"format: {size}\n", encoding="utf-8")
    (tmp_path / "img").mkdir()
    (tmp_path / "img/a.svg").write_text(PORTRAIT, encoding="utf-8")
    result = build(Job(content, tmp_path, project, tmp_path))
    assert result.pdf is not None
    reading = Reading(result.pdf)
    text = " ".join(reading.texts())
    assert not set("*`[]\\") & set(text)
    # In the band, and nowhere else.
    assert " ".join(text.split()).count("2 months") == 1
    assert reading.tree is not None
    told = [" ".join(figure.alt.split()) for figure in reading.tree.find("Figure") if figure.alt]
    assert told[-2:] == [TOLD, "Portrait of Anna Karénine"]
