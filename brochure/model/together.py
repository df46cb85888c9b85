"""How one setting suits another: colours on their grounds, inks and the press, sheets and pages."""

from __future__ import annotations

from brochure.load.yaml.nodes import Mapping, Node, Scalar
from brochure.model.project import Colours, Project
from brochure.model.reading import Reading
from brochure.vocabulary.colour import contrast

# Text, its ground, and the contrast that it needs.
CONTRASTS = (("ink", "paper", 7.0), ("ink", "tint", 7.0), ("ink", "signal", 4.5))


def inside(tree: Mapping, key: str) -> Mapping:
    """Give the mapping at a key; an empty one where there is none."""
    value = tree.get(key)
    return value if isinstance(value, Mapping) else Mapping((), tree.place)


def check_settings(reading: Reading, tree: Mapping, project: Project) -> None:
    """Report settings that are sound alone and do not suit each other."""
    colours = inside(inside(tree, "brand"), "colours")
    _check_contrasts(reading, colours, project.brand.colours)
    _check_sheet(reading, inside(tree, "booklet").get("sheet"), project)
    _check_inks(reading, colours, project)


def _check_contrasts(reading: Reading, tree: Mapping, colours: Colours) -> None:
    """Hold the colours to WCAG 2.2 (1.4.6 for text on its grounds, 1.4.3 on the accent)."""
    found = {entry.key.text: entry for entry in tree.entries}
    for name, entry in found.items():
        if isinstance(entry.value, Scalar) and entry.value.kind == "null":
            rest = reading.source.text[entry.key.end :].split("\n", 1)[0].lstrip(": ")
            if rest.startswith("#"):
                message = f"'brand.colours.{name}' is read as a comment: {rest.strip()}"
                reading.report("colour-invalid", message, entry.key.place, f'put it in quotes: "{rest.strip()}"')
    for upper, ground, least in CONTRASTS:
        set_by = found.get(ground) or found.get(upper)
        ratio = contrast(getattr(colours, upper).screen, getattr(colours, ground).screen)
        if set_by is not None and ratio < least:
            # Rounded down, so that a ratio just too low never reads as enough.
            message = (
                f"'brand.colours.{upper}' on '{ground}' has a contrast of {int(ratio * 100) / 100:.2f}:1, "
                f"at least {least:g}:1 is needed"
            )
            reading.report("contrast-too-low", message, set_by.value.place, "make the one darker or the other lighter")


def _check_sheet(reading: Reading, node: Node | None, project: Project) -> None:
    """Hold a sheet to the pages that are to lie on it: two side by side, of a folded format the one."""
    sheet, page = project.booklet.sheet, project.format
    if sheet is None or node is None or sheet.holds(page.leaf_width, page.height):
        return
    size = f"{page.width:g} x {page.height:g}"
    what = f"the page of {size} mm is" if page.panels else f"two pages of {size} mm side by side are"
    message = f"'booklet.sheet' is {sheet.width:g} x {sheet.height:g} mm, {what} larger"
    hint = "take a larger sheet, or none: the one that suits is used"
    reading.report("sheet-too-small", message, node.place, hint)


def _check_inks(reading: Reading, tree: Mapping, project: Project) -> None:
    """Warn of a brand colour that lays more ink than the printer takes."""
    limit = project.press.settings.ink_limit
    for entry in tree.entries:
        colour = getattr(project.brand.colours, entry.key.text, None)
        if colour is not None and colour.press is not None and sum(colour.press) > limit:
            message = (
                f"'brand.colours.{entry.key.text}' lays {sum(colour.press):g} % of ink on paper, "
                f"the press settings take {limit:g} %: cyan, magenta and yellow will be thinned"
            )
            reading.report("ink-limit", message, entry.value.place, "take inks that add up to less", "warning")
