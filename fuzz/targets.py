"""What is fed with any bytes, and what must hold of it whatever they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from xml.etree import ElementTree

from brochure.load.markdown.convert import inline, to_html, to_prose
from brochure.load.text import Source
from brochure.model.validate import draft_brochure, draft_project
from brochure.pictures import vectors
from brochure.pictures.flaws import Unusable
from brochure.sections.registry import shipped
from brochure.vocabulary.limits import LimitExceeded, Limits
from brochure.vocabulary.problems import BrochureError, Problem

LIMITS = Limits(nesting=12, markdown=20, svg_elements=200, svg_nesting=12, yaml_values=300, yaml_depth=12)
_LANGUAGES = ("fr", "en", "de", "")
_ATTRIBUTES = frozenset(
    {
        "lang", "title", "href", "src", "alt", "colspan", "rowspan", "scope", "start", "id", "class", "align", "style",
        "data-callout", "data-task", "data-title",
    }
)  # fmt: skip
# The styles that say where a list starts, and how wide a column is.
_STYLE = re.compile(r"(?:list-style-type:[a-z-]+)?;?(?:counter-reset:list-item -?\d+)?|width:[\d.]+%")
_VALUES = {"class": {"footnotes", "to-mark"}, "align": {"left", "right", "center"}, "data-task": {"done", "open"}}
# RFC 3986, 3.1.
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_TAGS = re.compile(r"[a-z][a-z0-9]*")
_NEVER = frozenset({"script", "style", "iframe", "object", "embed", "link", "base", "meta", "svg", "form", "input"})
_RASTER = re.compile(r"data:image/(png|jpe?g|gif|webp)", re.IGNORECASE)


def loader(data: bytes) -> None:
    """A content file, and a brochure.yaml: a model or problems, each at a place of the file."""
    text = data.decode("utf-8", "replace").replace("\0", "")
    source = Source("x.md", text.replace("\r\n", "\n").replace("\r", "\n"))
    for read in (lambda: draft_brochure(source, "x", shipped().keys, LIMITS)[1], lambda: draft_project(source)[1]):
        try:
            problems: tuple[Problem, ...] = read()
        except BrochureError as error:
            problems = error.problems
            assert problems
        for problem in problems:
            assert problem.message
            line = problem.place.line
            assert line is None or 1 <= line <= len(source.lines)
            assert (
                problem.place.column is None or line is None or problem.place.column <= len(source.lines[line - 1]) + 1
            )


def markdown(data: bytes) -> None:
    """A text: well-formed elements without anything that acts or reaches out, no deeper than the limit."""
    language = _LANGUAGES[data[0] % len(_LANGUAGES)] if data else "fr"
    text = data[1:].decode("utf-8", "replace")
    for convert in (lambda: to_html(to_prose(text, language, LIMITS)), lambda: inline(text, language, LIMITS)):
        try:
            html = convert()
        except LimitExceeded:
            continue
        for element, depth in _walk(ElementTree.fromstring(f"<div>{html}</div>")):
            assert depth <= LIMITS.nesting + 1
            assert _TAGS.fullmatch(element.tag)
            assert element.tag not in _NEVER
            assert set(element.keys()) <= _ATTRIBUTES
            assert _STYLE.fullmatch(element.get("style", ""))
            assert all(
                element.get(name, value) in known for name, known in _VALUES.items() for value in list(known)[:1]
            )
            scheme = _SCHEME.match(element.get("href", ""))
            assert scheme is None or scheme[1].lower() in _SCHEMES, scheme[1]


def svg(data: bytes) -> None:
    """A drawing that is taken has no script, and refers to nothing but itself and rasters that it carries."""
    try:
        vector = vectors.check("x.svg", data, LIMITS)
    except Unusable:
        return
    assert vector.width > 0
    assert vector.height > 0
    for element, depth in _walk(ElementTree.fromstring(data)):
        assert depth <= LIMITS.svg_nesting
        name = element.tag.rpartition("}")[2]
        assert name.lower() != "script"
        for key, value in element.items():
            assert "}" in key or not key.lower().startswith("on")
            if key.rpartition("}")[2] == "href" and name != "a" and (target := "".join(value.split())):
                assert target.startswith("#") or _RASTER.match(target), target


def _walk(root: ElementTree.Element) -> Iterator[tuple[ElementTree.Element, int]]:
    """Give every element and its depth, the root's being 1."""
    stack = [(root, 1)]
    while stack:
        element, depth = stack.pop()
        yield element, depth
        stack.extend((child, depth + 1) for child in element)


TARGETS: dict[str, Callable[[bytes], None]] = {"loader": loader, "markdown": markdown, "svg": svg}
