"""Themes: a brand of colours and typefaces that the project's own brand is laid over."""

from __future__ import annotations

from dataclasses import replace

from brochure.load.front_matter import yaml_document
from brochure.load.text import read_text
from brochure.model.keys import keys_of
from brochure.model.project import THEMES, Brand, Fonts
from brochure.model.reading import Reading
from brochure.model.values import FontFile
from brochure.vocabulary.shipped import STYLES


def theme_of(name: str | None) -> Brand:
    """Give the brand of a theme, read from its folder among the styles; the first theme is the default brand."""
    if name in (None, THEMES[0]):
        return Brand()
    path = STYLES / "themes" / str(name) / "brand.yaml"
    source = read_text(path, str(path))
    reading = Reading(source)
    brand = keys_of(Brand).read(reading, yaml_document(source).data, "brand")
    assert isinstance(brand, Brand)
    assert not reading.problems, reading.problems
    fonts = brand.fonts
    return replace(brand, fonts=Fonts(_shipped(fonts.display), _shipped(fonts.text), _shipped(fonts.small)))


def _shipped(files: tuple[FontFile, ...]) -> tuple[FontFile, ...]:
    return tuple(replace(file, shipped=True) for file in files)
