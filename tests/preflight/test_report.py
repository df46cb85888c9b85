"""The report as a page: every finding once, numbered, boxed where it stands, and nothing from outside."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

import lxml.html
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

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
    assert all(re.match(r"data:image/(jpeg|png);base64,", picture.get("src")) for picture in page.xpath("//img"))
    assert page.xpath("//script | //link | //iframe") == []
    assert "checked by these rules, not certified" in page.xpath("string(//header)")


def seen(source: str) -> Image.Image:
    """The picture of an address that holds it."""
    return Image.open(io.BytesIO(base64.b64decode(source.partition(",")[2]))).convert("RGB")


SQUARE = "0 1 0 0 k 100 100 200 200 re f "
SPOT = Array(
    [
        Name.Separation,
        Name("/House Red"),
        Name.DeviceCMYK,
        Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 0.8, 0], N=1),
    ]
)


def test_pages_for_the_press_are_shown_in_inks_too() -> None:
    """A switch for each way to look at them, plates of spot inks too; what a page needs is said beside it."""
    content = GROUND + SQUARE + "/S cs 1 scn 100 350 200 100 re f "
    pdf = made(Page(content, resources={"ColorSpace": Dictionary(S=SPOT)}), Page("0 0 0 1 k 0 0 20 20 re f"))
    shown = lxml.html.fromstring(html("x", "press", pdf, (), (), (), limit=280))
    switches = shown.xpath("//fieldset[@class='ways']//label[input[@type='radio']]")
    ways = ["Soft proof", "Total ink", "Cyan", "Magenta", "Yellow", "Black", "House Red"]
    assert [label.text_content().strip() for label in switches] == ["as viewers do", *ways]
    assert [label.find("input").get("id") for label in switches] == [f"way-{number}" for number in range(8)]
    style = shown.xpath("string(//style)")
    for number in range(1, 8):
        assert f"body:has(#way-{number}:checked) .way-0 {{ display: none }}" in style
        assert f"body:has(#way-{number}:checked) .way-{number} {{ display: block }}" in style
    first, second = shown.xpath("//section[contains(@class, 'page')]")
    assert [picture.get("alt") for picture in first.xpath(".//img")][1:] == [f"Page 1: {way}" for way in ways]
    assert first.xpath("string(.//p[@class='printed'])") == "Cyan, Magenta, House Red; at most 100 %"
    assert second.xpath("string(.//p[@class='printed'])") == "Black; at most 100 %"
    note = shown.xpath("string(//fieldset/p)")
    assert "as the inks are seen on the paper of FOGRA39." in note
    assert "above the limit of 280 %" in note
    for number, dark, light in ((4, (200, 400), (200, 190)), (7, (200, 190), (200, 400))):
        picture = seen(first.xpath(f".//img[contains(@class, 'way-{number}')]")[0].get("src"))
        whole = seen(first.xpath(".//img")[0].get("src"))
        assert picture.width / picture.height == pytest.approx(whole.width / whole.height, abs=0.005)
        scale = picture.width / (TRIM[0] + 6 * MM)
        down, away = ((round((x + 8) * scale), round((y + 8) * scale)) for x, y in (dark, light))
        assert max(picture.getpixel(down)) < 20  # type: ignore[type-var]
        assert min(picture.getpixel(away)) > 235  # type: ignore[type-var]


def test_what_is_for_a_screen_has_no_plates() -> None:
    """Nor has a PDF in RGB alone; one with some RGB says that it stands on no plate, and shows no proof of it."""
    assert "way-1" not in html("x", "screen", made(Page(GROUND + FULL)), (), (), ())
    light = made(Page("1 0 0 rg 0 0 90 90 re f "), intent=False)
    assert "way-1" not in html("x", "", light, (), (), (), limit=300)
    mixed = html("x", "", made(Page(GROUND + "1 0 0 rg 0 0 90 90 re f "), intent=False), (), (), (), limit=300)
    assert "Some colours are RGB or Lab, which stand on no plate." in mixed
    assert "Soft proof" not in mixed
    assumed = html("x", "", made(Page(GROUND), intent=False), (), (), (), limit=300)
    assert "the paper of FOGRA39, which is assumed: the PDF names no condition" in assumed


def test_the_limit_is_that_of_the_project(tmp_path: Path) -> None:
    """Of the one that the PDF lies in."""
    (tmp_path / "x.pdf").write_bytes(made(Page(GROUND)))
    (tmp_path / "brochure.yaml").write_text("press: {ink-limit: 250}\n", encoding="utf-8")
    commands.main(["check", "-q", str(tmp_path / "x.pdf"), "--report", "html"])
    assert "above the limit of 250 %" in (tmp_path / "x-report.html").read_text(encoding="utf-8")


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
