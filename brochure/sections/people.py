"""People: with their portraits where nearly all of them have one, else without."""

from __future__ import annotations

from collections.abc import Mapping

from brochure.model.values import Picture
from brochure.render.desk import Desk
from brochure.vocabulary.problems import Severity
from brochure.vocabulary.speech import Said

# Where one in so many has no portrait, or more, all go without; below that, the cell of who has none is tint.
_ONE_IN = 3


def whole(desk: Desk, values: Mapping[str, object]) -> Mapping[str, object]:
    """Leave out the portraits of some where many have none, and say so; a line below one keeps it."""
    listed = values.get("list")
    people = [one for one in listed if isinstance(one, dict)] if isinstance(listed, tuple) else []
    shown = [photo for one in people if isinstance(photo := one.get("photo"), Picture) and desk.shelf.own(photo)]
    if not shown or (len(people) - len(shown)) * _ONE_IN < len(people) or any(photo.caption for photo in shown):
        return values
    message = Said(
        "{missing} of {all} people have no portrait: those of the others are left out",
        missing=len(people) - len(shown),
        all=len(people),
    )
    hint = Said("give a portrait to each, or to all but less than a third of them")
    desk.shelf.keep("portraits-left-out", Severity.NOTE, message, shown[0].place, hint)
    bare = tuple({name: value for name, value in one.items() if name != "photo"} for one in people)
    return {**values, "list": bare}
