"""What runs into margins."""

from __future__ import annotations

from typing import Any

from brochure.engine import loading
from brochure.vocabulary.shipped import FONTS

STYLE = (
    f"@font-face {{ font-family: F; src: url({(FONTS / 'SourceSerif4_400Regular.ttf').as_uri()}) }}"
    "@page { size: 100mm 80mm; margin: 8mm 2mm; @top-left { content: element(head, last); width: 0 } }"
    "body, p, h2 { margin: 0; font: 10px/12px F } .title { break-after: avoid; break-inside: avoid }"
    ".text { columns: 2 } .head { position: running(head) }"
)


def margins(page: Any) -> str:
    """Give the text in the margins of a page."""
    return "".join(
        inner.text
        for box in page._page_box.children
        if type(box).__name__ == "MarginBox"
        for inner in box.descendants()
        if hasattr(inner, "text")
    )


def test_what_is_put_on_the_next_page_runs_into_the_margins_of_that() -> None:
    """A title that has no room for the first lines of its text takes its running element along."""
    loading.load()
    from weasyprint import HTML

    for count in range(120, 240, 5):
        parts = [
            f"<div class=title><span class=head>R{at}</span><h2>T{at}</h2></div><div class=text>{'word ' * count}</div>"
            for at in range(6)
        ]
        html = f"<style>{STYLE}</style>{''.join(parts)}"
        last = 0
        for page in HTML(string=html).render().pages:
            body = "".join(inner.text for inner in page._page_box.children[0].descendants() if hasattr(inner, "text"))
            last = max([last, *(at for at in range(6) if f"T{at}" in body)])
            assert margins(page) == f"R{last}"
