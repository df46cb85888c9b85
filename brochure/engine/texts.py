"""Texts that come again when the lines around them are laid out and drawn with other words.

A text that fits its line is shaped once for each style, and its strokes are written once: both depend on nothing else.
Import it after `loading.load()`. Lengths are in CSS pixels.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from weakref import WeakKeyDictionary

from brochure.engine import boxes
from brochure.engine.boxes import TextBox
from brochure.vocabulary.records import dataclass

# What glyphs are first drawn for in a piece, by the name of their font and their number.
Glyph = tuple[str, int]
Heard = dict[Glyph, str]
_Written = tuple[str, tuple[Any, ...]]
# What shaped a text, how long it is, where the next line begins, its width, its height and its baseline.
Split = tuple[Any, int, int | None, float, float, float]
# What strokes of a text are written by, in turn, each with what it is told.
_WRITERS = ("set_font_size", "show_text", "set_text_rise")


class Texts:
    """The texts of a block as they were first laid out, by their styles."""

    def __init__(self) -> None:
        self._known, self._new = _Splits(), _Splits()
        self._learns = False

    @contextlib.contextmanager
    def known(self, put: Mapping[str, str]) -> Iterator[None]:
        """Have texts that are laid out meanwhile be those known; where no words are `put`, others get known."""
        self._learns = not put
        try:
            with boxes.splits_by(self._split):
                yield
        finally:
            self._learns = False

    @contextlib.contextmanager
    def new(self) -> Iterator[None]:
        """Have what is split meanwhile stay as it is shaped, and known until the next words come."""
        self._new.clear()
        with boxes.shaped_kept():
            yield

    def split(self, text: str, style: Any, context: Any, room: float | None, starts: bool) -> Split:
        """Give what of a text stands on a line, which it may be the first of."""
        found = self._new.recall(style, text, room)
        if found is None:
            found = self._split(boxes.split_text, text, style, context, room, 0, is_line_start=starts)
            self._new.note(style, text, found)
        return found

    def _split(
        self,
        theirs: Callable[..., Split],
        text: str,
        style: Any,
        context: Any,
        room: float | None,
        *rest: Any,
        **more: Any,
    ) -> Split:
        """Give what of a text stands on a line: of one that fits, however much room there is, the same."""
        if any(rest[:1]):
            # It is spread over its line.
            return theirs(text, style, context, room, *rest, **more)
        found = self._known.recall(style, text, room)
        if found is None:
            found = theirs(text, style, context, room, *rest, **more)
            if self._learns:
                self._known.note(style, text, found)
        return found


class _Splits(dict[tuple[int, str], tuple[Any, Split]]):
    """Texts that fit whole, by their styles, which are kept, so that no other has the number of one."""

    def recall(self, style: Any, text: str, room: float | None) -> Split | None:
        """Give how a text was split, where it has as much room as it takes; None where that is not known."""
        _, found = self.get((id(style), text), (None, None))
        return found if found is not None and (room is None or found[3] <= room) else None

    def note(self, style: Any, text: str, found: Split) -> None:
        """Note how a text was split that stands whole, and that the shaper finds no wider than it is told."""
        spacing = style["letter_spacing"]
        if found[2] is None and (spacing == "normal" or spacing >= 0):
            self[id(style), text] = style, found


@dataclass(frozen=True, slots=True)
class _Strokes:
    """What a text is written by, and what its glyphs say."""

    written: tuple[_Written, ...]
    said: Heard


class Strokes:
    """The strokes of texts that were drawn before, by how they were shaped; `heard` takes what their glyphs say."""

    def __init__(self, heard: Heard) -> None:
        self._heard = heard
        self._known: WeakKeyDictionary[Any, _Strokes | None] = WeakKeyDictionary()

    @contextlib.contextmanager
    def known(self) -> Iterator[None]:
        """Have texts that are drawn meanwhile, and were before, drawn by the same strokes."""
        with boxes.texts_by(self._draw), boxes.shaped_known():
            yield

    def _draw(
        self, theirs: Callable[..., None], stream: Any, box: TextBox, across: float, overflow: str, ellipsis: Any
    ) -> None:
        shaped, style = box.pango_layout, box.style
        strokes = None
        if overflow == "clip" and ellipsis == "none" and box.text.strip():
            if shaped not in self._known:
                self._known[shaped] = None
            else:
                strokes = self._known[shaped] = self._known[shaped] or self._heard_of(theirs, stream, box)
        if strokes is None:
            theirs(stream, box, across, overflow, ellipsis)
            return
        stream.set_color(style["color"])
        stream.begin_text()
        stream.set_text_matrix(1, 0, 0, -1, box.position_x, box.position_y + box.baseline)
        for name, values in strokes.written:
            getattr(stream, name)(*values)
        stream.end_text()
        for glyph, text in strokes.said.items():
            self._heard.setdefault(glyph, text)

    def _heard_of(self, theirs: Callable[..., None], stream: Any, box: TextBox) -> _Strokes | None:
        """Draw a text beside the page, and hear what it is written by; None for one that is more than that."""
        if box.style["text_decoration_line"] != "none" or box.style["visibility"] != "visible":
            return None
        written: list[_Written] = []
        probe, kept = boxes.beside(stream, None), dict(self._heard)
        for name in _WRITERS:
            setattr(probe, name, functools.partial(_write, written, name))
        self._heard.clear()
        theirs(probe, box, 0, "clip", "none")
        said = dict(self._heard)
        self._heard.clear()
        self._heard.update(kept)
        # A picture of a letter has a state of its own.
        return None if b"q" in probe.stream else _Strokes(tuple(written), said)


def _write(written: list[_Written], name: str, *values: Any) -> None:
    written.append((name, values))
