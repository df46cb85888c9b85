"""Copies: each is what a build of the content with the values of its row gives."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from brochure.cli import commands
from brochure.merging.copying import merge, order
from brochure.merging.rows import read_rows
from brochure.pipeline import build
from brochure.vocabulary.job import Job
from brochure.vocabulary.problems import BrochureError
from tests.merge.alike import differences, identity
from tests.merge.conftest import CONTENT, SETTINGS
from tests.seen import Pages

_ARGUMENTS = ["--data", "rows.csv", "--name", "{code}.pdf"]


def _filled(text: str, values: dict[str, str], quoted: bool = True) -> str:
    """Write the values into a text as an author would who knows YAML."""
    for name, value in values.items():
        said = value.replace('"', '\\"') if quoted else value
        text = text.replace(f"{{{{ {name} }}}}", said)
    return text


@pytest.mark.parametrize("preset", ["screen", "press", "booklet"])
def test_a_copy_is_a_build_of_its_row(preset: str, project: Path, job: Job) -> None:
    """The same text, pixels and tags; its bytes may be others."""
    asked = order(replace(job, preset=preset), read_rows(project / "rows.csv"), "{code}.pdf")
    for copy in list(merge(asked, keep=False)):
        assert copy.made is not None
        assert {problem.code for problem in copy.problems} - {"edge-unprinted"} == {"pdf-undated"}, (
            "a slot is no markup of a site"
        )
        values = dict(copy.row.values)
        head, body = CONTENT.split("---\n\n")
        filled = f"{_filled(head, values)}---\n\n{_filled(body, values, quoted=False)}"
        job.content.write_text(filled, encoding="utf-8")
        (project / "brochure.yaml").write_text(_filled(SETTINGS, values), encoding="utf-8")
        assert build(replace(job, preset=preset)).output is not None
        suffix = "" if preset == "screen" else f"-{preset}"
        assert differences(copy.made.pdf, (project / "out" / f"a{suffix}.pdf").read_bytes()) == []
        job.content.write_text(CONTENT, encoding="utf-8")
        (project / "brochure.yaml").write_text(SETTINGS, encoding="utf-8")


def test_the_words_of_a_row_stand_in_its_copy(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    assert commands.main(["merge", "content/a.md", *_ARGUMENTS]) == 0
    assert sorted(path.name for path in (project / "out").iterdir()) == ["a-rows.jsonl", "a1.pdf", "b2.pdf", "c3.pdf"]
    pages = Pages(project / "out" / "b2.pdf")
    text = " ".join(pages.text(number) for number in range(len(pages)))
    assert "Harbour" in text
    assert "Port, East" in text
    with pypdfium2.PdfDocument(project / "out" / "b2.pdf") as pdf:
        (code,) = zxingcpp.read_barcodes(pdf[len(pdf) - 1].render(scale=3).to_pil())
    assert code.text == "https://example.org/b2"
    assert "{{" not in text
    lines = [json.loads(line) for line in (project / "out" / "a-rows.jsonl").read_text().splitlines()]
    assert [(line["row"], line["line"], line["name"], line["state"]) for line in lines][1] == (2, 3, "b2.pdf", "made")


def test_a_copy_that_stands_is_kept(project: Path, job: Job, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Its row, its content and the file itself decide; a run that was stopped goes on where it was."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def states(force: bool = False) -> list[bool]:
        asked = order(job, read_rows(project / "rows.csv"), "{code}.pdf")
        return [copy.kept for copy in merge(asked, force, hands=1)]

    running = merge(order(job, read_rows(project / "rows.csv"), "{code}.pdf"), hands=1)
    assert next(running).row.number == 1
    running.close()
    assert states() == [True, False, False]
    assert states() == [True, True, True]
    (project / "rows.csv").write_text((project / "rows.csv").read_text().replace("Sète", "Nice"))
    assert states() == [True, True, False]
    (project / "out" / "a1.pdf").write_bytes(b"something else")
    assert states() == [False, True, True]
    job.content.write_text(CONTENT + "\nMore.\n", encoding="utf-8")
    assert states() == [False, False, False]
    assert states(force=True) == [False, False, False]


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("{{ school }}, we", "{{ shcool }}, we", "slot-unknown", 12),
        ('"Invitation to {{ school }}"', "{{ school }}", "slot-unquoted", 2),
        ('"Invitation to {{ school }}"', '"Invitation to {{ school | upper }}"', "foreign-markup", 2),
    ],
)
def test_a_slot_that_cannot_be_filled_is_told(
    old: str,
    new: str,
    code: str,
    line: int,
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(project)
    (project / "content" / "a.md").write_text(CONTENT.replace(old, new), encoding="utf-8")
    assert commands.main(["merge", "content/a.md", *_ARGUMENTS, "--rows", "1:1"]) == (0 if "foreign" in code else 1)
    told = capsys.readouterr().err
    assert f"content/a.md:{line}:" in told
    assert f"[{code}]" in told


def test_what_is_wrong_with_rows_and_names(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A broken row costs its own copy alone; columns that nobody uses, and rows of one name, are told."""
    monkeypatch.chdir(project)
    rows = "school,town,code,spare\nAda,Bath,a,1\nBo,Bath\nCy,Bath,A,2\nDi,Bath,d,3\n"
    (project / "rows.csv").write_text(rows, encoding="utf-8")
    assert commands.main(["merge", "content/a.md", *_ARGUMENTS, "--report", "json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert {(problem["code"], problem["line"]) for problem in said["problems"]} >= {
        ("row-invalid", 3), ("column-unused", 1), ("name-taken", 4),
    }  # fmt: skip
    assert [(row["row"], row["state"]) for row in said["rows"]] == [(1, "made"), (3, "failed"), (4, "made")]
    assert commands.main(["merge", "content/a.md", "--data", "rows.csv", "--name", "x.pdf"]) == 2
    assert commands.main(["merge", "content/a.md", "--data", "rows.csv", "--name", "{ccode}.pdf"]) == 2
    assert "did you mean '{code}'?" in capsys.readouterr().err


def _workers() -> list[int]:
    """Give the workers that this process has started."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == os.getpid() and b"brochure.worker" in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds workers as Linux lists them")
def test_a_worker_that_is_killed_costs_no_copy(project: Path, job: Job, tmp_path: Path) -> None:
    """What it was at is made again by another; each copy is there once, and whole."""
    lines = ["school;town;code", *(f"Grant {number};Lyon;a{number}" for number in range(7))]
    (project / "rows.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    running = merge(order(job, read_rows(project / "rows.csv"), "{code}.pdf"), force=True, hands=1)
    copies = []
    for copy in running:
        copies.append(copy)
        if len(copies) in (1, 3):
            for worker in _workers():
                os.kill(worker, signal.SIGKILL)
    assert [(copy.row.number, copy.name) for copy in copies] == [(number + 1, f"a{number}.pdf") for number in range(7)]
    for copy in copies:
        assert copy.standing is not None
        with pikepdf.open(project / "out" / copy.name) as pdf:
            assert pdf.check_pdf_syntax() == []
    assert sorted(path.name for path in (project / "out").iterdir()) == sorted(copy.name for copy in copies)


def test_some_rows_alone(job: Job, project: Path) -> None:
    asked = order(job, read_rows(project / "rows.csv"), "{code}.pdf", (2, 2))
    assert [name for _, name, _ in asked.wanted] == ["b2.pdf"]
    with pytest.raises(BrochureError, match="no column"):
        order(job, read_rows(project / "rows.csv"), "{nothing}.pdf")


def test_a_dry_run_makes_no_copy(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    assert commands.main(["merge", "content/a.md", *_ARGUMENTS, "--check"]) == 0
    told = capsys.readouterr().err
    assert "{{ school }}: at most 20 letters, row 2" in told
    assert not list((project / "out").glob("*.pdf"))
    assert (project / "out" / "check" / "row-2-page-01.png").is_file()


def test_strict_stops_at_a_row_that_needs_a_look(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    (project / "rows.csv").write_text("school,town,code\nAda,![](x.png),a\nBo,Bath,b\n", encoding="utf-8")
    assert commands.main(["merge", "content/a.md", *_ARGUMENTS, "--strict", "--jobs", "1"]) == 3
    assert not (project / "out" / "b.pdf").exists()


def test_one_for_the_printer(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All copies in one PDF/X, each a document part; what they share is there once."""
    monkeypatch.chdir(project)
    arguments = ["merge", "content/a.md", *_ARGUMENTS, "--preset", "press", "--one", "out/all.pdf"]
    assert commands.main(arguments) == 0
    single = (project / "out" / "a1.pdf").stat().st_size
    with pikepdf.open(project / "out" / "all.pdf") as pdf, pikepdf.open(project / "out" / "a1.pdf") as copy:
        assert len(pdf.pages) == 3 * len(copy.pages)
        parts = pdf.Root.DPartRoot.DPartRootNode.DParts[0]
        assert [str(part.DPM.Copy) for part in parts] == ["a1.pdf", "b2.pdf", "c3.pdf"]
        assert parts[1].Start.objgen == pdf.pages[len(copy.pages)].obj.objgen
        assert all(page.obj.DPart.objgen in {part.objgen for part in parts} for page in pdf.pages)
        assert "/OutputIntents" in pdf.Root
    assert (project / "out" / "all.pdf").stat().st_size < 2 * single
    assert commands.main(["check", "--strict", "out/all.pdf"]) == 0
    assert commands.main([*arguments, "--part-size", "2"]) == 0
    with pikepdf.open(project / "out" / "all-1.pdf") as first, pikepdf.open(project / "out" / "all-2.pdf") as second:
        assert len(first.pages) == 2 * len(second.pages)
    assert commands.main(["merge", "content/a.md", *_ARGUMENTS, "--one", "out/all.pdf"]) == 2


@pytest.mark.parametrize("preset", ["press", "booklet"])
def test_copies_bound_into_one_are_those_that_were_made(
    preset: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each page is the copy's own, sheets of a booklet, too; the whole bears nobody's name, and is one of its own."""
    monkeypatch.chdir(project)
    (project / "rows.csv").write_text((project / "rows.csv").read_text() + "Ampère;Lyon;d4\n", encoding="utf-8")
    arguments = ["merge", "content/a.md", *_ARGUMENTS, "--preset", preset, "--one", "all.pdf", "--part-size", "3"]
    assert commands.main(arguments) == 0
    names = ["a1.pdf", "b2.pdf", "c3.pdf", "d4.pdf"]
    drawn = [picture for name in ("all-1.pdf", "all-2.pdf") for picture in _pictures(project / name)]
    assert drawn == [picture for name in names for picture in _pictures(project / "out" / name)]
    titles, documents = [], set()
    for name in ("all-1.pdf", "all-2.pdf"):
        with pikepdf.open(project / name) as pdf:
            assert pdf.check_pdf_syntax() == []
            titles.append(str(pdf.docinfo.Title))
            parts = pdf.Root.DPartRoot.DPartRootNode.DParts[0]
            ends = [(part.Start.objgen, part.End.objgen) for part in parts]
            numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
            spans = [(numbers[start], numbers[end]) for start, end in ends]
            assert [number for first, last in spans for number in range(first, last + 1)] == [*range(len(pdf.pages))]
            if preset == "press":
                with pdf.open_metadata() as said:
                    assert said["dc:title"] == titles[-1]
                    documents.add(said["xmpMM:DocumentID"])
    assert titles == ["a 1", "a 2"]
    assert len(documents) == (2 if preset == "press" else 0)


def _pictures(path: Path) -> list[bytes]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.render(scale=1).to_pil().tobytes() for page in pdf]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--preset", "press", "--one", "s3://bucket/all.pdf"], "--one is a file of this machine"),
        (["--dask", ""], "--dask is empty"),
    ],
)
def test_an_option_that_would_mean_something_else_is_refused(
    words: list[str], said: str, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    assert commands.main(["merge", "content/a.md", *_ARGUMENTS, *words]) == 2
    assert said in capsys.readouterr().err
    assert not (project / "out").exists()


def test_what_copies_share_is_held_once(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The memory of many copies is that of what is their own."""
    from brochure.merging.gathering import Gathering

    monkeypatch.chdir(project)
    assert commands.main(["merge", "content/a.md", *_ARGUMENTS, "--preset", "press", "--rows", "1:2"]) == 0
    copies = [(project / "out" / name).read_bytes() for name in ("a1.pdf", "b2.pdf")]
    documents = [pikepdf.open(io.BytesIO(copy)) for copy in copies]
    known = {identity(document.Root.Metadata.read_bytes()) for document in documents}
    assert len(known - {b""}) == 2, "each copy is a document of its own"

    def bound(several: list[bytes]) -> bytes:
        whole = Gathering("all")
        for number, copy in enumerate(several):
            whole.add(copy, f"{number}.pdf")
        return whole.written()

    few = bound(copies)
    assert bound(copies) == few, "the same copies are the same bytes"
    assert len(bound(copies * 15)) < len(few) + 28 * 4000


@pytest.mark.parametrize("call", [["build", "-q"], ["merge", "content/a.md", *_ARGUMENTS, "-q", "--rows", "1:1"]])
def test_what_many_machines_need_is_not_loaded_for_one(call: list[str], project: Path) -> None:
    """Neither a build nor a merge on this machine loads what an extra brings, in the caller or in its worker."""
    if call[0] == "build":
        (project / "brochure.yaml").write_text("language: en\n", encoding="utf-8")
    code = (
        "import sys\n"
        "for name in ('dask', 'distributed', 'fsspec', 's3fs'): sys.modules[name] = None\n"
        f"from brochure.cli.commands import main; raise SystemExit(main({call!r}))"
    )
    run = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True, cwd=project)
    assert run.returncode == 0, run.stderr
    rooms = (Path(__file__).resolve().parents[2] / "brochure").rglob("*.py")
    named = re.compile(r"^\s*(?:from|import) (?:dask|distributed|fsspec)\b|merging\.(?:cluster|storage) import", re.M)
    lines = {path.name: named.findall(path.read_text(encoding="utf-8")) for path in rooms}
    assert {name for name, found in lines.items() if found} == {"cluster.py", "storage.py", "copying.py", "shelf.py"}


def test_a_copy_that_is_told_of_is_made_again(job: Job, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture that was missing may be there the next time."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(project / "cache"))
    (project / "rows.csv").write_text("school,town,code\nAda,![](x.png),a\nBo,Bath,b\n", encoding="utf-8")
    for kept in ([False, False], [False, True]):
        copies = list(merge(order(job, read_rows(project / "rows.csv"), "{code}.pdf"), hands=1))
        assert [copy.kept for copy in copies] == kept
        assert "picture-missing" in {problem.code for problem in copies[0].problems}
