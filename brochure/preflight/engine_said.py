"""What setting the text told: characters without a glyph, words of the engine."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from brochure.engine import fonts
from brochure.engine.engine import Engine
from brochure.load.text import Source
from brochure.model.brochure import Brochure
from brochure.vocabulary.problems import Place, Problem, Severity

# What the engine says of a declaration or of a selector, such as: Ignored `colour: red` at 175:6, unknown property.
_QUOTED = re.compile(
    r"WARNING: \S[^`']*[`'](?P<quoted>[^`']+?)\s*[`'](?: at \d+:\d+)?[,:]? *(?P<why>.*?)\.?", re.DOTALL
)


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


def heard(engine: Engine, content: str, own: Sequence[Source] = ()) -> list[Problem]:
    """Tell what the engine said that it should not have had to say; `own` are the project's style files."""
    return [_in_style(line, own) or _unexpected(line, content) for line in engine.log]


def _in_style(line: str, own: Sequence[Source]) -> Problem | None:
    """Lay what the engine quotes at the line of the project's style where it stands; the last one counts, as in CSS."""
    said = _QUOTED.fullmatch(line)
    if said is None:
        return None
    for source in reversed(own):
        at = source.text.rfind(said["quoted"])
        if at >= 0:
            message = f"the style '{said['quoted']}' has no effect: {said['why']}"
            return source.problem("style-ignored", Severity.WARNING, message, at, "correct it, or remove it")
    return None


def _unexpected(line: str, content: str) -> Problem:
    return Problem("engine-warning", Severity.WARNING, line, Place(content), "please report this")
