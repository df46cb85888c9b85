"""The keys above a Markdown text: YAML, TOML, JSON, plain lines, or none."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from frontmatter import detect_format
from frontmatter.default_handlers import BaseHandler

from brochure.load.text import Source
from brochure.load.yaml.document import yaml_document, yaml_mapping, yaml_part
from brochure.load.yaml.nodes import Document, Entry, Mapping, Scalar
from brochure.vocabulary.limits import DEFAULT, Limits
from brochure.vocabulary.problems import BrochureError, Problem, Severity

__all__ = ["FrontMatter", "Handler", "UnfencedHandler", "front_matter", "yaml_document", "yaml_mapping"]

Read: TypeAlias = Callable[[Source, int, int, Limits], Document]

_KEY_AND_VALUE = re.compile(r"([A-Za-z][\w-]*):[ \t]*((?<=[ \t])\S.*)?$", re.MULTILINE)
# What seems meant to open front matter, and does not: a mark too much, a margin, a language that is none of ours.
_MISSED = re.compile(r"[ \t]*([-+;])\1{2,}[ \t]*\n[ \t]*[\"']?\w[\w-]*[\"']?[ \t]*[:=]|-{3,}[ \t]*[A-Za-z]+\n")
_EXAMPLE = "begin the file with a line ---, then keys such as 'title: …', then a line --- again"


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
        super().__init__(re.compile(rf"(?:\A(?:{opens})|(?<=\n)(?:{closes}))[ \t]*(?:\n|\Z)"))
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
    text = source.text.lstrip()
    at = len(source.text) - len(text)
    line = source.text.rfind("\n", 0, at) + 1
    missed = _MISSED.match(source.text, line) is not None
    handler = detect_format(text, _handlers(source, limits))
    if not isinstance(handler, Handler) or line != at:
        return _none(source, at, missed, "the file has no front matter", _EXAMPLE)
    try:
        keys, body = handler.split(text)
    except ValueError:
        message = "the front matter that opens here is never closed"
        # A line of dashes may be a rule.
        missed = missed or handler.mark != "---"
        return _none(source, at, missed, message, f"put a line {handler.mark} below its last key")
    document = handler.load(keys)
    return FrontMatter(document.data, body, len(source.text) - len(body), document.problems)


def _none(source: Source, at: int, missed: bool, message: str, hint: str) -> FrontMatter:
    """Take the whole file for the text; raises BrochureError where its keys would be printed."""
    if missed:
        raise BrochureError([source.problem("no-front-matter", Severity.ERROR, message, at, hint)])
    return FrontMatter(Mapping((), source.place(0)), source.text, 0)


def _handlers(source: Source, limits: Limits) -> list[Handler]:
    return [
        Handler(source, limits, _yaml, "---(?:ya?ml)?", r"---|\.\.\."),
        Handler(source, limits, _toml, r"\+\+\+", r"\+\+\+"),
        Handler(source, limits, _toml, "---toml", "---"),
        Handler(source, limits, _json, ";;;", ";;;"),
        Handler(source, limits, _json, "---json", "---"),
        UnfencedHandler(source, limits, _json, _braces, "}"),
        UnfencedHandler(source, limits, _lines, _last_line, ""),
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
    if re.match(r"\{\s*[\"}]", text) is None:
        return 0
    from brochure.load.json import closing

    return closing(text)


def _last_line(text: str) -> int:
    """Give the end of the lines "Key: value" with which a text begins, a title among them (MultiMarkdown, Pelican)."""
    end = text.find("\n\n")
    lines = text[:end].rstrip("\n").split("\n") if end >= 0 else text.rstrip("\n").split("\n")
    plain = all(_KEY_AND_VALUE.fullmatch(line) for line in lines)
    return len("\n".join(lines)) if plain and any(line.lower().startswith("title:") for line in lines) else 0


def _lines(source: Source, start: int, end: int, limits: Limits) -> Document:
    entries: dict[str, Entry] = {}
    for found in _KEY_AND_VALUE.finditer(source.text, start, end):
        if found[2]:
            key, value = (
                Scalar(found[n].rstrip(), "text", source.place(found.start(n)), found.start(n), found.end(n))
                for n in (1, 2)
            )
            entries.setdefault(key.text, Entry(key, value))
    return Document(Mapping(tuple(entries.values()), source.place(start)))
