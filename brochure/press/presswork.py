"""Press work: from a project's settings to the order that the press finishing carries out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from brochure.engine.laid import About
from brochure.model.project import Colours, Project
from brochure.press.brand import PressTable
from brochure.press.colours import Converter
from brochure.press.order import Order
from brochure.press.profile import profile_path, read_profile
from brochure.vocabulary.colour import channels
from brochure.vocabulary.job import Job
from brochure.vocabulary.problems import Place, name_of
from brochure.vocabulary.shipped import PROFILES

# Four inks rounded to whole per cent lay at most this much more.
_ROUNDING = 2


def profile_of(project: Project, root: Path) -> Path:
    """Find and check the ICC profile that the project prints with, before anything is laid out.

    Raises BrochureError `profile-missing`, `profile-unfit` or `path-outside-project`.
    """
    path = profile_path(project, root)
    read_profile(project, path)
    return path


def finish_for_press(pdf: bytes, job: Job, project: Project, about: About) -> bytes:
    """Finish a bound PDF as the project's press settings ask.

    Raises BrochureError `press-transparency` or `press-unsupported`, with the page.
    """
    from brochure.press.finish import finish

    order = Order(
        settings=project.press.settings,
        profile=read_profile(project, profile_path(project, job.root)),
        inks=PressTable(project.brand.colours),
        trim=(project.format.width, project.format.height),
        name=job.name,
        title=about.title,
        date=about.date or "",
        language=about.language,
        author=about.author,
        generator=about.generator,
        folds=project.format.folds,
        tones=(project.brand.colours.ink.screen, project.brand.colours.paper.screen),
    )
    return finish(pdf, order, Place(name_of(job.content)))


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
