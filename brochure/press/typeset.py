"""Text: where it stands, and whether its black may overprint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf

from brochure.press.geometry import Area, Matrix
from brochure.press.order import BLACK
from brochure.press.paint import ready

if TYPE_CHECKING:
    from brochure.press.streams import Stream

# How far letters reach below and above the base line, in parts of their size.
_DEPTH, _HEIGHT = 0.25, 0.95
_SHOWING = ("Tj", "TJ", "'", '"')
TEXT = frozenset(("BT", "ET", "Tm", "Td", "TD", "T*", "Tf", "Tc", "Tw", "Tz", "TL", "Ts", "Tr", *_SHOWING))


class Typesetter:
    """Follows the text of a stream (ISO 32000-1, 9.4) and shows it."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._matrix = self._line = Matrix()

    def do(self, name: str, operands: list[Any]) -> None:
        """Do a text operator."""
        if name in _SHOWING:
            self._show_as(name, operands)
            return
        if name == "Tf":
            self._font(operands)
            return
        self._note(name, operands)
        self._stream.write(name, *operands)

    def _note(self, name: str, operands: list[Any]) -> None:
        text = self._stream.state.text
        numbers = [float(value) for value in operands]
        if name == "BT":
            self._matrix = self._line = Matrix()
        elif name == "Tm":
            self._matrix = self._line = Matrix(*numbers)
        elif name in ("Td", "TD", "T*"):
            x, y = numbers if numbers else (0.0, -text.leading)
            if name == "TD":
                text.leading = -y
            self._matrix = self._line = Matrix(e=x, f=y).then(self._line)
        elif name == "Tc":
            text.spacing = numbers[0]
        elif name == "Tw":
            text.word_spacing = numbers[0]
        elif name == "Tz":
            text.scale = numbers[0] / 100
        elif name == "TL":
            text.leading = numbers[0]
        elif name == "Tr":
            text.rendering = int(numbers[0])

    def _font(self, operands: list[Any]) -> None:
        stream = self._stream
        font = stream.resource("/Font", operands[0])
        stream.state.text.font, stream.state.text.size = stream.work.widths(font), float(operands[1])
        stream.write("Tf", stream.made.name("/Font", "f", font), operands[1])

    def _show_as(self, name: str, operands: list[Any]) -> None:
        if name == '"':
            self.do("Tw", [operands[0]])
            self.do("Tc", [operands[1]])
        if name in ("'", '"'):
            self.do("T*", [])
        last = operands[-1]
        self._show(list(last) if isinstance(last, pikepdf.Array) else [last])

    def _show(self, parts: list[Any]) -> None:
        stream, state = self._stream, self._stream.state
        text = state.text
        width = sum(self._width(part) for part in parts)
        area = Area.of(self._matrix.then(state.matrix), 0.0, -_DEPTH * text.size, width, _HEIGHT * text.size).within(
            state.clip
        )
        area = Area(*area[:4])
        self._matrix = Matrix(e=width).then(self._matrix)
        fills, strokes = text.rendering in (0, 2, 4, 6), text.rendering in (1, 2, 5, 6)
        if text.rendering == 3 or (fills and not strokes and state.fill_alpha == 0):
            # What nobody sees is not printed: its room is kept and no more.
            if text.size and text.scale:
                stream.write("TJ", pikepdf.Array([round(-1000 * width / text.size / text.scale, 4)]))
            return
        laid = ready(stream, area if fills else None, area if strokes else None, fills and self._overprints(area))
        stream.write("TJ", pikepdf.Array(parts))
        for seen, colour in laid:
            stream.ground.paint(seen, colour)

    def _width(self, part: Any) -> float:
        text = self._stream.state.text
        if not isinstance(part, pikepdf.String):
            return -float(part) / 1000 * text.size * text.scale
        total = 0.0
        for code in text.font.codes(bytes(part)):
            total += text.font.width(code) / 1000 * text.size + text.spacing
            total += text.word_spacing if code == 32 and not text.font.composite else 0.0
        return total * text.scale

    def _overprints(self, area: Area) -> bool:
        """Black text prints over what lies beneath, where the inks of both together keep the limit.

        Then a page printed out of register shows no white rim around the letters.
        """
        stream, state = self._stream, self._stream.state
        if stream.grouped or stream.mask or stream.veils or state.masked or state.text.rendering != 0:
            return False
        if state.fill != BLACK or state.fill_alpha < 1:
            return False
        return stream.ground.heaviest(area) + 1 <= stream.work.order.limit + 1e-9
