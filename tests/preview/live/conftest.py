"""A window on a preview of four pages, one preview for a file of tests."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from brochure.preview.studio import Key, Studio
from brochure.vocabulary.job import Job
from tests.preview.browsing import chromium, ready, served
from tests.preview.conftest import CONTENT, SETTINGS
from tests.preview.live.looks import write


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
