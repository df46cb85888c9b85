"""People: where some of their portraits are missing, a drawing of the brand's forms takes the place of each."""

from __future__ import annotations

from collections.abc import Mapping

from brochure.render.desk import Desk
from brochure.render.view import items

# A portrait beside words and one in a grid, in mm on A5.
_BESIDE, _IN_GRID = (50.0, 53.0), (37.0, 50.0)
# Up to so many with words have their portraits beside these.
_FEW = 3


def view(desk: Desk, seen: Mapping[str, object]) -> Mapping[str, object]:
    """Give for each person what stands in for a portrait, "" where there is one, or where none has one."""
    people = items(seen, "list")
    some = any(one.photo for one in people)
    beside = len(people) <= _FEW and any(one.text for one in people)
    size = _BESIDE if beside else _IN_GRID
    drawn = [
        desk.pattern(f"face-{number}", *size) if some and not one.photo else "" for number, one in enumerate(people)
    ]
    return {"drawn": drawn}
