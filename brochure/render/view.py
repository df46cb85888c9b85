"""Reading what a template sees of a section, for what is derived of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup, escape


def plain(value: object) -> str:
    """Give a value that is seen as HTML without markup."""
    return Markup(value).striptags() if isinstance(value, str) else ""


def joined(values: Iterable[object], sign: str) -> Markup:
    """Give values as one, with a sign between them."""
    return Markup(escape(sign)).join(escape(value) for value in values)


def items(seen: Mapping[str, object], name: str) -> list[Any]:
    """Give the items of a list; each has what its keys say."""
    found = seen[name]
    return found if isinstance(found, list) else []
