"""What a page of figures tells: those of the content, then the percentages in bold text, each fact once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from brochure.load import quantity
from brochure.load.cldr import tongue
from brochure.load.keyfigure import KeyFigure, read_figure
from brochure.load.markdown.convert import plain_text
from brochure.render.desk import Desk
from brochure.render.prose import on_the_web, printed_address
from brochure.render.tools import astray
from brochure.sections.numbers.keys import Number
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import dataclass

_BLOCKS = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "dt", "dd"})
# Longer than this, in letters, what stands beside a numeral is set below it, and all of it as words where some stands
# before it; more may stand beside one that is read.
_BESIDE, _READ = 16, 24
# A last word of a label as short as this does not stand on a line of its own.
_SHORT, _PAIR = 9, 15
# The classes of Unicode of letters and figures that are read from the right.
_RIGHTWARD = frozenset({"R", "AL", "AN"})
_PERCENTAGE = compiled(r"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,2})?)\s*[%٪]|[%٪]\s?(\d{1,3}(?:[.,]\d{1,2})?)")


@dataclass(frozen=True, slots=True)
class Link:
    """Where a figure leads: its address, as it is printed too, and its words."""

    address: str
    shown: str
    text: str


@dataclass(frozen=True, slots=True)
class Stat:
    """A figure as its template sees it; `whole` is its writing where it has markup, `words` what stands below it."""

    figure: KeyFigure
    title: str
    plain: str
    whole: str = ""
    words: str = ""
    link: Link | None = None

    @property
    def leftward(self) -> bool:
        """Tell of a writing without letters or figures that are read from the right: it is read from the left."""
        written = self.figure.before + self.figure.numeral + self.figure.after
        return not any(unicodedata.bidirectional(sign) in _RIGHTWARD for sign in written)


def statistics(desk: Desk, numbers: Sequence[Number]) -> list[Stat]:
    """Give the figures in the order of the content, those in bold text last."""
    told = [_stat(desk, number) for number in numbers]
    return [*told, *_bold(desk, told)]


def _stat(desk: Desk, number: Number) -> Stat:
    written, counted = desk.plain(number.num), desk.plain(number.title)
    figure, words = _beside(read_figure(written, counted, desk.language))
    html = desk.text(number.num)
    whole = html if "<" in html else ""
    return Stat(figure, _bound(desk.text(number.title)), counted, whole, words, _link(desk, number))


def _bound(label: str) -> str:
    """Keep a short last word with the one before it, where both are short."""
    head, _, last = label.rpartition(" ")
    before = head.rpartition(" ")[2]
    short = head and len(last) <= _SHORT and len(before) + len(last) <= _PAIR and "<" not in label
    return f"{head}\u00a0{last}" if short else label


def _beside(figure: KeyFigure) -> tuple[KeyFigure, str]:
    """Take what is too long to stand beside a numeral from it, as words of their own."""
    alone = not any(sign.isdigit() for sign in figure.numeral)
    beside = len(figure.before) + len(figure.after) + alone * len(figure.numeral)
    if beside <= (_BESIDE if figure.kind == "bare" else _READ):
        return figure, ""
    if figure.before or alone:
        return KeyFigure("bare", ""), figure.before + figure.numeral + figure.after
    return replace(figure, after=""), figure.after.strip()


def _link(desk: Desk, number: Number) -> Link | None:
    address = on_the_web(number.btn_url, desk.project.organisation.site) if number.btn_url else ""
    if number.btn_url and not address:
        astray(desk.shelf, number.btn_url)
    return Link(address, printed_address(address), number.btn_title) if number.btn_title else None


def _bold(desk: Desk, told: Sequence[Stat]) -> Iterable[Stat]:
    """Give the percentages in bold text, each fact once, but for those that are told already."""
    known = {float((one or two).replace(",", ".")) for stat in told for one, two in _PERCENTAGE.findall(_written(stat))}
    seen: list[tuple[float, frozenset[str]]] = []
    for text in desk.bold:
        for before, strong, after in (run for top in desk.reader.elements(text) for run in _runs(top)):
            found = quantity.bold_statistic(strong, before, after, desk.language)
            if found is None or found.percent in known:
                continue
            words = frozenset(re.findall(r"[^\W\d_]{3,}", found.caption.casefold()))
            if any(found.percent == percent and (words <= other or other <= words) for percent, other in seen):
                continue
            seen.append((found.percent, words))
            num = tongue(desk.language).percent(found.percent)
            yield Stat(read_figure(num, found.caption, desk.language), _bound(found.caption), found.caption)


def _written(stat: Stat) -> str:
    figure = stat.figure
    return " ".join((figure.before + figure.numeral + figure.after, stat.words, stat.plain))


def _runs(top: Element) -> Iterator[tuple[str, str, str]]:
    """Give the bold passages of an element, each with what stands before and after it in its block."""
    parents = {child: parent for parent in top.iter() for child in parent}
    ends: dict[Element, int] = {}
    for strong in top.iter("strong"):
        block = strong
        while block is not top and block.tag not in _BLOCKS:
            block = parents[block]
        whole, words = plain_text(block), plain_text(strong)
        at = max(whole.find(words, ends.get(block, 0)), 0)
        ends[block] = at + len(words)
        yield whole[:at], words, whole[ends[block] :]
