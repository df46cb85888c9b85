"""Check a PDF from anywhere, by the rules that a PDF alone can answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from brochure.check.opening import read_bytes
from brochure.check.preflight import of_file
from brochure.check.rulebook import Verdict
from brochure.check.wanted import FOREIGN, wanted
from brochure.model.project import Project
from brochure.presets import PRESETS, PRESS_RULES
from brochure.sources import name_of


@dataclass(frozen=True, slots=True)
class Inspection:
    """What became of a PDF: what the rules say of it, and its bytes."""

    verdict: Verdict
    pdf: bytes


def inspect(path: Path, preset: str) -> Inspection:
    """Check a PDF as if it were made for a preset; "all" means for the press.

    Raises BrochureError where it cannot be opened.
    """
    name = name_of(path)
    pdf = read_bytes(path, name)
    chosen = PRESETS.get(preset)
    if chosen is None:
        return Inspection(of_file(PRESS_RULES, {}, FOREIGN, pdf, name), pdf)
    return Inspection(of_file(chosen.rules, {}, replace(wanted(chosen, Project()), trim=None), pdf, name), pdf)
