"""Gathers what pages paint as facts: pictures, text, lines, areas, transparency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import floor

from pikepdf import Dictionary, Object, Stream

from brochure.pdfreader import colours, extras, images
from brochure.pdfreader.events import Change, Event, Form, Glyphs, Image, Inline, PaintedPath, Shading
from brochure.pdfreader.extras import Layers
from brochure.pdfreader.facts import Blend, Box, Extra, Kind, Line, Paint, Picture, Run, Shape, Veil
from brochure.pdfreader.interpreter import DAMAGE, Endless, Interpreter
from brochure.pdfreader.matrix import Area, Matrix, Point
from brochure.pdfreader.state import PLAIN, Colouring
from brochure.pdfreader.typefaces import Typeface
from brochure.vocabulary.speech import Said, said
from brochure.vocabulary.units import extent

# Thinner than this, in points, a filled bar is a line to the eye.
_THIN = 1.0
# A path of more parts than this, such as a QR code, is one area.
_FINE_PARTS = 12
# Rendering modes (ISO 32000-1, table 106): invisible, and clipping alone; filled and stroked, of four.
_UNSEEN, _RIMMED = (3, 7), 2
Edges = tuple[bool, bool, bool, bool]


class Collector:
    """Gathers what the pages of a document paint. `fonts` have the page that uses them first."""

    def __init__(self, layers: Layers) -> None:
        self.pictures: list[Picture] = []
        self.runs: list[Run] = []
        self.lines: list[Line] = []
        self.shapes: list[Shape] = []
        self.veils: list[Veil] = []
        self.fonts: dict[Typeface, int] = {}
        self.blends: list[Blend] = []
        self.extras: dict[Extra, None] = {}
        self.unread: list[Said] = []
        self.endless = False
        self._layers = layers
        self._page = 0
        self._inks: dict[tuple[int, int], images.Image.Image | None] = {}
        self._patterned: set[tuple[int, tuple[int, int], Box]] = set()
        self._seen: set[tuple[int, tuple[int, int]]] = set()
        self._drawn_glyphs: dict[tuple[int, tuple[int, int], Paint], list[Paint]] = {}

    def page(self, number: int, reader: Interpreter, page: Object) -> None:
        """Gather what a page paints."""
        self._page = number
        self._blended(page, "page", None)
        self._follow(reader, page)

    @property
    def paints(self) -> set[Paint]:
        """Give all that was painted with, of pictures the colour space alone."""
        painted = {paint for run in self.runs for paint in run.paints}
        painted |= {line.paint for line in self.lines} | {shape.paint for shape in self.shapes}
        return painted | {Paint(picture.space, (), picture.inks) for picture in self.pictures}

    def _follow(self, reader: Interpreter, source: Object) -> None:
        """Follow a page, form or pattern; a stream that cannot be read is told in `unread`."""
        try:
            for event in reader.read(source):
                self._note(reader, event)
        except Endless as error:
            self.endless = True
            self._unread(said(error))
        except DAMAGE as error:
            why = str(error).splitlines()[0] if str(error) else Said("unknown")
            self._unread(Said("a part of it is damaged: {why}", why=why))

    def _unread(self, why: str) -> None:
        told = Said("page {page} was not read whole: {why}", page=self._page, why=why)
        if told not in self.unread:
            self.unread.append(told)

    def _note(self, reader: Interpreter, event: Event) -> None:
        match event:
            case Change():
                self._changed(reader, event)
            case PaintedPath():
                if event.fill and event.parts:
                    self._fill(reader, event.parts)
                if event.stroke and event.parts:
                    self._stroke(reader, event.area)
            case Glyphs():
                self._show(reader, event)
            case Image():
                self._image(reader, event)
            case Inline():
                if not event.area.empty:
                    spans = reader.state.matrix.spans
                    found = images.inline(event.source, self._page, event.area.box, spans, reader.resources)
                    self.pictures.append(found)
            case Form():
                self._form(reader, event)
            case Shading():
                self._shade(reader, event.source, event.area)

    def _changed(self, reader: Interpreter, event: Change) -> None:
        if event.operator in ("Tf", "gs") and reader.state.font is not None:
            self.fonts.setdefault(reader.state.font, self._page)
        if event.operator == "gs" and event.named is not None:
            self._found(*extras.of_state(self._page, event.named))
            if "/SMask" in event.named:
                self._masked(reader)
        elif event.operator == "BDC" and str(event.operands[0]) == "/OC":
            self._layered(reader.resource("/Properties", event.operands[1]))
        elif event.operator == "Do":
            source = reader.resource("/XObject", event.operands[0])
            if isinstance(source, Stream):
                self._found(*extras.of_drawing(self._page, source, None))

    def _found(self, *found: Extra) -> None:
        self.extras.update(dict.fromkeys(found))

    def _layered(self, content: Object | None) -> None:
        """Tell of content on a layer that is off."""
        hidden = self._layers.hidden(content)
        if hidden is not None:
            self._found(Extra(Kind.LAYER, hidden, self._page))

    def _blended(self, holder: Object, what: str, box: Box | None) -> None:
        """Tell of the colour space of a group, where it has one of its own that is not of inks."""
        group = holder.get("/Group")
        described = group.get("/CS") if isinstance(group, Dictionary) else None
        if described is not None and (kind := colours.space(described).kind) in ("rgb", "lab"):
            self.blends.append(Blend(self._page, box, what, kind))

    def _masked(self, reader: Interpreter) -> None:
        """Look into a mask: its colours are mixed there where it is one of luminosity, and not painted."""
        mask = reader.state.mask
        group = mask.get("/G") if isinstance(mask, Dictionary) else None
        if not isinstance(group, Stream) or not self._first(group):
            return
        state = reader.state.copy(matrix=Matrix.read(group.get("/Matrix")).then(reader.state.matrix), mask=None)
        paints = self._apart(reader.nested(group, state), group).paints
        if not isinstance(mask, Dictionary) or mask.get("/S") != "/Luminosity":
            return
        self._blended(group, "mask", None)
        for kind in {paint.space for paint in paints} & {"rgb", "lab"}:
            self.blends.append(Blend(self._page, None, "mask", kind))

    def _first(self, source: Object) -> bool:
        """Tell whether something is met for the first time on this page."""
        key, known = (self._page, source.objgen), len(self._seen)
        self._seen.add(key)
        return len(self._seen) > known or not source.is_indirect

    def _apart(self, reader: Interpreter, source: Object) -> Collector:
        """Gather what a stream paints, without taking it for painted on the page."""
        inner = Collector(self._layers)
        inner._page = self._page
        inner._follow(reader, source)
        for why in inner.unread:
            if why not in self.unread:
                self.unread.append(why)
        self.endless = self.endless or inner.endless
        self._found(*inner.extras)
        return inner

    def _fill(self, reader: Interpreter, paths: Sequence[Sequence[Point]]) -> None:
        state, parts = reader.state, [Area.around(path) for path in paths]
        whole = Area.around([point for path in paths for point in path])
        rectangles = all(map(_is_rectangle, paths, parts))
        if state.fill.pattern is not None:
            edges = (True,) * 4 if rectangles else _cut(whole, whole.within(state.clip))
            self._pattern(reader, state.fill.pattern, whole, state.fill, edges)
            return
        paint = _paint(state.fill)
        for part in parts if len(parts) <= _FINE_PARTS else [whole]:
            thin, long = sorted((part.right - part.left, part.high - part.low))
            seen = part.grown(0.01).within(state.clip)
            if seen.empty or paint.opacity == 0 or _is_lost(part, parts):
                continue
            self._veiled(reader, seen.box, paint)
            if thin < _THIN and long > 4 * max(thin, 0.25):
                self.lines.append(Line(self._page, seen.box, thin, paint))
            else:
                straight = (True,) * 4 if rectangles else _cut(part, seen)
                self.shapes.append(Shape(self._page, seen.box, paint, straight))

    def _stroke(self, reader: Interpreter, whole: Area) -> None:
        state = reader.state
        width, paint = state.width * state.matrix.growth, _paint(state.stroke)
        if state.stroke.pattern is not None:
            paint = replace(paint, space="")
            self._pattern(reader, state.stroke.pattern, whole.grown(max(width, 0.01) / 2), state.stroke)
        seen = whole.grown(max(width, 0.01) / 2).within(state.clip)
        if not seen.empty and paint.opacity > 0:
            self._veiled(reader, seen.box, paint)
            self.lines.append(Line(self._page, seen.box, width, paint))

    def _shade(self, reader: Interpreter, shading: Object, area: Area, edges: Edges = (True,) * 4) -> None:
        for paint in colours.shades(shading, reader.resources.get("/ColorSpace")):
            seen_through = replace(paint, opacity=reader.state.fill.alpha)
            self.shapes.append(Shape(self._page, area.box, seen_through, edges))

    def _pattern(
        self, reader: Interpreter, pattern: Object, whole: Area, colouring: Colouring, edges: Edges = (False,) * 4
    ) -> None:
        """Follow the one tile of a tiling pattern amid the area; read the ends of a shading pattern."""
        seen = whole.within(reader.state.clip)
        if seen.empty or (self._page, pattern.objgen, seen.box) in self._patterned:
            return
        self._patterned.add((self._page, pattern.objgen, seen.box))
        if int(pattern.get("/PatternType", 1)) == 2:
            self._shade(reader, pattern.Shading, seen, edges)
            return
        # Where it ends, its tiles are cut.
        self.shapes.append(Shape(self._page, seen.box, Paint("", opacity=colouring.alpha), edges))
        matrix = _amid(seen, pattern, Matrix.read(pattern.get("/Matrix")).then(reader.base))
        plain = replace(colouring, space=colouring.space.base or colours.GRAY, pattern=None)
        state = reader.state.copy(matrix=matrix, clip=seen, fill=plain, stroke=plain)
        self._follow(reader.nested(pattern, state), pattern)

    def _form(self, reader: Interpreter, form: Form) -> None:
        self._drawn(form.source, form.area.box)
        self._blended(form.source, "group", form.area.box)
        if form.group:
            self.veils.append(Veil(self._page, form.area.box, Said("group")))
        self._follow(reader.nested(form.source, reader.state.copy(matrix=form.matrix, clip=form.area)), form.source)

    def _drawn(self, source: Stream, box: Box) -> None:
        """Tell of what a form or picture stands for, and of the layer that it lies on."""
        self._found(*extras.of_drawing(self._page, source, box))
        self._layered(source.get("/OC"))

    def _image(self, reader: Interpreter, image: Image) -> None:
        state, source, box = reader.state, image.source, image.area.box
        if image.area.empty:
            return
        self._drawn(source, box)
        picture = images.picture(source, self._page, box, state.matrix.spans, reader.resources)
        if picture.space == "mask":
            picture = replace(picture, space=state.fill.space.kind)
        elif picture.space == "cmyk":
            if source.objgen not in self._inks:
                self._inks[source.objgen] = images.in_small(source)
            picture = images.inked(picture, self._inks[source.objgen])
        self.pictures.append(picture)
        self._veiled(reader, box, Paint("", opacity=state.fill.alpha))
        if "/SMask" in source:
            self.veils.append(Veil(self._page, box, Said("soft mask")))

    def _show(self, reader: Interpreter, glyphs: Glyphs) -> None:
        state, runs = reader.state, self.runs
        paint = _paint(state.stroke if state.mode % 4 == 1 else state.fill)
        if state.mode in _UNSEEN or paint.opacity == 0 or not glyphs.text.strip():
            return
        low, high = (ems * state.size + state.rise for ems in glyphs.font.reach(glyphs.text))
        area = Area.of(glyphs.matrix, 0, low, glyphs.width, high)
        seen, size = area.within(state.clip), abs(state.size) * glyphs.matrix.spans[1]
        if seen.empty or extent(area.box) <= 0:
            return
        if state.mode % 4 != 1 and state.fill.pattern is not None:
            self._pattern(reader, state.fill.pattern, area, state.fill)
        paints = self._glyphs(reader, glyphs, seen, paint) if glyphs.font.kind == "/Type3" else [paint]
        paints += [_paint(state.stroke)] if state.mode % 4 == _RIMMED else []
        shown = extent(seen.box) / extent(area.box)
        run = Run(self._page, area.box, size, glyphs.text, paints[0], shown, tuple(paints[1:]))
        whole = _joined(runs[-1], run) if runs else None
        runs[-1 if whole else len(runs) :] = [whole or run]
        self._veiled(reader, run.box, paint)

    def _glyphs(self, reader: Interpreter, glyphs: Glyphs, seen: Area, plain: Paint) -> list[Paint]:
        """Give what the glyphs of a Type 3 font are drawn with: colours of their own (9.6.5), else that of the text."""
        state, font, found = reader.state, glyphs.font, dict[Paint, None]()
        sized = Matrix(state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise).then(glyphs.matrix)
        for glyph in font.coloured(glyphs.pieces):
            if glyph is None:
                found[plain] = None
                continue
            key = (self._page, glyph.objgen, plain)
            if key not in self._drawn_glyphs:
                inside = reader.nested(glyph, state.copy(matrix=font.matrix.then(sized), clip=seen), font.resources)
                self._drawn_glyphs[key] = sorted(self._apart(inside, glyph).paints, key=repr)
            found |= dict.fromkeys(self._drawn_glyphs[key])
        return list(found) or [plain]

    def _veiled(self, reader: Interpreter, box: Box, paint: Paint) -> None:
        state = reader.state
        ways = [Said("opacity")] if paint.opacity < 1 else []
        ways += [Said("blend mode {mode}", mode=state.blend[1:])] if state.blend not in PLAIN else []
        ways += [Said("soft mask")] if state.mask is not None else []
        self.veils += [Veil(self._page, box, way) for way in ways]


def _paint(colouring: Colouring) -> Paint:
    return colouring.space.paint(colouring.values, colouring.alpha, colouring.overprint)


def _amid(seen: Area, pattern: Object, matrix: Matrix) -> Matrix:
    """Give the matrix of the copy of a tile in which the middle of an area lies."""
    across, up = abs(float(pattern.XStep)), abs(float(pattern.YStep))
    if not across * up * matrix.growth:
        raise ValueError("a tile without extent")
    x, y = matrix.back((seen.left + seen.right) / 2, (seen.low + seen.high) / 2)
    left, low, *_ = map(float, pattern.BBox)
    return Matrix(e=floor((x - left) / across) * across, f=floor((y - low) / up) * up).then(matrix)


def _joined(before: Run, after: Run) -> Run | None:
    """Join two runs that follow each other on a line in one style; None where they do not."""
    alike = before.page == after.page and before.paints == after.paints and abs(before.size - after.size) < 0.01
    gap = after.box[0] - before.box[2]
    if not alike or abs(before.box[3] - after.box[3]) > 0.05 or not -0.3 * after.size < gap < 0.35 * after.size:
        return None
    space = " " if gap > 0.15 * after.size and before.text[-1:] != " " else ""
    box = (before.box[0], min(before.box[1], after.box[1]), after.box[2], after.box[3])
    text, shown = before.text + space + after.text, min(before.shown, after.shown)
    return replace(after, box=box, text=text, shown=shown)


def _is_lost(part: Area, parts: Sequence[Area]) -> bool:
    """Tell of a part without extent in another of its path: as a hole it leaves nothing out, else it adds nothing."""
    return part.empty and any(other.covers(part) for other in parts if not other.empty)


def _is_rectangle(points: Sequence[Point], area: Area) -> bool:
    """Tell whether the corners of a part lie on those of the area around it."""
    near = 0.01
    return len(points) >= 4 and all(
        min(abs(x - area.left), abs(x - area.right)) < near and min(abs(y - area.low), abs(y - area.high)) < near
        for x, y in points
    )


def _cut(whole: Area, seen: Area) -> tuple[bool, bool, bool, bool]:
    """Tell at which sides a shape is cut off by the clip."""
    near = 0.1
    return (
        seen.left - whole.left > near,
        seen.low - whole.low > near,
        whole.right - seen.right > near,
        whole.high - seen.high > near,
    )
