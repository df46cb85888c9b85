"""Runs of characters in HTML end where the reader of HTML has them end."""

from __future__ import annotations

from typing import Any

import pytest

from brochure.engine import loading
from brochure.engine.markup import Patterns

loading.load()
from tinyhtml5 import inputstream, parse  # noqa: E402
from tinyhtml5.constants import ascii_letters, space_characters  # noqa: E402

TEXT = "a <b class='x y'\n  id=\"z\">B &amp; c\x00d é — - ]] > ^ \\ </b\t><!-- a - b --><?pi ?>\u2028 end"
SETS = [("&", "<", "\0"), ("<", "-", "\0"), "\0", ">", "]", ('"', "&", "\0"), space_characters, ascii_letters]


@pytest.mark.parametrize("characters", SETS, ids=lambda found: "".join(sorted(found)).strip() or "space")
@pytest.mark.parametrize("opposite", [False, True])
def test_a_run_ends_where_the_reader_has_it_end(
    characters: Any, opposite: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for patterns in ({}, Patterns()):
        monkeypatch.setattr(inputstream, "characters_until_regex", patterns)
        for at in range(len(TEXT)):
            stream = inputstream.HTMLUnicodeInputStream(TEXT[at:])
            found.append(stream.chars_until(characters, opposite))
    assert found[: len(TEXT)] == found[len(TEXT) :]
    assert len(set(found)) > 1


def test_the_pattern_of_a_set_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader's own memo knows none of them."""
    assert type(inputstream.characters_until_regex) is Patterns
    made: list[Any] = []
    real = Patterns.__missing__
    monkeypatch.setattr(inputstream, "characters_until_regex", known := Patterns())
    monkeypatch.setattr(Patterns, "__missing__", lambda self, asked: made.append(asked) or real(self, asked))
    for _ in range(2):
        parse("<p class=a>One <b>two</b> three &amp; four</p>" * 20)
    assert made
    assert made == list(known)
