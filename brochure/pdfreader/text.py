"""Text in a content stream (ISO 32000-1, 9.3 and 9.4): where it stands, and how far a string reaches."""

from __future__ import annotations

from binascii import unhexlify
from collections.abc import Iterable, Sequence

from pikepdf import Object, String

from brochure.pdfreader.events import Glyphs
from brochure.pdfreader.matrix import Matrix
from brochure.pdfreader.state import State
from brochure.vocabulary.patterns import compiled

SHOWS = frozenset(("Tj", "TJ", "'", '"'))
_PARAMETERS = {"Tc": "spacing", "Tw": "word_spacing", "TL": "leading", "Ts": "rise"}
ORDERS = frozenset(("BT", "Td", "TD", "Tm", "T*", "Tz", "Tr", *_PARAMETERS))
# Strings of glyph numbers, and numbers between them, as PDF writes them: many in a line, so taken from it at once.
_PIECE = compiled(rb"<([0-9a-f]*)>|([-+.0-9]+)")


def change(state: State, name: str, operands: Iterable[Object]) -> None:
    """Do an operator that sets a parameter of text, or moves it."""
    values = [float(value) for value in operands]
    match name:
        case "BT" | "Tm":
            state.text = state.line = Matrix.read(values)
        case "Td" | "TD" | "T*":
            across, up = values or (0.0, -state.leading)
            if name == "TD":
                state.leading = -up
            state.text = state.line = Matrix(e=across, f=up).then(state.line)
        case "Tz":
            state.stretch = values[0] * 0.01
        case "Tr":
            state.mode = int(values[0])
        case _:
            setattr(state, _PARAMETERS[name], values[0])


def show(state: State, shown: Object) -> Glyphs | None:
    """Show a string, or an array of strings and shifts: moves the text along; None where there is no font."""
    font, size, stretch, width = state.font, state.size, state.stretch, 0.0
    if font is None:
        return None
    pieces = _pieces(shown)
    for piece in pieces:
        if isinstance(piece, float):
            width -= piece / 1000 * size * stretch
        else:
            advance, codes, spaces = font.measure(piece)
            width += (advance * size + codes * state.spacing + spaces * state.word_spacing) * stretch
    where = state.text.then(state.matrix)
    state.text = Matrix(e=width).then(state.text)
    return Glyphs(font, shown, pieces, where, width)


def _pieces(shown: Object) -> Sequence[bytes | float]:
    written = shown.unparse()
    if b"(" not in written:
        return [float(number) if number else unhexlify(digits) for digits, number in _PIECE.findall(written)]
    parts = [shown] if isinstance(shown, String) else shown
    return [bytes(part) if isinstance(part, String) else float(part) for part in parts]
