"""A project with slots, and its table."""

from __future__ import annotations

from pathlib import Path

import pytest

from brochure.engine import loading
from brochure.vocabulary.job import Job

# What lays copies out may be imported after it alone, as test files do.
loading.load()

CONTENT = """---
title: "Invitation to {{ school }}"
lang: en
desc: "Welcome, {{ school }}, on 12 March."
how:
  title: "On the day in {{ town }}"
  desc: Doors open at nine, and lunch is served at noon for all.
---

## In {{ town }}

Dear friends of {{ school }}, we look forward to a day of **boats** and knots in {{ town }}.
"""
SETTINGS = """language: en
back: {url: "https://example.org/{{ code }}", text: "See you, {{ school }}"}
"""
ROWS = """school;town;code
Ampère;Lyon;a1
"Harbour ""Old"" School";Port, East;b2
Lycée <Jean> & Co;Sète;c3
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give the folder of a project whose content has slots, with a table beside it."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text(CONTENT, encoding="utf-8")
    (tmp_path / "brochure.yaml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "rows.csv").write_text(ROWS, encoding="utf-8")
    return tmp_path


@pytest.fixture
def job(project: Path) -> Job:
    """Give the job of its content."""
    return Job(project / "content" / "a.md", project, project / "brochure.yaml", project / "out")
