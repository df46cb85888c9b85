"""The keys of the content and of brochure.yaml as tables, from the table of the model and its JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from brochure.model.spec import Items, Keys, Spec, Value

# How a reader calls what the schema can only describe by a pattern.
_KINDS: Mapping[str, str] = {
    "text": "Markdown",
    "line": "plain text",
    "path": "path of a file",
    "picture": "[picture](content.md#pictures)",
    "language": "language tag",
    "address": "web address",
    "focus": "two shares, as `50% 20%`",
    "date": "day, as `2026-11-01`",
    "colour": "[colour](#colours)",
    "host": "name of a website",
    "key path": "[key path](keys.md#sections)",
    "sections": "list of [sections](keys.md#sections)",
    "settings": "keys of [brochure.yaml](keys.md#sections)",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A key as the manual shows it; `path` is dotted, with `[]` after a list, `*` for a name of one's own."""

    path: str
    kind: str
    about: str
    default: str
    examples: tuple[str, ...]


def rows(spec: Spec, schema: Mapping[str, Any], path: str = "") -> Iterator[Row]:
    """Walk the table of the model beside its schema, parents first."""
    if path:
        yield Row(path, _kind(spec, schema), spec.about, _default(schema), tuple(_examples(schema)))
    if isinstance(spec, Items):
        yield from _inside(spec.item, schema["items"], f"{path}[]")
    elif isinstance(spec, Keys):
        yield from _inside(spec, schema, path)


def _inside(spec: Spec, schema: Mapping[str, Any], path: str) -> Iterator[Row]:
    if not isinstance(spec, Keys):
        return
    # What may be written as its list alone says so first.
    schema = schema["anyOf"][0] if "anyOf" in schema else schema
    prefix = f"{path}." if path else ""
    for name, inner in spec.keys.items():
        yield from rows(inner, schema["properties"][name], prefix + name)
    if spec.others is not None:
        yield from rows(spec.others, schema["additionalProperties"], f"{prefix}*")


def table(found: Iterable[Row]) -> str:
    """Set rows as a table of Markdown."""
    lines = ["| key | value | default | what it is |", "|---|---|---|---|"]
    for row in found:
        examples = f" For example {', '.join(map(_code, row.examples))}." if row.examples else ""
        default = _code(row.default) if row.default else ""
        lines.append(f"| `{row.path}` | {row.kind} | {default} | {_cell(row.about)}{examples} |")
    return "\n".join(lines)


def _kind(spec: Spec, schema: Mapping[str, Any]) -> str:
    return _of_value(spec, schema) if isinstance(spec, Value) else "keys" if isinstance(spec, Keys) else _of_list(spec)


def _of_list(spec: Items) -> str:
    if isinstance(spec.item, Value) and spec.item.kind.name in _KINDS:
        return f"list; each a {_KINDS[spec.item.kind.name]}"
    return "list"


def _of_value(spec: Value, schema: Mapping[str, Any]) -> str:
    if spec.kind.name in _KINDS:
        return _KINDS[spec.kind.name]
    parts = [_part(part) for part in schema.get("anyOf", (schema,))]
    return ", or ".join(part for part in parts if part)


def _part(schema: Mapping[str, Any]) -> str:
    """Name one alternative of a value; nothing for null, and for the text that says a number with its unit."""
    if "enum" in schema:
        return ", ".join(_code(_yaml(word)) for word in schema["enum"] if word not in (None, False))
    kinds = schema.get("type")
    known = [kind for kind in ([kinds] if isinstance(kinds, str) else kinds or ()) if kind != "null"]
    if known == ["boolean"]:
        return "`true`, `false`"
    if known in (["number"], ["integer"]):
        what = "whole number" if known == ["integer"] else "number"
        return f"{what} from {schema['minimum']:,} to {schema['maximum']:,}"
    if known == ["array"]:
        return f"list of {_part(schema['items'])}"
    if known == ["string"] and "x" in schema.get("pattern", ""):
        return "size in mm, as `210x210`"
    return ""


def _default(schema: Mapping[str, Any]) -> str:
    value = schema.get("default")
    return "" if value is None or value in ("", []) else _yaml(value)


def _examples(schema: Mapping[str, Any]) -> Iterator[str]:
    yield from (_yaml(example) for example in schema.get("examples", ()) if "\n" not in str(example))


def _yaml(value: Any) -> str:
    """Write a value as YAML in one line; what YAML would read as something else stands in quotes."""
    if isinstance(value, str):
        return json.dumps(value) if value.startswith("#") else value
    if isinstance(value, list):
        return f"[{', '.join(map(_yaml, value))}]"
    return json.dumps(value, ensure_ascii=False)


def _code(text: str) -> str:
    return f"`{_cell(text)}`"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
