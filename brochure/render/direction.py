"""What a language asks of the styles: pages mirrored where it is written from the right, emphasis without a slant.

Styles are written from the left. What names a side, in a property, a value or a box of the page's margin, is turned;
what names a beginning and an end (`margin-inline-start`, `text-align: end`) turns by itself. The sides of a book,
`:left` and `:right`, are its even and its odd pages, and stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from brochure.load.cldr import tongue
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.tongues import tongue_of

# Written without a slant and without hyphens; letters of Arabic are joined, those of Devanagari hang on a line.
_UPRIGHT = frozenset({"ar", "fa", "he", "hi", "th", "zh-Hans", "zh-Hant", "ja", "ko"})
_JOINED = frozenset({"ar", "fa", "hi"})
_DECLARATION = compiled(r"(?<![\w-])(?P<name>-?[a-z][\w-]*)(?P<colon>\s*:\s*)(?P<value>[^;{}]+)(?=[;}]|$)")
_MARGIN_BOX = compiled(r"@(?:(?P<edge>top|bottom)-)?(?P<side>left|right)(?=[\s{-])")
_SIDE = compiled(r"(?<![\w-])(left|right)(?![\w(-])")
_IN_NAME = compiled(r"(?<![a-z])(left|right)(?![a-z])")
_SIDED = frozenset({"text-align", "float", "clear", "background", "background-position", "object-position",
                    "transform-origin", "background-image", "caption-side"})  # fmt: skip
# What lies at a side by a figure, as logos and signs do; where between them the eyes of a photo are stays.
_PLACED = frozenset({"background-position", "object-position"})
_AT_SIDE = compiled(r"(?:0%?|100%)(?=\s|$)")
_AROUND = frozenset({"margin", "padding", "inset", "border-width", "border-style", "border-color"})
_STAYS = ("qr", "quotation", "sign", "icon", "mark", "ruler")
# Their faces have every weight, of which half of bold is hardly seen beside the rest.
_HALF_BOLD = compiled(r"(?<![\w-])(font(?:-weight)?\s*:\s*)600\b")
# Lines of titles are as close as Latin letters allow; what stands under and over the letters of these meets there.
_TALL = {"ar": 1.22, "fa": 1.22, "th": 1.16}
_CLOSE = compiled(r"(line-height:\s*|\)/|--deep\) \* )1\.(?:0[1-9]|1\d?)(?!\d)")
_PLAIN = "em, i, cite, dfn { font-style: normal } em { font-weight: 700 } * { hyphens: manual !important }"
_COMMENT = compiled(r"/\*.*?\*/", re.DOTALL)


def is_rtl(language: str) -> bool:
    """Tell whether a language (a BCP 47 tag) is written from the right."""
    return tongue_of(language) is not None and tongue(language).is_rtl


def is_turned(name: str) -> bool:
    """Tell of a drawing, by its name, whether it is turned with its page: letters, codes, rulers and icons are not."""
    return not name.startswith(_STAYS)


def least_leading(language: str) -> float:
    """Give how high lines of a title must be, as a part of their size; 0 where Latin letters are the tallest."""
    return _TALL.get(tongue_of(language) or "", 0.0)


def directed(css: str, language: str) -> str:
    """Give a style as a language asks for it: as it is, for most."""
    known = tongue_of(language)
    own = (_PLAIN if known in _UPRIGHT else "") + ("* { letter-spacing: 0 !important }" if known in _JOINED else "")
    css = _HALF_BOLD.sub(r"\g<1>700", css) if known in _UPRIGHT else css
    if high := least_leading(language):
        css = _CLOSE.sub(rf"\g<1>{high}", css)
    return (mirrored(css) if is_rtl(language) else css) + own


def mirrored(css: str) -> str:
    """Turn a style about: what stood at the left stands at the right."""
    css = _MARGIN_BOX.sub(lambda found: found[0].replace(found["side"], _other(found["side"])), _COMMENT.sub("", css))
    return _DECLARATION.sub(_turned, css)


def _other(side: str) -> str:
    return "right" if side == "left" else "left"


def _turned(found: re.Match[str]) -> str:
    name, value = found["name"], found["value"]
    if name in _AROUND:
        value = _by_parts(value, lambda parts: [parts[0], parts[3], parts[2], parts[1]] if len(parts) == 4 else parts)
    elif name == "border-radius":
        value = " / ".join(_by_parts(half, _corners) for half in value.split("/"))
    elif name == "transform":
        value = re.sub(
            r"(rotate|translateX|skewX|skew)\(([^()]*(?:\([^()]*\))*[^()]*)\)", r"\1(calc(-1 * (\2)))", value
        )
    elif name in _PLACED and (side := _AT_SIDE.match(value)):
        value = ("0" if side[0] == "100%" else "100%") + value[side.end() :]
    elif name in _SIDED:
        value = _SIDE.sub(lambda side: _other(side[1]), value)
    return _IN_NAME.sub(lambda side: _other(side[1]), name) + found["colon"] + value


def _by_parts(value: str, turn: Callable[[Sequence[str]], Sequence[str]]) -> str:
    """Turn the parts of a value that spaces part, those within brackets aside."""
    parts, depth, at = [""], 0, 0
    for sign in value.strip():
        depth += (sign == "(") - (sign == ")")
        if sign.isspace() and depth == 0:
            at += parts[at] != ""
            parts += [""] if len(parts) == at else []
        else:
            parts[at] += sign
    important = [part for part in parts if part.startswith("!")]
    return " ".join([*turn([part for part in parts if part and part not in important]), *important])


def _corners(parts: Sequence[str]) -> Sequence[str]:
    """Turn the corners of a box, named from the upper left one clockwise."""
    if len(parts) < 2:
        return parts
    first, second, third, fourth = (*parts, *parts[:2], parts[1])[:4] if len(parts) != 3 else (*parts, parts[1])
    return [second, first, fourth, third]
