"""The model to the HTML of each section, each in the ways it may be set."""

from __future__ import annotations

from brochure.model.project import Project
from brochure.render import theme
from brochure.render.desk import Desk
from brochure.render.group import Group
from brochure.sections.covers import back, cover
from brochure.sections.numbers import figures
from brochure.sections.phases import phase_sections
from brochure.sections.texts import body, how, introduction, quote, then
from brochure.vocabulary.presets import Preset


def sections(tools: Desk) -> list[Group]:
    """Give the sections of a brochure in their order; what is absent leaves no hole."""
    made = [cover(tools), introduction(tools), figures(tools), *phase_sections(tools), how(tools), then(tools)]
    made += [quote(tools), *body(tools), back(tools)]
    return [section for section in made if section is not None]


def stylesheet(project: Project, preset: Preset, parts: list[str]) -> str:
    """Join the theme and the style files, in the order given."""
    return theme.variables(project, preset) + "".join(parts)
