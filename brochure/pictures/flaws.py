"""How the checks of a picture speak: a flaw has a code, a weight and words, and as yet no place."""

from __future__ import annotations

from dataclasses import dataclass

from brochure.vocabulary.problems import Severity


@dataclass(frozen=True, slots=True)
class Flaw:
    """A thing found in a file; the caller knows where the content names that file."""

    code: str
    severity: Severity
    message: str
    hint: str = ""


class Unusable(Exception):
    """A picture cannot be used."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.flaw = Flaw(code, Severity.ERROR, message, hint)
