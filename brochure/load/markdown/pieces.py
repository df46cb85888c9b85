"""Long paragraphs in pieces, and brackets that open nothing out of the way, before the marks in a line are read.

Python-Markdown looks for the end of each bracket anew, and writes the whole text again for every mark in it: what it
takes grows with the square of what it is given.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString

from brochure.load.markdown.codespans import CodeSpans
from brochure.vocabulary.patterns import compiled

# A link holds a picture, its words brackets; nobody goes deeper than this.
_DEEPEST = 6
# Characters: a paragraph that is longer is read in pieces, cut where nothing is open, or else at twice as many.
_LONG = 4000
_SIGNS = compiled(r"\\[\s\S]|[\[\]()]")
_STEPS = compiled(r"\s+|[\[\]]|(?<!\s)\*+|\*+(?!\s)|(?<!\w)_+|_+(?!\w)|~~|==|`+")
_ENDS = frozenset(".!?:;…»”")


class Pieces(Treeprocessor):
    """Does so before the inline patterns are tried."""

    def run(self, root: Element) -> None:
        """Go through the blocks."""
        for element in list(root.iter()):
            text = element.text
            if text and not isinstance(text, AtomicString):
                first, *rest = cut(text)
                element.text = escaped(first)
                for piece in rest:
                    SubElement(element, "span").text = escaped(piece)


def escaped(text: str) -> str:
    """Take what they mean off the brackets of a paragraph that open nothing."""
    if "[" not in text:
        return text
    parts: list[str] = []
    start = 0
    for at in sorted(_loose(text)):
        parts += text[start:at], f"{STX}{ord(text[at])}{ETX}"
        start = at + 1
    return "".join([*parts, text[start:]])


def _loose(text: str) -> set[int]:
    """Find the brackets that are never closed; round ones count behind square ones, as links have them."""
    spans = CodeSpans(text)
    loose: set[int] = set()
    opened: list[tuple[str, int]] = []
    for found in _SIGNS.finditer(text):
        at, sign = found.start(), found[0]
        if len(sign) > 1 or spans.end(at):
            continue
        if sign == "[" or (sign == "(" and (text[at - 1 : at] == "]" or (opened and opened[-1][0] == "("))):
            if len(opened) < _DEEPEST:
                opened.append((sign, at))
            else:
                loose.add(at)
        elif sign in "])":
            _close("[" if sign == "]" else "(", opened, loose)
    return loose | {place for _, place in opened}


def _close(sign: str, opened: list[tuple[str, int]], loose: set[int]) -> None:
    """Close the nearest bracket of a kind, if any is open; those inside it that are still open never will be."""
    if not any(kind == sign for kind, _ in opened):
        return
    while opened:
        kind, place = opened.pop()
        if kind == sign:
            return
        loose.add(place)


def cut(text: str) -> list[str]:
    """Cut a long text at ends of sentences at which no mark is open; where there are none, at a blank, or anywhere."""
    pieces = []
    start = 0
    while len(text) - start > _LONG:
        end = start + _end(text[start : start + 2 * _LONG])
        pieces.append(text[start:end])
        start = end
    return [*pieces, text[start:]] if start < len(text) else pieces


def _end(text: str) -> int:
    """Give the end of the first piece: near the length that one has, and at most twice as far."""
    opened: set[str] = set()
    brackets = best = blank = 0
    for found in _STEPS.finditer(text):
        sign, end = found[0], found.end()
        if sign.isspace():
            blank = end
            if not opened and brackets <= 0 and text[found.start() - 1] in _ENDS:
                best = end
                if best >= _LONG:
                    break
        elif sign in "[]":
            brackets += 1 if sign == "[" else -1
        else:
            opened ^= {sign}
        if best and end >= _LONG:
            break
    end = best or blank or len(text)
    # What stands for a thing that is set aside is one sign, however many it takes.
    opening = text.rfind(STX, 0, end)
    return opening if opening > 0 and text.find(ETX, opening, end) < 0 else end
