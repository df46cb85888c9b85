"""Page formats and sheets of paper, by name or by their size."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Annotated, TypeAlias

from brochure.model.kinds.word import Wrong, meant, word
from brochure.model.spec import Kind
from brochure.vocabulary.paper import FORMATS, LONGEST, SHEETS, SHORTEST, Format, Sheet
from brochure.vocabulary.speech import Said

_SIZE = r"^\s*([0-9]+(?:\.[0-9]+)?)\s*[x×]\s*([0-9]+(?:\.[0-9]+)?)\s*(?:mm)?\s*$"
# A sheet holds two of the smallest pages, or of the largest.
_WIDEST = 2 * LONGEST


def _format(text: str) -> Format | Wrong:
    """Read a page format: a name, or width x height in mm."""
    if text.lower() in FORMATS:
        return FORMATS[text.lower()]
    size = re.match(_SIZE, text)
    if size is None:
        hint = meant(text, FORMATS, Said("write {known} or a size in mm such as 210x210"))
        return Wrong("format-invalid", Said("is no page format:"), hint)
    width, height = float(size[1]), float(size[2])
    if SHORTEST <= width <= LONGEST and SHORTEST <= height <= LONGEST:
        return Format(f"{width:g}x{height:g}", width, height)
    return Wrong(
        "format-invalid",
        Said("is out of range:"),
        Said("each side must measure {least:g} to {most:g} mm", least=SHORTEST, most=LONGEST),
    )


def _sheet(text: str) -> Sheet | Wrong:
    """Read a sheet: a name, or width x height in mm, whose longer side lies across the fold."""
    if text.lower() in SHEETS:
        return SHEETS[text.lower()]
    size = re.match(_SIZE, text)
    if size is None:
        hint = meant(text, SHEETS, Said("write {known} or a size in mm such as 450x320"))
        return Wrong("sheet-invalid", Said("is no sheet of paper:"), hint)
    height, width = sorted((float(size[1]), float(size[2])))
    if height >= SHORTEST and width <= _WIDEST:
        return Sheet(f"{width:g}x{height:g}", width, height)
    return Wrong(
        "sheet-invalid",
        Said("is out of range:"),
        Said("the sides must measure {least:g} to {most:g} mm", least=SHORTEST, most=_WIDEST),
    )


def _sized(expected: Said, parse: Callable[[str], object | Wrong], names: Iterable[str]) -> Kind:
    named, size = {"enum": [*names, None]}, {"type": "string", "pattern": _SIZE}
    return word("size", expected, parse, {"anyOf": [named, size]})


PageFormat: TypeAlias = Annotated[Format, _sized(Said("a page format"), _format, FORMATS)]
PrinterSheet: TypeAlias = Annotated[Sheet, _sized(Said("a sheet of paper"), _sheet, SHEETS)]
