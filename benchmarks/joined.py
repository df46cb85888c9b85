"""The fitted sections of a brochure as one HTML file that the bare engine can set, with its fonts and pictures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote

from brochure.engine.fonts import Face, font_faces
from brochure.engine.laid import Laid
from brochure.pictures.assets import BASE_URL
from brochure.pipeline import Plan

_PARTS = re.compile(r'<head>(.*?)</head>\s*<body class="([^"]*)"([^>]*)>(.*)</body>', re.DOTALL)
_VARIABLES = re.compile(r"--[\w-]+:[^;}]+")


def joined_html(laid: Sequence[Laid], language: str) -> str:
    """Join fitted sections in one document that sets them on the same pages, in the sizes that were found.

    Each body becomes a block that begins a page and carries the variables of its setting.
    """
    head, attributes, blocks = "", "", []
    for part in laid:
        found = _PARTS.search(part.html)
        assert found is not None
        head, attributes = head or found[1], attributes or found[3]
        style = ";".join(_VARIABLES.findall(part.setting.css()))
        blocks.append(f'<div class="joined {found[2]}"{found[3]} style="{style}">{found[4]}</div>')
    head += '<link rel="stylesheet" href="brochure.css">'
    return (
        f'<!doctype html><html lang="{language}"><head>{head}</head><body{attributes}>{"".join(blocks)}</body></html>'
    )


def joined_css(css: str) -> str:
    """Give the stylesheet of the joined document: what holds for the root of a section holds for its block."""
    rules = re.sub(r"(?m)^(html|body|:root)(?=\s*[,{])", r"\1, .joined", css)
    # Every section of the programme begins on the first page of a document of its own.
    rules = re.sub(r"@page :first\b", "@page", rules)
    return re.sub(r"\bbody\.(?=[\w-])", ".joined.", rules) + ".joined{break-before:page}"


def write(folder: Path, planned: Plan, faces: Sequence[Face], laid: Sequence[Laid]) -> Path:
    """Write document, stylesheet, fonts and pictures as files below a folder; gives the document's path."""
    (folder / "fonts").mkdir(parents=True)
    for face in faces:
        (folder / "fonts" / face.path.name).write_bytes(face.path.read_bytes())
    for url, body in planned.assets.all_served().items():
        if url.startswith(BASE_URL):
            path = folder / unquote(url.removeprefix(BASE_URL))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body)
    rules = font_faces(faces, lambda face: f"fonts/{face.path.name}") + joined_css(planned.css)
    (folder / "brochure.css").write_text(rules.replace(BASE_URL, ""), encoding="utf-8")
    document = folder / "brochure.html"
    document.write_text(joined_html(laid, planned.desk.language).replace(BASE_URL, ""), encoding="utf-8")
    return document
