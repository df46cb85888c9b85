"""The tree of cleaned HTML, and the repairs that make it fit for a page."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, SubElement

from brochure.vocabulary.limits import LimitExceeded, Limits, told

# Schemes whose addresses mean nothing to a reader of the brochure.
NOWHERE = frozenset({"file", "ftp", "data"})
VOID = frozenset({"br", "hr", "img", "col", "wbr"})
INLINE = frozenset(
    {
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "q", "s",
        "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
    }
)  # fmt: skip
# A language as ISO 14289-1, 7.2 asks for it (BCP 47); the cleaning leaves any text in the attribute.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
# A whole number as HTML reads it: what follows it is left out; nine digits are many columns enough.
_SPAN = re.compile(r"\s*\+?([0-9]{1,9})")
# Characters that no XML document may or should hold (XML 1.0, clause 2.2).
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Builder(HTMLParser):
    """Makes a tree of the cleaned HTML, in which every element is closed.

    Raises LimitExceeded where elements stand too deep in each other, or a row has too many columns.
    """

    def __init__(self, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self.limits = limits
        self._columns = 0
        self.root = Element("div")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        values = {name: CONTROL.sub("", value or "") for name, value in attrs}
        if "lang" in values and not _LANGUAGE.fullmatch(values["lang"]):
            del values["lang"]
        if tag == "a" and values.get("href", "").lower().partition(":")[0] in NOWHERE:
            del values["href"]
        element = SubElement(self._open[-1], tag, values)
        if tag in ("tr", "td", "th", "col"):
            self._count_columns(element)
        if tag not in VOID:
            self._open.append(element)
            if len(self._open) > self.limits.nesting:
                message = f"the elements of this text are nested more than {told(self.limits, 'nesting')} deep"
                raise LimitExceeded("nesting", message, "put fewer lists, quotes or tags inside each other")

    def handle_endtag(self, tag: str) -> None:
        """Close the element."""
        if tag not in VOID and len(self._open) > 1:
            self._open.pop()

    def _count_columns(self, element: Element) -> None:
        """Hold a row to the columns that a table may have."""
        if element.tag == "tr":
            self._columns = 0
            return
        span = _SPAN.match(element.get("colspan", ""))
        self._columns += max(1, int(span[1])) if span else 1
        if self._columns > self.limits.columns:
            message = f"a table of this text has more than {told(self.limits, 'columns')}"
            raise LimitExceeded("columns", message, "split the table, or merge fewer cells")

    def handle_data(self, data: str) -> None:
        """Take text."""
        _append_text(self._open[-1], len(self._open[-1]), CONTROL.sub("", data))


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


def prune(parent: Element) -> None:
    """Drop pictures without a source, links without an address, and the paragraphs that this leaves empty."""
    index = 0
    while index < len(parent):
        child = parent[index]
        prune(child)
        hollow = child.tag in ("p", "a", "em", "strong", "span") and not len(child) and not (child.text or "").strip()
        if (child.tag == "img" and not (child.get("src") or "").strip()) or hollow:
            tail = (child.text or "" if hollow else "") + (child.tail or "")
            parent.remove(child)
            _append_text(parent, index, tail)
        elif (child.tag == "a" and not child.get("href")) or (child.tag in ("div", "span") and not child.get("lang")):
            _unwrap(parent, index)
        else:
            index += 1


def wrap(root: Element) -> None:
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
        if child.tag in INLINE or child.tag == "br":
            paragraph = SubElement(root, "p") if paragraph is None else paragraph
            paragraph.append(child)
            child.tail = tail
            continue
        root.append(child)
        paragraph = None
        if tail.strip():
            paragraph = SubElement(root, "p")
            paragraph.text = tail.strip("\n")


def settle_notes(root: Element, suffix: str) -> None:
    """Take the rule and the blanks of the back links off the footnotes; make their ids the text's own.

    Several texts share a page, each with its first note; the suffix comes from the text, so that it never changes.
    """
    for before, after in zip(list(root), list(root)[1:], strict=False):
        if before.tag == "hr" and len(after) and _is_note(after[0].get("id")):
            root.remove(before)
    for element in root.iter():
        for name in ("id", "href"):
            value = element.get(name, "")
            if _is_note(value.removeprefix("#")):
                element.set(name, value + suffix)
        if element.tag == "li" and _is_note(element.get("id")):
            last = element[-1] if len(element) and element[-1].tag == "p" else element
            if len(last):
                last[-1].tail = (last[-1].tail or "").rstrip()
            else:
                last.text = (last.text or "").rstrip()


def _is_note(value: str | None) -> bool:
    return value is not None and value.startswith(("fn:", "fnref"))


def merge_quotes(root: Element) -> None:
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


def tighten(item: Element) -> None:
    """Take the paragraph off a list item that has but one."""
    paragraphs = [child for child in item if child.tag == "p"]
    if len(paragraphs) == 1 and item[0] is paragraphs[0] and not (item.text or "").strip():
        item.text = None
        _unwrap(item, 0)
