"""Values that are a number within bounds."""

from __future__ import annotations

import re

from brochure.model.kinds.word import Wrong, word
from brochure.model.spec import Kind
from brochure.vocabulary.keys import Bounds


def measure(
    bounds: Bounds,
    expected: str = "a number",
    none: str = "is no number:",
    hint: str = "write a number from {} to {} ({})",
) -> Kind:
    """Give the kind of a number within bounds, with its unit or without; `none` and `hint` are its own words."""
    pattern = rf"^\s*([0-9]+(?:\.[0-9]+)?)\s*(?:{bounds.unit})?\s*$"
    write = hint.format(f"{bounds.least:g}", f"{bounds.most:g}", bounds.unit)

    def parse(text: str) -> float | Wrong:
        found = re.match(pattern, text)
        if found and bounds.least <= float(found[1]) <= bounds.most:
            return float(found[1])
        return Wrong("number-invalid", "is out of range:" if found else none, write)

    number = {"type": "number", "minimum": bounds.least, "maximum": bounds.most}
    return word(
        "measure", expected, parse, {"anyOf": [{"type": "null"}, number, {"type": "string", "pattern": pattern}]}
    )


def whole(bounds: Bounds) -> Kind:
    """Give the kind of a whole number within bounds."""
    least, most = int(bounds.least), int(bounds.most)
    write = f"write a number from {least} to {most} ({bounds.unit})"

    def parse(text: str) -> int | Wrong:
        if re.fullmatch("[0-9]{1,9}", text) and least <= int(text) <= most:
            return int(text)
        what = "is out of range:" if re.fullmatch("[0-9]+", text) else "is no whole number:"
        return Wrong("number-invalid", what, write)

    return word("whole", "a whole number", parse, {"type": ["integer", "null"], "minimum": least, "maximum": most})
