"""The preview in a real browser: what a person sees, does and can reach."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from brochure.job import Job
from brochure.preview.studio import Key, Studio
from tests.preview.browsing import chromium, ready, served, settled
from tests.preview.conftest import CONTENT, SETTINGS

pytestmark = pytest.mark.browser

AXE = Path(__file__).resolve().parents[2] / ".venv" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Job:
    root = tmp_path_factory.mktemp("project")
    (root / "content").mkdir()
    (root / "brochure.yaml").write_text(SETTINGS, encoding="utf-8")
    (root / "content" / "small.md").write_text(CONTENT, encoding="utf-8")
    return Job(root / "content" / "small.md", root, root / "brochure.yaml", root / "out")


@pytest.fixture(scope="module")
def preview(job: Job) -> Iterator[tuple[Studio, str]]:
    with served(job) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


@pytest.fixture
def page(browser: Any, preview: tuple[Studio, str], job: Job) -> Iterator[Any]:
    """A window on the brochure as it was written; whatever the console says is a fault."""
    said: list[str] = []
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, permissions=["clipboard-read", "clipboard-write"]
    )
    opened = context.new_page()
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.goto(preview[1])
    ready(opened)
    yield opened
    mend(job, preview[0])
    context.close()
    assert said == []


def mend(job: Job, studio: Studio) -> None:
    """Put the content back as it was, and wait until the preview has seen it."""
    if job.content.read_text(encoding="utf-8") != CONTENT:
        write(job, CONTENT)
    session = studio._sessions[Key(0, "screen")]
    until = time.monotonic() + 20
    while time.monotonic() < until and (session.following.changed() or session.view.state != "ready"):
        time.sleep(0.02)


def write(job: Job, text: str) -> None:
    job.content.write_text(text, encoding="utf-8")


def shown(page: Any) -> list[str | None]:
    """Give what each page shows, by the id of its picture."""
    script = "[...document.querySelectorAll('.leaf[data-index]')].map((leaf) => leaf.dataset.shown ?? null)"
    found: list[str | None] = page.evaluate(script)
    return found


def current(page: Any) -> int:
    return int(page.input_value("#page-number"))


def test_it_opens_and_shows_all_pages(page: Any) -> None:
    """Four pages with their pictures, the cover alone on the right, inner pages side by side."""
    assert page.locator(".leaf[data-index] img").count() == 4
    assert page.evaluate("[...document.images].every((image) => image.complete && image.naturalWidth > 300)")
    cover, left, right, back = (page.locator(f'.leaf[data-index="{n}"]').bounding_box() for n in range(4))
    assert cover["x"] == right["x"] == pytest.approx(left["x"] + left["width"], abs=1)
    assert left["y"] == right["y"] > cover["y"] + cover["height"]
    assert back["x"] == left["x"]
    assert page.title() == "small.md – Preview"
    assert "4 pages · 148 × 210 mm" in page.inner_text("#facts")


def test_an_edit_is_followed_without_losing_the_place(page: Any, job: Job) -> None:
    """The changed page gets its new picture; view, zoom and scroll stay, and the other pictures are not touched."""
    page.keyboard.press("2")
    page.select_option("#zoom", "1.5")
    page.keyboard.press("ArrowRight")
    settled(page)
    page.evaluate("document.getElementById('desk').scrollBy(0, 137)")
    page.wait_for_timeout(50)
    place = (
        "[document.getElementById('desk').scrollTop, document.getElementById('zoom').value, document.body.className]"
    )
    before, looks = page.evaluate(place), shown(page)
    page.evaluate("document.querySelector('.leaf[data-index=\"2\"] img').dataset.mine = 'yes'")
    write(job, CONTENT.replace("The first sentence", "Another sentence"))
    page.wait_for_function(
        "(id) => document.querySelector('.leaf[data-index=\"1\"]').dataset.shown !== id", arg=looks[1]
    )
    ready(page)
    assert page.evaluate(place) == before
    assert [a == b for a, b in zip(shown(page), looks, strict=True)] == [True, False, True, True]
    assert page.evaluate("document.querySelector('.leaf[data-index=\"2\"] img').dataset.mine") == "yes"


def test_a_broken_file_shows_its_error_over_the_last_good_pages(page: Any, job: Job) -> None:
    """The error, its line and a link lie over the pages, which stay; once mended it is gone."""
    looks = shown(page)
    write(job, CONTENT.replace("title: A", "title: [A"))
    page.wait_for_selector("#cover-error .plate")
    assert shown(page) == looks
    plate = page.locator("#cover-error")
    assert "content/small.md" in plate.inner_text() or str(job.content) in plate.inner_text()
    assert plate.locator("a").first.get_attribute("href").startswith(f"vscode://file{job.content}:")
    assert page.title().startswith("✗")
    assert "Not built" in page.inner_text("#status")
    write(job, CONTENT)
    page.wait_for_selector("#cover-error", state="hidden")
    ready(page)
    assert shown(page) == looks
    assert "Up to date" in page.inner_text("#status")


def test_the_error_can_be_put_aside(page: Any, job: Job) -> None:
    """Hidden, it stays away until another error comes."""
    write(job, CONTENT.replace("title: A", "title: [A"))
    page.get_by_role("button", name="Hide").click()
    assert page.locator("#cover-error").is_hidden()
    assert "Not built" in page.inner_text("#status")
    write(job, CONTENT.replace("desc: The first", "desc: [The first"))
    page.wait_for_selector("#cover-error .plate")


def test_keys_turn_pages_and_change_the_view(page: Any) -> None:
    """Arrows go by spread or page, Home and End to the ends, 1 to 3 choose the view, + and 0 the zoom."""
    seen = []
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "Home", "End", "2", "ArrowLeft"):
        page.keyboard.press(key)
        page.wait_for_timeout(60)
        seen.append(current(page))
    assert seen == [2, 4, 4, 1, 4, 4, 3]
    third = page.locator('.leaf[data-index="2"]')
    before = third.bounding_box()["width"]
    page.keyboard.press("+")
    assert third.bounding_box()["width"] > before
    page.keyboard.press("0")
    assert third.bounding_box()["width"] == pytest.approx(before, abs=0.1)
    page.keyboard.press("3")
    boxes = [page.locator(f'.leaf[data-index="{n}"]').bounding_box() for n in range(4)]
    assert len({round(box["y"]) for box in boxes}) == 1, "thumbnails lie in a row"
    page.get_by_role("button", name="Open page 2").click()
    assert (current(page), page.get_attribute('[data-view="single"]', "aria-pressed")) == (2, "true")


def test_single_keys_can_be_switched_off(page: Any) -> None:
    """Whoever speaks to the machine can have letters do nothing (WCAG 2.2, 2.1.4)."""
    page.keyboard.press("?")
    page.uncheck("#keys")
    page.keyboard.press("Escape")
    page.keyboard.press("3")
    assert page.get_attribute('[data-view="spreads"]', "aria-pressed") == "true"


def test_a_finding_is_shown_at_its_place(page: Any, preview: tuple[Studio, str], job: Job) -> None:
    """A coarse picture is boxed where it lies; the panel gives file and line, a link, and both to copy."""
    Image.effect_noise((60, 80), 90).save(job.content.parent / "coarse.png")
    write(job, CONTENT.replace("image: cover.svg", "image: coarse.png"))
    page.locator(".finding", has_text="image-resolution").wait_for()
    ready(page)
    view = preview[0]._sessions[Key(0, "screen")].view
    number, problem = next((n, p) for n, p in enumerate(view.problems, 1) if p.code == "image-resolution")
    assert problem.page == 1
    assert problem.box is not None
    sheet = page.locator('.leaf[data-index="0"] .sheet').bounding_box()
    box = page.locator(f'.leaf[data-index="0"] .box[data-finding="{number - 1}"]')
    frame = box.bounding_box()
    scale = sheet["width"] / view.pages[0].width
    left, top, right, bottom = (scale * length for length in problem.box)
    measured = [frame["x"] - sheet["x"], frame["y"] - sheet["y"], frame["width"], frame["height"]]
    assert measured == pytest.approx([left, top, right - left, bottom - top], abs=2)
    finding = page.locator(".finding").nth(number - 1)
    assert finding.locator("a").get_attribute("href") == f"vscode://file{job.content}:4:8"
    finding.get_by_role("button", name="Copy").click()
    assert page.evaluate("navigator.clipboard.readText()") == f"{job.content}:4"
    page.keyboard.press("End")
    finding.get_by_role("button", name="page 1", exact=True).click()
    assert current(page) == 1
    assert "chosen" in finding.get_attribute("class")
    assert "chosen" in box.get_attribute("class")


def test_another_editor_can_be_chosen(page: Any, job: Job) -> None:
    """The link takes the address of the editor chosen, and the choice is kept."""
    page.get_by_role("button", name="Settings").click()
    page.select_option("#editor", "other")
    page.fill("#pattern", "edit://{path}?l={line}")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert page.locator(".finding a").first.get_attribute("href") == f"edit://{job.content}?l=4"
    page.reload()
    ready(page)
    assert page.locator(".finding a").first.get_attribute("href") == f"edit://{job.content}?l=4"


def test_overlays_are_drawn_and_taken_away(page: Any) -> None:
    """Each toggle draws its lines on every page; the margins lie where the type area is."""
    for name, key in (("trim", "t"), ("margins", "m"), ("column", "g"), ("fold", "f")):
        lines = page.locator(f".lines .{name}")
        assert lines.count() == 0
        page.keyboard.press(key)
        assert lines.count() >= 4
        page.keyboard.press(key)
        assert lines.count() == 0
    page.keyboard.press("m")
    area = page.locator('.leaf[data-index="1"] .margins')
    width = page.locator('.leaf[data-index="1"]').bounding_box()["width"]
    assert area.bounding_box()["width"] == pytest.approx(width * 122 / 148, abs=2)
    assert page.locator('[data-overlay="bleed"]').is_disabled(), "a screen PDF has no bleed"


def test_another_preset_shows_its_bleed_and_gives_its_pdf(page: Any) -> None:
    """The switch shows the booklet; its bleed can be seen, and its PDF is what is downloaded."""
    page.select_option("#preset", "booklet")
    page.wait_for_selector('[data-overlay="bleed"]:not([disabled])')
    ready(page)
    leaf = page.locator('.leaf[data-index="1"]')
    before = leaf.bounding_box()
    page.select_option("#zoom", "1")
    before = leaf.bounding_box()["width"]
    page.click('[data-overlay="bleed"]')
    assert leaf.bounding_box()["width"] == pytest.approx(before + 2 * 3 / 25.4 * 96, abs=1)
    with page.expect_download() as waiting:
        page.click("#download")
    download = waiting.value
    assert download.suggested_filename == "small-booklet.pdf"
    assert Path(download.path()).read_bytes().startswith(b"%PDF-")


def test_a_reload_keeps_the_place(page: Any) -> None:
    """View, overlays and page are as before when the page is loaded again."""
    page.keyboard.press("2")
    page.keyboard.press("m")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(80)
    page.reload()
    ready(page)
    assert current(page) == 2
    assert page.get_attribute('[data-view="single"]', "aria-pressed") == "true"
    assert page.get_attribute('[data-overlay="margins"]', "aria-pressed") == "true"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_shut_out(page: Any, scheme: str, job: Job) -> None:
    """axe-core finds nothing in any state of the page: ready, thumbnails, settings, broken."""
    assert AXE.is_file(), "run `make browser`, which fetches axe-core"
    page.emulate_media(color_scheme=scheme)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert faults(page) == []
    page.keyboard.press("3")
    page.keyboard.press("m")
    assert faults(page) == []
    page.keyboard.press("?")
    assert faults(page) == []
    page.keyboard.press("Escape")
    write(job, CONTENT.replace("title: A", "title: [A"))
    page.wait_for_selector("#cover-error .plate")
    assert faults(page) == []


def test_the_audit_sees_a_fault(page: Any) -> None:
    """A picture without a text in its place is found: the audit can fail."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    page.evaluate("document.querySelector('.sheet img').removeAttribute('alt')")
    assert faults(page) == ["image-alt"]


def faults(page: Any) -> list[str]:
    """Give the rules that axe-core finds broken, of any weight."""
    page.wait_for_timeout(700)
    found: list[str] = page.evaluate("async () => (await axe.run()).violations.map((violation) => violation.id)")
    return found
