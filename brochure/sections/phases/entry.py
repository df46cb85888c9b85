"""A phase as it stands below the band: its title, its motto, a first sentence as the way in, its text."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from math import ceil
from typing import TypeAlias
from xml.etree.ElementTree import Element

from brochure.figures.measuring import asked
from brochure.figures.palette import SMALL_TEXT, TEXT
from brochure.load.markdown.convert import inner_html, plain_text, to_html
from brochure.render.desk import Desk
from brochure.render.environment import safe
from brochure.render.prose import LINE, bind_ends, end_paragraphs, ended
from brochure.render.titles import together
from brochure.sections.phases.content import Phase
from brochure.sections.phases.ends import Held, IsStub, held_together
from brochure.sections.phases.ground import Ground, widest
from brochure.vocabulary.colour import grey, legible
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import NamedTuple

# A first sentence of more letters leads nobody in.
_WAY_IN = 170
# The end of a sentence, with what closes it, before the next one.
_END = compiled(r"[.!?…][\"'”’»)\]]*(?=\s+\S)|[。！？][」』）]?(?=\S)")
# A point after a letter alone, after a number, or after one of these, ends none.
_CUT = compiled(r"(?:^|[^\w])([^\W\d_]+|\d+)\.$")
_SHORTENED = (
    " abb al approx art bzw ca cf chap co dr dra ed env ex fig inc jr ltd max mgr min mlle mme mr mrs ms no nr núm num "
    "pp prof sr sra st sta tel tél usw vgl vol vs "
)
# A text of no more words is said in one go, larger.
_FEW = 45
# How much of a line the last two words of a text have at most, and the last three of a way in.
_TWO, _THREE = 0.7, 0.6
# A paragraph of no more lines is a stub.
_STUB = 2
# Way ins of columns take whole lines of text with the gap below them, which is of such a part of one at the least.
_GAP, _HAIR = 0.5, 0.02
_MARKUP = compiled("[<&]")
# Tells what of a text is held together at its end, or of what leads into one, in bold; None where that is unknown.
Holder: TypeAlias = Callable[[str, bool], Held | None]
# A name that is a word and the number of the phase says no more than its numeral.
_FIGURES = 9
_COUNTS = compiled(r"(?:[^\W\d_]+\s+)?(?:n[o°º]\.?\s*)?0*(\d+)\s*[.)]?", re.IGNORECASE)


class Block(NamedTuple):
    """A phase as its template sees it: in its colours, of titles and of small text.

    `length` is what takes its length where the band does not say it, `icon` the address of its icon where the band does
    not show it. `counted` is its number where it stands before its title, `led` how many lines its way in has in a
    column beside another, 0 where that is unknown or it is no larger than the text.
    """

    number: int
    tone: str
    deep: str
    step: str
    title: str
    motto: str
    way_in: str
    text: str
    caption: str
    length: str = ""
    icon: str = ""
    said: str = ""
    counted: str = ""
    grey: bool = False
    led: int = 0

    @property
    def says(self) -> bool:
        """Tell whether it says more than its number, which the band has."""
        words = self.step, self.title, self.motto, self.way_in, self.text, self.caption
        return any(words) or bool(self.length or self.icon)


class Told(NamedTuple):
    """A phase with the words that its height is estimated by; of its title also what no line ends within.

    `loose` is the title of which lines may end between any words, as HTML, and so is `lead` its way in.
    """

    block: Block
    title: str
    motto: str
    way_in: str
    text: str
    together: tuple[str, ...] = ()
    loose: str = ""
    lead: str = ""

    @property
    def few(self) -> bool:
        """Tell whether it says little."""
        return len(f"{self.way_in} {self.text}".split()) <= _FEW


def counts(step: str, number: int) -> bool:
    """Tell whether a name only counts: "Phase 2" of the second one."""
    found = _COUNTS.fullmatch(step.replace("\u00a0", " ").strip())
    # Of figures without an end Python makes no number.
    return found is not None and len(found[1]) < _FIGURES and int(found[1]) == number


def told(desk: Desk, phase: Phase, number: int, colour: str, few: bool, line: float, held: Holder) -> Told:
    """Read a phase; one of `few` words has no way in. A `line` of it holds so many letters; of some texts it is known
    what is `held` together at the end."""
    colours = desk.project.brand.colours
    tint, ink = colours.tint.screen, colours.ink.screen
    elements = desk.reader.elements(phase.desc) if phase.desc else []
    lead, rest = ("", elements) if few else way_in(elements)
    loose, lead = lead, _led(lead, line, held)
    block = Block(
        number=number,
        tone=legible(colour, tint, ink, TEXT),
        deep=legible(colour, tint, ink, SMALL_TEXT),
        grey=grey(colour),
        step="" if counts(desk.plain(phase.step), number) else desk.text(phase.step),
        title=desk.titled(phase.title),
        motto=desk.dated(phase.dates),
        way_in=safe(lead),
        text=safe(_ended(rest, line, held)),
        caption=desk.text(phase.icon.caption) if phase.icon else "",
    )
    plain = re.sub("<[^>]*>", "", lead)
    words = " ".join(plain_text(element) for element in rest)
    title = desk.plain(phase.title)
    whole = tuple(title[low:high] for low, high in together(title, desk.language))
    return Told(block, title, desk.plain(phase.dates), plain, words, whole, desk.text(phase.title), loose)


def _led(html: str, line: float, held: Holder) -> str:
    """Hold together what is best held at the end of a way in; with markup, as many words as may be."""
    found = None if _MARKUP.search(html) or not html else held(html, True)
    return ended(html, int(_TWO * line), int(_THREE * line)) if found is None else held_together(html, found)


def _ended(elements: list[Element], line: float, held: Holder) -> str:
    """Give what is said of a phase, in which no paragraph ends in a line of one short word.

    A last paragraph of a line or two is marked: it begins no column by itself.
    """
    others = [one for one in elements if not _hold(one, held)]
    end_paragraphs(others, int(_TWO * line))
    bind_ends(others, LINE)
    last = elements[-1] if len(elements) > 1 else None
    if last is not None and last.tag == "p" and asked(IsStub(int(_STUB * line)), plain_text(last)):
        last.set("class", "stub")
    return to_html(elements)


def _hold(element: Element, held: Holder) -> bool:
    """Hold together what is best held at the end of a paragraph without markup; False where that is unknown."""
    text = (element.text or "").rstrip()
    found = held(text, False) if element.tag == "p" and not len(element) and text else None
    if found is None:
        return False
    element.text = held_together(text, found)
    return True


def way_in(elements: list[Element]) -> tuple[str, list[Element]]:
    """Part the first sentence of a text from what follows it; "" where it is long, or all that there is."""
    if not elements or elements[0].tag != "p":
        return "", elements
    first, rest = deepcopy(elements[0]), elements[1:]
    before = ""
    for at in range(-1, len(first)):
        piece = (first.text if at < 0 else first[at].tail) or ""
        for found in _END.finditer(piece):
            said = before + piece[: found.end()]
            if len(said) > _WAY_IN:
                return "", elements
            if _ends(said, piece[found.end() :]):
                return _parted(first, at, found.end(), rest)
        before += piece + (plain_text(first[at + 1]) if at + 1 < len(first) else "")
    return (inner_html(first), rest) if rest and len(before) <= _WAY_IN else ("", elements)


def _ends(said: str, after: str) -> bool:
    """Tell whether a sentence ends here: the next one begins, and the point stands for no letters left out."""
    follows = after.lstrip()[:1]
    if follows.islower() or follows.isdigit():
        return False
    last = found[1] if (found := _CUT.search(said)) else ""
    return len(last) != 1 and not last.isdigit() and f" {last.lower()} " not in _SHORTENED


def _parted(first: Element, at: int, end: int, rest: list[Element]) -> tuple[str, list[Element]]:
    """Cut a paragraph after so many letters of the text that follows its child `at`, or that begins it (-1)."""
    after = Element("p")
    if at < 0:
        piece = first.text or ""
        first.text, after.text = piece[:end], piece[end:].lstrip()
    else:
        piece = first[at].tail or ""
        first[at].tail, after.text = piece[:end], piece[end:].lstrip()
    moved = list(first)[at + 1 :]
    for child in moved:
        first.remove(child)
    after.extend(moved)
    left = [after] if (after.text or "").strip() or len(after) else []
    return (inner_html(first), [*left, *rest]) if left or rest else ("", [first])


class Heights:
    """Estimates how high a phase is, in mm, at a size of running text (1, or less)."""

    def __init__(self, ground: Ground, size: float) -> None:
        """Take the sizes and the grid of the ground."""
        scale = ground.scale
        self.ground, self.line = ground, 4 * scale.grid * size
        self.size, self.scale = scale.text * size, scale

    def column(self, one: Told, width: float) -> float:
        """Give its height in one column."""
        return self.head(one, width) + self.led(one, width) + self.text(one.text, width)

    def wide(self, one: Told) -> float:
        """Give its height where its text stands beside its title."""
        width = self.ground.column
        return max(self.head(one, width) + self.led(one, width, large=True), self.text(one.text, width))

    def full(self, one: Told) -> float:
        """Give its height where its text stands in two columns below its way in."""
        width = self.ground.measure
        way = self.ground.lines(one.way_in, self.scale.section, width) * 6 * self.scale.grid
        return self.head(one, width) + way + self.text(one.text, self.ground.column) / 2 + 2 * self.line

    def item(self, one: Told, large: bool) -> float:
        """Give its height as a row of a list: its title on the left, its text beside it."""
        width = self.ground.measure
        size, line = (self.scale.lead, 5 * self.scale.grid) if large else (self.size, self.line)
        words = f"{one.way_in} {one.text}".strip()
        text = self.ground.lines(words, size, 0.46 * width) * line
        return max(self.head(one, 0.5 * width), text) + 3 * self.scale.grid

    def few(self, one: Told, width: float) -> float:
        """Give its height in a column where it says little, which is set larger."""
        lines = self.ground.lines(one.text, self.scale.lead, width)
        return self.head(one, width) + lines * 5 * self.scale.grid + self.line / 2

    def large(self, one: Told, width: float) -> float:
        """Give its height in a column where its text is as large as what leads into it."""
        lines = sum(self.ground.lines(words, self.scale.lead, width) for words in (one.way_in, one.text))
        return self.head(one, width) + lines * 5 * self.scale.grid + self.line

    def head(self, one: Told, width: float) -> float:
        """Give the height of its title and its motto."""
        scale = self.scale
        words = max(width, widest(one.together, self.ground.display, scale.section))
        titles = self.ground.lines(f"00 {one.title}", scale.section, words, self.ground.display)
        mottos = self.ground.lines(one.motto, self.size, width)
        extra = bool(one.block.step) + bool(one.block.length)
        return titles * 6 * scale.grid + (mottos + extra) * self.line

    def led(self, one: Told, width: float, large: bool = False) -> float:
        """Give the height of its way in."""
        if not one.way_in:
            return 0.0
        if large or self.ground.airy:
            high = self.ground.lines(one.way_in, self.scale.lead, width) * 5 * self.scale.grid
            return high + self.line / 2 if large else ceil(high / self.line + _GAP - _HAIR) * self.line
        return (self.ground.lines(one.way_in, self.size * 1.06, width) + 0.5) * self.line

    def text(self, words: str, width: float) -> float:
        """Give the height of its text."""
        return (self.ground.lines(words, self.size, width) + 0.5) * self.line if words else 0.0
