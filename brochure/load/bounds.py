"""How much a file of keys may hold, whatever it is written in: how deep, how many values, how much text."""

from __future__ import annotations

from typing import NoReturn

from brochure.load.text import Source
from brochure.vocabulary.limits import Limits, hint, told
from brochure.vocabulary.problems import BrochureError, Place, Problem, Severity
from brochure.vocabulary.speech import NOTHING, Said

# Characters, for each MB a file may have, that its text may swell to through references: twice as many.
_SWELL = 2_000_000


class Bounds:
    """Counts what a file holds. `problems` are those told so far: they are raised with the one that stops."""

    def __init__(self, source: Source, limits: Limits, problems: list[Problem]) -> None:
        self.source = source
        self.limits = limits
        self.problems = problems
        self.values = 0
        self.characters = 0

    def stop(self, code: str, at: int, message: Said, hint: Said = NOTHING) -> NoReturn:
        """Give up at an offset. Raises BrochureError."""
        raise BrochureError([*self.problems, self.source.problem(code, Severity.ERROR, message, at, hint)])

    def enter(self, depth: int, at: int) -> None:
        """Go into a value, the outermost being at depth 0. Raises BrochureError yaml-too-deep."""
        if depth > self.limits.yaml_depth:
            message = Said(
                "the lists and mappings are nested more than {limit} deep", limit=told(self.limits, "yaml_depth")
            )
            self.stop(
                "yaml-too-deep", at, message, hint("yaml_depth", Said("a brochure needs five levels: write fewer"))
            )

    def count(self, at: int, values: int, characters: int) -> None:
        """Count values and text. Raises BrochureError yaml-too-large."""
        self.values += values
        self.characters += characters
        limit = "yaml_values" if self.values > self.limits.yaml_values else "file"
        if limit == "yaml_values" or self.characters > self.limits.file * _SWELL:
            what = (
                told(self.limits, limit)
                if limit == "yaml_values"
                else Said("twice {told} of text", told=told(self.limits, limit))
            )
            message = Said("the file holds more than {what} once its references (*name) are followed", what=what)
            self.stop("yaml-too-large", at, message, hint(limit, Said("write less, do without references")))


def twice(source: Source, key: str, first: Place, again: int) -> Problem:
    """Tell of a key that stands at an offset, but at a place above it, too."""
    message = Said("the key '{key}' is written twice: first on line {line}, again here", key=key, line=first.line)
    return source.problem(
        "duplicate-key", Severity.ERROR, message, again, Said("keep one of the two, or join their values")
    )
