"""Themes: a folder of styles each, shipped or the project's own, whose brand the project's own is laid over."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from brochure.load.front_matter import yaml_document
from brochure.load.text import read_text
from brochure.load.yaml.nodes import Mapping
from brochure.model.keys import keys_of
from brochure.model.project import Brand, Colours, Fonts, Project
from brochure.model.reading import Reading
from brochure.model.together import check_brand, inside
from brochure.model.values import FontFile
from brochure.vocabulary.problems import BrochureError, name_of
from brochure.vocabulary.shipped import STYLES, THEME, themes
from brochure.vocabulary.speech import Said

_UNTRUSTED = Said("build without the option where you trust whoever wrote this theme")


def themed(reading: Reading, tree: Mapping, project: Project, own: Path | None, trusted: bool) -> Project:
    """Give a project the brand of the theme that it names.

    `tree` is its brochure.yaml, and `own` are its styles, whose files come before those of the shipped ones. Where it
    is not `trusted`, a theme of its own is none. What is wrong is reported, and has its default.
    """
    node = tree.get("theme")
    place = node.place if node is not None else tree.place
    if not trusted and project.theme not in themes():
        message = Said(
            "the theme '{theme}' of the project has no effect with --no-project-templates", theme=project.theme
        )
        reading.report("setting-ignored", message, place, _UNTRUSTED, "warning")
        project = replace(project, theme=THEME)
    given = (own, STYLES) if trusted else (STYLES,)
    folders = [styles / "themes" / project.theme for styles in given if styles is not None]
    if not any((folder / "theme.css").exists() for folder in folders):
        hint = Said("write {folders}, or take another theme", folders=name_of(folders[0] / "theme.css"))
        reading.report(
            "theme-broken", Said("the theme '{theme}' has no file theme.css", theme=project.theme), place, hint
        )
    folder = next((folder for folder in folders if (folder / "brand.yaml").exists()), None)
    return replace(project, brand=Brand() if folder is None else _brand(reading, tree, project, folder))


def _brand(reading: Reading, tree: Mapping, project: Project, folder: Path) -> Brand:
    """Read the brand of a theme; what is wrong stands in its own file."""
    path, shipped = folder / "brand.yaml", folder.is_relative_to(STYLES)
    try:
        source = read_text(path, name_of(path), within=None if shipped else folder.parents[2])
        document = yaml_document(source)
    except BrochureError as error:
        reading.problems.extend(error.problems)
        return Brand()
    own = Reading(source, document.problems)
    read = replace(keys_of(Brand, Brand(Colours(ramp=()))), closed=True).read(own, document.data, "")
    brand = read if isinstance(read, Brand) else Brand()
    if not shipped:
        besides = {entry.key.text for entry in inside(inside(tree, "brand"), "colours").entries}
        check_brand(own, document.data, replace(project, brand=brand), "", besides)
    reading.problems.extend(own.problems)
    fonts = brand.fonts
    return replace(brand, fonts=Fonts(*(_in(folder, files) for files in (fonts.display, fonts.text, fonts.small))))


def over_theme(theme: Brand, brand: Brand) -> Brand:
    """Give a brand that was laid over a theme's, whose ramp goes with its own accent and ink alone."""
    kept, own = theme.colours, brand.colours
    if own.ramp != kept.ramp or (own.signal.screen, own.ink.screen) == (kept.signal.screen, kept.ink.screen):
        return brand
    return replace(brand, colours=replace(own, ramp=()))


def _in(folder: Path, files: tuple[FontFile, ...]) -> tuple[FontFile, ...]:
    return tuple(replace(file, folder=folder) for file in files)
