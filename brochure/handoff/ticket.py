"""What a print shop must know of a job: read from the finished PDF, and from what the project asks for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from brochure.engine.laid import About
from brochure.model.project import Project
from brochure.pdfreader.facts import PROCESS, Facts, Page
from brochure.render.direction import is_rtl
from brochure.vocabulary.conditions import STEPS, SUBSTRATES
from brochure.vocabulary.problems import Problem, Severity
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.units import MM

_ISO = ("a4", "a5")


@dataclass(frozen=True, slots=True)
class Ticket:
    """A job for a print shop. Lengths are in mm, inks in per cent.

    `format` is the ISO name, "" for one without; `folds` are the distances of the folds from the left edge, page by
    page; `bleed` is the least there is; `binding` is "stapled", "folded", "leaf" (a single one) or "none" (as agreed);
    `paper` is the one asked for, "" for none, `substrate` that of the condition: "coated", "uncoated", "" for any
    other; `plates` are the inks of each page, `spots` those beside the four, `steps` the lines on layers that are no
    inks; `heaviest` is the most ink averaged over 15 mm2; `coarsest` is in pixels to the inch as printed, None without
    pictures; `loose` are the fonts that do not travel with the file; `date` is "" where nothing says it.
    """

    file: str
    sha256: str
    bytes: int
    title: str
    language: str
    date: str
    standard: str
    format: str
    width: float
    height: float
    folds: tuple[tuple[float, ...], ...]
    pages: int
    right_to_left: bool
    bleed: float
    marks: bool
    binding: str
    condition: str
    profile: str
    substrate: str
    paper: str
    plates: tuple[tuple[str, ...], ...]
    spots: tuple[str, ...]
    steps: tuple[str, ...]
    ink_limit: float
    heaviest: float
    pictures: int
    coarsest: int | None
    fonts: tuple[str, ...]
    loose: tuple[str, ...]
    errors: int
    warnings: int

    @property
    def inks(self) -> tuple[str, ...]:
        """Name the inks that print anything, the four first."""
        used = {ink for plates in self.plates for ink in plates}
        return tuple(ink for ink in (*PROCESS, *self.spots) if ink in used)


@dataclass(frozen=True, slots=True)
class Inked:
    """A page in inks: its plates, those of them that print anything, and the most ink, averaged over 15 mm2."""

    plates: tuple[str, ...]
    used: tuple[str, ...]
    most: float


def ticket(
    name: str,
    pdf: bytes,
    project: Project,
    about: About,
    dated: bool,
    facts: Facts,
    inked: Sequence[Inked],
    problems: Iterable[Problem],
) -> Ticket:
    """Tell what the finished PDF of a project is; `dated` says that its date is one."""
    grave = [problem.severity for problem in problems]
    intent = facts.intents[0]
    width, height = (length / MM for length in facts.pages[0].size)
    pictures = [round(picture.dpi) for picture in facts.pictures]
    return Ticket(
        file=name,
        sha256=hashlib.sha256(pdf).hexdigest(),
        bytes=len(pdf),
        title=about.title,
        language=about.language,
        date=about.date or "" if dated else "",
        standard=facts.claim.version,
        format=project.format.name.upper() if project.format.name in _ISO else "",
        width=round(width, 2),
        height=round(height, 2),
        folds=tuple(
            tuple(round(fold, 2) for fold in folds) for folds in project.format.folds_of(is_rtl(about.language))
        ),
        pages=len(facts.pages),
        right_to_left=is_rtl(about.language),
        bleed=round(min(map(_bleed, facts.pages)), 2),
        marks=project.press.settings.marks,
        binding=_binding(project, len(facts.pages)),
        condition=intent.condition,
        profile=intent.profile.name if intent.profile else "",
        substrate=SUBSTRATES.get(intent.condition, ""),
        paper=project.press.paper,
        plates=tuple(page.used for page in inked),
        spots=tuple(ink for ink in inked[0].plates if ink not in (*PROCESS, *STEPS)),
        steps=tuple(ink for ink in inked[0].plates if ink in STEPS),
        ink_limit=project.press.settings.ink_limit,
        heaviest=round(max(page.most for page in inked)),
        pictures=len(pictures),
        coarsest=min(pictures, default=None),
        fonts=tuple(dict.fromkeys(font.name for font in facts.fonts)),
        loose=tuple(dict.fromkeys(font.name for font in facts.fonts if not font.embedded)),
        errors=grave.count(Severity.ERROR),
        warnings=grave.count(Severity.WARNING),
    )


def _bleed(page: Page) -> float:
    """Give the least distance from the trim of a page to the end of its bleed, in mm."""
    trim, bleed = page.final, page.bleed or page.final
    return min(trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3]) / MM


def _binding(project: Project, pages: int) -> str:
    if project.format.panels:
        return "folded"
    return "leaf" if pages <= 2 else project.binding
