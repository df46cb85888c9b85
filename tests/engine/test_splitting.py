"""Lines before words that are bound to an element."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from brochure.engine import loading
from brochure.vocabulary.shipped import FONTS

TEXT = "Les anciens y ont montré du doigt ce que plus personne ne voyait : la cale déplacée, le ruisseau passé {}."
STYLE = "@font-face {{ font-family: F; src: url({}) }} @page {{ size: 300mm }} p {{ font: 14px F; hyphens: {} }}"


def lines(box: Any) -> Iterator[str]:
    """Give the lines of a box."""
    if type(box).__name__ == "LineBox":
        yield "".join(inner.text for inner in box.descendants() if hasattr(inner, "text"))
        return
    for child in getattr(box, "children", ()):
        yield from lines(child)


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
@pytest.mark.parametrize("hyphens", ["manual", "auto"])
def test_what_is_bound_to_an_element_ends_no_line_early(hyphens: str, space: str) -> None:
    """In any width the lines are those of the text without the element."""
    loading.load()
    from weasyprint import HTML

    style = STYLE.format((FONTS / "SourceSerif4_400Regular.ttf").as_uri(), hyphens)
    ends = [f"sous{space}la{space}{end}" for end in ("route", "<span>route</span>")]
    found: list[list[str]] = [[], []]
    for width in range(200, 420, 3):
        for end, made in zip(ends, found, strict=True):
            said = f"<html lang=fr><style>{style}</style><p style='width:{width}px'>{TEXT.format(end)}"
            page = HTML(string=said).render().pages[0]
            made.append("|".join(lines(page._page_box)))
    assert found[0] == found[1]
