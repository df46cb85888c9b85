"""PDF/UA-2 on demand: what the tree and the destinations say beyond PDF/UA-1, object by object."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from brochure.load.text import Source
from brochure.model.validate import draft_project
from brochure.pipeline import build
from brochure.preflight import conformity
from brochure.vocabulary.job import Job

CONTENT = """---
title: Boats
lang: en
---

## Rowing

We row[^1], as we like.

[^1]: With oars.

| Boat | Seats |
|------|-------|
| Skiff | 1 |

Term
:   What it means.

```
code
```

## Sails

Wind.
"""


def built(folder: Path, settings: str) -> pikepdf.Pdf:
    (folder / "content").mkdir(exist_ok=True)
    content, project = folder / "content" / "a.md", folder / "brochure.yaml"
    content.write_text(CONTENT, encoding="utf-8")
    project.write_text(settings, encoding="utf-8")
    result = build(Job(content, folder, project, folder / "out", "screen"))
    assert [problem for problem in result.problems if problem.severity == "error"] == []
    assert result.pdf is not None
    return pikepdf.open(io.BytesIO(result.pdf))


def elements(pdf: pikepdf.Pdf) -> list[Any]:
    return [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/StructElem"]


def packet(pdf: pikepdf.Pdf) -> str:
    return bytes(pdf.Root.Metadata.read_bytes()).decode("utf-8")


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> pikepdf.Pdf:
    return built(tmp_path_factory.mktemp("second"), "accessibility: ua-2\n")


def test_the_file_is_pdf_2_and_says_what_it_keeps(second: pikepdf.Pdf) -> None:
    """The part in its packet, Well-Tagged PDF as declarations."""
    assert second.pdf_version == "2.0"
    said = packet(second)
    assert conformity.flavour_of(said.encode()) == "ua2"
    assert "http://pdfa.org/declarations/wtpdf#accessibility1.0" in said
    assert "http://pdfa.org/declarations/wtpdf#reuse1.0" in said


def test_types_of_pdf_2_are_named_as_such(second: pikepdf.Pdf) -> None:
    """A note is one of footnotes; what only PDF 1.7 knows, as code, stays in no namespace."""
    (space,) = second.Root.StructTreeRoot.Namespaces
    assert str(space.NS) == "http://iso.org/pdf2/ssn"
    of_2 = {str(item.S) for item in elements(second) if "/NS" in item}
    others = {str(item.S) for item in elements(second) if "/NS" not in item}
    assert {"/Document", "/H2", "/P", "/Table", "/TH", "/FENote", "/Link"} <= of_2
    assert "/Note" not in of_2 | others
    assert "/Code" in others
    assert not of_2 & others


def test_links_and_bookmarks_lead_to_elements(second: pikepdf.Pdf) -> None:
    """Each to the heading of its name, on its page; older viewers find the place beside it."""
    found = [item for item in second.objects if isinstance(item, pikepdf.Dictionary) and "/SD" in item.get("/A", {})]
    assert not [item for item in second.objects if isinstance(item, pikepdf.Dictionary) and "/Dest" in item]
    titles = {str(item.Title): item.A for item in found if "/Title" in item}
    assert {"Rowing", "Sails"} <= set(titles)
    for action in (item.A for item in found):
        element, *place = action.SD
        assert str(element.Type) == "/StructElem"
        assert [str(part) for part in place] == [str(part) for part in list(action.D)[1:]]
    for title in ("Rowing", "Sails"):
        assert str(titles[title].SD[0].S) == "/H2"
        assert titles[title].SD[0].Pg.objgen == titles[title].D[0].objgen
    links = [item for item in found if item.get("/Subtype") == "/Link"]
    assert {str(link.A.SD[0].S) for link in links} == {"/LI", "/P"}


def test_a_list_with_labels_says_how_it_counts(second: pikepdf.Pdf) -> None:
    lists = [item for item in elements(second) if item.S == "/L"]
    assert lists
    assert all(str(item.A.ListNumbering) in ("/Decimal", "/Disc", "/Description") for item in lists)


def test_where_nobody_asks_it_is_the_first_part(tmp_path: Path) -> None:
    """PDF 1.7, no namespace, destinations as every viewer knows them."""
    pdf = built(tmp_path, "")
    assert pdf.pdf_version == "1.7"
    assert "/Namespaces" not in pdf.Root.StructTreeRoot
    assert [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/Dest" in item]
    assert conformity.flavour_of(packet(pdf).encode()) == "ua1"
    assert {str(item.S) for item in elements(pdf)} >= {"/Note"}


def test_an_archive_carries_what_it_was_made_from(tmp_path: Path) -> None:
    """PDF/A-4f: the content file, byte for byte, as the source; the packet names both standards; nothing is dated."""
    pdf = built(tmp_path, "accessibility: ua-2\narchive: a-4f\n")
    (file,) = pdf.Root.AF
    assert [str(one) for one in (file.AFRelationship, file.UF, pdf.Root.Names.EmbeddedFiles.Names[0])] == [
        "/Source", "a.md", "a.md",
    ]  # fmt: skip
    assert file.EF.F.read_bytes() == CONTENT.encode()
    assert "/Info" not in pdf.trailer
    said = packet(pdf)
    assert conformity.flavour_of(said.encode()) == "ua2"
    assert 'pdfaid:part="4"' in said
    assert 'pdfaid:conformance="F"' in said
    assert "/AF" not in built(tmp_path, "accessibility: ua-2\narchive: true\n").Root


def test_an_archive_of_the_other_version_is_told() -> None:
    """Each part of PDF/UA goes with one of PDF/A; `true` is the older."""
    project, problems = draft_project(Source("brochure.yaml", "accessibility: ua-2\narchive: true\n"))
    (problem,) = problems
    assert (problem.code, problem.severity, problem.place.line) == ("setting-ignored", "warning", 2)
    assert problem.message == "'archive' has no effect: PDF/A-2a is PDF 1.7, and PDF/UA-2 is PDF 2.0"
    assert problem.hint == "take archive: a-4f, or accessibility: ua-1"
    assert (project.accessibility, project.archive) == ("ua-2", "a-2a")
    _, (problem,) = draft_project(Source("brochure.yaml", "archive: a-4f\n"))
    assert problem.message == "'archive' has no effect: PDF/A-4f is PDF 2.0, and PDF/UA-1 is PDF 1.7"
    for suited in ("archive: A-2A", "archive: no\naccessibility: ua-2", "archive: a-4f\naccessibility: ua-2"):
        assert draft_project(Source("brochure.yaml", f"{suited}\n"))[1] == ()
    _, (problem,) = draft_project(Source("brochure.yaml", "archive: a-3b\n"))
    assert (problem.severity, problem.code) == ("error", "value-unknown")
    _, problems = draft_project(Source("brochure.yaml", "accessibility: ua-3\n"))
    assert [problem.severity for problem in problems] == ["error"]
