"""Content in which every key of a section has words of its own, made from what the section declares."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from brochure.model.spec import Items, Keys, Spec, Value
from brochure.render.section import Section

# An ordinary word on both sides, so that no key, heading or drawing has it by chance.
_WORD = "Quill{}ford"
_PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" fill="#8fa3b8"/></svg>'
)


class Sample:
    """The content of one section alone: `words` are those that its pages owe."""

    def __init__(self, section: Section, folder: Path) -> None:
        self.words: list[str] = []
        self._folder = folder
        (folder / "p.svg").write_text(_PICTURE, encoding="utf-8")
        front: dict[str, Any] = {"title": self._word(), "lang": "en"}
        for name, spec in section.keys.items():
            front[name] = self._value(spec, name)
        body = f"## {self._word()}\n\n{self._word()} and {self._word()}.\n" if section.name == "body" else ""
        self.text = f"---\n{yaml.safe_dump(front, allow_unicode=True, sort_keys=False)}---\n{body}"

    def _word(self) -> str:
        word = _WORD.format(_letters(len(self.words)))
        self.words.append(word)
        return word

    def _value(self, spec: Spec, name: str) -> Any:
        if isinstance(spec, Items):
            return [self._value(spec.item, name), self._value(spec.item, name)]
        if isinstance(spec, Keys):
            return {key: self._value(inner, key) for key, inner in spec.keys.items()}
        return self._single(spec, name)

    def _single(self, spec: Value, name: str) -> Any:
        if spec.kind.name == "picture":
            return {"file": "p.svg", "alt": "", "caption": self._word()}
        if spec.kind.name == "path":
            rows = "\n".join(f"{self._word()};{self._word()}" for _ in range(2))
            (self._folder / "rows.csv").write_text(rows, encoding="utf-8")
            return "rows.csv"
        if spec.kind.name == "switch":
            return True
        # What a website's button leads to, and an address, are no words of the page.
        return "https://example.org/here" if spec.kind.name == "line" else self._word()


def _letters(number: int) -> str:
    return "abcdefghijklmnopqrstuvwxyz"[number // 26] + "abcdefghijklmnopqrstuvwxyz"[number % 26]


def leaves(spec: Spec) -> Iterator[Value]:
    """Give every single value that a spec has."""
    if isinstance(spec, Value):
        yield spec
    elif isinstance(spec, Items):
        yield from leaves(spec.item)
    else:
        for inner in spec.keys.values():
            yield from leaves(inner)
