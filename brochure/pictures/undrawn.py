"""What an SVG may hold and the engine does not draw: found by its element, its property or its value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_ELEMENTS = {
    "foreignObject": "HTML (foreignObject)",
    "textPath": "text on a curve (textPath)",
    "tref": "text from elsewhere (tref)",
    "switch": "a choice of drawings (switch)",
    "animate": "a movement (animate)",
    "animateMotion": "a movement (animate)",
    "animateTransform": "a movement (animate)",
    "set": "a movement (animate)",
    "video": "a film (video)",
    "audio": "a sound (audio)",
    "iframe": "a page of the web (iframe)",
    "canvas": "a canvas",
    "glyph": "a font of its own (SVG font)",
}
# Properties, and the values of them that do no harm.
_PROPERTIES = {
    "filter": (re.compile(r"none"), "a filter"),
    "backdrop-filter": (re.compile(r"none"), "a filter"),
    "mix-blend-mode": (re.compile(r"normal"), "colours that blend (mix-blend-mode)"),
    "clip-path": (re.compile(r"none|url\(.*"), "a shape of CSS (clip-path)"),
    "paint-order": (re.compile(r"normal|fill.*"), "an order of painting (paint-order)"),
    "animation": (re.compile(r"none.*"), "a movement (animation)"),
    "animation-name": (re.compile(r"none"), "a movement (animation)"),
    "transform-origin": (re.compile(r"[0px% ]+"), "a centre of turning (transform-origin)"),
}
_FUNCTION = re.compile(r"(?<![\w-])(var|calc|color-mix|env|min|max|clamp)\(")
_NUMBERS = frozenset(
    {
        "d", "points", "transform", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height",
        "viewBox", "dx", "dy", "offset", "opacity", "stroke-width", "font-size", "gradientTransform",
        "patternTransform",
    }
)  # fmt: skip
_NO_NUMBER = re.compile(r"(?<![\w-])-?(NaN|Infinity|inf|undefined|null)(?![\w-])")
_DECLARATION = re.compile(r"(?<![\w-])([\w-]+)\s*:\s*([^;{}]*)")
_AT_RULE = re.compile(r"@(media|supports|container|layer|keyframes)\b")
_NESTED = re.compile(r"\{[^{}]*\{")
# Written out in the file: what would be fetched, and the fonts that it brings.
ELSEWHERE = re.compile(rb"@import\b[^;<]{0,2000};|@font-face\s*\{[^{}]*\}")


def of_element(tag: str) -> str:
    """Say what an element is that is not drawn, "" for any other."""
    return _ELEMENTS.get(tag, "")


def of_attributes(attributes: Mapping[str, str]) -> Iterator[str]:
    """Say what of the attributes of an element is not drawn."""
    for name, value in attributes.items():
        if name == "style":
            yield from (told for told, _ in of_style(value))
        elif name != "transform-origin" or "transform" in attributes:
            yield from _of_value(name, value)
        if name in _NUMBERS and (found := _NO_NUMBER.search(value)):
            yield f"a number that is none ({found[1]})"
    dashes = attributes.get("stroke-dasharray", "none") != "none" or "stroke-dasharray" in attributes.get("style", "")
    if dashes and "pathLength" in attributes:
        yield "dashes in parts of a line (pathLength)"


def of_style(css: str) -> Iterator[tuple[str, int]]:
    """Say what of declarations, or of a style sheet, is not drawn, and at which offset it stands."""
    for declared in _DECLARATION.finditer(css):
        for told in _of_value(declared[1], declared[2]):
            yield told, declared.start()
    for rule in _AT_RULE.finditer(css):
        yield f"styles under a condition (@{rule[1]})", rule.start()
    plain = _AT_RULE.sub("", css)
    if plain == css and (nested := _NESTED.search(css)):
        yield "styles inside each other", nested.start()


def _of_value(name: str, value: str) -> Iterator[str]:
    value = value.replace("!important", "").strip()
    if name in _PROPERTIES and value:
        harmless, told = _PROPERTIES[name]
        if not harmless.fullmatch(value):
            yield told
    if value in ("context-fill", "context-stroke"):
        yield f"a colour of its user's ({value})"
    elif "(" in value and (found := _FUNCTION.search(value)):
        yield f"a value that is worked out ({found[1]})"
    if name == "d" and value.startswith("path("):
        yield "a path in its style (d)"
