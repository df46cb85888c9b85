"""What setting the text told: characters without a glyph, words of the engine."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from brochure.engine import fonts
from brochure.engine.engine import Engine
from brochure.load.text import Source
from brochure.model.brochure import Brochure
from brochure.vocabulary.problems import Place, Problem, Severity
from brochure.vocabulary.suggest import did_you_mean

# What the engine says of a declaration or of a selector, such as: Ignored `colour: red` at 175:6, unknown property.
_QUOTED = re.compile(
    r"WARNING: \S[^`']*[`'](?P<quoted>[^`']+?)\s*[`'](?: at (?P<line>\d+):\d+)?[,:]? *(?P<why>.*?)\.?", re.DOTALL
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_DECLARATION = re.compile(r"(?<![\w-])(?P<name>[\w-]+)\s*:[^;{}]*")
_VARIABLE = re.compile(r"var\(\s*--([\w-]+)\s*\)")


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


def heard(
    engine: Engine, content: str, own: Sequence[tuple[int, Source]] = (), elsewhere: frozenset[str] = frozenset()
) -> list[Problem]:
    """Tell what the engine said that it should not have had to say, and which variables are set nowhere.

    `own` are the project's style files, each with the line of the stylesheet on which it begins; `elsewhere` are
    variables that templates set, be they filled or not.
    """
    unset = [problem for _, source in own for problem in _unset(source, engine.variables | elsewhere)]
    said = (
        _in_style(line, own) or Problem("engine-warning", Severity.WARNING, line, Place(content), "please report this")
        for line in engine.log
    )
    known = {_line_and_property(problem) for problem in unset}
    return list(dict.fromkeys([*unset, *(problem for problem in said if _line_and_property(problem) not in known)]))


def _line_and_property(problem: Problem) -> tuple[str, int | None, str]:
    return problem.place.file, problem.place.line, problem.message.partition(":")[0]


def _unset(source: Source, known: frozenset[str]) -> Iterator[Problem]:
    """Tell of declarations that refer to a variable that neither a style nor a template sets."""
    for declared in _declarations(source):
        missing = (name for name in _VARIABLE.findall(declared[0]) if name not in known and name[:6] != "slack-")
        if (name := next(missing, None)) is not None:
            guess = did_you_mean(name, sorted(known))
            hint = f"did you mean 'var(--{guess})'?" if guess else "set it, or correct its name"
            yield _ignored(source, declared.start(), declared[0], f"no variable '--{name}' is set", hint)


def _in_style(line: str, own: Sequence[tuple[int, Source]]) -> Problem | None:
    """Lay what the engine says at the project's style where it stands: by line and property, else by what is quoted.

    Values were worked out before the engine saw them. Of several places the last one counts, as in CSS.
    """
    said = _QUOTED.fullmatch(line)
    if said is None:
        return None
    quoted, why, hint = said["quoted"], said["why"] or "it is not understood", "correct it, or remove it"
    for first, source in reversed(own):
        for declared in reversed(list(_declarations(source))):
            number = (source.place(declared.start()).line or 0) + first - 1
            if quoted.startswith(f"{declared['name']}:") and str(number) == said["line"]:
                return _ignored(source, declared.start(), declared[0], why, hint)
    for _, source in reversed(own):
        if (at := source.text.rfind(quoted)) >= 0:
            return _ignored(source, at, quoted, why, hint)
    return None


def _declarations(source: Source) -> Iterator[re.Match[str]]:
    return _DECLARATION.finditer(_COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), source.text))


def _ignored(source: Source, at: int, style: str, why: str, hint: str) -> Problem:
    message = f"the style '{' '.join(style.split())}' has no effect: {why}"
    return source.problem("style-ignored", Severity.WARNING, message, at, hint)
