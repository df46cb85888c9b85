"""How the pages are laid on the desk, and that the place is kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from brochure.preview.studio import Studio
from brochure.vocabulary.job import Job
from tests.preview.browsing import ready, served
from tests.preview.conftest import CONTENT, SETTINGS
from tests.preview.live.looks import current

pytestmark = pytest.mark.browser

# What the server would tell of two landscape pages of three panels, A4.
_SIDE = {
    "folds": [841.9 / 3, 841.9 * 2 / 3],
    "width": 841.9,
    "height": 595.3,
    "areas": [[28, 28, 252, 567], [308, 28, 533, 567], [590, 28, 814, 567]],
    "section": "leaflet",
}
LEAFLET = "retry: 60000\n\nevent: view\ndata: {}\n\n".format(
    json.dumps({
        "state": "ready", "problems": [], "bleed": 0, "seconds": 1, "grid": {"columns": 6, "gutter": 0.06},
        "pages": [{**_SIDE, "id": "0" * 24, "folio": 1}, {**_SIDE, "id": "1" * 24, "folio": 2}],
        "spreads": False, "ways": [], "proofs": [], "inkLimit": 0, "pdf": None,
        "content": 0, "contents": ["leaflet.md"],
        "preset": "screen", "presets": ["screen"], "file": "leaflet.pdf",
    })
)  # fmt: skip


def test_another_preset_keeps_the_place(browser: Any, preview: tuple[Studio, str]) -> None:
    """Page, scroll and pictures stay while a preset is built for the first time: nothing is ever empty."""
    opened = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    opened.goto(preview[1])
    ready(opened)
    opened.keyboard.press("2")
    opened.select_option("#zoom", "1")
    opened.keyboard.press("End")
    opened.wait_for_timeout(60)
    before = opened.evaluate("document.getElementById('desk').scrollTop")
    opened.evaluate(
        "window.empty = 0; new MutationObserver(() => {"
        " if (!document.querySelector('.leaf[data-index=\"3\"] img')) window.empty += 1; })"
        ".observe(document.getElementById('pages'), { childList: true, subtree: true })"
    )
    opened.select_option("#preset", "press")
    opened.wait_for_selector('[data-overlay="bleed"]:not([disabled])')
    opened.wait_for_selector('#download[href*="/press/"]')
    ready(opened)
    assert current(opened) == 4
    assert opened.evaluate("document.getElementById('desk').scrollTop") == pytest.approx(before, abs=2)
    assert opened.evaluate("window.empty") == 0
    opened.context.close()


def test_thumbnails_are_zoomed_and_walked_by_keys(page: Any) -> None:
    """+ and - change their size, 0 resets it; up and down go by row, Enter opens the current one."""
    page.set_viewport_size({"width": 900, "height": 800})
    page.keyboard.press("3")
    first = page.locator('.leaf[data-index="0"]')
    assert first.bounding_box()["width"] == pytest.approx(150, abs=1)
    page.keyboard.press("+")
    assert first.bounding_box()["width"] == pytest.approx(220, abs=1)
    tops = [page.locator(f'.leaf[data-index="{n}"]').bounding_box()["y"] for n in range(4)]
    assert tops[0] == tops[1] < tops[2] == tops[3]
    last_row = page.locator('.leaf[data-index="2"]').bounding_box()
    assert last_row["x"] == pytest.approx(first.bounding_box()["x"], abs=1), "the last row begins where the others do"
    seen = []
    for key in ("ArrowRight", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
        seen.append(current(page))
    assert seen == [2, 4, 4, 2, 4]
    page.keyboard.press("0")
    assert first.bounding_box()["width"] == pytest.approx(150, abs=1)
    page.keyboard.press("Enter")
    assert (current(page), page.get_attribute('[data-view="single"]', "aria-pressed")) == (4, "true")


def test_a_single_leaf_has_no_spreads(browser: Any, preview: tuple[Studio, str]) -> None:
    """Pages that face nothing stand alone in the middle, and the switch says so; folds lie within them."""
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.route("**/events*", lambda route: route.fulfill(content_type="text/event-stream", body=LEAFLET))
    page.goto(preview[1])
    page.wait_for_selector('.leaf[data-index="1"]')
    # What is told of the end of the stream takes a line of its own, and the desk is lower from then on.
    page.wait_for_selector("body[data-state=lost]")
    page.wait_for_timeout(60)
    front, back = (page.locator(f'.leaf[data-index="{n}"]').bounding_box() for n in range(2))
    desk = page.locator("#desk").bounding_box()
    assert front["x"] == back["x"] == pytest.approx(desk["x"] + (desk["width"] - front["width"]) / 2, abs=2)
    assert front["width"] > 1.4 * front["height"]
    assert front["width"] > 0.9 * (desk["width"] - 48)
    assert back["y"] > front["y"] + front["height"]
    assert page.locator('[data-view="spreads"]').is_disabled()
    assert page.get_attribute('[data-view="single"]', "aria-pressed") == "true"
    page.keyboard.press("f")
    folds = page.locator('.leaf[data-index="0"] .lines .fold')
    measured = [fold.bounding_box()["x"] - front["x"] for fold in folds.all()]
    assert measured == pytest.approx([front["width"] / 3, front["width"] * 2 / 3], abs=2)
    page.keyboard.press("m")
    assert page.locator('.leaf[data-index="0"] .lines .margins').count() == 3
    page.context.close()


def test_pages_for_the_press_are_looked_at_in_inks(browser: Any, preview: tuple[Studio, str]) -> None:
    """The choice is there for the press alone; by the menu or the key pictures change, and come back."""
    opened = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    opened.goto(preview[1])
    ready(opened)
    assert opened.locator("#way-pick").is_hidden()
    opened.select_option("#preset", "press")
    opened.wait_for_selector("#way-pick:not([hidden])")
    ready(opened)
    plain = opened.locator('.leaf[data-index="0"] img').get_attribute("src")
    opened.select_option("#way", "Magenta")
    opened.wait_for_selector('.leaf[data-index="0"] img[alt="Page 1, cover: Magenta"]')
    assert opened.locator('.leaf[data-index="0"] img').get_attribute("src") != plain
    opened.locator("#desk").focus()
    opened.keyboard.press("i")
    opened.wait_for_selector('.leaf[data-index="0"] img[alt="Page 1, cover: Yellow"]')
    opened.select_option("#way", "")
    opened.wait_for_selector('.leaf[data-index="0"] img[alt="Page 1, cover"]')
    assert opened.locator('.leaf[data-index="0"] img').get_attribute("src") == plain
    opened.context.close()


def test_what_is_read_from_the_right_is_turned_the_other_way(browser: Any, tmp_path: Path) -> None:
    """The cover lies alone at the left, even pages at the right; keys and buttons that point to the left lead on."""
    (tmp_path / "content").mkdir()
    (tmp_path / "brochure.yaml").write_text(SETTINGS.replace("language: en", "language: he"), encoding="utf-8")
    content = tmp_path / "content" / "small.md"
    content.write_text(CONTENT, encoding="utf-8")
    job = Job(content, tmp_path, tmp_path / "brochure.yaml", tmp_path / "out")
    with served(job) as (_, address):
        page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
        page.goto(address)
        ready(page)
        cover, second, third, back = (page.locator(f'.leaf[data-index="{n}"]').bounding_box() for n in range(4))
        assert cover["x"] == third["x"] == pytest.approx(second["x"] - third["width"], abs=1)
        assert second["y"] == third["y"] > cover["y"]
        assert back["x"] == second["x"]
        seen = []
        for key in (
            "ArrowLeft",
            "ArrowLeft",
            "ArrowRight",
            "PageDown",
            "PageUp",
            "Home",
            "ArrowRight",
            "2",
            "ArrowLeft",
        ):
            page.keyboard.press(key)
            page.wait_for_timeout(60)
            seen.append(current(page))
        assert seen == [2, 4, 2, 4, 2, 1, 1, 1, 2]
        on, before = page.locator("#next"), page.locator("#previous")
        assert on.bounding_box()["x"] < before.bounding_box()["x"]
        assert (on.get_attribute("title"), before.get_attribute("title")) == ("Next (←)", "Previous (→)")
        assert page.locator("#turning").text_content().split() == ["→", "←"]
        on.click()
        assert current(page) == 3
        page.keyboard.press("f")
        fold = page.locator('.leaf[data-index="2"] .lines .fold').bounding_box()
        leaf = page.locator('.leaf[data-index="2"]').bounding_box()
        assert fold["x"] + fold["width"] / 2 == pytest.approx(leaf["x"] + leaf["width"], abs=2)
        page.keyboard.press("3")
        boxes = [page.locator(f'.leaf[data-index="{n}"]').bounding_box() for n in range(2)]
        assert boxes[1]["x"] < boxes[0]["x"], "thumbnails run from the right"
        page.context.close()
