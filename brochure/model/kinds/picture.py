"""Pictures: a path, or a mapping that says more of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Annotated, TypeAlias

from brochure.load.yaml.nodes import Mapping, Node, Scalar
from brochure.model.kinds.plain import PATH, TEXT
from brochure.model.kinds.word import SWITCH, Wrong, word
from brochure.model.reading import Reading
from brochure.model.spec import Json, Keys, Kind, Value
from brochure.model.values import Picture, Text
from brochure.vocabulary.drawings import DRAWINGS, NO_DRAWING
from brochure.vocabulary.problems import Place
from brochure.vocabulary.speech import Said

_SHARE = r"(100(?:\.0+)?|[0-9]{1,2}(?:\.[0-9]+)?)\s*%"
_FOCUS = rf"^\s*{_SHARE}\s+{_SHARE}\s*$"


def _focus(text: str) -> tuple[float, float] | Wrong:
    """Read a point of a picture, in shares of its width and height."""
    if found := re.match(_FOCUS, text):
        return float(found[1]) / 100, float(found[2]) / 100
    hint = Said("write how far from the left and from the top, each from 0 to 100 %: 50% 20%")
    return Wrong("focus-invalid", Said("is no point of a picture:"), hint)


def _made(values: dict[str, object], place: Place) -> Picture:
    told = values.get("file")
    build: Callable[..., Picture] = partial(replace, told if isinstance(told, Picture) else Picture("", place))
    return build(**{name: value for name, value in values.items() if name != "file"})


PICTURE = Keys(
    "A picture: its path, or these keys.",
    {
        "file": Value("The path of its file.", PATH, ("img/cover.jpg",)),
        "alt": Value(
            "What it shows, for those who do not see it; '' where it only decorates.", TEXT, ("Two women at a desk",)
        ),
        "caption": Value("What is printed with it.", TEXT, ("Photo: Ada Lovelace",)),
        "focus": Value(
            "The point that stays in sight where it is cropped: how far from the left and from the top.",
            word("focus", Said("a point of the picture"), _focus, {"type": ["string", "null"], "pattern": _FOCUS}),
            ("50% 20%",),
        ),
        "duotone": Value("Whether it is printed in the brand's ink and paper.", SWITCH, (True,), False),
    },
    _made,
)


def _keys(reading: Reading, node: Mapping, key: str) -> Picture | None:
    found = PICTURE.read(reading, node, key)
    if not isinstance(found, Picture):
        return None
    if not found.path:
        hint = Said("write its path: file: img/cover.jpg")
        reading.report("picture-unnamed", Said("'{key}' has no file", key=key), node.place, hint, "warning")
        return None
    alt = node.get("alt")
    decorates = isinstance(alt, Scalar) and alt.kind == "text" and not alt.text.strip()
    return replace(found, alt=Text("", node.place)) if decorates else found


def _icon(reading: Reading, node: Node, key: str) -> Picture | None:
    found = _keys(reading, node, key) if isinstance(node, Mapping) else PATH.read(reading, node, key)
    return found if isinstance(found, Picture) else None


def _shown(reading: Reading, node: Node, key: str) -> Picture | None:
    """Read a picture that shows something; it is noted where nobody says what."""
    found = _icon(reading, node, key)
    if found is not None and found.alt is None:
        hint = Said("write {{file: {path}, alt: what it shows}}, or alt: '' where it only decorates", path=found.path)
        reading.report("alt-missing", Said("nobody says what '{key}' shows", key=key), found.place, hint, "note")
    return found


def _cover(reading: Reading, node: Node, key: str) -> Picture | None:
    if isinstance(node, Scalar) and node.text.strip().casefold() in (*DRAWINGS, NO_DRAWING):
        return Picture(node.text.strip().casefold(), node.place)
    return _shown(reading, node, key)


_SCHEMA: Json = {"anyOf": [PATH.schema, PICTURE.schema()]}
SHOWN, ICON = Kind("picture", _shown, _SCHEMA), Kind("picture", _icon, _SCHEMA)
# That of a cover may be the name of a drawing, of which nobody has to say what it shows.
COVER = Kind("picture", _cover, _SCHEMA)
Icon: TypeAlias = Annotated[Picture, ICON]
