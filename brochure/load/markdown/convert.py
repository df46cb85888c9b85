"""Markdown to clean elements, set for print."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy
from functools import lru_cache
from html import escape
from itertools import accumulate
from xml.etree.ElementTree import Element
from zlib import crc32

from brochure.load.markdown.columns import fit_columns
from brochure.load.markdown.converter import convert
from brochure.load.markdown.foreign import unwrap
from brochure.load.markdown.gaps import GAP, GUARD, close_gaps
from brochure.load.markdown.repairs import (
    caption,
    drop_rules,
    is_note,
    join_meanings,
    merge_quotes,
    part_sources,
    prune,
    say_titles,
    settle_notes,
    spell_out,
    tighten,
    wrap,
)
from brochure.load.markdown.tree import CONTROL, INLINE, VOID, clean
from brochure.load.signs import visible
from brochure.load.typography.apply import typeset
from brochure.vocabulary.limits import DEFAULT, LimitExceeded, Limits, told
from brochure.vocabulary.speech import Said

Prose = tuple[Element, ...]

_FROZEN = frozenset({"code", "pre", "kbd", "samp", "var"})
_CONTEXT = 40


def to_prose(markdown: str, language: str, limits: Limits = DEFAULT) -> Prose:
    """Give the top-level elements of a Markdown text, cleaned and with the typography of its language, for the caller.

    Raises LimitExceeded.
    """
    return tuple(map(deepcopy, _read(markdown, language, limits)))


# A content that is built again has most of its texts as they were.
@lru_cache(64)
def _read(markdown: str, language: str, limits: Limits) -> Prose:
    root = _parsed(markdown, limits)
    merge_quotes(root)
    part_sources(root)
    drop_rules(root)
    for element in list(root.iter()):
        if element.tag == "dl":
            join_meanings(element)
        if element.tag in ("li", "dd"):
            tighten(element)
        if element.tag == "table":
            fit_columns(element)
    _set(root, language)
    return tuple(root)


@lru_cache(1024)
def inline(markdown: str, language: str, limits: Limits = DEFAULT) -> str:
    """Give the HTML of a one-line value, without the paragraph around it; it is XML as well.

    What would begin a block ("1. ", "- ") is text here: a value of one line is no list. Raises LimitExceeded.
    """
    line = re.sub(r"^#{1,6}\s+", "", " ".join(markdown.split()))
    root = _parsed(GUARD + line, limits)
    _set(root, language)
    holder = root[0] if len(root) == 1 and root[0].tag == "p" else root
    return inner_html(holder).replace(GUARD, "")


def to_html(elements: Iterable[Element]) -> str:
    """Give the HTML of elements, one after another."""
    return "".join(_html(element) for element in elements)


def inner_html(element: Element) -> str:
    """Give the HTML of what an element holds."""
    return escape(element.text or "", quote=False) + to_html(element)


def plain_text(element: Element) -> str:
    """Give the text of an element without its markup; the marks of footnotes and their ways back are left out."""
    if element.tag == "br":
        return " "
    if element.get("class") == "to-mark" or (element.tag == "sup" and is_note(element.get("id"))):
        return ""
    return (element.text or "") + "".join(plain_text(child) + (child.tail or "") for child in element)


def _html(element: Element) -> str:
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in element.items())
    tail = escape(element.tail or "", quote=False)
    if element.tag in VOID:
        return f"<{element.tag}{attributes}/>{tail}"
    return f"<{element.tag}{attributes}>{inner_html(element)}</{element.tag}>{tail}"


def _parsed(markdown: str, limits: Limits) -> Element:
    if len(markdown) > limits.markdown * 1000:
        message = Said("this text is longer than {limit}", limit=told(limits, "markdown"))
        raise LimitExceeded("markdown", message, Said("split it into several files"))
    try:
        html = convert(unwrap(CONTROL.sub("", visible(markdown)), GAP))
    except RecursionError:
        message = Said("the elements of this text are nested more than {limit} deep", limit=told(limits, "nesting"))
        raise LimitExceeded("nesting", message, Said("put fewer lists or quotes inside each other")) from None
    root = clean(html, limits)
    if GAP in html:
        close_gaps(root)
    prune(root)
    spell_out(root)
    wrap(root)
    caption(root)
    say_titles(root)
    settle_notes(root, f"-{crc32(markdown.encode('utf-8', 'replace')):08x}")
    return root


def _set(root: Element, language: str) -> None:
    """Apply the typography, run by run: a run is the text between two borders of blocks."""
    run: list[tuple[Element, str, str]] = []
    _collect(root, language, run)
    _flush(run)


def _collect(element: Element, language: str, run: list[tuple[Element, str, str]]) -> None:
    inner = "" if element.tag in _FROZEN or not language else element.get("lang", language)
    block = element.tag not in INLINE
    if block:
        _flush(run)
    run.append((element, "text", inner))
    for child in element:
        _collect(child, inner, run)
        run.append((child, "tail", inner))
    if block:
        _flush(run)


def _flush(run: list[tuple[Element, str, str]]) -> None:
    texts = [getattr(element, slot) or "" for element, slot, _ in run]
    ends = list(accumulate(map(len, texts)))
    whole = "".join(texts)
    before = ""
    for (element, slot, language), text, end in zip(run, texts, ends, strict=True):
        if text and language:
            text = typeset(text, language, before, whole[end : end + _CONTEXT])
            setattr(element, slot, text)
        before = (before + text)[-_CONTEXT:]
    run.clear()
