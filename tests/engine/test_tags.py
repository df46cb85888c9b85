"""The structure tree of real PDFs: what a reader who listens hears."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from brochure.pictures.assets import Assets
from tests.engine.conftest import words
from tests.pdfreader.reading import Item, Reading

Read = Callable[..., Reading]
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
DOT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg>'


def test_headings_paragraphs_and_sections_follow_the_html(read: Read) -> None:
    found = read("<section><h1>Titre</h1><p>Un <em>mot</em> fort.</p></section>")
    assert found.tree is not None
    assert found.tree.outline() == ["Document", ["Sect", "H1", "P"]]
    assert found.tree.find("P")[0].all_text == "Un mot fort."
    assert found.orphans == []
    assert found.untagged == []


def test_folios_and_running_heads_are_artifacts_of_pagination(read: Read) -> None:
    found = read("<p>Texte</p>")
    assert found.artifacts == [(0, "/Pagination", "Folio 1")]
    assert [role for role, *_ in found.roles()] == ["Document", "P"]


def test_decoration_is_no_element(read: Read) -> None:
    found = read(
        '<p>Lu</p><p data-artifact>Filet</p><p aria-hidden="true">Caché</p><hr><p></p>'
        f'<img src="data:image/png;base64,{PIXEL}" alt="">'
    )
    assert [(role, text) for role, text, *_ in found.roles()] == [("Document", ""), ("P", "Lu")]
    assert {("/Layout", "Filet"), ("/Layout", "Caché")} <= {(kind, text) for _, kind, text in found.artifacts}
    assert found.orphans == []


def test_a_figure_has_its_description_and_its_place(read: Read, assets: Assets) -> None:
    url = assets.keep("point", DOT)
    found = read(f'<p>Avant</p><img src="{url}" alt="Un point" style="width:30mm;height:30mm;display:block">')
    assert found.tree is not None
    (figure,) = found.tree.find("Figure")
    assert figure.alt == "Un point"
    millimetre = 72 / 25.4
    left, bottom, right, top = (float(edge) / millimetre for edge in figure.entries["A"].BBox)
    assert (left, right) == pytest.approx((10, 40), abs=0.01)
    assert top - bottom == pytest.approx(30, abs=0.01)
    assert top == pytest.approx(148 - 10 - 12 * 1.4 / millimetre, abs=0.05)


def test_a_drawing_in_the_page_is_described_by_its_title(read: Read) -> None:
    drawing = DOT.replace("<circle", "<title>Un rond</title><circle").replace("<svg", '<svg width="9" height="9"')
    found = read(f"<p>Avant</p><div>{drawing}</div>")
    assert found.tree is not None
    assert [item.alt for item in found.tree.find("Figure")] == ["Un rond"]


def test_a_block_may_be_said_to_be_a_figure(read: Read) -> None:
    found = read('<div data-role="Figure" aria-label="Trois sur dix"><p>3/10</p></div>')
    assert found.tree is not None
    assert found.tree.outline() == ["Document", ["Figure", "P"]]
    assert found.tree.find("Figure")[0].alt == "Trois sur dix"


@pytest.mark.parametrize("item", ["<p>Un</p>", "Un", "<p>Un</p><p>Deux</p>"])
def test_list_items_have_label_and_body_however_they_are_written(read: Read, item: str) -> None:
    found = read(f"<ul><li>{item}</li></ul>")
    assert found.tree is not None
    (entry,) = found.tree.find("LI")
    assert [child.role for child in entry.children] == ["Lbl", "LBody"]
    assert found.tree.find("L")[0].entries["A"].ListNumbering == "/Disc"


def test_a_list_without_marks_and_a_nested_list(read: Read) -> None:
    found = read('<ul style="list-style:none"><li>Un<ol><li>Sous</li></ol></li></ul>')
    assert found.tree is not None
    assert found.tree.outline() == ["Document", ["L", ["LI", ["LBody", ["L", ["LI", "Lbl", "LBody"]]]]]]


def test_terms_label_their_definitions(read: Read) -> None:
    found = read("<dl><dt>Terme</dt><dd>Sens</dd></dl>")
    assert found.tree is not None
    assert found.tree.outline() == ["Document", ["L", ["LI", "Lbl", "LBody"]]]
    assert [found.tree.find(role)[0].all_text for role in ("Lbl", "LBody")] == ["Terme", "Sens"]


def test_the_language_of_a_passage_is_told(read: Read) -> None:
    found = read('<p>Le <span lang="en">fellow</span></p><p lang="de">Hallo</p><div lang="en">Bare</div>')
    assert [(role, text, lang) for role, text, _, lang in found.roles() if lang] == [
        ("Span", "fellow", "en"),
        ("P", "Hallo", "de"),
        ("P", "Bare", "en"),
    ]


def test_an_abbreviation_is_spelt_out(read: Read) -> None:
    found = read('<p><abbr title="Entrepreneur d’intérêt général">EIG</abbr></p>')
    assert found.tree is not None
    (span,) = found.tree.find("Span")
    assert (span.text, str(span.entries["E"])) == ("EIG", "Entrepreneur d’intérêt général")


def test_headers_of_a_table_have_their_scope(read: Read) -> None:
    found = read(
        "<table><thead><tr><th>An</th><th colspan=2>Prix</th></tr></thead>"
        '<tbody><tr><th scope="row">2026</th><td>4</td><td></td></tr></tbody></table>'
    )
    assert found.tree is not None
    assert found.tree.outline() == [
        "Document",
        ["Table", ["THead", ["TR", "TH", "TH"]], ["TBody", ["TR", "TH", "TD", "TD"]]],
    ]
    assert [str(cell.entries["A"].Scope) for cell in found.tree.find("TH")] == ["/Column", "/Column", "/Row"]
    assert int(found.tree.find("TH")[1].entries["A"].ColSpan) == 2


def test_a_paragraph_over_two_pages_is_one_element(read: Read) -> None:
    found = read(f"<p>{words(150)}</p>")
    assert found.tree is not None
    (paragraph,) = found.tree.find("P")
    assert paragraph.pages == [0, 1]
    assert paragraph.all_text.split()[-1] == "mot149"


def test_the_repeated_head_of_a_table_is_read_once(read: Read) -> None:
    rows = "".join(f"<tr><td>rang {number}</td></tr>" for number in range(30))
    found = read(f"<table><thead><tr><th>Chef</th></tr></thead><tbody>{rows}</tbody></table>")
    assert found.tree is not None
    assert [item.all_text for item in found.tree.find("TH")] == ["Chef"]
    assert [text for page, _, text in found.artifacts if page == 1 and "Chef" in text] == ["Chef"]
    assert found.orphans == []


def test_text_with_opacity_is_in_the_tree(read: Read) -> None:
    found = read('<p>Avant</p><p style="opacity:.5">Voile</p><p>Après</p>')
    assert [text for role, text, *_ in found.roles() if role == "P"] == ["Avant", "Voile", "Après"]
    assert found.orphans == []


def test_loose_text_in_a_group_becomes_paragraphs(read: Read) -> None:
    found = read("<section><div>Un</div><div>Deux <b>trois</b></div>quatre<p>cinq</p>six</section>")
    assert found.tree is not None
    assert [item.all_text for item in found.tree.find("P")] == ["Un", "Deux trois", "quatre", "cinq", "six"]
    assert found.tree.outline() == ["Document", ["Sect", "P", "P", "P", "P", "P"]]


def test_links_say_what_they_are_and_where_they_lead(read: Read) -> None:
    found = read(
        '<h2 id="ici">Ici</h2><p><a href="https://a.example/x">Le site</a> <a href="#ici">plus haut</a> '
        '<a href="mailto:a@b.example">a@b.example</a> <a href="https://c.example/" title="Chez C">C</a></p>'
    )
    assert found.links() == [
        (0, "Le site (https://a.example/x)", "https://a.example/x"),
        (0, "plus haut", "#ici"),
        (0, "a@b.example", "mailto:a@b.example"),
        (0, "Chez C (https://c.example/)", "https://c.example/"),
    ]


def test_a_link_over_lines_is_one_element_with_its_areas(read: Read) -> None:
    found = read(f'<p>{words(8)} <a href="https://a.example/"><b>{words(14, "lien")}</b></a></p>')
    assert found.tree is not None
    (link,) = found.tree.find("Link")
    assert link.all_text.replace(" ", "") == words(14, "lien").replace(" ", "")
    assert found.links()[0][1] == f"{words(14, 'lien')} (https://a.example/)"
    assert len(link.entries["areas"]) == len(found.links()) >= 2
    numbers = list(found.pdf.Root.StructTreeRoot.ParentTree.Nums)
    keys = {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
    assert {str(keys[int(area.StructParent)].S) for area in link.entries["areas"]} == {"/Link"}


def test_a_note_has_an_identifier(read: Read) -> None:
    found = read('<p>Texte</p><p data-role="Note">Une note</p><p data-role="Note">Deux</p>')
    assert found.tree is not None
    assert [str(note.entries["ID"]) for note in found.tree.find("Note")] == ["note-1", "note-2"]


def spelt(item: Item) -> str:
    """Give the letters of an element alone, without what its lines say of words."""
    return "".join(text for text, _ in item.pieces)


def test_a_space_stands_at_the_end_of_each_line(read: Read) -> None:
    """In the text itself, where the font has one, also after a link or a raised figure; not at the end of a block."""
    found = read(
        '<p style="width:40mm">Quelques mots qui vont <a href="https://example.org">bien au-delà de la ligne</a>, '
        "et puis<sup>2</sup> encore un peu plus loin que cela.</p><p>Fin</p>"
    )
    assert found.tree is not None
    first, last = found.tree.find("P")
    assert spelt(first) == "Quelques mots qui vont bien au-delà de la ligne, et puis2 encore un peu plus loin que cela."
    assert spelt(last) == "Fin"


def test_a_word_that_is_parted_is_not_parted_by_a_space(read: Read) -> None:
    """After a hyphen the same word goes on."""
    found = read('<p style="width:22mm;hyphens:auto" lang="fr">anticonstitutionnellement vraiment</p>')
    assert found.tree is not None
    (word,) = found.tree.find("P")
    assert spelt(word).replace("\u2010", "") == "anticonstitutionnellement vraiment"


def test_rows_are_named_where_the_corner_is_empty(read: Read) -> None:
    """The first cell of each row is its header, the corner an empty cell; another table keeps its cells."""
    head, row = "<tr><th>{}</th><th>2024</th></tr>", "<tr><td>Visites</td><td>10</td></tr>"
    table = f"<table><thead>{head}</thead><tbody>{row}</tbody></table>"
    found = read(table.format(""))
    assert found.tree is not None
    assert [cell.all_text for cell in found.tree.find("TH")] == ["2024", "Visites"]
    assert [str(cell.entries["A"].Scope) for cell in found.tree.find("TH")] == ["/Column", "/Row"]
    assert [cell.all_text for cell in found.tree.find("TD")] == ["", "10"]
    plain = read(table.format("An")).tree
    assert plain is not None
    assert [cell.all_text for cell in plain.find("TH")] == ["An", "2024"]


def test_a_footnote_is_a_note_and_its_mark_a_reference(read: Read) -> None:
    """The mark leads to the note, the note back to its mark; the note has an identifier."""
    found = read(
        '<p>Mot<sup id="fnref:1-a"><a href="#fn:1-a">1</a></sup></p>'
        '<ol class="footnotes"><li id="fn:1-a"><p>La note. <a href="#fnref:1-a">retour</a></p></li></ol>'
    )
    assert found.tree is not None
    (reference,) = found.tree.find("Reference")
    assert [child.role for child in reference.find("Link")] == ["Link"]
    (note,) = found.tree.find("Note")
    assert str(note.entries["ID"]) == "note-1"
    assert note.all_text.startswith("La note.")
    assert len(note.find("Link")) == 1


def test_sections_are_bound_in_order(read: Read) -> None:
    found = read("<h1>Un</h1>", "<h2>Deux</h2>", "<h3>Trois</h3><h4>Quatre</h4>")
    assert [(role, text) for role, text, *_ in found.roles()][1:] == [
        ("H1", "Un"),
        ("H2", "Deux"),
        ("H3", "Trois"),
        ("H4", "Quatre"),
    ]
    assert found.bookmarks() == [(0, "Un"), (1, "Deux"), (2, "Trois")]
    assert found.labels() == ["1", "2", "3"]
    assert [text.strip()[-7:] for text in found.texts()] == ["Folio 1", "Folio 2", "Folio 3"]


def test_without_tags_there_is_no_tree(read: Read) -> None:
    assert read("<p>Texte</p>", tagged=False).tree is None


CONTAINERS = [
    "<div>{}</div>",
    "<section>{}</section>",
    '<div style="display:grid;grid-template-columns:50% 50%">{}</div>',
    '<div style="display:flex;flex-wrap:wrap">{}</div>',
    '<div style="columns:2">{}</div>',
    "<table><tr><td>{}</td></tr></table>",
    '<div style="float:left;width:60mm">{}</div>',
    '<div style="position:absolute">{}</div>',
    "<ul><li>{}</li></ul>",
    '<div style="opacity:.5">{}</div>',
    '<div style="transform:rotate(1deg)">{}</div>',
    "<blockquote>{}</blockquote>",
    '<div style="overflow:hidden;border-radius:4pt">{}</div>',
    "<dl><dt>T</dt><dd>{}</dd></dl>",
]
CONTENT = (
    "<p>un</p>deux <b>trois</b> <i lang=en>four</i><ul><li>cinq<li><p>six</p><ul><li>sept</ul></ul>"
    "<table><tr><th>huit<td>neuf</table><p>dix <a href=#z>onze<br>douze</a></p><blockquote>treize</blockquote>"
)
WORDS = ("zéro", "un", "deux", "trois", "four", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "treize", "fin")
# What each role may stand in (ISO 32000-1, 14.8.4.3).
PARENTS = {
    "LI": {"L"},
    "LBody": {"LI"},
    "Lbl": {"LI"},
    "TR": {"Table", "TBody", "THead", "TFoot"},
    "TD": {"TR"},
    "TH": {"TR"},
}


@pytest.mark.parametrize("container", CONTAINERS)
def test_every_word_is_read_once_in_sound_elements_wherever_it_stands(read: Read, container: str) -> None:
    found = read("<h1 id=z>zéro</h1>" + container.format(CONTENT) + "<p>fin</p>")
    assert found.tree is not None
    said = found.tree.all_text
    for word in WORDS:
        assert said.count(word) == 1, word
    assert found.untagged == []
    assert found.orphans == []
    for item in found.tree.walk():
        assert item.role not in ("Document", "Sect", "L", "BlockQuote", "TR") or not item.text.strip()
        for child in item.children:
            assert item.role in PARENTS.get(child.role, {item.role}), (item.role, child.role)
            assert item.role not in ("P", "H1") or child.role in ("Link", "Span", "Figure")


def test_a_heading_begins_with_the_number_that_stands_elsewhere(read: Read) -> None:
    """As the number of a phase on its band; a number of nothing is furniture, a heading with one has no other."""
    found = read(
        '<p><span data-labels="a">1</span> <span data-labels="b">2</span> <span data-labels="a">3</span></p>'
        '<h3 data-labelled="a">Un</h3><p>Texte</p>'
    )
    assert found.tree is not None
    (heading,) = found.tree.find("H3")
    assert [label.all_text for label in heading.find("Lbl")] == ["1"]
    assert heading.all_text.split() in (["1", "Un"], ["1Un"])
    assert not {"2", "3"} & set(found.tree.all_text.split())
