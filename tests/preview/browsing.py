"""A preview and a real browser, in one process: what the browser tests and screenshots start from."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from brochure.preview.command import HOST, listen
from brochure.preview.server import application
from brochure.preview.studio import Studio
from brochure.vocabulary.job import Job

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@contextlib.contextmanager
def served(*jobs: Job) -> Iterator[tuple[Studio, str]]:
    """Serve a preview from a thread; gives its studio and its address."""
    studio = Studio(jobs)
    listening = listen(0)
    port = listening.getsockname()[1]
    config = uvicorn.Config(application(studio, port), log_config=None, access_log=False, lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    studio.start()
    thread.start()
    try:
        yield studio, f"http://{HOST}:{port}/"
    finally:
        studio.close()
        server.should_exit = True
        thread.join(timeout=5)


@contextlib.contextmanager
def chromium() -> Iterator[Any]:
    """Start the browser. Where it is missing the test is skipped and says so; in CI it fails."""
    if not CHROMIUM.exists():
        tell = pytest.fail if os.environ.get("CI") else pytest.skip
        tell(f"{CHROMIUM} is not installed: no browser test was made")
    from playwright.sync_api import sync_playwright

    # The engine of this process shows the brochure's fonts alone, with which the browser does not start.
    environment: dict[str, Any] = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS), env=environment)
        yield browser
        browser.close()


def ready(page: Any) -> None:
    """Wait until the page shows the brochure as it is now."""
    page.wait_for_selector("body[data-state=ready]", timeout=60_000)
    settled(page)


def settled(page: Any) -> None:
    """Wait until every page near the view shows its picture, for two seconds at most where a page is far."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        waiting = page.evaluate(
            "[...document.querySelectorAll('.leaf[data-index]')].filter((leaf) => leaf.loading).length"
        )
        if not waiting and page.locator(".leaf[data-shown]").count():
            return
        page.wait_for_timeout(20)
    raise AssertionError("no picture came")
