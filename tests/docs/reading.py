"""Read what a page of the manual shows: commands, what they answer, files, settings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
PAGES = (README, *sorted((ROOT / "docs").rglob("*.md")))
_BLOCK = re.compile(
    r"(?:^<!-- (?P<mark>[^\n]*?) -->\n)?^(?P<indent> *)```(?P<kind>\w*)\n(?P<text>.*?)^(?P=indent)```$", re.M | re.S
)
_ALONE = re.compile(r"^<!-- (?P<mark>(?:picture|font|start): [^\n]*?) -->$", re.M)


def language_of(name: str) -> str:
    """Give the language of a page, and of the system of who reads it."""
    return "fr" if name.startswith("docs/fr/") else "en"


SHELL = ("sh", "console")
# The kinds of blocks that a page may have; what is in none of them cannot be held to anything.
KINDS = (*SHELL, "python", "yaml", "markdown", "css", "jinja", "text", "json", "xml", "csv")


@dataclass(frozen=True)
class Block:
    """A fenced block: its kind, its text, the mark before it (empty without one), the line it begins on."""

    kind: str
    text: str
    mark: str
    line: int


@dataclass(frozen=True)
class Step:
    """A command as a reader types it, and what the page says it answers; None where it says nothing."""

    command: str
    answer: str | None = None


def blocks(text: str) -> list[Block]:
    """Give the fenced blocks, and the marks that stand alone, in turn."""
    found = []
    for match in _BLOCK.finditer(text):
        indent = len(match["indent"])
        body = "".join(line[indent:] for line in match["text"].splitlines(keepends=True))
        found.append(
            (match.start(), Block(match["kind"], body, match["mark"] or "", text.count("\n", 0, match.start()) + 1))
        )
    alone = ((m.start(), Block("", "", m["mark"], text.count("\n", 0, m.start()) + 1)) for m in _ALONE.finditer(text))
    return [block for _, block in sorted([*found, *alone], key=lambda pair: pair[0])]


def steps(block: Block) -> list[Step]:
    """Give the commands of a block of the shell; in a `console` block, those after `$ `, each with its answer."""
    if block.kind == "sh":
        lines = (line.split("  #")[0].strip() for line in block.text.splitlines())
        return [Step(line) for line in lines if line and not line.startswith("#")]
    found: list[Step] = []
    for line in block.text.splitlines():
        if line.startswith("$ "):
            found.append(Step(line[2:].strip(), ""))
        else:
            assert found, f"line {block.line}: an answer without a command"
            found[-1] = Step(found[-1].command, f"{found[-1].answer}{line}\n")
    return found


def inline(text: str) -> list[str]:
    """Give the commands that stand in running text, between backticks."""
    plain = re.sub(r"^ *```.*?^ *```$", "", text, flags=re.M | re.S)
    return re.findall(r"`((?:make-brochure|make)(?: [^`]+)?)`", plain)
