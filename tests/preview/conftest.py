"""A project of four pages to look at."""

from __future__ import annotations

from pathlib import Path

import pytest

from brochure.vocabulary.job import Job

SETTINGS = "date: 2026-11-01\norganisation:\n  name: Association\n  site: https://example.org\nlanguage: en\n"
# With a sentence more than a page takes of sections that share it.
MORE = "So many words are a page of their own. " * 34
CONTENT = """---
title: A small brochure
desc: The first sentence of it.
image: {file: cover.svg, alt: A house}
then:
  desc: The last word. {more}
---
""".replace("{more}", MORE)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with a brochure of four pages: cover, introduction, what comes next, back."""
    (tmp_path / "content").mkdir()
    (tmp_path / "brochure.yaml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "content" / "small.md").write_text(CONTENT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def job(project: Path) -> Job:
    return Job(project / "content" / "small.md", project, project / "brochure.yaml", project / "out")
