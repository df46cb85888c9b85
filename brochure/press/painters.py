"""Who rewrites which event of a content stream."""

from __future__ import annotations

from brochure.pdfreader.events import Change, Form, Glyphs, Image, Inline, PaintedPath, Shading
from brochure.pdfreader.interpreter import COLOURS
from brochure.press.forms import draw, embed, parameters
from brochure.press.order import unsupported
from brochure.press.painting import paint, show
from brochure.press.patterns import shade
from brochure.press.stream import Painters, Stream

# Marked content is for readers of a screen; compatibility sections have nothing to say here.
_DROPPED = frozenset(("BMC", "BDC", "EMC", "MP", "DP", "BX", "EX", "ri", "i"))


def change(stream: Stream, event: Change) -> None:
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
                raise unsupported("a font of pictures")
            stream.write(name, stream.made.name("/Font", "f", event.named), event.operands[1])
    elif name == "Do":
        raise unsupported("a program inside a page")
    elif name not in _DROPPED and name not in COLOURS:
        # Colours are written where something is painted with them.
        stream.keep(event.instruction)


def refuse(stream: Stream, event: Inline) -> None:
    """Refuse a picture that is no object of its own."""
    raise unsupported("a picture inside a content stream")


PAINTERS: Painters = {
    Change: change, PaintedPath: paint, Glyphs: show, Image: draw, Inline: refuse, Form: embed, Shading: shade
}  # fmt: skip
