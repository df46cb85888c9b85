"""Addresses as they are printed and linked, and the notes of texts that are alike."""

from __future__ import annotations

import re
from typing import Any

import pytest

from brochure.load.text import Source
from brochure.model.values import Text
from brochure.render.passages import cards
from brochure.render.prose import Placed, Reader, absolute, ended, on_the_web
from brochure.vocabulary.problems import Place


def placed(path: str, text: Text, stands: str) -> Placed:
    return Placed(path, "", False)


@pytest.mark.parametrize(
    ("address", "site", "whole"),
    [
        ("/talents", "https://example.org/a/", "https://example.org/talents"),
        ("https://elsewhere.org/x", "https://example.org", "https://elsewhere.org/x"),
        ("HTTPS://elsewhere.org", "", "https://elsewhere.org"),
        ("/talents", "", ""),
        ("mailto:a@example.org", "https://example.org", ""),
        ("http://[bad", "https://example.org", ""),
        ("## A [link](https://example.org/a)", "", ""),
    ],
)
def test_only_what_leads_to_a_website_counts(address: str, site: str, whole: str) -> None:
    """A path needs its site; what is no address, or leads to no website, is none."""
    assert on_the_web(address, site) == whole


def test_what_is_no_address_is_none() -> None:
    """A host in a bracket that is not closed makes no traceback."""
    assert (absolute("http://[bad", ""), absolute("http://[bad", "https://example.org")) == ("", "")


def test_a_link_that_is_no_address_is_plain_text() -> None:
    """The words stay, the link goes."""
    reader = Reader("en", "", placed)
    assert "<a" not in reader.line(Text("[words](http://[bad)", Place("a.md")))
    assert "words" in reader.line(Text("[words](http://[bad)", Place("a.md")))


def reader(**given: Any) -> Reader:
    return Reader("en", "", placed, **given)


@pytest.mark.parametrize(
    ("markdown", "stands"),
    [
        ("![a](a.png)", ["alone"]),
        ("[![a](a.png)](x)", ["alone"]),
        ("> ![a](a.png)", ["alone"]),
        ("[![a](a.png)](x) ![b](b.png)", ["in a line"] * 2),
        ("Text ![a](a.png)", ["in a line"]),
        ("- ![a](a.png)", ["in a line"]),
        ("| a |\n|---|\n| ![a](a.png) |", ["in a line"]),
        ("### ![a](a.png) Head", ["in a heading"]),
    ],
)
def test_a_picture_that_is_missing_leaves_its_line(markdown: str, stands: list[str]) -> None:
    """Only for one that stands alone is a drawing asked for; what held any other goes with it."""
    asked: list[str] = []
    reader = Reader("en", "", lambda path, text, stands: Placed(asked.append(stands) or "", "", False))
    html = reader.blocks(Text(f"Before.\n\n{markdown}\n\nAfter.", Place("a.md")))
    assert asked == stands
    assert "<img" not in html
    assert "<a" not in html


def test_each_note_stands_in_the_part_of_its_mark() -> None:
    """A note called twice stands where first called, one without a mark at the end, with no way back."""
    notes = "[^3]: third\n[^1]: first\n[^2]: second\n[^4]: loose"
    body = f"## One\n\na[^1] b[^2]\n\n## Two\n\nc\n\n## Three\n\nd[^3] e[^1]\n\n{notes}"
    parts = reader(words={"to-mark": "Back to"}).pages(Text(body, Place("a.md")))
    found = [re.findall(r"<li[^>]*>(\w+)", part.rest) for part in parts]
    assert found == [["first", "second"], [], ["third", "loose"]]
    assert 'start="3" style="counter-reset:list-item 2"' in parts[2].rest
    told = [re.findall(r'title="(Back[^"]*)"', part.rest) for part in parts]
    assert told == [["Back to 1", "Back to 1", "Back to 2"], [], ["Back to 3"]]


def test_a_box_without_a_title_says_what_it_is() -> None:
    """In the language of the words around the content; one with a title says that."""
    reader = Reader("fr", "", placed, words={"box-tip": "Conseil"})
    text = Text(
        '!!! tip\n    a\n\n!!! tip "B"\n    c\n\n<details>\n<summary>D</summary>\n\ne\n\n</details>', Place("a.md")
    )
    titles = [title.text for box in reader.elements(text) for title in box if "data-title" in title.attrib]
    assert titles == ["Conseil", "B", "D"]


def test_a_text_is_read_once_whoever_asks_for_it() -> None:
    """Its pictures are found once; what one does with its elements, another does not see."""
    asked: list[str] = []
    once = Reader("en", "", lambda path, text, stands: Placed(asked.append(path) or path, "", False))
    text = Text("## One\n\n![a](b.png) c", Place("a.md"))
    first = once.blocks(text)
    assert once.passage(text).title == "One"
    assert (once.blocks(text), asked) == (first, ["b.png"])


def test_a_list_of_tasks_is_no_list_of_cards() -> None:
    """Its boxes would be lost."""
    assert Reader("en", "", placed).passage(Text("- [x] a\n- [ ] b", Place("a.md")), cards=True).cards == ()


@pytest.mark.parametrize(
    ("written", "cards"),
    [
        ("- One: a\n- Two: b", (("One", "a"), ("Two", "b"))),
        ("- **One** a\n- **Two:** b", (("One", "a"), ("Two", "b"))),
        ("- **One**\n- **Two**", (("One", ""), ("Two", ""))),
        ("- One: a\n- Two b", (("One", "a"), ("Two b", ""))),
        (
            f"- One, **new** and *good*: a **b**\n- Two: {'c ' * 40}",
            (("One, new and good", "a <strong>b</strong>"), ("Two", ("c " * 40).strip())),
        ),
        (f"- One, **new: {'a ' * 40}b**\n- Two: b", ()),
        (f"- [One](https://a.eu): {'a ' * 40}\n- Two: b", ()),
        (f"- One: a\n- {'Two b ' * 20}", ()),
        ("- One: a", ()),
        ("\n".join(f"- Item {number}: a" for number in range(7)), ()),
    ],
)
def test_two_to_six_items_with_names_are_cards(written: str, cards: tuple[tuple[str, str], ...]) -> None:
    """A name is what stands in bold or before a colon, or an item of a few words; any other list stays in the text."""
    passage = Reader("en", "", placed).passage(Text(written, Place("a.md")), cards=True)
    assert passage.cards == cards
    assert bool(passage.rest) == (not cards)


def test_an_address_that_is_its_own_words_is_told_as_such() -> None:
    """It is not printed twice, nor broken like a word."""
    html = Reader("en", "", lambda path, text, stands: path).line(
        Text("a@example.org [b](https://example.org/x)", Place("a.md"))
    )
    assert re.findall(r'data-(?:bare|address)="[^"]*"', html) == ['data-bare=""', 'data-address="example.org/x"']


def test_notes_of_two_texts_that_are_alike_are_told_apart() -> None:
    """Two equal texts on one page have notes of their own; each call leads to the note of its text, and back."""
    markdown = "Word[^1]\n\n[^1]: The note."
    source = Source("a.md", f"{markdown}\n\n{markdown}")
    texts = [Text(markdown, Place("a.md"), source, start, start + len(markdown)) for start in (0, len(markdown) + 2)]
    reader = Reader("en", "", placed)
    named = []
    for text in texts:
        found = [element for top in reader.elements(text) for element in top.iter()]
        names = {element.get("id") for element in found if element.get("id")}
        targets = {element.get("href", "").removeprefix("#") for element in found if element.tag == "a"}
        assert names
        assert targets <= names
        named.append(names)
    assert not named[0] & named[1]


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ("the risk of prescription.", "the risk of_prescription."),
        ("the risk of a delay.", "the risk_of_a_delay."),
        ("the risk from decline.", "the risk from_decline."),
        ("all along the 10_months.", "all along the_10_months."),
        ("how one goes on, in a word.", "how one goes on,_in_a_word."),
        ("the concept <em>in</em> an <b>x</b>.", "the<span> </span>#concept <em>in</em> an <b>x</b>.</span>"),
        ("it is <em>of the utmost concern</em>.", "it is <em>of the utmost_concern</em>."),
        ("a line<br>and a very short end", "a line<br>and a very_short_end"),
        ("what is incomprehensible unquestionably.", "what is incomprehensible unquestionably."),
        ("a &lt; b &amp; of_c, of this and the &amp;.", "a &lt; b &amp; of_c, of this_and_the_&amp;."),
        ("with us, as a guest, a mentor or a friend.", "with us, as a guest, a mentor or_a_friend."),
        ("alone", "alone"),
        ("", ""),
    ],
)
def test_last_words_stand_together(html: str, made: str) -> None:
    """Two, or more that are short: by the spaces in them, or in a span where they hold markup from end to end."""
    made = made.replace("#", '<span class="whole">').replace("_", "\u00a0")
    assert ended(html.replace("_", "\u00a0")) == made


def test_no_last_word_is_a_line_where_two_have_room() -> None:
    """Neither a long one nor one of few letters; two that are long may be wider than a column."""
    assert ended("it is essential to our entrepreneurship.") == "it is essential to our\u00a0entrepreneurship."
    assert ended("it is essential to good entrepreneurship today.", 14) == (
        "it is essential to good entrepreneurship today."
    )
    assert ended("it is essential to our efforts.") == "it is essential to our\u00a0efforts."


def test_no_item_of_a_list_ends_in_a_word_alone() -> None:
    """In a text as in its lists; one of a line has nothing to bind."""
    made = reader().passage(Text("A first one.\n\n- know the problem from their own experience\n- all", Place("a.md")))
    assert "their own\u00a0experience</li>" in made.rest
    assert "all</li>" in made.rest


def test_of_a_line_or_two_a_long_last_word_is_no_line() -> None:
    """There the line before is all that there is, and ends where the sense does."""
    (card,) = cards([("Open", "equality, diversity, digital accessibility")], "en")
    assert card.rest == "equality, diversity, digital\u00a0accessibility"


def test_of_short_texts_three_words_stand_together_where_they_have_room() -> None:
    assert ended("to show the feasibility of it all") == "to show the feasibility\u00a0of\u00a0it\u00a0all"
    assert ended("it is to show the use of decline.", 26, 20) == "it is to show the use\u00a0of\u00a0decline."


def test_a_long_third_word_stays_on_the_line_before() -> None:
    """With what belongs to it; so does one before words that were two already, by the space between them."""
    assert ended("to show the feasibility upon demand.", 40, 40) == "to show the feasibility upon\u00a0demand."
    assert ended("we show the concept proved.", 40, 40) == "we show the\u00a0concept\u00a0proved."
    slanted = "<em>in\u00a0fine</em>."
    made = f'what it might<span> </span><span class="whole">become {slanted}</span>'
    assert ended(f"what it might become {slanted}", 40, 40) == made


def test_last_words_that_look_like_tags_stay_as_they_are() -> None:
    """No markup comes into the words of an author who writes of tags."""
    passage = reader().passage(
        Text("A first one.\n\n" + "We write of tags. " * 5 + r"\<b> and \</b>", Place("a.md")), False
    )
    assert "span" not in passage.rest
    assert passage.rest.replace("\u00a0", " ").endswith("&lt;b&gt; and &lt;/b&gt;</p>")
