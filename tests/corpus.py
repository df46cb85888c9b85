"""The content files that the tests know, and what each is built with."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from unittest.mock import patch

from brochure import pipeline
from brochure.engine.laid import Laid, Overset, PageFacts
from brochure.render.group import Group
from brochure.vocabulary.job import Job, Outcome
from brochure.vocabulary.paper import FORMATS
from brochure.vocabulary.shipped import THEME, themes

ROOT = Path(__file__).resolve().parents[1]
CONTENTS = ROOT / "tests" / "contents"
_ENGLISH = frozenset({"english"})
# The one that is taken where none is named comes first.
THEMES = tuple(sorted(themes(), key=lambda name: (name != THEME, name)))


@dataclass(frozen=True)
class Case:
    """A content file, its settings, its format and its theme; `name` stands in the test's identifier."""

    content: Path
    settings: Path
    size: str = "a5"
    theme: str = "studio"

    @property
    def name(self) -> str:
        return "-".join([self.content.stem, self.size, *([self.theme] if self.theme != "studio" else [])])

    @property
    def fits(self) -> bool:
        """Tell whether the format holds the content: a leaflet does not hold the long text, as a test shows."""
        return (self.content.stem, self.size) != ("long-text", "leaflet")

    def job(self, out: Path, preset: str = "screen") -> Job:
        """Give the job, its settings written beside the output with the format and the theme of the case."""
        out.mkdir(parents=True, exist_ok=True)
        settings = out / "brochure.yaml"
        lines = self.settings.read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if not line.startswith("format:")]
        settings.write_text("\n".join([*kept, f"format: {self.size}", f"theme: {self.theme}", ""]), encoding="utf-8")
        root = ROOT if self.content.is_relative_to(ROOT / "content") else CONTENTS
        return Job(self.content, root, settings, out, preset)


def _settings(content: Path) -> Path:
    if content.parent != CONTENTS:
        return ROOT / "brochure.yaml"
    return CONTENTS / "projects" / ("english.yaml" if content.stem in _ENGLISH else "french.yaml")


def _case(content: Path, size: str = "a5") -> Case:
    return Case(content, _settings(content), size)


def _themed(stem: str, size: str, theme: str) -> Case:
    """Give a case whose settings have no colours of their own."""
    content = PROGRAMME if stem == PROGRAMME.stem else CONTENTS / f"{stem}.md"
    settings = CONTENTS / "projects" / ("english.yaml" if stem in _ENGLISH else "french.yaml")
    return Case(content, settings, size, theme)


PROGRAMME = ROOT / "content" / "programme.md"
FILES = (PROGRAMME, *sorted(CONTENTS.glob("*.md")))
PAPER = ("press", "booklet")
# Every file on A5; those that fill most kinds of pages on the other formats too.
CASES = (
    *map(_case, FILES),
    *(
        _case(path, size)
        for size in ("a4", "letter", "square", "leaflet")
        for path in (PROGRAMME, CONTENTS / "english.md")
    ),
    Case(PROGRAMME, CONTENTS / "projects" / "green.yaml", "170x240"),
    *(_themed("programme", "a5", theme) for theme in THEMES[1:]),
    _themed("nine-phases", "letter", "civic"),
    _themed("quote", "a4", "civic"),
    _themed("english", "square", "festival"),
    _themed("twelve-numbers", "a4", "festival"),
    _themed("english", "a4", "ledger"),
    _themed("nine-phases", "square", "ledger"),
)
# Every file in every format and theme for the screen, but what the ordinary suite builds: too slow for every run.
MATRIX = tuple(
    case
    for path in FILES
    for size in FORMATS
    for theme in THEMES
    if (case := _themed(path.stem, size, theme)) not in CASES and case.fits
)


# Where something went wrong once that no turn below comes to.
MET = (
    (_themed("long-title", "square", "studio"), "press"),
    (_themed("long-text", "square", "festival"), "booklet"),
    (_themed("long-words", "square", "studio"), "booklet"),
    (_themed("english", "a5", "festival"), "press"),
)


def thinned() -> tuple[tuple[Case, str], ...]:
    """Give the cases that are built for the press and as booklets.

    A file goes through the formats with one theme after the other. Files take turns in which format is for the press,
    and by as many as there are presets in which theme comes first. So each preset meets every theme in every format,
    and every file in half of the formats; both together meet every file in every format that holds it, and in every
    theme.
    """
    turns = (
        (case, PAPER[(row + column) % len(PAPER)])
        for row, path in enumerate(FILES)
        for column, size in enumerate(FORMATS)
        if (case := _themed(path.stem, size, THEMES[(row // len(PAPER) + column) % len(THEMES)])).fits
    )
    return tuple(dict.fromkeys((*turns, *MET)))


@dataclass(frozen=True)
class Leaf:
    """A page of a finished brochure: its section, what the layout says of it, whether the section ends on it.

    `shared` is one on which several stand.
    """

    section: str
    facts: PageFacts
    last: bool
    alone: bool
    overset: tuple[Overset, ...] = ()
    shared: bool = False


@dataclass(frozen=True)
class Made:
    """A built case: what the pipeline gave, and its pages in turn."""

    result: Outcome
    leaves: tuple[Leaf, ...]


def made(case: Case, preset: str = "screen") -> Made:
    """Build a case once for all tests of the process."""
    # The cache would tell a preset that is named from one that is not.
    return _made(case, preset)


@cache
def _made(case: Case, preset: str) -> Made:
    out = Path(mkdtemp(prefix=f"{case.name}-", dir=os.environ.get("PYTEST_TMPDIR")))
    return heard(case.job(out, preset))


def heard(job: Job) -> Made:
    """Do a job, with an ear at the layout."""
    leaves: list[Leaf] = []
    lay_out = pipeline.lay_out

    def listening(*arguments: Any) -> Iterator[tuple[Group, Laid]]:
        for section, laid in lay_out(*arguments):
            count = len(laid.facts)
            for n, fact in enumerate(laid.facts, 1):
                overset = tuple(text for text in laid.overset if text.page == n)
                shared = section.ways[0].name == "shared"
                leaves.append(Leaf(section.name, fact, n == count, count == 1, overset, shared))
            yield section, laid

    with patch.object(pipeline, "lay_out", listening):
        result = pipeline.build(job)
    return Made(result, tuple(leaves))


def built(case: Case, preset: str = "screen") -> Outcome:
    """Build a case once for all tests of the process."""
    return made(case, preset).result
