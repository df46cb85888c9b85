"""From the PDF that the engine writes to the one that a print shop takes."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import ExitStack

import pikepdf
from pikepdf import Dictionary, Name, Object

from brochure.pdfreader.events import Change, Form, Glyphs, Image, Inline, PaintedPath, Shading
from brochure.pdfreader.interpreter import COLOURS, Endless, Interpreter
from brochure.pdfreader.matrix import Area, Matrix
from brochure.pdfreader.state import State
from brochure.press.forms import draw, embed, parameters
from brochure.press.intent import PDF_VERSIONS, declare
from brochure.press.marks import Boxes, Marks
from brochure.press.order import Fault, Order, unsupported
from brochure.press.painting import paint, show
from brochure.press.patterns import shade
from brochure.press.reprint import Reprint
from brochure.press.steps import Steps
from brochure.press.stream import Painters, Stream, Work
from brochure.vocabulary.problems import BrochureError, Place, Problem, Severity, refusal
from brochure.vocabulary.speech import Said

# Marked content is for readers of a screen; compatibility sections have nothing to say here.
_DROPPED = frozenset(("BMC", "BDC", "EMC", "MP", "DP", "BX", "EX", "ri", "i"))


def finish(
    pdf: bytes,
    order: Order,
    place: Place,
    tell: Callable[[Problem], None] = lambda problem: None,
    reprint: Reprint | None = None,
) -> bytes:
    """Finish a PDF with the trim box at the origin; the same order gives the same bytes.

    `tell` hears of what became pixels because it was transparent, page by page; `reprint` keeps the marks of pieces,
    and what it needs to write them again.
    Raises BrochureError `press-transparency` or `press-unsupported`, with the page, at `place`: what cannot be made to
    keep the standard is never let through.
    """
    with ExitStack() as own:
        document = pikepdf.open(io.BytesIO(pdf))
        if reprint is None:
            own.enter_context(document)
            work = Work(document, order, _PAINTERS)
        else:
            reprint.begin(document)
            work = Work(document, order, reprint.painters(_PAINTERS), reprint.ground)
        boxes = Boxes.of(order)
        marks = Marks(document, order, boxes) if order.settings.marks else None
        steps = Steps(document, order, boxes) if order.settings.processing_steps and not order.flat else None
        problems = []
        for number, page in enumerate(document.pages, 1):
            try:
                _finish_page(work, page.obj, boxes)
            except (Fault, Endless) as error:
                fault = (
                    error if isinstance(error, Fault) else unsupported(Said("a drawing nested too deep, or too long,"))
                )
                problems.append(Problem(fault.code, Severity.ERROR, fault.what, place, fault.hint, page=number))
                continue
            if work.pixels:
                tell(_pixels(work.pixels, number, place))
            if marks is not None:
                marks.draw(page.obj, number, len(document.pages))
            if steps is not None:
                steps.draw(page.obj, number)
        if problems:
            raise BrochureError(problems)
        try:
            work.pictures.convert()
        except Fault as fault:
            raise refusal(fault.code, fault.what, place, fault.hint) from fault
        declare(document, order)
        return _written(document, order)


def _pixels(count: int, page: int, place: Place) -> Problem:
    message = Said(
        "{count} transparent thing on page {page} is printed as pixels: PDF/X-1a has no transparency",
        "{count} transparent things on page {page} are printed as pixels: PDF/X-1a has no transparency",
        count=count,
        page=page,
    )
    hint = Said("place it on one plain colour, make it opaque, or order PDF/X-4 (press: {{standard: x-4}})")
    return Problem("press-pixels", Severity.WARNING, message, place, hint, page=page)


def _finish_page(work: Work, page: Object, boxes: Boxes) -> None:
    """Rewrite a page: its content, its resources, its boxes, its group; its annotations go."""
    work.transparent, work.pixels = False, 0
    shift = Matrix(e=round(boxes.rim, 4), f=round(boxes.rim, 4))
    low = boxes.rim - boxes.bleed
    bleed = (low, low, boxes.width + 2 * boxes.bleed, boxes.height + 2 * boxes.bleed)
    sheet = Area(low, low, low + bleed[2], low + bleed[3], True)
    stream, content = _written_anew(work, page, shift, sheet)
    clip = "{:.4f} {:.4f} {:.4f} {:.4f} re W n".format(*bleed) if boxes.rim > boxes.bleed else ""
    before = f"q {clip} 1 0 0 1 {shift.e:.4f} {shift.f:.4f} cm\n".encode()
    page.Contents = work.document.make_stream(before + content + b"\nQ")
    page.Resources = stream.made.dictionary()
    for key in ("/Annots", "/Group", "/StructParents", "/Tabs"):
        if key in page:
            del page[key]
    if work.transparent:
        page.Group = Dictionary(Type=Name.Group, S=Name.Transparency, I=True, CS=Name.DeviceCMYK)
    boxes.set(page)


def _written_anew(work: Work, page: Object, shift: Matrix, sheet: Area) -> tuple[Stream, bytes]:
    """Write the content of a page; where it cannot be flattened, with pixels in place of what is transparent."""

    def fresh() -> Stream:
        return Stream(work, Interpreter(work.walk, State(shift, sheet), page.Resources), work.ground(), shift)

    stream = fresh()
    try:
        return stream, stream.rewrite(page)
    except Fault as fault:
        if not work.order.flat or fault.code != "press-transparency":
            raise
    from brochure.press.rasterising import Rasteriser

    stream, rasteriser = fresh(), Rasteriser(work.document, work.order, _PAINTERS)
    content = rasteriser.write(stream, page, sheet)
    work.pixels = rasteriser.counted
    return stream, content


def _written(document: pikepdf.Pdf, order: Order) -> bytes:
    file = io.BytesIO()
    document.save(
        file,
        deterministic_id=True,
        force_version=PDF_VERSIONS[order.settings.standard],
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        compress_streams=True,
        recompress_flate=False,
    )
    return file.getvalue()


def _change(stream: Stream, event: Change) -> None:
    """Write a change of the state, as it was or with the names of this stream."""
    name = event.operator
    if name in ("q", "Q"):
        stream.save(event)
    elif name == "gs":
        if event.named is not None:
            parameters(stream, event.named)
    elif name == "Tf":
        if event.named is not None:
            if event.named.Subtype == "/Type3":
                raise unsupported(Said("a font of pictures"))
            stream.write(name, stream.made.name("/Font", "f", event.named), event.operands[1])
    elif name == "Do":
        raise unsupported(Said("a program inside a page"))
    elif name not in _DROPPED and name not in COLOURS:
        # Colours are written where something is painted with them.
        stream.keep(event.instruction)


def _refuse(stream: Stream, event: Inline) -> None:
    """Refuse a picture that is no object of its own."""
    raise unsupported(Said("a picture inside a content stream"))


# Who rewrites which event of a content stream.
_PAINTERS: Painters = {
    Change: _change, PaintedPath: paint, Glyphs: show, Image: draw, Inline: _refuse, Form: embed, Shading: shade
}  # fmt: skip
