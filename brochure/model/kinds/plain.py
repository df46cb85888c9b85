"""Texts as their author wrote them: Markdown, plain lines, paths."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from brochure.load.yaml.nodes import Node, Scalar
from brochure.model.reading import Reading
from brochure.model.spec import Json
from brochure.model.values import FontFile, Picture, Text

EMPTY_PICTURE = re.compile(r"!\[[^\]\n]*\]\(\s*\)")


@dataclass(frozen=True, slots=True)
class Plain:
    """A text of any form; `take` makes of it what it means. YAML's numbers and dates are taken as they are written."""

    name: str
    take: Callable[[Reading, Scalar], object | None]
    expected: str = "a text"
    hint: str = "write one text after the colon, in quotes if need be"

    def read(self, reading: Reading, node: Node, key: str) -> object | None:
        """Read a node; `key` is its dotted name."""
        scalar = reading.scalar(node, key, self.expected, self.hint)
        return self.take(reading, scalar) if scalar is not None and scalar.text.strip() else None

    def schema(self) -> Json:
        """Give the JSON Schema."""
        return {"type": ["string", "number", "boolean", "null"]}


def markdown(reading: Reading, text: Text) -> Text | None:
    """Note the empty pictures of a text; give None for a text without content."""
    for found in EMPTY_PICTURE.finditer(reading.source.text, text.start, text.end):
        message, hint = f"the picture {found.group()} names no file; it is left out", "name a file, or remove it"
        reading.report("picture-empty", message, found.start(), hint, "note")
    return text if EMPTY_PICTURE.sub("", text.markdown).strip() else None


def _text(reading: Reading, scalar: Scalar) -> Text | None:
    return markdown(reading, Text(scalar.text, scalar.place, reading.source, scalar.start, scalar.end))


def _picture(_: Reading, scalar: Scalar) -> Picture:
    return Picture(scalar.text.strip(), scalar.place)


def _font(reading: Reading, scalar: Scalar) -> FontFile:
    return FontFile(scalar.text.strip(), scalar.place, reading.source)


TEXT = Plain("text", _text)
LINE = Plain("line", lambda _, scalar: scalar.text.strip())
FONT = Plain("path", _font, "the path of a file", "")
PATH = Plain("path", _picture, "the path of a file", "")
