"""How one setting suits another: colours on their grounds, inks and the press, sheets and pages."""

from __future__ import annotations

from collections.abc import Collection

from brochure.load.yaml.nodes import Entry, Mapping, Node, Scalar
from brochure.model.project import Colours, Project
from brochure.model.reading import Reading
from brochure.model.values import Colour
from brochure.vocabulary.colour import contrast
from brochure.vocabulary.speech import Said

# Text, its ground, and the contrast that it needs.
CONTRASTS = (("ink", "paper", 7.0), ("ink", "tint", 7.0))


def inside(tree: Mapping, key: str) -> Mapping:
    """Give the mapping at a key; an empty one where there is none."""
    value = tree.get(key)
    return value if isinstance(value, Mapping) else Mapping((), tree.place)


def check_settings(reading: Reading, tree: Mapping, project: Project) -> None:
    """Report settings that are sound alone and do not suit each other."""
    check_brand(reading, inside(tree, "brand"), project, "brand.")
    _check_sheet(reading, inside(tree, "booklet").get("sheet"), project)
    _check_steps(reading, inside(tree, "press"), project)
    _check_archive(reading, tree.get("archive"), project)


def _check_archive(reading: Reading, node: Node | None, project: Project) -> None:
    """Warn of a standard for archives that asks for another PDF than that of accessibility does."""
    first, second = ("a-2a", "ua-1", "1.7"), ("a-4f", "ua-2", "2.0")
    mine, others = (first, second) if project.accessibility == "ua-1" else (second, first)
    if node is not None and project.archive == others[0]:
        message = Said(
            "'archive' has no effect: PDF/{archive} is PDF {version}, and PDF/{accessibility} is PDF {other}",
            archive=project.archive.capitalize(),
            version=others[2],
            accessibility=project.accessibility.upper(),
            other=mine[2],
        )
        hint = Said("take archive: {kept}, or accessibility: {other}", kept=mine[0], other=others[1])
        reading.report("setting-ignored", message, node.place, hint, "warning")


def check_brand(reading: Reading, tree: Mapping, project: Project, prefix: str, besides: Collection[str] = ()) -> None:
    """Report colours of a brand that cannot be read or printed; the keys of its tree have a prefix in their file.

    What concerns the colours `besides` is left to the file that sets them.
    """
    entries = {entry.key.text: entry for entry in inside(tree, "colours").entries if entry.key.text not in besides}
    _check_contrasts(reading, entries, project.brand.colours, prefix, besides)
    _check_inks(reading, entries, project, prefix)
    _check_spots(reading, entries, project.brand.colours, prefix)


def _check_contrasts(
    reading: Reading, found: dict[str, Entry], colours: Colours, prefix: str, besides: Collection[str]
) -> None:
    """Hold the ink on its grounds to WCAG 2.2, 1.4.6. What stands on the accent goes by its contrast."""
    for name, entry in found.items():
        if isinstance(entry.value, Scalar) and entry.value.kind == "null":
            rest = reading.source_of(entry.key.place).text[entry.key.end :].split("\n", 1)[0].lstrip(": ")
            if rest.startswith("#"):
                message = Said(
                    "'{prefix}colours.{name}' is read as a comment: {text}",
                    prefix=prefix,
                    name=name,
                    text=rest.strip(),
                )
                reading.report(
                    "colour-invalid", message, entry.key.place, Said('put it in quotes: "{text}"', text=rest.strip())
                )
    for upper, ground, least in CONTRASTS:
        set_by = found.get(ground) or found.get(upper)
        ratio = contrast(getattr(colours, upper).screen, getattr(colours, ground).screen)
        if set_by is not None and ratio < least and not {upper, ground} & set(besides):
            # Rounded down, so that a ratio just too low never reads as enough.
            message = Said(
                "'{prefix}colours.{upper}' on '{ground}' has a contrast of {ratio:.2f}:1, "
                "at least {least:g}:1 is needed",
                prefix=prefix,
                upper=upper,
                ground=ground,
                ratio=int(ratio * 100) / 100,
                least=least,
            )
            reading.report(
                "contrast-too-low", message, set_by.value.place, Said("make the one darker or the other lighter")
            )


_FOLDED = Said("'booklet.sheet' is {sheet} mm, the page of {page} mm is larger")
_BESIDE = Said("'booklet.sheet' is {sheet} mm, two pages of {page} mm side by side are larger")


def _check_sheet(reading: Reading, node: Node | None, project: Project) -> None:
    """Hold a sheet to the pages that are to lie on it: two side by side, of a folded format the one."""
    sheet, page = project.booklet.sheet, project.format
    if sheet is None or node is None or sheet.holds(page.leaf_width, page.height):
        return
    told = _FOLDED if page.panels else _BESIDE
    sizes = (("sheet", sheet.width, sheet.height), ("page", page.width, page.height))
    message = told.of(**{name: f"{width:g} x {height:g}" for name, width, height in sizes})
    hint = Said("take a larger sheet, or none: the one that suits is used")
    reading.report("sheet-too-small", message, node.place, hint)


def _check_steps(reading: Reading, tree: Mapping, project: Project) -> None:
    """Warn of lines that have no layer to stand on (ISO 15930-4, 6.15)."""
    settings, asked = project.press.settings, tree.get("processing-steps")
    if asked is not None and settings.processing_steps and settings.standard == "x-1a":
        message = Said("'press.processing-steps' has no effect: PDF/X-1a has no layers for the lines")
        reading.report("setting-ignored", message, asked.place, Said("take standard: x-4, or leave it out"), "warning")


def _check_inks(reading: Reading, found: dict[str, Entry], project: Project, prefix: str) -> None:
    """Warn of a brand colour that lays more ink than the printer takes."""
    limit = project.press.settings.ink_limit
    for name, entry in found.items():
        colours = getattr(project.brand.colours, name, None)
        given = colours if isinstance(colours, tuple) else (colours,)
        most = max((sum(colour.press) for colour in given if colour is not None and colour.press), default=0)
        if most > limit:
            message = Said(
                "'{prefix}colours.{name}' lays {most:g} % of ink on paper, "
                "the press settings take {limit:g} %: cyan, magenta and yellow will be thinned",
                prefix=prefix,
                name=name,
                most=most,
                limit=limit,
            )
            reading.report("ink-limit", message, entry.value.place, Said("take inks that add up to less"), "warning")


def _check_spots(reading: Reading, found: dict[str, Entry], colours: Colours, prefix: str) -> None:
    """Report an ink that is to stand for two colours: it has one plate and one look (ISO 15930-7, 6.4)."""
    known: dict[str, tuple[str, Colour]] = {}
    named = [("ink", colours.ink), ("signal", colours.signal), ("tint", colours.tint), ("paper", colours.paper)]
    named += [("ramp", tone) for tone in colours.ramp]
    for name, colour in named:
        first, like = known.setdefault(colour.spot, (name, colour))
        if colour.spot and name in found and (colour.screen, colour.press) != (like.screen, like.press):
            message = Said(
                "'{prefix}colours.{name}' prints in {spot} as '{first}' does, and is another colour",
                prefix=prefix,
                name=name,
                spot=colour.spot,
                first=first,
            )
            hint = Said("give both the same values, or another ink")
            reading.report("colour-invalid", message, found[name].value.place, hint)
