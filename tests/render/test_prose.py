"""Addresses as they are printed and linked, and the notes of texts that are alike."""

from __future__ import annotations

import pytest

from brochure.load.text import Source
from brochure.model.values import Text
from brochure.render.prose import Reader, absolute, on_the_web
from brochure.vocabulary.problems import Place


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
    reader = Reader("en", "", lambda path, text: (path, ""))
    assert "<a" not in reader.line(Text("[words](http://[bad)", Place("a.md")))
    assert "words" in reader.line(Text("[words](http://[bad)", Place("a.md")))


def test_notes_of_two_texts_that_are_alike_are_told_apart() -> None:
    """Two equal texts on one page have notes of their own; each call leads to the note of its text, and back."""
    markdown = "Word[^1]\n\n[^1]: The note."
    source = Source("a.md", f"{markdown}\n\n{markdown}")
    texts = [Text(markdown, Place("a.md"), source, start, start + len(markdown)) for start in (0, len(markdown) + 2)]
    reader = Reader("en", "", lambda path, text: (path, ""))
    named = []
    for text in texts:
        found = [element for top in reader.elements(text) for element in top.iter()]
        names = {element.get("id") for element in found if element.get("id")}
        targets = {element.get("href", "").removeprefix("#") for element in found if element.tag == "a"}
        assert names
        assert targets <= names
        named.append(names)
    assert not named[0] & named[1]
