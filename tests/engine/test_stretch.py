"""Room handed out by moving boxes gives the page that laying it out with that room gives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from brochure.compose.copyfit import STEPS
from brochure.engine.laid import Laid, Setting
from brochure.pipeline import plan, start
from tests.corpus import CASES, PROGRAMME

# Of the programme, what has room and stands in the plain flow.
SECTIONS = ("numbers",)


def boxes(laid: Laid) -> list[tuple[str, float, float, float, float]]:
    """List every box of the page that is painted or holds text: what it is, left, top, width, height in CSS pixels."""
    found = []

    def walk(box: Any) -> None:
        box = getattr(box, "_box", box)
        if getattr(box, "text", None) or getattr(box, "background", None) or hasattr(box, "replacement"):
            content = box.content_box_x(), box.content_box_y(), box.width, box.height
            found.append((str(box.element_tag), *(round(value, 1) for value in content)))
        for child in getattr(box, "children", ()):
            walk(child)

    walk(laid.pages[0]._page_box)
    return found


@pytest.fixture(scope="module")
def sheets() -> Iterator[dict[str, Any]]:
    case = next(case for case in CASES if case.content == PROGRAMME)
    with TemporaryDirectory() as folder:
        planned = plan(case.job(Path(folder)))
        engine = start(planned)
        try:
            yield {section.name: engine.open(section.ways[0].html()) for section in planned.groups}
        finally:
            engine.close()


@pytest.mark.parametrize("name", SECTIONS)
def test_a_stretched_page_is_the_page_laid_out_with_the_room(name: str, sheets: dict[str, Any]) -> None:
    """Boxes, texts and pictures stand where the styles would have put them, to a tenth of a pixel."""
    setting = Setting(STEPS / STEPS, (), 2)
    sheet = sheets[name]
    room = round(sheet.lay(setting).facts[0].free - 0.05, 2)
    assert room > 4
    stretched = sheet.stretch(sheet.lay(setting), room)
    assert stretched is not None
    assert boxes(stretched) == boxes(sheet.lay(stretched.setting))
    assert stretched.facts[0].free < 1


def test_boxes_that_do_not_stand_in_the_plain_flow_are_left_alone(sheets: dict[str, Any]) -> None:
    """Tiles side by side take another layout."""
    sheet = sheets["phases"]
    assert sheet.stretch(sheet.lay(Setting()), 10.0) is None
