"""The keys above a Markdown text: YAML, TOML, JSON, plain lines, or none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeAlias

from frontmatter import detect_format
from frontmatter.default_handlers import BaseHandler

from brochure.load.text import Source
from brochure.load.yaml.document import yaml_document, yaml_mapping, yaml_part
from brochure.load.yaml.nodes import Document, Entry, Mapping, Scalar
from brochure.vocabulary.limits import DEFAULT, Limits
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.problems import BrochureError, Problem, Severity
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import Said

__all__ = ["FrontMatter", "Handler", "UnfencedHandler", "front_matter", "yaml_document", "yaml_mapping"]

Read: TypeAlias = Callable[[Source, int, int, Limits], Document]
Span: TypeAlias = tuple[int, int]

_KEY_AND_VALUE = compiled(r"^([A-Za-z][\w-]*):[ \t]*((?<=[ \t])\S.*(?:\n[ \t]+\S.*)*)?$", re.MULTILINE)
# A title, an author and a date at the beginning of a text, and the rest of a line below it (Pandoc).
_PERCENT = compiled(
    r"%[ \t]*(?P<title>\S[^\n]*(?:\n[ \t]+\S[^\n]*)*)"
    r"(?:\n%[ \t]*(?P<author>[^\n]*(?:\n[ \t]+\S[^\n]*)*)(?:\n%[ \t]*(?P<date>[^\n]*))?)?(?=\n[ \t]*\n|\n?\Z)"
)
# Comments before keys between two lines.
_COMMENTS = compiled(
    r"(?:\s*<!--(?:(?!-->)[\s\S])*-->)+\s*\n(?=(?:---|\+\+\+)[ \t]*\n\s*[\"']?\w[\w-]*[\"']?[ \t]*[:=])"
)
# What tells keys from prose between two rules.
_KEY = compiled(r"[ \t]*(?:-[ \t]+)*(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s:=\"']+)[ \t]*[:=]")
# What seems meant to open front matter, and does not: a mark too much, a margin, a language that is none of ours.
_MISSED = compiled(r"[ \t]*([-+;])\1{2,}[ \t]*\n[ \t]*[\"']?\w[\w-]*[\"']?[ \t]*[:=]|-{3,}[ \t]*[A-Za-z]+\n")
_EXAMPLE = Said("begin the file with a line ---, then keys such as 'title: …', then a line --- again")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The keys above the text, and the text: `body` begins at `body_offset` of the source."""

    data: Mapping
    body: str
    body_offset: int
    problems: tuple[Problem, ...] = ()


class Handler(BaseHandler):
    """Keys between two lines; `load` gives a Document, in which every key and value has its place."""

    def __init__(self, source: Source, limits: Limits, read: Read, opens: str, closes: str) -> None:
        super().__init__(compiled(rf"(?:\A(?:{opens})|(?<=\n)(?:{closes}))[ \t]*(?:\n|\Z)"))
        self.mark = closes.replace("\\", "")[:3]
        self._source, self._limits, self._read = source, limits, read
        self._start = 0

    def split(self, text: str) -> tuple[str, str]:
        """Split a text into keys and body. Raises ValueError where the keys are never closed."""
        keys, body = super().split(text)
        self._start = len(self._source.text) - len(text) + text.index("\n") + 1
        return keys, body

    def load(self, fm: str) -> Document:  # type: ignore[override]  # a dict holds no places
        """Read the keys that were split off. Raises BrochureError."""
        return self._read(self._source, self._start, self._start + len(fm), self._limits)


class UnfencedHandler(Handler):
    """Keys with no line around them: `end` gives the offset after them, 0 where a text begins with none."""

    def __init__(self, source: Source, limits: Limits, read: Read, end: Callable[[str], int], mark: str) -> None:
        super().__init__(source, limits, read, mark, mark)
        self._end = end

    def detect(self, text: str) -> bool:
        """Tell whether a text begins with keys."""
        return self._end(text) != 0

    def split(self, text: str) -> tuple[str, str]:
        """Split a text after its keys. Raises ValueError where they have no end."""
        end = self._end(text)
        if end < 0:
            raise ValueError
        self._start = len(self._source.text) - len(text)
        return text[:end], text[end:].lstrip(" \t").removeprefix("\n")


def front_matter(source: Source, limits: Limits = DEFAULT) -> FrontMatter:
    """Split a Markdown file and read the keys above its text, if any.

    Raises BrochureError: no-front-matter where it is begun in a wrong way or never closed, and all that
    `yaml_document`, `toml.parse` and `json.parse` raise.
    """
    comments = _COMMENTS.match(source.text)
    text = source.text[comments.end() :] if comments else source.text.lstrip()
    at = len(source.text) - len(text)
    line = source.text.rfind("\n", 0, at) + 1
    missed = _MISSED.match(source.text, line) is not None
    handler = detect_format(text, _handlers(source, limits))
    if not isinstance(handler, Handler) or line != at:
        return _none(source, at, missed, Said("the file has no front matter"), _EXAMPLE)
    try:
        keys, body = handler.split(text)
    except ValueError:
        message = Said("the front matter that opens here is never closed")
        # A line of dashes may be a rule.
        missed = missed or handler.mark != "---"
        return _none(source, at, missed, message, Said("put a line {mark} below its last key", mark=handler.mark))
    if handler.mark == "---" and _is_prose(keys):
        return FrontMatter(Mapping((), source.place(0)), source.text, 0)
    document = handler.load(keys)
    return FrontMatter(document.data, body, len(source.text) - len(body), document.problems)


def _is_prose(keys: str) -> bool:
    """Tell whether what stands between two rules is a text: none of its lines has a key."""
    lines = [line for line in keys.split("\n") if line.strip() and not line.lstrip().startswith("#")]
    return bool(lines) and lines[0].lstrip()[0] not in "{[&" and not any(map(_KEY.match, lines))


def _none(source: Source, at: int, missed: bool, message: Said, hint: Said) -> FrontMatter:
    """Take the whole file for the text; raises BrochureError where its keys would be printed."""
    if missed:
        raise BrochureError([source.problem("no-front-matter", Severity.ERROR, message, at, hint)])
    return FrontMatter(Mapping((), source.place(0)), source.text, 0)


def _handlers(source: Source, limits: Limits) -> list[Handler]:
    return [
        Handler(source, limits, _yaml, "---(?:[ \t]*ya?ml)?", r"---|\.\.\."),
        Handler(source, limits, _toml, r"\+\+\+", r"\+\+\+"),
        Handler(source, limits, _toml, "---[ \t]*toml", "---"),
        Handler(source, limits, _json, ";;;", ";;;"),
        Handler(source, limits, _json, "---[ \t]*json", "---"),
        UnfencedHandler(source, limits, _json, _braces, "}"),
        UnfencedHandler(source, limits, _lines, _last_line, ""),
        UnfencedHandler(source, limits, _percent, _last_percent, ""),
    ]


def _yaml(source: Source, start: int, end: int, limits: Limits) -> Document:
    return yaml_part(source, start, end, "front matter", limits)


def _toml(source: Source, start: int, end: int, limits: Limits) -> Document:
    from brochure.load.toml import parse

    return parse(source, start, end, limits)


def _json(source: Source, start: int, end: int, limits: Limits) -> Document:
    from brochure.load.json import parse

    return parse(source, start, end, limits)


def _braces(text: str) -> int:
    """Give the offset after the JSON with which a text begins: 0 where there is none, -1 where it has no end."""
    if re.match(r"\{\s*[\"}]|\{[ \t]*\n\s*(?://|'?\w+'?[ \t]*:)", text) is None:
        return 0
    from brochure.load.json import closing

    return closing(text)


def _last_line(text: str) -> int:
    """Give the end of the lines "Key: value" with which a text begins, a title among them (MultiMarkdown, Pelican)."""
    end = text.find("\n\n")
    keys = (text[:end] if end >= 0 else text).rstrip("\n")
    found = list(_KEY_AND_VALUE.finditer(keys))
    plain = "\n".join(pair[0] for pair in found) == keys
    return len(keys) if plain and any(pair[1].lower() == "title" for pair in found) else 0


def _lines(source: Source, start: int, end: int, limits: Limits) -> Document:
    pairs = ((found.span(1), found.span(2)) for found in _KEY_AND_VALUE.finditer(source.text, start, end) if found[2])
    return _plain(source, start, pairs)


def _last_percent(text: str) -> int:
    """Give the end of the lines after per cent signs with which a text begins."""
    found = _PERCENT.match(text)
    return found.end() if found else 0


def _percent(source: Source, start: int, end: int, limits: Limits) -> Document:
    found = _PERCENT.match(source.text, start)
    assert found is not None
    return _plain(source, start, [(name, found.span(name)) for name in ("title", "author", "date") if found[name]])


def _plain(source: Source, start: int, pairs: Iterable[tuple[str | Span, Span]]) -> Document:
    """Make a document of spans of keys, or their names, and of values, whose lines are one."""
    entries: dict[str, Entry] = {}
    for key, (first, last) in pairs:
        at, stop = (start, start) if isinstance(key, str) else key
        name = key if isinstance(key, str) else source.text[at:stop]
        value = Scalar(" ".join(source.text[first:last].split()), "text", source.place(first), first, last)
        entries.setdefault(name, Entry(Scalar(name, "text", source.place(at), at, stop), value))
    return Document(Mapping(tuple(entries.values()), source.place(start)))
