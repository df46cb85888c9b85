"""The same words and pictures for Typst, on pages of the same size."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint import HTML

from brochure.engine.laid import Laid

_BLOCKS = ("h1", "h2", "h3", "p", "li")
_SETTING = '#set page(width: 148mm, height: 210mm, margin: 14mm)\n#set text(font: "Source Serif 4", 8.6pt, lang: "fr")'


def typst_source(laid: Sequence[Laid]) -> str:
    """Write the words and pictures of the sections for Typst, a section a page; the look is plain."""
    lines = [_SETTING]
    for part in laid:
        lines += ["#pagebreak(weak: true)", *_blocks(HTML(string=part.html).etree_element)]
    return "\n\n".join(lines)


def _blocks(element: Element) -> Iterator[str]:
    for part in element.iter():
        if part.tag in _BLOCKS and not any(child.tag in _BLOCKS for child in part.iter() if child is not part):
            text = re.sub(r"([\\#$*_`<>@\[\]=/+~-])", r"\\\1", " ".join("".join(part.itertext()).split()))
            yield (
                f"{'=' * int(part.tag[1])} {text}" if part.tag[0] == "h" else f"- {text}" if part.tag == "li" else text
            )
        for picture in _pictures(part):
            yield f'#image("{picture}", width: 100%, height: 30mm, fit: "contain")'


def _pictures(part: Any) -> list[str]:
    named = [part.get("src", ""), *re.findall(r"url\(([^)]*)\)", part.get("style", ""))]
    return [name.removeprefix("file:///project/") for name in named if name]
