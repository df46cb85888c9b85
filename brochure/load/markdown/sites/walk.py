"""A mark of a site generator as data, and a text on the way through which such marks are met."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cached_property
from textwrap import dedent
from typing import TypeAlias

from brochure.load.markdown.codespans import CodeSpans
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import dataclass

# What opens or closes something by its name. The first two signs and the name are its key.
_NAMED = compiled(r"(?P<sign></|\[/?|\{\{[<%]\s*/\s*|\{%-?\s*end)(?P<name>[^\s<>%\[\]{}]+)")
# How far back a line is looked at for whether anything stands before a mark.
_NEAR = 200
# What begins a block is one only at the beginning of its line.
_BLOCK = compiled(r"[ \t]*(?:#{1,6}[ \t]|[-*+][ \t]|\d+[.)][ \t]|[>|<]|```|~~~)")


@dataclass(frozen=True, slots=True)
class Foreign:
    """Markup that means nothing here: its kind (a key of ABOUT), and where it stands."""

    kind: str
    start: int
    end: int


class Walk:
    """Goes through a text once. What has been read waits in `parts` until a component begins or ends.

    `is_code` says that code of a site was met, `open` what is to close the elements of each name.
    """

    def __init__(self, text: str, gap: str = "") -> None:
        self.text = text
        self._gap = gap
        self.found: list[Foreign] = []
        self.done: list[str] = []
        self.parts: list[str] = []
        self.is_code = False
        self.open: defaultdict[str, list[str]] = defaultdict(list)
        self.constants: dict[str, str] = {}
        self._depth = 0
        self._next: dict[str, int] = {}

    def settle(self, deeper: int = 0) -> None:
        """Move what stands in a component to the margin, where no one would take it for code."""
        held = "".join(self.parts)
        self.done.append(dedent(held) if self._depth else held)
        self.parts = []
        self._depth = max(0, self._depth + deeper)

    def tell(self, kind: str, start: int, end: int) -> None:
        """Keep what is foreign."""
        self.found.append(Foreign(kind, start, end))

    def find(self, needle: str, at: int) -> int:
        """Find one of few texts after an offset, -1 where it is nowhere; no part is looked through twice for it."""
        known = self._next.get(needle)
        if known is None or -1 < known < at:
            known = self._next[needle] = self.text.find(needle, at)
        return known

    def before(self, start: int) -> str:
        """Give what stands close before an offset."""
        return self.text[max(0, start - _NEAR) : start]

    def gap(self, start: int, end: int) -> str:
        """Give what stands where a value falls out, between two offsets: a sign where words stand beside it.

        Alone on its line it was a part of the page, in a tag an attribute, before a list an ornament.
        """
        before, rest = self.before(start), self.text[end : end + 1]
        if before.rfind("<") > before.rfind(">"):
            return ""
        lone = rest in ("", "\n") or _BLOCK.match(self.text, end)
        return "" if lone and self.is_block(start) else self._gap

    def is_block(self, start: int) -> bool:
        """Tell whether nothing stands on the line before an offset."""
        return not self.before(start).rpartition("\n")[2].strip()

    @cached_property
    def spans(self) -> CodeSpans:
        """Where code stands."""
        return CodeSpans(self.text)

    @cached_property
    def notes(self) -> frozenset[str]:
        """The names of the footnotes that are somewhere."""
        return frozenset(re.findall(r"\[\^([^\]\s]{1,100})\]:", self.text))

    @cached_property
    def named(self) -> Mapping[str, tuple[int, int]]:
        """Where each thing with a name is first and last opened or closed: `[a`, `[/a`, `</a`, `{{a`, `{%a`."""
        found: dict[str, tuple[int, int]] = {}
        for mark in _NAMED.finditer(self.text):
            key = mark["sign"][:2] + mark["name"].rstrip("-")
            found[key] = found.get(key, mark.span())[0], mark.start()
        return found

    def closes(self, key: str, start: int) -> bool:
        """Tell whether what begins at an offset is closed behind it."""
        return self.named.get(key, (0, -1))[1] >= start


Found: TypeAlias = re.Match[str]
# What stands for a mark, and where the text goes on; None where it is none.
Read: TypeAlias = tuple[str, int] | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: its pattern (verbose, over lines), and what is left of it: a template, or what reads it.

    None leaves it as it is, and what stands in it is read. `kind` is what is told where nothing reads it.
    """

    pattern: str
    kind: str = ""
    left: str | Callable[[Walk, Found], Read] | None = ""

    def read(self, walk: Walk, found: Found) -> Read:
        """Read a mark that was found."""
        if callable(self.left):
            return self.left(walk, found)
        if self.kind:
            walk.tell(self.kind, *found.span())
        return None if self.left is None else (found.expand(self.left), found.end())
