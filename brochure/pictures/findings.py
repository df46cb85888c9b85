"""How the checks of a picture speak: a finding has a code, a weight and words, and as yet no place."""

from __future__ import annotations

from dataclasses import dataclass

from brochure.vocabulary.problems import Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """A thing found in a file; the caller knows where the content names that file."""

    code: str
    severity: Severity
    message: str
    hint: str = ""


class Refused(Exception):
    """A picture cannot be used."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.finding = Finding(code, Severity.ERROR, message, hint)
