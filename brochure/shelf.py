"""The shelf of a build: the content's pictures, and drawings in place of what is missing."""

from __future__ import annotations

from pathlib import Path

from brochure.figures import artwork
from brochure.load.text import Source
from brochure.model.brochure import Picture
from brochure.pdf.assets import Assets
from brochure.problems import Place, Problem, Severity


class Shelf:
    """Finds the pictures of a content file, `beside`, and draws what is missing; keeps the problems met on the way.

    `origins` tells by the address of a picture how the content first names it, and where.
    """

    def __init__(self, assets: Assets, source: Source, beside: Path, palette: artwork.Palette, stem: str) -> None:
        self.problems: list[Problem] = []
        self.origins: dict[str, tuple[str, Place]] = {}
        self._assets, self._source, self._beside = assets, source, beside
        self._palette, self._stem = palette, stem

    def picture(self, picture: Picture, kind: str) -> str:
        """Give the URL of a picture, or of artwork of its kind drawn in its place."""
        if picture.path.strip():

            def report(code: str, severity: Severity, message: str, hint: str) -> None:
                problem = self._source.problem(code, severity, message, picture.place, hint)
                if problem not in self.problems:
                    self.problems.append(problem)

            asset = self._assets.find(picture.path.strip(), self._beside, report)
            if asset is not None:
                self.origins.setdefault(asset.url, (picture.path.strip(), picture.place))
                return asset.url
        return self.draw(kind, self._stand_in(kind))

    def draw(self, name: str, svg: str) -> str:
        """Give the URL of a drawing."""
        return self._assets.keep(name, svg)

    def _stand_in(self, kind: str) -> str:
        seed = f"{self._stem}-{kind}"
        if kind.startswith("icon"):
            return artwork.icon(int(kind.split("-")[1]) % 9, self._palette)
        if kind.startswith("tile"):
            number = int(kind.removeprefix("tile").lstrip("-") or 0)
            return artwork.scene(seed, artwork.TILES[number % len(artwork.TILES)], 120.0, 80.0, self._palette)
        if kind == "portrait":
            return artwork.scene(seed, "portrait", 120.0, 80.0, self._palette)
        return artwork.scene(seed, "cover", 148.0, 150.0, self._palette)
