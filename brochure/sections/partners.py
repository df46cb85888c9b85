"""The partners, by the groups that they are put in."""

from __future__ import annotations

from collections.abc import Mapping

from brochure.render.desk import Desk
from brochure.render.record import Record
from brochure.render.view import items


def view(_: Desk, seen: Mapping[str, object]) -> Mapping[str, object]:
    """Give the groups in the order in which they come, each with its members."""
    groups: dict[str, list[object]] = {}
    for one in items(seen, "list"):
        groups.setdefault(one.group, []).append(one)
    return {"groups": [Record({"name": name, "members": found}) for name, found in groups.items()]}
