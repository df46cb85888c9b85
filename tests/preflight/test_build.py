"""Preflight in a build: findings name the line of the content, and an error keeps the last good PDF."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from brochure.cli import commands
from brochure.engine.laid import Overset, PageFacts, Placed, PlacedPicture, PlacedSection
from brochure.load.text import Source, locate
from brochure.pdfreader import facts as painted
from brochure.pdfreader.facts import Code, Facts, Link, Run
from brochure.pipeline import build
from brochure.preflight.build import laid_facts
from brochure.preflight.demands import Demands
from brochure.preflight.rule import Origins, Subject
from brochure.preflight.rulebook import RULES, judge
from brochure.vocabulary.job import Job
from brochure.vocabulary.presets import ALL_RULES
from brochure.vocabulary.problems import Place
from tests.preflight.conftest import Page, made

CONTENT = """---
title: Programme
image: img/cover.png
quote:
  quote: It changed how we work.
  name: Ada
then:
  desc: |
    ## And then

    You join us, and [write to us](https://example.org/join) when you like.
---
"""
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image width="9" height="9" '
    'href="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="/>'
    "</svg>"
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "content" / "img").mkdir(parents=True)
    (tmp_path / "brochure.yaml").write_text("language: en\norganisation: {name: Us, site: https://example.org}\n")
    (tmp_path / "content" / "a.md").write_text(CONTENT)
    Image.new("RGB", (800, 800), "#345").save(tmp_path / "content" / "img" / "cover.png")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lines(said: str, code: str) -> list[str]:
    return [line for line in said.splitlines() if f"[{code}]" in line]


def test_a_coarse_picture_is_told_where_it_is_asked_for(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The finding names file, line and column, the resolution, the page and what to give; once over all presets."""
    Image.new("RGB", (1100, 1000), "#345").save(project / "content" / "img" / "cover.png")
    assert commands.main(["check"]) == 0
    (line,) = lines(capsys.readouterr().err, "image-resolution")
    dpi, wide = int(line.split(" dpi")[0].split()[-1]), int(line.split(" px wide")[0].split()[-1])
    high = int(line.split(" px high")[0].split()[-1])
    assert line == (
        f"content/a.md:3:8: warning[image-resolution]: img/cover.png prints at {dpi} dpi on page 1; 300 are wanted, "
        f"149 is the least: it has 1100 x 1000 px; give one that is at least {wide} px wide and {high} px high, "
        "or an SVG"
    )
    assert wide / 300 * dpi == pytest.approx(1100, rel=0.02)
    assert high / 300 * dpi == pytest.approx(1000, rel=0.02)


def test_an_error_keeps_the_last_good_pdf(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The PDF of the preset stays as it was, the exit code is 1; a warning is told and the PDF is written."""
    assert commands.main(["build", "-q"]) == 0
    before = (project / "out" / "a.pdf").read_bytes()
    page = project / "content" / "a.md"
    page.write_text(CONTENT.replace("  name: Ada\n", "  name: Ada\n  photo: img/ada.png\n"))
    Image.new("RGB", (60, 60), "#345").save(project / "content" / "img" / "ada.png")
    settings = (project / "brochure.yaml").read_text()
    (project / "brochure.yaml").write_text(settings + "preflight: {image-resolution: error}\n")
    assert commands.main(["build", "-q", "--report", "html"]) == 1
    assert (project / "out" / "a.pdf").read_bytes() == before
    assert "image-resolution" in (project / "out" / "a-report.html").read_text()
    (project / "brochure.yaml").write_text(settings)
    assert commands.main(["build", "-q", "--strict"]) == 3
    assert (project / "out" / "a.pdf").read_bytes() != before
    capsys.readouterr()
    assert commands.main(["build", "--report", "json"]) == 0
    (file,) = json.loads(capsys.readouterr().out)["files"]
    (problem,) = [problem for problem in file["problems"] if problem["severity"] != "note"]
    assert (problem["code"], problem["line"], problem["column"], problem["page"]) == ("image-resolution", 7, 10, 2)
    assert file["checked"][0]["rules"][0] == "image-resolution"


def test_a_raster_in_an_svg_is_weighed_as_the_project_says(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is found while pictures are read has its place among the rules."""
    (project / "content" / "img" / "cover.svg").write_text(SVG)
    (project / "brochure.yaml").write_text("preflight: {svg-raster: error, image-resolution: off}\n")
    assert commands.main(["build", "-q"]) == 1
    (line,) = lines(capsys.readouterr().err, "svg-raster")
    assert line.startswith("content/a.md:3:8: error[svg-raster]: the picture 'content/img/cover.svg' holds a raster")
    (project / "brochure.yaml").write_text("preflight: {svg-raster: off, image-resolution: off}\n")
    assert commands.main(["build", "-q"]) == 0
    assert "svg-raster" not in capsys.readouterr().err


def test_a_misspelt_rule_is_guessed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A rule or a weight that does not exist is told, with the one that was meant, or those there are."""
    (project / "brochure.yaml").write_text("preflight: {image-resolutoin: off, x: off, hairline: errer}\n")
    assert commands.main(["build", "-q"]) == 1
    said = capsys.readouterr().err
    assert (
        "brochure.yaml:1:13: warning[unknown-key]: unknown key 'preflight.image-resolutoin': "
        "did you mean 'preflight.image-resolution'?"
    ) in said
    assert "brochure.yaml:1:36: warning[unknown-key]: unknown key 'preflight.x'\n" in said
    assert "hint: known are image-resolution, picture-misplaced, svg-raster, " in said
    assert "brochure.yaml:1:54: error[" in said
    assert "hint: did you mean 'error'?" in said


def test_a_screen_build_opens_no_pdf(project: Path) -> None:
    """What the screen's rules ask is known from the layout and from the pages as drawn: no reader of PDF is loaded."""
    code = (
        "import sys; from brochure.cli.commands import main; code = main(['build', '-q']); "
        "print(code, [name for name in ('pikepdf', 'zxingcpp') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=project)
    assert run.stdout == "0 []\n"


def test_the_layout_tells_what_the_pages_show(project: Path) -> None:
    """Pictures, text, links and the QR code of the layout are those of the finished PDF."""
    from brochure.pdfreader.opening import read
    from brochure.pipeline import Engine, gathered, lay_out, plan
    from brochure.preflight.scanning import scan

    job = Job(project / "content/a.md", project, project / "brochure.yaml", project / "out")
    planned = plan(job)
    engine = Engine(planned.assets, planned.css)
    planned = gathered(planned, engine.open)
    laid = list(lay_out(planned, engine.open))
    placed = engine.placed(laid)
    engine.close()
    facts = laid_facts(placed)
    pdf = build(job).pdf
    assert pdf is not None
    finished = read(pdf, "a.pdf")
    assert [(p.page, p.pixels, round(p.dpi)) for p in facts.pictures] == [
        (p.page, p.pixels, round(p.dpi)) for p in finished.pictures
    ]
    for laid_out, printed in zip(facts.pictures, finished.pictures, strict=True):
        assert laid_out.box == pytest.approx(printed.box, abs=0.1)
    for page in range(1, len(facts.pages) + 1):
        assert sorted(facts.text[page]) == sorted(finished.text[page])
    assert [(link.page, link.address) for link in facts.links] == [(link.page, link.address) for link in finished.links]
    (code,), (read_back,) = facts.codes, scan(pdf)
    assert (code.page, code.address, code.modules) == (read_back.page, read_back.address, read_back.modules)
    assert code.box == pytest.approx(read_back.box, abs=1)


def subject(**changes: object) -> Subject:
    """A laid-out brochure of four pages, three quarters full."""
    pages = tuple(PageFacts(number, 420, 595, 40, 550, 400, 150, 0.75) for number in range(1, 5))
    placed = Placed(pages, (PlacedSection("all", "any", 1, 4),), (), (), (), ())
    source = Source("content/a.md", CONTENT)
    boxes = tuple(painted.Page(n, (0, 0, 420, 595)) for n in range(1, 5))
    given = Subject(Facts(boxes), Demands(), placed, Origins(source))
    return replace(given, **changes)  # type: ignore[arg-type]


def said(judged: Subject, code: str) -> list[str]:
    rules = [rule for rule in RULES if rule.code == code]
    return [f"{problem.place}: {problem.message}" for problem in judge(rules, judged, {}, "content/a.md").problems]


def test_a_section_on_the_wrong_side_is_a_broken_spread() -> None:
    """A spread begins on a left page, or its halves do not face each other."""
    right, wrong = (PlacedSection("phases", "left", first, 2) for first in (2, 3))
    placed = subject().placed
    assert placed is not None
    assert said(subject(placed=replace(placed, sections=(right,))), "spread-broken") == []
    assert said(subject(placed=replace(placed, sections=(wrong,))), "spread-broken") == [
        "content/a.md: the spread 'phases' begins on the right page 3, so that its halves do not face each other: "
        "add or remove a page before it"
    ]


@pytest.mark.parametrize(
    ("kind", "what"),
    [("lost", "is not printed at all"), ("wide", "is wider than its column"), ("off-page", "runs off the page")],
)
def test_text_without_room_is_told_at_its_words(kind: str, what: str) -> None:
    """What the layout found no room for is told at the line that says it."""
    placed = subject().placed
    assert placed is not None
    over = Overset(3, "You join us, and write to us", kind)  # type: ignore[arg-type]
    assert said(subject(placed=replace(placed, overset=(over,))), "text-overset") == [
        f"content/a.md:11:5: 'You join us, and write to us' {what} on page 3: shorten the text"
    ]
    assert said(subject(), "text-overset") == []


def test_a_page_hardly_filled_is_told_unless_it_was_meant_to_be() -> None:
    """A last line flown over is told; a page for notes is not."""
    placed = subject().placed
    assert placed is not None
    thin = replace(placed, pages=(*placed.pages[:3], replace(placed.pages[3], fill=0.1)))
    assert said(subject(placed=thin), "nearly-empty") == [
        "content/a.md: page 4 is filled to 10 % only: shorten the text before it, or give it more"
    ]
    meant = replace(thin, sections=(PlacedSection("notes", "any", 4, 1),))
    assert said(subject(placed=meant), "nearly-empty") == []
    assert said(subject(), "nearly-empty") == []


@pytest.mark.parametrize(("share", "told"), [(0.25, 1), (0.35, 0)])
def test_a_page_with_a_large_drawing_is_full(share: float, told: int) -> None:
    """From three tenths of the page; a narrow one is an ornament, however high."""
    placed = subject().placed
    assert placed is not None
    drawing = PlacedPicture(4, "band.svg", (0, 0, 420 * share, 595), (420 * share, 595), None)
    pages = (*placed.pages[:3], replace(placed.pages[3], fill=0.1))
    assert len(said(subject(placed=replace(placed, pages=pages, pictures=(drawing,))), "nearly-empty")) == told


def test_a_link_is_printed_or_carried_by_a_code() -> None:
    """An address printed in other words, or as a code, is there; else its line is told."""
    base = subject().facts
    linked = replace(base, links=(Link(2, (60, 60, 90, 70), "https://example.org/join"),))
    assert said(subject(facts=linked), "link-not-printed") == [
        "content/a.md:11:36: the address https://example.org/join is a link on page 2 and printed nowhere: "
        "print it beside its words"
    ]
    printed = replace(linked, runs=(Run(4, (0, 0, 9, 9), 9, "www.Example.org / join"),))
    assert said(subject(facts=printed), "link-not-printed") == []
    coded = replace(linked, codes=(Code(4, (0, 0, 90, 90), "https://www.example.org/join/", 25),))
    assert said(subject(facts=coded), "link-not-printed") == []


def test_a_code_must_say_what_it_was_drawn_for() -> None:
    """A code that cannot be read from its page, or says something else, is told."""
    wanted = Code(4, (10, 10, 100, 100), "https://example.org/a", 25)
    facts = replace(subject().facts, codes=(wanted,))

    def reading(*codes: Code) -> Subject:
        asked: list[Sequence[int] | None] = []

        def scan(pages: Sequence[int] | None) -> tuple[Code, ...]:
            asked.append(pages)
            return codes

        judged = subject(facts=facts, scan=scan)
        assert judged.scanned is not None
        assert asked == [[4]]
        return judged

    assert said(reading(wanted), "qr-code") == []
    assert said(reading(), "qr-code") == [
        "content/a.md: the QR code for https://example.org/a cannot be read from page 4: "
        "print it larger, dark on light, with a clear edge around it"
    ]
    other = replace(wanted, address="https://example.org/b")
    assert said(reading(other), "qr-code") == [
        "content/a.md: the QR code on page 4 says https://example.org/b, not https://example.org/a"
    ]


@pytest.mark.parametrize(
    ("wide", "modules", "least"), [(16, 25, 0), (14, 25, 15), (16, 39, 0), (16, 45, 18), (21.3, 53, 0)]
)
def test_a_code_has_modules_that_can_be_told_apart(wide: float, modules: int, least: int) -> None:
    """At least 15 mm, and 0.4 mm a module: one that says much has to be larger."""
    side = wide * 72 / 25.4
    code = Code(4, (10, 10, 10 + side, 10 + side), "https://example.org/a", modules)
    told = said(subject(facts=replace(subject().facts, codes=(code,))), "qr-code")
    assert [line.split("print it ")[1] for line in told] == [f"{least} mm wide at least"] * bool(least)


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("You join\u00a0us, and write", Place("content/a.md", 11, 5)),
        ("« It changed how we work. »", Place("content/a.md", 5, 10)),
        ("You join us but not in these words at all", Place("content/a.md", 11, 5)),
        ("Ada", None),
        ("3", None),
        ("words that are nowhere", None),
    ],
)
def test_words_are_found_through_typography(words: str, place: Place | None) -> None:
    """Spaces, quotes and markup may differ; too few letters are no trace."""
    assert locate(Source("content/a.md", CONTENT), words) == place


def test_presets_name_rules_that_there_are() -> None:
    """The codes in the table of presets are those of the rules, each once."""
    assert sorted(ALL_RULES) == sorted(rule.code for rule in RULES)


def test_a_fault_in_what_is_checked_never_ends_in_a_traceback(project: Path) -> None:
    """A PDF and a content file may be checked in one call; each has its own findings."""
    (project / "x.pdf").write_bytes(made(Page("")))
    assert commands.main(["check", "-q", "x.pdf", "content/a.md", "--preset", "screen"]) == 0
    assert commands.main(["check", "-q", "missing.pdf", "content/a.md", "--preset", "screen"]) == 1
