"""Which pages may be composed to make up a multiple of four."""

from __future__ import annotations

from typing import get_args

from brochure.load.yaml.nodes import Node, Sequence
from brochure.model.kinds.word import choice
from brochure.model.project import Filler
from brochure.model.reading import Reading
from brochure.model.spec import Json

_WORDS: tuple[str, ...] = get_args(Filler)
_WORD = choice(_WORDS)


class FillersKind:
    """A list of the few words; an empty one says none."""

    name = "fillers"

    def read(self, reading: Reading, node: Node, key: str) -> tuple[object, ...] | None:
        """Read a node; `key` is its dotted name."""
        if not isinstance(node, Sequence):
            reading.wrong_type(node, key, "a list", f"write [{', '.join(_WORDS)}], or [] for none")
            return None
        read = (_WORD.read(reading, item, f"{key}[{number}]") for number, item in enumerate(node.items))
        return tuple(word for word in read if word is not None)

    def schema(self) -> Json:
        """Give the JSON Schema."""
        return {"type": ["array", "null"], "items": {"description": "A page.", "enum": [*_WORDS]}}


FILLERS = FillersKind()
