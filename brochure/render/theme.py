"""Brand, format and preset to the CSS variables that the styles are written against."""

from __future__ import annotations

from brochure.figures.palette import SMALL_TEXT, TEXT, Palette
from brochure.model.project import Project
from brochure.vocabulary.colour import contrast, legible, luminance, mix
from brochure.vocabulary.paper import DESIGN_WIDTH
from brochure.vocabulary.presets import Preset
from brochure.vocabulary.records import NamedTuple
from brochure.vocabulary.scale import is_wide, scale_of

# Type grows slower than the page: a line should not grow with it.
_TYPE_GROWTH = 0.45
# Under this size, in points, text wants the greater contrast; where a ground has none to give, text is as large.
_SMALL = 9
# How much of a pale accent is paper.
_PALE = 0.84
_BLACK = "device-cmyk(0 0 0 1)"


def ramp(project: Project, count: int) -> tuple[tuple[str, str], ...]:
    """Give a colour for each phase, from the signal on, with the colour of text on it."""
    colours = palette(project)
    return tuple((ground, colours.on(ground)) for ground in colours.ramp(count))


class Tone(NamedTuple):
    """A colour of the ramp as templates see it: of a ground, of text on it, and of small text and titles of its hue."""

    ground: str
    on: str
    text: str
    head: str


def tones(project: Project, count: int) -> tuple[Tone, ...]:
    """Give a tone for each item of a list, in the order of the ramp."""
    tint, ink = project.brand.colours.tint.screen, project.brand.colours.ink.screen
    return tuple(
        Tone(*pair, legible(pair[0], tint, ink, SMALL_TEXT), legible(pair[0], tint, ink, TEXT))
        for pair in ramp(project, count)
    )


def palette(project: Project) -> Palette:
    """Give the brand's colours on screen, as drawings take them."""
    colours = project.brand.colours
    stops = tuple(stop.screen for stop in colours.ramp)
    four = colours.ink.screen, colours.signal.screen, colours.tint.screen, colours.paper.screen
    return Palette(*four, stops, colours.black)


def muted(project: Project) -> str:
    """Give the colour of small, quiet text on the pages, which a theme may tint."""
    colours = project.brand.colours
    ink = colours.ink.screen
    return legible(mix(ink, colours.paper.screen, 0.45), colours.tint.screen, ink, SMALL_TEXT)


def bleed_of(project: Project, preset: Preset) -> float:
    """Give the bleed of the pages, in mm: the preset's own, for the press what the project's print shop asks for."""
    return project.press.settings.bleed if preset.press else preset.bleed


def type_growth(unit: float) -> float:
    """Tell how much larger type is on a page that is so many times as wide as A5."""
    return 1 + (unit - 1) * _TYPE_GROWTH


def variables(project: Project, preset: Preset) -> str:
    """Give the `:root` rule and the `@page` size of a project: lengths in mm, colours in sRGB."""
    colours = palette(project)
    ink, signal, tint, paper = colours.ink, colours.signal, colours.tint, colours.paper
    small = colours.on(signal, SMALL_TEXT)
    # A ground in the hue of any accent, on which small text in the ink reads.
    pale = legible(mix(signal, paper, _PALE), ink, paper, SMALL_TEXT)
    width, height = project.format.width, project.format.height
    bleed = bleed_of(project, preset)
    # On a folded sheet it is a panel that a reader holds, and type does not shrink with it.
    panel, flap = (project.format.panels[-1], project.format.panels[0]) if project.format.panels else (width, width)
    unit = panel / DESIGN_WIDTH
    growth = type_growth(unit)
    scale = scale_of(project.format)
    whole = is_wide(project.format) or project.format.panels
    aside = 0.0 if whole else (width - 2 * scale.margin + scale.gutter) / 6
    values = {
        # Eight cells of pattern are as wide to the last digit that the styles are worked out to.
        "panel": f"{round(panel / 8, 4) * 8:.4f}mm",
        "flap": f"{flap:.4f}mm",
        "page-width": f"{width:g}mm",
        "page-height": f"{height:g}mm",
        "bleed": f"{bleed:g}mm",
        "u": f"{unit:.4f}mm",
        "t": f"{max(growth, 1.0) if project.format.panels else growth:.4f}pt",
        "size-small": f"{scale.small:g}pt",
        "size-text": f"{scale.text:g}pt",
        "size-lead": f"{scale.lead:g}pt",
        "size-section": f"{scale.section:g}pt",
        "size-title": f"{scale.title:g}pt",
        "grid": f"{scale.grid:g}mm",
        "margin": f"{scale.margin:g}mm",
        "gutter": f"{scale.gutter:g}mm",
        # Running text stands beside a margin of two of the six columns, on large pages in two columns.
        "words-at": f"{2 * aside:.4f}mm",
        "words-wide-at": f"{aside:.4f}mm",
        "words-most": "none" if is_wide(project.format) else "31em",
        "words-in": "2" if is_wide(project.format) else "auto",
        # A theme may set the titles of pages higher or lower; on panels they stay.
        "head-of-page": f"{scale.head:g}mm",
        "of-pages": "0" if project.format.panels else "1",
        "start": f"{scale.start:g}mm",
        "foot-at": f"{scale.foot:g}mm",
        "ink": ink,
        "signal": signal,
        "tint": tint,
        "paper": paper,
        "signal-text": legible(signal, paper, ink, TEXT),
        "signal-small": legible(signal, tint, ink, SMALL_TEXT),
        "signal-shape": colours.shape,
        "signal-tinted": legible(legible(signal, tint, ink, TEXT), pale, ink, TEXT),
        "signal-pale": pale,
        "on-signal": colours.on(signal),
        # In black alone, as all small text for the press.
        "on-signal-small": _BLACK if preset.press and luminance(small) < luminance(signal) else small,
        "least-on-signal": "0pt" if contrast(small, signal) >= SMALL_TEXT else f"{_SMALL}pt",
        "muted": muted(project),
        "rule": mix(ink, paper, 0.78),
        "ink-soft": mix(ink, paper, 0.16),
        "on-ink-muted": legible(mix(paper, ink, 0.35), ink, paper, SMALL_TEXT),
        "on-ink-signal": colours.accent(ink),
    }
    body = "".join(f"--{name}:{value};" for name, value in values.items())
    return f":root{{{body}}}@page{{size:{width:g}mm {height:g}mm;bleed:{bleed:g}mm}}"
