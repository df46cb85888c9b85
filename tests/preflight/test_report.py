"""The report as a page: every finding once, numbered, boxed where it stands, and nothing from outside."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html
import pytest

from brochure.cli import commands
from brochure.preflight.report import html
from brochure.vocabulary.problems import Place, Problem, Severity
from tests.preflight.conftest import FULL, GROUND, MM, TRIM, Page, image, made, place
from tools.rules import README, renewed


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> lxml.html.HtmlElement:
    """The report of a PDF of three pages, with faults on the first and on the file as a whole."""
    folder = tmp_path_factory.mktemp("report")
    coarse = Page(GROUND + FULL + place("I", 72, 72, 144, 72), images={"I": image(100, 50)})
    (folder / "x.pdf").write_bytes(made(coarse, Page(), Page("1 0 0 rg 0 0 20 20 re f"), intent=False))
    assert commands.main(["check", "-q", str(folder / "x.pdf"), "--report", "html"]) == 1
    return lxml.html.fromstring((folder / "x-report.html").read_text(encoding="utf-8"))


def test_every_finding_is_listed_once(page: lxml.html.HtmlElement) -> None:
    """Findings are numbered through, each in one place, with its code and its file."""
    items = page.xpath("//li[starts-with(@id, 'finding-')]")
    assert [item.get("id") for item in items] == [f"finding-{number}" for number in range(1, 7)]
    labels = [item.xpath("string(.//*[@class='label'])") for item in items]
    assert sorted(labels) == sorted(
        [
            "error[image-resolution]",
            "error[colour-space]",
            "error[output-intent]",
            "error[bleed-missing]",
            "warning[nearly-empty]",
            "warning[page-count]",
        ]
    )
    assert all("x.pdf" in item.xpath("string(.//*[@class='place'])") for item in items)


def test_boxes_stand_where_the_findings_do(page: lxml.html.HtmlElement) -> None:
    """A box covers the picture at fault, in percent of the page with its bleed, and leads to its finding."""
    (box,) = page.xpath("//section[@aria-labelledby='page-1']//a[contains(@class, 'box')]")
    assert box.get("href") == "#finding-" + box.get("id").removeprefix("box-")
    style = dict(re.findall(r"(left|top|width|height):([\d.]+)%", box.get("style")))
    width, height = TRIM[0] + 6 * MM, TRIM[1] + 6 * MM
    expected = {
        "left": (72 + 3 * MM) / width,
        "top": (TRIM[1] - 144 + 3 * MM) / height,
        "width": 144 / width,
        "height": 72 / height,
    }
    assert {name: float(value) / 100 for name, value in style.items()} == pytest.approx(expected, abs=0.001)


def test_the_page_is_whole_and_can_be_read_aloud(page: lxml.html.HtmlElement) -> None:
    """Language, title, headings and alternative texts; every link leads somewhere; nothing is fetched."""
    assert page.get("lang") == "en"
    assert page.xpath("string(//title)").endswith("x.pdf: 4 errors and 2 warnings")
    assert [heading.text for heading in page.xpath("//h2")] == ["The whole file", "Page 1", "Page 2", "Page 3"]
    assert all(picture.get("alt") for picture in page.xpath("//img"))
    assert all(link.get("aria-label") for link in page.xpath("//a"))
    ids = {element.get("id") for element in page.xpath("//*[@id]")}
    assert {link.get("href").removeprefix("#") for link in page.xpath("//a")} <= ids
    assert all(picture.get("src").startswith("data:image/jpeg;base64,") for picture in page.xpath("//img"))
    assert page.xpath("//script | //link | //iframe") == []
    assert "checked by these rules, not certified" in page.xpath("string(//header)")


def test_words_of_a_content_cannot_become_markup() -> None:
    """What a content says is shown, never obeyed."""
    problem = Problem("small-text", Severity.WARNING, "'<script>alert(1)</script>'", Place("<b>.md", 1, 1), page=None)
    text = html("<i>", "screen", None, [problem], (), ())
    assert "<script>" not in text
    assert "<b>" not in text
    assert "&lt;script&gt;" in text


def test_the_manual_lists_the_rules_of_today() -> None:
    """The table in the README is made of the rules; `python -m tools.rules` renews it."""
    text = README.read_text(encoding="utf-8")
    assert renewed(text) == text
    assert Path(README).name == "README.md"
