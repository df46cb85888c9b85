"""What the page in the browser is shown: pages, problems and state, as plain data."""

from __future__ import annotations

from dataclasses import asdict, field, replace
from pathlib import Path
from typing import Any, Literal

from brochure.vocabulary.problems import Problem
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.report import problem_data
from brochure.vocabulary.speech import spoken
from brochure.worker import wire

# The pages are composed on six columns; their gutters are six hundredths of the type area, as in the style files.
COLUMNS, GUTTER = 6, 0.06

# Pixels per point times 100: what the browser may ask for. 133 is a page at its true size on a plain screen.
SCALES = (33, 67, 100, 133, 200, 267, 400, 600)

# A single leaf has a front and a back, which nobody sees side by side.
_LEAF = 2

State = Literal["building", "ready", "broken"]


@dataclass(frozen=True, slots=True)
class Page:
    """A page as drawn: `id` names its picture; lengths in pt, from the top left corner of the trimmed page.

    `areas` are the type areas, one or one a panel: left, top, right, bottom; `folds` are the distances of folds across
    the page from its left edge. `section` is the part of the brochure it belongs to.
    """

    id: str
    folio: int
    section: str
    width: float
    height: float
    areas: tuple[tuple[float, float, float, float], ...]
    folds: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """One state of a brochure. `bleed` is in pt, `seconds` is what the build took; `pdf` is the finished file.

    `spreads` tells whether pages face each other, even ones on the left; else each stands alone.
    With `rtl`, even ones are on the right. `ways` name how else the pages of a finished PDF for the press can be looked
    at; `proofs` are the ids of those pictures, page by page, and `ink_limit` is the most ink in percent.
    """

    state: State
    pages: tuple[Page, ...] = ()
    problems: tuple[Problem, ...] = ()
    bleed: float = 0.0
    seconds: float = 0.0
    spreads: bool = True
    rtl: bool = False
    ways: tuple[str, ...] = ()
    proofs: tuple[tuple[str, ...], ...] = ()
    ink_limit: float = 0.0
    pdf: bytes | None = field(default=None, repr=False)

    def but(self, **changes: Any) -> View:
        """Give the same view with some parts changed."""
        return replace(self, **changes)

    def data(self, language: str = "en") -> dict[str, Any]:
        """Give the view as JSON names its parts; `pdf` is the size of the file in bytes."""
        return {
            "state": self.state,
            "pages": [asdict(page) for page in self.pages],
            "problems": [shown_problem(problem, language) for problem in self.problems],
            "bleed": self.bleed,
            "seconds": round(self.seconds, 3),
            "spreads": self.spreads,
            "rtl": self.rtl,
            "ways": list(self.ways),
            "proofs": [list(ids) for ids in self.proofs],
            "inkLimit": self.ink_limit,
            "grid": {"columns": COLUMNS, "gutter": GUTTER},
            "pdf": len(self.pdf) if self.pdf else None,
        }


wire.learn({"State": (str,)}, Page, View)


def facing(pages: int) -> bool:
    """Tell whether the pages of a brochure of so many lie side by side when it is open."""
    return pages > _LEAF


def shown_problem(problem: Problem, language: str = "en") -> dict[str, Any]:
    """Give a problem with the full path of its file, None where it is of no file that can be opened."""
    path = Path(problem.place.file).absolute()
    known = {"excerpt": problem.excerpt, "path": str(path) if path.is_file() else None}
    said = {"message": spoken(problem.message, language), "hint": spoken(problem.hint, language)}
    return problem_data(problem) | known | said | {"box": problem.box}
