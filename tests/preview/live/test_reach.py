"""Nobody is shut out: small windows, large text, other colours, other ways to read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from brochure.preview.studio import Studio
from brochure.vocabulary.job import Job
from tests.preview.browsing import ready
from tests.preview.conftest import CONTENT
from tests.preview.live.looks import write

pytestmark = pytest.mark.browser

AXE = Path(__file__).resolve().parents[3] / ".venv" / "axe-core" / "axe.min.js"


@pytest.mark.parametrize(("width", "height"), [(320, 640), (390, 844), (720, 450), (1024, 700)])
def test_narrow_and_low_windows_hold_the_pages(page: Any, width: int, height: int) -> None:
    """Nothing runs out of the window (WCAG 2.2, 1.4.10), and the pages have at least half of its height."""
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("localStorage.clear()")
    page.reload()
    ready(page)
    root = "document.documentElement"
    assert page.evaluate(f"[{root}.scrollWidth - innerWidth, {root}.scrollHeight - innerHeight]") == [0, 0]
    assert page.evaluate("document.getElementById('desk').clientHeight") >= height / 2
    outside = (
        "[...document.querySelectorAll('button, select, a, input')].filter((e) => e.checkVisibility()"
        " && !e.closest('.skip, .leaf') && e.getBoundingClientRect().right > innerWidth + 0.5).map((e) => e.id)"
    )
    assert page.evaluate(outside) == []


def test_larger_text_is_larger_everywhere(page: Any) -> None:
    """Twice the size of text in the browser is twice the size of every text of the page (WCAG 2.2, 1.4.4)."""
    sizes = (
        "[...document.querySelectorAll('h1 span, select, button span, .finding *, .caption, #status, kbd, dt')]"
        ".map((e) => parseFloat(getComputedStyle(e).fontSize))"
    )
    before = page.evaluate(sizes)
    page.evaluate("document.styleSheets[0].insertRule('html { font-size: 200% }')")
    assert page.evaluate(sizes) == pytest.approx([2 * size for size in before])


def test_forced_colours_tell_what_is_pressed(browser: Any, preview: tuple[Studio, str]) -> None:
    """In a high-contrast theme of the system, a pressed switch looks other than one that is not."""
    opened = browser.new_context(forced_colors="active").new_page()
    opened.goto(preview[1])
    ready(opened)
    ground = "(name) => getComputedStyle(document.querySelector(`[data-view=${name}]`)).backgroundColor"
    assert opened.evaluate(ground, "spreads") != opened.evaluate(ground, "single")
    opened.evaluate(AXE.read_text(encoding="utf-8"))
    assert faults(opened) == []
    opened.context.close()


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
