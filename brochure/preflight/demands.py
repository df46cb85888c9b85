"""What a print job asks for: the numbers that the rules hold a brochure to."""

from __future__ import annotations

from brochure.model.project import Project
from brochure.vocabulary.conditions import BLACK_GROUND
from brochure.vocabulary.paper import UNPRINTED, sheet_for
from brochure.vocabulary.presets import Preset
from brochure.vocabulary.records import dataclass

# Text under this size, in points, needs the greater contrast.
_SMALL = 9.0
_INKS = 0.95


@dataclass(frozen=True, slots=True)
class Resolution:
    """Pixels to the inch: `wanted` is the aim, below `warn` is a warning, below `least` an error.

    Where it is `lenient`, that is a warning, too.
    """

    wanted: float
    warn: float
    least: float
    lenient: bool = False


@dataclass(frozen=True, slots=True)
class Demands:
    """The numbers of a job, in mm (bleed, trim, edge, spine), points (text and lines), percent (ink), and of contrast.

    The defaults are those of the Ghent Workgroup's specifications of 2015 for resolution, and of print shops' usual
    guides for the rest. `facing` says that pages face each other across a fold, which odd ones have at their left, with
    `rtl` at their right; `stapled` that their count must come out; `standard` ("x-4", "x-1a") and `condition` are those
    that the file must name, "" where any will do; `spots` are the inks beside the four that are asked for; `unprinted`
    is how much of a page its printer leaves white at the outer side, and at head and foot.
    """

    pictures: Resolution = Resolution(300, 224, 149)
    line_art: Resolution = Resolution(1200, 799, 549)
    cmyk: bool = False
    transparency: bool = True
    bleed: float = 0.0
    trim: tuple[float, float] | None = None
    ink: float | None = None
    facing: bool = True
    rtl: bool = False
    stapled: bool = False
    standard: str = ""
    condition: str = ""
    spots: tuple[str, ...] = ()
    text: float = 6.0
    text_in_several_inks: float = 8.0
    line: float = 0.25
    line_reversed: float = 0.5
    edge: float = 5.0
    spine: float = 10.0
    code: float = 15.0
    module: float = 0.4
    fill: float = 0.2
    contrast: float = 4.5
    contrast_small: float = 7.0
    black_text: float = 12.0
    black_ground: float = BLACK_GROUND
    unprinted: tuple[float, float] = (0.0, 0.0)

    def fold(self, page: int) -> str:
        """Name the side of a page at which the fold is: left or right."""
        return "left" if (page % 2 == 1) != self.rtl else "right"

    def least_contrast(self, size: float) -> float:
        """Give the contrast that text of a size in points needs; of inks, which viewers show unlike, a little less."""
        return (self.contrast_small if size < _SMALL - 0.05 else self.contrast) * (_INKS if self.cmyk else 1)


# On a screen a reader enlarges a page, and prints it at home: only what is coarse even there is worth a warning.
_SCREEN = Demands(pictures=Resolution(300, 149, 149, True), line_art=Resolution(1200, 549, 549, True), text=7.0)
# Of a PDF from elsewhere nobody says what it is for: it is held to what most print shops ask.
FOREIGN = Demands(cmyk=True, bleed=3.0, ink=300.0, facing=False, stapled=True, contrast_small=4.5)


def demands(preset: Preset, project: Project) -> Demands:
    """Give what a preset asks for in a project."""
    if preset.name == "screen":
        return _SCREEN
    trim, facing = (project.format.width, project.format.height), not project.format.panels
    if not preset.press:
        return Demands(bleed=preset.bleed, trim=trim, facing=facing, unprinted=_unprinted(project))
    press = project.press.settings
    return Demands(
        cmyk=True,
        transparency=press.standard != "x-1a",
        bleed=press.bleed,
        trim=trim,
        ink=press.ink_limit,
        facing=facing,
        stapled=facing and project.binding == "stapled",
        standard=press.standard,
        condition=press.condition,
        spots=project.brand.colours.spots,
    )


def _unprinted(project: Project) -> tuple[float, float]:
    """Give how much of a page an office printer leaves white at its outer side, and at head and foot, in mm."""
    trim = project.format
    sheet = project.booklet.sheet or sheet_for(trim.leaf_width, trim.height)
    wide = trim.width if trim.panels else 2 * trim.width
    return max(0.0, UNPRINTED - (sheet.width - wide) / 2), max(0.0, UNPRINTED - (sheet.height - trim.height) / 2)
