"""The marks by which a line of Markdown begins a block (CommonMark 0.31, chapters 4 and 5)."""

from __future__ import annotations

import re

from brochure.vocabulary.patterns import compiled

FENCE = compiled(r" {0,3}(?P<mark>`{3,}(?![^`]*`)|~{3,}) *(?P<info>.*)")
HEADING = compiled(r" {0,3}(?P<level>#{1,6})(?: +(?P<text>.*))?$")
UNDERLINE = compiled(r" {0,3}(?P<mark>=+|-+) *$")
ABBREVIATION = compiled(r" {0,3}\*\[[^\]]+\]:")
RULE = compiled(r" {0,3}([-*_]) *(?:\1 *){2,}$")
QUOTE = compiled(r" {0,3}> ?")
ITEM = compiled(r"(?P<margin> *)(?P<mark>[-*+]|\d{1,9}[.)])(?:(?P<gap> +)(?P<text>\S.*)?)?$")
DEFINITION = compiled(r"(?P<margin> {0,3})(?P<mark>:)(?P<gap> +)(?P<text>\S.*)$")
CALLOUT = compiled(r"(?:!!!|\?\?\?\+?) ?[A-Za-z][\w-]*|===[!+]* *[\"']")
CONTAINER = compiled(r" {0,3}:::+ *[\[{]? *[.#]?[A-Za-z]|::[a-z][a-z-]*(?:\{[^{}]*\})?$")
NOTE = compiled(r" {0,3}\[\^[^\]]+\]:")
TABLE = compiled(r" {0,3}\|? *:?-+:? *(?:\| *:?-+:? *)*\|? *$")
# What stands in braces is a list of attributes (#id, .class, key=value; after a colon, anything), and no text.
_ATTRIBUTE = r"""(?:[#.][\w:.-]+|[\w:-]+=(?:"[^"\n}]*"|'[^'\n}]*'|[^\s"'{}]+))"""
ATTRIBUTES = compiled(rf"\{{(?::[^{{}}\n]*| *{_ATTRIBUTE}(?: +{_ATTRIBUTE})* *)\}}")
# A line that ends where it ends (Pandoc): no row of a table, which has a second stroke.
LINE = compiled(r" {0,3}\|(?: (?P<text>[^|\n]*))?$")
# What the first sign of a line is where it begins any of them.
SIGNS = frozenset("`~#-=*_>+:!?<|0123456789")

# HTML that begins a block: until a blank line, or, for the first, until it is closed.
RAW = compiled(r" {0,3}<(?P<tag>script|pre|style|textarea)(?=[\s>]|$)", re.IGNORECASE)
ASIDE = compiled(r" {0,3}(?P<opens><!--|<\?|<!\[CDATA\[|<![A-Za-z])")
ASIDE_ENDS = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>"}
BLOCK_TAGS = frozenset(
    {
        "address", "article", "aside", "base", "basefont", "blockquote", "body", "button", "caption", "center", "col",
        "colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
        "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html",
        "iframe", "legend", "li", "link", "main", "menu", "menuitem", "nav", "noframes", "ol", "optgroup", "option",
        "p", "param", "picture", "search", "section", "summary", "table", "tbody", "td", "template", "tfoot", "th",
        "thead", "title", "tr", "track", "ul", "video",
    }
)  # fmt: skip
TAG = compiled(r" *</?(?P<tag>[A-Za-z][A-Za-z0-9-]*)(?=[\s/>]|$)")
LONE_TAG = compiled(
    r""" {0,3}</?[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*"""
    r"\s*/?>\s*$"
)


def indent(line: str) -> int:
    """Give the blanks with which a line begins."""
    return len(line) - len(line.lstrip(" "))


def interrupts(item: re.Match[str]) -> bool:
    """Tell whether an item may follow a paragraph without a blank line (CommonMark, 5.3): no number but 1 does."""
    return bool(item["text"]) and item["mark"] in ("-", "*", "+", "1.", "1)")


def is_block_tag(line: str) -> bool:
    """Tell whether a line begins with a tag that stands for a block."""
    found = TAG.match(line)
    return found is not None and found["tag"].lower() in BLOCK_TAGS


def begins_block(line: str) -> bool:
    """Tell whether a line begins something of its own, where it might go on with a paragraph."""
    if line.lstrip(" ")[:1] not in SIGNS:
        return False
    marks = (FENCE, HEADING, RULE, QUOTE, ITEM, DEFINITION, CALLOUT, CONTAINER, RAW, ASIDE)
    return any(mark.match(line) for mark in marks) or is_block_tag(line)


class Fence:
    """Follows the lines of a text, and tells whether they stand in fenced code."""

    def __init__(self) -> None:
        self._mark = ""

    def __bool__(self) -> bool:
        return bool(self._mark)

    def take(self, line: str) -> None:
        """Go on by a line."""
        found = FENCE.match(line)
        if found is None:
            return
        if not self._mark:
            self._mark = found["mark"]
        elif closes(found, self._mark):
            self._mark = ""


def closes(found: re.Match[str], mark: str) -> bool:
    """Tell whether a line of fence signs closes the fence that a mark opened."""
    return found["mark"].startswith(mark) and not found["info"].strip()
