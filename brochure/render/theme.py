"""Brand, format and preset to the CSS variables that the styles are written against."""

from __future__ import annotations

from typing import NamedTuple

from brochure.figures.palette import Palette
from brochure.model.project import Project
from brochure.vocabulary.colour import blend, contrast, legible, mix
from brochure.vocabulary.paper import DESIGN_WIDTH
from brochure.vocabulary.presets import Preset

# Type grows slower than the page: a line should not grow with it.
_TYPE_GROWTH = 0.45
_SMALL_TEXT_CONTRAST = 7.0
_TEXT_CONTRAST = 4.5


def ramp(project: Project, count: int) -> tuple[tuple[str, str], ...]:
    """Give a colour for each phase, from the signal to the ink, with the colour of text on it."""
    colours = project.brand.colours
    signal, ink, paper = colours.signal.screen, colours.ink.screen, colours.paper.screen
    # Through the clear hues, as the artwork: mixed channel by channel, the middle would be mud.
    shades = [blend(signal, ink, step / max(1, count - 1)) for step in range(count)]
    return tuple(_readable(shade, paper, ink) for shade in shades)


class Tone(NamedTuple):
    """A colour of the ramp as templates see it: of a ground, of text on it, and of text of its hue on the page."""

    ground: str
    on: str
    text: str


def tones(project: Project, count: int) -> tuple[Tone, ...]:
    """Give a tone for each item of a list, in the order of the ramp."""
    tint, ink = project.brand.colours.tint.screen, project.brand.colours.ink.screen
    return tuple(Tone(*pair, legible(pair[0], tint, ink, _SMALL_TEXT_CONTRAST)) for pair in ramp(project, count))


def _readable(shade: str, paper: str, ink: str) -> tuple[str, str]:
    """Pair a ground with the better of two colours of text; a ground too bright for one and too dark for both moves."""
    text, other = (paper, ink) if contrast(paper, shade) >= contrast(ink, shade) else (ink, paper)
    return legible(shade, text, other, _TEXT_CONTRAST), text


def palette(project: Project) -> Palette:
    """Give the brand's colours on screen, as drawings take them."""
    colours = project.brand.colours
    return Palette(colours.ink.screen, colours.signal.screen, colours.tint.screen, colours.paper.screen)


def muted(project: Project) -> str:
    """Give the colour of small, quiet text on the pages, which a theme may tint."""
    colours = project.brand.colours
    ink = colours.ink.screen
    return legible(mix(ink, colours.paper.screen, 0.45), colours.tint.screen, ink, _SMALL_TEXT_CONTRAST)


def bleed_of(project: Project, preset: Preset) -> float:
    """Give the bleed of the pages, in mm: the preset's own, for the press what the project's print shop asks for."""
    return project.press.settings.bleed if preset.press else preset.bleed


def variables(project: Project, preset: Preset) -> str:
    """Give the `:root` rule and the `@page` size of a project: lengths in mm, colours in sRGB."""
    colours = project.brand.colours
    ink, signal = colours.ink.screen, colours.signal.screen
    tint, paper = colours.tint.screen, colours.paper.screen
    width, height = project.format.width, project.format.height
    bleed = bleed_of(project, preset)
    # On a folded sheet it is a panel that a reader holds, and type does not shrink with it.
    panel, flap = (project.format.panels[-1], project.format.panels[0]) if project.format.panels else (width, width)
    unit = panel / DESIGN_WIDTH
    growth = 1 + (unit - 1) * _TYPE_GROWTH
    values = {
        # Eight cells of pattern are as wide to the last digit that the styles are worked out to.
        "panel": f"{round(panel / 8, 4) * 8:.4f}mm",
        "flap": f"{flap:.4f}mm",
        "page-width": f"{width:g}mm",
        "page-height": f"{height:g}mm",
        "bleed": f"{bleed:g}mm",
        "u": f"{unit:.4f}mm",
        "t": f"{max(growth, 1.0) if project.format.panels else growth:.4f}pt",
        "ink": ink,
        "signal": signal,
        "tint": tint,
        "paper": paper,
        "signal-text": legible(signal, paper, ink, _TEXT_CONTRAST),
        "signal-small": legible(signal, tint, ink, _SMALL_TEXT_CONTRAST),
        "muted": muted(project),
        "rule": mix(ink, paper, 0.78),
        "ink-soft": mix(ink, paper, 0.16),
        "on-ink-muted": legible(mix(paper, ink, 0.35), ink, paper, _SMALL_TEXT_CONTRAST),
        "on-ink-signal": legible(signal, ink, paper, _TEXT_CONTRAST),
    }
    body = "".join(f"--{name}:{value};" for name, value in values.items())
    return f":root{{{body}}}@page{{size:{width:g}mm {height:g}mm;bleed:{bleed:g}mm}}"
