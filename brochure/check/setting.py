"""What setting the text told: characters without a glyph, words of the engine."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from brochure.model.brochure import Brochure
from brochure.pdf import fonts
from brochure.pdf.engine import Engine
from brochure.problems import Place, Problem, Severity


def missing_glyphs(faces: Sequence[fonts.Face], brochure: Brochure) -> list[Problem]:
    """Tell each character that no font can draw, and where it stands."""
    source = brochure.source
    assert source is not None
    found = []
    for character in fonts.missing_glyphs(source.text, faces):
        if not character.isspace() and unicodedata.category(character) not in ("Cc", "Cf"):
            name = unicodedata.name(character, "unnamed")
            message = f"no font of the brochure has the character '{character}' (U+{ord(character):04X}, {name})"
            hint = "write it another way, or give a font that has it under brand.fonts in brochure.yaml"
            at = source.text.index(character)
            found.append(source.problem("glyph-missing", Severity.ERROR, message, at, hint))
    return found


def heard(engine: Engine, content: str) -> list[Problem]:
    """Tell what the engine said that it should not have had to say."""
    place = Place(content)
    return [Problem("engine-warning", Severity.WARNING, line, place, "please report this") for line in engine.log]
