"""Makes small PDFs of drawings and text with the shipped fonts, for comparisons by eye and by machine."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from brochure.engine.engine import Engine
from brochure.engine.laid import About, Setting
from brochure.pictures.assets import Assets
from brochure.render.group import Group, Way
from brochure.vocabulary.shipped import STYLES

CSS = """
@page { size: 148mm 105mm; margin: 10mm }
html { font: 10pt/14pt "Brochure Text"; color: #14213d }
body, p, h1 { margin: 0 }
h1 { font: 700 22pt/26pt "Brochure Display" }
.small { font: 8pt/11pt "Brochure Small" }
.at { position: absolute; margin: -10mm 0 0 -10mm }
"""


def pdf_of(*bodies: str, drawings: Mapping[str, str] | None = None) -> bytes:
    """Give one PDF with the pages of all bodies; `{name}` in them stands for the address of a drawing (SVG)."""
    with tempfile.TemporaryDirectory() as folder:
        assets = Assets(Path(folder), (), STYLES)
        urls = {name: assets.keep(name, svg) for name, svg in (drawings or {}).items()}
        engine = Engine(assets, CSS)
        laid, folio = [], 1
        try:
            for body in bodies:
                html = (
                    '<!doctype html><html lang="fr"><head><title>Essai</title></head>'
                    f"<body>{body.format(**urls)}</body></html>"
                )
                part = engine.open(html).lay(Setting(first_page=folio))
                laid.append((Group("page", (Way("page", None, partial(str, html)),)), part))
                folio += len(part.pages)
            pdf = engine.bind(laid, About("Essai", "fr", date="2026-11-01"), tagged=True)
        finally:
            engine.close()
        assert engine.log == []
    return pdf
