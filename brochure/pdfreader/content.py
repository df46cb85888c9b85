"""Follows the content streams of a page and notes what they paint: pictures, text, lines, areas, transparency."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pikepdf

from brochure.pdfreader import colours, geometry, images, textstream
from brochure.pdfreader.facts import Area, Box, Paint, Veil
from brochure.pdfreader.geometry import Matrix
from brochure.pdfreader.paths import FILLS, STROKES, Painted, Paths
from brochure.pdfreader.state import State
from brochure.pdfreader.typefaces import Typeface
from brochure.vocabulary.units import overlap

_MOST_OPERATORS = 3_000_000
_DEEPEST = 16


class Follower(Paths):
    """Follows one page; `base` leads from the PDF's space to that of the facts."""

    def __init__(self, page: int, base: Matrix, whole: Box, painted: Painted) -> None:
        super().__init__(page, State(base, whole), painted)
        self._base = base
        self._stack: list[State] = []
        self._depth = 0
        self._resources: Any = {}
        self._patterned: set[tuple[Any, Box]] = set()

    def follow(self, stream: Any, resources: Any) -> None:
        """Follow a page, form or pattern; a stream that cannot be parsed is told in `unread`."""
        if self._depth >= _DEEPEST or self.painted.operators > _MOST_OPERATORS:
            self._unread("its drawing is nested too deep or is too long")
            return
        before, stack = self._resources, self._stack
        self._resources, self._stack = resources if resources is not None else {}, []
        self._depth += 1
        try:
            for instruction in pikepdf.parse_content_stream(stream):
                self.painted.operators += 1
                self._obey(str(instruction.operator), instruction)
        except (pikepdf.PdfError, TypeError, ValueError, IndexError, AttributeError, KeyError) as error:
            self._unread(f"a part of it is damaged: {str(error).splitlines()[0] if str(error) else 'unknown'}")
        finally:
            self._depth -= 1
            self._resources, self._stack = before, stack

    def _unread(self, why: str) -> None:
        said = f"page {self.page} was not read whole: {why}"
        if said not in self.painted.unread:
            self.painted.unread.append(said)

    def _obey(self, name: str, instruction: Any) -> None:
        if name in _ORDERS:
            _ORDERS[name](self, list(instruction.operands))
        elif name in FILLS or name in STROKES:
            self._paint(name)
        elif name in textstream.ORDERS:
            textstream.ORDERS[name](self.state, list(instruction.operands))
        elif name in textstream.SHOWS:
            self._show(name, list(instruction.operands))
        elif name == "INLINE IMAGE":
            self._inline(instruction.iimage)

    # Graphics state
    def _save(self, _: list[Any]) -> None:
        self._stack.append(self.state.saved())

    def _restore(self, _: list[Any]) -> None:
        if self._stack:
            self.state = self._stack.pop()

    def _concat(self, values: list[Any]) -> None:
        self.state.transform(geometry.matrix(values))

    def _line_width(self, values: list[Any]) -> None:
        self.state.width = float(values[0])

    def _graphics(self, values: list[Any]) -> None:
        entries = self._resource("/ExtGState", values[0])
        if entries is not None:
            self.state.adopt(entries)
            if "/Font" in entries:
                self.state.font, self.state.size = self._typeface(entries.Font[0]), float(entries.Font[1])

    def _font(self, values: list[Any]) -> None:
        found = self._resource("/Font", values[0])
        self.state.font = self._typeface(found) if found is not None else None
        self.state.size = float(values[1])

    def _typeface(self, described: Any) -> Typeface:
        key = described.objgen if described.is_indirect else described.unparse().decode("latin-1")
        if key not in self.painted.fonts:
            self.painted.fonts[key] = Typeface(described), self.page
        return self.painted.fonts[key][0]

    def _resource(self, kind: str, name: Any) -> Any:
        return self._resources.get(kind, {}).get(str(name))

    # Colour
    def _colour_space(self, stroking: bool, values: list[Any]) -> None:
        self._use(stroking, colours.space(values[0], self._resources.get("/ColorSpace")))

    def _colour(self, stroking: bool, values: list[Any]) -> None:
        current = self.state.stroke if stroking else self.state.fill
        numbers = tuple(float(value) for value in values if not isinstance(value, pikepdf.Name))
        pattern = None
        if values and isinstance(values[-1], pikepdf.Name):
            pattern = self._resource("/Pattern", values[-1])
        self._use(stroking, current.space, numbers, pattern)

    def _device(self, space: colours.Space, stroking: bool, values: list[Any]) -> None:
        self._use(stroking, space, tuple(map(float, values)))

    def _use(self, stroking: bool, space: colours.Space, values: tuple[float, ...] = (), pattern: Any = None) -> None:
        if stroking:
            self.state.stroke = self.state.stroke.use(space, values, pattern)
        else:
            self.state.fill = self.state.fill.use(space, values, pattern)

    # Shadings, patterns, objects and text
    def _shade(self, values: list[Any]) -> None:
        shading = self._resource("/Shading", values[0])
        if shading is not None:
            self._shading(shading, self.state.clip)

    def _shading(self, shading: Any, box: Box) -> None:
        for paint in colours.shades(shading, self._resources.get("/ColorSpace")):
            self.painted.areas.append(Area(self.page, box, replace(paint, opacity=self.state.fill.alpha)))

    def pattern(self, pattern: Any, box: Box) -> None:
        """Follow one tile of a tiling pattern as if it filled the box; read the ends of a shading pattern."""
        seen = overlap(box, self.state.clip)
        if seen is None or (pattern.objgen, seen) in self._patterned:
            return
        self._patterned.add((pattern.objgen, seen))
        if int(pattern.get("/PatternType", 1)) == 2:
            self._shading(pattern.Shading, seen)
            return
        where = geometry.times(geometry.matrix(pattern.get("/Matrix")), self._base)
        before = self.state
        self.state = before.saved()
        self.state.ctm, self.state.clip = where, seen
        self.state.fill = replace(before.fill, pattern=None)
        self.follow(pattern, pattern.get("/Resources"))
        self.state = before

    def _invoke(self, values: list[Any]) -> None:
        found = self._resource("/XObject", values[0])
        kind = str(found.get("/Subtype", "")) if found is not None else ""
        if kind == "/Image":
            self._image(found)
        elif kind == "/Form":
            self._form(found)

    def _form(self, form: Any) -> None:
        before, resources = self.state, self._resources
        self.state = before.saved()
        self.state.transform(geometry.matrix(form.get("/Matrix")))
        if "/BBox" in form:
            x0, y0, x1, y1 = map(float, form.BBox)
            self.state.confine(geometry.placed(self.state.ctm, x0, y0, x1, y1))
        group = form.get("/Group")
        if group is not None and str(group.get("/S", "")) == "/Transparency":
            self.painted.veils.append(Veil(self.page, self.state.clip, "group"))
        self.follow(form, form.get("/Resources", resources))
        self.state = before

    def _image(self, image: Any) -> None:
        box = overlap(geometry.placed(self.state.ctm, 0, 0, 1, 1), self.state.clip)
        if box is None:
            return
        picture = images.picture(image, self.page, box, geometry.lengths(self.state.ctm), self._resources)
        if picture.space == "mask":
            picture = replace(picture, space=self.state.fill.space.kind)
        elif picture.space == "cmyk":
            if image.objgen not in self.painted.image_inks:
                self.painted.image_inks[image.objgen] = images.grid(image)
            picture = images.inked(picture, self.painted.image_inks[image.objgen])
        self.painted.pictures.append(picture)
        self._veiled(box, replace(self.state.fill.paint, opacity=self.state.fill.alpha))
        if "/SMask" in image:
            self.painted.veils.append(Veil(self.page, box, "soft mask"))

    def _inline(self, image: Any) -> None:
        box = overlap(geometry.placed(self.state.ctm, 0, 0, 1, 1), self.state.clip)
        if box is not None:
            lengths = geometry.lengths(self.state.ctm)
            self.painted.pictures.append(images.inline(image, self.page, box, lengths, self._resources))

    def _show(self, name: str, operands: list[Any]) -> None:
        run = textstream.show(self.state, name, operands, self.page)
        if run is not None:
            runs = self.painted.runs
            whole = textstream.joined(runs[-1], run) if runs else None
            runs[-1 if whole else len(runs) :] = [whole or run]
            self._veiled(run.box, run.paint or Paint(""))


def _either(order: Callable[[Follower, bool, list[Any]], None], stroking: bool) -> Any:
    return lambda follower, values: order(follower, stroking, values)


def _device(space: colours.Space, stroking: bool) -> Any:
    return lambda follower, values: follower._device(space, stroking, values)


_ORDERS: dict[str, Callable[[Follower, list[Any]], None]] = {
    "q": Follower._save, "Q": Follower._restore, "cm": Follower._concat, "w": Follower._line_width,
    "gs": Follower._graphics, "Tf": Follower._font, "m": Follower._move, "l": Follower._reach, "c": Follower._reach,
    "v": Follower._reach, "y": Follower._reach, "re": Follower._rectangle, "W": Follower._clip, "W*": Follower._clip,
    "n": Follower._end, "sh": Follower._shade, "Do": Follower._invoke,
    "cs": _either(Follower._colour_space, False), "CS": _either(Follower._colour_space, True),
    "sc": _either(Follower._colour, False), "SC": _either(Follower._colour, True),
    "scn": _either(Follower._colour, False), "SCN": _either(Follower._colour, True),
    "g": _device(colours.GRAY, False), "G": _device(colours.GRAY, True),
    "rg": _device(colours.RGB, False), "RG": _device(colours.RGB, True),
    "k": _device(colours.CMYK, False), "K": _device(colours.CMYK, True),
}  # fmt: skip
