"""So many of so many, as people or as blocks."""

from __future__ import annotations

from brochure.figures.discs import dots
from brochure.figures.inks import Drawn, Inks
from brochure.figures.svg import box, circle, num

# More than this are dots.
MOST = 12
# Parts of the height and of the pitch of a person: the head, the neck that is seen, the shoulders.
_HEAD, _HEAD_WIDE, _NECK, _BODY = 0.19, 0.36, 0.05, 0.84
# How wide a neck is for the radius of its head: where it meets the head, it is as wide as the chin.
_NECK_WIDE = 0.8
# How high a person is for its pitch, at the most, and how far apart people of little height stand.
_TALL, _APART = 2.1, 0.72


def part(some: float, whole: int, people: bool, width: float, height: float, inks: Inks, pitch: float = 0.0) -> Drawn:
    """Draw so many of so many: people where they are counted, else blocks, or dots where there are many.

    These are a `pitch` apart where others have one.
    """
    if whole > MOST:
        return dots(whole, width, height, inks, some, pitch)
    if people:
        return row(some, whole, width, height, inks)
    each = width / whole
    gap = min(1.2, each * 0.1)
    wide, high = (width + gap) / whole - gap, min(height * 0.6, each * 0.9)
    on, off = "", ""
    for index in range(whole):
        block = box(index * (wide + gap), 0, wide, high)
        on, off = (on + block, off) if index < some else (on, off + block)
    return Drawn(high, ((inks.on, on), (inks.off, off)))


def pitches(whole: int) -> float:
    """Give how many pitches a row of people is long."""
    return whole - 1 + _BODY


def row(some: float, whole: int, width: float, height: float, inks: Inks) -> Drawn:
    """Draw a row of people, some of them lit."""
    pitch = min(width / pitches(whole), height * _APART)
    high = min(height, pitch * _TALL)
    on, off = "", ""
    for index in range(whole):
        one = _person(index * pitch, high, pitch)
        on, off = (on + one, off) if index < some else (on, off + one)
    return Drawn(high, ((inks.on, on), (inks.off, off)))


def _person(x: float, height: float, pitch: float) -> str:
    """Give the path data of a head on a neck over round shoulders."""
    head, wide = min(height * _HEAD, pitch * _HEAD_WIDE), pitch * _BODY
    half = num(wide / 2)
    top = 2 * head + height * _NECK + wide / 2
    body = f"M{num(x)} {num(height)}V{num(top)}a{half} {half} 0 0 1 {num(wide)} 0V{num(height)}z"
    thick = head * _NECK_WIDE
    neck = box(x + (wide - thick) / 2, head, thick, top - head)
    return circle(x + wide / 2, head, head) + neck + body
