"""Text in a content stream (ISO 32000-1, 9.3 and 9.4): where it stands, and how far a string reaches."""

from __future__ import annotations

import re
from binascii import unhexlify
from collections.abc import Callable, Sequence

from pikepdf import Object, String

from brochure.pdfreader.events import Glyphs
from brochure.pdfreader.matrix import IDENTITY, Matrix
from brochure.pdfreader.state import State

SHOWS = frozenset(("Tj", "TJ", "'", '"'))
# Strings of glyph numbers, and numbers between them, as PDF writes them: many in a line, so taken from it at once.
_PIECE = re.compile(rb"<([0-9a-f]*)>|([-+.0-9]+)")


def _begin(state: State, _: list[Object]) -> None:
    state.text = state.line = IDENTITY


def _move(state: State, values: list[Object]) -> None:
    state.text = state.line = Matrix(e=float(values[0]), f=float(values[1])).then(state.line)


def _move_and_lead(state: State, values: list[Object]) -> None:
    state.leading = -float(values[1])
    _move(state, values)


def _place(state: State, values: list[Object]) -> None:
    state.text = state.line = Matrix.read(values)


def _down(state: State, _: list[Object]) -> None:
    state.text = state.line = Matrix(f=-state.leading).then(state.line)


def _sets(name: str, factor: float = 1.0) -> Callable[[State, list[Object]], None]:
    return lambda state, values: setattr(state, name, float(values[0]) * factor)


def _mode(state: State, values: list[Object]) -> None:
    state.mode = int(values[0])


ORDERS: dict[str, Callable[[State, list[Object]], None]] = {
    "BT": _begin, "Td": _move, "TD": _move_and_lead, "Tm": _place, "T*": _down, "Tr": _mode,
    "Tc": _sets("spacing"), "Tw": _sets("word_spacing"), "Tz": _sets("stretch", 0.01),
    "TL": _sets("leading"), "Ts": _sets("rise"),
}  # fmt: skip


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
