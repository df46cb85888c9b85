"""Texts that come again are drawn by the strokes of the first time, and are the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from brochure.engine.engine import Engine
from brochure.engine.laid import Setting
from tests.engine.conftest import engine_of

RULES = (
    "@page { size: 100mm; margin: 5mm } body { font: 10pt/1.4 'Brochure Text'; margin: 0 } "
    ".u { text-decoration: underline } .h { visibility: hidden } .l { letter-spacing: 1pt; color: #c00 }"
)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """An engine with a few rules."""
    yield from engine_of(RULES)


def drawn(engine: Engine, body: str) -> list[tuple[list[bytes], list[bytes], dict[Any, str], dict[Any, str]]]:
    """Draw each text three times: give the first and the last strokes, and what their glyphs were heard to say."""
    from brochure.engine import boxes
    from brochure.engine.redrawing import _Fonts
    from brochure.engine.texts import Strokes

    html = f'<!doctype html><html lang="en"><head><title>T</title></head><body>{body}</body></html>'
    laid = engine.open(html).lay(Setting())
    assert laid.document is not None
    found: list[tuple[list[bytes], list[bytes], dict[Any, str], dict[Any, str]]] = []

    def tag(pdf: Any, document: Any, streams: Any) -> None:
        texts = [box for page in document.pages for box in page._page_box.descendants() if hasattr(box, "text")]
        heard: dict[Any, str] = {}
        stream = streams[0].clone(tags=None)
        stream._fonts = _Fonts(heard)
        strokes = Strokes(heard)
        for box in texts:
            times = []
            for _ in range(3):
                heard.clear()
                beside = boxes.beside(stream, None)
                with strokes.known():
                    from weasyprint import draw

                    draw.draw_text(beside, box, 0, "clip", "none")
                times.append((list(beside.stream), dict(heard)))
            found.append((times[0][0], times[2][0], times[0][1], times[2][1]))

    with boxes.tagged_by(tag):
        laid.document.write_pdf(pdf_variant="pdf/ua-1")
    return found


@pytest.mark.parametrize(
    "body",
    [
        "<p>Words with ligatures: office, AVATAR, 1/2</p>",
        "<p class=l>Set wide</p>",
        "<p class=u>Line</p>",
        "<p class=h>No</p>",
    ],
)
def test_strokes_are_those_of_the_first_time(body: str, engine: Engine) -> None:
    """What is drawn from memory is what was drawn, and its glyphs say the same."""
    for first, last, said, again in drawn(engine, body):
        assert first == last
        assert said == again
        assert bool(first) == ("No" not in body)


def test_a_text_in_less_room_is_split_anew(engine: Engine) -> None:
    """A text that is known to fit is asked for again where there is less room than it takes."""
    from brochure.engine import boxes
    from brochure.engine.relaying import Watch
    from brochure.engine.texts import Texts

    watch = Watch()
    with watch.watching():
        engine.open("<!doctype html><html lang='en'><body><p>Some words that fit</p></body></html>").lay(Setting())
    block = watch.blocks[0]
    (box,) = block.source.children
    assert isinstance(box, boxes.TextBox)
    texts = Texts()
    with texts.known({}):
        whole = texts.split(box.text, box.style, block.context, 300.0, True)
    assert texts.split(box.text, box.style, block.context, 280.0, True) is whole
    assert texts.split(box.text, box.style, block.context, None, True) is whole
    part = texts.split(box.text, box.style, block.context, 40.0, True)
    assert part[2] is not None
    assert part[3] <= 40.0
