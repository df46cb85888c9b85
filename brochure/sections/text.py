"""A text of its own: which of its pictures have a line round them."""

from __future__ import annotations

from collections.abc import Mapping

from brochure.render.desk import Desk
from brochure.render.record import Record
from brochure.render.view import items


def view(desk: Desk, seen: Mapping[str, object]) -> Mapping[str, object]:
    """Say which pictures would vanish in the page."""
    photos = [seen["photo"], *(one.photo for one in items(seen, "list"))]
    urls = {str(photo.url) for photo in photos if isinstance(photo, Record) and photo.url}
    return {"framed": {url for url in urls if desk.vanishes(url)}}
