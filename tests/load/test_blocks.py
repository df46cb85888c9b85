"""Blocks as people write them: what other tools take for Markdown comes out as it is meant."""

from __future__ import annotations

import re

import pytest

from brochure.load.markdown.convert import to_html, to_prose
from brochure.load.markdown.title import only_heading


def html(markdown: str, language: str = "en") -> str:
    """The HTML without what only lays it out: line ends between tags, widths of columns."""
    text = re.sub(r"<colgroup>.*?</colgroup>", "", to_html(to_prose(markdown, language)))
    return re.sub(r"\s*\n\s*(?=<)|(?<=>)\n\s*", "", text) if "<pre" not in text else text


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Bring along:\n- a coat\n- a pen", "<p>Bring along:</p><ul><li>a coat</li><li>a pen</li></ul>"),
        ("**First day**\n* boots\n+ gloves", "<p><strong>First day</strong></p><ul><li>boots</li><li>gloves</li></ul>"),
        ("Then:\n1. come\n2. go", "<p>Then:</p><ol><li>come</li><li>go</li></ol>"),
        ("Then:\n1) come\n2) go", "<p>Then:</p><ol><li>come</li><li>go</li></ol>"),
        ("In the year\n1874. The harbour", "<p>In the year\n1874. The harbour</p>"),
        ("ten minus\n-5", "<p>ten minus\n-5</p>"),
        ("Bring:\n    - a coat\n    - a pen", "<p>Bring:</p><ul><li>a coat</li><li>a pen</li></ul>"),
        ("- Fruit\n  - Apple\n  - Pear\n- Roots",
         "<ul><li>Fruit<ul><li>Apple</li><li>Pear</li></ul></li><li>Roots</li></ul>"),
        ("- a\n   - b\n      - c", "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ul>"),
        ("- a\n    - b\n        - c\n- d", "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>"),
        ("- a\n\t- b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("1. a\n   - b\n   - c\n2. d", "<ol><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ol>"),
        ("1. a\n  - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        ("9. a\n10. b\n    - c",
         '<ol start="9" style="counter-reset:list-item 8"><li>a</li><li>b<ul><li>c</li></ul></li></ol>'),
        ("* a\n\n* b\n\n* c", "<ul><li>a</li><li>b</li><li>c</li></ul>"),
        ("- a\n  more of a\nand more\n- b", "<ul><li>a\nmore of a\nand more</li><li>b</li></ul>"),
        ("- a\n\n  second\n- b", "<ul><li><p>a</p><p>second</p></li><li>b</li></ul>"),
        ("- a\n\n    second", "<ul><li><p>a</p><p>second</p></li></ul>"),
        ("100. a\n\n    second",
         '<ol start="100" style="counter-reset:list-item 99"><li><p>a</p><p>second</p></li></ol>'),
        ("- a\n\nAfter", "<ul><li>a</li></ul><p>After</p>"),
        ("- a\n1. b", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
        ("- a\n---\n- b", "<ul><li>a</li></ul><hr/><ul><li>b</li></ul>"),
        ("a\n\n* * *\n\nb\n\n- - -\n\nc", "<p>a</p><hr/><p>b</p><hr/><p>c</p>"),
        ("- [x] done\n- [ ] to do\n- [X] too", '<ul><li data-task="done">done</li><li data-task="open">to do</li>'
         '<li data-task="done">too</li></ul>'),
        ("- > quoted\n  > on\n- b", "<ul><li><blockquote><p>quoted\non</p></blockquote></li><li>b</li></ul>"),
        ("> - a\n>   - b\n>\n> c", "<blockquote><ul><li>a<ul><li>b</li></ul></li></ul><p>c</p></blockquote>"),
        ("> quoted\nlazily\n- item", "<blockquote><p>quoted\nlazily</p></blockquote><ul><li>item</li></ul>"),
        # Another sign after the number begins another list (5.3).
        ("1) a\n2) b\n7. c\n8. d",
         '<ol><li>a</li><li>b</li></ol><ol start="7" style="counter-reset:list-item 6"><li>c</li><li>d</li></ol>'),
        ("1. a\n\n7. b", "<ol><li>a</li><li>b</li></ol>"),
        # Markdown is read where it is wanted, whatever HTML stands right above.
        ("</details>\n<div markdown=\"1\">\n*a*\n</div>", "<p><em>a</em></p>"),
        ("<section>\n<p>b</p>\n<div markdown=\"1\">\n*a*\n</div>\n</section>\n\n*c*",
         "<p>b</p><p><em>a</em></p><p><em>c</em></p>"),
        ("One.\n\n3. c\n4. d", '<p>One.</p><ol start="3" style="counter-reset:list-item 2"><li>c</li><li>d</li></ol>'),
        ('<ol type="a" start="2"><li>x</li></ol>',
         '<ol start="2" style="list-style-type:lower-alpha;counter-reset:list-item 1"><li>x</li></ol>'),
    ],
)  # fmt: skip
def test_lists(markdown: str, expected: str) -> None:
    """Without a blank line before them, nested by any margin, with either mark of a number, started anywhere."""
    found = re.sub(r"(?<=>) (?=done|to do|too)", "", html(markdown))
    assert found == expected


@pytest.mark.parametrize(
    ("markdown", "code"),
    [
        ("```sh\nnew demo\n  cd demo\n```", "new demo\n  cd demo\n"),
        ("Text\n~~~\na *b* {{ c }} <d>\n~~~\nafter", "a *b* {{ c }} &lt;d&gt;\n"),
        ("```js {1,3} title=\"x\"\na\n\n\nb\n```", "a\n\n\nb\n"),
        ("````\n```\ninner\n```\n````", "```\ninner\n```\n"),
        ("- item\n\n  ```\n  a\n\n    b\n  ```\n- next", "a\n\n  b\n"),
        ("> ```\n> a\n> b\n> ```", "a\nb\n"),
        ("```\nnever closed\n\n- no list", "never closed\n\n- no list\n"),
        ("!!! note\n    ```\n    a\n\n    b\n    ```", "a\n\nb\n"),
        ("[^1]\n\n[^1]: note\n\n    ```\n    a\n\n    b\n    ```", "a\n\nb\n"),
        ("    indented\n      more", "indented\n  more\n"),
        ("<pre>\na\n\n  *b*\n</pre>", "a\n\n  *b*\n"),
    ],
)  # fmt: skip
def test_code_keeps_its_lines(markdown: str, code: str) -> None:
    """Whatever stands around it; nothing in it is marked up, and no dialect is read."""
    found = re.search(r"<pre>(?:<code>)?(.*?)(?:</code>)?</pre>", html(markdown), re.DOTALL)
    assert found is not None
    assert found[1] == code


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Quay Street 5\\\n8000 Port", "<p>Quay Street 5<br/>8000 Port</p>"),
        ("Quay Street 5  \n8000 Port", "<p>Quay Street 5<br/>8000 Port</p>"),
        ("~~20~~ 15, H~2~O, m^2^, ==new==, ++more++",
         "<p><del>20</del> 15, H<sub>2</sub>O, m<sup>2</sup>, <mark>new</mark>, <ins>more</ins></p>"),
        ("about ~5 or ~6, 2^10 and 3 == 3, C++ and ++i", "<p>about ~5 or ~6, 2^10 and 3 == 3, C++ and ++i</p>"),
        (r"\# \~ \| \= C:\new", r"<p># ~ | = C:\new</p>"),
        ("See https://example.org/a. Or www.example.org!",
         '<p>See <a href="https://example.org/a">https://example.org/a</a>. '
         'Or <a href="http://www.example.org">www.example.org</a>!</p>'),
        ("Write to ada@example.org, or <ada@example.org>.",
         '<p>Write to <a href="mailto:ada@example.org">ada@example.org</a>, '
         'or <a href="mailto:ada@example.org">ada@example.org</a>.</p>'),
        ("[a](https://example.org) `https://b.org`",
         '<p><a href="https://example.org">a</a> <code>https://b.org</code></p>'),
        ("#5 in town", "<p>#5 in town</p>"),
        ("## C# ##", "<h2>C#</h2>"),
        ("Text\n## Head\nmore", "<p>Text</p><h2>Head</h2><p>more</p>"),
        ("Head\n---\nText", "<h2>Head</h2><p>Text</p>"),
        (":tada: at 12:30:45 and :nothing-known:", "<p>\U0001f389 at 12:30:45 and :nothing-known:</p>"),
        ("The HTML\n\n*[HTML]: Markup", '<p>The <abbr title="Markup">HTML</abbr> (Markup)</p>'),
        ("HTML, HTML\n\n*[HTML]: Markup",
         '<p><abbr title="Markup">HTML</abbr> (Markup), <abbr title="Markup">HTML</abbr></p>'),
    ],
)  # fmt: skip
def test_marks_in_a_line(markdown: str, expected: str) -> None:
    """Those of GitHub and of Pandoc; signs that mark nothing stay."""
    assert html(markdown) == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("## Head {#id .wide}", "<h2>Head</h2>"),
        ("## Head\n{: .wide}\n\nText", "<h2>Head</h2><p>Text</p>"),
        ("Text.\n{: .lead }", "<p>Text.</p>"),
        ("*a*{.b} {not so} } {", "<p><em>a</em> {not so} } {</p>"),
        ("{: .lead }\n\nText.", "<p>Text.</p>"),
        ('[Apply](https://a.org){:target="_blank"}', '<p><a href="https://a.org">Apply</a></p>'),
        ("![A](b.png){width=50% .right}", '<p><img alt="A" src="b.png"/></p>'),
        ('*mot*{lang="fr"}', '<p><em lang="fr">mot</em></p>'),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n{: .striped}",
         "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr>"
         "<td>1</td><td>2</td></tr></tbody></table>"),
        ("## Price {draft}", "<h2>Price {draft}</h2>"),
        ("*word*{sic} and {name}", "<p><em>word</em>{sic} and {name}</p>"),
        ("`{.x}` {", "<p><code>{.x}</code> {</p>"),
    ],
)  # fmt: skip
def test_lists_of_attributes_do_not_print(markdown: str, expected: str) -> None:
    """But braces that hold a word do."""
    assert html(markdown) == expected


@pytest.mark.parametrize(
    ("markdown", "kind", "title"),
    [
        ("!!! note\n    Text.", "note", ""),
        ("::note\n---\ntitle: 'Mind'\nicon: x\n---\nText.\n::", "note", "Mind"),
        ("::note\n#default\nText.\n::", "note", ""),
        ('!!! warning "Mind"\n    Text.', "warning", "Mind"),
        ("!!! example\n    Text.", "note", ""),
        ('??? info "Mind"\n    Text.', "note", "Mind"),
        ("> [!NOTE]\n> Text.", "note", ""),
        ("> [!CAUTION] Mind\n> Text.", "caution", "Mind"),
        ("> [!tip]- Mind\n> Text.", "tip", "Mind"),
        (":::tip\nText.\n:::", "tip", ""),
        ("::: warning Mind\nText.\n:::", "warning", "Mind"),
        (":::danger[Mind]\n\nText.\n\n:::", "caution", "Mind"),
        ('::: {.callout-important title="Mind"}\nText.\n:::', "important", "Mind"),
        (":::{note} Mind\nText.\n:::", "note", "Mind"),
        ("```{warning} Mind\nText.\n```", "warning", "Mind"),
        ('::alert{type="warning"}\nText.\n::', "warning", ""),
        ("<details><summary>Mind</summary>\n\nText.\n\n</details>", "details", "Mind"),
        ("<details>\n<summary>Mind</summary>\n<p>Text.</p>\n</details>", "details", "Mind"),
        (":::details Mind\nText.\n:::", "details", "Mind"),
    ],
)
def test_boxes(markdown: str, kind: str, title: str) -> None:
    """Each dialect's way to open one; a title is the author's, what it is without one is said in the language."""
    titled = f'<p data-title="">{title}</p>' if title else ""
    assert html(f"Before.\n\n{markdown}\n\nAfter.") == (
        f'<p>Before.</p><div data-callout="{kind}">{titled}<p>Text.</p></div><p>After.</p>'
    )


def test_tabs_stand_one_under_another() -> None:
    tabs = '=== "Spring"\n\n    Feed *them*.\n\n=== "Summer"\n\n    - Add\n    - boxes'
    assert html(tabs) == (
        '<p data-title="">Spring</p><p>Feed <em>them</em>.</p>'
        '<p data-title="">Summer</p><ul><li>Add</li><li>boxes</li></ul>'
    )
    assert html('=== "a" and more') == "<p>=== “a” and more</p>"


def test_what_stands_in_a_box_is_markdown() -> None:
    """Lists with blank lines, code and other boxes in it; it ends where its margin or its mark does."""
    assert html("!!! note\n    - a\n\n      more\n    - b\n\nAfter") == (
        '<div data-callout="note"><ul><li><p>a</p><p>more</p></li><li>b</li></ul></div><p>After</p>'
    )
    nested = ":::note\n- a\n\n:::tip\nin\n:::\n\nb\n:::\nAfter"
    assert html(nested) == (
        '<div data-callout="note"><ul><li>a</li></ul><div data-callout="tip"><p>in</p></div><p>b</p></div><p>After</p>'
    )
    assert html(":::row\n:::card Title\nText\n:::\n:::\nAfter") == ('<p data-title="">Title</p><p>Text</p><p>After</p>')


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Draught\n: How deep.", "<dl><dt>Draught</dt><dd>How deep.</dd></dl>"),
        ("Draught\n:   How deep.\n:   In metres.\n\nBeam\n: How wide.",
         "<dl><dt>Draught</dt><dd><p>How deep.</p><p>In metres.</p></dd><dt>Beam</dt><dd>How wide.</dd></dl>"),
        ("Ship\nBoat\n: Floats.\n\n    - a\n    - b",
         "<dl><dt>Ship<br/>Boat</dt><dd>Floats.<ul><li>a</li><li>b</li></ul></dd></dl>"),
        ("<dl><dt>a</dt><dd>b</dd><dd>c</dd></dl>", "<dl><dt>a</dt><dd><p>b</p><p>c</p></dd></dl>"),
        (": no word above", "<p>: no word above</p>"),
    ],
)  # fmt: skip
def test_meanings(markdown: str, expected: str) -> None:
    """A label and a body for each word, several of either made one."""
    assert html(markdown) == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("<div class=x>\n<p>**raw**</p>\n</div>", "<p>**raw**</p>"),
        ('<div class="x" markdown="1">\n*read*\n</div>', "<p><em>read</em></p>"),
        ('<div markdown="1">\n<h3>Head</h3>\n*read*\n</div>', "<h3>Head</h3><p><em>read</em></p>"),
        ("<section markdown>\n## Head\n\n- a\n</section>\nText", "<h2>Head</h2><ul><li>a</li></ul><p>Text</p>"),
        ("<div>\n\n*read*\n\n</div>", "<p><em>read</em></p>"),
        ("<div>\n  <div>\n\n    <p>deep</p>\n\n    loose *text*\n  </div>\n</div>",
         "<p>deep</p><p>loose <em>text</em></p>"),
        ("<section><h2>H</h2><p>a</p></section><article>b</article>", "<h2>H</h2><p>a</p><p>b</p>"),
        ("<div>a</div><div>b</div>", "<p>a</p><p>b</p>"),
        ('<div class="row"><span>12pm</span><span>Lunch</span></div>', "<p>12pm Lunch</p>"),
        ("<button>Buy</button><button>Rent</button>", "<p>Buy Rent</p>"),
        ("B<span>e</span><span>rth</span>", "<p>Berth</p>"),
        ("<p align=center>\n\nText\n\n</p>", "<p>Text</p>"),
        ("<video src=a>A film.</video>", "<p>A film.</p>"),
        ("<!-- a\n\nb --> *c*", "<p><em>c</em></p>"),
        ("Text <!-- a --> on", "<p>Text  on</p>"),
        ("<table><tr><td>\n\n*a*\n\n</td></tr></table>",
         "<table><tbody><tr><td><p><em>a</em></p></td></tr></tbody></table>"),
        ("- <div>a</div>\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("<input placeholder=x> a", "<p>a</p>"),
        ("<center>*a*</center>", "<p>*a*</p>"),
    ],
)  # fmt: skip
def test_html(markdown: str, expected: str) -> None:
    """Until a blank line, as CommonMark has it; what holds blocks is opened, and nothing in it runs together."""
    assert re.sub(r" +(?=</p>)|(?<=<p>) +", "", html(markdown)) == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("| Post | 2025 | 2026 |\n|:-----|-----:|:----:|\n| Quay | 9 | 1 |",
         [("Post", None), ("2025", "right"), ("2026", "center"), ("Quay", None), ("9", "right"), ("1", "center")]),
        ("Text\n| a | b |\n|---|---|\n| 1 | 2 |", [("a", None), ("b", None), ("1", None), ("2", None)]),
        ("a | b\n-|-:\n1 | 2", [("a", None), ("b", "right"), ("1", None), ("2", "right")]),
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |\n| 4 |", [("a", None), ("b", None), ("", None), ("1", None), ("2", None),
         ("3", None), ("4", None), ("", None), ("", None)]),
        ("| a |\n|---|\n| `x|y` |", [("a", None), ("x|y", None)]),
    ],
)  # fmt: skip
def test_tables(markdown: str, expected: list[tuple[str, str | None]]) -> None:
    """Alignment stays, no cell is lost, and no blank line is needed above."""
    cells = [cell for top in to_prose(markdown, "") for cell in top.iter() if cell.tag in ("td", "th")]
    assert [("".join(cell.itertext()), cell.get("align")) for cell in cells] == expected


def test_columns_are_as_wide_as_their_content_asks() -> None:
    """A column of figures takes less than one of sentences; merged cells, or few, are left to the engine."""
    (table,) = to_prose("| n | Text |\n|---|---|\n| 1 | The harbour opened in the year of the great flood |", "en")
    widths = [float(column.get("style", "").removeprefix("width:").removesuffix("%")) for column in table.iter("col")]
    assert len(widths) == 2
    assert sum(widths) == pytest.approx(100, abs=0.1)
    assert widths[1] > 4 * widths[0]
    (merged,) = to_prose("<table><tr><td colspan=2>a</td></tr><tr><td>b</td><td>c</td></tr></table>", "en")
    assert list(merged.iter("col")) == []


def test_every_cell_of_a_row_holds_its_pipes() -> None:
    """A pipe in code, or after a backslash, parts nothing."""
    (table,) = to_prose("| a | b |\n|---|---|\n| x \\| y | `p|q` |", "")
    assert ["".join(cell.itertext()) for cell in table.iter("td")] == ["x | y", "p|q"]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("---\n\n## Head\n\na\n\n---\n\n## Two\n\n***", "<h2>Head</h2><p>a</p><h2>Two</h2>"),
        ("***\n\na\n\n***\n\n***\n\nb\n\n---", "<p>a</p><hr/><p>b</p>"),
        ("a\n\n***\n\nb", "<p>a</p><hr/><p>b</p>"),
    ],
)
def test_a_rule_parts_two_texts(markdown: str, expected: str) -> None:
    """At the beginning, at the end and beside a heading it would but make an empty page."""
    assert html(markdown) == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("| 8 Quay Road\n| Port\n|   Wales", "<p>8 Quay Road<br/>Port<br/>Wales</p>"),
        ("Text\n| alone", "<p>Text\n| alone</p>"),
        ("| a | b |\n|---|---|\n| c | d |", "<table>"),
        ("| a\n|---\n| c", "<table>"),
    ],
)
def test_lines_end_where_they_end(markdown: str, expected: str) -> None:
    """Each after a stroke, as Pandoc has them; what has the line below its head is a table."""
    assert html(markdown).startswith(expected)


@pytest.mark.parametrize(
    ("text", "title", "rest"),
    [
        ("Harbour\nlife\n====\n\nText", "Harbour\nlife", "\n\nText"),
        ("# ![Harbour](l.png)\n\nText", "Harbour", "![Harbour](l.png)\n\nText"),
        ('<h1><a href="x"><img src="l.png" alt="Our harbour"></a></h1>\nText', "Our harbour",
         '<a href="x"><img src="l.png" alt="Our harbour"></a>\nText'),
        ("# ![Logo](l.png) Harbour\n", "![Logo](l.png) Harbour", "\n"),
    ],
)  # fmt: skip
def test_the_title_is_the_whole_heading(text: str, title: str, rest: str) -> None:
    """On as many lines as it has; of a picture it is what that says, and the picture stays."""
    found = only_heading(text)
    assert found is not None
    assert (found.markdown, found.rest) == (title, rest)


def test_a_text_that_is_read_again_is_its_reader_s_own() -> None:
    """What one reader makes of its elements is not seen by the next; nothing of the text is worked out twice."""
    from brochure.load.markdown import convert

    convert._read.cache_clear()
    first = convert.to_prose("One *word*.\n\n- item", "en")
    first[0].text, first[1].tag = "Other", "ol"
    again = convert.to_prose("One *word*.\n\n- item", "en")
    assert "".join(convert.to_html(again).split("\n")) == "<p>One <em>word</em>.</p><ul><li>item</li></ul>"
    assert convert.to_html(convert.to_prose("One *word*.\n\n- item", "fr")) == convert.to_html(again)
    assert (convert._read.cache_info().hits, convert._read.cache_info().misses) == (1, 2)
