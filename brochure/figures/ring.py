"""A percentage as a ring, drawn to scale."""

from __future__ import annotations

from brochure.figures.svg import arc, document, path


def ring(percent: float, size: float, stroke: float, colour: str, track: str, title: str = "") -> str:
    """Draw a ring of `size` mm across and `stroke` mm thick; `percent` of it, clockwise from twelve o'clock, is filled.

    The ends are butt ends: a round end would show more than the number says. The track is only the rest of the ring,
    so that no rim of it shows through along the filled part.
    """
    centre, share = size / 2, min(max(percent / 100, 0.0), 1.0)
    body = ""
    if share < 1:
        body += path(arc(centre, centre, centre, centre - stroke, share, 1), track)
    if share > 0:
        body += path(arc(centre, centre, centre, centre - stroke, 0, share), colour)
    return document(size, size, body, title)
