"""Lines of texts alone, laid out as the engine does, and without what it does for all that else may stand in a line.

It holds for texts, and for inline boxes with one text and nothing around it, from left to right: their places follow
from the widths of the texts, which the engine's shaper gives. Whatever else is met gives None, and the engine is asked;
and so it is where the lines that it made of the words known do not come out the same here.
Import it after `loading.load()`. Lengths are in CSS pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from functools import lru_cache
from typing import Any

from brochure.engine import boxes
from brochure.engine.boxes import Box, InlineBox, LineBox, TextBox
from brochure.engine.texts import Split
from brochure.vocabulary.records import NamedTuple, dataclass

Splitter = Callable[[str, Any, Any, float | None, bool], Split]
_PLAIN = ("normal", "nowrap")
_SIDES = ("left", "right")
_ALIGNED = {"start": 0.0, "left": 0.0, "center": 0.5, "right": 1.0, "end": 1.0}
# The engine lets a line be wider by this much, for the errors of sums.
_MORE = 1 + 1e-9
_SAME = 1e-6


@dataclass(frozen=True, slots=True)
class _Item:
    """A text of a line that is to be laid out; it is `within` an inline box, or stands in the line itself."""

    box: TextBox
    within: Box | None
    spaced: bool

    @property
    def wraps(self) -> bool:
        return self.box.style["white_space"] == "normal"

    @property
    def language(self) -> str | None:
        style: Any = (self.within or self.box).style
        return style["lang"] or None


class _Set(NamedTuple):
    """A text, or what of it stands on a line: its number, what shaped it, its words, its place and its size."""

    number: int
    shaped: Any
    text: str
    x: float
    width: float
    height: float
    baseline: float


class Line(NamedTuple):
    """A line: its texts, its width, how far it is moved for its alignment, and where the next begins."""

    texts: Sequence[_Set]
    width: float
    moved: float
    resume: tuple[int, int] | None


class Unlike(Exception):
    """Something that is for the engine alone."""


@dataclass(slots=True, eq=False)
class Relined:
    """A block of texts alone: its items, where its lines begin, how wide they may be, and the lines of known words."""

    items: Sequence[_Item]
    start: float
    room: float
    align: Sequence[float]
    wraps: bool
    context: Any
    known: Sequence[Line] = field(default_factory=tuple)

    def lay(self, words: Sequence[str], split: Splitter) -> list[Line]:
        """Give the lines of some words. Raises Unlike."""
        lines: list[Line] = []
        at: tuple[int, int] | None = (0, 0)
        encoded = [text.encode() for text in words]
        while at is not None and (begun := self._begun(encoded, at)) is not None:
            lines.append(line := self._line(words, encoded, begun, split))
            if line.resume is not None and line.resume <= at:
                raise Unlike
            at = line.resume
        return lines

    def _begun(self, words: Sequence[bytes], at: tuple[int, int]) -> tuple[int, int] | None:
        """Leave out the blanks that a line would begin with; None where nothing follows."""
        number, skip = at
        if number < len(words) and skip == len(words[number]):
            number, skip = number + 1, 0
        if number >= len(words):
            return None
        text = words[number][skip:]
        if not text:
            raise Unlike
        return number, skip + len(text) - len(text.lstrip(b" "))

    def _line(self, words: Sequence[str], encoded: Sequence[bytes], begun: tuple[int, int], split: Splitter) -> Line:
        most = (self.start + self.room) * _MORE
        done: list[_Set] = []
        waiting: list[_Set] = []
        position, last, spaced = self.start, "", False
        resume: tuple[int, int] | None = None
        for number in range(begun[0], len(words)):
            item, skip = self.items[number], begun[1] if number == begun[0] else 0
            text = encoded[number][skip:].decode()
            end = position
            made, goes_on = None, None
            if text:
                made, goes_on = self._one(number, text, position, most, not (done or waiting), split)
                end = position + (position + made.width - position if item.within is not None else made.width)
            elif item.within is not None:
                raise Unlike
            if last and (self.wraps or spaced) and _parts(last + words[number][0], item.language):
                done, waiting = done + waiting, []
            spaced, said = item.spaced, encoded[number][: None if goes_on is None else skip + goes_on].decode()
            last = " " if spaced else said[-1]
            if made is not None:
                if end > most and (after := self._over(made, done, waiting)) is not None:
                    resume = after, 0
                    waiting = []
                    break
                position = end
                waiting.append(made)
            if goes_on is not None:
                resume = number, skip + goes_on
                break
        return self._ended([*done, *waiting], resume, split)

    def _one(
        self, number: int, text: str, position: float, most: float, starts: bool, split: Splitter
    ) -> tuple[_Set, int | None]:
        """Give what of a text stands on a line, and where in it the next one begins, None where all of it stands."""
        item = self.items[number]
        room = (most * _MORE if item.within is not None else most) - position
        shaped, length, resume, width, height, baseline = split(text, item.box.style, self.context, room, starts)
        if length <= 0 or (resume is not None and text.encode()[length:resume].strip(b" ")):
            raise Unlike
        return _Set(number, shaped, shaped.text, position, width, height, baseline), resume

    def _over(self, made: _Set, done: Sequence[_Set], waiting: Sequence[_Set]) -> int | None:
        """Give the text that the next line begins with where one is too wide; None where it has to stand."""
        if made.text.endswith(" ") or any(self.items[one.number].wraps for one in waiting):
            raise Unlike
        return done[-1].number + 1 if done else None

    def _ended(self, texts: list[_Set], resume: tuple[int, int] | None, split: Splitter) -> Line:
        """End a line: the blanks at its end fall, and it is aligned."""
        if not any(one.text.strip() for one in texts):
            raise Unlike
        last = texts[-1]
        width = last.x + (last.x + last.width - last.x if self._within(last) else last.width) - self.start
        if last.text.endswith(" "):
            if last.shaped.first_line_direction % 2:
                raise Unlike
            left = last.text.rstrip(" ")
            narrower = split(left, self.items[last.number].box.style, self.context, None, True)[3] if left else 0.0
            width -= last.width - narrower
            texts[-1] = last._replace(text=left, width=narrower)
        part = self.align[0 if resume is not None else 1]
        return Line(texts, width, (self.room - width) * part if width < self.room else 0.0, resume)

    def _within(self, one: _Set) -> bool:
        return self.items[one.number].within is not None


@lru_cache(4096)
def _parts(letters: str, language: str | None) -> bool:
    """Tell whether a line may end between two letters."""
    return boxes.may_part(letters, language)


def relined(context: Any, source: Box, block: Box) -> Relined | None:
    """Take a line that is to be laid out for one of texts alone, None where it is not."""
    style: Any = source.style
    last = style["text_align_last"]
    ways = [_ALIGNED.get(style["text_align_all"]), _ALIGNED.get(style["text_align_all"] if last == "auto" else last)]
    items = [_item(child) for child in source.children]
    found = [item for item in items if item is not None]
    plain = (
        len(found) == len(items) > 0
        and None not in ways
        and style["direction"] == block.style["direction"] == "ltr"
        and style["white_space"] in _PLAIN
        and not style["text_indent"].value
        and not getattr(source, "is_leader", False)
    )
    if not plain:
        return None
    start = block.content_box_x()
    return Relined(found, start, block.width, [way or 0.0 for way in ways], style["white_space"] == "normal", context)


def _item(box: Box) -> _Item | None:
    if isinstance(box, TextBox):
        return _Item(box, None, bool(box.trailing_collapsible_space)) if _is_plain(box) else None
    if not isinstance(box, InlineBox) or len(box.children) != 1 or not box.is_in_normal_flow():
        return None
    inner, style = box.children[0], box.style
    own: Any = style
    bare = all(
        not own[f"{kind}_{side}"].value
        for kind in ("margin", "padding")
        for side in _SIDES
        if own[f"{kind}_{side}"] != "auto"
    )
    bare = bare and not any(own[f"border_{side}_width"] for side in _SIDES)
    if not bare or not isinstance(inner, TextBox) or not _is_plain(inner) or own["position"] != "static":
        return None
    if own["direction"] != "ltr" or box.is_leader:
        return None
    return _Item(inner, box, bool(box.trailing_collapsible_space or inner.trailing_collapsible_space))


def _is_plain(box: TextBox) -> bool:
    own: Any = box.style
    return own["white_space"] in _PLAIN and own["font_size"] > 0 and "\n" not in box.text and bool(box.text)


def is_of(line: Line, box: LineBox) -> bool:
    """Tell whether a line says and lies as one that the engine laid out."""
    texts = list(_texts(box))
    return len(texts) == len(line.texts) == len(box.children) and all(
        one.text == text.text
        and abs(one.x + line.moved - text.position_x) < _SAME
        and abs(one.width - text.width) < _SAME
        and abs(one.height - text.height) < _SAME
        for one, text in zip(line.texts, texts, strict=True)
    )


def is_alike(line: Line, known: Line) -> bool:
    """Tell whether a line has the parts of a known one, as high: their tags and what is around them are the same."""
    return len(line.texts) == len(known.texts) and all(
        one.number == other.number
        and one.height == other.height
        and one.baseline == other.baseline
        and bool(one.text.strip()) == bool(other.text.strip())
        and one.text[-1:].isspace() == other.text[-1:].isspace()
        for one, other in zip(line.texts, known.texts, strict=True)
    )


def dressed(line: Line, start: float, there: LineBox, across: float) -> LineBox:
    """Give a line in the place of another, which it is as high as, moved `across` with it."""
    made = there.copy()
    assert isinstance(made, LineBox)
    made.position_x, made.width = start + line.moved + across, line.width
    made.children = [
        _dressed(one, child, line.moved, across) for one, child in zip(line.texts, there.children, strict=True)
    ]
    return made


def is_out(line: Line, edge: float) -> list[bool]:
    """Tell of the texts of a line which go beyond the edge of their block."""
    return [one.x + line.moved + one.width > edge for one in line.texts]


def _dressed(one: _Set, box: Box, moved: float, across: float) -> Box:
    made = box.copy()
    # Sums are made in the order in which the engine makes them.
    made.position_x = (one.x + moved if moved else one.x) + across
    if isinstance(made, TextBox):
        made.text, made.width, made.pango_layout = one.text, one.width, one.shaped
        return made
    made.children = [_dressed(one, box.children[0], moved, across)]
    made.width = one.x + one.width - one.x
    return made


def _texts(box: Box) -> Iterator[TextBox]:
    if isinstance(box, TextBox):
        yield box
    for child in boxes.inside(box):
        yield from _texts(child)
