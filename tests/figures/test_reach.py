"""What of two drawings differs, and how far it reaches."""

from __future__ import annotations

import pytest

from brochure.figures.reach import differing, shapes
from brochure.figures.svg import box, circle, document, path, words

GROUND = path(box(0, 0, 100, 50), "#ffffff")


@pytest.mark.parametrize(
    ("shape", "reach"),
    [
        (path(box(10, 20, 30, 5), "#000000"), (10, 20, 40, 25)),
        (path("M1 2L3 9l-2 -8zm5 5h2", "#000000"), (1, 1, 8, 9)),
        (path("M0 0C0 10 10 10 10 0", "#000000"), (0, 0, 10, 10)),
    ],
)
def test_a_shape_reaches_so_far(shape: str, reach: tuple[float, ...]) -> None:
    old, new = shapes(document(100, 50, GROUND)), shapes(document(100, 50, GROUND + shape))
    assert old is not None
    assert new is not None
    assert differing(old, new) == [reach]
    assert differing(new, new) == []


def test_an_arc_reaches_no_further_than_its_square() -> None:
    old, new = shapes(document(100, 50, GROUND)), shapes(document(100, 50, GROUND + path(circle(50, 25, 10), "red")))
    assert old is not None
    assert new is not None
    ((left, top, right, bottom),) = differing(old, new) or []
    assert left <= 40
    assert top <= 15
    assert right >= 60
    assert bottom >= 35
    assert [[one for one in ("#ffffff", "red") if f'fill="{one}"' in shape.shape] for shape in new.all] == [
        ["#ffffff"],
        ["red"],
    ]


def test_what_is_more_than_shapes_is_not_compared() -> None:
    assert shapes(document(100, 50, GROUND + words("A", 1, 1, 4, "#000000", "Brochure Text"))) is None
    assert shapes(document(100, 50, '<g transform="scale(2)">' + GROUND + "</g>")) is None
    other = shapes(document(100, 60, GROUND))
    known = shapes(document(100, 50, GROUND))
    assert other is not None
    assert known is not None
    assert differing(known, other) is None
