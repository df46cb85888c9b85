"""Pages arranged as a build does, without the layout."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from brochure.load.yaml import nodes
from brochure.load.yaml.nodes import Node, Scalar
from brochure.placing.arrange import Made
from brochure.project.sources import Read, read
from brochure.vocabulary.job import Job


@dataclass(frozen=True)
class Seen:
    """A page, read: its sections with what they hold, as plain values, and what was told."""

    read: Read

    @property
    def sections(self) -> list[tuple[str, object]]:
        """Name the sections that are made of something, each with what it reads."""
        return [(one.order.section, _inside(one)) for one in self.read.page.made if one.claim is not None]

    @property
    def names(self) -> list[str]:
        """Name the sections that are made of something."""
        return [name for name, _ in self.sections]

    def of(self, name: str) -> object:
        """Give what the first section of a name reads."""
        return dict(reversed(self.sections))[name]

    def told(self, *codes: str) -> list[str]:
        """Give what was told, with its place; of some codes alone, where there are any."""
        return [
            f"{p.place}: {p.severity}[{p.code}]: {p.message}"
            for p in self.read.problems
            if not codes or p.code in codes
        ]


def _inside(made: Made) -> object:
    values = plain(made.order.tree)
    assert isinstance(values, dict)
    return next(iter(values.values())) if len(values) == 1 and made.order.section != "cover" else values


def plain(node: Node) -> object:
    """Give a node as YAML would, every value as it is written."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, nodes.Sequence):
        return [plain(item) for item in node.items]
    return {entry.key.text: plain(entry.value) for entry in node.entries}


def page(folder: Path, front: str, settings: str = "", body: str = "") -> Seen:
    """Read a page of a project."""
    (folder / "content").mkdir(exist_ok=True)
    content = folder / "content" / "a.md"
    content.write_text(f"---\n{front.strip()}\n---\n{body}", encoding="utf-8")
    project = folder / "brochure.yaml"
    project.write_text(f"language: en\n{settings}", encoding="utf-8")
    return Seen(read(Job(content, folder, project, folder / "out")))
