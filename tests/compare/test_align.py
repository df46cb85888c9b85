"""Which page became which, told by pages without a PDF."""

from __future__ import annotations

import pytest

from brochure.compare.align import align, likeness
from brochure.compare.document import THUMBNAIL, Leaf

TEXTS = {name: tuple(f"{name}{number}" for number in range(40)) + ("le", "la", "de") * 4 for name in "ABCDEFGH"}


def leaf(number: int, text: str, level: int = 200) -> Leaf:
    """A page named by a letter; a letter with an apostrophe is the same page, edited."""
    words = TEXTS[text[0]][: -6 if "'" in text else None] + (("neu",) if "'" in text else ())
    return Leaf(number, (148, 210), text, bytes([level]) * THUMBNAIL**2, words)


def leaves(texts: str) -> list[Leaf]:
    return [leaf(number, text) for number, text in enumerate(texts.split(), 1)]


def pairs(old: str, new: str) -> str:
    return " ".join(f"{a.number if a else '-'}:{b.number if b else '-'}" for a, b in align(leaves(old), leaves(new)))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("A B C", "A B C", "1:1 2:2 3:3"),
        ("A B C", "A X' B C".replace("X", "D"), "1:1 -:2 2:3 3:4"),
        ("A B C D", "A C D", "1:1 2:- 3:2 4:3"),
        ("A B C", "A B' C", "1:1 2:2 3:3"),
        ("A B C D", "A' E B' F C' D'", "1:1 -:2 2:3 -:4 3:5 4:6"),
        ("A B C", "A D C", "1:1 2:- -:2 3:3"),
        ("A B C D E", "A C D B E", "1:1 3:2 4:3 2:4 5:5"),
        ("A A A", "A A", "1:1 2:2 3:-"),
        ("A", "B", "1:- -:1"),
    ],
)
def test_aligns(old: str, new: str, expected: str) -> None:
    """Pages keep their partners whatever is put in, taken out, edited or moved around them."""
    assert pairs(old, new) == expected


def test_pages_without_words_are_judged_by_their_look() -> None:
    """Two picture pages of nearly the same gray are alike, black and white ones are not."""
    gray, paler, black = (Leaf(1, (148, 210), str(level), bytes([level]) * THUMBNAIL**2, ()) for level in (200, 205, 0))
    assert likeness(gray, paler) > 0.9
    assert likeness(gray, black) == 0
