"""Pictures of the preview in its states, for people to look at: python -m tests.preview.screenshots [CONTENT]."""

from __future__ import annotations

import contextlib
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image

from brochure.project import discover
from tests.preview.browsing import chromium, ready, served, settled

OUT = Path("out/screenshots").absolute()
LEFT_OUT = shutil.ignore_patterns(".*", "out", "tests", "brochure")


def main() -> None:
    """Take the pictures of a copy of the project, in which a file may be broken."""
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        shutil.copytree(Path.cwd(), copy, ignore=LEFT_OUT)
        named = [copy / path for path in map(Path, sys.argv[1:])]
        jobs = discover.jobs(named, ["screen"], cwd=copy)
        Image.effect_noise((60, 80), 90).save(copy / "content" / "coarse.png")
        with contextlib.chdir(copy), served(*jobs) as (_, address), chromium() as browser:
            for scheme in ("light", "dark"):
                context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme=scheme)
                page = context.new_page()
                page.goto(address)
                ready(page)
                take(page, scheme, jobs[0].content)
                context.close()


def take(page: Any, scheme: str, content: Path) -> None:
    """Take one set of pictures."""
    good = content.read_text(encoding="utf-8")
    snap(page, f"{scheme}-cover")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    snap(page, f"{scheme}-spread")
    for key in "tmgf":
        page.keyboard.press(key)
    snap(page, f"{scheme}-overlays")
    for key in "tmgf3":
        page.keyboard.press(key)
    snap(page, f"{scheme}-thumbnails")
    page.keyboard.press("1")
    page.keyboard.press("?")
    snap(page, f"{scheme}-settings")
    page.keyboard.press("Escape")
    content.write_text(re.sub(r"(?m)^( *image:).*$", r"\1 coarse.png", good, count=1), encoding="utf-8")
    page.get_by_role("button", name="page ").first.click()
    snap(page, f"{scheme}-finding")
    content.write_text(good.replace("title:", "title: [", 1), encoding="utf-8")
    page.wait_for_selector("#cover-error .plate")
    snap(page, f"{scheme}-broken")
    content.write_text(good, encoding="utf-8")
    page.wait_for_selector("#cover-error", state="hidden")
    page.select_option("#preset", "booklet")
    page.wait_for_selector('[data-overlay="bleed"]:not([disabled])')
    ready(page)
    page.keyboard.press("b")
    snap(page, f"{scheme}-booklet")


def snap(page: Any, name: str) -> None:
    """Take one picture, once every page in view is drawn and nothing moves any more."""
    page.wait_for_timeout(400)
    settled(page)
    page.wait_for_timeout(900)
    page.screenshot(path=OUT / f"{name}.png")


if __name__ == "__main__":
    main()
