"""Prices, with the amount apart from the sign of its currency."""

from __future__ import annotations

from collections.abc import Mapping

from brochure.render.desk import Desk
from brochure.render.view import grouped, items, plain
from brochure.vocabulary.patterns import compiled

_SIGN = r"[^\d\s.,–-]{1,3}"
_PRICE = compiled(rf"({_SIGN}\s?)?(\d[\d\s.,’']*)(?<!\s)(\s?{_SIGN})?")


def view(desk: Desk, seen: Mapping[str, object]) -> Mapping[str, object]:
    """Give for each price what stands before its amount, the amount and what stands after it; "" for another price.

    `groups` are the prices in the groups that they are put in, none where they are in none.
    """
    plans = items(seen, "list")
    bare = ("" if "<" in str(plan.price) else plain(plan.price) for plan in plans)
    found = map(_PRICE.fullmatch, bare)
    amounts = [[part or "" for part in match.groups()] if match else [] for match in found]
    return {"amounts": amounts, "groups": grouped(plans) if any(plan.group for plan in plans) else []}
