"""Walk a YAML tree along the table of the model: every value is checked, every problem is kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from brochure.load.text import Source
from brochure.load.yaml.nodes import Mapping, Node, Scalar, Sequence
from brochure.model.brochure import Picture, Text
from brochure.model.table import Items, Keys, Spec, Value
from brochure.vocabulary.problems import Place, Problem, Severity
from brochure.vocabulary.suggest import did_you_mean

EMPTY_PICTURE = re.compile(r"!\[[^\]\n]*\]\(\s*\)")
_QUOTED_LENGTH = 40
_EXPECTED = {"path": "the path of a file", "colour": "a colour", "format": "a page format", "date": "a date"}


class Walker:
    """Reads the nodes of one file; a value that is absent, empty or wrong comes out as None.

    A mapping gives a dict of its known keys that have a value, a list a tuple of its items.
    """

    def __init__(self, source: Source, forms: dict[str, Callable[[Walker, Node, str], Any]]) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self._forms = forms

    def report(self, code: str, message: str, where: Place | int, hint: str = "", severity: str = "error") -> None:
        """Keep a problem, once."""
        problem = self.source.problem(code, Severity(severity), message, where, hint)
        if problem not in self.problems:
            self.problems.append(problem)

    def read(self, node: Node, spec: Spec, key: str) -> Any:
        """Read a node as the spec says; `key` is its dotted name."""
        if isinstance(node, Scalar) and node.kind == "null":
            return None
        if isinstance(spec, Keys):
            return self._keys(node, spec, key)
        if isinstance(spec, Items):
            return self._items(node, spec, key)
        form = self._forms.get(spec.form)
        if form is not None:
            return form(self, node, key)
        scalar = self.scalar(node, key, _EXPECTED.get(spec.form, "a text"))
        return self._value(scalar, spec) if scalar is not None and scalar.text.strip() else None

    def scalar(self, node: Node, key: str, expected: str) -> Scalar | None:
        """Give a node that is a single value; report any other."""
        if isinstance(node, Scalar):
            return node
        hint = "write one text after the colon, in quotes if need be" if expected == "a text" else ""
        self.wrong_type(node, key, expected, hint)
        return None

    def wrong_type(self, node: Node, key: str, expected: str, hint: str = "") -> None:
        """Report that a value is not what the model has at this key."""
        self.report("wrong-type", f"'{key}' must be {expected}, not {describe(node)}", node.place, hint)

    def _value(self, scalar: Scalar, spec: Value) -> Any:
        if spec.form == "line":
            return scalar.text.strip()
        if spec.form == "path":
            return Picture(scalar.text.strip(), scalar.place)
        return self.text(Text(scalar.text, scalar.place, self.source, scalar.start, scalar.end))

    def text(self, text: Text) -> Text | None:
        """Note the empty pictures of a text; give None for a text without content."""
        for found in EMPTY_PICTURE.finditer(self.source.text, text.start, text.end):
            message, hint = f"the picture {found.group()} names no file; it is left out", "name a file, or remove it"
            self.report("picture-empty", message, found.start(), hint, "note")
        return text if EMPTY_PICTURE.sub("", text.markdown).strip() else None

    def _items(self, node: Node, spec: Items, key: str) -> tuple[Any, ...] | None:
        if not isinstance(node, Sequence):
            if not (isinstance(node, Scalar) and not node.text.strip()):
                self.wrong_type(node, key, "a list", "begin each item on a line of its own with '- '")
            return None
        items = (self.read(item, spec.item, f"{key}[{number}]") for number, item in enumerate(node.items))
        return tuple(item for item in items if item) or None

    def _keys(self, node: Node, spec: Keys, key: str) -> dict[str, Any] | None:
        if not isinstance(node, Mapping):
            if not (isinstance(node, Scalar) and not node.text.strip()):
                known = ", ".join(spec.keys)
                expected = f"a mapping with the keys {known}" if known else "a mapping"
                self.wrong_type(node, key, expected, "write each key on a line of its own, indented")
            return None
        prefix = f"{key}." if key else ""
        present = {entry.key.text for entry in node.entries}
        values: dict[str, Any] = {}
        for entry in node.entries:
            name = entry.key.text
            known_spec = spec.keys.get(name) or spec.others
            if known_spec is None:
                self._unknown(entry.key, spec, present, prefix)
                continue
            value = self.read(entry.value, known_spec, prefix + name)
            if value is not None:
                values[name] = value
        return values or None

    def _unknown(self, key: Scalar, spec: Keys, present: set[str], prefix: str) -> None:
        meant = None if key.text in spec.silent else did_you_mean(key.text, (k for k in spec.keys if k not in present))
        if meant is None and spec.closed:
            message, hint = f"unknown key '{prefix}{key.text}'", f"known are {', '.join(spec.keys)}"
            self.report("unknown-key", message, key.place, hint, "warning")
        if meant is not None:
            message = f"unknown key '{prefix}{key.text}': did you mean '{prefix}{meant}'?"
            self.report("unknown-key", message, key.place, f"rename it to '{meant}'", "warning")


def describe(node: Node) -> str:
    """Quote a node in a few words: its kind and how it begins."""
    if isinstance(node, Scalar):
        return f"the {node.kind} {_shortened(node)}"
    return f"the {'list' if isinstance(node, Sequence) else 'mapping'} {_shortened(node)}"


def _shortened(node: Node) -> str:
    text = _flow(node)
    return text if len(text) <= _QUOTED_LENGTH else f"{text[: _QUOTED_LENGTH - 1].rstrip()}…"


def _flow(node: Node) -> str:
    if isinstance(node, Scalar):
        text = " ".join(node.text.split())
        return f'"{text}"' if node.kind == "text" else text
    if isinstance(node, Sequence):
        return f"[{', '.join(_flow(item) for item in node.items[:4])}]"
    return "{" + ", ".join(f"{entry.key.text}: {_flow(entry.value)}" for entry in node.entries[:4]) + "}"
