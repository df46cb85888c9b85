"""Names of keys, however they are written."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from brochure.vocabulary.patterns import compiled

_CAMEL = compiled(r"(?<=[a-z0-9])(?=[A-Z])")
_SIGNS = compiled(r"[\W_]+")
_FIRST = compiled(r"[\W_]*[^\W_]+[\W_]+([^\W_].*)")
# Words around the one that says what a key holds.
_BEFORE = frozenset(("our", "home", "hero", "main", "page", "section", "homepage", "the"))
_BEHIND = frozenset((
    "section", "sections", "block", "blocks", "list", "items", "item", "row", "grid", "slider", "cards", "data", "text",
))  # fmt: skip


@lru_cache(maxsize=4096)
def parts(name: str) -> tuple[str, ...]:
    """Give the words of a name, in small letters without accents."""
    spaced = _CAMEL.sub("_", name)
    if not spaced.isascii():
        spaced = "".join(sign for sign in unicodedata.normalize("NFKD", spaced) if not unicodedata.combining(sign))
    return tuple(part for part in _SIGNS.split(spaced.casefold()) if part)


def folded(name: str) -> str:
    """Give a name as names are compared: `heroImage`, `hero-image` and `hero_image` are one."""
    return "".join(parts(name))


def snake(name: str) -> str:
    """Give a name in small letters, with low lines between its words."""
    return "_".join(parts(name))


def forms(name: str) -> Iterator[str]:
    """Give the forms under which a name is sought, nearest first: whole, then without what stands around it."""
    words = list(parts(name))
    yield "".join(words)
    while len(words) > 1 and (words[-1] in _BEHIND or words[-1].isdigit()):
        words.pop()
        yield "".join(words)
    if words and (bare := words[-1].rstrip("0123456789")) != words[-1] and bare:
        words[-1] = bare
        yield "".join(words)
    while len(words) > 1 and words[0] in _BEFORE:
        words.pop(0)
        yield "".join(words)


def bare(name: str) -> str:
    """Give a name without the first of its words, as it is written; "" where it has one alone."""
    found = _FIRST.fullmatch(_CAMEL.sub("_", name))
    return found[1] if found else ""


def singular(name: str) -> str:
    """Give a folded name without the sign of the plural."""
    return name[:-1] if len(name) > 3 and name.endswith("s") else name


def in_words(name: str) -> str:
    """Give a name as a heading: `info-sections` is Info sections."""
    spaced = " ".join(_CAMEL.sub(" ", name).replace("_", " ").replace("-", " ").replace(".", " ").split())
    text = spaced if spaced.isupper() or not spaced.isascii() else spaced.lower()
    return text[:1].upper() + text[1:]
