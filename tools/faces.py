"""Write down the measures of the shipped faces, which builds read in place of the fonts: `python -m tools.faces`."""

from __future__ import annotations

import json

from brochure.figures.typeface import MEASURES, measures
from brochure.vocabulary.shipped import FONTS


def lines() -> list[str]:
    """Give a line for each face: its file, its measures, and those of its usual signs by code point."""
    found = [(path.name, measures(path)) for path in sorted(FONTS.glob("*.ttf"))]
    rows = [[name, face.unit, face.ascent, face.descent, dict(face.signs)] for name, face in found]
    return [json.dumps(row, separators=(",", ":")) for row in rows]


if __name__ == "__main__":
    MEASURES.write_text("".join(f"{line}\n" for line in lines()), encoding="ascii")
