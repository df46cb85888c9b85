"""What a window shows, and how to change what it is made from."""

from __future__ import annotations

from typing import Any

from brochure.vocabulary.job import Job


def write(job: Job, text: str) -> None:
    job.content.write_text(text, encoding="utf-8")


def shown(page: Any) -> list[str | None]:
    """Give what each page shows, by the id of its picture."""
    script = "[...document.querySelectorAll('.leaf[data-index]')].map((leaf) => leaf.dataset.shown ?? null)"
    found: list[str | None] = page.evaluate(script)
    return found


def current(page: Any) -> int:
    return int(page.input_value("#page-number"))
