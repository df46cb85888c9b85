"""A brochure stands for another only where every layout that was tried is proven to stay as it is."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from brochure.engine.unproven import Unproven
from brochure.pipeline import Plan
from brochure.vocabulary.job import Job
from brochure.warm import Warm
from tests.merge.alike import differences

WORDS = ("Grant", "Grand", "Harbour", "Sorbonne", "Lyon", "Bath", "a1", "b2", "abcdefghijklmnopqrstuvwxyz0123456789")


class _Bench:
    """A brochure that stands for others, and what plans these."""

    def __init__(self, job: Job) -> None:
        self.warm, self.job = Warm(), job
        planned = self.planned("Grant")
        engine, _ = self.warm.loaded(planned)
        from brochure.copies.template import Template

        self.template = Template(planned, engine, WORDS)

    def row(self, school: str, town: str = "Lyon", code: str = "a1") -> Job:
        values = (("school", school), ("town", town), ("code", code))
        return replace(self.job, values=values, called="x.pdf", committed="2026-11-01")

    def planned(self, school: str, town: str = "Lyon", code: str = "a1") -> Plan:
        return self.warm.plan(self.row(school, town, code), lambda project: None)

    def copy(self, school: str, town: str = "Lyon", code: str = "a1") -> bytes:
        return self.template.copy(self.planned(school, town, code), b"row")[0].whole


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Bench]:
    """Give a brochure of one row that stands for others."""
    from tests.merge.conftest import CONTENT, SETTINGS

    folder = tmp_path_factory.mktemp("copies")
    (folder / "content").mkdir()
    (folder / "content" / "a.md").write_text(CONTENT, encoding="utf-8")
    (folder / "brochure.yaml").write_text(SETTINGS, encoding="utf-8")
    made = _Bench(Job(folder / "content" / "a.md", folder, folder / "brochure.yaml", folder / "out"))
    yield made
    made.warm.close()


@pytest.mark.parametrize("values", [("Grant",), ("Grand", "Bath", "b2"), ("Grand", "Lyon", "a1")])
def test_a_row_of_its_kind_is_drawn_into_it(bench: _Bench, values: tuple[str, ...]) -> None:
    """The copy is that of a build, in text, pixels, tags and links, and a PDF without a fault."""
    made = bench.copy(*values)
    builds = Warm()
    assert differences(made, builds.build(bench.row(*values)).pdf) == []
    builds.close()
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert pdf.check_pdf_syntax() == []


@pytest.mark.parametrize(
    ("values", "why"),
    [
        (("École des Hautes Études en Sciences Sociales",), "another number of lines"),
        (("Gränt",), "no font has yet"),
        (("Grant Grant Grant",), "another make|number of lines|of another height|wider"),
        (("Grant", ""), "a single word|another make"),
        (("Grant", "Lyon", "a-code-of-many-more-modules-than-there-were-before"), "of another make|modules|lines"),
    ],
)
def test_a_row_of_another_kind_is_not(bench: _Bench, values: tuple[str, ...], why: str) -> None:
    with pytest.raises(Unproven, match=why):
        bench.copy(*values)


def test_what_differs_is_seen(bench: _Bench) -> None:
    """The comparison sees one letter, an address and a title."""
    found = " ".join(differences(bench.copy("Grant"), bench.copy("Grand", "Lyon", "b2")))
    for name in ("text of page", "pixels of page", "links", "bookmarks", "information", "metadata", "tags"):
        assert name in found


@pytest.mark.parametrize(
    ("css", "why"),
    [
        ("h2 { string-set: chapter content() }", "running heads"),
        ('a[href$=".pdf"] { color: red }', "styles that follow"),
        ('p::after { content: "see you" }', ""),
    ],
)
def test_styles_that_follow_words_let_nothing_stand_for_others(css: str, why: str, project: Path, job: Job) -> None:
    """Of what a project's own styles make of its words, nothing is taken for granted."""
    (project / "styles").mkdir()
    (project / "styles" / "project.css").write_text(css, encoding="utf-8")
    with pytest.raises(Unproven, match=why) if why else contextlib.nullcontext():
        _Bench(job)


def test_brochures_that_share_a_page_have_links_of_their_own_there(project: Path, job: Job) -> None:
    """A page that two of them have alike is laid out once; a link that moves on it is that of the brochure it is in."""
    body = "Come to [the school of {{ town }}](https://example.org/b).\n\n"
    front = "---\ntitle: Day for {{ school }}\nintroduction: All are welcome.\n---\n"
    job.content.write_text(front + f"## Visit\n\n{body * 2}And [see](https://example.org/c) more.\n", encoding="utf-8")
    (project / "brochure.yaml").write_text("organisation: {name: Harbour}\n", encoding="utf-8")
    (project / "styles").mkdir()
    (project / "styles" / "project.css").write_text("main a, a { text-decoration: none !important }", encoding="utf-8")
    long = "École des Hautes Études en Sciences Sociales de Paris"
    rows = [(school, town) for town in ("Lyon", "Bath", "Sorbonne") for school in ("Grant", long)]
    warm, builds = Warm(), Warm()
    for school, town in rows:
        row = replace(job, values=(("school", school), ("town", town)), called="x.pdf", committed="2026-11-01")
        made = warm.copy(row, [*WORDS, *long.split()])
        assert differences(made.pdf, builds.build(row).pdf) == []
    documents = [set(map(id, template._recorder.documents.values())) for template in warm._templates]
    assert len(documents) >= 2
    assert documents[0] & documents[1]
    # None is kept alive by one that came later.
    assert [template._recorder.others for template in warm._templates] == [()] * len(documents)
    copied = warm.copied
    assert copied >= 2
    # What a brochure made later has written on a page of both means nothing to the one made before.
    for template in warm._templates:
        for line in template._recorder.lines:
            for box in line.descendants():
                box.link_annotation = {}
    row = replace(job, values=(("school", "Grant"), ("town", "Grand")), called="x.pdf", committed="2026-11-01")
    assert differences(warm.copy(row, WORDS).pdf, builds.build(row).pdf) == []
    assert warm.copied == copied + 1
    warm.close()
    builds.close()


def test_a_long_list_stands_for_others_where_it_says_the_same(project: Path, job: Job) -> None:
    """Smaller type is given up after its first pages; where these say something else, that would have to be proven."""
    from benchmarks.growth import words

    front = "---\ntitle: Day\nintroduction: Welcome to {{ school }}.\n---\n\nA list.\n\n"
    items = [f"- {words(12, at)}" for at in range(136)]
    for last, why in (("- For all.", ""), ("- For {{ school }}.", "whose ends tell")):
        job.content.write_text(front + "\n".join([*items, last]) + "\n", encoding="utf-8")
        bench = _Bench(job)
        gainless = [one for one in bench.template._recorder.documents.values() if one.gainless]
        assert len(gainless) == 1
        with pytest.raises(Unproven, match=why) if why else contextlib.nullcontext():
            builds = Warm()
            assert differences(bench.copy("Grand"), builds.build(bench.row("Grand")).pdf) == []
            builds.close()
