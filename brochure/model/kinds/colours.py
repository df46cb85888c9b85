"""Colours, for the screen and for the press."""

from __future__ import annotations

import re

from brochure.load.yaml.nodes import Mapping, Node, Scalar, Sequence
from brochure.model.reading import Reading
from brochure.model.spec import Json, Kind
from brochure.model.values import Colour
from brochure.vocabulary.colour import apart
from brochure.vocabulary.conditions import STEPS
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.speech import Said
from brochure.vocabulary.suggest import did_you_mean

_HEX = compiled("#[0-9a-f]{6}", re.IGNORECASE)
# What an editor can tell of a colour: short and long hexadecimal, a word, a function.
_WRITTEN = r"^\s*(#([0-9A-Fa-f]{3}){1,2}|[A-Za-z]+|(rgb|hsl|hwb)a?\(.*\))\s*$"
# How far the screen and the inks, taken as pure ones, may differ: what no print shop's profile does.
_FAR = 0.3
# A deep black that every coated paper takes.
RICH = (40.0, 30.0, 30.0, 100.0)
_PARTS = ("screen", "press", "spot")
# The plates that every job has, the names of all and of none (ISO 32000-1, 8.6.6.4), and of lines that are no inks.
_TAKEN = frozenset(("cyan", "magenta", "yellow", "black", "all", "none", *map(str.lower, STEPS)))
_LONGEST = 127
_HINT = Said(
    'write red, green and blue in hexadecimal and in quotes, "#c00000", or a colour of CSS: crimson, rgb(192 0 0)'
)


def screen_colour(text: str) -> str | None:
    """Give "#rrggbb" of a colour as CSS writes it: #rgb, #rrggbb, a name, rgb(), hsl(), hwb().

    None for anything else: what is no colour, what is seen through, what sRGB does not hold.
    """
    if _HEX.fullmatch(text.strip()):
        return text.strip().lower()
    from tinycss2.color4 import Color, parse_color

    found = parse_color(text.strip())
    if not isinstance(found, Color) or found.alpha != 1:
        return None
    try:
        channels = [round(255 * min(1.0, max(0.0, value))) for value in found.to("srgb").coordinates]
    except (NotImplementedError, ValueError):
        return None
    return "#" + "".join(f"{value:02x}" for value in channels)


def _colour(reading: Reading, node: Node, key: str) -> Colour | None:
    """Read a colour: that of the screen alone, or its screen and press values."""
    if isinstance(node, Mapping):
        return _both(reading, node, key)
    screen = _screen(reading, node, key)
    return Colour(screen) if screen else None


def _both(reading: Reading, node: Mapping, key: str) -> Colour | None:
    written, inks = node.get("screen"), node.get("press")
    screen = _screen(reading, written, f"{key}.screen") if written else None
    if not written:
        hint = Said('write {{screen: "#14213d", press: [100, 85, 35, 35]}}')
        reading.report("colour-invalid", Said("'{key}' has no value for the screen", key=key), node.place, hint)
    press = _press(reading, inks, f"{key}.press") if inks else None
    if press and inks and screen:
        _doubt(reading, inks, key, screen, press)
    for entry in node.entries:
        if (name := entry.key.text) not in _PARTS:
            meant = did_you_mean(name, _PARTS)
            hint = (
                Said("rename it to '{meant}'", meant=meant)
                if meant
                else Said("known are {known}", known=", ".join(_PARTS))
            )
            reading.report(
                "unknown-key", Said("unknown key '{key}.{name}'", key=key, name=name), entry.key.place, hint, "warning"
            )
    named = node.get("spot")
    spot = _spot(reading, named, f"{key}.spot") if named else ""
    return Colour(screen, press, spot) if screen else None


def _spot(reading: Reading, node: Node, key: str) -> str:
    """Read the name of an ink: it becomes a name in the PDF, of 127 bytes at most (ISO 32000-1, C.2)."""
    scalar = reading.scalar(
        node, key, Said("the name of an ink"), Said('write it as the printer calls it: "PANTONE 185 C"')
    )
    name = " ".join(scalar.text.split()) if scalar is not None and scalar.kind != "null" else ""
    if not name or scalar is None:
        return ""
    if name.lower() in _TAKEN:
        message = Said("'{key}' names no ink of its own: {name}", key=key, name=name)
        hint = Said("leave it out, or name the ink that is mixed for the job, as in PANTONE 185 C")
    elif len(name.encode()) > _LONGEST or not name.isprintable():
        message, hint = (
            Said("'{key}' is no name of an ink: {name}", key=key, name=name[:40]),
            Said("at most {most} letters, all on one line", most=_LONGEST),
        )
    else:
        return name
    reading.report("colour-invalid", message, scalar.place, hint)
    return ""


def _doubt(reading: Reading, inks: Node, key: str, screen: str, press: tuple[float, ...]) -> None:
    """Tell of inks that were meant otherwise: parts of one, or another colour than that of the screen."""
    if 0 < max(press) <= 1:
        meant = ", ".join(f"{100 * ink:g}" for ink in press)
        message = Said("'{key}.press' prints next to nothing: inks are parts of a hundred", key=key)
        reading.report(
            "inks-doubtful",
            message,
            inks.place,
            Said("write [{meant}], if that is what is meant", meant=meant),
            "warning",
        )
        return
    cyan, magenta, yellow, black = (1 - ink / 100 for ink in press)
    shown = "#" + "".join(f"{round(255 * part * black):02x}" for part in (cyan, magenta, yellow))
    if apart(shown, screen) > _FAR:
        message = Said(
            "'{key}' is {screen} on the screen, and about {shown} by its inks for the press",
            key=key,
            screen=screen,
            shown=shown,
        )
        hint = Said("look whether the inks stand in the order cyan, magenta, yellow, black")
        reading.report("inks-doubtful", message, inks.place, hint, "warning")


def _screen(reading: Reading, node: Node, key: str) -> str | None:
    scalar = reading.scalar(node, key, Said("a colour"))
    if scalar is None:
        return None
    if found := screen_colour(scalar.text):
        return found
    message = Said("'{key}' is no colour: \"{text}\"", key=key, text=scalar.text)
    reading.report("colour-invalid", message, scalar.place, _meant(scalar, reading.source.text[scalar.start :]))
    return None


def _meant(scalar: Scalar, rest: str) -> Said:
    """Guess how a colour was meant; `rest` is the file from where it is written.

    YAML begins a comment at a sign, and parts what stands between braces at commas.
    """
    quoted = re.match(r"[ :]*(#\w+)" if scalar.kind == "null" else r"(\w+\([^)\n]*\))", rest)
    if quoted and screen_colour(quoted[1]):
        return Said('put it in quotes: "{quoted}"', quoted=quoted[1])
    return Said('write "#{text}", in quotes', text=scalar.text) if screen_colour(f"#{scalar.text}") else _HINT


def _press(reading: Reading, node: Node, key: str) -> tuple[float, float, float, float] | None:
    if isinstance(node, Scalar) and node.kind == "null":
        return None
    items = node.items if isinstance(node, Sequence) else ()
    inks = [float(item.text) for item in items if isinstance(item, Scalar) and _is_ink(item.text)]
    if len(inks) != 4 or len(items) != 4:
        hint = Said("write cyan, magenta, yellow and black from 0 to 100: [100, 85, 35, 35]")
        reading.report("colour-invalid", Said("'{key}' is no list of four inks", key=key), node.place, hint)
        return None
    return (inks[0], inks[1], inks[2], inks[3])


def _rich(reading: Reading, node: Node, key: str) -> tuple[float, float, float, float] | None:
    """Read the inks of a deep black: a list of four, or true for a usual one; false is none."""
    if isinstance(node, Scalar) and node.kind == "boolean":
        return RICH if node.text.strip().lower() in ("true", "yes", "on") else None
    inks = _press(reading, node, key)
    if inks is not None and inks[3] < 100:
        hint = Said("write the full black last: [40, 30, 30, 100]")
        reading.report("colour-invalid", Said("'{key}' has no full black among its inks", key=key), node.place, hint)
        return None
    return inks


def _is_ink(text: str) -> bool:
    return re.match(r"^[0-9]+(\.[0-9]+)?$", text) is not None and float(text) <= 100


_SCREEN: Json = {"type": "string", "pattern": _WRITTEN}
_INK = {"type": "number", "minimum": 0, "maximum": 100}
_INKS = {"type": ["array", "null"], "items": _INK, "minItems": 4, "maxItems": 4}
_SPOT: Json = {"type": ["string", "null"], "maxLength": _LONGEST}
_BOTH: Json = {
    "type": "object",
    "properties": {"screen": _SCREEN, "press": _INKS, "spot": _SPOT},
    "required": ["screen"],
}
COLOUR = Kind("colour", _colour, {"anyOf": [{"type": "null"}, _SCREEN, _BOTH]})
RICH_BLACK = Kind("inks", _rich, {"anyOf": [{"type": "boolean"}, _INKS]})
