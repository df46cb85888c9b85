"""A pattern made of kept code is the pattern that Python would make."""

from __future__ import annotations

import marshal
import re
from types import SimpleNamespace
from typing import Any

import pytest

from brochure.vocabulary import patterns
from tests.test_patterns import patterns as all_of_the_package

MORE = [
    ("(?P<a>x)(?P<b>y)?", re.IGNORECASE),
    ("(?i:a)|[à-ÿ]", 0),
    (b"a|b", 0),
    ("(?x) a # b", 0),
    ("\\N{EM DASH}", re.M),
]


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_known", {})
    monkeypatch.setattr(patterns, "_asked", None)


def kept() -> bytes:
    """Give the code of all patterns of the package and of some of every kind."""
    patterns.begin(None)
    for text, flags in [*((found.pattern, found.flags) for found in all_of_the_package().values()), *MORE]:
        patterns.compiled(text, flags)
    data = patterns.end()
    assert data is not None
    return data


def test_kept_code_makes_the_same_pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pattern by pattern, without translating any: they are equal where their code is."""
    patterns.begin(kept())

    def refused(*_: Any) -> Any:
        raise AssertionError("translated again")

    wanted = {key: re.compile(*key) for key in patterns._known}
    assert len(wanted) > 200
    monkeypatch.setattr(patterns, "re", SimpleNamespace(compile=refused))
    assert {key: patterns.compiled(*key) for key in wanted} == wanted
    monkeypatch.undo()


def test_only_what_is_new_is_told() -> None:
    """Where all was known there is nothing to keep; one new pattern keeps those that are still asked for."""
    patterns.begin(kept())
    patterns.compiled(*MORE[0])
    assert patterns.end() is None
    patterns.begin(None)
    patterns.compiled(*MORE[0])
    patterns.compiled("never met")
    data = patterns.end()
    assert data is not None
    assert set(marshal.loads(data)) == {(MORE[0][0], int(MORE[0][1])), ("never met", 0)}


def test_what_is_asked_for_later_is_not_kept() -> None:
    """Patterns that hold words of a content are none of it: nothing grows in a long life."""
    kept()
    patterns.compiled("words of a content")
    assert patterns._asked is None


def test_a_python_that_makes_another_of_it_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Code that does not come to the same pattern is left out, and the pattern works all the same."""
    another = re.compile("another")
    monkeypatch.setattr(patterns, "_sre", SimpleNamespace(compile=lambda *_: another))
    patterns.begin(None)
    assert patterns.compiled("of this [P]ython").match("of this Python")
    assert marshal.loads(patterns.end() or b"") == {}


def test_wrong_patterns_are_errors_as_ever() -> None:
    """The caller hears what `re.compile` says."""
    with pytest.raises(re.error):
        patterns.compiled("(")
