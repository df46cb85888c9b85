"""What an SVG may hold and the engine does not draw: found by its element, its property or its value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.speech import NOTHING, Said

_ELEMENTS = {
    "foreignObject": Said("HTML (foreignObject)"),
    "textPath": Said("text on a curve (textPath)"),
    "tref": Said("text from elsewhere (tref)"),
    "switch": Said("a choice of drawings (switch)"),
    "animate": Said("a movement (animate)"),
    "animateMotion": Said("a movement (animate)"),
    "animateTransform": Said("a movement (animate)"),
    "set": Said("a movement (animate)"),
    "video": Said("a film (video)"),
    "audio": Said("a sound (audio)"),
    "iframe": Said("a page of the web (iframe)"),
    "canvas": Said("a canvas"),
    "glyph": Said("a font of its own (SVG font)"),
}
# Properties, and the values of them that do no harm.
_PROPERTIES = {
    "filter": (compiled(r"none"), Said("a filter")),
    "backdrop-filter": (compiled(r"none"), Said("a filter")),
    "mix-blend-mode": (compiled(r"normal"), Said("colours that blend (mix-blend-mode)")),
    "clip-path": (compiled(r"none|url\(.*"), Said("a shape of CSS (clip-path)")),
    "paint-order": (compiled(r"normal|fill.*"), Said("an order of painting (paint-order)")),
    "animation": (compiled(r"none.*"), Said("a movement (animation)")),
    "animation-name": (compiled(r"none"), Said("a movement (animation)")),
    "transform-origin": (compiled(r"[0px% ]+"), Said("a centre of turning (transform-origin)")),
}
_FUNCTION = compiled(r"(?<![\w-])(var|calc|color-mix|env|min|max|clamp)\(")
_NUMBERS = frozenset(
    {
        "d", "points", "transform", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height",
        "viewBox", "dx", "dy", "offset", "opacity", "stroke-width", "font-size", "gradientTransform",
        "patternTransform", "stroke-dasharray", "stroke-dashoffset", "stroke-miterlimit",
    }
)  # fmt: skip
_NO_NUMBER = compiled(r"(?<![\w-])-?(nan|infinity|inf|undefined|null)(?![\w-])", re.IGNORECASE)
# From a thousand million on: none has a meaning there, and few readers of PDF take it.
_LARGE = compiled(r"(?<![\d.eE])[1-9]\d{9}\d*(?![\d.])|(?<![\d.])[\d.]{1,20}[eE]\+?(?:[1-9]\d{1,8})(?!\d)")
_DECLARATION = compiled(r"(?<![\w-])([\w-]+)\s*:\s*([^;{}]*)")
_AT_RULE = compiled(r"@(media|supports|container|layer|keyframes)\b")
_NESTED = compiled(r"\{[^{}]*\{")
# Written out in the file: what would be fetched, and the fonts that it brings.
ELSEWHERE = compiled(rb"@import\b[^;<]{0,2000};|@font-face\s*\{[^{}]*\}")


def of_element(tag: str) -> Said:
    """Say what an element is that is not drawn, "" for any other."""
    return _ELEMENTS.get(tag, NOTHING)


def of_attributes(attributes: Mapping[str, str]) -> Iterator[Said]:
    """Say what of the attributes of an element is not drawn."""
    for name, value in attributes.items():
        if name == "style":
            yield from (told for told, _ in of_style(value))
        elif name != "transform-origin" or "transform" in attributes:
            yield from _of_value(name, value)
        if name in _NUMBERS and (what := _beyond(value)):
            yield what
    dashes = attributes.get("stroke-dasharray", "none") != "none" or "stroke-dasharray" in attributes.get("style", "")
    if dashes and "pathLength" in attributes:
        yield Said("dashes in parts of a line (pathLength)")


def size_beyond(attributes: Mapping[str, str]) -> Said | None:
    """Say what of the size of a drawing, at its root, is no number; None where all are."""
    return next((what for name in ("viewBox", "width", "height") if (what := _beyond(attributes.get(name, "")))), None)


def _beyond(value: str) -> Said | None:
    if found := _NO_NUMBER.search(value):
        return Said("a number that is none ({found})", found=found[1])
    found = _LARGE.search(value)
    return Said("a number beyond measure ({found})", found=found[0][:12]) if found else None


def of_style(css: str) -> Iterator[tuple[Said, int]]:
    """Say what of declarations, or of a style sheet, is not drawn, and at which offset it stands."""
    for declared in _DECLARATION.finditer(css):
        for told in _of_value(declared[1], declared[2]):
            yield told, declared.start()
    for rule in _AT_RULE.finditer(css):
        yield Said("styles under a condition (@{rule})", rule=rule[1]), rule.start()
    plain = _AT_RULE.sub("", css)
    if plain == css and (nested := _NESTED.search(css)):
        yield Said("styles inside each other"), nested.start()


def _of_value(name: str, value: str) -> Iterator[Said]:
    value = value.replace("!important", "").strip()
    if name in _PROPERTIES and value:
        harmless, told = _PROPERTIES[name]
        if not harmless.fullmatch(value):
            yield told
    if value in ("context-fill", "context-stroke"):
        yield Said("a colour of its user's ({value})", value=value)
    elif "(" in value and (found := _FUNCTION.search(value)):
        yield Said("a value that is worked out ({found})", found=found[1])
    if name == "d" and value.startswith("path("):
        yield Said("a path in its style (d)")
