"""A job to do and the result of it: small, frozen and picklable, so that any executor can carry them."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import field
from pathlib import Path

from brochure.vocabulary.presets import PRESETS
from brochure.vocabulary.problems import Problem, Severity
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import Said

# What a worker calls the PDF that it hands over.
PDF = "pdf"
UNASKED = "?"
# Hears how many of how many steps of a job are done.
Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Job:
    """One content file to be made into one PDF.

    `root` is the project's folder; `project` its brochure.yaml, or None where there is none.
    `out` is the folder of the outputs; `templates` says whether the project's own templates and styles are used;
    `committed` is the day of the content's last commit (ISO 8601), "" for none, UNASKED where nobody looked for it.
    A copy of a merge has the `values` of its row by their columns, and is `called` as the row has it.
    """

    content: Path
    root: Path
    project: Path | None
    out: Path
    preset: str = "screen"
    templates: bool = True
    values: tuple[tuple[str, str], ...] = ()
    called: str = ""
    committed: str = UNASKED

    @property
    def ground(self) -> Path:
        """The folder below which nothing is written through a link: the project's, or one asked for elsewhere."""
        return self.root if self.out.is_relative_to(self.root) else self.out

    @property
    def own(self) -> list[Path]:
        """The folders of the project in which a file that comes or goes makes another brochure, or another note."""
        names = ("sections", ".schema", *(("templates", "styles") if self.templates else ()))
        return [self.root / name for name in names]

    @property
    def name(self) -> str:
        """The stem of the content file as text: what is no UTF-8 in it is replaced."""
        return os.fsencode(self.content.stem).decode("utf-8", "replace")

    @property
    def pdf_name(self) -> str:
        """The name of the PDF that the job makes."""
        return self.called or f"{self.content.stem}{PRESETS[self.preset].suffix}.pdf"


@dataclass(frozen=True, slots=True)
class Output:
    """A file that was written: trim size in mm, SHA-256 in hexadecimal."""

    path: Path
    preset: str
    sha256: str
    bytes: int
    pages: int
    trim: tuple[float, float]


@dataclass(frozen=True, slots=True)
class KeyRow:
    """What became of a key of the content: its path, its words, the section that prints it and on which page.

    `section` is "" for one that is left out, and `why` says why; the page is None where it is not known.
    """

    key: str
    words: int
    section: str
    why: Said
    page: int | None
    line: int | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job; `inputs` are the files read, `absent` those sought in vain or refused,
    `searched` the folders in which a file of a like name was sought.

    `ran` are the preflight rules that judged it, `skipped` those that could not, with why; `pdf` is the PDF, its
    pages in reading order, where it was made just now; `keys` is what became of the keys of the content;
    `pictures` is the folder of those of its pages, if they were made, `handed` that for the print shop.
    """

    job: Job
    output: Output | None
    problems: tuple[Problem, ...]
    inputs: tuple[Path, ...] = ()
    absent: tuple[Path, ...] = ()
    searched: tuple[Path, ...] = ()
    fresh: bool = True
    ran: tuple[str, ...] = ()
    skipped: tuple[tuple[str, Said], ...] = ()
    pdf: bytes | None = field(default=None, repr=False)
    keys: tuple[KeyRow, ...] = ()
    pictures: Path | None = None
    handed: Path | None = None

    @property
    def failed(self) -> bool:
        """Tell whether an error stands among the problems."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)
