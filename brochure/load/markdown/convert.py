"""Markdown to clean elements, set for print."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from html import escape
from typing import Any
from xml.etree.ElementTree import Element
from zlib import crc32

from brochure.load.markdown.repairs import (
    CONTROL,
    INLINE,
    NOWHERE,
    VOID,
    Builder,
    merge_quotes,
    prune,
    settle_notes,
    tighten,
    wrap,
)  # fmt: skip
from brochure.load.typography.apply import typeset
from brochure.vocabulary.limits import DEFAULT, LimitExceeded, Limits, told

Prose = tuple[Element, ...]

_BLOCKS = frozenset(
    {
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "hr", "br",
        "div", "figure", "figcaption", "table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th",
        "td",
    }
)  # fmt: skip
_ATTRIBUTES = {
    "*": {"lang", "title"},
    "a": {"href"},
    "img": {"src", "alt"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
    "li": {"id"},
    "sup": {"id"},
}
# A picture at one of the last three is told of and never read; a link to one is none.
_SCHEMES = {"http", "https", "mailto", "tel", *NOWHERE}
_FROZEN = frozenset({"code", "pre", "kbd", "samp", "var"})
_GUARD = "\ue000"
_CONTEXT = 40


def to_prose(markdown: str, language: str, limits: Limits = DEFAULT) -> Prose:
    """Give the top-level elements of a Markdown text, cleaned and with the typography of its language.

    Raises LimitExceeded.
    """
    root = _parsed(markdown, limits)
    merge_quotes(root)
    for item in root.iter("li"):
        tighten(item)
    _set(root, language)
    return tuple(root)


def inline(markdown: str, language: str, limits: Limits = DEFAULT) -> str:
    """Give the HTML of a one-line value, without the paragraph around it; it is XML as well.

    What would begin a block ("1. ", "- ") is text here: a value of one line is no list. Raises LimitExceeded.
    """
    line = re.sub(r"^#{1,6}\s+", "", " ".join(markdown.split()))
    root = _parsed(_GUARD + line, limits)
    _set(root, language)
    holder = root[0] if len(root) == 1 and root[0].tag == "p" else root
    return inner_html(holder).replace(_GUARD, "")


def to_html(elements: Iterable[Element]) -> str:
    """Give the HTML of elements, one after another."""
    return "".join(_html(element) for element in elements)


def inner_html(element: Element) -> str:
    """Give the HTML of what an element holds."""
    return escape(element.text or "", quote=False) + to_html(element)


def plain_text(element: Element) -> str:
    """Give the text of an element without its markup; footnote marks are left out."""
    if element.tag == "br":
        return " "
    if element.tag == "sup" and (element.get("id") or "").startswith("fnref"):
        return ""
    return (element.text or "") + "".join(plain_text(child) + (child.tail or "") for child in element)


def _html(element: Element) -> str:
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in element.items())
    tail = escape(element.tail or "", quote=False)
    if element.tag in VOID:
        return f"<{element.tag}{attributes}/>{tail}"
    return f"<{element.tag}{attributes}>{inner_html(element)}</{element.tag}>{tail}"


@cache
def _converter() -> Any:
    from markdown import Markdown
    from markdown.extensions.footnotes import FootnoteExtension
    from markdown.extensions.sane_lists import SaneListExtension
    from markdown.extensions.tables import TableExtension

    return Markdown(extensions=[TableExtension(), FootnoteExtension(BACKLINK_TEXT=""), SaneListExtension()])


def _parsed(markdown: str, limits: Limits) -> Element:
    import nh3

    if len(markdown) > limits.markdown * 1000:
        message = f"this text is longer than {told(limits, 'markdown')}"
        raise LimitExceeded("markdown", message, "split it into several files")
    try:
        html = _converter().reset().convert(CONTROL.sub("", markdown))
    except BaseException as error:
        # A conversion cut short leaves its state in the converter.
        _converter.cache_clear()
        if not isinstance(error, RecursionError):
            raise
        message = f"the elements of this text are nested more than {told(limits, 'nesting')} deep"
        raise LimitExceeded("nesting", message, "put fewer lists or quotes inside each other") from None
    clean = nh3.clean(html, tags=set(INLINE | _BLOCKS), attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)
    builder = Builder(limits)
    builder.feed(clean)
    builder.close()
    prune(builder.root)
    wrap(builder.root)
    settle_notes(builder.root, f"-{crc32(markdown.encode('utf-8', 'replace')):08x}")
    return builder.root


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
    for number, (element, slot, language) in enumerate(run):
        if texts[number] and language:
            before, after = "".join(texts[:number])[-_CONTEXT:], "".join(texts[number + 1 :])[:_CONTEXT]
            texts[number] = typeset(texts[number], language, before, after)
            setattr(element, slot, texts[number])
    run.clear()
