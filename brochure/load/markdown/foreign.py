"""What a site generator means for itself: its marks are taken off, and the text they hold stays."""

from __future__ import annotations

import re
from functools import cache

from brochure.load.markdown.sites import components, dialects, templates
from brochure.load.markdown.sites.walk import Foreign, Walk
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.speech import Said

__all__ = ["ABOUT", "Foreign", "foreign", "unwrap"]

# The first that fits at a place is meant there.
_MARKS = dialects.MARKS | components.MARKS | templates.MARKS
# A text without any of what marks begin with holds none: no other is looked through for them.
_BEGINS = compiled(
    r"""\{[ {%#./:A-Za-z\d($!+~=>"'`-]|<[A-Z/>iavoecsm]|\[\^|\^\[|(?<![\w:]):[a-z]+[\[{:]|--8<|^[ \t]*<<<|</?[a-z]+-"""
    r"""|\[\[|\[/?[a-zT]|^(?:import|export)\s|^ {0,3}::|\$|=\{|[\[;( -]@[A-Za-z]|%%|[ \t]\^[a-z0-9]"""
    r"""|^\([a-z0-9]|:(?:mat|fon|oct|sim)|\+\+[a-z0-9]|^[ \t]*\\[a-z]""",
    re.MULTILINE,
)
# Languages of code that a site shows as a drawing.
_DIAGRAM = compiled(
    r"""^[ >]*(?:`{3,}|~{3,})[ ]*\{?\.?(?:mermaid|plantuml|puml|dot|graphviz|ditaa|d2|nomnoml|markmap|wavedrom|vega
    |vega-lite|echarts|chart|flow|sequence|abc|svgbob|pikchr|bpmn|excalidraw|kroki|math|latex|tex)\b[^\n`]*$""",
    re.MULTILINE | re.VERBOSE,
)
# Most places are passed over by the sign that stands there.
_FIRST = r"(?:(?=[{<!\[^:$=%+])|^(?=[-+*1ie(\\ \t])|(?<=\S)(?=[ \t]+[{^]))"

# What is told of each kind.
ABOUT = {
    "shortcode": Said("a shortcode of a site generator: only the text in it is printed"),
    "tag": Said("a tag of a site's templates: only the text in it is printed"),
    "value": Said("a value that a site fills in: it is left out, with dots where its sentence asks for it"),
    "component": Said("a component of a site: only the text in it is printed"),
    "code": Said("code of a site: nothing is printed for it"),
    "wiki": Said("a link of a wiki: its words are printed"),
    "toc": Said("where a site puts a table of contents: nothing is printed for it"),
    "container": Said("a box of a site's own: only the text in it is printed"),
    "frame": Said("something that a page shows in a frame: it is not printed"),
    "include": Said("where a site puts another file: nothing of it is printed"),
    "edit": Said("a change that an editor marked (CriticMarkup): it is printed as it would be read"),
    "note": Said("the mark of a footnote that is nowhere: it is printed as it is written"),
    "formula": Said("a formula: it is printed as it is written"),
    "citation": Said("a citation: its words are printed, no list of works is"),
    "layout": Said("a command of LaTeX: only the text in it is printed"),
    "diagram": Said("a diagram that a site draws: it is printed as it is written"),
}


def unwrap(text: str, gap: str = "") -> str:
    """Take the marks off a Markdown text; a sign stands where a value fell out that was to be read there."""
    return _walked(text, gap)[0]


def foreign(text: str) -> tuple[Foreign, ...]:
    """List what is foreign in a Markdown text."""
    return _walked(text)[1]


def _walked(text: str, gap: str = "") -> tuple[str, tuple[Foreign, ...]]:
    drawn = _DIAGRAM.search(text)
    if not _BEGINS.search(text) and drawn is None:
        return text, ()
    walk, at = Walk(text, gap), 0
    if drawn is not None and not (drawn.start() and walk.spans.end(drawn.start() - 1)):
        walk.tell("diagram", *drawn.span())
    while (found := _pattern().search(text, at)) is not None:
        start = found.start()
        if inside := walk.spans.end(start):
            walk.parts.append(text[at:inside])
            at = inside
            continue
        walk.parts.append(text[at:start])
        new, at = _MARKS[found.lastgroup or ""].read(walk, found) or (text[start], start + 1)
        walk.parts.append(new)
    walk.parts.append(text[at:])
    walk.settle()
    return "".join(walk.done), tuple(walk.found)


@cache
def _pattern() -> re.Pattern[str]:
    """Compile what finds any mark on first use: a text without one does not pay for it."""
    named = (f"(?P<{name}>{mark.pattern})" for name, mark in _MARKS.items())
    return compiled(f"{_FIRST}(?:{'|'.join(named)})", re.MULTILINE | re.VERBOSE)
