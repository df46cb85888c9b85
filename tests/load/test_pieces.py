"""The time that a text takes grows with its length and no faster, whatever it is made of; what is cut is whole."""

from __future__ import annotations

import re
import time
from contextlib import suppress

import pytest

from brochure.load.front_matter import front_matter
from brochure.load.markdown.codespans import CodeSpans
from brochure.load.markdown.convert import to_html, to_prose
from brochure.load.markdown.foreign import foreign
from brochure.load.markdown.pieces import cut, escaped
from brochure.load.markdown.title import only_heading
from brochure.load.text import Source
from brochure.vocabulary.limits import LimitExceeded

LONG = 50_000
# What a tenth of a text may take, in seconds, and how much more ten times as much: linear is ten.
AT_ONCE, TIMES = 0.05, 25
ATTEMPTS = 3
UNITS = (
    "> a\n\n", "> - a\n\n", "a\n: b\n: c\n", "<dl><dt>a</dt>", "<dd>a</dd>", "- a\n\n", "a  \n", "word ",
    "a", "*", "_", "**a", "`", "``", "`a", "[", "](", "[a](", "![", "!", "#", "# ", "> ", "- ", "1. ", "- - ",
    "- a\n  - a\n", "|", "a|", "|-", "\n", "  \n", "    ", "\\", "\\\n", "<b>", "<b", "<div>\n\n", "</div>\n",
    "<details>\n\n", "<!--", "-->", "<p markdown=1>", "<span>a</span>", "<table>", "<pre>\n", "<a href='", "x<", "&",
    "[^1]", "[^1]: ", "[^1]: a\n", "[^a", "http://", "https://a.b/", "www.", "a@b.c ", "a@", "~", "~~a", "^a", "==",
    "++a", "{", "{: .a}", "*a*{.b}", "{{", "{{< a >}}", "{{<", "{%", "{% raw %}", "{% hint %}\n", "{#a", "{/*", "<A",
    "<Card>", "</Card>", '<A b="', "<A b={", "import a\n", "export const a = 1\n", "[[", "[[a]]", "[caption]",
    "[/caption]", "[a b=c]", "[TOC]\n", "- a\n{:toc}\n", "$", "$a", "$_$", ":a:", ":a", ":::", ":::note\n", ":::\n",
    "::a\n", "!!! note\n", "!!! note\n    a\n", ": a\n", "a\n: b\n", "- [x] a\n", "> [!NOTE]\n", "```\n", "~~~\n",
    "a\n===\n", "---\n", "* * *\n", "*[a]: b\n", "[a]: b\n", "[a][b]", "\u2028", "\ufe0f", "\u0301", '"', "'", "\xab ",
    "...", "<!-- a -->", "<h1>", "<Tab label='a'>\n", "a={", "<p a={b}>", "<p a={", "$$\n", "::a\n---\n", "{a}", "}",
    "<div markdown=1>\n<b>a</b>\n",
)  # fmt: skip


def seconds(markdown: str) -> float:
    started = time.process_time()
    with suppress(LimitExceeded):
        to_prose(markdown, "en")
    foreign(markdown)
    only_heading(markdown)
    front_matter(Source("c.md", f"x {markdown}"))
    return time.process_time() - started


@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_with_the_length(unit: str) -> None:
    """Fifty thousand characters of any sign or mark take at most what five thousand lead one to expect.

    Both are timed at one load of the machine; what grows faster does so at every attempt.
    """
    short, long = (f"a {(unit * (LONG // len(unit) + 1))[:length]}\n\nb" for length in (LONG // 10, LONG))
    seconds(short)
    assert any(seconds(long) < max(seconds(short), AT_ONCE) * TIMES for _ in range(ATTEMPTS))


@pytest.mark.parametrize("unit", ["<A{}>", "</A{}>", "[/ab{}]", "{{{{< a{} >}}}}", "{{% a{} %}}", "[^{}]"])
def test_names_that_differ_are_not_sought_one_by_one(unit: str) -> None:
    """What is closed nowhere, each under a name of its own, takes a time that grows with the length alone."""
    text = "".join(map(unit.format, range(4 * LONG // len(unit.format(10_000)))))

    def scanned(length: int) -> float:
        started = time.process_time()
        foreign(text[:length])
        return time.process_time() - started

    assert any(scanned(len(text)) < max(scanned(len(text) // 10), AT_ONCE / 5) * TIMES for _ in range(ATTEMPTS))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](b) ![c](d) [e][f] [g]", None),
        ("[a [b](c)", "\x0291\x03a [b](c)"),
        ("[a](b", "[a]\x0240\x03b"),
        ("[a](b(c)d) (e", None),
        ("] ) [", "] ) \x0291\x03"),
        ("`[` [a](b)", None),
        (r"\[ [", "\\[ \x0291\x03"),
    ],
)
def test_brackets_that_open_nothing_lose_their_meaning(text: str, expected: str | None) -> None:
    """Those that are closed keep it, and so do those in code and after a backslash."""
    assert escaped(text) == (text if expected is None else expected)


def test_a_long_paragraph_is_cut_where_nothing_is_open() -> None:
    """Its pieces are the text; marks that open in one close in it, and the words come out as they went in."""
    sentence = "The **harbour [opened](a.md) in *1874*** and `closed. It` did. "
    text = sentence * 400
    pieces = cut(text)
    assert "".join(pieces) == text
    assert len(pieces) > 3
    assert all(len(piece) <= 8000 and piece.endswith(". ") for piece in pieces[:-1])
    found = to_html(to_prose(text, ""))
    assert found.count("<strong>") == found.count("<em>") == found.count("<code>") == 400
    assert "**" not in found


def test_a_long_word_is_cut_somewhere() -> None:
    """But nowhere inside what stands for a tag that is set aside."""
    assert "".join(cut("x" * 30_000)) == "x" * 30_000
    assert [len(piece) for piece in cut("x" * 30_000)][:2] == [8000, 8000]
    marked = "x" * 7995 + "\x02klzzwxh:0001\x03" + "x" * 5000
    assert [piece.count("\x02") - piece.count("\x03") for piece in cut(marked)] == [0, 0]
    text = re.sub("<[^>]*>", "", to_html(to_prose("<b>x</b>" * 3000, "")))
    assert text == "x" * 3000


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a `b` c ``d ` e`` f", ["`b`", "``d ` e``"]),
        ("a ` b\n\nc ` d", []),
        ("a `` b ` c", []),
        ("x\n```\ny ` z\n```\n`w`", ["```\ny ` z\n```", "`w`"]),
        ("<!-- `a` --> `b`", ["<!-- `a` -->", "`b`"]),
        ("~~~\nopen", ["~~~\nopen"]),
    ],
)
def test_code_is_found(text: str, code: list[str]) -> None:
    """Fences, spans that no blank line parts, comments."""
    spans = CodeSpans(text)
    inside = "".join(sign if spans.end(at) else "\0" for at, sign in enumerate(text))
    assert [part for part in inside.split("\0") if part] == code
