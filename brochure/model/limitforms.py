"""Values of `limits` and `remote`: whole numbers within the bounds of the table, names of machines."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Any

from brochure.load.yaml.nodes import Node
from brochure.model.reader import Walker
from brochure.vocabulary.limits import DEFAULT, ROWS, Limits, Row

# A name of at least two labels (RFC 1123, 2.1); numbers are addresses, and may be those of a machine inside.
HOST = r"^(?=.{1,253}$)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]$"
_BY_FORM: Mapping[str, Row] = MappingProxyType({f"limit-{row.key}": row for row in ROWS.values()})


def limits_of(data: Mapping[str, int]) -> Limits:
    """Put what the project says over the defaults."""
    return replace(DEFAULT, **{key.replace("-", "_"): value for key, value in data.items()})


def read_limit(row: Row, walker: Walker, node: Node, key: str) -> int | None:
    """Read a limit: a whole number, at least 1."""
    scalar = walker.scalar(node, key, "a whole number")
    if scalar is None or not scalar.text.strip():
        return None
    text = scalar.text.strip()
    if re.fullmatch("[0-9]{1,9}", text) and 1 <= int(text) <= row.most:
        return int(text)
    what = "is out of range" if re.fullmatch("[0-9]+", text) else "is no whole number"
    hint = f"write a number from 1 to {row.most} ({row.unit})"
    walker.report("number-invalid", f"'{key}' {what}: \"{text}\"", scalar.place, hint)
    return None


def read_host(walker: Walker, node: Node, key: str) -> str | None:
    """Read the name of a website's machine."""
    scalar = walker.scalar(node, key, "the name of a website")
    if scalar is None or not scalar.text.strip():
        return None
    text = scalar.text.strip()
    if re.match(HOST, text):
        return text.lower()
    hint = "write its name alone, such as example.org, without https:// and without a path"
    walker.report("host-invalid", f"'{key}' is no name of a website: \"{text}\"", scalar.place, hint)
    return None


def limit_form(form: str) -> dict[str, Any] | None:
    """Give the JSON Schema of these forms; None for another one."""
    if form == "host":
        return {"type": ["string", "null"], "pattern": HOST}
    row = _BY_FORM.get(form)
    return {"type": ["integer", "null"], "minimum": 1, "maximum": row.most} if row else None


LIMIT_FORMS: Mapping[str, Callable[[Walker, Node, str], Any]] = MappingProxyType(
    {**{form: partial(read_limit, row) for form, row in _BY_FORM.items()}, "host": read_host}
)
