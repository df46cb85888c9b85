"""Build the brochure once, and write its fitted sections as files that the bare engine and the peers can set.

A process of its own, so that the one that measures stays small: a child's peak memory counts its parent's at the start.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from benchmarks.joined import write
from benchmarks.peers import typst_source
from brochure.engine.engine import Engine
from brochure.pipeline import lay_out, plan
from brochure.vocabulary.job import Job

ROOT = Path(__file__).resolve().parents[1]


def prepare(folder: Path) -> None:
    """Make project/ (a copy), and joined/ with brochure.html, brochure.css, brochure.typ, fonts and pictures."""
    project = folder / "project"
    project.mkdir(parents=True)
    shutil.copytree(ROOT / "content", project / "content")
    shutil.copy(ROOT / "brochure.yaml", project)
    planned = plan(Job(project / "content/programme.md", project, project / "brochure.yaml", project / "out"))
    engine = Engine(planned.assets, planned.css)
    laid = [part for _, part in lay_out(planned, engine.open)]
    write(folder / "joined", planned, engine.faces, laid)
    (folder / "joined/brochure.typ").write_text(typst_source(laid), encoding="utf-8")
    engine.close()


if __name__ == "__main__":
    prepare(Path(sys.argv[1]))
