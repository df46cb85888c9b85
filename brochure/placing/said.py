"""What a key is called where it is printed as a title: in English in a page of another language, by its translation."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from brochure.load.text import read_text
from brochure.load.yaml import nodes
from brochure.load.yaml.document import yaml_mapping
from brochure.placing.names import folded, in_words
from brochure.store.kept import plain

_SAID = Path(__file__).with_name("said.yaml")


def title_of(name: str, language: str) -> str:
    """Give a name as a title of a page in a language, with its own words where no translation of them is known."""
    return translations().get(language[:2].lower(), {}).get(folded(name)) or in_words(name)


def is_said(name: str, language: str) -> bool:
    """Tell whether a name is a title of a page in a language: a word of it, or one of which a translation is known."""
    spoken, known = language[:2].lower(), translations()
    return spoken in ("en", *known) or all(folded(name) not in names for names in known.values())


@cache
def translations() -> Mapping[str, Mapping[str, str]]:
    """Read said.yaml: by the language, what each folded name is called."""
    found: dict[str, dict[str, str]] = plain("said", (_SAID, Path(__file__)), _read)
    return found


def _read() -> dict[str, dict[str, str]]:
    tree = yaml_mapping(read_text(_SAID, _SAID.name))
    languages, words = _texts(tree.get("languages")), tree.get("words")
    rows = words.entries if isinstance(words, nodes.Mapping) else ()
    return {
        language: {folded(row.key.text): _texts(row.value)[at] for row in rows} for at, language in enumerate(languages)
    }


def _texts(node: nodes.Node | None) -> list[str]:
    items = node.items if isinstance(node, nodes.Sequence) else ()
    return [item.text for item in items if isinstance(item, nodes.Scalar)]
