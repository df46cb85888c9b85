"""Themes: a brand of colours and typefaces that the project's own brand is laid over."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from brochure.load.front_matter import yaml_document
from brochure.load.text import read_text
from brochure.model.project import THEMES, Brand, FontFile
from brochure.model.reading import Reading
from brochure.model.table import PROJECT
from brochure.vocabulary.shipped import STYLES


def theme_of(name: str | None) -> Brand:
    """Give the brand of a theme, read from its folder among the styles; the first theme is the default brand."""
    if name in (None, THEMES[0]):
        return Brand()
    path = STYLES / "themes" / str(name) / "brand.yaml"
    source = read_text(path, str(path))
    reading = Reading(source)
    data: Any = PROJECT.keys["brand"].read(reading, yaml_document(source).data, "brand") or {}
    assert not reading.problems, reading.problems
    return brand_over(Brand(), data, shipped=True)


def brand_over(theme: Brand, data: dict[str, Any], shipped: bool = False) -> Brand:
    """Lay what a file says of the brand over a theme, colour by colour and rôle by rôle."""
    fonts = {
        role: tuple(FontFile(file.path, file.place, shipped) for file in files)
        for role, files in data.get("fonts", {}).items()
    }
    return Brand(replace(theme.colours, **data.get("colours", {})), replace(theme.fonts, **fonts))
