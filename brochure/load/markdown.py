"""Markdown to clean elements, set for print."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from html import escape
from html.parser import HTMLParser
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from brochure.load.typography import typeset

Prose = tuple[Element, ...]

_VOID = frozenset({"br", "hr", "img", "col", "wbr"})
_INLINE = frozenset(
    {
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "q", "s",
        "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
    }
)  # fmt: skip
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
_SCHEMES = {"http", "https", "mailto", "tel"}
_FROZEN = frozenset({"code", "pre", "kbd", "samp", "var"})
# Characters that no XML document may hold (XML 1.0, clause 2.2).
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_GUARD = "\ue000"
_CONTEXT = 40


def to_prose(markdown: str, language: str) -> Prose:
    """Give the top-level elements of a Markdown text, cleaned and with the typography of its language."""
    root = _parsed(markdown)
    _merge_quotes(root)
    for item in root.iter("li"):
        _tighten(item)
    _set(root, language)
    return tuple(root)


def inline(markdown: str, language: str) -> str:
    """Give the HTML of a one-line value, without the paragraph around it; it is XML as well.

    What would begin a block ("1. ", "- ") is text here: a value of one line is no list.
    """
    line = re.sub(r"^#{1,6}\s+", "", " ".join(markdown.split()))
    root = _parsed(_GUARD + line)
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
    if element.tag in _VOID:
        return f"<{element.tag}{attributes}/>{tail}"
    return f"<{element.tag}{attributes}>{inner_html(element)}</{element.tag}>{tail}"


@cache
def _converter() -> Any:
    from markdown import Markdown
    from markdown.extensions.footnotes import FootnoteExtension
    from markdown.extensions.sane_lists import SaneListExtension
    from markdown.extensions.tables import TableExtension

    return Markdown(extensions=[TableExtension(), FootnoteExtension(BACKLINK_TEXT=""), SaneListExtension()])


def _parsed(markdown: str) -> Element:
    import nh3

    html = _converter().reset().convert(_CONTROL.sub("", markdown))
    clean = nh3.clean(html, tags=set(_INLINE | _BLOCKS), attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)
    builder = _Builder()
    builder.feed(clean)
    builder.close()
    _prune(builder.root)
    _wrap(builder.root)
    return builder.root


class _Builder(HTMLParser):
    """Makes a tree of the cleaned HTML, in which every element is closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("div")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = SubElement(self._open[-1], tag, {name: _CONTROL.sub("", value or "") for name, value in attrs})
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and len(self._open) > 1:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        _append_text(self._open[-1], len(self._open[-1]), _CONTROL.sub("", data))


def _append_text(parent: Element, index: int, text: str) -> None:
    """Add text before the child at `index`, after what stands there."""
    if index:
        parent[index - 1].tail = (parent[index - 1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _unwrap(parent: Element, index: int) -> None:
    """Put what an element holds in its place."""
    child = parent[index]
    children, tail = list(child), child.tail or ""
    parent.remove(child)
    _append_text(parent, index, child.text or "")
    for offset, grandchild in enumerate(children):
        parent.insert(index + offset, grandchild)
    _append_text(parent, index + len(children), tail)


def _prune(parent: Element) -> None:
    """Drop pictures without a source, links without an address, and the paragraphs that this leaves empty."""
    index = 0
    while index < len(parent):
        child = parent[index]
        _prune(child)
        hollow = child.tag in ("p", "a", "em", "strong", "span") and not len(child) and not (child.text or "").strip()
        if (child.tag == "img" and not (child.get("src") or "").strip()) or hollow:
            tail = (child.text or "" if hollow else "") + (child.tail or "")
            parent.remove(child)
            _append_text(parent, index, tail)
        elif (child.tag == "a" and not child.get("href")) or (child.tag in ("div", "span") and not child.get("lang")):
            _unwrap(parent, index)
        else:
            index += 1


def _wrap(root: Element) -> None:
    """Put text and inline elements that stand between blocks, as raw HTML leaves them, into paragraphs."""
    children, text = list(root), root.text or ""
    root.text = None
    for child in children:
        root.remove(child)
    paragraph: Element | None = None
    if text.strip():
        paragraph = SubElement(root, "p")
        paragraph.text = text.strip("\n")
    for child in children:
        tail, child.tail = child.tail or "", None
        if child.tag in _INLINE or child.tag == "br":
            paragraph = SubElement(root, "p") if paragraph is None else paragraph
            paragraph.append(child)
            child.tail = tail
            continue
        root.append(child)
        paragraph = None
        if tail.strip():
            paragraph = SubElement(root, "p")
            paragraph.text = tail.strip("\n")


def _merge_quotes(root: Element) -> None:
    """Make one block quote of those that only blank lines part, and one list of their lists."""
    for before, after in reversed(list(zip(root, list(root)[1:], strict=False))):
        if before.tag == after.tag == "blockquote":
            before.extend(list(after))
            root.remove(after)
    for quote in root.iter("blockquote"):
        for before, after in reversed(list(zip(quote, list(quote)[1:], strict=False))):
            if before.tag == after.tag and before.tag in ("ul", "ol"):
                before.extend(list(after))
                quote.remove(after)


def _tighten(item: Element) -> None:
    """Take the paragraph off a list item that has but one."""
    paragraphs = [child for child in item if child.tag == "p"]
    if len(paragraphs) == 1 and item[0] is paragraphs[0] and not (item.text or "").strip():
        item.text = None
        _unwrap(item, 0)


def _set(root: Element, language: str) -> None:
    """Apply the typography, run by run: a run is the text between two borders of blocks."""
    run: list[tuple[Element, str, str]] = []
    _collect(root, language, run)
    _flush(run)


def _collect(element: Element, language: str, run: list[tuple[Element, str, str]]) -> None:
    inner = "" if element.tag in _FROZEN or not language else element.get("lang", language)
    block = element.tag not in _INLINE
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
