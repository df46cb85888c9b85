"""The shelf of a build: the content's pictures, and drawings in place of what is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import replace
from pathlib import Path

from brochure.figures import artwork, icons
from brochure.figures.palette import Palette
from brochure.load.text import Source
from brochure.model.values import Picture
from brochure.pictures.assets import Assets
from brochure.pictures.flaws import STAND_IN, Flaw
from brochure.pictures.names import called
from brochure.pictures.rasters import Faded
from brochure.vocabulary.colour import mix
from brochure.vocabulary.paper import DESIGN_WIDTH
from brochure.vocabulary.problems import BrochureError, Place, Problem, Severity
from brochure.vocabulary.speech import Said
from brochure.vocabulary.suggest import did_you_mean

# How much of the paper is in the lightest tone of a picture that fades.
_LIGHT = 0.86
# A picture that is not there to be drawn stops no brochure: it is done without.
_DONE_WITHOUT = ("path-outside-project", "picture-broken")


class Shelf:
    """Finds the pictures of a content file, `beside`, and draws what is missing; keeps the problems met on the way.

    `sources` are the files that name pictures: the content, and the settings for the logo.
    `origins` tells by the address of a picture how the content first names it, and where; `pixels` how many of them it
    has across and down, where it is no drawing, `ratios` how wide it is to how high.
    """

    def __init__(
        self,
        assets: Assets,
        sources: Sequence[Source],
        beside: Path,
        palette: Palette,
        stem: str,
        drawn: Callable[[str, str], str] = lambda _, svg: svg,
    ) -> None:
        """Open the shelf; `drawn` gives a drawing, by its name, as fonts and language show it."""
        self._drawn = drawn
        self.problems: list[Problem] = []
        self.origins: dict[str, tuple[str, Place]] = {}
        self.pixels: dict[str, tuple[float, float]] = {}
        self.ratios: dict[str, float] = {}
        self._numbers: dict[str | Place, int] = {}
        self._assets, self._beside = assets, beside
        self._sources = {source.name: source for source in sources}
        self._palette, self._stem, self._mark = palette, stem, ""

    def again(self, turn: int) -> Shelf:
        """Give the same shelf for the turn of a section that stands several times: its drawings are its own."""
        made = copy(self)
        made._mark = f"turn-{turn}-"
        return made

    def picture(self, picture: Picture, kind: str) -> str:
        """Give the URL of a picture, or of artwork of its kind drawn in its place."""
        return self.found(picture) or self.stand_in(kind, picture)

    def found(self, picture: Picture) -> str:
        """Give the URL of a picture, "" where there is none that may be placed; our own drawings are in the brand."""
        return self._in_brand(self._found(picture, STAND_IN))

    def redrawn(self, url: str, ink: str, accent: str) -> str:
        """Give the URL of an icon in other colours, "" for one that keeps its own."""
        brand = self._palette.ink, self._palette.signal
        return self._assets.redrawn(url, (ink, accent), brand)

    def _in_brand(self, url: str) -> str:
        """Give the URL of a picture, in the colours of the brand where it is drawn in ours alone."""
        brand = self._palette
        instead = artwork.in_brand(brand) if url and url not in self.pixels else {}
        four = brand.ink, brand.shape, brand.tint, brand.paper
        made = self._assets.recoloured(url, four, instead) if instead else ""
        if not made:
            return url
        self.origins.setdefault(made, self.origins[url])
        self.ratios[made] = self.ratios[url]
        return made

    def rim(self, url: str) -> str:
        """Give the colour of the edge of a picture, "" where the ground shows there."""
        return self._assets.rim(url)

    def sides(self, url: str) -> tuple[float, float]:
        """Give what is clear at the left and right of an icon in its square, as parts of its width."""
        return self._assets.sides(url)

    def rows(self, url: str, strip: tuple[float, float, float, float], count: int) -> tuple[tuple[int, int, int], ...]:
        """Give the colours of so many rows of a strip of a picture, from its head on; () for a drawing."""
        return self._assets.rows(url, strip, count)

    def beside(self, named: Picture) -> str:
        """Give the text of a file of the project, "" where there is none; what is wrong is told at its name."""
        try:
            return self._assets.text(named.path.strip(), self._beside)
        except BrochureError as error:
            for problem in error.problems:
                self.tell(named, "table-unread", Severity.WARNING, problem.message, problem.hint)
            return ""

    def stand_in(self, kind: str, picture: Picture) -> str:
        """Give the URL of artwork of a kind, drawn in place of a picture; pictures that are missing look different."""
        if kind == "tile":
            kind = f"tile-{self._numbers.setdefault(picture.path or picture.place, len(self._numbers))}"
        return self.draw(kind, self._artwork(kind))

    def tell(self, picture: Picture, code: str, severity: Severity, message: Said, hint: Said) -> None:
        """Keep a problem of a picture, told where the content names it."""
        self.keep(code, severity, message, picture.place, hint)

    def own(self, picture: Picture | None) -> str:
        """Give the URL of a logo or a portrait, "" where there is none: no drawing stands for it."""
        return self._found(picture, Said("nothing takes its place")) if picture else ""

    def icon(self, picture: Picture, colour: str) -> tuple[str, str]:
        """Give the URL of an icon, of the set in a colour, with its name there, "" for a file; "" twice for none."""
        name = icons.named(picture.path)
        if name is None:
            return self.own(picture), ""
        if not name:
            close = did_you_mean(picture.path.strip(), icons.names())
            hint = (
                Said("did you mean '{close}'?", close=close)
                if close
                else Said("write the name of an icon of lucide.dev, or the path of a file")
            )
            self.tell(
                picture,
                "icon-unknown",
                Severity.WARNING,
                Said("no icon is called '{name}'", name=picture.path.strip()),
                hint,
            )
            return "", ""
        return self.inked(name, colour), name

    def inked(self, name: str, colour: str) -> str:
        """Give the URL of an icon of the set in a colour."""
        return self.draw(f"icon-{name}-{colour.lstrip('#')}", icons.icon(name, colour))

    def faded(self, picture: Picture, foot: float) -> str:
        """Give the URL of a picture from the brand's ink through its signal to light, all ink from so far down on."""
        colours = self._palette
        tones = Faded(colours.ink, mix(colours.shape, colours.paper, _LIGHT), colours.shape, round(foot, 3))
        asset = self._assets.find(picture.path.strip(), self._beside, lambda flaw: None, STAND_IN, tones)
        if asset is None:
            return ""
        self.origins.setdefault(asset.url, (picture.path.strip(), picture.place))
        self.pixels[asset.url] = (asset.width, asset.height)
        return asset.url

    def _found(self, picture: Picture, instead: Said) -> str:
        """Give the URL of a picture that may be placed, "" for any other; `instead` says what comes of that."""
        if not picture.path.strip():
            return ""

        def report(flaw: Flaw) -> None:
            if flaw.code in _DONE_WITHOUT and flaw.severity is Severity.ERROR:
                told = Said("{message}; {instead}", message=flaw.message, instead=instead)
                flaw = replace(flaw, severity=Severity.WARNING, message=told)
            if flaw.place is None:
                self.tell(picture, flaw.code, flaw.severity, flaw.message, flaw.hint)
                return
            problem = Problem(flaw.code, flaw.severity, flaw.message, flaw.place, flaw.hint, flaw.excerpt)
            if problem not in self.problems:
                self.problems.append(problem)

        tones = (self._palette.ink, self._palette.paper) if picture.duotone else None
        asset = self._assets.find(picture.path.strip(), self._beside, report, instead, tones)
        if asset is None:
            return ""
        self.origins.setdefault(asset.url, (called(picture.path), picture.place))
        if asset.kind != "svg":
            self.pixels[asset.url] = (asset.width, asset.height)
        self.ratios[asset.url] = asset.width / asset.height if asset.height else 1.0
        return asset.url

    def keep(self, code: str, severity: Severity, message: Said, place: Place, hint: Said) -> None:
        """Keep a problem at a place of one of the files, once."""
        problem = self._sources[place.file].problem(code, severity, message, place, hint)
        if problem not in self.problems:
            self.problems.append(problem)

    def locate(self, words: str, code: str, severity: Severity, message: Said, hint: Said) -> None:
        """Keep a problem where words stand in one of the files, else at the first of them."""
        where = [source.place(at) for source in self._sources.values() if (at := source.text.find(words)) >= 0]
        self.keep(code, severity, message, where[0] if where else Place(next(iter(self._sources))), hint)

    def draw(self, name: str, svg: str) -> str:
        """Give the URL of a drawing."""
        return self._assets.keep(self._mark + name, self._drawn(name, svg))

    def _artwork(self, kind: str) -> str:
        seed = f"{self._stem}-{kind}"
        if kind.startswith("icon"):
            return artwork.icon(int(kind.split("-")[1]) % 9, self._palette)
        if kind.startswith("tile"):
            number = int(kind.removeprefix("tile").lstrip("-") or 0)
            return artwork.scene(seed, artwork.TILES[number % len(artwork.TILES)], 120.0, 80.0, self._palette)
        if kind == "portrait":
            return artwork.scene(seed, "portrait", 120.0, 80.0, self._palette)
        return artwork.scene(seed, "cover", DESIGN_WIDTH, 150.0, self._palette)
