"""Lays single lines of a layout out again with other words, and tells whether all around them stays as it is.

A layout asks for text in three ways alone: for the lines of a block, for the margin boxes of a page, and for the width
that words would like to have. Each is heard while it is made. Where the first two give lines as many and as high as
before, and nobody asked for the third, the rest of the layout would be made the same: it is, then, proven to be.
Import it after `loading.load()`. Lengths are in CSS pixels.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import field
from functools import cached_property
from typing import Any
from xml.etree.ElementTree import Element

from brochure.engine import boxes
from brochure.engine.boxes import Box, LineBox, TextBox
from brochure.engine.relining import Relined, Unlike, dressed, is_alike, is_of, is_out, relined
from brochure.engine.texts import Texts
from brochure.engine.unproven import Unproven
from brochure.vocabulary.records import dataclass

_TOLERANCE = 0.5
_SAME = 1e-6
_PLAIN = ("normal", "nowrap")
# What the styles say of a text that its lines follow; and of a block, that its lines do not inherit.
_OF_TEXTS = (
    *(
        "font_family",
        "font_size",
        "font_style",
        "font_weight",
        "font_stretch",
        "font_kerning",
        "font_language_override",
    ),
    *("font_feature_settings", "font_variation_settings", "font_variant_alternates", "font_variant_caps"),
    *("font_variant_east_asian", "font_variant_ligatures", "font_variant_numeric", "font_variant_position"),
    *("letter_spacing", "word_spacing", "line_height", "vertical_align", "white_space", "tab_size", "lang"),
    *("hyphens", "hyphenate_character", "hyphenate_limit_chars", "hyphenate_limit_zone", "overflow_wrap", "word_break"),
    *("text_align_all", "text_align_last", "text_indent", "direction", "unicode_bidi", "display", "position", "float"),
    *(f"{what}_{side}" for what in ("margin", "padding") for side in ("top", "right", "bottom", "left")),
    *(f"border_{side}_{what}" for what in ("width", "style") for side in ("top", "right", "bottom", "left")),
    "box_decoration_break",
)
_OF_BLOCKS = ("direction", "text_overflow", "overflow", "block_ellipsis", "continue", "max_lines", "unicode_bidi")
# The named string that the body sets.
_NAMED = "running"
_BLANK = " \t\n"


@dataclass(slots=True, eq=False)
class Block:
    """The lines of a block as they were asked for; `lines` have the places that they ended up in.

    One that `goes_on` is the rest of another's; one that is not `whole` has such a rest.

    `texts` are the words that it holds, each with the element that it is of.
    """

    context: Any
    source: Box
    asked: tuple[Any, ...]
    block: Box
    plain: bool
    goes_on: bool
    texts: dict[str, set[Element | None]]
    lines: list[LineBox] = field(default_factory=list)
    whole: bool = False
    _texts: Texts = field(default_factory=Texts)
    _quick: Relined | None = None
    _before: list[LineBox] | None = None
    _shapes: Sequence[tuple[object, ...]] = ()
    _moves: set[tuple[int, float, float]] = field(default_factory=set)

    def is_twin(self, other: Block) -> bool:
        """Tell whether another would be laid out line by line as this one, whatever its words are."""
        return (
            self.whole
            and other.whole
            and not (self.goes_on or other.goes_on)
            and self.plain == other.plain
            and self.texts == other.texts
            and (self.block.width, self.block.padding_width()) == (other.block.width, other.block.padding_width())
            and _is_styled_alike(self.block.style, other.block.style, _OF_BLOCKS)
            and _is_made_alike(self.source, other.source)
        )

    def lay(self, put: Mapping[str, str]) -> list[LineBox]:
        """Give the lines with other words, in the places of the old ones. Raises Unproven."""
        if not self.plain:
            raise Unproven("words beside a picture, or with one")
        if self._before is None:
            self._before = self._laid({})
            self._shapes = [_shape(line) for line in self._before]
            self._quick = self._relined(self._before)
        if (quick := self._quickly(put)) is not None:
            return quick
        before, after = self._before, self._laid(put)
        if len(after) != len(before) or (self.whole and len(before) != len(self.lines)):
            raise Unproven("another number of lines")
        if self._shapes != [_shape(line) for line in after]:
            raise Unproven("lines of another height, or of other parts")
        if not self.whole:
            # As many lines as high part where they did: they are never drawn, or not here.
            return []
        for old, new, there in zip(before, after, self.lines, strict=True):
            across, down = self._moved(old, there)
            self._hold(new, old)
            new.translate(across, down)
            _dress(new, there)
        return after

    def _moved(self, old: LineBox, there: LineBox) -> tuple[float, float]:
        """Give how far a line was moved once it was laid out. Raises Unproven where its parts were moved apart."""
        across, down = there.position_x - old.position_x, there.position_y - old.position_y
        if (id(there), across, down) not in self._moves:
            if not _is_moved(old, there, across, down):
                raise Unproven("lines that were moved apart")
            self._moves.add((id(there), across, down))
        return across, down

    def _relined(self, before: Sequence[LineBox]) -> Relined | None:
        """Give what lays lines of texts alone out, where it makes those that the engine has made."""
        found = relined(self.context, self.source, self.block)
        if found is None or any(boxes.background(box) is not None for line in self.lines for box in _all(line)):
            return None
        try:
            found.known = found.lay([item.box.text for item in found.items], self._texts.split)
        except Unlike:
            return None
        same = len(found.known) == len(before) and all(map(is_of, found.known, before))
        cut = any(line.text_overflow == "ellipsis" or line.block_ellipsis != "none" for line in self.lines)
        return found if same and not cut else None

    def _quickly(self, put: Mapping[str, str]) -> list[LineBox] | None:
        """Give the lines of texts alone with other words; None where there is more to them, or they do not fit."""
        quick = self._quick
        if quick is None or self._before is None:
            return None
        try:
            with self._texts.new():
                made = quick.lay([_put(item.box, put) for item in quick.items], self._texts.split)
        except Unlike:
            return None
        if len(made) != len(quick.known) or not all(map(is_alike, made, quick.known)):
            return None
        if not self.whole:
            return []
        edge = self.block.padding_box_x() + self.block.padding_width() + _TOLERANCE
        if len(made) != len(self.lines) or any(
            is_out(line, edge) != is_out(known, edge) for line, known in zip(made, quick.known, strict=True)
        ):
            return None
        return [
            dressed(line, quick.start, there, self._moved(old, there)[0])
            for line, old, there in zip(made, self._before, self.lines, strict=True)
        ]

    def _laid(self, put: Mapping[str, str]) -> list[LineBox]:
        top, bottom = self.asked
        source = _worded(self.source, put)
        with boxes.without_floats(self.context), self._texts.known(put):
            found = list(boxes.lines_of(self.context, source, top, bottom, None, self.block, [], [], None, None))
        return [line for line, _ in found]

    def _hold(self, new: LineBox, old: LineBox) -> None:
        """Hold a line to its block as the survey of a layout does."""
        start, width = self.block.padding_box_x(), self.block.padding_width()
        rtl = self.block.style["direction"] == "rtl"

        def out(text: TextBox) -> bool:
            left, right = text.position_x, text.position_x + text.width
            return bool(left < start - _TOLERANCE if rtl else right > start + width + _TOLERANCE)

        for text, before in zip(_texts(new), _texts(old), strict=True):
            if out(text) != out(before):
                raise Unproven("a line wider than its block")


@dataclass(frozen=True, slots=True)
class Head:
    """The margin boxes of a page, and what they were made from."""

    context: Any
    number: int
    page: Box
    state: Any
    made: Sequence[Box]

    def lay(self, put: Mapping[str, str]) -> list[tuple[LineBox, LineBox]]:
        """Give pairs of lines, the old and the new, where heads say something else now. Raises Unproven."""
        context = self.context
        kept = context.string_set, context.current_page
        strings = {
            name: {page: [put.get(said, said) for said in values] for page, values in pages.items()}
            for name, pages in context.string_set.items()
        }
        context.string_set, context.current_page = type(kept[0])(_nothing, strings), self.number
        try:
            found = boxes.heads_of(context, self.page, copy.deepcopy(self.state))
        finally:
            context.string_set, context.current_page = kept
        if len(found) != len(self.made):
            raise Unproven("other margin boxes")
        return [pair for old, new in zip(self.made, found, strict=True) for pair in _headed(old, new)]

    @property
    def follows(self) -> bool:
        """Tell whether heads say what stands in the text, not only in an attribute of the body."""
        named = {name for name, pages in self.context.string_set.items() if pages}
        return bool(named - {_NAMED}) or any(self.context.running_elements.values())

    @property
    def lines(self) -> list[LineBox]:
        """Give the lines of its boxes."""
        return [line for box in self.made for line in _lines(box)]

    def says(self, words: str) -> bool:
        """Tell whether words stand in one of its boxes."""
        return any(words in text.text for line in self.lines for text in _texts(line))


def _nothing() -> dict[int, list[str]]:
    return {}


def _headed(old: Box, new: Box) -> Iterator[tuple[LineBox, LineBox]]:
    before, after = list(_lines(old)), list(_lines(new))
    if [_shape(line) for line in before] != [_shape(line) for line in after]:
        raise Unproven("a running head of another height, or in other lines")
    ground = boxes.background(old)
    moved = abs(old.position_x - new.position_x) > _SAME or abs(old.width - new.width) > _SAME
    if moved and ground is not None and (ground.color.alpha > 0 or ground.layers):
        raise Unproven("a running head on a ground of its own")
    for line, other in zip(before, after, strict=True):
        said = [text.text for text in _texts(line)], [text.text for text in _texts(other)]
        if said[0] != said[1] or not _is_moved(other, line, 0.0, 0.0):
            _dress(other, line)
            yield line, other


class Watch:
    """Hears what a layout asks of its texts: the blocks, the heads, and the words whose width was asked for.

    One that is `aside` lets the layout take over lines as it would unheard.
    """

    def __init__(self, aside: bool = False) -> None:
        self._lines_of = boxes.lines_beneath if aside else boxes.lines_of
        self.blocks: list[Block] = []
        self.heads: list[Head] = []
        self.measured: set[str] = set()
        self._in_margin = False

    def watching(self) -> AbstractContextManager[None]:
        """Hear what is laid out meanwhile."""
        return boxes.lines_told(self._told, self._headed, self._asked_width)

    @cached_property
    def made(self) -> frozenset[str]:
        """Give the texts that the styles make, as they are looked up, once all is laid out."""
        return frozenset(key for key in self._holders if key.startswith(made_of("")))

    def blocks_with(self, words: str) -> Sequence[Block]:
        """Give the blocks that hold a text, once all is laid out."""
        return self._holders.get(words, ())

    @cached_property
    def _holders(self) -> Mapping[str, Sequence[Block]]:
        found: dict[str, list[Block]] = {}
        for block in self.blocks:
            for key in block.texts:
                found.setdefault(key, []).append(block)
        return found

    def _told(self, context: Any, source: Box, top: float, bottom: float, skip: Any, block: Box, *rest: Any) -> Any:
        found = self._lines_of(context, source, top, bottom, skip, block, *rest)
        if self._in_margin:
            yield from found
            return
        texts: dict[str, set[Element | None]] = {}
        plain = not context.excluded_shapes and not any(rest[2:]) and _gather(source, texts)
        kept = Block(context, source, (top, bottom), block, plain, skip is not None, texts)
        self.blocks.append(kept)
        for line, resume in found:
            kept.lines.append(line)
            kept.whole = resume is None
            yield line, resume

    def _headed(self, context: Any, page: Box, state: Any) -> Sequence[Box]:
        self._in_margin = True
        try:
            made = boxes.heads_of(context, page, state)
        finally:
            self._in_margin = False
        self.heads.append(Head(context, context.current_page, page, copy.deepcopy(state), made))
        return made

    def _asked_width(self, box: Box) -> None:
        if not self._in_margin:
            for text in _texts(box):
                self.measured.add(key_of(text.text))


def key_of(text: str) -> str:
    """Give a text as it is looked up: blanks fold, those at its ends fall."""
    return " ".join(part for part in text.replace("\t", " ").replace("\n", " ").split(" ") if part)


def made_of(text: str) -> str:
    """Give what a text is looked up by that the styles make, and no element holds."""
    return f"::{text}"


def _key(box: TextBox) -> str:
    key = key_of(box.text)
    return made_of(key) if "::" in (box.element_tag or "") else key


def is_lonely(lines: Sequence[LineBox]) -> bool:
    """Tell whether the last of several lines is a single word."""
    last = "".join(text.text for text in _texts(lines[-1])) if lines else ""
    return len(last.split()) == 1


def _gather(box: Box, texts: dict[str, set[Element | None]]) -> bool:
    """Gather the texts of a line that is to be laid out; tells whether there is nothing in it but text."""
    if isinstance(box, TextBox):
        texts.setdefault(_key(box), set()).add(box.element)
        return box.style["white_space"] in _PLAIN or box.text == "\n"
    if not isinstance(box, (LineBox, boxes.InlineBox)) or not box.is_in_normal_flow():
        return False
    found = [_gather(child, texts) for child in box.children]
    return all(found)


def _worded(box: Box, put: Mapping[str, str]) -> Box:
    """Copy a line that is to be laid out, with other words."""
    if isinstance(box, TextBox):
        words = _put(box, put)
        return box.copy() if words is box.text else box.copy_with_text(words)
    return box.copy_with_children([_worded(child, put) for child in box.children])


def _put(box: TextBox, put: Mapping[str, str]) -> str:
    """Give the text of a box with the words that are put there. Raises Unproven."""
    words = put.get(_key(box))
    if words is None:
        return box.text
    if not words:
        raise Unproven("words that are gone")
    lead = box.text[: len(box.text) - len(box.text.lstrip(_BLANK))]
    return lead + words + box.text[len(box.text.rstrip(_BLANK)) :]


def _is_made_alike(one: Box, other: Box) -> bool:
    """Tell whether the texts of two lines to be laid out are the same, in all that styles say of them."""
    ours, theirs = _all(one), _all(other)
    return len(ours) == len(theirs) and all(
        type(first) is type(second)
        and first.element is second.element
        and first.element_tag == second.element_tag
        and _text(first) == _text(second)
        and _is_styled_alike(first.style, second.style, _OF_TEXTS)
        for first, second in zip(ours, theirs, strict=True)
    )


def _is_styled_alike(one: Any, other: Any, names: Iterable[str]) -> bool:
    return one is other or all(one[name] == other[name] for name in names)


def _all(box: Box) -> list[Box]:
    return [box, *(inner for child in boxes.inside(box) for inner in _all(child))]


def _texts(box: Box) -> list[TextBox]:
    return [found for found in _all(box) if isinstance(found, TextBox)]


def _lines(box: Box) -> Iterator[LineBox]:
    if isinstance(box, LineBox):
        yield box
        return
    for child in boxes.inside(box):
        yield from _lines(child)


def _shape(line: LineBox) -> tuple[object, ...]:
    """Give what of a line matters to what is around it, and to its tags: heights and parts, no widths and no words."""
    parts: list[object] = [line.position_y, line.height, line.baseline]
    for box in _all(line):
        if isinstance(box, TextBox):
            parts += [box.position_y, box.height, bool(box.text.strip()), box.text[-1:].isspace()]
        parts += [type(box), id(box.element), box.element_tag]
    return tuple(parts)


def is_same(old: LineBox, new: LineBox) -> bool:
    """Tell whether two lines say and show the same."""
    return _is_moved(old, new, 0.0, 0.0)


def _is_moved(old: LineBox, there: LineBox, across: float, down: float) -> bool:
    """Tell whether a line stands where another does that was moved as a whole."""
    ours, theirs = _all(old), _all(there)
    return len(ours) == len(theirs) and all(
        type(box) is type(other)
        and abs(box.position_x + across - other.position_x) < _SAME
        and abs(box.position_y + down - other.position_y) < _SAME
        and abs(box.width - other.width) < _SAME
        and _text(box) == _text(other)
        for box, other in zip(ours, theirs, strict=True)
    )


def _text(box: Box) -> str:
    return box.text if isinstance(box, TextBox) else ""


def _dress(new: LineBox, old: LineBox) -> None:
    """Give a line what the page gives it once it is laid out. Raises Unproven where that would look another way."""
    new.text_overflow, new.block_ellipsis = old.text_overflow, old.block_ellipsis
    if old.text_overflow == "ellipsis" or old.block_ellipsis != "none":
        raise Unproven("words that are cut off")
    for box, before in zip(_all(new), _all(old), strict=True):
        if boxes.background(before) is not None:
            raise Unproven("words on a ground of their own")
        box.background = None
