"""Texts as their author wrote them: Markdown, plain lines, paths."""

from __future__ import annotations

from collections.abc import Callable

from brochure.load.markdown.foreign import foreign
from brochure.load.yaml.nodes import Node, Scalar
from brochure.model.reading import Reading
from brochure.model.spec import Kind
from brochure.model.values import FontFile, Picture, Text
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.speech import NOTHING, Said

EMPTY_PICTURE = compiled(r"!\[[^\]\n]*\]\(\s*\)")


_A_TEXT, _ONE_TEXT = Said("a text"), Said("write one text after the colon, in quotes if need be")


def _plain(
    name: str,
    take: Callable[[Reading, Scalar], object | None],
    expected: Said = _A_TEXT,
    hint: Said = _ONE_TEXT,
) -> Kind:
    """Give the kind of a text of any form, as it is written also where YAML takes it for a number or a date."""

    def read(reading: Reading, node: Node, key: str) -> object | None:
        scalar = reading.scalar(node, key, expected, hint)
        return take(reading, scalar) if scalar is not None and scalar.text.strip() else None

    return Kind(name, read, {"type": ["string", "number", "boolean", "null"]})


def markdown(reading: Reading, text: Text) -> Text | None:
    """Note the empty pictures of a text; give None for a text without content."""
    source = reading.source_of(text.place)
    for found in EMPTY_PICTURE.finditer(source.text, text.start, text.end):
        message, hint = (
            Said("the picture {mark} names no file; it is left out", mark=found.group()),
            Said("name a file, or remove it"),
        )
        reading.report("picture-empty", message, source.place(found.start()), hint, "note")
    for mark in foreign(source.text[text.start : text.end]):
        reading.foreign(mark, source, text.start)
    return text if EMPTY_PICTURE.sub("", text.markdown).strip() else None


def _text(reading: Reading, scalar: Scalar) -> Text | None:
    return markdown(reading, Text(scalar.text, scalar.place, reading.source_of(scalar.place), scalar.start, scalar.end))


def _picture(_: Reading, scalar: Scalar) -> Picture:
    return Picture(scalar.text.strip(), scalar.place)


def _font(reading: Reading, scalar: Scalar) -> FontFile:
    return FontFile(scalar.text.strip(), scalar.place, reading.source_of(scalar.place))


TEXT = _plain("text", _text)
LINE = _plain("line", lambda _, scalar: scalar.text.strip())
FONT = _plain("path", _font, Said("the path of a file"), NOTHING)
PATH = _plain("path", _picture, Said("the path of a file"), NOTHING)
