"""YAML files to positioned nodes; every mistake becomes a Problem at its cause."""

from __future__ import annotations

from functools import lru_cache

from brochure.load.text import Source
from brochure.load.yaml.nodes import Document, Mapping
from brochure.load.yaml.tree import parse
from brochure.vocabulary.limits import DEFAULT, Limits
from brochure.vocabulary.problems import BrochureError, Severity
from brochure.vocabulary.speech import Said


# The settings of a project are read again with each of its contents, and with each edit of one.
@lru_cache(8)
def yaml_document(source: Source, limits: Limits = DEFAULT) -> Document:
    """Read a YAML file whose top level is a mapping; a file of comments alone is an empty one.

    Raises BrochureError: yaml-syntax, yaml-tab, yaml-unclosed-quote, yaml-too-large, yaml-too-deep, yaml-not-mapping.
    """
    return yaml_part(source, 0, len(source.text), "file", limits)


def yaml_mapping(source: Source) -> Mapping:
    """Read a YAML file as `yaml_document` does; a problem that does not stop the reading is raised, too."""
    document = yaml_document(source)
    if document.problems:
        raise BrochureError(document.problems)
    return document.data


def yaml_part(source: Source, start: int, end: int, name: str, limits: Limits) -> Document:
    """Read the part of a file between two offsets; `name` is how problems call it. Raises what `yaml_document` does."""
    node, problems = parse(source, start, end, limits)
    if node is None:
        return Document(Mapping((), source.place(start)), tuple(problems))
    if not isinstance(node, Mapping):
        message = Said("the {name} holds no keys", name=name)
        hint = Said("write lines of the form 'key: value', with a space after the colon")
        found = source.problem("yaml-not-mapping", Severity.ERROR, message, node.place, hint)
        raise BrochureError([*problems, found])
    return Document(node, tuple(problems))
