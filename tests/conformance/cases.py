"""The screen PDFs that are held to the standards: every content, on every format, in both languages."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from brochure.job import Job
from brochure.pipeline import build

ROOT = Path(__file__).resolve().parents[2]
CONTENTS = (
    ROOT / "content/programme.md",
    *sorted((ROOT / "tests/conformance/content").glob("*.md")),
    *sorted((ROOT / "tests/contents").glob("*.md")),
)
FORMATS = ("a5", "a4", "letter")
LANGUAGES = ("fr", "en")


@dataclass(frozen=True)
class Case:
    """A content file in a format and a language."""

    content: Path
    format: str
    language: str

    def __str__(self) -> str:
        return f"{self.content.stem}-{self.format}-{self.language}"

    def settings(self) -> str:
        """Give a brochure.yaml: that of this repository, in the format and the language."""
        kept = re.sub(r"(?m)^(format|language):.*\n", "", (ROOT / "brochure.yaml").read_text(encoding="utf-8"))
        return f"{kept}\nformat: {self.format}\nlanguage: {self.language}\n"


CASES = tuple(Case(*row) for row in product(CONTENTS, FORMATS, LANGUAGES))


def make(case: Case, folder: Path) -> Path:
    """Build the PDF of a case, the content's pictures beside it; gives its path."""
    out = folder / str(case)
    out.mkdir(parents=True)
    settings = out / "brochure.yaml"
    settings.write_text(case.settings(), encoding="utf-8")
    result = build(Job(case.content, case.content.parent.parent, settings, out))
    assert result.output is not None
    return result.output.path


def make_all(cases: Sequence[Case], folder: Path) -> dict[Case, Path]:
    """Build the PDFs of all cases, on every core."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return dict(zip(cases, pool.map(make, cases, [folder] * len(cases)), strict=True))
