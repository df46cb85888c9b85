"""Read content as a build does, with the shipped sections."""

from __future__ import annotations

from brochure.load.text import Source
from brochure.model.brochure import Brochure
from brochure.model.validate import draft_brochure
from brochure.sections.registry import shipped
from brochure.vocabulary.limits import DEFAULT, Limits
from brochure.vocabulary.problems import BrochureError, Problem, Severity


def read_content(source: Source, stem: str, limits: Limits = DEFAULT) -> tuple[Brochure, tuple[Problem, ...]]:
    """Read a content file; raises BrochureError with all of its problems where one is an error."""
    brochure, problems = draft_brochure(source, stem, shipped().keys, limits)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise BrochureError(problems)
    return brochure, problems
