"""Markdown comes out as clean elements, each also XML, with no word lost."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brochure.load.markdown.convert import inline, inner_html, plain_text, to_html, to_prose
from brochure.load.markdown.repairs import source_of
from brochure.load.text import read_text
from brochure.model.values import Text
from tests.content import read_content

PROGRAMME = Path(__file__).parents[2] / "content" / "programme.md"


def html(markdown: str, language: str = "fr") -> str:
    return to_html(to_prose(markdown, language))


def test_the_values_of_the_programme_are_one_list_in_one_quote() -> None:
    """Blank lines between the items of a quoted list neither split the quote nor make paragraphs in it."""
    brochure, _ = read_content(read_text(PROGRAMME, "programme.md"), "programme")
    desc = brochure.content("desc", Text)
    assert desc is not None
    prose = to_prose(desc.markdown, "fr")
    assert [element.tag for element in prose] == ["p", "p", "p", "blockquote"]
    (items,) = prose[-1]
    assert [(item.tag, len(item)) for item in items] == [("li", 0), ("li", 0), ("li", 0)]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Soit **60%** des", "<p>Soit <strong>60\u202f%</strong> des</p>"),
        ("Soit **60** % des", "<p>Soit <strong>60</strong>\u202f% des</p>"),
        ("`a : b !` et 60%", "<p><code>a : b !</code> et 60\u202f%</p>"),
        ("![]()", ""),
        ("a\n\n**![]()**\n\nb", "<p>a</p><p>b</p>"),
        ("[a](javascript:x) [b](/t)", '<p>a <a href="/t">b</a></p>'),
        ("[a](file:///etc/passwd)", "<p>a</p>"),
        ("<script>x</script><b onclick=1 style=x class=y>hi</b>", "<p><b>hi</b></p>"),
        ("<div>loose <p>in</p></div>", "<p>loose </p><p>in</p>"),
        ('<span lang="en">a</span> <span>b</span>', '<p><span lang="en">a</span> b</p>'),
        ("a & b < c", "<p>a &amp; b &lt; c</p>"),
        ("<table><tr><td></td></tr></table>", "<table><tbody><tr><td></td></tr></tbody></table>"),
    ],
)
def test_what_becomes_of_markdown(markdown: str, expected: str) -> None:
    """Typography across borders, code untouched, raw HTML cleaned, empty pictures gone, wrong links unwrapped."""
    assert html(markdown) == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("1. Valider", "1. Valider"),
        ("- a", "- a"),
        ("# Les *4* phases\n", "Les <em>4</em> phases"),
        ("", ""),
        ("a\n\nb", "a b"),
    ],
)
def test_a_value_of_one_line_is_no_block(markdown: str, expected: str) -> None:
    """The number of a title is not taken for a list, which would lose it."""
    assert inline(markdown, "fr") == expected


def test_notes_stand_below_with_ids_of_their_own() -> None:
    """No rule, but a way back; the ids of two texts on a page do not meet, and are the same on every run."""
    first, second = html("x[^1]\n\n[^1]: note *a*"), html("y[^1]\n\n[^1]: note")
    assert first == (
        '<p>x<sup id="fnref:1-27705a53"><a href="#fn:1-27705a53">1</a></sup></p>'
        '<ol class="footnotes">\n<li id="fn:1-27705a53">note <em>a</em>\xa0'
        '<a href="#fnref:1-27705a53" title="1" class="to-mark">↑</a>\n</li>\n</ol>'
    )
    assert "27705a53" not in second
    assert [plain_text(element).strip() for element in to_prose("x[^1]\n\n[^1]: note", "fr")] == ["x", "note"]


def test_notes_come_in_the_order_of_their_marks() -> None:
    """However they are written down; one that says nothing is none, its mark stays what it is."""
    found = to_prose("a[^b] c[^z] d[^b] e[^q]\n\n[^z]: second\n[^b]: first\n\n    and more\n\n[^q]:\n", "")
    assert [element.tag for element in found] == ["p", "ol"]
    assert plain_text(found[0]) == "a c d e[^q]"
    assert [" ".join(plain_text(item).split()) for item in found[1]] == ["first and more", "second"]
    assert [link.text for link in found[0].iter("a")] == ["1", "2", "1"]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab1 \n*_`#>-[]()!<&|:;\"'.\x01", max_size=60))
def test_any_markdown_gives_xml(markdown: str) -> None:
    """Whatever is written, the result is well formed, for blocks and for lines."""
    ElementTree.fromstring(f"<div>{html(markdown)}</div>")
    ElementTree.fromstring(f"<p>{inline(markdown, 'fr')}</p>")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["mot", "l'idée", "60%", "« là »", "fin !", "**gras**", "10 mois", '"cité"']), min_size=1)
)
def test_no_word_is_lost(words: list[str]) -> None:
    """The letters and digits of the text are those of the source, in order."""
    source = " ".join(words)
    text = "".join(plain_text(element) for element in to_prose(source, "fr"))
    assert [sign for sign in text if sign.isalnum()] == [sign for sign in source if sign.isalnum()]


def test_notes_are_numbered_as_their_marks_follow() -> None:
    """Whatever the marks stand in; a note without a mark comes last, and leads nowhere."""
    root = to_prose("- a[^x]\n\n> b[^y]\n\n### c[^z]\n\n[^o]: O\n[^z]: Z\n[^y]: Y\n[^x]: X\n", "")
    marks = re.findall(r">(\d)</a></sup>", to_html(root))
    assert marks == ["1", "2", "3"]
    assert [plain_text(note).strip() for note in root[-1]] == ["X", "Y", "Z", "O"]
    assert [link.get("title") for link in root[-1].iter("a")] == ["1", "2", "3"]


def test_items_keep_the_numbers_they_are_given() -> None:
    """HTML says them in attributes that the engine does not read; a list may count down."""
    found = to_html(
        to_prose('<ol start="5"><li>a</li><li value="9">b</li></ol><ol reversed><li>c</li><li>d</li></ol>', "")
    )
    assert re.findall(r"counter-(?:set|reset):list-item (\d)", found) == ["4", "9", "2", "1"]


def test_fields_of_a_form_do_not_run_together() -> None:
    """Their words, and those of buttons, are all that is printed of them."""
    form = '<form><label>Name</label><input value="x"><select><option>A</option><option>B</option></select>'
    root = to_prose(f'{form}<textarea>T</textarea><input type="submit" value="Send"></form>', "")
    assert " ".join(plain_text(root[0]).split()) == "Name A B T Send"


def test_an_item_of_which_nothing_is_left_has_no_bullet() -> None:
    """A loop of a site leaves one."""
    assert to_html(to_prose("* {{ p.title }}\n* a\n", "")).count("<li>") == 1


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("> Said.\n> — Ada", ["Said.", "— Ada"]),
        ("> Said *so*.  \n> – Ada, guest", ["Said <em>so</em>.", "– Ada, guest"]),
        ("> Said.\n> — *Ada*, [guest](/a)", ["Said.", '— <em>Ada</em>, <a href="/a">guest</a>']),
        ("> Said.\n>\n> -- Ada", ["Said.", "-- Ada"]),
        ("> One.\n>\n> Two,\n> three.\n> — Ada", ["One.", "Two,\nthree.", "— Ada"]),
        # Talk, what goes on, a dash in a line, and what is the whole quotation.
        ("> — Come.\n> — Why", None),
        ("> Said\n> — and done.", None),
        ("> Said\n> — What is it?", None),
        ("> Said — Ada", None),
        ("> — Ada", None),
    ],
)
def test_a_name_after_a_dash_is_the_source_of_a_quotation(markdown: str, expected: list[str] | None) -> None:
    """The last line stands by itself; no word is lost."""
    (quote,) = to_prose(markdown, "en")
    source = source_of(quote)
    assert (None if source is None else inner_html(source)) == (expected[-1] if expected else None)
    if expected is not None:
        assert [inner_html(one) for one in quote] == expected
