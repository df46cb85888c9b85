"""YAML files and front matter to positioned nodes; every mistake becomes a Problem at its cause."""

from __future__ import annotations

import re
from dataclasses import dataclass

from frontmatter import detect_format
from frontmatter.default_handlers import YAMLHandler

from brochure.load.text import Source
from brochure.load.yaml.nodes import Entry, Mapping, Node, Scalar, Sequence
from brochure.load.yaml.tree import parse
from brochure.vocabulary.limits import DEFAULT, Limits
from brochure.vocabulary.problems import BrochureError, Problem, Severity

__all__ = [
    "Document", "Entry", "FrontMatter", "Mapping", "Node", "Scalar", "Sequence", "front_matter", "yaml_document",
    "yaml_mapping",
]  # fmt: skip
_EXAMPLE = "begin the file with a line ---, then keys such as 'title: …', then a line --- again"


@dataclass(frozen=True, slots=True)
class Document:
    """A mapping, and the problems that did not stop the reading (a key written twice, a tag); all are errors."""

    data: Mapping
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The keys above the text, and the text: `body` begins at `body_offset` of the source."""

    data: Mapping
    body: str
    body_offset: int
    problems: tuple[Problem, ...] = ()


class YamlHandler(YAMLHandler):
    """Front matter between two lines ---, the second of which may be ... (YAML 1.2, 9.1.2); `load` keeps the places."""

    FM_BOUNDARY = re.compile(r"(?:\A---|(?<=\n)(?:---|\.\.\.))[ \t]*(?:\n|\Z)")

    def __init__(self, source: Source, opening: int, limits: Limits) -> None:
        super().__init__()
        self._source, self._opening, self._limits = source, opening, limits

    def load(self, fm: str, **kwargs: object) -> Document:  # type: ignore[override]  # a dict holds no places
        """Read the lines after the opening one. Raises BrochureError."""
        start = self._source.text.index("\n", self._opening) + 1
        return _document(self._source, start, start + len(fm), "front matter", self._limits)


def front_matter(source: Source, limits: Limits = DEFAULT) -> FrontMatter:
    """Split a Markdown file at its fences and read the keys between them.

    Raises BrochureError: no-front-matter, and all that `yaml_mapping` raises.
    """
    text = source.text.lstrip()
    opening = len(source.text) - len(text)
    handler = YamlHandler(source, opening, limits)
    if detect_format(text, [handler]) is None or source.place(opening).column != 1:
        raise _error(source, opening, "the file has no front matter", _EXAMPLE)
    try:
        keys, body = handler.split(text)
    except ValueError:
        message = "the front matter that opens here is never closed"
        raise _error(source, opening, message, "put a line --- below its last key") from None
    document = handler.load(keys)
    return FrontMatter(document.data, body, len(source.text) - len(body), document.problems)


def yaml_document(source: Source, limits: Limits = DEFAULT) -> Document:
    """Read a YAML file whose top level is a mapping; a file of comments alone is an empty one.

    Raises BrochureError: yaml-syntax, yaml-tab, yaml-unclosed-quote, yaml-too-large, yaml-too-deep, yaml-not-mapping.
    """
    return _document(source, 0, len(source.text), "file", limits)


def yaml_mapping(source: Source) -> Mapping:
    """Read a YAML file as `yaml_document` does; a problem that does not stop the reading is raised, too."""
    document = yaml_document(source)
    if document.problems:
        raise BrochureError(document.problems)
    return document.data


def _document(source: Source, start: int, end: int, name: str, limits: Limits) -> Document:
    node, problems = parse(source, start, end, limits)
    if node is None:
        return Document(Mapping((), source.place(start)))
    if not isinstance(node, Mapping):
        message = f"the {name} holds no keys"
        hint = "write lines of the form 'key: value', with a space after the colon"
        found = source.problem("yaml-not-mapping", Severity.ERROR, message, node.place, hint)
        raise BrochureError([*problems, found])
    return Document(node, tuple(problems))


def _error(source: Source, offset: int, message: str, hint: str) -> BrochureError:
    return BrochureError([source.problem("no-front-matter", Severity.ERROR, message, offset, hint)])
