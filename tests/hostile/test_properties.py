"""Whatever a stranger writes: the targets of the coverage-guided search, fed by hypothesis in every run."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brochure.pdfreader.opening import read
from fuzz.seeds import ASSEMBLED, seeds
from fuzz.targets import TARGETS, assembled, loader, markdown, pdf, svg
from tests.preflight.odd import ORDERS

_PIECES = st.sampled_from(
    ["*", "_", "`", "[", "](", ")", "!", "#", ">", "- ", "1. ", "|", "\n", "\n\n", "    ", "\\", "<b>", "</b>",
     "<p ", 'lang="', '"', "<table><tr><td colspan=9>", "</table>", "<a href=javascript:x>", "<script>", "<!--",
     "&#0;", "[^1]", "[^1]: ", "http://", "\u200b", "\u202e", "é", " : ", "«", "...", "---", "<svg onload=x>",
     "data:", "\x1b", "- [x] ", "```\n", "~~", "^", "==", "++", "{: .a}", "{#a}", "{", "}", "[[", "]]", "{{< a >}}",
     "{{", "}}", "{% raw %}", "{% hint %}\n", "{%", "%}", "<Card title='a'>", "</Card>", "{/*",
     "import a from 'b'\n", "export const a = '<b>'\n", "{a}",
     "!!! note\n", "??? a \"b\"\n", ":::note\n", ":::", "::a\n", "> [!TIP]\n", ": b\n",
     "<details>", "<summary>", "<div markdown=1>", "<ol start=3 type=a>", "<div data-callout=note>", "<input checked>",
     ":tada:", "a@b.c", "*[a]: b\n", "===\n", "$x^2$", "\u2028", "\ufe0f", "\x02", "\x03", "|-:|\n"]
)  # fmt: skip
_KEYS = st.sampled_from(
    ["title: a\n", "numbers:\n", "  - num: ", "steps:\n  list:\n", "    - ", "&a ", "*a", "!!x ", "[", "]", "{",
     "}", "'", '"', ": ", "\n", "---\n", "<<: ", "#", "|\n", "é", "\t", "image: ", "60 %",
     "brand: {colours: {ink: ", "limits: ", "title = 'a'\n", "[[a]]\n", "[a.b]\n", '"title": "a"', ",", "'''", '"""',
     " #1", "Title: b\n", "# One\n", "===\n"]
)  # fmt: skip
_DRAWN = st.sampled_from(
    ['<svg xmlns="http://www.w3.org/2000/svg" ', ">", "/>", "<g ", "</g>", "</svg>", 'id="a" ', 'href="#a" ',
     "<use ", 'href="file:///x" ', 'fill="url(#a)" ', "<style>", "</style>", "@import 'x';", "<!DOCTYPE svg [",
     "<!ENTITY a 'b'>", "]>", "&a;", "<script>", 'onload="x" ', 'width="1e9" ', 'viewBox="0 0 1 -1" ', "<image ",
     '"', "url(", "\\75rl(x)"]
)  # fmt: skip

_OF_PDF = [
    *(order.encode() for order in ORDERS),
    b"0", b"-1", b"1e9", b"/F", b"/S", b"(a)", b"[", b"]", b"<<", b">>", b"\n%%\n", b"/Font <<",
    b"/XObject <<", b"/Data (q)", b"/Subtype /Form", b"/BBox [0 0 9 9]", b"/Annots [", b"/OutputIntents [",
    b"/ColorSpace << /S [/Separation /All /DeviceCMYK <<", b"/OCProperties <<", b"/Metadata <<", b"true", b"null",
]  # fmt: skip


def _joined(pieces: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    return st.lists(pieces | st.text(max_size=3), max_size=40).map(
        lambda found: "".join(found).encode("utf-8", "replace")
    )


@settings(max_examples=150, deadline=None)
@given(_joined(_KEYS) | st.binary(max_size=60))
def test_any_content_file_is_a_model_or_problems(data: bytes) -> None:
    """No text of a content file or of brochure.yaml crashes the loader."""
    for opening, closing in ((b"---\n", b"---"), (b"+++\n", b"+++"), (b"{", b"}"), (b";;;\n", b";;;"), (b"", b"")):
        loader(opening + data + b"\n" + closing + b"\nText\n")


@settings(max_examples=250, deadline=None)
@given(_joined(_PIECES) | st.binary(max_size=60))
def test_any_markdown_comes_out_harmless(data: bytes) -> None:
    """Whatever the markup, the elements are well formed, and nothing in them acts."""
    markdown(data)


@settings(max_examples=250, deadline=None)
@given(_joined(_DRAWN))
def test_any_drawing_is_refused_or_harmless(data: bytes) -> None:
    """What is taken has no script, and refers to nothing outside."""
    svg(data)
    svg(b'<svg xmlns="http://www.w3.org/2000/svg">' + data + b"</svg>")


@pytest.mark.parametrize("target", TARGETS)
def test_the_search_begins_with_seeds_that_hold(target: str) -> None:
    """Every target has seeds, and stands them."""
    found = seeds(target)
    assert len(found) > 10
    for seed in found:
        TARGETS[target](seed)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(_OF_PDF), max_size=30).map(b" ".join))
def test_any_pdf_is_judged_or_refused(data: bytes) -> None:
    """Whatever is in its content, its resources and its catalogue."""
    pdf(data)


@pytest.mark.parametrize("seed", ASSEMBLED)
def test_the_parts_of_a_pdf_make_one(seed: bytes) -> None:
    """What the search for odd PDFs begins with is drawn: colours, fonts and forms of it are found."""
    pdf(seed)
    facts = read(assembled(seed), "x.pdf")
    assert facts.unread == ()
    assert facts.shapes or facts.pictures or facts.lines
