"""A document as it is read aloud, as lines of text: what a screen reader says, in its order.

`python -m tests.accessibility.spoken` writes the references anew; look at the difference before it is kept.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.accessibility.listening import is_block
from tests.corpus import CASES, Case, built
from tests.pdfreader.reading import Item, Reading

FOLDER = Path(__file__).resolve().parent / "references"
KEPT = ("programme-a5", "english-a5")
_PLAIN = frozenset({"P", "LBody", "Span", "TD", "TH", "Sect", "Document", "Part", "Div", "Art"})


def spoken(reading: Reading) -> str:
    """Write a line for each block, its role before it, indented in lists; a blank line parts sections."""
    assert reading.tree is not None
    title = str(reading.pdf.docinfo.get("/Title", ""))
    return "\n".join([f"{title} [{reading.pdf.Root.Lang}]", *_lines(reading.tree, 0)]) + "\n"


def _lines(item: Item, depth: int) -> Iterator[str]:
    indent = "  " * depth
    if item.role == "Sect":
        yield ""
    if item.role == "Figure":
        yield f"{indent}[figure] {item.alt}"
        return
    if is_block(item):
        if line := f"{_label(item)}{' '.join(item.all_text.split())}".rstrip():
            yield indent + line
        for child in item.walk():
            yield from _within(child, indent)
        return
    if said := " ".join(item.text.split()):
        yield indent + said
    if item.role in ("L", "BlockQuote", "Table"):
        count = f" of {len(item.children)}" if item.role == "L" else ""
        yield f"{indent}[{item.role}{count}]"
        depth += 1
    for child in item.children:
        yield from _lines(child, depth)


def _within(item: Item, indent: str) -> Iterator[str]:
    """Tell of what runs within a block: links with their descriptions, passages in another language, figures."""
    if item.role == "Link":
        told = dict.fromkeys(str(area.Contents) for area in item.entries.get("areas", ()))
        yield f"{indent}  [link] {', '.join(told)}"
    if item.role == "Span" and item.lang:
        yield f"{indent}  [{item.lang}] {item.all_text}"
    if item.role == "Figure":
        yield f"{indent}  [figure] {item.alt}"


def _label(item: Item) -> str:
    role = "" if item.role in _PLAIN else f"[{item.role}] "
    return role + (f"[{item.lang}] " if item.lang else "")


@cache
def reading_of(case: Case) -> Reading:
    """Read a built case back."""
    output = built(case).output
    assert output is not None
    return Reading(output.path.read_bytes())


def reference(case: Case) -> Path:
    """Give the file in which a case's reading is kept."""
    return FOLDER / f"{case.content.stem}.txt"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for case in CASES:
        if case.name in KEPT:
            reference(case).write_text(spoken(reading_of(case)), encoding="utf-8")
            print(reference(case), file=sys.stderr)


if __name__ == "__main__":
    main()
