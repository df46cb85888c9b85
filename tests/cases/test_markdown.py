"""Markdown as people write it, built: the words of each page, and what the PDF says they are."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from tests.cases.bench import Made, made, write
from tests.pdfreader.reading import Item, Reading


def page(tmp_path: Path, body: str) -> Made:
    return made(write(tmp_path, f"---\ntitle: Harbour\n---\n\n## Page\n\n{body}\n"))


def words(found: Made, number: int = 2) -> str:
    """Give the words of a page between its heading and its folio."""
    return " ".join(found.words(number).split()).removeprefix("Page ").removesuffix(f" {number} Lakeside")


def tree(found: Made) -> Item:
    item = Reading(found.pdf).tree
    assert item is not None
    return item


def shape(item: Item) -> list[object]:
    """Give the labels of the lists of a PDF, those of a list in an item as a list."""
    if item.role == "Lbl":
        return [item.all_text.strip()]
    inner = [label for child in item.children for label in shape(child)]
    return [inner] if item.role == "L" else inner


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Bring:\n- a rope\n- a lamp", [["•", "•"]]),
        ("**Bring**\n* a rope\n* a lamp", [["•", "•"]]),
        ("- Fish\n  - Cod\n  - Eel\n- Bread", [["•", ["◦", "◦"], "•"]]),
        ("- Fish\n   - Cod\n      - small\n- Bread", [["•", ["◦", ["▪"]], "•"]]),
        ("- Fish\n\t- Cod\n- Bread", [["•", ["◦"], "•"]]),
        ("1. Sign\n   - here\n   - there\n2. Come", [["1.", ["◦", "◦"], "2."]]),
        ("1. Sign\n  * here\n2. Come", [["1.", ["◦"], "2."]]),
        ("First:\n1) Sign\n2) Come", [["1.", "2."]]),
        ("1. one\n2. two\n\nA word.\n\n3. three\n4. four", [["1.", "2."], ["3.", "4."]]),
        ("- [x] booked\n- [ ] paid", [["☑", "☐"]]),
    ],
)
def test_lists(tmp_path: Path, body: str, expected: list[object]) -> None:
    """Lists after a line, nested by two, three or a tab, with a bracket, from any number, with boxes to tick."""
    found = page(tmp_path, body)
    assert found.codes == []
    assert shape(tree(found)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Pier 5\\\n8000 Port", "Pier 5 8000 Port"),
        ("Fare: ~~9~~ 7 euros for H~2~O, ==now==", "Fare: 9 7 euros for H 2 O, now"),
        ('[Apply](https://example.org/a){:target="_blank" rel="x"}\n\nRead.\n{: .lead }', "Apply Read."),
        ("Draught\n: How deep.\n\nBeam\n: How wide.", "Draught How deep. Beam How wide."),
        ("> [!TIP]\n> Mind it.\n\n:::warning[Wet]\nThe quay.\n:::", "Tip Mind it. Wet The quay."),
        ('!!! danger "Deep"\n    Keep off.', "Deep Keep off."),
        ("<details><summary>Dogs?</summary>\n\nYes, **free**.\n\n</details>", "Dogs? Yes, free ."),
        ("<section><h3>Inside</h3><p>Text.</p></section>\n\n<button>Buy</button> <input>", "Inside Text. Buy"),
        ('<div class="r"><span>noon</span><span>Lunch</span></div>', "noon Lunch"),
        ('<div markdown="1">\nThis *is* read.\n</div>', "This is read."),
        ("One.\n\n<!-- more -->\n\nTwo.", "One. Two."),
        ("Text\u2028broken \u2764\ufe0f\u2029and\ufeff parted.", "Text broken \u2764 and parted."),
    ],
)
def test_words(tmp_path: Path, body: str, expected: str) -> None:
    """The words are there, in order, and no mark with them."""
    assert words(page(tmp_path, body)) == expected


def test_code_keeps_its_lines(tmp_path: Path) -> None:
    """Fenced, in a list, too: each line is one, in a face of its own; the language is no word of it."""
    found = page(tmp_path, "```sh\nnew demo\n  cd demo\n```\n\n1. Do\n\n   ~~~\n   make\n\n   it\n   ~~~\n2. Look")
    tops = {run.text.strip(): run.box[1] for run in found.placed.runs if run.page == 2}
    assert len({tops[line] for line in ("new demo", "cd demo", "make", "it")}) == 4
    assert "sh" not in words(found).split()
    assert [len(item.children) for item in tree(found).find("L")] == [2]
    assert len(tree(found).find("Code")) == 2


def test_columns_stand_as_they_are_aligned(tmp_path: Path) -> None:
    """Figures flush right, the third column centred; the first, with more words, is the widest."""
    table = "| Post | 2025 | 2026 |\n|:--|--:|:-:|\n| Quay | 9 | 1 |\n| Masons and their tools | 1,234,567 | 12,345 |"
    found = page(tmp_path, f"In thousands.\n\n{table}")
    boxes = {run.text.strip(): run.box for run in found.placed.runs if run.page == 2}
    assert boxes["9"][2] == pytest.approx(boxes["1,234,567"][2], abs=0.5)
    middle = [(boxes[text][0] + boxes[text][2]) / 2 for text in ("1", "12,345", "2026")]
    assert middle == pytest.approx([middle[0]] * 3, abs=0.5)


def test_notes_stand_where_they_are_called(tmp_path: Path) -> None:
    """On the page of their mark, numbered through, each with a way back; none comes at the end of all."""
    body = (
        "It opened in 1874[^a].\n\n## Town\n\nQuiet.\n\n## Ships\n\nDaily[^b].\n\n[^a]: Archive.\n[^b]: Count of 2025."
    )
    found = page(tmp_path, body)
    assert [note in found.words(number) for number in (2, 3, 4) for note in ("Archive.", "Count of 2025.")] == [
        True, False, False, False, False, True,
    ]  # fmt: skip
    targets = [str(note.get("/Dest"))[:5] for leaf in Reading(found.pdf).pdf.pages for note in leaf.get("/Annots", ())]
    assert sorted(set(targets) - {"None"}) == ["fn:a-", "fn:b-", "fnref"]


def test_bare_addresses_are_links(tmp_path: Path) -> None:
    """Those of the web and of mail, without the full stop after them."""
    found = page(tmp_path, "See https://example.org/tide. Or write to quay@example.org.")
    # One that runs over two lines has two areas.
    targets = dict.fromkeys(target for _, _, target in Reading(found.pdf).links())
    assert list(targets)[:2] == ["https://example.org/tide", "mailto:quay@example.org"]


@pytest.mark.parametrize(
    ("body", "expected", "lines"),
    [
        ('{{< callout type="info" >}}\nBring a letter.\n{{< /callout >}}\n\nOpen {{% hours %}} daily.',
         "Note Bring a letter. Open … daily.", [7]),
        ("{% include 'b.html' text: \"Ask someone\" %}\n\nOpen {{ site.hours }} daily.\n\n"
         "{% raw %}{{ x }}{% endraw %}",
         "Ask someone Open … daily. {{ x }}", [7, 9]),
        ("import { Card } from '@x/y';\nexport const hours = \"9-18\";\n\n"
         "<Card title=\"Bring it\">\n    Any **letter**.\n</Card>"
         "\n\nOpen {hours}. {/* no */}", "Bring it Any letter . Open 9-18.", [7, 10]),
        ("::card{title=\"Boats\"}\nThey go.\n::\n\n::: unknown\nThey come.\n:::", "Boats They go. They come.", [7]),
        ("{# no #}{% set a = 1 %}{% if a %}Yes{% endif %}", "Yes", [7]),
        ("[caption id=\"x\"]A quay[/caption]", "A quay", [7]),
    ],
)  # fmt: skip
def test_marks_of_generators_are_taken_off(tmp_path: Path, body: str, expected: str, lines: list[int]) -> None:
    """Hugo, Jekyll, MDX, Nuxt, Nunjucks, WordPress: the text is printed, each kind told once, at its line."""
    found = page(tmp_path, body)
    assert words(found) == expected
    assert {*found.codes} == {"foreign-markup"}
    assert sorted(p.place.line or 0 for p in found.problems if p.code == "foreign-markup") == lines


def test_meanings_are_read_after_their_words(tmp_path: Path) -> None:
    """In the order of the file, wherever they stand on the page."""
    found = page(
        tmp_path, "Draught\n: How deep she lies.\n\nBeam\n: How wide she is.\n\nAir\n: How high.\n\nMeasured twice."
    )
    with pypdfium2.PdfDocument(found.pdf) as document:
        text = document[1].get_textpage().get_text_range()
    wanted = ["Draught", "How deep", "Beam", "How wide", "Air", "How high", "Measured twice"]
    assert [text.index(words) for words in wanted] == sorted(text.index(words) for words in wanted)


@pytest.mark.parametrize("front", ["table: rates.csv", "table: data/rates.csv", "table: {file: data/rates.csv}"])
def test_a_file_of_rows_beside_the_content_is_a_table(tmp_path: Path, front: str) -> None:
    """By its name alone, too."""
    rows = "Berth;Fee\nNorth;12\n"
    content = write(tmp_path, f"---\ntitle: Harbour\n{front}\n---\n", {
        "content/data/rates.csv": rows, "content/rates.csv": rows,
    })  # fmt: skip
    found = made(content)
    assert found.codes == []
    assert "Berth Fee North 12" in found.words(2)
