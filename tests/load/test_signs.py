"""Signs that nobody sees are read for what they mean."""

from __future__ import annotations

import pytest

from brochure.load.markdown.convert import inline, to_html, to_prose
from brochure.load.signs import visible


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We \u2764\ufe0f the sea\ufeff, \U0001f3f4\U000e0067\U000e007f", "We \u2764 the sea, \U0001f3f4"),
        ("first\u2028second", "first  \nsecond"),
        ("one\u2029two", "one\n\ntwo"),
        ("a\x85b", "a\nb"),
        ("line\x0bline\x0cpage", "line  \nline\n\npage"),
        ("## Head\u2028goes on\n| a\u2028b |\n- c\u2028d", "## Head goes on\n| a b |\n- c  \nd"),
        ("blanks:\u2800\u3164\uffa0.", "blanks:   ."),
        ("\ufffcpicture", "picture"),
        ("soft\u00adly, no\u00a0break, zero\u200bwidth, \u200cnon\u200djoin, \u200fmark, \u2060word", None),
    ],
)
def test_what_has_no_shape_is_passed_over(text: str, expected: str | None) -> None:
    """Separators break a line or a paragraph; what shapes or parts words stays."""
    assert visible(text) == (text if expected is None else expected)


def test_a_line_separator_breaks_the_line() -> None:
    """In a text; in a value of one line it is a blank."""
    assert to_html(to_prose("first\u2028second\u2029third", "")) == "<p>first<br/>\nsecond</p><p>third</p>"
    assert inline("first\u2028second\ufe0f", "") == "first second"
