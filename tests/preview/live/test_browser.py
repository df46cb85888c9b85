"""The preview in a real browser: what a person sees, does and can reach."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from brochure.preview.studio import Key, Studio
from brochure.vocabulary.job import Job
from tests.preview.browsing import ready, settled
from tests.preview.conftest import CONTENT
from tests.preview.live.looks import current, shown, write

pytestmark = pytest.mark.browser


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
    """A coarse portrait is boxed where it lies; the panel gives file and line, a link, and both to copy."""
    Image.effect_noise((60, 80), 90).save(job.content.parent / "coarse.png")
    quote = "quote: {photo: {file: coarse.png, alt: Ada}, quote: It floats., name: Ada}"
    write(job, f"{CONTENT.removesuffix('---' + chr(10))}{quote}\n---\n")
    coarse = page.locator(".finding", has_text="image-resolution")
    coarse.get_by_role("button", name="page 4", exact=True).wait_for(timeout=60_000)
    ready(page)
    view = preview[0]._sessions[Key(0, "screen")].view
    number, problem = next((n, p) for n, p in enumerate(view.problems, 1) if p.code == "image-resolution")
    assert problem.page == 4
    assert problem.box is not None
    sheet = page.locator('.leaf[data-index="3"] .sheet').bounding_box()
    box = page.locator(f'.leaf[data-index="3"] .box[data-finding="{number - 1}"]')
    frame = box.bounding_box()
    scale = sheet["width"] / view.pages[3].width
    left, top, right, bottom = (scale * length for length in problem.box)
    measured = [frame["x"] - sheet["x"], frame["y"] - sheet["y"], frame["width"], frame["height"]]
    assert measured == pytest.approx([left, top, right - left, bottom - top], abs=2)
    finding = page.locator(".finding").nth(number - 1)
    assert finding.locator("a").get_attribute("href") == f"vscode://file{job.content}:7:23"
    finding.get_by_role("button", name="Copy").click()
    assert page.evaluate("navigator.clipboard.readText()") == f"{job.content}:7"
    page.keyboard.press("Home")
    finding.get_by_role("button", name="page 4", exact=True).click()
    assert current(page) == 4
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
