"""Reading what a template sees of a section, for what is derived of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup, escape

from brochure.render.record import Record


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


def grouped(found: Iterable[Any]) -> list[Record]:
    """Give items by the `group` that they are put in, in the order in which the groups come: each a `name`, `members`.

    The name of those that are in none is "".
    """
    groups: dict[str, list[Any]] = {}
    for one in found:
        groups.setdefault(one.group, []).append(one)
    return [Record({"name": name, "members": members}) for name, members in groups.items()]


def parted(written: str, day: int) -> tuple[str, str, str] | None:
    """Part a date at its day, which is said large; None where it does not stand by itself, once."""
    found = list(re.finditer(rf"(?<!\S)0?{day}\.?(?!\S)", written))
    if len(found) != 1 or "<" in written:
        return None
    return written[: found[0].start()].strip(), found[0][0], written[found[0].end() :].strip()
