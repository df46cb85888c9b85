"""The sign that opens a quotation, as the language has it."""

from __future__ import annotations

from brochure.figures.svg import document, path

_HEIGHT = 36.0
# Two chevrons, and two commas that hang upside down; the low ones stand the other way up.
_COMMA = "M{x} 36v-16c0-12 6-19 17-20v8c-6 1-9 4-9 9h9v19z"
_LOW = "M{x} 0h17v16c0 12-6 19-17 20v-8c6-1 9-4 9-9h-9z"
_CHEVRONS = ("fr", "es", "it", "pt", "ru", "uk", "el", "no", "nb", "nn", "ca")
_LOWS = ("de", "pl", "cs", "sk", "bg", "hr", "sl", "lt", "et", "is", "ro", "hu")


def sign(language: str, colour: str) -> tuple[str, float]:
    """Draw the sign, 36 mm high, and give its width for a height of one."""
    code = language[:2].lower()
    if code in _CHEVRONS:
        shapes = [f"M{x} 18L{x + 15} 0h9L{x + 9} 18L{x + 24} 36h-9z" for x in (0, 21)]
        width = 45.0
    else:
        form = _LOW if code in _LOWS else _COMMA
        shapes = [form.format(x=x) for x in (0, 23)]
        width = 40.0
    return document(width, _HEIGHT, path("".join(shapes), colour)), width / _HEIGHT
