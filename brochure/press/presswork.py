"""Press work: from a project's settings to the order that the press finishing carries out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from brochure.engine.laid import About
from brochure.model.project import Colours, Project
from brochure.model.values import Colour
from brochure.press.brand import PressTable
from brochure.press.colours import Converter
from brochure.press.order import BLACK, Order, Spot
from brochure.press.profile import profile_path, read_profile
from brochure.render.direction import is_rtl
from brochure.vocabulary.colour import channels
from brochure.vocabulary.job import Job
from brochure.vocabulary.problems import Place, Problem, name_of
from brochure.vocabulary.shipped import PROFILES

if TYPE_CHECKING:
    from brochure.press.reprint import Reprint

# Four inks rounded to whole per cent lay at most this much more.
_ROUNDING = 2


def profile_of(project: Project, root: Path) -> Path:
    """Find and check the ICC profile that the project prints with, before anything is laid out.

    Raises BrochureError `profile-missing`, `profile-unfit` or `path-outside-project`.
    """
    path = profile_path(project, root)
    read_profile(project, path)
    return path


def finish_for_press(
    pdf: bytes,
    job: Job,
    project: Project,
    about: About,
    tell: Callable[[Problem], None] = lambda problem: None,
    reprint: Reprint | None = None,
) -> bytes:
    """Finish a bound PDF as the project's press settings ask; `tell` hears of what became pixels.

    `reprint` keeps the marks of its pieces, and what it needs to write them again.

    Raises BrochureError `press-transparency` or `press-unsupported`, with the page.
    """
    from brochure.press.finish import finish

    seen = proofed(project, job.root).brand.colours
    spots = spots_of(seen)
    names = [spot.name for spot in spots]
    own, drawn = PressTable(_inked(project.brand.colours, seen), names), PressTable(seen, names)
    order = Order(
        settings=project.press.settings,
        profile=read_profile(project, profile_path(project, job.root)),
        inks=lambda screen: drawn(screen) or own(screen),
        trim=(project.format.width, project.format.height),
        name=job.name,
        title=about.title,
        date=about.date or "",
        language=about.language,
        author=about.author,
        generator=about.generator,
        folds=project.format.folds_of(is_rtl(about.language)),
        tones=(seen.ink.screen, seen.paper.screen),
        spots=spots,
        rich=tuple(round(ink / 100, 4) for ink in project.press.rich_black or ()) or BLACK,
    )
    return finish(pdf, order, Place(name_of(job.content)), tell, reprint)


def spots_of(colours: Colours) -> tuple[Spot, ...]:
    """Give the spot inks of a brand whose colours have their inks, each once."""
    inks = {colour.spot: colour.press for colour in reversed(colours.given) if colour.press}
    return tuple(Spot(name, tuple(round(ink / 100, 4) for ink in inks[name])) for name in colours.spots)


def _inked(colours: Colours, seen: Colours) -> Colours:
    """Give the colours of the screen, which pictures of the project may have, with the inks that print them."""
    printed = {name: getattr(seen, name).press for name in ("ink", "signal", "tint", "paper")}
    ramp = tuple(replace(tone, press=one.press) for tone, one in zip(colours.ramp, seen.ramp, strict=True))
    return replace(
        colours, ramp=ramp, **{name: replace(getattr(colours, name), press=inks) for name, inks in printed.items()}
    )


def proofed(project: Project, root: Path) -> Project:
    """Give a project in whose brand each colour is as its inks are seen on paper: what reads is judged by that.

    A colour without inks has those that the profile gives for it.
    """
    profile = read_profile(project, profile_path(project, root))
    order = Order(project.press.settings, profile, lambda _: None, (0, 0), name="", title="", date="")
    converter, colours = Converter(order), project.brand.colours

    def proof(colour: Colour) -> Colour:
        given = colour.press or tuple(100 * ink for ink in converter.of("/DeviceRGB", channels(colour.screen)))
        c, m, y, k = (ink / 100 for ink in given)
        return Colour(converter.seen((c, m, y, k)), (100 * c, 100 * m, 100 * y, 100 * k), colour.spot)

    seen = replace(
        colours,
        ink=proof(colours.ink),
        signal=proof(colours.signal),
        tint=proof(colours.tint),
        paper=proof(colours.paper),
        ramp=tuple(map(proof, colours.ramp)),
        black=converter.seen(BLACK),
    )
    return replace(project, brand=replace(project.brand, colours=seen))


def inks(screen: str) -> tuple[int, ...]:
    """Give cyan, magenta, yellow and black, in whole per cent, of "#rrggbb" on coated paper.

    A colour of the shipped palette has the inks chosen for it; others go through the profile, within the ink limit.
    """
    shipped = Colours()
    for colour in (shipped.ink, shipped.signal, shipped.tint, shipped.paper):
        if colour.screen == screen and colour.press is not None:
            return tuple(round(ink) for ink in colour.press)
    project = Project()
    profile = read_profile(project, profile_path(project, PROFILES))
    limit = project.press.settings.ink_limit - _ROUNDING
    settings = replace(project.press.settings, ink_limit=limit)
    order = Order(settings, profile, lambda _: None, (0, 0), name="", title="", date="")
    return tuple(round(100 * ink) for ink in Converter(order).of("/DeviceRGB", channels(screen)))
