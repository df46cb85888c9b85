"""The text operators of a content stream (ISO 32000-1, 9.3 and 9.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pikepdf

from brochure.pdfreader import geometry
from brochure.pdfreader.facts import Run
from brochure.pdfreader.state import State
from brochure.vocabulary.units import extent, overlap

SHOWS = frozenset({"Tj", "TJ", "'", '"'})
# Rendering modes (ISO 32000-1, table 106): invisible, and clipping alone.
_UNSEEN = (3, 7)


def _begin(state: State, _: list[Any]) -> None:
    state.text = state.line = geometry.IDENTITY


def _move(state: State, values: list[Any]) -> None:
    state.next_line(float(values[0]), float(values[1]))


def _move_and_lead(state: State, values: list[Any]) -> None:
    state.leading = -float(values[1])
    _move(state, values)


def _place(state: State, values: list[Any]) -> None:
    state.text = state.line = geometry.matrix(values)


def _down(state: State, _: list[Any]) -> None:
    state.next_line(0.0, -state.leading)


def _sets(name: str, factor: float = 1.0) -> Callable[[State, list[Any]], None]:
    return lambda state, values: setattr(state, name, float(values[0]) * factor)


def _mode(state: State, values: list[Any]) -> None:
    state.mode = int(values[0])


ORDERS: dict[str, Callable[[State, list[Any]], None]] = {
    "BT": _begin, "Td": _move, "TD": _move_and_lead, "Tm": _place, "T*": _down, "Tr": _mode,
    "Tc": _sets("spacing"), "Tw": _sets("word_spacing"), "Tz": _sets("stretch", 0.01),
    "TL": _sets("leading"), "Ts": _sets("rise"),
}  # fmt: skip


def show(state: State, name: str, operands: list[Any], page: int) -> Run | None:
    """Show a string: moves the state along, and gives the run; None where nothing of it is to be seen."""
    if name in ("'", '"'):
        if name == '"':
            state.word_spacing, state.spacing = float(operands[0]), float(operands[1])
        _down(state, [])
    font = state.font
    if font is None:
        return None
    width, text = 0.0, []
    for part in _parts(operands[-1]):
        if isinstance(part, float):
            width -= part / 1000 * state.size * state.stretch
            continue
        codes = font.codes(part)
        text.append(font.decode(codes))
        for code in codes:
            extra = state.spacing + (state.word_spacing if code == 32 and not font.wide else 0.0)
            width += (font.width(code) * state.size + extra) * state.stretch
    where = geometry.times(state.text, state.ctm)
    state.text = geometry.times((1, 0, 0, 1, width, 0), state.text)
    said = "".join(text)
    paint = (state.stroke if state.mode % 4 == 1 else state.fill).finished()
    if not said.strip() or state.mode in _UNSEEN or paint.opacity == 0:
        return None
    low, high = font.descent * state.size + state.rise, font.ascent * state.size + state.rise
    box = geometry.placed(where, 0, low, width, high)
    seen = overlap(box, state.clip)
    if seen is None or extent(box) <= 0:
        return None
    size = abs(state.size) * geometry.lengths(where)[1]
    return Run(page, box, size, said, paint, extent(seen) / extent(box))


def joined(before: Run, after: Run) -> Run | None:
    """Join two runs that follow each other on a line in one style; None where they do not."""
    alike = before.page == after.page and before.paint == after.paint and abs(before.size - after.size) < 0.01
    gap = after.box[0] - before.box[2]
    if not alike or abs(before.box[3] - after.box[3]) > 0.05 or not -0.3 * after.size < gap < 0.35 * after.size:
        return None
    space = " " if gap > 0.15 * after.size and before.text[-1:] != " " else ""
    box = (before.box[0], min(before.box[1], after.box[1]), after.box[2], after.box[3])
    text, shown = before.text + space + after.text, min(before.shown, after.shown)
    return Run(after.page, box, after.size, text, after.paint, shown)


def _parts(operand: Any) -> Iterator[bytes | float]:
    for part in operand if isinstance(operand, pikepdf.Array) else [operand]:
        yield bytes(part) if isinstance(part, pikepdf.String) else float(part)
