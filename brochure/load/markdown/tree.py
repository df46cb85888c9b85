"""From HTML that nobody has looked at to a tree of elements that stand in a page and do nothing else."""

from __future__ import annotations

from html.parser import HTMLParser
from xml.etree.ElementTree import Element, SubElement

from brochure.load.markdown.callouts import KINDS
from brochure.vocabulary.limits import LimitExceeded, Limits, told
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.speech import Said

# Schemes whose addresses mean nothing to a reader of the brochure; a letter is a drive.
NOWHERE = frozenset({"file", "ftp", "data", "blob", "cid", *"abcdefghijklmnopqrstuvwxyz"})
VOID = frozenset({"br", "hr", "img", "col", "wbr"})
INLINE = frozenset(
    {
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "q", "s",
        "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
    }
)  # fmt: skip
# They hold blocks, and say nothing themselves.
HOLDERS = frozenset(
    {
        "address", "article", "aside", "center", "details", "dialog", "div", "fieldset", "footer", "form", "header",
        "hgroup", "legend", "main", "nav", "search", "section", "summary",
    }
)  # fmt: skip
# What a page sets apart by its style; here it must not run together.
_APART = frozenset({"button", "label", "option", "output", "select", "span", "textarea"})
_BUTTONS = frozenset({"button", "reset", "submit"})
_BLOCKS = frozenset(
    {
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "hr", "br",
        "figure", "figcaption", "table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td",
    }
)  # fmt: skip
_TAGS = INLINE | HOLDERS | _BLOCKS | _APART | {"input"}
_ATTRIBUTES = {
    "*": {"lang", "title"},
    "a": {"href"},
    "div": {"data-callout"},
    "img": {"src", "alt"},
    "input": {"type", "checked", "value"},
    "li": {"id", "value"},
    "ol": {"reversed", "start", "type"},
    "p": {"data-title"},
    "sup": {"id"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
}
# A picture at one of the last ones is told of and never read; a link to one is none.
_SCHEMES = {"http", "https", "mailto", "tel", *NOWHERE}
# A language as ISO 14289-1, 7.2 asks for it (BCP 47); the cleaning leaves any text in the attribute.
_LANGUAGE = compiled(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
# A whole number as HTML reads it: what follows it is left out; nine digits are many columns enough.
_WHOLE = compiled(r"\s*\+?([0-9]{1,9})")
_NUMERALS = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
# Characters that no XML document may or should hold (XML 1.0, clause 2.2).
CONTROL = compiled("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(html: str, limits: Limits) -> Element:
    """Give the tree of HTML, in an element that stands for the page. Raises LimitExceeded."""
    import nh3

    builder = _Builder(limits)
    builder.feed(nh3.clean(html, tags=set(_TAGS), attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None))
    builder.close()
    return builder.root


class _Builder(HTMLParser):
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
        values = _checked(tag, {name: CONTROL.sub("", value or "") for name, value in attrs})
        if tag == "input":
            self._tick(values)
            return
        self._keep_apart(tag)
        element = SubElement(self._open[-1], "span" if tag in _APART else tag, values)
        if tag in ("tr", "td", "th", "col"):
            self._count_columns(element)
        if tag not in VOID:
            self._open.append(element)
            if len(self._open) > self.limits.nesting:
                message = Said(
                    "the elements of this text are nested more than {limit} deep", limit=told(self.limits, "nesting")
                )
                raise LimitExceeded("nesting", message, Said("put fewer lists, quotes or tags inside each other"))

    def handle_endtag(self, tag: str) -> None:
        """Close the element."""
        if tag not in VOID and tag != "input" and len(self._open) > 1:
            closed = self._open.pop()
            if closed.attrib.pop("reversed", None) is not None:
                _count_down(closed)

    def handle_data(self, data: str) -> None:
        """Take text."""
        append_text(self._open[-1], len(self._open[-1]), CONTROL.sub("", data))

    def _tick(self, values: dict[str, str]) -> None:
        """Let a box that is ticked or not belong to its list item; of other fields, only buttons hold words."""
        kind = values.get("type", "").lower()
        if kind in _BUTTONS and values.get("value"):
            self._keep_apart("button")
            SubElement(self._open[-1], "span").text = values["value"]
        item = next((element for element in reversed(self._open) if element.tag == "li"), None)
        if item is not None and kind == "checkbox":
            item.set("data-task", "done" if "checked" in values else "open")

    def _keep_apart(self, tag: str) -> None:
        """Part what follows without a blank: fields and buttons anywhere, spans where they stand for blocks."""
        parent = self._open[-1]
        last = parent[-1] if len(parent) else None
        is_apart = tag in _APART and (tag != "span" or parent.tag in HOLDERS | {"li", "td", "th"})
        if is_apart and last is not None and last.tag == "span" and not last.tail:
            last.tail = " "

    def _count_columns(self, element: Element) -> None:
        """Hold a row to the columns that a table may have."""
        if element.tag == "tr":
            self._columns = 0
            return
        span = _WHOLE.match(element.get("colspan", ""))
        self._columns += max(1, int(span[1])) if span else 1
        if self._columns > self.limits.columns:
            message = Said("a table of this text has more than {limit}", limit=told(self.limits, "columns"))
            raise LimitExceeded("columns", message, Said("split the table, or merge fewer cells"))


def _checked(tag: str, values: dict[str, str]) -> dict[str, str]:
    """Keep of the attributes what has a meaning here."""
    if "lang" in values and not _LANGUAGE.fullmatch(values["lang"]):
        del values["lang"]
    if values.get("align", "left") not in ("right", "center"):
        values.pop("align", None)
    if values.get("data-callout", "note") not in KINDS:
        del values["data-callout"]
    scheme, colon, _ = values.get("href", "").lower().partition(":")
    if tag == "a" and colon and scheme in NOWHERE:
        del values["href"]
    if tag == "ol":
        return _numbered(values)
    if tag == "li" and (number := _WHOLE.match(values.pop("value", ""))):
        return values | _counted(int(number[1]))
    return values


def _counted(number: int) -> dict[str, str]:
    """Number an item; whether the engine counts on before or after it sets the number."""
    return {"style": f"counter-increment:list-item 0;counter-set:list-item {number}"}


def _count_down(listed: Element) -> None:
    """Number the items of a list from their count, or from where it starts, down."""
    items = [child for child in listed if child.tag == "li"]
    first = int(listed.attrib.pop("start", len(items)))
    for number, item in enumerate(items):
        item.attrib.update(_counted(max(first - number, 0)))


def _numbered(values: dict[str, str]) -> dict[str, str]:
    """Say in the style what the engine does not read in the attributes: where a list starts, and its numerals."""
    start, numerals = _WHOLE.match(values.pop("start", "")), _NUMERALS.get(values.pop("type", ""))
    return values | started(int(start[1]) if start else 1, numerals or "")


def started(start: int, numerals: str = "") -> dict[str, str]:
    """Give the attributes of a list that starts at a number; the engine reads its style, not its `start`."""
    styles = [f"list-style-type:{numerals}"] if numerals else []
    if start != 1:
        styles.append(f"counter-reset:list-item {start - 1}")
    told = {"start": str(start)} if start != 1 else {}
    return told | ({"style": ";".join(styles)} if styles else {})


def append_text(parent: Element, index: int, text: str) -> None:
    """Add text before the child at `index`, after what stands there."""
    if index:
        parent[index - 1].tail = (parent[index - 1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def unwrap(parent: Element, index: int) -> None:
    """Put what an element holds in its place."""
    child = parent[index]
    children, tail = list(child), child.tail or ""
    parent.remove(child)
    append_text(parent, index, child.text or "")
    for offset, grandchild in enumerate(children):
        parent.insert(index + offset, grandchild)
    append_text(parent, index + len(children), tail)
