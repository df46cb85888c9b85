"""What a page of the world says: its front matter, its body and the words of both, read by the tests themselves.

The reading is simpler than the package's: marks of Markdown, of HTML and of site generators are taken away.
"""

from __future__ import annotations

import html
import json
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

# A value stands at a path of keys and of places in lists.
Leaf = tuple[tuple[str, ...], str]
_YAML = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_OTHERS = (
    (re.compile(r"\A---json\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE), json.loads),
    (re.compile(r"\A\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*$", re.DOTALL | re.MULTILINE), tomllib.loads),
    (re.compile(r"\A(\{\n.*?^\})[ \t]*$", re.DOTALL | re.MULTILINE), json.loads),
)
# Keys of sites that no reader sees, and what stands below them; buttons and links say where to click, not what to know.
_SILENT = re.compile(
    r"""(?ix) ^(?: layout | template(?:_?key)? | blueprint | component | type | slug | permalink | lang(?:uage)? | id
    | tags? | languages | categor(?:y|ies) | keywords | aliases | seo | design | menu | navigation.* | head
    | eleventynavigation | sidebar.* | form | build | cascade | resources | pagination | filters | techno
    | usertypes | .*_status | .*action
    | actions | .*button.* | links? | link_.* | .*btn.* | .*_cta | .*_link_text | linktext | linktitle | title_tag
    | meta_.* | i-want-to | icon.* | google-.* | twitter | ticket_.* | style | align | orientation | background.*
    | overlay.* | padding.* | css.* | .*class(?:es)? | image_?alt | heroimagealt | .*image_description | .*image-alt
    | last.* | order | weight | titletemplate | .*_?url | currency | alt )$"""
)
# The same at the top of a page alone.
_SILENT_ABOVE = re.compile(r"(?i)^(?:authors?|author_.*|version|badge)$")
_NO_WORDS = re.compile(
    r"""(?x) (?: true|false|null|~|yes|no | [-+]?[\d.,]+ | \d{4}-\d\d(?:-\d\d)?(?:[T ][\d:.Z+ -]+)? | [#]\w* | @\S+
    | (?:https?:|mailto:|www\.)\S+ | \.{0,2}/\S* | [\w\ ./-]+\.(?:jpe?g|png|webp|svg|avif|gif|csv|pdf)
    | [\w:./@-]*[_:/]\S* | [a-z0-9]+(?:-[a-z0-9]+)* )"""
)
# What a page is called that is the first one of its site: of what the brochure is about it says nothing.
_START = re.compile(r"(?i)strona główna|home ?page|home|page d[’']accueil|accueil|startseite|página principal|inicio")
# Where a number or a time alone is worth printing, in a list.
_FIGURES = re.compile(
    r"(?i)^(?:value|number|count|statistic|valor|price|prix|preis|pris|prijs|time|zeit|tid|aika|year)$"
)
# A step that counts is the numeral of its phase.
_COUNTS = re.compile(r"\w+ \d+")
# In turn: comments, what a generator runs, containers and their settings, calls, addresses, marks.
_TAKEN = (
    (r"(?s)<!--.*?-->|\{/\*.*?\*/\}|%%.*?%%|\{#\s.*?#\}", " "),
    (r"(?s)\{\{.*?\}\}|\{%.*?%\}", " "),
    (r"(?m)^(?:import|export) .*$", " "),
    (r"(?ms)^:{2,}[\w-]+\n---\n.*?^---$", " "),
    (r"(?m)^[ \t]*:{2,}[ \t]*[\w-]+", " "),
    (r"(?m)^#[a-z]+\s*$", " "),
    (r":(?:\w+)\[", "["),
    (r"(?m)^(?:!!!|\?\?\?\+?) \w+", " "),
    (r"\[!\w+\][-+]?", " "),
    (r"(?m)^\[TOC\]$", " "),
    (r"(?m)(?<=\s):[a-z_]+:(?=\s)", " "),
    (r"!\[\[[^\]]*\]\]", " "),
    (r"\[\[(?:[^\]|]*\|)?([^\]]*)\]\]", r"\1"),
    (r"(?m)\^\w+$", " "),
    (r"!\[[^\]]*\]\([^)]*\)", " "),
    (r"\]\([^)]*\)", " "),
    (r"(?m)^\[[^\]^]+\]: .*$", " "),
    (r"\[\^\w+\](?!:)", ""),
    (r"<((?:https?://|mailto:)?[^\s<>]+[@/][^\s<>]*)>", r" \1 "),
    (r"(?is)<(script|style)\b.*?</\1>", " "),
    (r"</?[A-Za-z][^<>]*>", " "),
    (r"\{[^{}\n]*\}", " "),
    (r"(?m)^[ >\t]*\d+[.)] ", " "),
    (r"(?m)^[ >\t]*([-*+]) \[[ xX]\]", " "),
    (r"(?m)^[|: -]+$", " "),
    (r"[*`]+", ""),
)
# A footnote, or what an abbreviation stands for: printed elsewhere.
_NOTE = re.compile(r"(?m)^(?:\[\^(\w+)\]|\*\[[^\]]+\]): (.*)$")
_CODE = re.compile(r"(?ms)^([ \t]*)(```|~~~).*?$\n(.*?)^[ \t]*\2[ \t]*$")


@dataclass(frozen=True)
class Page:
    """A page as it was written: `front` are its values in turn, the language of code in fences is none of its words."""

    front: tuple[Leaf, ...]
    body: str

    @property
    def words(self) -> list[str]:
        """Give the words of the body in turn, without its footnotes."""
        text, found, at = _NOTE.sub("", self.body), [], 0
        for code in _CODE.finditer(text):
            found += plain(text[at : code.start()]) + words(code[3])
            at = code.end()
        return found + plain(text[at:])

    @property
    def code(self) -> str:
        """Give what stands in fences and between backticks."""
        return "\n".join([*(found[3] for found in _CODE.finditer(self.body)), *re.findall(r"`([^`\n]+)`", self.body)])

    @property
    def notes(self) -> list[list[str]]:
        """Give the words of each footnote."""
        return [plain(text) for _, text in _NOTE.findall(self.body)]

    @property
    def foreign(self) -> bool:
        """Tell whether the body holds what only its generator can run."""
        return bool(re.search(r"(?m)\{\{|\{%|^import |^export |<[A-Z]", _CODE.sub("", self.body)))

    @property
    def shown(self) -> list[Leaf]:
        """Give the values that a reader is meant to see, each once."""
        kept: dict[str, Leaf] = {}
        for path, text in self.front:
            if owed(path, text) and (said := plain(text)):
                kept.setdefault(" ".join(said), (path, text))
        return list(kept.values())


def read(path: Path) -> Page:
    """Read a page; values of YAML as they are written."""
    text = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    for pattern, loads in _OTHERS:
        if found := pattern.match(text):
            return Page(tuple(_leaves(loads(found[1]), ())), text[found.end() :])
    if found := _YAML.match(text):
        return Page(tuple(_leaves(yaml.load(found[1], yaml.CBaseLoader), ())), text[found.end() :])
    return Page((), text)


def owed(path: tuple[str, ...], text: str) -> bool:
    """Tell whether a value holds words for readers: not by what it is, nor by a key above it."""
    names = [name for name in path if not name.isdigit()]
    if any(map(_SILENT.match, names)) or _SILENT_ABOVE.match(path[0]) or not words(text):
        return False
    if names == ["description"] and _START.fullmatch(text.strip()):
        return False
    if names[-1] == "step" and _COUNTS.fullmatch(text.strip()):
        return False
    listed = len(names) < len(path) and _FIGURES.match(names[-1])
    return bool(listed) or not _NO_WORDS.fullmatch(text.strip())


def plain(text: str) -> list[str]:
    """Give the words of a text without the marks in it."""
    for pattern, instead in _TAKEN:
        text = re.sub(pattern, instead, text)
    return words(html.unescape(text))


def words(text: str) -> list[str]:
    """Give the words: runs of letters and figures, in small letters, each letter in its one form."""
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text.replace("\u00ad", "")).casefold())


def _leaves(value: Any, path: tuple[str, ...]) -> Iterator[Leaf]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, (*path, str(key)))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from _leaves(inner, (*path, str(at)))
    elif value is not None and not isinstance(value, bool):
        yield path, str(value)
