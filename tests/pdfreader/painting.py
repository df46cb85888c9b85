"""Lists what the pages of a PDF paint, and with which colour, for use in any test."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf

from brochure.pdfreader.events import Event, Form
from brochure.pdfreader.interpreter import Interpreter, Walk
from brochure.pdfreader.matrix import Matrix
from brochure.pdfreader.state import State


def painted(data: bytes) -> Iterator[tuple[int, Event, State]]:
    """Give all that happens on the pages, from 1, forms and tiles read through, with the state in force."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            reader = Interpreter(Walk(), State(), page.obj.Resources)
            yield from ((number, event, state) for event, state in _read(reader, page.obj))


def _read(reader: Interpreter, source: pikepdf.Object) -> Iterator[tuple[Event, State]]:
    tiles = set()
    for event in reader.read(source):
        yield event, reader.state.copy()
        inner = []
        if isinstance(event, Form):
            inner.append((event.source, reader.state.copy(matrix=event.matrix)))
            if event.group:
                inner[0][1].isolate()
        for pattern in (reader.state.fill.pattern, reader.state.stroke.pattern):
            if isinstance(pattern, pikepdf.Stream) and pattern.objgen not in tiles:
                tiles.add(pattern.objgen)
                inner.append((pattern, State(Matrix.read(pattern.get("/Matrix")).then(reader.base))))
        for stream, state in inner:
            yield from _read(reader.nested(stream, state), stream)
