"""Slips of known words are guessed, other words are left alone."""

from __future__ import annotations

import pytest

from brochure.vocabulary.suggest import did_you_mean, distance

KNOWN = ("title", "desc", "image", "numbers", "how", "steps", "then", "quote", "lang", "url")


@pytest.mark.parametrize(
    ("word", "meant"),
    [("stpes", "steps"), ("Title", "title"), ("titel", "title"), ("number", "numbers"), ("imgae", "image")],
)
def test_slips_are_guessed(word: str, meant: str) -> None:
    """Letters swapped, missing, added, or of another case."""
    assert did_you_mean(word, KNOWN) == meant


@pytest.mark.parametrize("word", ["layout", "menu", "who", "date", "slug", "", "description"])
def test_other_words_are_left_alone(word: str) -> None:
    """Keys of a website are not near any key of the model."""
    assert did_you_mean(word, KNOWN) is None


def test_two_swapped_letters_are_one_slip() -> None:
    """As Damerau counts them."""
    assert (distance("stpes", "steps"), distance("abc", "abc"), distance("", "ab")) == (1, 0, 2)
