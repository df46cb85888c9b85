"""What site generators mean for themselves is taken off a text, which keeps its words; each mark is told."""

from __future__ import annotations

import re

import pytest

from brochure.load.markdown.convert import inline, to_html, to_prose
from brochure.load.markdown.foreign import ABOUT, foreign, unwrap


def html(markdown: str) -> str:
    return re.sub(r"\s*\n\s*(?=<)|(?<=>)\n\s*", "", to_html(to_prose(markdown, "")))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@pytest.mark.parametrize(
    ("markdown", "left", "kinds"),
    [
        # Hugo.
        ('Open: {{% hours branch="north" %}}.', "Open: .", ["shortcode"]),
        ('{{< figure src="/a b.jpg" alt="The hall" caption="Our hall" >}}',
         "![The hall](/a%20b.jpg) Our hall", ["shortcode"]),
        ('{{< callout type="warning" title="Mind" >}}\nText\n{{< /callout >}}',
         ":::warning[Mind] Text :::", ["shortcode"] * 2),
        ('{{% note %}}\nText\n{{%/note%}}', ":::note[] Text :::", ["shortcode"] * 2),
        ('{{< button href="/apply" >}}Apply{{< /button >}}', '<a href="/apply">Apply</a>', ["shortcode"] * 2),
        ("{{< youtube abc >}}", "", ["shortcode"]),
        ('{{< card "Bring a letter" "icons/x" >}}', "Bring a letter", ["shortcode"]),
        ('[a]({{< ref "page.md" >}})', "[a]()", ["shortcode"]),
        ("{{</* shown */>}}", "{{&lt; shown >}}", []),
        ('{{% tab "One" %}}\nText\n{{% /tab %}}', "**One** Text", ["shortcode"] * 2),
        ('{{< figure src="a.jpg" title="Hall" caption="Ours" >}}', "![](a.jpg) **Hall** Ours", ["shortcode"]),
        ('{{< quote author="Ada" >}}\nSaid.\n{{< /quote >}}',
         '<blockquote markdown="1"> Said. Ada </blockquote>', ["shortcode"] * 2),
        ("{{ if .A }}a{{ else }}b{{ end }}", "a b", ["value"] * 3),
        # Jekyll, Nunjucks, GitBook.
        ("{{ site.data.hours }} o'clock", "o'clock", ["value"]),
        ("[a]({{ '/about' | relative_url }})", "[a](/about)", []),
        ('{% include "b.html" text: "Ask a librarian" %}', "Ask a librarian", ["tag"]),
        ("{% capture x %}\n*Held*\n{% endcapture %}", "*Held*", ["tag"] * 2),
        ("{% raw %}{{ literal }}{% endraw %}", "{{ literal }}", []),
        ("{% comment %}no{% endcomment %}yes", "yes", []),
        ("{%- if a -%}one{%- else -%}two{%- endif -%}", "one two", ["tag"] * 3),
        ("{::comment}no{:/comment}{::nomarkdown}<b>yes</b>{:/}", "<b>yes</b>", []),
        ("{% highlight sh %}\nls *\n{% endhighlight %}", "``` ls * ```", []),
        ('{% hint style="danger" %}\nText\n{% endhint %}', ":::caution[] Text :::", ["tag"] * 2),
        ("[a]({% link b.md %})", "[a](b.md)", ["tag"]),
        ("{# not said #}said", "said", []),
        ("* TOC\n{:toc}\n\nText", "Text", ["toc"]),
        ("[TOC]\n\nText", "Text", ["toc"]),
        # MDX, Astro, Vue.
        ("import A from './a';\nimport { B,\n  C } from \"b\";\n\nText", "Text", ["code"] * 2),
        ("export const hours = '9-18';\n\nOpen {hours}.", "Open 9-18.", ["code"]),
        ("export default function x() {\n  return 1\n}\n\nText", "Text", ["code"]),
        ("<Card title=\"Bring a letter\" icon=\"pen\">\n    Any *letter*.\n</Card>",
         "**Bring a letter** Any *letter*.", ["component"] * 2),
        ("<Tabs>\n  <Tab label='One'>\n    - a\n      - b\n  </Tab>\n</Tabs>", "**One** - a - b", ["component"] * 4),
        ("<img src={require('./a.png').default} alt=\"x\" />", "<img src=\"./a.png\" alt=\"x\" />", ["component"]),
        ("<a href={url} onClick={() => go()}>Go</a>, a={b}", '<a href="" onClick="">Go</a>, a={b}', ["component"] * 2),
        ("<Image src={hero} alt=\"x\" />Text", "Text", ["component"]),
        ('<Image src="/a.jpg" alt="The hall" />', "![The hall](/a.jpg)", ["component"]),
        ('<Note>\nText\n</Note>', ":::note[] Text :::", ["component"] * 2),
        ('<Aside type="tip" title="Mind">\nText\n</Aside>', ":::tip[Mind] Text :::", ["component"] * 2),
        ('<Link to="/x">Go</Link>', '<a href="/x">Go</a>', ["component"] * 2),
        ("<Box>x</Box> {/* no */} {y} {z.w}", "x", ["component"] * 2 + ["value"] * 2),
        ("<my-card heading='Mind'>Text</my-card>", "**Mind** Text", ["component"] * 2),
        ("<P ALIGN=left>old</P> <BR>", "<P ALIGN=left>old</P> <BR>", []),
        ("<Ab />{items.map(i => <b key={i}>Said {i}</b>)} {1 + 1}", "<b key=>Said </b>",
         ["component", "component", "value"]),
        ("<Ab />{`one *x*`} {'<'} {\"two\"}", "one *x* &lt; two", ["component"]),
        # Directives, MyST, Pandoc, CriticMarkup, files of others.
        (':badge[New]{type="tip"} ::youtube{id="x"} at 10:[x]', "New at 10:[x]", ["component"] * 2),
        ("{ref}`page` :term:`word`", "`page` `word`", ["component"] * 2),
        (":::{admonition} MyST title\nBody\n:::", ":::{admonition} MyST title Body :::", []),
        ("[text]{.underline} [a](b){.x} end {.lead}", "text [a](b){.x} end", []),
        ("a^[said aside].", "a (said aside).", []),
        ("[^a] and [^b]\n\n[^a]: note", "[^a] and [^b] [^a]: note", ["note"]),
        ("{++in++} {--out--} {~~old~>new~~} {==hi==}{>>no<<}", "in ~~out~~ ~~old~~ new hi", ["edit"] * 5),
        ('--8<-- "a.md"\n{!b.md!}\n<<< @/c.js\n\n8 <<< 9', "8 <<< 9", ["include"] * 3),
        # Wikis, WordPress, Docusaurus, frames, formulas.
        ("[[Page]], [[Page#part|words]], ![[a b.png|The hall]]", "Page, words, ![The hall](a%20b.png)", ["wiki"] * 3),
        ("[[1]](a.md) and [[2]]", "[[1]](a.md) and [[2]]", []),
        ('[caption width="300"]![a](b.png) Our hall[/caption]', "![a](b.png) Our hall", ["shortcode"] * 2),
        ('[button url="/x"]Apply[/button] [gallery ids="1,2"]', '<a href="/x">Apply</a>', ["shortcode"] * 3),
        ("[see](a) [ref] [/no] [x][y]", "[see](a) [ref] [/no] [x][y]", []),
        (":::cards\nText\n:::", ":::cards Text :::", ["container"]),
        (":::note\nText\n:::", ":::note Text :::", []),
        ('<iframe src="x"></iframe>', '<iframe src="x"></iframe>', ["frame"]),
        (r"the fee $f = 2 \cdot l$, $$x^2$$", r"the fee $f = 2 \cdot l$, $$x^2$$", ["formula"] * 2),
        ("$$ a^2 $$\n\n$$ x + y = 2 $$\n\nso $$ b_1 $$ is", "$$ a^2 $$ $$ x + y = 2 $$ so $$ b_1 $$ is",
         ["formula"] * 3),
        ("Meals: $$ cheap, $$$ not, $$$$ never", "Meals: $$ cheap, $$$ not, $$$$ never", []),
        ("$5 and $6, US$, 5$ or a_b$", "$5 and $6, US$, 5$ or a_b$", []),
        # What can be nothing but code, without a component near it.
        ("One {1+1} {a.b.c} {go()} {x ? 'a' : 'b'} {f(() => {y})} two", "One two", ["value"] * 5),
        ("x^{i+1}, 10_{2*3}, {a, b}, {e.g. this}, {1-2}", "x^{i+1}, 10_{2*3}, {a, b}, {e.g. this}, {1-2}", []),
        ("<Box title={`Mind *it*`} />", "**Mind *it***", ["component"]),
        # Pandoc: boxes with names, works that are cited, commands of LaTeX.
        ("::::: {#top .cls key=val}\n:::: {.inner}\nText\n::::\n:::::",
         "::::: {#top .cls key=val} :::: {.inner} Text :::: :::::", ["container"] * 2),
        ("As [@roe; -@lee99, p. 3], [see @lee, ch. 2], a@b.org, [@x](y), [@z]: z",
         "As [roe; lee99, p. 3], [see lee, ch. 2], a@b.org, [@x](y), [@z]: z", ["citation"] * 2),
        ("\\newpage\n\n\\begin{center}\nText\n\\end{center}\n\n\\vspace{2cm} a",
         "Text \\vspace{2cm} a", ["layout"] * 3),
        ("\\begin{align}\nx\n\\end{align}", "\\begin{align} x \\end{align}", ["formula"]),
        # What an editor of notes keeps for itself, icons by the name of their set, keys, pictures of a blog.
        ("Words %%not for\nothers%% go on ^a1b2c3\n\n(label)=\n\nTwo", "Words go on Two", []),
        ("m ^2\n(a) b\n50 %% of it", "m ^2 (a) b 50 %% of it", []),
        (":material-account: Press ++ctrl+alt+del++, ++new++",
         "Press <kbd>Ctrl</kbd>+<kbd>Alt</kbd>+<kbd>Del</kbd>, ++new++", []),
        ("{% asset_img big a.jpg 300 200 \"A boat\" %}", "![A boat](a.jpg)", ["tag"]),
        ("{% blockquote Ann Lee, Boats %}\nIt floats.\n{% endblockquote %}",
         '<blockquote markdown="1"> It floats. Ann Lee, Boats </blockquote>', ["tag"] * 2),
        # None of it.
        ("{name} {.x} {#id} 3 < 4 > 2 <- x", "{name} {.x} {#id} 3 < 4 > 2 <- x", []),
        ("Import duties rise.\nexport it", "Import duties rise. export it", []),
        ("{{ open and { closed }", "{{ open and { closed }", []),
    ],
)  # fmt: skip
def test_marks_are_taken_off(markdown: str, left: str, kinds: list[str]) -> None:
    """Each tool's: what is text stays, pictures, links and boxes are what they were meant to be."""
    found = foreign(markdown)
    assert squeezed(unwrap(markdown)) == left
    assert [mark.kind for mark in found] == kinds
    assert {mark.kind for mark in found} <= set(ABOUT)
    assert all(markdown[mark.start : mark.end].strip() for mark in found)


@pytest.mark.parametrize(
    "code",
    ["`{{ a }}`", "``{% b %} ` <Card>``", "```\n{{< c >}}\nimport x from 'y'\n```", "~~~mdx\n<Card title='x'>\n~~~",
     "> ```\n> {{ a }}\n> ```", "<!-- {{ a }} <Card> -->", "```\nnever closed {{ a }}"],
)  # fmt: skip
def test_code_and_comments_are_let_be(code: str) -> None:
    """What documents a tool shows its marks."""
    text = f"Text {code}" if code.startswith(("`{", "``{", "<!")) else f"Text\n\n{code}"
    assert (unwrap(text), foreign(text)) == (text, ())


@pytest.mark.parametrize("opening", ["```mermaid", "~~~ plantuml", "```{.dot}", "> ```math", "  ```{mermaid}"])
def test_diagrams_are_told(opening: str) -> None:
    """They are printed as code, as which nobody wrote them; one in an example of code is code."""
    assert [mark.kind for mark in foreign(f"Text\n\n{opening}\na -> b\n```\n")] == ["diagram"]
    assert foreign(f"````md\n{opening}\n````") == ()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('{{% notice tip "Mind" %}}\nText\n{{% /notice %}}', ":::tip[Mind]"),
        ("{{% notice tip %}}\nText\n{{% /notice %}}", ":::tip[]"),
        ('{{% alert warning "Deep water" %}}\nText\n{{% /alert %}}', ":::warning[Deep water]"),
    ],
)
def test_the_kind_of_a_box_is_no_title(text: str, left: str) -> None:
    """A word that says what box it is stands before the title."""
    assert squeezed(unwrap(text)).startswith(left)


def test_a_page_of_components_is_read_as_the_markdown_in_it() -> None:
    """What is indented in them is no code."""
    text = """import { Card, Grid } from 'x';

<Grid>
  <Card title="One">
    First *one*.

    - a
      - b
  </Card>
  <Card title="Two">Second.</Card>
</Grid>

After.
"""
    assert html(text) == (
        "<p><strong>One</strong></p><p>First <em>one</em>.</p><ul><li>a<ul><li>b</li></ul></li></ul>"
        "<p><strong>Two</strong></p><p>Second.</p><p>After.</p>"
    )


def test_a_value_of_one_line_is_unwrapped_too() -> None:
    """A title holds values of its site as well as a body does."""
    assert inline("Open {{ x }}now, {{< icon name=bus >}}[[Bus|by bus]]", "") == "Open now, by bus"


@pytest.mark.parametrize(
    ("markdown", "read"),
    [
        # At the beginning of a sentence, in the middle, at its end.
        ("{{ greeting }}, and come in.", "<p>And come in.</p>"),
        ("It is warm. {{ greeting }}, and come in.", "<p>It is warm. And come in.</p>"),
        ("{{ n }} people came.", "<p>… people came.</p>"),
        ("{{ icon }} People came. {{ a }}. Go", "<p>People came. Go</p>"),
        ("Here is what {{ site.title }} found:", "<p>Here is what … found:</p>"),
        ("From {{ h }}:{{ m }} to {{ h }}:{{ m }}.", "<p>From … to …</p>"),
        ("Open: {{% hours %}}.", "<p>Open: …</p>"),
        ("Welcome, {{ name }}! Anna, {{ x }}, Ben", "<p>Welcome! Anna, Ben</p>"),
        ("Anna, {{ x }} and Ben – {{ y }}", "<p>Anna, … and Ben</p>"),
        # Beside brackets and signs, at words that go on.
        ("We meet ({{ place }}) on Monday (in {{ a }}).", "<p>We meet on Monday (in …).</p>"),
        ("({{ place }}, Leeds) and (Leeds, {{ place }})", "<p>(Leeds) and (Leeds)</p>"),
        ("{{ fee }}€ each, for the {{ n }}th {{ x }}time", "<p>…€ each, for the …th time</p>"),
        # In a list, a table, a heading, a link, and a strong word.
        ("1. {{ a }}\n2. cook, {{ b }}", "<ol><li>cook</li></ol>"),
        ("- {{ a }}", ""),
        ("We teach:\n\n{% for one in all %}\n- {{ one.title }}\n{% endfor %}", "<p>We teach: …</p>"),
        ("# {{ a }}\n\n## To {{ b }}", "<h2>To …</h2>"),
        ("[{{ a }}](b.md)\n\nSee [{{ a }}](https://b.org/) or [{{ c }}](d.md)",
         '<p>See <a href="https://b.org/">b.org</a> or <a href="d.md">…</a></p>'),
        ("**{{ name }}**, come in.", "<p>Come in.</p>"),
        ('<a class="{{ x }}" href="/{{ y }}">Go</a>', '<p><a href="/">Go</a></p>'),
        # Alone on a line it is a part of the page.
        ("One.\n{{ content }}\n{{ more }} - two", "<p>One.</p><ul><li>two</li></ul>"),
        # What the text itself gives.
        ('{% set greeting = "Good evening" %}\n{{ greeting | safe }}, come in.', "<p>Good evening, come in.</p>"),
        ('{{ $x := "nine" }}At {{ $x }}. {% assign y = 1 %}{% assign y = 2 %}At {{ y }}.', "<p>At nine. At …</p>"),
    ],
)  # fmt: skip
def test_what_stays_without_a_value_reads_as_a_sentence(markdown: str, read: str) -> None:
    """Signs that belong to the value go with it; dots stand where the sentence does not read without it."""
    assert html(markdown) == read


def test_a_line_without_a_value_reads_as_one() -> None:
    """A title, a label or a note of one line is closed up as a text is."""
    assert inline("{{ x }} – Evening", "") == "Evening"
    assert inline("{{ x }}, come in", "") == "Come in"
