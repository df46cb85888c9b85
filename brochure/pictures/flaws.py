"""How the checks of a picture speak: a flaw has a code, a weight and words, and as yet no place."""

from __future__ import annotations

from brochure.vocabulary.problems import Place, Severity
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import NOTHING, Said

# What comes of a picture that is missing, unless its user does otherwise.
STAND_IN = Said("drawn artwork takes its place")


@dataclass(frozen=True, slots=True)
class Flaw:
    """A thing found in a file; the caller knows where the content names that file.

    `place` is where in the file itself it stands, where that is known, and `excerpt` that line.
    """

    code: str
    severity: Severity
    message: Said
    hint: Said = NOTHING
    place: Place | None = None
    excerpt: str = ""


class Unusable(Exception):
    """A picture cannot be used."""

    def __init__(self, code: str, message: Said, hint: Said = NOTHING, severity: Severity = Severity.ERROR) -> None:
        super().__init__(message)
        self.flaw = Flaw(code, severity, message, hint)
