"""What setting the text told: signs and scripts without a font, words of the engine."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from brochure.engine import fonts
from brochure.engine.engine import Engine
from brochure.engine.signs import is_letter, scripts
from brochure.engine.writings import extra_of
from brochure.load.markdown.converter import names
from brochure.load.text import Source
from brochure.model.values import Text
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.problems import Place, Problem, Severity
from brochure.vocabulary.speech import Said, either
from brochure.vocabulary.suggest import did_you_mean

# What the engine says of a declaration or of a selector, such as: Ignored `colour: red` at 175:6, unknown property.
_QUOTED = compiled(
    r"WARNING: \S[^`']*[`'](?P<quoted>[^`']+?)\s*[`'](?: at (?P<line>\d+):\d+)?[,:]? *(?P<why>.*?)\.?", re.DOTALL
)
# What of Markdown is not printed.
_HIDDEN = compiled(r"<!--.*?-->", re.DOTALL)
# Content of which less than this part is in a script without a font is made without those letters.
_FOREIGN = 0.2
_COMMENT = compiled(r"/\*.*?\*/", re.DOTALL)
_DECLARATION = compiled(r"(?<![\w-])(?P<name>[\w-]+)\s*:[^;{}]*")
_VARIABLE = compiled(r"var\(\s*--([\w-]+)\s*\)")


def missing_scripts(faces: Sequence[fonts.Face], texts: Iterable[Text]) -> list[Problem]:
    """Tell, once, where the texts are in a script that no font of the brochure has, and the fonts that would serve."""
    given = [text for text in texts if text.source is not None]
    whole = "".join(text.markdown for text in given)
    counts = scripts(whole, faces)
    letters = sum(count for sign, count in Counter(whole).items() if is_letter(sign))
    if sum(counts.values()) <= _FOREIGN * letters:
        return []
    first = next(iter(fonts.missing_glyphs("".join(filter(str.isalpha, whole)), faces)))
    place, source = next((text.locate(first), text.source) for text in given if first in text.markdown)
    names = either(sorted(counts, key=lambda name: -counts[name]))
    hint = Said(
        "give files of {names} (fonts.google.com/noto) under brand.fonts in brochure.yaml: display, text and small",
        names=names,
    )
    if extra := extra_of(name.removeprefix("Noto Sans ") for name in counts):
        hint = Said("pip install 'make-brochure[{extra}]', or {hint}", extra=extra, hint=hint)
    assert source is not None
    return [
        source.problem(
            "script-missing",
            Severity.ERROR,
            Said(
                "no font of the brochure has {count} of the {letters} letters of this text; the first is '{first}'",
                count=sum(counts.values()),
                letters=letters,
                first=first,
            ),
            place,
            hint,
        )
    ]


def left_out(signs: Iterable[str], texts: Sequence[Text], content: Source) -> list[Problem]:
    """Tell each sign that was left out of the pages, and where it stands; the letters of a script together."""
    found, letters = [], []
    for sign in signs:
        if is_letter(sign):
            letters.append(sign)
            continue
        name = f"U+{ord(sign):04X}, {unicodedata.name(sign, 'unnamed')}"
        message = Said("no font of the brochure has the sign '{sign}' ({name}): it was left out", sign=sign, name=name)
        hint = Said("write it in words, or have signs drawn: pip install 'make-brochure[emoji]'")
        found.append(_at_sign(sign, texts, content, message, hint))
    if letters:
        name = next(iter(scripts("".join(letters), ())), Said("a font that has them"))
        shown = "".join(letters[:10]) + ("…" if len(letters) > 10 else "")
        message = Said("no font of the brochure has the letters '{shown}': they were left out", shown=shown)
        extra = extra_of([name.removeprefix("Noto Sans ")])
        hint = Said("write them another way, or give files of {name} under brand.fonts in brochure.yaml", name=name)
        if extra:
            hint = Said(
                "write them another way, or pip install 'make-brochure[{extra}]', or give files of {name} under "
                "brand.fonts in brochure.yaml",
                extra=extra,
                name=name,
            )
        found.append(_at_sign(letters[0], texts, content, message, hint))
    return found


def _at_sign(sign: str, texts: Sequence[Text], content: Source, message: Said, hint: Said) -> Problem:
    """Make the problem of a sign where it is first printed; the file, where it is written otherwise."""
    for text in texts:
        written = _written(sign, _HIDDEN.sub("", text.markdown))
        if text.source is not None and written:
            place = text.place
            seen = _HIDDEN.sub(lambda found: " " * len(found[0]), text.source.text[text.start : text.end])
            if written in seen:
                place = text.source.place(text.start + seen.index(written))
            return text.source.problem("glyph-missing", Severity.WARNING, message, place, hint)
    return content.problem("glyph-missing", Severity.WARNING, message, None, hint)


def is_in(sign: str, text: str) -> bool:
    """Tell whether a text holds a sign, be it by its name or its number."""
    return bool(_written(sign, text)) or "&#" in text


def _written(sign: str, text: str) -> str:
    """Give the sign as a text writes it, itself or by a name; "" where it does not hold it."""
    if sign in text:
        return sign
    return next((name for name in names(sign) if name in text), "") if ":" in text else ""


def heard(
    engine: Engine, content: str, own: Sequence[tuple[int, Source]] = (), elsewhere: frozenset[str] = frozenset()
) -> list[Problem]:
    """Tell what the engine said that it should not have had to say, and which variables are set nowhere.

    `own` are the project's style files, each with the line of the stylesheet on which it begins; `elsewhere` are
    variables that templates set, be they filled or not.
    """
    unset = [problem for _, source in own for problem in _unset(source, engine.variables | elsewhere)]
    said = (
        _in_style(line, own)
        or Problem(
            "engine-warning", Severity.WARNING, Said("{line}", line=line), Place(content), Said("please report this")
        )
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
            hint = Said("did you mean 'var(--{guess})'?", guess=guess) if guess else Said("set it, or correct its name")
            yield _ignored(source, declared.start(), declared[0], f"no variable '--{name}' is set", hint)


def _in_style(line: str, own: Sequence[tuple[int, Source]]) -> Problem | None:
    """Lay what the engine says at the project's style where it stands: by line and property, else by what is quoted.

    Values were worked out before the engine saw them. Of several places the last one counts, as in CSS.
    """
    said = _QUOTED.fullmatch(line)
    if said is None:
        return None
    quoted, why, hint = said["quoted"], said["why"] or "it is not understood", Said("correct it, or remove it")
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


def _ignored(source: Source, at: int, style: str, why: str, hint: Said) -> Problem:
    message = Said("the style '{style}' has no effect: {why}", style=" ".join(style.split()), why=why)
    return source.problem("style-ignored", Severity.WARNING, message, at, hint)
