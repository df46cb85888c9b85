"""The screen PDFs that are held to the standards: every content, on every format, in both languages."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from brochure.pipeline import build
from brochure.vocabulary.job import Job

ROOT = Path(__file__).resolve().parents[2]
CONTENTS = (
    ROOT / "content/programme.md",
    *sorted((ROOT / "tests/conformance/content").glob("*.md")),
    *sorted((ROOT / "tests/contents").glob("*.md")),
)
FORMATS = ("a5", "a4", "letter", "leaflet")
# Six panels do not hold these.
TOO_LONG = frozenset({"long-text"})
LANGUAGES = ("fr", "en")


@dataclass(frozen=True)
class Case:
    """A content file in a format and a language; `second` asks for PDF/UA-2, `archive` for the PDF/A that suits it."""

    content: Path
    format: str
    language: str
    archive: bool = False
    second: bool = False

    def __str__(self) -> str:
        kind = ("-second" if self.second else "") + ("-archive" if self.archive else "")
        return f"{self.content.stem}-{self.format}-{self.language}{kind}"

    def settings(self) -> str:
        """Give a brochure.yaml: that of this repository, in the format and the language."""
        kept = re.sub(r"(?m)^(format|language):.*\n", "", (ROOT / "brochure.yaml").read_text(encoding="utf-8"))
        archive = "a-4f" if self.second else "a-2a"
        asked = f"archive: {archive if self.archive else 'false'}\naccessibility: ua-{2 if self.second else 1}"
        return f"{kept}\nformat: {self.format}\nlanguage: {self.language}\n{asked}\n"


def _languages(content: Path) -> tuple[str, ...]:
    """Give the languages that make a difference: a content that names its own is in no other one."""
    return LANGUAGES[:1] if re.search(r"(?m)^lang:", content.read_text(encoding="utf-8")) else LANGUAGES


ACCESSIBLE = tuple(
    Case(content, size, language)
    for content, size in product(CONTENTS, FORMATS)
    if size != "leaflet" or content.stem not in TOO_LONG
    for language in _languages(content)
)
ARCHIVED = (
    *(Case(content, "a5", "fr", archive=True) for content in CONTENTS),
    *(Case(CONTENTS[0], size, language, archive=True) for size in FORMATS[1:] for language in LANGUAGES),
)
# What files that ask for PDF/UA-2 are held to.
OF_SECOND = ("ua2", "wt1a", "wt1r")
SECOND = (
    *(Case(content, "a5", "fr", second=True) for content in CONTENTS),
    *(Case(CONTENTS[0], size, "en", second=True) for size in FORMATS[1:]),
)
# And those that are to be kept in archives, too.
OF_KEPT = ("ua2", "4f")
KEPT = tuple(replace(case, archive=True) for case in SECOND)
CASES = (*ACCESSIBLE, *ARCHIVED)


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
