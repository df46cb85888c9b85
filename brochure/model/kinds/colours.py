"""Colours, for the screen and for the press."""

from __future__ import annotations

import re

from brochure.load.yaml.nodes import Mapping, Node, Scalar, Sequence
from brochure.model.reading import Reading
from brochure.model.spec import Json, Kind
from brochure.model.values import Colour

_HEX = "^#[0-9A-Fa-f]{6}$"


def _colour(reading: Reading, node: Node, key: str) -> Colour | None:
    """Read a colour: "#rrggbb", or its screen and press values."""
    if isinstance(node, Mapping):
        return _both(reading, node, key)
    screen = _screen(reading, node, key)
    return Colour(screen) if screen else None


def _both(reading: Reading, node: Mapping, key: str) -> Colour | None:
    written, inks = node.get("screen"), node.get("press")
    screen = _screen(reading, written, f"{key}.screen") if written else None
    if not written:
        hint = 'write {screen: "#14213d", press: [100, 85, 35, 35]}'
        reading.report("colour-invalid", f"'{key}' has no value for the screen", node.place, hint)
    press = _press(reading, inks, f"{key}.press") if inks else None
    return Colour(screen, press) if screen else None


def _screen(reading: Reading, node: Node, key: str) -> str | None:
    scalar = reading.scalar(node, key, "a colour")
    if scalar is None:
        return None
    if re.match(_HEX, scalar.text.strip()):
        return scalar.text.strip().lower()
    hint = 'write red, green and blue in hexadecimal and in quotes: "#14213d"'
    reading.report("colour-invalid", f"'{key}' is no colour: \"{scalar.text}\"", scalar.place, hint)
    return None


def _press(reading: Reading, node: Node, key: str) -> tuple[float, float, float, float] | None:
    if isinstance(node, Scalar) and node.kind == "null":
        return None
    items = node.items if isinstance(node, Sequence) else ()
    inks = [float(item.text) for item in items if isinstance(item, Scalar) and _is_ink(item.text)]
    if len(inks) != 4 or len(items) != 4:
        hint = "write cyan, magenta, yellow and black from 0 to 100: [100, 85, 35, 35]"
        reading.report("colour-invalid", f"'{key}' is no list of four inks", node.place, hint)
        return None
    return (inks[0], inks[1], inks[2], inks[3])


def _is_ink(text: str) -> bool:
    return re.match(r"^[0-9]+(\.[0-9]+)?$", text) is not None and float(text) <= 100


_SCREEN: Json = {"type": "string", "pattern": _HEX}
_INK = {"type": "number", "minimum": 0, "maximum": 100}
_INKS = {"type": ["array", "null"], "items": _INK, "minItems": 4, "maxItems": 4}
_BOTH: Json = {"type": "object", "properties": {"screen": _SCREEN, "press": _INKS}, "required": ["screen"]}
COLOUR = Kind("colour", _colour, {"anyOf": [{"type": "null"}, _SCREEN, _BOTH]})
