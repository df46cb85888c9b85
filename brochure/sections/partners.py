"""The partners, by the groups that they are put in."""

from __future__ import annotations

from collections.abc import Mapping

from brochure.render.desk import Desk
from brochure.render.view import grouped, items


def view(_: Desk, seen: Mapping[str, object]) -> Mapping[str, object]:
    """Give the groups in the order in which they come, each with its members."""
    return {"groups": grouped(items(seen, "list"))}
