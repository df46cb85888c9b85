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

# How letters are written that a keyboard has not.
_APART = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "ø": "oe", "æ": "ae", "ł": "l"}
_SAID = Path(__file__).with_name("said.yaml")


def title_of(name: str, language: str) -> str:
    """Give a name as a title of a page in a language, with its own words where no translation of them is known."""
    spoken = language[:2].lower()
    return translations().get(spoken, {}).get(folded(name)) or _spelled(in_words(name), spoken)


def _spelled(title: str, language: str) -> str:
    """Give a title with its accents, where its key is written without them."""
    known = spellings().get(language)
    if not known or not title.isascii() or title.isupper():
        return title
    if (whole := known.get(folded(title))) is not None:
        return whole[:1].upper() + whole[1:]
    text = " ".join(known.get(word.casefold(), word) for word in title.split(" "))
    return text[:1].upper() + text[1:]


def is_said(name: str, language: str) -> bool:
    """Tell whether a name is a title of a page in a language: a word of it, or one of which a translation is known."""
    spoken, known = language[:2].lower(), translations()
    return spoken in ("en", *known) or all(folded(name) not in names for names in known.values())


@cache
def spellings() -> Mapping[str, Mapping[str, str]]:
    """Read the words of each language in said.yaml: by how keys write them, as they are spelled."""
    found: dict[str, dict[str, str]] = plain("spelled", (_SAID, Path(__file__)), _spellings)
    return found


def _spellings() -> dict[str, dict[str, str]]:
    tree = yaml_mapping(read_text(_SAID, _SAID.name))
    own = tree.get("spelled")
    found: dict[str, dict[str, str]] = {}
    for language, names in _read().items():
        row = own.get(language) if isinstance(own, nodes.Mapping) else None
        # In German alone a noun has a capital wherever it stands.
        called = names.values() if language == "de" else map(str.lower, names.values())
        words = [*called, *(row.text.split() if isinstance(row, nodes.Scalar) else ())]
        found[language] = {key: word for word in words for key in _written(word)}
    return found


def _written(word: str) -> set[str]:
    """Give how keys write a word: without its accents, or with two letters for one."""
    apart = word.casefold()
    for sign, letters in _APART.items():
        apart = apart.replace(sign, letters)
    return {folded(word), folded(apart)}


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
