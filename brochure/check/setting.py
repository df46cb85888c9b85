"""What setting the text told: characters without a glyph, text without room, words of the engine."""

from __future__ import annotations

import unicodedata

from brochure.model.brochure import Brochure
from brochure.pdf.engine import Engine
from brochure.pdf.laid import Laid
from brochure.problems import Place, Problem, Severity
from brochure.render.section import Section


def missing_glyphs(engine: Engine, brochure: Brochure) -> list[Problem]:
    """Tell each character that no font can draw, and where it stands."""
    source = brochure.source
    assert source is not None
    found = []
    for character in engine.missing_glyphs(source.text):
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


def overset(laid: list[tuple[Section, Laid]], brochure: Brochure) -> list[Problem]:
    """Warn of text that found no room even at its smallest."""
    problems, folio = [], 1
    for section, part in laid:
        for over in part.overset:
            message = f"text has no room in the section {section.name} ({over.kind}): {over.text[:60]!r}"
            problem = Problem("text-overset", Severity.WARNING, message, brochure.title.place, "shorten the text")
            problems.append(problem.on_page(folio + over.page - 1))
        folio += len(part.pages)
    return problems
