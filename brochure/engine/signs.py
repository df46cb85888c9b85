"""Signs that no font of the brochure has: left out of its pages, or drawn by a font of signs where one is installed."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from brochure.engine import fonts
from brochure.engine.fonts import Face
from brochure.engine.writings import NAMED
from brochure.vocabulary.patterns import compiled

FAMILY = "Brochure Signs"
# The package of `make-brochure[emoji]`, and its font: Noto Emoji, in one colour (SIL Open Font License).
_PACKAGE, _FILE = "manimgx_fonts", "NotoEmoji[wght].ttf"
_HEAD = compiled(r'(data-running=")\s*([^"]*?)\s*(")')
_MARKUP = compiled(r"(<[^>]*>)")
# What joins signs to one, or says how one is drawn: a variation selector, a joiner, a tone of skin.
_JOINED = "\ufe00-\ufe0f\u200d\u20e3\U0001f3fb-\U0001f3ff"
_PLAIN = compiled(r"[\x00-\u024f\u2010-\u2026\u202f\u20ac]*")


class Signs:
    """What becomes of the characters that the faces of a brochure do not draw.

    `left_out` are those that were taken from its pages so far.
    """

    def __init__(self, faces: Sequence[Face]) -> None:
        self._faces = faces
        self.left_out: dict[str, None] = {}

    def set(self, html: str) -> str:
        """Give a document as its fonts can set it: signs are put in an element of their own, or left out."""
        return self._each(html, lambda run: f'<span class="sign">{run}</span>')

    def drawn(self, svg: str) -> str:
        """Give a drawing without the signs that its texts cannot show."""
        return self._each(svg, None)

    def _each(self, marked: str, shown: Callable[[str], str] | None) -> str:
        if _PLAIN.fullmatch(marked):
            return marked
        parts = _MARKUP.split(marked)
        # The running head stands in an attribute, where nothing can be put in an element.
        heads = [number for number, part in enumerate(parts) if number % 2 and "data-running" in part]
        missing = fonts.missing_glyphs("".join([*parts[::2], *(parts[number] for number in heads)]), self._faces)
        if not missing:
            return marked
        font = sign_font() if shown else None
        had = fonts.characters(font) if font else frozenset[int]()
        known = [sign for sign in missing if ord(sign) in had]
        others = [sign for sign in missing if ord(sign) not in had]
        if known:
            parts[::2] = [_replaced(text, known, shown) for text in parts[::2]]
        if others:
            parts[::2] = [_replaced(text, others, None) for text in parts[::2]]
        for number in heads:
            # A blank at its end would be measured, and not be set.
            parts[number] = _HEAD.sub(r"\1\2\3", _replaced(parts[number], missing, None))
        self.left_out.update(dict.fromkeys(sign for sign in others if not re.match(f"[{_JOINED}]", sign)))
        return "".join(parts)


def _replaced(text: str, signs: Sequence[str], shown: Callable[[str], str] | None) -> str:
    """Put runs of signs in what shows them, or leave them out, with the blank that parted them from what follows."""
    of = "".join(map(re.escape, signs))
    if shown is not None:
        return re.sub(f"[{of}][{of}{_JOINED}]*", lambda found: shown(found[0]), text)
    return re.sub(f" ?[{of}][{of}{_JOINED}]*(?=[ .,;:!?\u202f\u00a0]|$)|[{of}][{of}{_JOINED}]*", "", text)


def sign_font() -> Path | None:
    """Give the file of the font of signs, None where none is installed."""
    spec = find_spec(_PACKAGE)
    path = Path(spec.origin).parent / _FILE if spec is not None and spec.origin else None
    return path if path is not None and path.is_file() else None


def face() -> tuple[Face, ...]:
    """Give the face of signs, if there is one."""
    font = sign_font()
    return (Face(FAMILY, font, 400, False),) if font else ()


def is_letter(sign: str) -> bool:
    """Tell whether a sign belongs to the writing of a language: a letter, or a mark of a script's own."""
    kind = unicodedata.category(sign)[0]
    return kind == "L" or (kind == "M" and not unicodedata.name(sign, "COMBINING").startswith("COMBINING"))


def scripts(text: str, faces: Sequence[Face]) -> dict[str, int]:
    """Count the letters of each script of which the faces have no letter, by the name of a font that has it."""
    missing = frozenset(fonts.missing_glyphs(text, faces))
    found: Counter[str] = Counter()
    for sign, count in Counter(text).items():
        if sign in missing and is_letter(sign):
            word = unicodedata.name(sign, "").partition(" ")[0]
            found[f"Noto Sans {NAMED.get(word, word.title())}"] += count
    # Chinese signs stand in Japanese and Korean texts as well.
    for east in ("Noto Sans JP", "Noto Sans KR"):
        if east in found:
            found[east] += found.pop("Noto Sans SC", 0)
    return {name: count for name, count in found.items() if name != "Noto Sans "}
