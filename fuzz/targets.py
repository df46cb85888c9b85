"""What is fed with any bytes, and what must hold of it whatever they are."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any
from xml.etree import ElementTree

import pikepdf
from pikepdf import Array, Dictionary, String

from brochure.load.markdown.convert import inline, to_html, to_prose
from brochure.load.text import Source
from brochure.model.validate import draft_brochure, draft_project
from brochure.pdfreader import opening
from brochure.pdfreader.facts import PROCESS
from brochure.pdfreader.separating import Separation
from brochure.pictures import vectors
from brochure.pictures.flaws import Unusable
from brochure.preflight.demands import FOREIGN
from brochure.preflight.rule import Subject
from brochure.preflight.rulebook import BY_CODE, applying, judge
from brochure.sections.registry import shipped
from brochure.vocabulary.limits import LimitExceeded, Limits
from brochure.vocabulary.presets import PRESS_RULES
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
_UNHELD = (pikepdf.PdfError, ValueError, TypeError, RuntimeError)
_OF_PAGE = ("/Pages", "/Contents", "/Type", "/Parent")
_PARTED, _DEEPEST = b"\n%%\n", 12
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


def pdf(data: bytes) -> None:
    """A PDF from anywhere: what is found has words, and is on one of its pages; or it is refused in words.

    What does not begin as a PDF are the parts of one, see `assembled`.
    """
    whole = data if data.startswith(b"%PDF-") else assembled(data)
    refused, count = False, 0
    try:
        # Without pictures of its pages: the program that draws them is another's, and held by the limits of the worker.
        problems = judge(
            applying(PRESS_RULES, {}), Subject(opening.read(whole, "x.pdf"), FOREIGN), {}, "x.pdf"
        ).problems
    except BrochureError as error:
        problems, refused = error.problems, True
    if not refused:
        with pikepdf.open(io.BytesIO(whole), suppress_warnings=True) as opened:
            count = len(opened.pages)
            # Whatever a damaged PDF makes of its colours, it comes to an end.
            with suppress(Exception):
                Separation(opened).showing(PROCESS[:3])
    assert problems or not refused
    for problem in problems:
        assert problem.message
        assert problem.code.startswith("pdf-") if refused else problem.code in BY_CODE
        assert problem.page is None or 1 <= problem.page <= count


def assembled(data: bytes) -> bytes:
    """Make a PDF of a page: its content, its resources, further entries of it, and of the catalogue.

    Lines of two signs part them. What has /Data is a stream of it.
    """
    content, *parts = (data + _PARTED * 3).split(_PARTED)[:4]
    made = pikepdf.new()
    made.add_blank_page(page_size=(90, 90))
    page = made.pages[0].obj
    page.Contents, page.Resources = made.make_stream(content), Dictionary()
    for holder, part in zip((page.Resources, page, made.Root), parts, strict=True):
        for key, value in _entries(part):
            # What pikepdf does not hold is left out.
            with suppress(*_UNHELD):
                holder[key] = _alive(made, value, 0)
    file = io.BytesIO()
    made.save(file, static_id=True)
    return file.getvalue()


def _entries(part: bytes) -> list[tuple[str, Any]]:
    """Read a dictionary, but for what makes a page one."""
    with suppress(*_UNHELD):
        read = pikepdf.Object.parse(part)
        if isinstance(read, Dictionary):
            return [(key, value) for key, value in read.items() if key not in _OF_PAGE]
    return []


def _alive(made: pikepdf.Pdf, value: Any, depth: int) -> Any:
    """Give a value with its streams."""
    if depth > _DEEPEST:
        return 0
    if isinstance(value, Array):
        return Array([_alive(made, one, depth + 1) for one in value])
    if not isinstance(value, Dictionary):
        return value
    entries = {key: _alive(made, one, depth + 1) for key, one in value.items()}
    data = entries.pop("/Data", None)
    if not isinstance(data, String):
        return Dictionary(entries)
    stream = made.make_stream(bytes(data))
    for key, one in entries.items():
        if key != "/Length":
            stream[key] = one
    return stream


def _walk(root: ElementTree.Element) -> Iterator[tuple[ElementTree.Element, int]]:
    """Give every element and its depth, the root's being 1."""
    stack = [(root, 1)]
    while stack:
        element, depth = stack.pop()
        yield element, depth
        stack.extend((child, depth + 1) for child in element)


TARGETS: dict[str, Callable[[bytes], None]] = {"loader": loader, "markdown": markdown, "svg": svg, "pdf": pdf}
