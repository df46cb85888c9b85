"""Values that are a number within bounds."""

from __future__ import annotations

import re

from brochure.model.kinds.word import Wrong, word
from brochure.model.spec import Kind
from brochure.vocabulary.keys import Bounds
from brochure.vocabulary.speech import Said

_A_NUMBER, _NONE, _RANGE = Said("a number"), Said("is no number:"), Said("is out of range:")
_WRITE = Said("write a number from {least:g} to {most:g} ({unit})")


def measure(
    bounds: Bounds,
    expected: Said = _A_NUMBER,
    none: Said = _NONE,
    hint: Said = _WRITE,
) -> Kind:
    """Give the kind of a number within bounds, with its unit or without; `none` and `hint` are its own words."""
    pattern = rf"^\s*([0-9]+(?:\.[0-9]+)?)\s*(?:{bounds.unit})?\s*$"
    write = hint.of(least=bounds.least, most=bounds.most, unit=bounds.unit)

    def parse(text: str) -> float | Wrong:
        found = re.match(pattern, text)
        if found and bounds.least <= float(found[1]) <= bounds.most:
            return float(found[1])
        return Wrong("number-invalid", _RANGE if found else none, write)

    number = {"type": "number", "minimum": bounds.least, "maximum": bounds.most}
    return word(
        "measure", expected, parse, {"anyOf": [{"type": "null"}, number, {"type": "string", "pattern": pattern}]}
    )


def whole(bounds: Bounds) -> Kind:
    """Give the kind of a whole number within bounds."""
    least, most = int(bounds.least), int(bounds.most)
    write = _WRITE.of(least=bounds.least, most=bounds.most, unit=bounds.unit)

    def parse(text: str) -> int | Wrong:
        if re.fullmatch("[0-9]{1,9}", text) and least <= int(text) <= most:
            return int(text)
        what = _RANGE if re.fullmatch("[0-9]+", text) else Said("is no whole number:")
        return Wrong("number-invalid", what, write)

    return word(
        "whole", Said("a whole number"), parse, {"type": ["integer", "null"], "minimum": least, "maximum": most}
    )
