"""Python-Markdown with the extensions that a text needs: no other is loaded, or tried on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import TypeAlias

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor, SimpleTagInlineProcessor, SubstituteTagInlineProcessor
from markdown.util import ETX, STX

from brochure.load.markdown.blocks import Blocks
from brochure.load.markdown.marks import ATTRIBUTES
from brochure.load.markdown.pieces import Pieces
from brochure.vocabulary.patterns import compiled

Found: TypeAlias = tuple[str | None, int | None, int | None]

_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"


class Converter(Markdown):
    """Python-Markdown with our blocks; it escapes what CommonMark does, and breaks a line at a backslash."""

    def build_parser(self) -> Converter:
        """Build the parts; HTML is left to our blocks."""
        super().build_parser()
        self.preprocessors.deregister("html_block")
        self.parser = Blocks(self)
        self.ESCAPED_CHARS = list(_PUNCTUATION)
        self.treeprocessors.register(Pieces(self), "pieces", 21)
        self.inlinePatterns.register(SubstituteTagInlineProcessor(r"\\\n", "br"), "backslash", 185)
        return self


class _Notes(FootnoteExtension):
    """Footnotes in the order of their marks. One that says nothing is none: the extension stumbles over it."""

    def __init__(self) -> None:
        super().__init__(BACKLINK_TEXT="\u2191", BACKLINK_TITLE="{}", USE_DEFINITION_ORDER=False)

    def setFootnote(self, id: str, text: str) -> None:
        if text.strip():
            super().setFootnote(id, text)


class _Brace(InlineProcessor):
    """Keeps braces that hold no list of attributes, which would be taken for one; and lists as they are written."""

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # as all of them do
        if (listed := ATTRIBUTES.match(data, m.start())) is not None:
            return listed[0], m.start(), listed.end()
        return f"{STX}{ord(m[0])}{ETX}", m.start(), m.end()


class _Emoji(InlineProcessor):
    """Writes the sign that its name stands for."""

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # as all of them do
        sign = _signs().get(m[0])
        return (sign, m.start(), m.end()) if sign else (None, None, None)


@cache
def _signs() -> Mapping[str, str]:
    from pymdownx import gemoji_db

    signs = {name: entry["unicode"] for name, entry in gemoji_db.emoji.items() if "unicode" in entry}
    named = signs | {alias: signs[name] for alias, name in gemoji_db.aliases.items() if name in signs}
    return {name: "".join(chr(int(code, 16)) for code in sign.split("-")) for name, sign in named.items()}


def names(sign: str) -> tuple[str, ...]:
    """Give the names, as `:anchor:`, under which a text may hold a sign."""
    return tuple(name for name, meant in _signs().items() if sign in meant)


class _Own(Extension):
    """The small inline marks that no extension has."""

    def __init__(self, processor: InlineProcessor, name: str, priority: int) -> None:
        super().__init__()
        self._registered = processor, name, priority

    def extendMarkdown(self, md: Markdown) -> None:
        md.inlinePatterns.register(*self._registered)


def _attributes() -> list[Extension]:
    from markdown.extensions.attr_list import AttrListExtension

    return [_Own(_Brace(r"[{}]"), "brace", 178), AttrListExtension()]


def _abbreviations() -> list[Extension]:
    from markdown.extensions.abbr import AbbrExtension

    return [AbbrExtension()]


def _struck() -> list[Extension]:
    from pymdownx.tilde import DeleteSubExtension

    return [DeleteSubExtension()]


def _raised() -> list[Extension]:
    from pymdownx.caret import InsertSupExtension

    return [InsertSupExtension()]


def _marked() -> list[Extension]:
    from pymdownx.mark import MarkExtension

    return [MarkExtension()]


def _tasks() -> list[Extension]:
    from pymdownx.tasklist import TasklistExtension

    return [TasklistExtension()]


def _addresses() -> list[Extension]:
    from pymdownx.magiclink import MagiclinkExtension

    return [MagiclinkExtension()]


# What a text must hold for an extension to have anything to do in it.
_SIGNS: Mapping[re.Pattern[str], Callable[[], list[Extension]]] = {
    compiled(r"[{}]"): _attributes,
    compiled(r"^ {0,3}\*\[", re.MULTILINE): _abbreviations,
    compiled("~"): _struck,
    compiled(r"\^(?!\])(?<!\[\^)"): _raised,
    compiled("=="): _marked,
    compiled(r"\[[ xX]\]"): _tasks,
    compiled(r"(?i)(?<![\w(<\"'=/])(?:https?://|www\.)|\w@\w"): _addresses,
    compiled(r"\+\+"): lambda: [_Own(SimpleTagInlineProcessor(r"(\+\+)(?! )([^+\n]+)\+\+", "ins"), "inserted", 62)],
    compiled(r":[a-z]"): lambda: [_Own(_Emoji(r"(?<![\w:]):[a-z][a-z0-9_+-]*:(?![\w:])"), "emoji", 76)],
}


def convert(text: str) -> str:
    """Give the HTML of a Markdown text, which is not clean. Raises RecursionError."""
    wanted = tuple(number for number, sign in enumerate(_SIGNS) if sign.search(text))
    try:
        return _converter(wanted).reset().convert(text)
    except BaseException:
        # A conversion cut short leaves its state in the converter.
        _converter.cache_clear()
        raise


@lru_cache(maxsize=16)
def _converter(wanted: tuple[int, ...]) -> Markdown:
    makers = list(_SIGNS.values())
    found = [extension for number in wanted for extension in makers[number]()]
    return Converter(extensions=[TableExtension(use_align_attribute=True), _Notes(), *found])
